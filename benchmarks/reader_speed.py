"""The reader's speed and memory beside spaCy's small pipeline and a pipeline of Citron's shape, in one run, on the same texts.

    python -m benchmarks.reader_speed [--model FOLDER ...] [--citron]

Passes over all texts are interleaved, so that a change in the machine's load falls on all alike. What counts is each
way's processor time on one thread over spaCy's in the same pass; the median over the passes is shown, with the
least and the most. Peak memory is that of a process which does nothing else. Reads JSONL with ``text``: PolNeAR's
development articles by default. ``--citron`` needs python-crfsuite and scikit-learn (citron_shape.py).
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from fabula.lang.en import pipeline as words
from fabula.neural.reader import MODELS, Reader

GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear" / "dev.jsonl"
SPACY, CITRON = "spaCy", "Citron's shape"


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that ``work`` takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def peak() -> float:
    """This process's peak memory in MB: Linux's own figure, since getrusage's counts what it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(x.split()[1]) for x in status.read_text().splitlines() if x.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def way(name: str, texts: list[str]) -> Callable[[], object]:
    """What reads all texts: spaCy, the pipeline of Citron's shape, that with pronouns alone resolved, or a model."""
    if name == SPACY:
        nlp = words.pipeline()
        return lambda: [nlp(t) for t in texts]
    if name.startswith(CITRON):
        from benchmarks.citron_shape import Pipeline

        pipeline = Pipeline(everyone=name == CITRON)
        return lambda: [pipeline(t) for t in texts]
    reader = Reader(name)
    return lambda: [reader.read(t) for t in texts]


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("texts", type=Path, nargs="?", default=GOLD)
    p.add_argument("--first", type=int, default=20)
    p.add_argument("--passes", type=int, default=5)
    p.add_argument("--model", action="append", help="a reader's folder; may be repeated (float32 beside int8)")
    p.add_argument("--citron", action="store_true", help="a pipeline of Citron's shape as well, in two sizes")
    p.add_argument("--one", help=argparse.SUPPRESS)
    a = p.parse_args()
    texts = [json.loads(x)["text"] for x in a.texts.read_text(encoding="utf-8").splitlines()[: a.first]]
    if a.one:
        way(a.one, texts)()
        print(peak())
        return
    names = [SPACY, *(a.model or [str(MODELS)]), *([CITRON, CITRON + ", pronouns alone"] if a.citron else [])]
    ways = {n: way(n, texts) for n in names}
    seconds: dict[str, list[float]] = {n: [] for n in names}
    for k in range(a.passes + 1):
        for n, work in ways.items():
            took = timed(work)
            if k:  # the first pass warms up
                seconds[n].append(took)
    print("| | articles a second | of spaCy's time: median, least, most | peak MB of its own process |")
    print("| --- | --- | --- | --- |")
    for n, mine in seconds.items():
        share = sorted(x / y for x, y in zip(mine, seconds[SPACY], strict=True))
        command = [sys.executable, "-m", "benchmarks.reader_speed", str(a.texts), "--first", str(a.first), "--one", n]
        most = float(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
        print(
            f"| {n} | {len(texts) / median(mine):.2f} | {median(share):.2f}, {share[0]:.2f}, {share[-1]:.2f} "
            f"| {most:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
