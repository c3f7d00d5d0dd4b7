"""The line of an event: the clearest sentence in which a telling says that it took place, or will."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from fabula.derive.lines import Lines, Told
from fabula.link.events.openings import SHOWN
from fabula.model.quoting import event_mention
from fabula.model.records import Annotation, Event, EventMention

RIGHT_AFTER = 2
"""Days after an event in which what comes out tells it as news, not as what is known."""


class Held(Protocol):
    """Articles with their layers by id."""

    def __getitem__(self, article: str, /) -> Annotation: ...


def line_of(
    lines: Lines, event: Event, held: Held | Mapping[str, Annotation], day: Callable[[str], str] = lambda i: ""
) -> Told | None:
    """The clearest line of an event's tellings; one told in a headline is told by what its article opens with, one told beside
    the main line of its sentence by its own clause.

    ``day`` gives the day of an article: of lines that are as clear the first told is taken. None where no telling makes one.
    """
    found = []
    for article, mention in event.members:
        x = held[article]
        m = event_mention(x, mention)
        if m.polarity == "negative" or m.modality in ("denied", "hypothetical", "hoped"):
            continue
        if not m.news or (m.type == "other" and not m.time and m.sure < SHOWN):
            continue  # a telling that reports it outright says it best
        told = lines.clause(x, m) if m.aside else lines.at(x, m.start)
        if (
            told is None
            and not m.aside
            and any(z.kind == "title" and z.start <= m.start < z.end for z in x.article.zones)
        ):
            told = next((t for t in lines.every(x) if t.place == 0), None)
        if told:
            found.append((told.doubt, not _of_its_day(event, x, m), told.place, day(article), told.anchor, told))
    return min(found, key=lambda f: f[:5])[5] if found else None


def _of_its_day(event: Event, x: Annotation, m: EventMention) -> bool:
    """Whether a telling is of the event's own day: it says the day, or came out on it or right after."""
    if not event.date or len(event.date) < 10:
        return True
    published = x.article.published
    out = published.date[:10] if published and published.date else ""
    if (m.time or "")[:10] == event.date[:10]:
        return True
    if len(out) < 10:
        return False
    return 0 <= (date.fromisoformat(out) - date.fromisoformat(event.date[:10])).days <= RIGHT_AFTER
