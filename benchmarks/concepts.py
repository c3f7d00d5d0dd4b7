"""Whether two phrases are one concept of the causal map, its opposite, or another: on pairs written for this project.

    python -m benchmarks.concepts [--part dev|test|fresh] [--missed]

concepts.jsonl holds {left, right, gold: same, opposite or different, part}: news of many kinds, written before the table of
meanings. A join is right where its kind is. `doubtful` counts pairs that are put up for review, and how many of those
have a join as their gold.
"""

import argparse
import json
from pathlib import Path

from fabula.derive.causal.concepts import DOUBT, judged
from fabula.derive.causal.phrases import CausalPhrase, phrase

PAIRS = Path(__file__).with_name("concepts.jsonl")
KIND = {"concept": "same", "opposite": "opposite"}


def about(text: str) -> CausalPhrase:
    """A phrase as the map has it."""
    found = phrase("x", text, [(0, len(text))], [])
    assert found is not None
    return found


def figures(part: str | None = None, missed: bool = False) -> dict[str, float]:
    """Precision, recall and counts of the joins among the pairs of a part."""
    rows = [json.loads(x) for x in PAIRS.read_text("utf-8").splitlines()]
    rows = [r for r in rows if part in (None, r["part"])]
    joined = right = review = worth = 0
    for r in rows:
        j = judged(about(r["left"]), about(r["right"]))
        said = KIND[j.kind] if j.same else "different"
        joined += j.same
        right += j.same and said == r["gold"]
        doubt = not j.same and j.score >= DOUBT
        review += doubt
        worth += doubt and KIND[j.kind] == r["gold"]
        if missed and said != r["gold"]:
            print(f"{r['gold']:>9} {said:>9} {j.score:.2f}  {r['left']} | {r['right']}  {'; '.join(j.why)}")
    of = sum(r["gold"] != "different" for r in rows)
    return {
        "pairs": len(rows),
        "joined": joined,
        "precision": right / joined if joined else 0.0,
        "recall": right / of,
        "doubtful": review,
        "doubtful and one": worth,
    }


def main() -> None:
    """Print the figures."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--part", choices=["dev", "test", "fresh"])
    p.add_argument("--missed", action="store_true", help="name the pairs that are judged wrongly")
    a = p.parse_args()
    for name, value in figures(a.part, a.missed).items():
        print(f"{name:>18}  {value:.3f}" if isinstance(value, float) else f"{name:>18}  {value}")


if __name__ == "__main__":
    main()
