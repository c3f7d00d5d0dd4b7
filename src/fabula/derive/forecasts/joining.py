"""Which tellings are of one forecast: the same words, or nearly, of the same maker, with nothing against it.

Every join says what it rests on. Blocking, not all against all: tellings meet through words, or pairs of words, that
few of them have, so the work grows with their number.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from fabula.compare.differences import findings, sentence
from fabula.derive.forecasts.horizons import apart
from fabula.derive.forecasts.tellings import ForecastTelling
from fabula.model.unions import Unions

COMMON = 24
"""Tellings that a key, or a pair of keys, may stand in and still propose pairs."""
RAREST = 6
"""Keys of a telling, the rarest, that are also paired with each other."""
EACH = 8
"""Pairs judged a telling at the most, the likest."""
SAME = 0.6
"""Score from which two tellings are of one forecast. This and what follows was set by hand on the shipped example."""
SURER = 0.8
"""The same, where one of them leaves its maker open, or a copy drops it."""
DUE, MAKER, COPY = 0.1, 0.1, 0.15
"""What the same due date, the same named maker and one article's being a copy of the other add to the words' share."""
DIFFERENCES = frozenset({"numbers", "dates", "negation", "opposites", "count"})


@dataclass(frozen=True, slots=True)
class JudgedForecasts:
    """Whether two tellings are of one forecast: the score in 0..1 and its parts; ``veto`` says what stands against."""

    score: float
    why: tuple[str, ...]
    veto: str | None = None


def joined(told: Sequence[ForecastTelling]) -> list[tuple[list[int], tuple[str, ...]]]:
    """Groups of indices, each in order, with what its joins rest on; the groups in order of their first member."""
    weight = _weights(told)
    sets, why = Unions(len(told)), defaultdict[int, list[str]](list)
    members = {i: [i] for i in range(len(told))}
    judged = [
        (j.score, a, b, j) for a, b in candidate_pairs(told) if (j := judge(told[a], told[b], weight)).veto is None
    ]
    for score, a, b, j in sorted(judged, key=lambda x: (-x[0], x[1], x[2])):
        x, y = sets.root(a), sets.root(b)
        open_maker = None in (told[a].who, told[b].who) or told[a].own != told[b].own
        if x == y or score < (SURER if open_maker else SAME):
            continue
        if any(against(told[m], told[n]) for m in members[x][:EACH] for n in members[y][:EACH]):
            continue
        sets.join(a, b)
        top, other = min(x, y), max(x, y)
        members[top] += members.pop(other)
        why[top] += [*why.pop(other, []), "; ".join(j.why)]
    return [(sorted(ms), tuple(dict.fromkeys(why[r]))) for r, ms in sorted(members.items())]


def _weights(told: Sequence[ForecastTelling]) -> dict[str, float]:
    """Inverse document frequency over the distinct wordings: 1 + log((1 + n) / (1 + df))."""
    distinct = {t.keys for t in told}
    df = Counter(k for keys in distinct for k in keys)
    return {k: 1 + math.log((1 + len(distinct)) / (1 + n)) for k, n in df.items()}


def candidate_pairs(told: Sequence[ForecastTelling]) -> list[tuple[int, int]]:
    """Pairs worth judging: tellings of the very same words as a chain, others through what few share."""
    weight = _weights(told)
    alike: dict[tuple[frozenset[str], tuple[str, str] | None], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        alike[t.keys, t.who if not t.own else None].append(i)
    out = {pair for ids in alike.values() for pair in pairwise(ids)}
    blocks: dict[str | tuple[str, str], list[int]] = defaultdict(list)
    for i in (ids[0] for ids in alike.values()):
        rare = sorted(told[i].keys, key=lambda k: (-weight[k], k))
        for k in rare:
            blocks[k].append(i)
        for pair in combinations(sorted(rare[:RAREST]), 2):
            blocks[pair].append(i)
    near = {p for ids in blocks.values() if 1 < len(ids) <= COMMON for p in combinations(ids, 2)}
    count: Counter[int] = Counter()
    for _, i, j in sorted((-_overlap(told[i], told[j], weight), i, j) for i, j in near):
        if max(count[i], count[j]) < EACH:
            count.update((i, j))
            out.add((i, j))
    return sorted(out)


def _overlap(a: ForecastTelling, b: ForecastTelling, weight: Mapping[str, float]) -> float:
    """Weighted Jaccard index of two tellings' keys."""
    both = math.fsum(weight[k] for k in sorted(a.keys | b.keys))
    return math.fsum(weight[k] for k in sorted(a.keys & b.keys)) / both if both else 0.0


def judge(a: ForecastTelling, b: ForecastTelling, weight: Mapping[str, float]) -> JudgedForecasts:
    """Judge two tellings."""
    if veto := against(a, b):
        return JudgedForecasts(0.0, (), veto)
    share = _overlap(a, b, weight)
    score, why = share, [f"words {share:.2f}"]
    if a.due and b.due and a.due.last and a.due.value == b.due.value:
        score, why = score + DUE, [*why, f"the same due date {a.due.value}"]
    if not a.own and a.who and a.who == b.who:
        score, why = score + MAKER, [*why, f"the same maker {a.maker}"]
    if a.root == b.root and a.article.id != b.article.id:
        score, why = score + COPY, [*why, "one article is a copy of the other"]
    return JudgedForecasts(min(1.0, score), tuple(why))


def against(a: ForecastTelling, b: ForecastTelling) -> str | None:
    """What keeps two tellings apart however alike they read, or None."""
    copies = a.root == b.root
    if a.who and b.who and a.who != b.who and not (a.own and b.own) and not (copies and a.own != b.own):
        return f"different makers: {a.maker}; {b.maker}"
    if a.due and b.due and apart(a.due, b.due):
        return f"different due dates: {a.due}; {b.due}"
    if (a.condition is None) != (b.condition is None):
        return "one hangs on a condition, the other does not"
    if a.condition and b.condition and not _alike(a.condition, b.condition):
        return "they hang on different conditions"
    if {a.band.name, b.band.name} in ({"likely", "unlikely"}, {"almost certain", "unlikely"}):
        return f"one calls it {a.band.name}, the other {b.band.name}"
    if a.text.casefold() == b.text.casefold():
        return None
    return next((f.why for f in findings(a.core, b.core) if f.relation == "clashes" and f.kind in DIFFERENCES), None)


def _alike(a: str, b: str) -> bool:
    x, y = set(sentence(a).stems), set(sentence(b).stems)
    return a.casefold() == b.casefold() or (bool(x | y) and 2 * len(x & y) >= len(x | y))
