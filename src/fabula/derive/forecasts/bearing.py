"""Which later passages bear on an open forecast: proposed with reasons, never decided.

Passages meet forecasts through the rarest of their shared words, so the work grows with the number of sentences; the
pairs that are looked at closely are bounded for each forecast.
"""

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fabula.compare.judge import judge
from fabula.compare.wording import stems, words
from fabula.derive.forecasts.horizons import day_of
from fabula.derive.forecasts.ledger import LedgerEntry
from fabula.derive.naming import Names
from fabula.model.records import Anchor, Annotation, Article, Published

if TYPE_CHECKING:
    from fabula.store.reader import Reader

COMMON = 200
"""Sentences that a word may stand in and still lead to a passage."""
RAREST = 8
"""Words of a forecast, the rarest, that lead to passages."""
POOL = 24
"""Passages a forecast that are scored, those that share most."""
JUDGED = 6
"""Passages a forecast that the learned judge reads, the best so far."""
LEAST = 0.2
"""Score below which a passage is not proposed. Set by hand on the shipped example, as are the parts' weights."""
WORDS, ENTITIES, TYPE, DUE, JUDGE, AHEAD = 0.45, 0.2, 0.1, 0.1, 0.15, -0.2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that bears on a forecast. ``score`` is the sum of ``parts``; ``when``: how its date stands to it."""

    article: Article
    start: int
    end: int
    score: float
    parts: tuple[tuple[str, float], ...]
    when: str
    why: tuple[str, ...]

    @property
    def anchor(self) -> Anchor:
        return self.article.id, self.start, self.end


@dataclass(frozen=True, slots=True)
class _Passage:
    article: Article
    start: int
    end: int
    keys: frozenset[str]
    entities: frozenset[str]
    types: frozenset[str]
    ahead: bool
    published: Published | None


def proposals(dossier: "Reader", entries: Iterable[LedgerEntry], each: int = 3) -> dict[str, list[Proposal]]:
    """For each entry, by id, the passages of tellings published after it, or of unknown date, that bear on it most."""
    wanted = list(entries)
    vocabulary = frozenset(k for e in wanted for k in e.first.about)
    passages, df, size = _passages(dossier, vocabulary)
    weight = {k: math.log((1 + size) / (1 + n)) + 0.1 for k, n in df.items()}
    at: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(passages):
        for k in p.keys:
            at[k].append(i)
    types = _types(dossier, wanted)
    return {e.id: _best(e, types[e.id], passages, at, weight, each) for e in wanted}


def _passages(dossier: "Reader", vocabulary: frozenset[str]) -> tuple[list[_Passage], Counter[str], int]:
    """Sentences that share a word with any forecast; how many sentences hold each word; the number of sentences."""
    names, told_on = Names(dossier.entities()), dossier.published()
    out: list[_Passage] = []
    df: Counter[str] = Counter()
    size = 0
    for x in dossier.annotations():
        a = x.article
        published = a.published if a.published and a.published.date else told_on.get(a.id, a.published)
        starts = [m.start for m in x.mentions]
        for start, end in x.sentences:
            size += 1
            inside = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
            who = frozenset(e.id for m in x.mentions[slice(*inside)] if (e := names.entity(a.id, m.chain)))
            keys = (frozenset(stems(words(a.text[start:end]))) | who) & vocabulary
            df.update(keys)
            if len(keys) < 2:
                continue
            out.append(
                _Passage(
                    a,
                    start,
                    end,
                    keys,
                    who,
                    frozenset(v.type for v in x.events if start <= v.start < end and v.type != "other"),
                    _foretells(x, start, end),
                    published,
                )
            )
    return out, df, size


def _foretells(x: Annotation, start: int, end: int) -> bool:
    """Whether most of a sentence is itself a forecast."""
    return any(2 * (min(f.end, end) - max(f.start, start)) > end - start for f in x.forecasts)


def _types(dossier: "Reader", entries: Sequence[LedgerEntry]) -> dict[str, frozenset[str]]:
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for e in entries:
        for i, s, t in e.anchors:
            spans[i].append((s, t, e.id))
    found: dict[str, set[str]] = {e.id: set() for e in entries}
    for x in dossier.annotations():
        for s, t, name in spans.get(x.article.id, ()):
            found[name] |= {v.type for v in x.events if s <= v.start < t and v.type != "other"}
    return {k: frozenset(v) for k, v in found.items()}


def _best(
    e: LedgerEntry,
    types: frozenset[str],
    passages: Sequence[_Passage],
    at: Mapping[str, Sequence[int]],
    weight: Mapping[str, float],
    each: int,
) -> list[Proposal]:
    keys = e.first.about
    mine = frozenset[str]().union(*(t.entities for t in e.tellings))
    plain = keys - mine
    total = math.fsum(weight.get(k, 0.0) for k in sorted(plain))
    leading = sorted((k for k in keys if len(at.get(k, ())) <= COMMON), key=lambda k: (-weight.get(k, 0.0), k))[:RAREST]
    near = sorted({i for k in leading for i in at.get(k, ())})
    told = {t.article.id for t in e.tellings}
    shared = [(math.fsum(weight[k] for k in sorted(keys & passages[i].keys)), i) for i in near]
    found: list[tuple[Proposal, _Passage]] = []
    for _, i in sorted(shared, key=lambda x: (-x[0], x[1])):
        p = passages[i]
        when = standing(e, p.published) if p.article.id not in told else None
        both = keys & p.keys
        if when is None or len(both) < 2 or not plain & both:
            continue
        share = math.fsum(weight[k] for k in sorted(plain & both)) / total
        found.append((_proposal(e, types, p, share, when, plain & both, mine), p))
        if len(found) == POOL:
            break
    found.sort(key=lambda x: (-x[0].score, x[0].anchor))
    once: dict[str, Proposal] = {}
    for x, _ in found:  # copies hold the same sentence
        once.setdefault(" ".join(x.article.text[x.start : x.end].casefold().split()), x)
    out = [_judged(e, x) for x in list(once.values())[:JUDGED]]
    out = sorted((x for x in out if x.score >= LEAST), key=lambda x: (-x.score, x.anchor))
    return out[:each]


def standing(e: LedgerEntry, published: Published | None) -> str | None:
    """How a passage's date stands to a forecast's: later, the same day, or not known; None where it is earlier."""
    mine = day_of(e.first.day)
    if mine is None:
        return "the forecast's date is not stated"
    theirs = day_of(published.date) if published else None
    if theirs is not None:
        return "published later" if theirs > mine else "published the same day" if theirs == mine else None
    first = day_of(published.not_before) if published else None
    last = day_of(published.not_after) if published else None
    if last is not None and last < mine:
        return None
    return "published later" if first is not None and first > mine else "its date is not stated"


def _proposal(
    e: LedgerEntry,
    types: frozenset[str],
    p: _Passage,
    share: float,
    when: str,
    both: frozenset[str],
    mine: frozenset[str],
) -> Proposal:
    said = dict.fromkeys(w for w in words(p.article.text[p.start : p.end]) if both.intersection(stems([w])))
    parts = [("words", WORDS * share)]
    why = [when, f"shared words: {', '.join(said)}"]
    if known := mine & p.entities:
        parts.append(("entities", ENTITIES * len(known) / len(mine)))
        why.append(f"{len(known)} of the {len(mine)} it names")
    if kinds := types & p.types:
        parts.append(("event type", TYPE))
        why.append(f"events of the same type: {', '.join(sorted(kinds))}")
    day = day_of(p.published.date) if p.published else None
    if e.due and e.due.first and day and day >= e.due.first:
        parts.append(("due", DUE))
        why.append(
            f"published when it was due ({e.due})" if _within(e, day) else f"published after it was due ({e.due})"
        )
    if p.ahead:
        parts.append(("foretells itself", AHEAD))
        why.append("the passage is itself a forecast")
    return _made(p.article, p.start, p.end, parts, when, why)


def _within(e: LedgerEntry, day: date) -> bool:
    return bool(e.due and e.due.last and day <= e.due.last)


def _made(
    a: Article, start: int, end: int, parts: Sequence[tuple[str, float]], when: str, why: Sequence[str]
) -> Proposal:
    rounded = tuple((n, round(v, 3)) for n, v in parts)
    return Proposal(a, start, end, round(math.fsum(v for _, v in rounded), 3), rounded, when, tuple(why))


def _judged(e: LedgerEntry, x: Proposal) -> Proposal:
    """A proposal with what the learned judge of pairs makes of it."""
    verdict = judge(e.first.text, " ".join(x.article.text[x.start : x.end].split()))
    reading = {"agrees": "seems to bear it out", "clashes": "seems to go against it"}.get(verdict.relation)
    if reading is None:
        return x
    parts = [*x.parts, ("judge", JUDGE * verdict.score)]
    return _made(
        x.article, x.start, x.end, parts, x.when, [*x.why, f"{reading} (the judge of pairs, {verdict.score:.2f})"]
    )
