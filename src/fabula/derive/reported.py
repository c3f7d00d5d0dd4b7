"""When an event was reported, where no words date it: news that opens an article happened on its day or just before.

On two newsroom timelines (271 articles) two thirds of the events had no date of their own, and their days were lost.
"""

from collections.abc import Mapping
from typing import Protocol

from fabula.link.events.openings import opens
from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Event


class Held(Protocol):
    """Articles with their layers by id."""

    def __getitem__(self, article: str, /) -> Annotation: ...


def before_our_era(event: Event, held: Held | Mapping[str, Annotation]) -> str:
    """The year before our era that a telling states for an event, in words: "44 BC"; empty where none does."""
    for article, mention in event.members:
        time = event_mention(held[article], mention).time or ""
        if time.startswith("BC") and time[2:6].isdigit():
            return f"{int(time[2:6])} BC"
    return ""


def reported(event: Event, held: Held | Mapping[str, Annotation]) -> str | None:
    """The ISO day on which an article first opened with an event that nothing dates; None where none did, or is dated."""
    if event.date or event.not_before or event.modality != "happened" or before_our_era(event, held):
        return None
    days = []
    for article, mention in event.members:
        x = held[article]
        known = x.article.published
        m = event_mention(x, mention)
        if known and known.date and len(known.date) >= 10 and m.polarity == "positive" and opens(x, m.start):
            days.append(known.date[:10])
    return min(days, default=None)
