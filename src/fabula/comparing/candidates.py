"""Which pairs of claims are worth judging: those of different tellings that share rare words, entities or both.

Blocking, not all against all: a claim meets others only through keys, or pairs of keys, that few claims have, so the
work grows with the number of claims, and the pairs judged an article are bounded.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from fabula.comparing.profiles import Profile, similarity

COMMON = 24
"""Claims that a key, or a pair of keys, may stand in and still propose pairs: a commoner one says little."""
RAREST = 6
"""Keys of a claim, the rarest, that are also paired with each other: so a word that a hundred tellings of one event
share still proposes those that share a second."""
EACH = 4
"""Pairs kept a claim and a side, the likest."""
JUDGED = 40
"""Pairs judged an article at the most, the likest first: 40 times some 5 ms bounds what an article adds."""
LIKE = 0.26
"""Similarity below which two claims are not about the same thing. Chosen on the shipped example."""


def candidates(
    found: Sequence[Profile], weight: Mapping[str, float], left_out: frozenset[str]
) -> list[tuple[int, int, float]]:
    """Pairs (first, second, similarity) to judge, in order of place; none with a claim of an article ``left_out``."""
    count = Counter(k for p in found if p.article not in left_out for k in p.keys)
    blocks: dict[str | tuple[str, str], list[int]] = defaultdict(list)
    for i, p in enumerate(found):
        if p.article in left_out:
            continue
        rare = sorted(p.keys, key=lambda k: (-weight[k], k))
        for k in rare:
            if 1 < count[k] <= COMMON:
                blocks[k].append(i)
        for pair in combinations(
            sorted(k for k in rare[:RAREST] if count[k] > COMMON), 2
        ):  # a rarer one proposes alone
            blocks[pair].append(i)
        if p.event:
            for k in p.none | p.counted:
                blocks["none or count", f"{p.event} {k}"].append(i)
    pairs: set[tuple[int, int]] = set()
    for ids in blocks.values():
        if 1 < len(ids) <= COMMON:
            pairs.update((i, j) for i, j in combinations(ids, 2) if found[i].article != found[j].article)
    like = (
        (i, j, max(similarity(found[i], found[j], weight), LIKE * _none_or_count(found[i], found[j])))
        for i, j in pairs
        if _same_matter(found[i], found[j])
    )
    best = sorted((x for x in like if x[2] >= LIKE), key=lambda x: (-x[2], x[0], x[1]))
    by_claim: Counter[int] = Counter()
    by_article: Counter[str] = Counter()
    out = []
    for i, j, s in best:
        a, b = found[i].article, found[j].article
        if min(by_claim[i], by_claim[j]) >= EACH or max(by_article[a], by_article[b]) >= JUDGED:
            continue
        by_claim.update((i, j))
        by_article.update((a, b))
        out.append((i, j, s))
    return sorted(out)


def _same_matter(a: Profile, b: Profile) -> bool:
    """Whether enough is shared to look at all: two keys, or one where both are of one event."""
    shared = a.keys & b.keys
    together = a.event is not None and a.event == b.event
    return len(shared) >= 2 or (together and not shared <= (a.entities | b.entities))


def _none_or_count(a: Profile, b: Profile) -> bool:
    """Whether one tells a number of what the other, of the same event, says there is none of."""
    return a.event is not None and a.event == b.event and bool(a.none & b.counted or b.none & a.counted)
