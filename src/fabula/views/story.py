"""The first screen: a title of the story's own names, the sentences that tell it, its figures now, what is disputed, what
is expected next. Who reads no more than this can tell the story again.

Sentences are lines (``fabula.derive.lines``): whole sentences of the tellings, so each is supported by the passage that it is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from fabula.derive.centrality import Centre
from fabula.derive.forecasts.horizons import day_of
from fabula.derive.lines import Lines, Told
from fabula.derive.lines.events import line_of
from fabula.derive.naming import Names
from fabula.derive.reported import reported
from fabula.derive.salience import Salience, salience
from fabula.derive.timeline import written
from fabula.lang.en.line_words import CLOCK, EXPECTED_BY, MAY, UNDATING
from fabula.lang.en.stems import stems
from fabula.model.quoting import event_mention
from fabula.model.records import Anchor, Annotation, Event, Figure, Published
from fabula.model.spans import sentence_at
from fabula.views.articles import ArticleName
from fabula.views.brief import Line, LineGroup, References, Section
from fabula.views.narrowing import Narrowing
from fabula.views.titles import names, topic

if TYPE_CHECKING:
    from fabula.derive.forecasts.ledger import Ledger
    from fabula.store.reader import Reader
    from fabula.views.now import Dispute

OPENED = 10
"""Events that matter most, of which the earliest is how the story began."""
SENTENCES = 8
"""Sentences that tell the story, at most."""
ALIKE = 0.5
"""Share of the rarer words of the shorter of two sentences from which they say the same: one of them is enough."""
NEAR = 0.3
"""What nearness to the middle of all tellings counts for beside salience."""
APIECE, FEW = 2, 5
"""Sentences of one article that tell the story, at most, where there are more than so few articles."""
ASIDE, CHIEF = 0.4, 0.5
"""Shares of how near to the middle of all tellings their first lines are, below which a line is an aside; and is not told
first."""
UNPLACED = 0.1
"""What a line counts less that does not say when, where the days of articles are known: what is reported has a day."""
LATER, FAR = 0.02, 5
"""What each sentence before a line counts against it, of so many: news stands first in its article."""
SAME, WIDE = 0.5, 60
"""What repeating counts for against a line when the next is chosen, of so many that matter most."""
ECHOED = 0.3
"""How much others say the same of an event before the story, from which it is told."""
USUAL = 0.2
"""Share of the articles that speak of "the jury" from which it needs no more to be known by; three at least."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """A line that tells events: the ``event`` that matters most of them, how much, and the day it is told of."""

    told: Told
    event: Event
    value: float
    day: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line; before one that names no year, the day that it is told of."""
        if len(self.day) < 10 or re.search(r"\b(?:1[5-9]|20)\d\d\b", self.told.text):
            return (self.told.text,)
        return f"Told on {day_words(self.day)}:", self.told.text


class Telling:
    """A dossier as the brief tells it: who is who, what matters, and what has been said, so that nothing is said twice."""

    def __init__(
        self,
        dossier: "Reader",
        order: Sequence[Annotation],
        known: Mapping[str, ArticleName],
        names: Names,
        refs: References,
        asked: Narrowing | None = None,
        matters: Mapping[str, Salience] | None = None,
    ) -> None:
        self._matters = matters
        self.dossier, self.order, self.known, self.names, self.refs = dossier, order, known, names, refs
        self.asked = asked or Narrowing(dossier)
        self.held = {x.article.id: x for x in order}
        self.lines = Lines(names)
        self.said: list[frozenset[str]] = []
        self._seen: set[Anchor] = set()
        self._firsts: dict[str, frozenset[str]] = {}
        self._events_said: frozenset[str] = frozenset()
        self._nouns: dict[str, bool] = {}

    @cached_property
    def centre(self) -> Centre:
        """What all the tellings are about."""
        return Centre(" ".join(x.article.text[s:e] for s, e in x.sentences) for x in self.order)

    def matters(self, told: Told) -> float:
        """How much a line matters for being near to what all tell, less what is in doubt of it."""
        return NEAR * self.centre.near(told.text) - 0.02 * told.doubt

    def told_about(self, told: Told, least: float = ASIDE) -> bool:
        """Whether a line is of the story that the tellings share, and not an aside of one of them."""
        return self.asked.inside or self.centre.near(told.text) >= least * self._nearest

    @cached_property
    def _nearest(self) -> float:
        """How near to the middle the lines are that most articles open with: what is far below it is an aside."""
        heads = [
            max((self.centre.near(told.text) for told in islice(self.lines.every(x), 5)), default=0.0)
            for x in self.order
        ]
        return sorted(heads)[len(heads) // 2] if heads else 0.0

    def clear(self, told: Told) -> bool:
        """Whether a line is a whole sentence of which it is clear what it is about."""
        from fabula.derive.lines.wellformed import clear  # here: it needs the parser

        outlet = (self.held[told.anchor[0]].article.outlet or "").casefold()
        if outlet and outlet in told.text.casefold():
            return False  # what an outlet tells of itself
        return clear(told.text, self._usual, opening=told.place == 0)

    def _usual(self, noun: str) -> bool:
        if noun not in self._nouns:
            said = re.compile(rf"\bthe {re.escape(noun)}\b", re.IGNORECASE)
            count = sum(1 for x in self.order if said.search(x.article.text))
            self._nouns[noun] = count >= (2 if " " in noun else max(3, USUAL * len(self.order)))
        return self._nouns[noun]

    @cached_property
    def _named_in(self) -> Counter[str]:
        return Counter(w for x in self.order for w in set(stems(x.article.text)))

    def naming(self, stem: str) -> int:
        """How many articles have a word, in any form."""
        return self._named_in[stem]

    @cached_property
    def salience(self) -> Mapping[str, Salience]:
        """By event id."""
        return self._matters if self._matters is not None else salience(self.dossier, self.held, lines=True)

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures that are followed, those told by most articles first."""
        from fabula.derive.figures import figures

        return [f for f in figures(self.dossier) if self.asked.some(p.anchor for p in f.points)]

    @cached_property
    def ledger(self) -> "Ledger":
        """The forecasts, each told by one or more."""
        from fabula.derive.forecasts.ledger import ledger  # here: it needs the forecasts alone

        return ledger(self.dossier)

    @cached_property
    def disputes(self) -> "list[Dispute]":
        """What is disputed: found first, so that the story tells neither side as its own."""
        from fabula.views.now import disputes

        return [d for d in disputes(self) if self.asked.some(d[1])]

    @cached_property
    def events(self) -> list[EventLine]:
        """The lines that tell events, those that matter most first; each line once."""
        best: dict[Anchor, EventLine] = {}
        from fabula.views.now import DISPUTED

        apart = {a for _, anchors in self.disputes[:DISPUTED] for a in anchors}
        for event in self.dossier.events():
            if event.modality not in ("happened", "planned") or not event.line:
                continue
            if (told := line_of(self.lines, event, self.held, self.day)) is None or told.anchor in apart:
                continue
            value = self.salience[event.id].value + self.matters(told)
            day = self.dated(event, told)
            value -= 0.0 if day or not self.day(told.anchor[0]) else UNPLACED
            value -= LATER * min(told.place, FAR)
            found = EventLine(told, event, value, day or self.day(told.anchor[0]))
            held = best.get(told.anchor)
            if held is None or (found.value, bool(event.date)) > (held.value, bool(held.event.date)):
                best[told.anchor] = found
        return sorted(best.values(), key=lambda x: (-x.value, x.day, x.told.anchor))

    def dated(self, event: Event, told: Told) -> str:
        """The ISO date of an event, as far as the line itself or the place of its article among the others tells it; else empty."""
        if not event.date or not event.date_basis:
            plain = event.type == "other" or told.place > 1 or re.search(r"\[\d", told.text)
            return "" if plain or reported(event, self.held) != self.day(told.anchor[0]) else self.day(told.anchor[0])
        article, start, end = event.date_basis
        if article == told.anchor[0] and told.anchor[1] <= start < told.anchor[2]:
            text = self.held[article].article.text
            undated = UNDATING.search(text[told.anchor[1] : start]) or CLOCK.match(text[start:end])
            ahead = event.modality == "happened" and event.date > (self.day(article) or "9")
            return "" if undated or ahead else event.date
        mine = self.day(told.anchor[0])
        return event.date if event.support > 1 and len(event.date) == 10 and near(event.date, mine, 2) else ""

    def recent(self, day: str) -> bool:
        """Whether a day is of the story: no longer before its first telling than it runs, or a month."""
        days = sorted(d for i in self.held if len(d := self.day(i)) == 10)
        if not days or day_of(day) is None:
            return not days
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
        found = day_of(day)
        return found is not None and found >= first - max(timedelta(30), last - first)

    def background(self, x: EventLine) -> bool:
        """Whether an event before the story is one that it keeps coming back to."""
        parts = self.salience[x.event.id].parts
        return self.told_about(x.told, CHIEF) and (x.event.support > 1 or parts["echoes"] >= ECHOED)

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

    def happened(self, x: EventLine) -> bool:
        """Whether no modal of its main verb makes a line of something that happened tell of what may be."""
        from fabula.derive.lines.wellformed import modal  # here: it needs the parser

        return x.event.modality != "happened" or modal(x.told.text) not in MAY

    def stated(self, told: Told) -> bool:
        """Whether a line says that something is so, or who says that it may be."""
        from fabula.derive.lines.wellformed import modal  # here: it needs the parser

        return modal(told.text) not in MAY or EXPECTED_BY.search(told.text) is not None

    def fresh(self, told: Told) -> bool:
        """Whether a line says what no line has said."""
        if self.asked and not self.asked.keeps(told.anchor):
            return False
        if told.anchor in self._seen or self._events_of(told) & self._events_said:
            return False
        return self.repeats(told) < ALIKE and self.clear(told)

    def repeats(self, told: Told) -> float:
        """How much of a line, or of one that is said, both have: 0 to 1."""
        mine = _content(told.text)
        return max((len(mine & s) / min(len(mine), len(s)) for s in self.said if s), default=0.0) if mine else 1.0

    @cached_property
    def _told_of(self) -> dict[str, list[tuple[int, str]]]:
        """By article: where events that several tell stand in it, and which."""
        out: dict[str, list[tuple[int, str]]] = {}
        for event in self.dossier.events():
            if len(event.articles) > 1 and event.type != "other":
                for article, mention in event.members:
                    m = event_mention(self.held[article], mention)
                    if m.news and m.id in self._first_news(
                        article
                    ):  # what a sentence only brings up is not what it tells
                        out.setdefault(article, []).append((m.start, event.id))
        return out

    def _first_news(self, article: str) -> frozenset[str]:
        """The event mentions that are the first that their sentences report."""
        if article not in self._firsts:
            x, first = self.held[article], dict[int, str]()
            for m in sorted(x.events, key=lambda m: m.start):
                if m.news:
                    first.setdefault(sentence_at(x.sentences, m.start), m.id)
            self._firsts[article] = frozenset(first.values())
        return self._firsts[article]

    def _events_of(self, told: Told) -> frozenset[str]:
        article, start, end = told.anchor
        return frozenset(i for at, i in self._told_of.get(article, ()) if start <= at < end)

    def say(self, told: Told) -> None:
        """Note that a line is said."""
        self._events_said |= self._events_of(told)
        self._seen.add(told.anchor)
        self.said.append(_content(told.text))

    def seen(self, anchor: Anchor) -> bool:
        """Whether the sentence around a passage is said."""
        return any(a[0] == anchor[0] and a[1] < anchor[2] and anchor[1] < a[2] for a in self._seen)

    def line(self, told: Told, *beside: Anchor) -> Line:
        """A line of one cell that rests on its sentence."""
        return self.refs.line((told.text,), [told.anchor, *told.beside, *beside])

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The outlets of the tellings, in lower case."""
        return frozenset((x.article.outlet or "").casefold() for x in self.order)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of places, in lower case."""
        return frozenset(
            n.casefold() for e in self.dossier.entities() if e.type == "place" for n in (e.name, *e.aliases)
        )

    @cached_property
    def authors(self) -> frozenset[str]:
        """The authors of the tellings, in lower case."""
        return frozenset(n.casefold() for x in self.order for n in x.article.authors)

    @cached_property
    def title(self) -> str:
        """What most tellings are about, the names that most of them name, and the days that they span."""
        what = topic(self.order)
        called = names(self.dossier.entities(), self.outlets | self.authors, len(self.order), what)
        if not called and not what:
            titles = [x.article.title for x in self.order if x.article.title]
            return " ".join(titles[0].split()) if len(titles) == 1 else "What the tellings say"
        told = ": ".join(x for x in (what[:1].upper() + what[1:], joined(called) if called else "") if x)
        days = sorted(d for i in self.held if len(d := self.day(i)) == 10)
        when = f", {days_words(days[0], days[-1])}" if days else ""
        return f"{told}{when}"


def near(a: str, b: str, most: int) -> bool:
    """Whether two ISO days are known and no more than so many days apart."""
    if len(a) < 10 or len(b) < 10:
        return False
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= most


def joined(names: Sequence[str]) -> str:
    """Names in a row: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in stems(text) if len(w) > 3 or w.isdigit())


def sections(t: Telling, since: str | None = None) -> list[Section]:
    """The first screen; where a day is named, what is new since then first."""
    from fabula.views import changed, now  # here: they are made of this module's parts

    t.disputes  # noqa: B018  # found first: neither side is told as the story's own
    new = [changed.section(t, since)] if since else []
    told = Section("story", "The story so far", "The newest first.", ("What",), first=True)
    told.groups = [LineGroup("", [t.refs.line(x.cells, [x.told.anchor, *x.told.beside]) for x in chosen(t)])]
    return [*new, told, now.figures(t), now.disputed(t), now.expected(t)]


def chosen(t: Telling) -> list[EventLine]:
    """The sentences that tell the story: how it began and what matters most, each thing once, the newest first."""
    out: list[EventLine] = []
    by = Counter[str]()

    def tell(x: EventLine) -> None:
        if t.fresh(x.told) and t.happened(x):
            by[x.told.anchor[0]] += 1
            out.append(x)
            t.say(x.told)

    told = [x for x in t.events if t.told_about(x.told, CHIEF) and (t.recent(x.day) or t.background(x))]
    left = list(told)
    first = min((x for x in told[:OPENED] if len(x.day) == 10), key=lambda x: (x.day, -x.value), default=None)
    if first:
        tell(first)
    while left and len(out) < SENTENCES:
        x = max(left[:WIDE], key=lambda x: x.value - SAME * t.repeats(x.told))
        left.remove(x)
        if by[x.told.anchor[0]] < APIECE or len(t.order) < FEW:
            tell(x)
    if not out:  # no event has a clean line: what the articles open with
        for a in t.order:
            line = next(t.lines.every(a), None)
            if line and t.fresh(line) and len(out) < SENTENCES:
                t.say(line)
                out.append(EventLine(line, _NOTHING, 0.0, t.day(a.article.id)))
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
