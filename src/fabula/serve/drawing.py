"""Drawings made here: figures as steps. Words are text, colours are classes, and each point leads to its passage."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from fabula.model.quoting import ARTICLE
from fabula.model.records import Figure, FigurePoint
from fabula.printing import terminal
from fabula.serve.asking import passage
from fabula.views.figures import amount, title
from fabula.views.now import current

DRAWN = 150
"""Points of a figure that are drawn at the most: of more, those that moved it or are in conflict, then some of the rest."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760.0, 240.0, 56.0, 24.0, 30.0, 34.0


def dated(f: Figure) -> list[tuple[int, FigurePoint]]:
    """The points that stand on a day, with their places, in order."""
    kept = [
        (n, p)
        for n, p in enumerate(f.points)
        if p.as_of and len(p.as_of) == 10 and p.change not in ("before", "undated")
    ]
    return sorted(kept, key=lambda x: (x[1].as_of or "", x[0]))


def sparkline(f: Figure) -> Markup:
    """The values that held, as a small line of steps; nothing where there is one."""
    points = [p for p in current(f) if p.as_of and len(p.as_of) == 10]
    if len({p.value for p in points}) < 2:
        return Markup("")
    days = [date.fromisoformat(p.as_of or "").toordinal() for p in points]
    low, high = min(p.value for p in points), max(p.value for p in points)
    x = [round(2 + 116 * (d - days[0]) / max(1, days[-1] - days[0]), 1) for d in days]
    y = [round(26 - 22 * (p.value - low) / ((high - low) or 1), 1) for p in points]
    path = f"M{x[0]} {y[0]}" + "".join(f"H{a}V{b}" for a, b in zip(x[1:], y[1:], strict=True))
    return Markup(
        f'<svg class="spark" viewBox="0 0 120 30" width="120" height="30" aria-hidden="true"><path d="{path}"/>'
        f'<circle cx="{x[-1]}" cy="{y[-1]}" r="2.5"/></svg>'
    )


def steps(f: Figure) -> Markup:
    """A figure as steps over time: the number told last holds until another is told; each point opens its passage."""
    apart = {n for places in f.conflicts for n in places}
    points = _few(dated(f), apart)
    if not points:
        return Markup("")
    days = [date.fromisoformat(p.as_of or "").toordinal() for _, p in points]
    first, last = days[0], days[-1]
    top = max(p.value for _, p in points) or 1.0
    low = min(0.0, min(p.value for _, p in points))
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(day: int, value: float) -> tuple[float, float]:
        along = wide / 2 if first == last else wide * (day - first) / (last - first)
        return round(LEFT + along, 1), round(HEIGHT - BOTTOM - high * (value - low) / ((top - low) or 1), 1)

    out = [_grid(low, top, f.unit, at(first, 0)[0])]
    held = {id(p) for p in current(f)}
    line = ""
    for day, (_, p) in zip(days, points, strict=True):
        x, y = at(day, p.value)
        if id(p) in held:
            line += f"H{x}V{y}" if line else f"M{x} {y}"
    if line:
        out.append(f'<path class="step" d="{line}H{WIDTH - RIGHT}"/>')
    out += _dots(
        [(at(day, p.value), n in apart, id(p) in held, p) for day, (n, p) in zip(days, points, strict=True)], f
    )
    ends = [
        (LEFT if first != last else LEFT + wide / 2, points[0][1].as_of or "", "start" if first != last else "middle")
    ]
    if first != last:
        ends.append((WIDTH - RIGHT, points[-1][1].as_of or "", "end"))
    out += [f'<text class="tick" x="{x}" y="{HEIGHT - 10}" text-anchor="{a}">{escape(d)}</text>' for x, d, a in ends]
    about = (
        f"{title(f)}: {len(points)} tellings from {points[0][1].as_of} to {points[-1][1].as_of}; the table has the same"
    )
    return Markup(
        f'<svg class="steps" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="group" aria-label="{escape(terminal(about))}">'
        + "".join(out)
        + "</svg>"
    )


def _few(points: list[tuple[int, FigurePoint]], apart: set[int]) -> list[tuple[int, FigurePoint]]:
    """What is drawn of many points: the first and the last of all, what moved the figure or is in conflict, as far as there is room."""
    if len(points) <= DRAWN:
        return points
    ends = {points[0][0], points[-1][0]}
    ranked = sorted(points, key=lambda x: (x[0] not in ends, x[0] not in apart, x[1].change == "same", x[0]))
    kept = {n for n, _ in ranked[:DRAWN]}
    return [x for x in points if x[0] in kept]


def _grid(low: float, top: float, unit: str | None, _: float) -> str:
    out = []
    for share in (0.0, 0.5, 1.0):
        value = low + (top - low) * share
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
        out.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:g}" y2="{y:g}"/>')
        said = amount(round(value, 1) if value < 10 else round(value), unit)
        out.append(f'<text class="tick" x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{escape(_short(said))}</text>')
    return "".join(out)


def _short(said: str) -> str:
    """A value for the axis: its number alone, where its unit is a word."""
    return said.split(" ")[0] if len(said) > 8 else said


def _dots(found: Sequence[tuple[tuple[float, float], bool, bool, FigurePoint]], f: Figure) -> list[str]:
    out: list[str] = []
    labelled: set[str] = set()
    boxes: list[tuple[float, float, float]] = []
    for (x, y), conflict, held, p in found:
        said = amount(p.value, f.unit, p.bound)
        by = "the article itself" if p.by == ARTICLE else p.by
        kind = "conflict" if conflict else "held" if held else "aside"
        name = escape(terminal(f"{p.as_of}: {said}, {by}"))
        label = ""
        wide = 7.0 * len(said)
        tx = min(x + 8, WIDTH - RIGHT - wide)
        free = all(tx > b or tx + wide < a or abs(y - 9 - c) > 13 for a, b, c in boxes)
        if said not in labelled and free:
            labelled.add(said)
            boxes.append((tx, tx + wide, y - 9))
            label = f'<text x="{tx:g}" y="{y - 9:g}">{escape(said)}</text>'
        out.append(
            f'<a href="{escape(passage(*p.anchor))}" aria-label="{name}"><title>{name}</title>'
            f'<circle class="hit" cx="{x}" cy="{y}" r="12"/><circle class="{kind}" cx="{x}" cy="{y}" r="5"/>{label}</a>'
        )
    return out
