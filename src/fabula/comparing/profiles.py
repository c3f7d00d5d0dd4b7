"""Claims as what is compared: weighted stems, entities, quantities; and which pairs of them are worth a look."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from fabula.comparing.quantities import Quantity, quantities
from fabula.comparing.wording import negations, stems, words
from fabula.records import Anchor, Annotation, Claim, Entity

COMMON = 40
"""Claims that a stem may stand in and still propose pairs: a commoner one says little and costs much."""
PAIRS = 400
"""Pairs looked at an article at the most, best first."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim with what it is compared by. ``weights``: stem or entity id to weight (inverse document frequency)."""

    article: str
    claim: Claim
    text: str
    tokens: tuple[str, ...]
    stems: frozenset[str]
    entities: frozenset[str]
    numbers: tuple[Quantity, ...]
    negative: bool

    @property
    def anchor(self) -> Anchor:
        return self.article, self.claim.start, self.claim.end

    @property
    def keys(self) -> frozenset[str]:
        return self.stems | self.entities


def profiles(annotations: Sequence[Annotation], entities: Sequence[Entity]) -> list[Profile]:
    """The profiles of all claims, in order. Words of an entity's name stand for the entity, not for themselves."""
    of = {m: e.id for e in entities for m in e.members}
    named = {e.id: {s for a in e.aliases for s in stems(words(a))} for e in entities}
    out = []
    for x in annotations:
        text = x.article.text
        for c in x.claims:
            t = " ".join(text[c.start : c.end].split())
            tokens = words(t)
            who = frozenset(of[x.article.id, k] for k in c.about if (x.article.id, k) in of)
            names = {s for e in who for s in named[e]}
            out.append(
                Profile(
                    article=x.article.id,
                    claim=c,
                    text=t,
                    tokens=tuple(tokens),
                    stems=frozenset(stems(tokens)) - names,
                    entities=who,
                    numbers=tuple(quantities(t)),
                    negative=bool(negations(tokens) % 2),
                )
            )
    return out


def weights(found: Sequence[Profile]) -> dict[str, float]:
    """Inverse document frequency of every key over claims: log((1 + n) / (1 + df)), 0 for what all share."""
    df = Counter(k for p in found for k in p.keys)
    return {k: math.log((1 + len(found)) / (1 + v)) for k, v in df.items()}


def similarity(a: Profile, b: Profile, weight: Mapping[str, float]) -> float:
    """Weighted overlap of two claims in 0..1: the shared weight over the lighter claim's, damped by its size.

    A claim may be one clause and its counterpart a long sentence: the lighter one decides, as in Simpson's overlap.
    """
    shared = sum(weight[k] for k in sorted(a.keys & b.keys))
    least = min(sum(weight[k] for k in sorted(p.keys)) for p in (a, b))
    return shared / (least + 4.0) if least else 0.0


def candidates(found: Sequence[Profile], kin: Mapping[str, str]) -> list[tuple[int, int]]:
    """Pairs of claims of different tellings that share two keys, one of them rare; near-linear in the claims.

    ``kin`` maps an article to the one that it copies: a copy is no second telling.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(found):
        for k in p.keys:
            holders[k].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for _, ids in sorted(holders.items()):
        if 1 < len(ids) <= COMMON:
            shared.update(
                (i, j)
                for i, j in combinations(ids, 2)
                if kin.get(found[i].article, found[i].article) != kin.get(found[j].article, found[j].article)
            )
    by_article: Counter[str] = Counter()
    out = []
    for (i, j), n in sorted(shared.items(), key=lambda p: (-p[1], p[0])):
        if n < 2 and len(found[i].keys & found[j].keys) < 3:
            continue
        a, b = found[i].article, found[j].article
        if by_article[a] < PAIRS and by_article[b] < PAIRS:
            by_article[a] += 1
            by_article[b] += 1
            out.append((i, j))
    return sorted(out)
