"""One event: its tellings side by side, what they share, what one alone says, where they clash, who is quoted by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.model.records import Anchor, Annotation, Comparison, EventMention
from fabula.serve.asking import Answer, Ask, NotThereError, Page
from fabula.serve.state import State, Statement

TELLINGS = 24
"""Tellings side by side; the rest are named."""


@dataclass(frozen=True)
class EventTelling:
    """What one article says of an event: the sentences that tell it, and whom it quotes in them."""

    article: str
    sentences: Sequence[Anchor]
    mentions: Sequence[EventMention]
    quoted: Sequence[Statement]


def event(ask: Ask, name: str) -> Answer:
    """The page."""
    s = ask.state
    entry = s.entry.get(name)
    if entry is None:
        raise NotThereError(f"No event has the id {name}.")
    told = tellings(s, name)
    compared = about(s, name)
    kinds: dict[str, list[Comparison]] = {}
    for c in compared:
        kinds.setdefault(c.kind, []).append(c)
    series = next((x for x in s.d.series() if x.id == entry.event.series), None)
    return Page(
        "event.html",
        {
            "entry": entry,
            "event": entry.event,
            "tellings": told[:TELLINGS],
            "more": told[TELLINGS:],
            "kinds": kinds,
            "compared": compared,
            "series": series,
            "quoted": [q for t in told for q in t.quoted],
            "matters": s.matters.get(name, 0.0),
        },
    )


def tellings(s: State, name: str) -> list[EventTelling]:
    """The tellings of an event, the earliest first."""
    of: dict[str, list[str]] = {}
    for article, mention in s.events[name].members:
        of.setdefault(article, []).append(mention)
    out = []
    for i in sorted(of, key=lambda i: s.names[i].number):
        x = s.d.annotation(i)
        mentions = [m for m in x.events if m.id in of[i]]
        sentences = list(dict.fromkeys(_sentence(x, m) for m in mentions))
        said = {m.attribution for m in mentions if m.attribution}
        quoted = [q for q in s.said.get(i, ()) if q.id in said or _within(q, sentences)]
        out.append(EventTelling(i, sentences, mentions, quoted))
    return out


def _sentence(x: Annotation, m: EventMention) -> Anchor:
    found = next(((a, b) for a, b in x.sentences if a <= m.start < b), m.clause)
    return x.article.id, *found


def _within(q: Statement, sentences: Sequence[Anchor]) -> bool:
    return any(a < end and start < b for _, a, b in sentences for start, end in q.content)


def about(s: State, name: str) -> list[Comparison]:
    """The comparisons about an event, or that quote a passage of it."""
    spots: dict[str, list[tuple[int, int]]] = {}
    for i, a, b in s.events[name].anchors:
        spots.setdefault(i, []).append((a, b))
    return [
        c
        for c in s.comparisons
        if c.about == name or any(x < b and a < y for i, x, y in c.anchors for a, b in spots.get(i, ()))
    ]
