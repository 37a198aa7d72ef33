#!/usr/bin/env python3
"""What `figure/conflict` reports on accounts of the same events by several writers, and how many slips it catches.

    benches/figure_conflicts.py ACCOUNTS.jsonl --bin target/release/scholiast [--injections 300]

ACCOUNTS: one JSON object a line, {"id": "SET/EVENT/DATE/WRITER/KIND", "reference_date": ISO date, "text": …}; of the kinds only U,
a whole account, is used. Standard library only.

First every alarm on the accounts as they are is printed, to be read by hand. Then, of figures of one value that two writers
tell of one event on one day in like sentences, one is changed as slips change figures, and it is counted how often the
changed figure, or the other writer's, is reported.
"""
import argparse, collections, json, math, os, random, re, subprocess, tempfile

def write(folder, articles):
    """articles: {name: (date, text)}"""
    for name, (_, text) in articles.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    table = os.path.join(folder, "dates.tsv")
    with open(table, "w", encoding="utf-8") as file:
        file.writelines(f"{name}\t{date}\n" for name, (date, _) in articles.items())
    return table


def check(binary, articles):
    with tempfile.TemporaryDirectory() as folder:
        table = write(folder, articles)
        command = [binary, "check", "--format", "json", "--fail-on", "never", "--rule", "figure/conflict=warning", "--datelines", table, folder]
        out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        found = [one for one in json.loads(out) if one["code"] == "figure/conflict"]
        for one in found:
            one["path"] = os.path.basename(one["path"])
            for other in one["related"]:
                other["path"] = os.path.basename(other["path"])
        return found


def annotate(binary, articles):
    with tempfile.TemporaryDirectory() as folder:
        table = write(folder, articles)
        command = [binary, "annotate", "--datelines", table, folder]
        out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
        return {os.path.basename(one["path"]): one for one in map(json.loads, out.splitlines())}


def sentence(text, at):
    start = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [end for end in (text.find(mark, at) for mark in (". ", "\n", "? ", "! ")) if end >= 0]
    return text[start:min(ends, default=len(text))]


def words(text):
    return collections.Counter(w for w in re.findall(r"[a-z]{4,}", text.lower()))


def cosine(a, b):
    norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(v * b[w] for w, v in a.items()) / norm if norm else 0.0


SLIPS = {
    "+30 %": lambda n: round(n * 1.3),
    "digits swapped": lambda n: swapped(n),
    "x10": lambda n: n * 10,
    "x1000": lambda n: n * 1000,
}


def swapped(n):
    s = str(n)
    for i in range(len(s) - 1):
        if s[i] != s[i + 1] and (i > 0 or s[i + 1] != "0"):
            return int(s[:i] + s[i + 1] + s[i] + s[i + 2:])
    return n


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("accounts")
    ap.add_argument("--bin", required=True)
    ap.add_argument("--injections", type=int, default=300)
    ap.add_argument("--missed", action="store_true", help="print the pairs of which no slip was caught")
    a = ap.parse_args()
    rows = [json.loads(line) for line in open(a.accounts, encoding="utf-8")]
    articles, event = {}, {}
    for row in rows:
        _, name, day, writer, kind = row["id"].split("/")
        if kind == "U":
            file = f"{name}_{day}_{writer}.txt"
            articles[file] = (row["reference_date"], row["text"].replace("\\n", "\n"))
            event[file] = (name, day)
    alarms = check(a.bin, articles)
    for one in alarms:
        line = articles[one["path"]][1].split("\n")[one["line"] - 1]
        print(one["path"], one["message"], "|", sentence(line, one["column"] - 1).strip(), "|")
        for other in one["related"]:
            line = articles[other["path"]][1].split("\n")[other["line"] - 1]
            print("    ", other["path"], "|", sentence(line, other["column"] - 1).strip())
    print(f"{len(alarms)} alarms in {len(articles)} accounts")

    figures = annotate(a.bin, articles)
    told = collections.defaultdict(list)
    for file, one in figures.items():
        for f in one["figures"]:
            value = f["low"] if f["low"] == f["high"] else None
            level = (f.get("change") or {}).get("role") != "by"
            plain = value and value.isdigit() and int(value) >= 2 and re.search(r"\d", articles[file][1][f["start"]:f["end"]])
            if plain and level and f["bound"] == "exact" and f["kind"] in ("money", "count", "measure", "percentage") and f.get("group"):
                told[(event[file], f["group"])].append((file, f))
    pairs = []
    for found in told.values():
        for i, (one, f) in enumerate(found):
            for other, g in found[i + 1:]:
                like = lambda file, x: words(sentence(articles[file][1], x["start"]))
                if one != other and cosine(like(one, f), like(other, g)) >= 0.35:
                    pairs.append((one, f, other, g))
    random.Random(7).shuffle(pairs)
    pairs = pairs[:a.injections]
    # Every trial has a day of its own, so that only its two articles are compared.
    trials, where = {}, {}
    for n, (one, f, other, g) in enumerate(pairs):
        for k, (slip, change) in enumerate(SLIPS.items()):
            text, value = articles[one][1], int(f["low"])
            span = text[f["start"]:f["end"]]
            digits = re.search(r"\d[\d,]*(\.\d+)?", span)
            written = digits.group().replace(",", "")
            if "." in written or change(int(written)) == int(written):
                continue
            changed = f"{change(int(written)):,}" if "," in digits.group() or change(int(written)) > 9999 else str(change(int(written)))
            begin = f["start"] + digits.start()
            bad = text[:begin] + changed + text[begin + len(digits.group()):]
            date = f"{1950 + (n * 4 + k) // 300:04}-{(n * 4 + k) % 300 // 25 + 1:02}-{(n * 4 + k) % 25 + 1:02}"
            name = f"{n:04}{k}"
            trials[name + "a.txt"] = (date, bad)
            trials[name + "b.txt"] = (date, articles[other][1])
            where[name] = (slip, changed, other, digits.group())
    caught, count = collections.Counter(), collections.Counter(w[0] for w in where.values())
    hit = set()
    for one in check(a.bin, trials):
        name = one["path"][:5]
        changed = where[name][1]
        if re.search(rf"(?<![\d,.]){re.escape(changed)}(?![\d,])", one["message"]):
            hit.add(name)
    for name in hit:
        caught[where[name][0]] += 1
    for n, (one, f, other, g) in enumerate(pairs if a.missed else []):
        if not any(name.startswith(f"{n:04}") for name in hit):
            print("missed:", f.get("frame"), f["unit"], "|", sentence(articles[one][1], f["start"]).strip())
            print("       ", g.get("frame"), g["low"], "|", sentence(articles[other][1], g["start"]).strip())
    for slip in SLIPS:
        print(f"{slip:<15} caught {caught[slip]} of {count[slip]}")
    total = sum(count.values())
    print(f"slips caught {sum(caught.values())} of {total} ({100 * sum(caught.values()) / max(1, total):.1f} %) in {len(pairs)} pairs of figures that agree")


main()
