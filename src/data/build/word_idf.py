#!/usr/bin/env python3
"""Rebuild src/data/word_idf.tsv: how telling a word is, from how many of a collection of news articles hold it.

    word_idf.py ARTICLES… > src/data/word_idf.tsv

ARTICLES: folders of .txt files and .jsonl files whose objects have a "text". Only counts are kept, of words in at
least FEWEST articles; a word that is not in the table is as telling as the rarest ones.
"""
import collections, json, math, os, re, sys

FEWEST = 6
WORD = re.compile(r"[^\W_]+")


def texts(paths):
    for path in paths:
        if path.endswith(".jsonl"):
            for line in open(path, encoding="utf-8"):
                yield json.loads(line)["text"]
        else:
            for folder, _, names in sorted(os.walk(path)):
                for name in sorted(n for n in names if n.endswith(".txt")):
                    yield open(os.path.join(folder, name), encoding="utf-8", errors="replace").read()


def main():
    articles, held = 0, collections.Counter()
    for text in texts(sys.argv[1:]):
        articles += 1
        held.update(set(WORD.findall(re.sub("[’'‘]", "", text.lower()))))
    rarest = math.log(articles / FEWEST)
    print(f"# How telling a word is: ln(articles / articles that hold it), from {articles} English news articles; counts only.")
    print("# Origin: src/data/build/word_idf.py over openly licensed and privately annotated articles. Licence: CC0-1.0.")
    print(f"*\t{rarest + 0.7:.1f}")
    for word in sorted(held):
        if held[word] >= FEWEST and word.isascii() and word.isalpha():
            print(f"{word}\t{math.log(articles / held[word]):.1f}")


main()
