"""The line of an event: the clearest sentence in which a telling says that it took place, or will."""

from collections.abc import Callable, Mapping
from typing import Protocol

from fabula.derive.lines import Lines, Told
from fabula.model.records import Annotation, Event


class Held(Protocol):
    """Articles with their layers by id."""

    def __getitem__(self, article: str, /) -> Annotation: ...


def line_of(
    lines: Lines, event: Event, held: Held | Mapping[str, Annotation], day: Callable[[str], str] = lambda i: ""
) -> Told | None:
    """The clearest line of an event's tellings; one told in a headline is told by what its article opens with.

    ``day`` gives the day of an article: of lines that are as clear the first told is taken. None where no telling makes one.
    """
    found = []
    for article, mention in event.members:
        x = held[article]
        m = next(m for m in x.events if m.id == mention)
        if m.polarity == "negative" or m.modality in ("denied", "hypothetical", "hoped"):
            continue
        if not m.news or (m.type == "other" and not m.time):
            continue  # a telling that reports it outright says it best
        told = lines.at(x, m.start)
        if told is None and any(z.kind == "title" and z.start <= m.start < z.end for z in x.article.zones):
            told = next((t for t in lines.every(x) if t.place == 0), None)
        if told:
            found.append(told)
    return min(found, key=lambda t: (t.doubt, t.place, day(t.anchor[0]), t.anchor), default=None)
