"""Two who bear one full name: how many invented cases are parted, and kept whole, as they should be.

    python -m benchmarks.namesakes          tests/data/namesakes.jsonl, written for this project

A case holds articles and says which of them mean one bearer. It is right where the entities of that name have just these
articles.
"""

import json
import sys
from pathlib import Path
from typing import Any

import fabula
from fabula.link.entities.resolve import entities

CASES = Path(__file__).resolve().parent.parent / "tests" / "data" / "namesakes.jsonl"


def bearers(case: dict[str, Any]) -> tuple[list[list[int]], list[str]]:
    """The articles of each entity of the case's name, by number, and why its namesakes were parted or doubted."""
    told = []
    for n, a in enumerate(case["articles"]):
        found = fabula.annotate(a["text"], published=a["published"])
        article = fabula.Article(
            **{k: getattr(found.article, k) for k in found.article.__struct_fields__ if k != "id"}, id=f"a{n}"
        )
        told.append(
            fabula.Annotation(article=article, sentences=found.sentences, mentions=found.mentions, times=found.times)
        )
    made, judged = entities(told)
    groups = [sorted(int(a[1:]) for a in e.articles) for e in made if case["name"] in e.aliases]
    return sorted(groups), [w for j in judged for w in j.why if w.startswith(("clash: ", "doubt"))]


def main() -> int:
    """Print each case that is wrong, and the count; returns 1 where any is."""
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    right = {True: 0, False: 0}
    for case in cases:
        got, why = bearers(case)
        apart = len(case["bearers"]) > 1
        right[apart] += got == case["bearers"]
        if got != case["bearers"]:
            print(f"wrong: {case['id']}: {got}, should be {case['bearers']}: {why}")
    of = {k: sum((len(c["bearers"]) > 1) == k for c in cases) for k in (True, False)}
    print(f"parted {right[True]} of {of[True]}, kept whole {right[False]} of {of[False]}")
    return int(sum(right.values()) < len(cases))


if __name__ == "__main__":
    sys.exit(main())
