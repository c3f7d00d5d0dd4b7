"""The first screen, alive: what happened, the figures now, what is disputed and expected, who is in it, what is new."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from fabula.derive.timeline import TimelineEntry
from fabula.model.quoting import ARTICLE
from fabula.model.records import Entity, Figure, FigurePoint
from fabula.serve.asking import Answer, Ask, Page
from fabula.serve.drawing import sparkline
from fabula.serve.state import State
from fabula.views.figures import amount, title
from fabula.views.now import current

NEWEST, PEOPLE, FIGURES = 8, 14, 6
VISIT = "fabula-visit"
"""The cookie that says what was there at the last visit: generation, articles, and when that was counted from."""


@dataclass(frozen=True)
class FigureNow:
    """A figure as the first screen has it: its value, who gives it, and the steps that led there."""

    figure: Figure
    name: str
    value: str
    by: str
    last: FigurePoint
    before: Sequence[str]
    conflict: bool


def story(ask: Ask, _: str) -> Answer:
    """The page."""
    s = ask.state
    kept, cookie = _visit(ask)
    told = s.story
    sections = {x.key: x for x in told.sections}
    return Page(
        "story.html",
        {
            "told": told,
            "sections": sections,
            "figures": s.keep("figures now", lambda: figures_now(s))[:FIGURES],
            "newest": s.keep("newest", lambda: newest(s))[:NEWEST],
            "people": s.keep("people", lambda: people(s))[:PEOPLE],
            "clashes": [c for c in s.comparisons if c.kind == "disagree"][:4],
            "new": kept,
            "sparkline": sparkline,
        },
        cookies={VISIT: cookie},
    )


def _visit(ask: Ask) -> tuple[Sequence[str], str]:
    """The articles that came since the visit before this one; and what the browser keeps.

    The cookie has two places in the order of adding, with the time of the second: what was there at the end of the visit
    before, and what was there when this one was last seen. Half an hour without a look ends a visit.
    """
    order = ask.state.order
    now = int(time.time())
    try:
        since, seen, at = (int(x) for x in ask.cookies.get(VISIT, "").split("."))
    except ValueError:
        since, seen, at = len(order), len(order), now
    if now - at > 1800:
        since = seen
    since = min(since, len(order))
    return order[since:], f"{since}.{len(order)}.{now}"


def newest(s: State) -> list[TimelineEntry]:
    """What happened last, of the more salient half of the events that have a day."""
    enough = median(s.matters.values()) if s.matters else 0.0
    found = [
        e
        for e in s.entries
        if (e.reported or (e.first and e.first == e.last))
        and e.event.modality == "happened"
        and s.matters.get(e.event.id, 0.0) >= enough
    ]
    found.sort(key=lambda e: (str(e.reported or e.last), s.matters.get(e.event.id, 0.0)), reverse=True)
    return found


def people(s: State) -> list[Entity]:
    """Who matters: those that most articles name, without outlets, authors and peoples."""
    outlets = {(a.outlet or "").casefold() for a in s.articles.values()}
    authors = {n.casefold() for a in s.articles.values() for n in a.authors}
    return [
        e
        for e in s.entities
        if e.type in ("person", "organisation", "group") and e.name.casefold() not in outlets | authors
    ]


def figures_now(s: State) -> list[FigureNow]:
    """The figures that several articles follow: the value that holds, and what was before."""
    out = []
    for f in s.figures:
        if not (f.of or f.entities) or len({p.article for p in f.points}) < 2 or "another case" in f.what:
            continue
        points = current(f)
        if not points:
            continue
        last = points[-1]
        before: list[str] = []
        for p in points:
            said = amount(p.value, f.unit, p.bound)
            if p.value != last.value and (not before or before[-1] != said):
                before.append(said)
        out.append(
            FigureNow(
                figure=f,
                name=title(f),
                value=amount(last.value, f.unit, last.bound),
                by="" if last.by in (ARTICLE, "") else last.by,
                last=last,
                before=before[-4:],
                conflict=bool(f.conflicts),
            )
        )
    return sorted(out, key=lambda x: -len({p.article for p in x.figure.points}))
