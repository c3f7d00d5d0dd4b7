"""Series: occurrences of one recurring event, such as a yearly exercise or the meetings of the same two people.

Each event is set beside the last one of every series that shares a party or a place with it. What, who, where, the
time of year and what the tellings themselves say of its recurring add up to a score; words alone never link, and what
lies a few days apart is one occasion, not two.
"""

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from fabula.lang.en.stems import stems
from fabula.lang.en.times import bounds
from fabula.link.articles.main_events import ACCORD
from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Entity, Event, Series
from fabula.model.vocabulary import Rhythm
from fabula.names.places import SAME, Where, stand, where

JOIN = 0.6
"""Least score that links an occurrence to a series. Set by hand with the parts below."""
WHAT, WORD, WHO, PLACE, SEASON, NAMED = 0.2, 0.1, 0.2, 0.2, 0.2, 0.2
"""What a part adds where it agrees: type, trigger, each shared party (two at most), place, time of year, and a telling
that calls it recurring."""
OCCASION = 6
"""Days: what lies closer together is one occasion. Visits and rounds of talks last for less, weekly meetings do not."""
DRIFT = 21
"""Days by which a yearly event may move."""
YEARS = 3
"""Years that a yearly event may be out of the news."""
BLOCK = 20
"""Series that an event is set beside at most under one key: those that had an occurrence last."""
RHYTHMS: Final[tuple[tuple[Rhythm, int, int], ...]] = (("weekly", 6, 8), ("monthly", 26, 35), ("quarterly", 82, 100), ("half-yearly", 165, 200),
           ("yearly", 365 - DRIFT, 366 + DRIFT))  # fmt: skip
"""A rhythm, and the days that lie between its occurrences."""
_AGAIN = re.compile(
    r"\b(?:annual(?:ly)?|yearly|monthly|weekly|quarterly|biennial|regular(?:ly)?|again|another|latest|next|(?:this|last|next) "
    r"year[’']s|(?:each|every) (?:year|month|week|spring|summer|autumn|fall|winter|[A-Z][a-z]+)|edition|"
    r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b"
)
"""Words by which a telling has its event recur; "first" does not. Only ever a part of a score."""


@dataclass(frozen=True, slots=True)
class DatedOccurrence:
    """An event as a series sees it: its kind, day, parties, places and words."""

    event: Event
    kind: str
    day: datetime.date
    who: frozenset[str]
    place: Where | None
    words: frozenset[str]
    again: bool


@dataclass(slots=True)
class RecurringChain:
    """A series so far."""

    told: list[DatedOccurrence]
    scores: list[float] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def recurring(
    events: Sequence[Event], annotations: Sequence[Annotation], entities: Sequence[Entity]
) -> tuple[list[Event], list[Series]]:
    """The events, with the series that they are part of, and the series: of two occurrences or more, in order of id.

    Only events with a day or month can recur. Of several events on one occasion the first in order stands for it. The
    order of the events given plays no part.
    """
    chains: list[RecurringChain] = []
    known: dict[tuple[str, str], list[int]] = defaultdict(list)
    for o in sorted(_occurrences(events, annotations, entities), key=lambda o: (o.day, o.event.id)):
        near = sorted({i for key in _keys(o) for i in known[key][-BLOCK:]})
        if any((o.day - chains[i].told[-1].day).days < OCCASION and _alike(chains[i].told[-1], o) for i in near):
            continue
        best: tuple[float, int, list[str]] | None = None
        for i in near:
            hit = score(chains[i].told[-1], o)
            if hit and hit[0] >= JOIN and (best is None or hit[0] > best[0]):
                best = (hit[0], i, hit[1])
        if best is None:
            chains.append(RecurringChain([o]))
            at = len(chains) - 1
        else:
            at = best[1]
            chains[at].why.append(
                f"{chains[at].told[-1].event.id} → {o.event.id}: {best[0]:.2f} ({'; '.join(best[2])})"
            )
            chains[at].scores.append(best[0])
            chains[at].told.append(o)
        for key in _keys(o):
            if at in known[key]:
                known[key].remove(at)
            known[key].append(at)
    series = sorted((_record(c) for c in chains if len(c.told) > 1), key=lambda s: s.id)
    part = {e: s.id for s in series for e in s.events}
    return [msgspec.structs.replace(e, series=part.get(e.id)) for e in events], series


def _occurrences(
    events: Sequence[Event], annotations: Sequence[Annotation], entities: Sequence[Entity]
) -> list[DatedOccurrence]:
    held = {a.article.id: a for a in annotations}
    types = {e.id: e.type for e in entities}
    out = []
    for e in events:
        stretch = bounds(e.date) if e.date else None
        if stretch is None or (stretch[1] - stretch[0]).days > 31:
            continue
        who = frozenset(i for i in e.entities if types.get(i) != "place") or frozenset(e.entities)
        words: set[str] = set()
        again = False
        for key, mention in e.members:
            if key not in held:
                continue
            text = held[key].article.text
            m = event_mention(held[key], mention)
            words.update(stems(text[m.start : m.end])[:1])
            again |= _AGAIN.search(text, *m.clause) is not None
        kind = "CONSULT" if e.type in ACCORD else e.type
        out.append(
            DatedOccurrence(e, kind, stretch[0], who, where(e.place) if e.place else None, frozenset(words), again)
        )
    return out


def _keys(o: DatedOccurrence) -> list[tuple[str, str]]:
    return [(o.kind, w) for w in sorted(o.who)] + ([(o.kind, o.place.key)] if o.place and not o.place.wide else [])


def _alike(a: DatedOccurrence, b: DatedOccurrence) -> bool:
    """Whether two events can be of one series at all: of one kind, and neither with a party all its own."""
    if a.kind != b.kind or (a.kind == "other" and not a.words & b.words):
        return False
    return not a.who or not b.who or a.who <= b.who or b.who <= a.who


def score(a: DatedOccurrence, b: DatedOccurrence) -> tuple[float, list[str]] | None:
    """How much two events are occurrences of one series, ``a`` before ``b``, and the parts; None where they are not.

    Two parties in common are enough; one needs the time of year, or a telling that calls the event recurring; none
    needs place, time of year and word.
    """
    gap = (b.day - a.day).days
    if not _alike(a, b) or gap < OCCASION:
        return None
    shared = a.who & b.who
    spot = a.place is not None and b.place is not None and not a.place.wide and stand(a.place, b.place) == SAME
    years = round(gap / 365.25)
    season = 1 <= years <= YEARS and abs(gap - years * 365.25) <= DRIFT
    again, word = a.again or b.again, bool(a.words & b.words)
    if len(shared) < 2 and not (season or again):
        return None
    if not shared and not (spot and season and word):
        return None
    parts = [
        (WHAT, f"what: {a.kind}"),
        (WORD * word, f"word: {', '.join(sorted(a.words & b.words))}"),
        (WHO * min(2, len(shared)), f"who: {len(shared)} shared"),
        (PLACE * spot, f"where: {a.event.place}"),
        (SEASON * season, f"when: {years} year{'s' * (years != 1)} apart, within {DRIFT} days"),
        (NAMED * again, "told as recurring"),
    ]
    return sum(v for v, _ in parts), [f"{name} {v:.2f}" for v, name in parts if v]


def rhythm(days: Sequence[datetime.date]) -> Rhythm:
    """How regularly days lie apart; two days show no rhythm but a year's."""
    gaps = [(b - a).days for a, b in itertools.pairwise(days)]
    for name, least, most in RHYTHMS:
        if all(least <= g <= most for g in gaps) and (len(gaps) > 1 or name == "yearly"):
            return name
    return "irregular"


def _record(c: RecurringChain) -> Series:
    first = c.told[0]
    who = frozenset.intersection(*(o.who for o in c.told))
    places = {o.event.place for o in c.told if o.event.place}
    best = max(c.told, key=lambda o: (o.event.support, o.day))
    return Series(
        id=f"series:{first.event.id.removeprefix('event:')}",
        type=best.event.type,
        what=best.event.what,
        rhythm=rhythm([o.day for o in c.told]),
        events=tuple(o.event.id for o in c.told),
        dates=tuple(o.event.date or "" for o in c.told),
        anchors=tuple(o.event.anchors[0] for o in c.told),
        entities=tuple(sorted(who)),
        place=places.pop() if len(places) == 1 else None,
        score=round(min(c.scores), 4),
        why=tuple(c.why),
    )
