#!/usr/bin/env python3
"""Rebuild src/data/organizations.tsv: what Wikidata says of the organisations in names.tsv.

    mkdir packages && cd packages
    npm pack name-suggestion-index@8.0.20260918      (unpack with tar)
    python3 organizations.py packages

The index describes those who run shops, banks, offices, universities, police: by name, Wikidata id and one line. A name
is taken where the index has it once, letter for letter; other names than the canonical one not where they are short
forms in capitals, which mean many things. OTHERS were found by reading the result: there the index means another body.
"""
import collections, json, pathlib, re, sys

OUT = pathlib.Path(__file__).resolve().parent.parent
OTHERS = {
    "BDO", "Banco Popular", "Bed Bath & Beyond", "Blue Cross Blue Shield", "Bugatti", "Central Bank", "Coca-Cola",
    "Coles", "Department for Education", "ETA", "Equity Bank", "G20", "Gillette", "Goodyear", "Intesa Sanpaolo",
    "Kraft", "Lego", "Linde", "Milwaukee Brewers", "Ministry of Defence", "National Assembly", "New Yorker",
    "O Globo", "PepsiCo", "RTL", "SVT", "Skanska", "Sprint", "TUC", "Toronto-Dominion Bank", "Toys R Us",
    "U.S. Department of Agriculture", "U.S. Department of Education", "USC", "Wellcome", "Woolworth",
}
# One line that says nothing: the id is enough.
EMPTY = {"company", "medical research company"}


def main():
    packages = pathlib.Path(sys.argv[1])
    index = json.loads(next(packages.rglob("dist/wikidata/wikidata.json")).read_text(encoding="utf-8"))["wikidata"]
    by_name, folded = collections.defaultdict(list), collections.Counter()
    for number, item in index.items():
        if name := item.get("label"):
            by_name[name].append((number, " ".join(item.get("description", "").split())))
            folded[name.casefold()] += 1
    out = []
    for line in (OUT / "names.tsv").read_text(encoding="utf-8").splitlines():
        kind, name, *others = line.split("\t") + [""]
        if kind != "organization" or name in OTHERS:
            continue
        names = [name, *(n for n in others[0].split("|") if not re.fullmatch(r"[A-Z0-9.&]{1,5}", n))]
        found = {by_name[n][0] for n in names if len(by_name[n]) == 1 and folded[n.casefold()] == 1}
        if len(found) == 1:
            number, said = found.pop()
            out.append(f"{name}\t{number}\t{'' if said in EMPTY else said}")
    header = ["Organisations of names.tsv: canonical name, Wikidata id, what Wikidata says in one line.",
              "npm name-suggestion-index 8.0.20260918 (BSD-3-Clause); Wikidata (CC0); build/organizations.py."]
    rows = sorted(set(out), key=str.encode)
    text = "".join(f"# {h}\n" for h in header) + "\n".join(rows) + "\n"
    (OUT / "organizations.tsv").write_text(text, encoding="utf-8")
    print(len(rows), "rows", len(text.encode()), "bytes")


main()
