"""How finding what was drawn from what grows: seeded articles, of which seven in ten are drawn from another.

python -m benchmarks.descent [SIZE ...]        1000 10000 100000 where none is given

Of each ten, three are written anew and seven drawn from one of them: a copy, an excerpt of 40%, 15% of the words replaced, sentences in
another order, half foreign text added, the same under another headline, a copy that names its source. Words are drawn by Zipf's law, so that
unrelated articles share words and short runs. Printed: processor seconds of digests and of pairing, peak memory, recall (drawn articles
whose parent is of their family), precision (of all parents found), and how many directions were decided, and rightly.
"""

import random
import resource
import sys
import time
from functools import cache

import numpy as np

from fabula.link.article_set import ArticleSet
from fabula.link.articles import copies
from fabula.model.records import Annotation, Article, Published, Zone
from fabula.store.memo import Memo, key_of

KINDS = ("copy", "excerpt", "replaced", "reordered", "added", "headline", "named")
WORDS = 30_000
FAMILY = 10


@cache
def _weights() -> np.ndarray:
    weights = 1 / (np.arange(WORDS) + 8.0)
    return np.cumsum(weights / weights.sum())


def sentences(rng: random.Random, count: int) -> list[str]:
    """Sentences of words by Zipf's law."""
    made = np.random.default_rng(rng.randrange(1 << 30))
    out = []
    for _ in range(count):
        ranks = np.searchsorted(_weights(), made.random(rng.randrange(12, 26)))
        out.append(" ".join(f"w{r:x}" for r in ranks).capitalize() + ".")
    return out


def original(family: int, which: int) -> list[str]:
    """The sentences of an article that was written anew."""
    return sentences(random.Random(f"{family}/{which}"), 14)


def made(n: int) -> tuple[str, str | None]:
    """The text of an article, and its kind where it was drawn from another."""
    family, place = divmod(n, FAMILY)
    if place < 3:
        return " ".join(original(family, place)), None
    rng = random.Random(f"drawn {n}")
    kind, told = KINDS[place - 3], original(family, rng.randrange(3))
    if kind == "excerpt":
        at = rng.randrange(9)
        told = told[at : at + 6]
    elif kind == "replaced":
        told = [
            " ".join(sentences(rng, 1)[0].split()[0] if rng.random() < 0.15 else w for w in s.split()) for s in told
        ]
    elif kind == "reordered":
        rng.shuffle(told)
    elif kind == "added":
        told = [x for pair in zip(told, sentences(rng, len(told)), strict=True) for x in pair]
    elif kind == "headline":
        told = [*sentences(rng, 1), *told]
    elif kind == "named":
        told = [f"Originally published in Paper {family}.", *told]
    return " ".join(told), kind


def annotation(i: str) -> Annotation:
    """An article as resolving reads it, without layers."""
    n = int(i)
    text, kind = made(n)
    day = 1 + n % FAMILY + (3 if kind else 0)
    published = (
        None if kind == "named" or n % 7 == 0 else Published(date=f"2024-03-{day:02d}", precision="day", basis="given")
    )
    article = Article(
        id=i, path=f"{i}.txt", sha256=i, text=text, title=None, authors=(), language="en", published=published, url=None,
        outlet=f"Paper {n // FAMILY}" if kind is None else f"Other {n}", zones=(Zone(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    return Annotation(article=article)


def main() -> None:
    """Print a line a size."""
    for size in [int(x) for x in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        ids = [f"{n:07d}" for n in range(size)]
        told = ArticleSet({i: key_of(i.encode()) for i in ids}, annotation, Memo())
        began = time.process_time()
        told.digests("marks", copies.marks)
        digests = time.process_time() - began
        began = time.process_time()
        found = copies.parents(told)
        pairing = time.process_time() - began
        drawn = {n for n in range(size) if n % FAMILY >= 3}
        right = [(a, b) for a, b, _ in found if a // FAMILY == b // FAMILY]
        linked = {x for a, b in right for x in (a, b)}
        sample = random.Random(1).sample(right, min(300, len(right)))
        records = [copies.drawn(told, a, b, 1.0) for a, b in sample]
        directed = [(r, a, b) for r, (a, b) in zip(records, sample, strict=True) if r.directed]
        true = sum(not (a % FAMILY < 3 <= b % FAMILY) for _, a, b in directed)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:7}: digests {digests:.1f} s, pairing {pairing:.2f} s, peak {peak:.0f} MiB; recall "
            f"{len(drawn & linked) / len(drawn):.4f}, precision {len(right) / max(1, len(found)):.4f}; of {len(sample)} directions "
            f"{len(directed)} decided, {true} of them right",
            flush=True,
        )


if __name__ == "__main__":
    main()
