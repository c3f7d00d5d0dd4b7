"""The first screen: a title of the story's own names, the sentences that tell it, its figures now, what is disputed, what
is expected next. Who reads no more than this can tell the story again.

Sentences are lines (``fabula.derive.lines``): whole sentences of the tellings, so each is supported by the passage that it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fabula.derive.forecasts.horizons import day_of
from fabula.derive.lines import Lines, Told
from fabula.derive.naming import Names
from fabula.derive.salience import Salience, salience
from fabula.derive.timeline import ends, written
from fabula.lang.en.stems import stems
from fabula.model.records import Anchor, Annotation, Event, Figure, Published
from fabula.views.articles import ArticleName
from fabula.views.brief import Line, LineGroup, References, Section

if TYPE_CHECKING:
    from fabula.store.reader import Reader
    from fabula.views.now import Dispute

SENTENCES = 8
"""Sentences that tell the story, at most."""
ALIKE = 0.5
"""Share of the rarer words of the shorter of two sentences from which they say the same: one of them is enough."""
NAMED = 3
"""Names in the title."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line that tells events: the ``event`` that matters most of them, how much, and the day it is told of."""

    told: Told
    event: Event
    value: float
    day: str


class Telling:
    """A dossier as the brief tells it: who is who, what matters, and what has been said, so that nothing is said twice."""

    def __init__(
        self,
        dossier: "Reader",
        order: Sequence[Annotation],
        known: Mapping[str, ArticleName],
        names: Names,
        refs: References,
    ) -> None:
        self.dossier, self.order, self.known, self.names, self.refs = dossier, order, known, names, refs
        self.held = {x.article.id: x for x in order}
        self.lines = Lines(names)
        self.said: list[frozenset[str]] = []
        self._seen: set[Anchor] = set()

    @cached_property
    def salience(self) -> dict[str, Salience]:
        """By event id."""
        return salience(self.dossier, self.held)

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures that are followed, those told by most articles first."""
        from fabula.derive.figures import figures

        return figures(self.dossier)

    @cached_property
    def disputes(self) -> "list[Dispute]":
        """What is disputed: found first, so that the story tells neither side as its own."""
        from fabula.views.now import disputes

        return disputes(self)

    @cached_property
    def events(self) -> list[EventLine]:
        """The lines that tell events, those that matter most first; each line once."""
        best: dict[Anchor, EventLine] = {}
        apart = {a for _, anchors in self.disputes for a in anchors}
        for event in self.dossier.events():
            if event.modality not in ("happened", "planned"):
                continue
            if (told := self._line(event)) is None or told.anchor in apart:
                continue
            first, last = ends(event)
            day = event.date or (first or last or "")
            value = self.salience[event.id].value - 0.02 * told.doubt
            found = EventLine(told, event, value, str(day) if event.date else self.day(told.anchor[0]))
            held = best.get(told.anchor)
            if held is None or (found.value, bool(event.date)) > (held.value, bool(held.event.date)):
                best[told.anchor] = found
        return sorted(best.values(), key=lambda x: (-x.value, x.day, x.told.anchor))

    def day(self, article: str) -> str:
        """The day of an article as far as it is known, ISO; empty where it is not."""
        a = self.held[article].article
        known = a.published if a.published and a.published.date else self.dossier_published.get(article)
        return (known.date or known.not_before or "")[:10] if known else ""

    @cached_property
    def dossier_published(self) -> Mapping[str, Published]:
        """What follows from other tellings for the dates of articles."""
        return self.dossier.published()

    @cached_property
    def latest(self) -> str:
        """The day of the latest telling, ISO; empty where none is dated."""
        return max((self.day(i) for i in self.held), default="")

    def _line(self, event: Event) -> Told | None:
        """The clearest line of the tellings of an event; one told in a headline is told by what its article opens with."""
        found = []
        for article, mention in event.members:
            x = self.held[article]
            m = next(m for m in x.events if m.id == mention)
            if m.polarity == "negative" or m.modality in ("denied", "hypothetical", "hoped"):
                continue
            told = self.lines.at(x, m.start)
            if told is None and any(z.kind == "title" and z.start <= m.start < z.end for z in x.article.zones):
                told = next((t for t in self.lines.every(x) if t.place == 0), None)
            if told:
                found.append(told)
        return min(found, key=lambda t: (t.doubt, t.place, self.day(t.anchor[0]), t.anchor), default=None)

    def fresh(self, told: Told) -> bool:
        """Whether a line says what no line has said."""
        if told.anchor in self._seen:
            return False
        mine = _content(told.text)
        return bool(mine) and all(len(mine & s) < ALIKE * min(len(mine), len(s)) for s in self.said)

    def say(self, told: Told) -> None:
        """Note that a line is said."""
        self._seen.add(told.anchor)
        self.said.append(_content(told.text))

    def seen(self, anchor: Anchor) -> bool:
        """Whether the sentence around a passage is said."""
        return any(a[0] == anchor[0] and a[1] < anchor[2] and anchor[1] < a[2] for a in self._seen)

    def line(self, told: Told, *beside: Anchor) -> Line:
        """A line of one cell that rests on its sentence."""
        return self.refs.line((told.text,), [told.anchor, *told.beside, *beside])

    @cached_property
    def title(self) -> str:
        """The story's own names: those that most tellings name, and the days it spans."""
        outlets = {(x.article.outlet or "").casefold() for x in self.order}
        authors = {n.casefold() for x in self.order for n in x.article.authors}
        called: list[str] = []
        ranked = sorted(self.dossier.entities(), key=lambda e: (-len(e.articles), -len(e.anchors), e.name))
        for e in ranked:
            fold = e.name.casefold()
            other = any(fold in c.casefold() or c.casefold() in fold for c in called)
            if e.type in ("media", "people", "other") or fold in outlets | authors or other:
                continue
            called.append(e.name)
            if len(called) == NAMED:
                break
        if not called:
            titles = [x.article.title for x in self.order if x.article.title]
            return " ".join(titles[0].split()) if len(titles) == 1 else "What the tellings say"
        days = sorted(d for i in self.held if len(d := self.day(i)) == 10)
        when = f": {days_words(days[0], days[-1])}" if days else ""
        return f"{joined(called)}{when}"


def joined(names: Sequence[str]) -> str:
    """Names in a row: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in stems(text) if len(w) > 3 or w.isdigit())


def sections(t: Telling) -> list[Section]:
    """The first screen."""
    from fabula.views import now

    told = Section("story", "The story so far", "The newest first.", ("What",), first=True)
    told.groups = [LineGroup("", [t.line(x.told) for x in chosen(t)])]
    return [told, now.figures(t), now.disputed(t), now.expected(t)]


def chosen(t: Telling) -> list[EventLine]:
    """The sentences that tell the story: what matters most, each thing once, the newest first."""
    out: list[EventLine] = []
    for x in t.events:
        if len(out) == SENTENCES:
            break
        if t.fresh(x.told):
            out.append(x)
            t.say(x.told)
    if not out:  # no event has a clean line: what the articles open with
        for a in t.order:
            told = next(t.lines.every(a), None)
            if told and t.fresh(told) and len(out) < SENTENCES:
                t.say(told)
                out.append(EventLine(told, _NOTHING, 0.0, t.day(a.article.id)))
    return sorted(out, key=lambda x: (x.day, x.told.anchor), reverse=True)


_NOTHING = Event(id="", type="other", what="", date=None, place=None, articles=(), members=(), anchors=())


def day_words(iso: str, beside: str = "") -> str:
    """An ISO day in words, without the year of one that stands beside it; what is no day as it is."""
    day = day_of(iso)
    if day is None:
        return iso
    return written(day).rsplit(" ", 1)[0] if beside[:4] == iso[:4] else written(day)


def days_words(first: str, last: str) -> str:
    """The days from one to another in words."""
    if first == last:
        return day_words(first)
    return f"{day_words(first, last)} to {day_words(last)}"
