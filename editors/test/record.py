#!/usr/bin/env python3
"""Stands between an editor and the server and writes down every message, for validate.py.

usage: record.py FOLDER SERVER ARGUMENT…

Each session becomes FOLDER/<pid>.jsonl, one {"from": "client"|"server", "at": seconds, "message": …} a line; FOLDER/<pid>.server holds
the server's process id, so that a test can kill it. Bytes are passed on as they are, well-formed or not.
"""

import json
import os
import subprocess
import sys
import threading
import time

folder, command = sys.argv[1], sys.argv[2:]
if "lsp" not in command:
    os.execv(command[0], command)

server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
session = os.path.join(folder, str(os.getpid()))
with open(session + ".server", "w") as file:
    file.write(str(server.pid))
log = open(session + ".jsonl", "w", encoding="utf-8")
writing = threading.Lock()


def relay(source, sink, name):
    while True:
        header, length = b"", 0
        while not header.endswith(b"\r\n\r\n"):
            line = source.readline()
            if not line:
                return
            header += line
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = source.read(length)
        try:
            message = json.loads(body)
        except ValueError as error:
            message = {"broken": str(error), "bytes": repr(body[:200])}
        # Written down before it is passed on: a question stands before its answer.
        with writing:
            log.write(json.dumps({"from": name, "at": time.time(), "message": message}, ensure_ascii=False) + "\n")
            log.flush()
        try:
            sink.write(header + body)
            sink.flush()
        except OSError:
            return


def from_client():
    relay(sys.stdin.buffer, server.stdin, "client")
    try:
        server.stdin.close()
    except OSError:
        pass


threading.Thread(target=from_client, daemon=True).start()
relay(server.stdout, sys.stdout.buffer, "server")
code = server.wait()
with writing:
    log.close()
    # The other thread may be blocked on standard input: leave without asking it.
    os._exit(code if code >= 0 else 128 - code)
