"""When an event was reported, where no words date it: news that opens an article happened on its day or just before.

On two newsroom timelines (271 articles) two thirds of the events had no date of their own, and their days were lost.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Protocol

from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Event

OPENING = 3
"""Sentences of an article that tell its news; what comes later may be of any time."""
SHORT = 25
"""Characters that a sentence has at least: shorter ones are names of places and bylines."""


class Held(Protocol):
    """Articles with their layers by id."""

    def __getitem__(self, article: str, /) -> Annotation: ...


def reported(event: Event, held: Held | Mapping[str, Annotation]) -> str | None:
    """The ISO day on which an article first opened with an event that nothing dates; None where none did, or is dated."""
    if event.date or event.not_before or event.modality != "happened":
        return None
    days = []
    for article, mention in event.members:
        x = held[article]
        known = x.article.published
        m = event_mention(x, mention)
        if known and known.date and len(known.date) >= 10 and m.polarity == "positive" and opens(x, m.start):
            days.append(known.date[:10])
    return min(days, default=None)


def opens(x: Annotation, position: int) -> bool:
    """Whether a place is in an article's title or its first sentences."""
    n = bisect_right([s for s, _ in x.sentences], position) - 1
    quiet = [(z.start, z.end) for z in x.article.zones if z.kind != "body"]
    if any(s <= position < e for s, e in quiet):
        return any(z.kind == "title" and z.start <= position < z.end for z in x.article.zones)
    before = [(s, e) for s, e in x.sentences[:n] if e - s > SHORT and not any(a <= s < b for a, b in quiet)]
    return len(before) < OPENING
