"""Which pairs of claims are worth judging: those of different tellings that share rare words, entities or both.

Blocking, not all against all: a claim meets others only through keys, or pairs of keys, that few claims have, so the
work grows with the number of claims, and the pairs judged an article are bounded.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from fabula.compare.profiles import ClaimProfile, overlap, weighed
from fabula.compare.relations import JUDGED

COMMON = 24
"""Claims that a key, or a pair of keys, may stand in and still propose pairs: a commoner one says little."""
RAREST = 6
"""Keys of a claim, the rarest, that are also paired with each other: so a word that a hundred tellings of one event
share still proposes those that share a second."""
EACH = 4
"""Pairs kept a claim and a side, the likest."""
LIKE = 0.26
"""Similarity below which two claims are not about the same thing. Chosen on the shipped example."""


def candidates(
    found: Sequence[ClaimProfile], weight: Mapping[str, float], left_out: frozenset[str]
) -> list[tuple[int, int, float]]:
    """Pairs (first, second, similarity) to judge, in order of place; none with a claim of an article ``left_out``."""
    blocks = _blocks(found, weight, left_out)
    near = np.unique(_meetings(blocks, found))
    total = [weighed(p.keys, weight) for p in found]
    like = []
    for c in near.tolist():
        i, j = divmod(c, len(found))
        a, b = found[i], found[j]
        shared, together = a.keys & b.keys, a.event is not None and a.event == b.event
        if not _same_matter(a, b, shared, together):
            continue
        s = overlap(shared, weight, min(total[i], total[j]))
        if s < LIKE and together and (a.none & b.counted or b.none & a.counted):
            s = LIKE  # one tells a number of what the other says there is none of
        if s >= LIKE:
            like.append((i, j, s))
    best = sorted(like, key=lambda x: (-x[2], x[0], x[1]))
    by_claim: Counter[int] = Counter()
    by_article: Counter[str] = Counter()
    out = []
    for i, j, s in best:
        left, right = found[i].article, found[j].article
        if min(by_claim[i], by_claim[j]) >= EACH or max(by_article[left], by_article[right]) >= JUDGED:
            continue
        for at in (i, j):
            by_claim[at] += 1
        for name in (left, right):
            by_article[name] += 1
        out.append((i, j, s))
    return sorted(out)


def _blocks(
    found: Sequence[ClaimProfile], weight: Mapping[str, float], left_out: frozenset[str]
) -> Iterator[NDArray[np.int64]]:
    """The claims that share a key, or a pair of keys, which 2 to COMMON claims have.

    Keys and pairs of them are numbers here, and sorted, not hashed: ten thousand articles have some five million.
    """
    count = Counter(k for p in found if p.article not in left_out for k in p.keys)
    number = {k: n for n, k in enumerate(sorted(count))}
    asked: dict[tuple[str, str], int] = {}  # an event's "none" or "number" of something
    keys, owners = array("q"), array("q")
    for i, p in enumerate(found):
        if p.article in left_out:
            continue
        rare = sorted(p.keys, key=lambda k: (-weight[k], k))
        own = [number[k] for k in rare if 1 < count[k] <= COMMON]
        common = sorted(number[k] for k in rare[:RAREST] if count[k] > COMMON)  # a rarer one proposes alone
        own += [(1 + a) * len(number) + b for a, b in combinations(common, 2)]
        if p.event:
            own += [-1 - asked.setdefault((p.event, k), len(asked)) for k in p.none | p.counted]
        keys.extend(own)
        owners.extend([i] * len(own))
    if not keys:
        return
    of, claims = np.array(keys), np.array(owners)
    order = np.argsort(of, kind="stable")
    of, claims = of[order], claims[order]
    ends = np.append(np.flatnonzero(of[1:] != of[:-1]) + 1, len(of))
    starts = np.append(0, ends[:-1])
    few = (ends - starts > 1) & (ends - starts <= COMMON)
    for start, end in zip(starts[few], ends[few], strict=True):
        yield claims[start:end]


def _meetings(blocks: Iterable[NDArray[np.int64]], found: Sequence[ClaimProfile]) -> NDArray[np.int64]:
    """Each two claims of a block, of different articles, as one number: the first's place times the claims, and the
    second's. Blocks of one size are taken together."""
    number: dict[str, int] = {}
    article = np.array([number.setdefault(p.article, len(number)) for p in found], dtype=np.int64)
    sized: dict[int, list[NDArray[np.int64]]] = defaultdict(list)
    for ids in blocks:
        sized[len(ids)].append(ids)
    out = [np.empty(0, dtype=np.int64)]
    for size, some in sized.items():
        rows = np.array(some)
        for a, b in combinations(range(size), 2):
            left, right = rows[:, a], rows[:, b]
            apart = article[left] != article[right]
            out.append(left[apart] * len(found) + right[apart])
    return np.concatenate(out)


def _same_matter(a: ClaimProfile, b: ClaimProfile, shared: frozenset[str], together: bool) -> bool:
    """Whether enough is shared to look at all: two keys, or one where both are of one event (``together``)."""
    return len(shared) >= 2 or (together and not shared <= (a.entities | b.entities))
