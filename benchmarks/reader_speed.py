"""The reader's speed beside spaCy's small pipeline, in one run, on the same texts.

Each pass over all texts is repeated, the passes interleaved so that a change in the machine's load falls on all alike;
the fastest pass counts, in processor time of one thread. Reads JSONL with ``text``: PolNeAR's development articles
by default.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

from fabula.language import words
from fabula.language.reader import MODELS, Reader

GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear" / "dev.jsonl"


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that ``work`` takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("texts", type=Path, nargs="?", default=GOLD)
    p.add_argument("--first", type=int, default=20)
    p.add_argument("--passes", type=int, default=3)
    p.add_argument(
        "--model", type=Path, action="append", help="a reader's folder; may be repeated (float32 beside int8)"
    )
    a = p.parse_args()
    texts = [json.loads(x)["text"] for x in a.texts.read_text(encoding="utf-8").splitlines()[: a.first]]
    readers = {str(f): Reader(f) for f in a.model or [MODELS]}
    nlp = words.pipeline()
    ways: dict[str, Callable[[], object]] = {"spaCy": lambda: [nlp(t) for t in texts]}
    for name, r in readers.items():
        ways[name] = lambda r=r: [r.read(t) for t in texts]  # type: ignore[misc]
    best = dict.fromkeys(ways, float("inf"))
    for work in ways.values():
        work()
    for _ in range(a.passes):
        for name, work in ways.items():
            best[name] = min(best[name], timed(work))
    for name, seconds in best.items():
        share = seconds / best["spaCy"]
        print(f"{name:>40}  {len(texts) / seconds:7.2f} articles a second  {share:5.2f} of spaCy's time")
    print(f"{'peak memory':>40}  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")


if __name__ == "__main__":
    main()
