"""The main event of an article: what its title and lead report and its text comes back to, with day and place."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.extract.analysis import TOLD
from fabula.lang.en.event_words import base
from fabula.link.articles.profiles import LEAD
from fabula.model.records import Annotation, EventMention, Pair
from fabula.model.vocabulary import EventType
from fabula.names.places import APART, SAME, Where, stand, where

_DAY = re.compile(r"([\dX]{4})-(\d\d)-(\d\d)")


COUNTED = frozenset({"happened", "planned"})
"""Modalities of what an article can be about; what is denied, hoped or only possible is none of its events."""
TOP, LEADING, NEXT, LATER = 4.0, 3.0, 2.0, 1.0
"""What a mention in the title, in the lead, in as much text after it and in the rest counts. Set by hand: the ECB+
training topics are grouped alike with any near these (ECB+ marks no titles)."""
FOLLOWING, PASSING = 0.75, 0.5
"""What is left of a mention's weight where it is planned and not in the lead (what is to follow from the main event),
and where its clause is part of another's. Set by hand."""
AGAIN = 0.25
"""What a further mention of a kind adds, in parts of its weight. Set by hand."""
STATED = 0.5
"""What a day, and a place, adds to a mention's weight, in parts of it. Set by hand."""
NAMING_ZONES = frozenset({"title", "byline", "dateline"})
TELLING_SHARE = 0.5
"""Days and places that weigh less than so much of the heaviest are those of other events of the kind."""
ACCORD = frozenset({"AGREE", "CONSULT"})
"""Types that one meeting has by turns: they meet, and there they agree."""


@dataclass(frozen=True, slots=True)
class Main:
    """What an article reports first of all: ``kind`` (a type), ``days`` and ``places`` of its events of that kind.

    ``days`` are TIMEX3 days, the year possibly X; ``places`` are narrower than states unless no other is stated;
    both heaviest first. ``event`` is the id of the mention that tells most of it.
    """

    kind: str | None
    days: tuple[str, ...]
    places: tuple[Where, ...]
    event: str | None = None


def kind_of(event: EventMention, text: str) -> EventType:
    """The type of the happening itself: a meeting that is promised is of type AGREE, and a meeting all the same."""
    return base(text[event.start : event.end], event.type)


def akin(a: str | None, b: str | None) -> bool:
    """Whether events of two types can be parts of one main event: of one type, or a meeting and what it agreed on."""
    return a is not None and (a == b or {a, b} == ACCORD)


def main(annotation: Annotation) -> Main:
    """The main event of an article; of kind None where it reports none."""
    text = annotation.article.text
    weigh = Weigher(annotation)
    mentions = sorted(annotation.events, key=lambda e: (e.start, e.id))
    counted = [e for e in mentions if e.polarity == "positive" and e.modality in COUNTED]
    inner = inside(counted)
    told = [(e, kind_of(e, text), weigh(e) * (PASSING if e.id in inner else 1.0)) for e in counted]
    told = [t for t in told if t[1] != "other"]
    kinds: dict[str, list[float]] = defaultdict(list)
    for e, kind, w in told:
        # A mention with a day or place of its own is reported, one without may only be alluded to.
        there = where(text[slice(*e.place)]) if e.place else None
        stated = bool(e.time and _DAY.match(e.time)) + (there is not None and not there.wide)
        kinds[kind].append(w * (1 + STATED * stated))
    if not kinds:
        return Main(None, (), ())
    # The foremost mention counts most: an event told once, in the lead, outweighs many that are only gone through.
    total = {k: AGAIN * math.fsum(ws) + (1 - AGAIN) * max(ws) for k, ws in kinds.items()}
    best = min(total, key=lambda k: (-total[k], k))
    days: dict[str, float] = defaultdict(float)
    places: dict[Where, float] = defaultdict(float)
    first: tuple[float, int, str] | None = None
    for e, kind, w in told:
        if not akin(kind, best):
            continue
        rank = (-w - bool(e.place) - bool(e.time), e.start, e.id)
        if kind == best:
            first = rank if first is None or rank < first else first
        if e.time and _DAY.match(e.time):
            days[e.time[:10]] += w
        if e.place and (place := where(text[slice(*e.place)])):
            places[place] += w
    heaviest = max(days.values(), default=0.0) * TELLING_SHARE
    # Sorting is stable and the mentions came in order: of places told as often, the first told leads.
    return Main(
        best,
        tuple(sorted((d for d in days if days[d] >= heaviest), key=lambda d: -days[d])),
        tuple(sorted(places, key=lambda p: (p.wide, -places[p]))),
        first[2] if first else None,
    )


def inside(mentions: Sequence[EventMention]) -> set[str]:
    """The ids of mentions whose clause is part of another's: what the report of another event brings up."""
    out: set[str] = set()
    outer: Pair | None = None
    for m in sorted(mentions, key=lambda m: (m.clause[0], -m.clause[1])):
        if outer is not None and m.clause[1] <= outer[1]:
            if m.clause != outer:
                out.add(m.id)
        else:
            outer = m.clause
    return out


class Weigher:
    """How much a mention counts towards what its article is about: more near the top, where news puts it."""

    def __init__(self, annotation: Annotation) -> None:
        zones = annotation.article.zones
        self.titles = [(z.start, z.end) for z in zones if z.kind == "title"]
        told = [z.start for z in zones if z.kind in TOLD and z.kind not in NAMING_ZONES]
        self.body = told[0] if told else 0

    def __call__(self, event: EventMention) -> float:
        """The weight of a mention."""
        if any(start <= event.start < end for start, end in self.titles):
            return TOP
        if event.start < self.body + LEAD:
            return LEADING
        after = NEXT if event.start < self.body + LEAD * 2 else LATER
        return after * (FOLLOWING if event.modality == "planned" else 1.0)


AGREES, CLASHES = 1, -1


def relation(a: Main, b: Main, terms_a: Mapping[str, float], terms_b: Mapping[str, float]) -> int:
    """What the days and places of two main events say: AGREES, CLASHES, or 0 where they say nothing.

    Days outrank places. Places clash where neither article knows the other's; of meetings, which recur between the
    same parties, where one does not. On the ECB+ training topics, of pairs within a topic, 52 of 53 that clash so
    are of different events, and all 48 that agree by day or place are of one.
    """
    if a.days and b.days:
        return AGREES if any(same_day(x, y) for x in a.days for y in b.days) else CLASHES
    if not a.places or not b.places:
        return 0
    here, there = a.places[0], b.places[0]
    how = stand(here, there)
    if how == SAME and not here.wide:
        return AGREES
    if how != APART:
        return 0
    known = all(t in terms_b for t in here.stems) + all(t in terms_a for t in there.stems)
    if known == 0 or (known == 1 and a.kind == b.kind == "CONSULT"):
        return CLASHES
    return 0


def same_day(a: str, b: str) -> bool:
    """Whether two days can be one: equal wherever both are known."""
    return all(x == y or "X" in (x, y) for x, y in zip(a, b, strict=False))
