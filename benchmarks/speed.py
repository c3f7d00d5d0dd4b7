"""Pipeline speed and memory, beside spaCy's own small pipeline, on the same texts in the same run.

    python -m benchmarks.speed [--sizes 10,100,800]

Each measurement runs in a process of its own (peak memory is the process's), one worker, and takes models' loading out of
the time. Texts: ../shared/data/polnear/train.jsonl, the first N.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def texts(count: int) -> list[tuple[str, str]]:
    """The first articles of PolNeAR's training part: (id, text)."""
    with (SHARED / "data/polnear/train.jsonl").open(encoding="utf-8") as f:
        return [(r["id"], r["text"]) for r, _ in zip(map(json.loads, f), range(count), strict=False)]


def measure(what: str, count: int) -> dict[str, float]:
    """Seconds of one job over ``count`` articles in this process, and its peak memory in MiB."""
    rows = texts(count)
    out: dict[str, float] = {}
    if what == "spacy":
        from fabula.lang.en.pipeline import PACKAGES

        name = next(n for n in PACKAGES if __import__("importlib.util").util.find_spec(n))
        nlp = __import__(name).load()
        nlp("Warm up.")
        started = time.perf_counter()
        for _, text in rows:
            with nlp.memory_zone():
                nlp(text)
        out["seconds"] = time.perf_counter() - started
    elif what == "annotate":
        import fabula
        from fabula.extract.annotate import annotate
        from fabula.ingest.reading import read
        from fabula.ingest.sources import Item

        fabula.annotate("Warm up the models, said nobody.")
        started = time.perf_counter()
        for _, text in rows:
            annotate(read(Item(source="-", media="row", text=text), plain=True))
        out["seconds"] = time.perf_counter() - started
    else:
        import fabula
        from fabula.dossier import Editor
        from fabula.ingest.reading import read
        from fabula.ingest.sources import Item

        fabula.annotate("Warm up the models, said nobody.")
        with tempfile.TemporaryDirectory() as d, Editor(Path(d) / "x.fabula", make=True) as dossier:
            started = time.perf_counter()
            dossier.add(read(Item(source="-", media="row", text=text), plain=True) for _, text in rows)
            out["adding"] = time.perf_counter() - started
            dossier.resolve()
            out["seconds"] = time.perf_counter() - started
            out["resolving"] = out["seconds"] - out["adding"]
    out["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return out


def main() -> None:
    """Print a Markdown table."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--sizes", default="10,100,800")
    p.add_argument("--one", nargs=2, metavar=("WHAT", "COUNT"), help=argparse.SUPPRESS)
    a = p.parse_args()
    if a.one:
        print(json.dumps(measure(a.one[0], int(a.one[1]))))
        return
    print(
        "| articles | spaCy alone, articles/s | annotate, articles/s | time over spaCy's | build, articles/s | resolving, s"
        " | peak MiB: spaCy, annotate, build |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for size in map(int, a.sizes.split(",")):
        got = {}
        for what in ("spacy", "annotate", "build"):
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.speed", "--one", what, str(size)], stdout=subprocess.PIPE, check=True
            )
            got[what] = json.loads(done.stdout)
        s, n, b = (got[k] for k in ("spacy", "annotate", "build"))
        print(
            f"| {size} | {size / s['seconds']:.1f} | {size / n['seconds']:.1f} | {n['seconds'] / s['seconds']:.2f} "
            f"| {size / b['seconds']:.1f} | {b['resolving']:.1f} "
            f"| {s['peak MiB']:.0f}, {n['peak MiB']:.0f}, {b['peak MiB']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
