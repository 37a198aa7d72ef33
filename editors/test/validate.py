#!/usr/bin/env python3
"""Checks every message that the server sent in the recorded sessions against the protocol's own types.

usage: validate.py FOLDER…        (folders of record.py's *.jsonl)

lsprotocol's types are generated from the specification's meta model. Structuring a message runs their validators; the
way back shows keys that the specification does not know. Beyond types: every request is answered once, ranges run
forwards, a symbol's selection lies in its range, semantic tokens come in fives.
"""

import collections
import json
import pathlib
import sys

from lsprotocol import converters, types

CONVERTER = converters.get_converter()
# What a client may be told instead of a result: cancelled, content modified, server cancelled.
POLITE_ERRORS = {-32800, -32801, -32802}
# What a request after "shutdown" must be told.
INVALID_REQUEST = -32600
# How long an answer may take on a busy machine, in seconds.
PATIENCE = 30
known = {}


def lost(sent, read, path=""):
    """Paths of the values on the wire that the types did not keep."""
    if isinstance(sent, dict) and isinstance(read, dict):
        for key, value in sent.items():
            if key in read:
                yield from lost(value, read[key], f"{path}.{key}")
            elif value is not None:
                yield f"{path}.{key}: not in the specification"
    elif isinstance(sent, list) and isinstance(read, list):
        for index, (a, b) in enumerate(zip(sent, read)):
            yield from lost(a, b, f"{path}[{index}]")


def faults(message, kind):
    if kind is types.CodeActionResponse:
        # lsprotocol takes an action that runs a command for the command itself.
        for index, item in enumerate(message.get("result") or []):
            of = types.Command if isinstance(item.get("command"), str) else types.CodeAction
            read = CONVERTER.unstructure(CONVERTER.structure(item, of), unstructure_as=of)
            yield from lost(item, read, f".result[{index}]")
    else:
        yield from lost(message, CONVERTER.unstructure(CONVERTER.structure(message, kind), unstructure_as=kind))


def typed(message, kind):
    body = {key: value for key, value in message.items() if key != "id"}
    key = (kind.__name__, json.dumps(body, sort_keys=True))
    if key not in known:
        try:
            known[key] = list(faults(message, kind))
        except Exception as error:
            known[key] = [f"{type(error).__name__}: {str(error)[:300]}"]
    return known[key]


def position(value):
    return (value["line"], value["character"])


def shape(value, path=""):
    """Faults that types cannot tell."""
    if isinstance(value, dict):
        if set(value) == {"start", "end"} and position(value["start"]) > position(value["end"]):
            yield f"{path}: a range that runs backwards"
        if {"range", "selectionRange"} <= set(value):
            outer, inner = value["range"], value["selectionRange"]
            if position(inner["start"]) < position(outer["start"]) or position(inner["end"]) > position(outer["end"]):
                yield f"{path}: selectionRange outside range"
        for key, item in value.items():
            if key == "data" and path.endswith("result") and isinstance(item, list) and len(item) % 5:
                yield f"{path}: semantic tokens that are not in fives"
            yield from shape(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from shape(item, f"{path}[{index}]")


def session(path, counts):
    """Yield (method, fault) for one recorded session."""
    asked, ended = {}, False
    entries = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.endswith("}")]
    for entry in entries:
        message, client = entry["message"], entry["from"] == "client"
        method = message.get("method")
        if client:
            if method and "id" in message:
                asked[message["id"]] = (method, entry["at"], ended)
            ended |= method in ("shutdown", "exit")
            continue
        if "broken" in message:
            yield "?", message["broken"]
        elif method:
            counts[method] += 1
            kinds = types.METHOD_TO_TYPES.get(method)
            faults = typed(message, kinds[0]) if kinds else ["not a method of the specification"]
            yield from ((method, fault) for fault in faults)
        elif message.get("id") not in asked:
            yield "?", f"an answer to no question: {json.dumps(message)[:200]}"
        else:
            method, _, too_late = asked.pop(message["id"])
            counts[method + " →"] += 1
            if "error" in message:
                code = message["error"].get("code")
                if code not in POLITE_ERRORS and not (too_late and code == INVALID_REQUEST):
                    yield method, f"error {message['error']}"
            elif method in types.METHOD_TO_TYPES:
                yield from ((method, fault) for fault in typed(message, types.METHOD_TO_TYPES[method][1]))
        yield from ((method, fault) for fault in shape(message))
    if ended:  # a server that was killed owes nothing, and nobody waits for what was asked on leaving
        last = entries[-1]["at"]
        yield from ((method, "never answered") for method, at, _ in asked.values() if last - at > PATIENCE)


def main():
    files = [file for folder in sys.argv[1:] for file in sorted(pathlib.Path(folder).glob("**/*.jsonl"))]
    counts, bad = collections.Counter(), 0
    for file in files:
        for method, fault in session(file, counts):
            bad += 1
            if bad <= 40:
                print(f"FAIL {file.parent.name}/{file.name} {method}: {fault}")
    for method, count in sorted(counts.items()):
        print(f"  {count:6} {method}")
    print(f"{sum(counts.values())} messages in {len(files)} sessions, {bad} bad")
    if not counts:
        print("FAIL nothing was recorded")
    elif not bad:
        print("ok   every message is valid")
    sys.exit(1 if bad or not counts else 0)


main()
