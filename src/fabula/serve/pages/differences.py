"""Where tellings agree, clash, stand alone or fall silent: the matrix of claims by tellings, and a person's word on it."""

from collections import Counter, defaultdict
from typing import get_args

from fabula.compare.reviewing import related
from fabula.errors import UsageError
from fabula.model.records import Anchor, Comparison
from fabula.model.vocabulary import Relation
from fabula.serve.asking import Answer, Ask, Moved, NotThereError, Page
from fabula.serve.deciding import decide as keep
from fabula.serve.pages.events import about
from fabula.views.matrix import marks

COLUMNS = 20
"""Tellings that get a column on one page."""
NAMES = {
    "disagree": "They clash",
    "view": "Their opinions differ",
    "development": "What was to come, and what came",
    "agree": "They agree",
    "only_in": "One alone says",
    "silent": "Left out by one",
}
RELATIONS = {
    "agrees": "they agree",
    "clashes": "they clash",
    "neither": "neither: not the same thing",
    "development": "a plan, and what came of it",
    "view": "a difference of view",
}


def differences(ask: Ask, _: str) -> Answer:
    """The list or the matrix."""
    s = ask.state
    kind, event, entity = ask.get("kind"), ask.get("event"), ask.get("entity")
    outlet, words = ask.get("outlet"), ask.get("q").casefold()
    every = s.comparisons
    if event:
        if event not in s.events:
            raise NotThereError(f"No event has the id {event}.")
        every = about(s, event)
    if entity:
        every = _naming(ask, entity, every)
    counts = Counter(c.kind for c in every)
    found = [
        c
        for c in every
        if (not kind or c.kind == kind)
        and (not outlet or any(s.outlet.get(i) == outlet for i, _, _ in c.anchors))
        and (not words or words in c.what.casefold())
    ]
    cut = ask.cut(found, 25)
    said = [marks(c.kind, [a for a, _, _ in c.anchors], c.articles) for c in cut.rows]
    most = Counter(a for m in said for a in m)
    shown = sorted(a for a, _ in most.most_common(COLUMNS) if a in s.names)
    return Page(
        "differences.html",
        {
            "cut": cut,
            "said": said,
            "columns": sorted(shown, key=lambda a: s.names[a].number),
            "counts": counts,
            "names": NAMES,
            "outlets": [o.name for o in s.outlets],
            "event": s.entry.get(event),
            "entity": s.entity.get(entity),
            "matrix": ask.get("as") == "matrix",
            "sides": sides,
        },
    )


def _naming(ask: Ask, entity: str, found: list[Comparison]) -> list[Comparison]:
    s = ask.state
    if entity not in s.entity:
        raise NotThereError(f"Nothing in the dossier has the id {entity}.")
    spots: dict[str, list[int]] = defaultdict(list)
    for i, start, _ in s.entity[entity].anchors:
        spots[i].append(start)
    return [c for c in found if any(a <= p < b for i, a, b in c.anchors for p in spots.get(i, ()))]


def sides(c: Comparison) -> list[list[Anchor]]:
    """The passages of a comparison by side: of a clash the first telling's beside the others', else one side."""
    if c.kind in ("disagree", "view", "development") and c.anchors:
        first = [a for a in c.anchors if a[0] == c.anchors[0][0]]
        rest = [a for a in c.anchors if a[0] != c.anchors[0][0]]
        return [first, rest] if rest else [first]
    return [list(c.anchors)]


def difference(ask: Ask, name: str) -> Answer:
    """One comparison: both sides in their words, why, and the form to decide."""
    s = ask.state
    c = next((c for c in s.comparisons if c.id == name), None)
    if c is None:
        raise NotThereError(f"No comparison has the id {name}; it may have been decided otherwise.")
    return Page(
        "difference.html",
        {
            "c": c,
            "sides": sides(c),
            "names": NAMES,
            "event": s.entry.get(c.about or ""),
            "entity": s.entity.get(c.about or ""),
            "relations": RELATIONS if len(c.anchors) > 1 else {"neither": "take it back"},
        },
    )


def decide(ask: Ask, _: str) -> Answer:
    """Say what the sides are to each other."""
    wanted = ask.sent("relation")
    found = next((r for r in get_args(Relation) if r == wanted), None)
    if found is None:
        raise UsageError("Say what they are to each other.")
    keep(ask, related(ask.state.d, ask.sent("comparison"), found))
    return Moved("/differences")
