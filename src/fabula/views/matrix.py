"""Claims by tellings: which telling says a thing, which says otherwise, which is silent; the sharpest first."""

from collections.abc import Mapping, Sequence

from fabula.model.records import Comparison
from fabula.views.brief import LineGroup, References, Section, one_per_article

COLUMNS = 16
"""Tellings that get a column: those with most in it."""
ROWS = 40
WORD = {
    "disagree": "clash",
    "agree": "agree",
    "only_in": "only one",
    "silent": "left out",
    "development": "change",
    "view": "views",
}
"""Kinds as a table names them."""


def marks(kind: str, sides: Sequence[str], articles: Sequence[str]) -> dict[str, str]:
    """What each telling says to a comparison: + so, - otherwise (the sides of a clash after the first), . nothing.

    ``sides`` are the articles of the spans, in order; ``articles`` those that the comparison names.
    """
    said = dict.fromkeys(sides, "+")
    if kind == "silent":
        return said | dict.fromkeys(articles, ".")
    if kind in ("disagree", "view", "development"):
        return {a: "+" if a == sides[0] else "-" for a in said}
    return said


def section(comparisons: Sequence[Comparison], number: Mapping[str, int], refs: References) -> Section:
    """The section of the brief; ``number`` is each article's among the sources."""
    rows = [c for c in comparisons if c.kind in ("disagree", "agree", "silent", "view")][:ROWS]
    found = [marks(c.kind, [a for a, _, _ in c.anchors], c.articles) for c in rows]
    most = sorted(number, key=lambda a: (-sum(a in m for m in found), number[a]))[:COLUMNS]
    tellings = sorted((a for a in most if any(a in m for m in found)), key=lambda a: number[a])
    s = Section(
        "matrix",
        "Claims by tellings",
        "Tellings by their number among the sources: + says so, − says otherwise, ∅ leaves it out though it tells of the "
        "event; an empty cell says nothing.",
        ("Kind", "What", *(str(number[a]) for a in tellings)),
    )
    signs = {"+": "+", "-": "−", ".": "∅", "": ""}
    lines = [
        refs.line((WORD[c.kind], c.what, *(signs[m.get(a, "")] for a in tellings)), one_per_article(c.anchors))
        for c, m in zip(rows, found, strict=True)
    ]
    if lines:
        s.groups.append(LineGroup("", lines))
    left = len(set().union(*found)) - len(tellings)
    s.left_out = f"{left} tellings without a column: fabula compare FILE" if left > 0 else None
    return s
