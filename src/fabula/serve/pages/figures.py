"""Figures: tracks as steps, with revisions and conflicts; each point opens its passage."""

from fabula.model.quoting import ARTICLE
from fabula.serve.asking import Answer, Ask, NotThereError, Page
from fabula.serve.drawing import DRAWN, dated, sparkline, steps
from fabula.serve.pages.story import figures_now
from fabula.views.figures import title

CHANGE = {
    "first": "first told",
    "same": "the same",
    "up": "up",
    "down": "down",
    "corrected": "corrected",
    "stale": "out of date",
    "undated": "not dated",
    "before": "replaced",
}
"""What a telling is to those before it, in words."""


def figures(ask: Ask, _: str) -> Answer:
    """The list: those that several articles follow, with their steps; then those that one article alone gives."""
    s = ask.state
    words, clashing = ask.get("q").casefold(), ask.get("conflicts")
    found = [f for f in s.figures if (not words or words in title(f).casefold()) and (not clashing or f.conflicts)]
    now = {x.figure.id: x for x in s.keep("figures now", lambda: figures_now(s))}
    followed = sorted(
        (f for f in found if len({p.article for p in f.points}) > 1),
        key=lambda f: (f.id not in now, -len({p.article for p in f.points})),
    )
    alone = [f for f in found if len({p.article for p in f.points}) == 1]
    cut = ask.cut([*followed, *alone], 24)
    return Page(
        "figures.html", {"cut": cut, "now": now, "title": title, "sparkline": sparkline, "followed": len(followed)}
    )


def figure(ask: Ask, name: str) -> Answer:
    """One figure: drawn, and a line a telling."""
    f = next((f for f in ask.state.figures if f.id == name), None)
    if f is None:
        raise NotThereError(f"No figure has the id {name}.")
    apart = {n for places in f.conflicts for n in places}
    return Page(
        "figure.html",
        {
            "figure": f,
            "cut": ask.cut(f.points, 60),
            "undrawn": max(0, len(dated(f)) - DRAWN),
            "name": title(f),
            "drawing": steps(f),
            "apart": apart,
            "change": CHANGE,
            "own": ARTICLE,
            "now": next(
                (x for x in ask.state.keep("figures now", lambda: figures_now(ask.state)) if x.figure.id == name), None
            ),
            "whos": [ask.state.entity[i] for i in f.entities if i in ask.state.entity],
        },
    )
