"""Figures as they are shown: a line a telling, a section of the brief, and steps drawn as SVG."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from fabula.model.quoting import ARTICLE, Row
from fabula.model.records import Figure, FigurePoint

if TYPE_CHECKING:
    from fabula.store.reader import Reader
    from fabula.views.brief import References, Section

MOST = 24
"""Figures that the brief shows."""
DRAWN = 6
"""Figures that it draws: those told by most articles, of two values or more."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960.0, 132.0, 70.0, 130.0, 26.0, 24.0
"""Of one drawing, in its own units."""
SIGNS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}
_BOUND = {
    "at least": "at least ",
    "at most": "at most ",
    "about": "about ",
    "more than": "more than ",
    "less than": "less than ",
}


def amount(value: float, unit: str | None, bound: str = "exact") -> str:
    """A value with its unit and bound, as people write it: "at least 36", "$1.2 billion", "5%"."""
    number = f"{round(value, 2):,.10g}" if abs(value) < 1e6 else _large(value)
    number = f"{value:,.0f}" if value == int(value) and abs(value) < 1e6 else number
    if unit in SIGNS:
        shown = SIGNS[unit] + number
    elif unit == "%":
        shown = number + "%"
    elif unit is None:
        shown = number
    else:
        shown = f"{number} {unit if value == 1 else _plural(unit)}"
    return _BOUND.get(bound, "") + shown


def _large(value: float) -> str:
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{round(value / size, 3):g} {name}"
    return f"{value:g}"


def _plural(unit: str) -> str:
    irregular = {
        "foot": "feet",
        "square foot": "square feet",
        "inch": "inches",
        "yen": "yen",
        "won": "won",
        "yuan": "yuan",
        "baht": "baht",
    }
    return irregular.get(unit) or (f"{unit}s" if " an " not in unit else unit)


def lines(rows: Iterable[Row]) -> Iterator[Row]:
    """One row a telling of each figure."""
    for r in rows:
        apart = {(s["value"], a) for c in r["conflicts"] for s in c["sides"] for a in s["articles"]}
        for p in r["points"]:
            clashes = (p["value"], p["article"]) in apart and p["change"] not in ("stale", "before")
            yield {
                "figure": r["id"],
                "what": r["what"],
                "of": r["of"],
                "when": p["as_of"] or ("earlier" if p["change"] == "before" else "not dated"),
                "value": amount(p["value"], r["unit"], p["bound"]),
                "who says so": p["by"],
                "article": p["article"],
                "change": "conflict" if clashes else p["change"],
                "evidence": p["evidence"],
            }


def section(dossier: "Reader", label: Mapping[str, str], refs: "References") -> "Section":
    """The figures of the brief: a group each, a line a telling; those that move are drawn as steps."""
    from fabula.derive.figures import figures
    from fabula.views.brief import LineGroup, Section

    s = Section(
        "figures",
        "Figures",
        "What is counted and measured, as told from day to day: who gives which number.",
        ("When", "How many", "Who says so", "Told by", "Change"),
    )
    found = figures(dossier)
    shown = [f for f in found if len({p.article for p in f.points}) > 1][:MOST]
    for f in shown:
        apart = {n for places in f.conflicts for n in places}
        group = []
        for n, p in enumerate(f.points):
            change = "conflict" if n in apart else "" if p.change in ("first", "same") else p.change
            by = "the article itself" if p.by == ARTICLE else p.by
            when = p.as_of or ("earlier" if p.change == "before" else "not dated")
            group.append(refs.line((when, amount(p.value, f.unit, p.bound), by, label[p.article], change), [p.anchor]))
        s.groups.append(LineGroup(title(f), group))
    drawn = [f for f in shown if len({p.value for p in _dated(f)}) > 1][:DRAWN]
    if drawn:
        s.drawing = Markup("").join(steps(f) for f in drawn)
        s.caption = "Each figure as it was told: a step at each new number; hollow marks are numbers that others had replaced or give otherwise."
    rest = len(found) - len(shown)
    s.left_out = f"{rest} more: fabula figures FILE" if rest > 0 else None
    return s


def title(f: Figure) -> str:
    """What a figure counts, and of what."""
    return f"{f.what[:1].upper()}{f.what[1:]}" + (f": {f.of}" if f.of else "")


def _dated(f: Figure) -> list[FigurePoint]:
    return [p for p in f.points if p.as_of and len(p.as_of) == 10 and p.change not in ("before", "undated")]


def steps(f: Figure) -> Markup:
    """A figure as steps over time, as SVG: the number told last holds until another is told."""
    points = _dated(f)
    apart = {(f.points[n].article, f.points[n].value) for places in f.conflicts for n in places}
    days = [date.fromisoformat(p.as_of or "").toordinal() for p in points]
    first, last = min(days), max(days)
    top = max(p.value for p in points) or 1.0
    x = [round(LEFT + (WIDTH - LEFT - RIGHT) * (d - first) / max(1, last - first), 1) for d in days]
    y = [round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * p.value / top, 1) for p in points]
    line, marks, labelled = "", [], set[str]()
    for n, p in enumerate(points):
        aside = p.change == "stale" or (p.article, p.value) in apart
        if not aside or not line:
            line += f"M{x[n]} {y[n]}" if not line else f"H{x[n]}V{y[n]}"
        said = amount(p.value, f.unit, p.bound)
        by = "" if p.by == ARTICLE else f", {p.by}"
        marks.append(
            f'<circle cx="{x[n]}" cy="{y[n]}" r="4" fill="{"none" if aside else "currentColor"}" stroke="currentColor">'
            f"<title>{escape(f'{p.as_of}: {said}{by}')}</title></circle>"
        )
        if said not in labelled:
            labelled.add(said)
            marks.append(
                f'<text x="{x[n] + 6}" y="{y[n] - 5}" font-size="11" fill="currentColor">{escape(said)}</text>'
            )
    about = f"{title(f)}: {amount(points[0].value, f.unit, points[0].bound)} on {points[0].as_of}, {amount(points[-1].value, f.unit, points[-1].bound)} on {points[-1].as_of}"
    return Markup(
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(about)}" style="width:100%;height:auto">'
        f'<text x="0" y="14" font-size="13" font-weight="bold" fill="currentColor">{escape(title(f))}</text>'
        f'<path d="{line}" fill="none" stroke="currentColor" stroke-width="1.5"/>{"".join(marks)}'
        f'<text x="{LEFT}" y="{HEIGHT - 6}" font-size="11" fill="currentColor">{points[0].as_of}</text>'
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" font-size="11" text-anchor="end" fill="currentColor">{points[-1].as_of}</text></svg>'
    )
