"""A drawing of the causal map: layered by cause and effect, left to right, as SVG without scripts or style attributes.

Where boxes stand and how arrows run is found by graphlay, a layered layout after Sugiyama: the same map gives the same drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

WIDE, ROW, PORT, PAD = 190, 16, 20, 16
"""Pixels: a box's width, a line of text, between two arrows at a box, around the drawing."""
LINES: Final = 3
"""Lines of a box's label; what is longer ends in an ellipsis and stands whole in the box's title."""
ROUND: Final = 7.0
"""Pixels by which an arrow's corner is rounded."""
APART: Final = 20.0
"""Pixels between the marks of two arrows."""
Point = tuple[float, float]
MARKS: Final = {"+": "+", "-": "−", "contested": "±", "not stated": "?", "denied": "×"}
CLASSES: Final = {"+": "up", "-": "down", "contested": "both", "not stated": "open", "denied": "no"}
STYLE: Final = """
.map { font: 13px/1.2 system-ui, sans-serif; --up: #0b5fa5; --down: #b33a00; --both: #7a3fa0; --open: #595959; --no: #595959;
 --box: #fff; --ink: #1b1b1b; }
@media (prefers-color-scheme: dark) { .map { --up: #7cc0ff; --down: #ff9d66; --both: #d3a4f2; --open: #b5b3ad; --no: #b5b3ad;
 --box: #262522; --ink: #e8e6e1; } }
.map rect { fill: var(--box); stroke: var(--ink); } .map text { fill: var(--ink); }
.map path { fill: none; stroke-width: 2; } .map circle { fill: var(--box); stroke-width: 1.5; }
.map .mark { font-weight: bold; text-anchor: middle; }
.map .head { stroke: none; }
.map .open path, .map .no path { stroke-dasharray: 3 4; }
""" + "".join(
    f".map .{c} path, .map .{c} circle {{ stroke: var(--{c}); }} .map .{c} .mark, .map .{c} .head {{ fill: var(--{c}); "
    f"stroke: none; }}\n"
    for c in CLASSES.values()
)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge to draw: ``cause`` and ``effect`` are ids of boxes, ``sign`` a key of MARKS."""

    cause: str
    effect: str
    sign: str
    title: str


def drawing(
    names: dict[str, str], arrows: Sequence[Arrow], title: str, about: str, links: Mapping[str, str] | None = None
) -> Markup:
    """The map as one SVG element; ``names`` are labels by id. The same input gives the same drawing.

    ``links`` are addresses that boxes lead to, by id: a drawing with these takes its style from the page that it stands on.
    """
    from graphlay import Graph, layout  # a compiled library: loaded where a map is drawn

    graph = Graph()
    labels = {k: wrapped(name) for k, name in names.items()}
    at = {k: n for n, k in enumerate(names)}
    for k, lines in labels.items():
        ports = max(sum(a.cause == k for a in arrows), sum(a.effect == k for a in arrows))
        graph.node(at[k], width=WIDE, height=max(len(lines) * ROW + 12, min(ports, 12) * PORT + 4))
    for a in arrows:
        graph.edge(at[a.cause], at[a.effect])
    found = layout(
        graph, preset="layered", options={"direction": "leftright", "spacing": {"layer_gap": 70.0, "node_gap": 26.0}}
    )
    boxes = {k: _box_of(n) for k, n in zip(names, found.nodes, strict=True)}
    runs = [[(float(p["x"]), float(p["y"])) for p in e["points"]] for e in found.edges]
    every = [q for x, y, w, h in boxes.values() for q in ((x, y), (x + w, y + h))] + [q for run in runs for q in run]
    left, top = min(x for x, _ in every) - PAD, min(y for _, y in every) - PAD
    width, height = max(x for x, _ in every) - left + PAD, max(y for _, y in every) - top + PAD
    taken: list[Point] = []
    drawn = [_arrow(a, [(x - left, y - top) for x, y in run], taken) for a, run in zip(arrows, runs, strict=True)]
    drawn += [
        _box((x - left, y - top, w, h), labels[k], names[k], (links or {}).get(k)) for k, (x, y, w, h) in boxes.items()
    ]
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    head = (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" {size} role="{"img" if links is None else "group"}" '
        f'aria-labelledby="map-title map-about"><title id="map-title">{escape(title)}</title>'
        f'<desc id="map-about">{escape(about)}</desc>{f"<style>{STYLE}</style>" if links is None else ""}'
    )
    return Markup(head + "".join(drawn) + "</svg>")


Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def _box_of(node: Any) -> Box:
    w, h = float(node["size"]["width"]), float(node["size"]["height"])
    return float(node["center"]["x"]) - w / 2, float(node["center"]["y"]) - h / 2, w, h


def _arrow(a: Arrow, run: list[Point], taken: list[Point]) -> str:
    """An arrow along its points, with its head at the effect and its mark where no other stands."""
    (px, py), (tx, ty) = run[-2], run[-1]
    dx, dy = _way(tx - px), _way(ty - py)
    path = _rounded([*run[:-1], (tx - 9 * dx, ty - 9 * dy)])
    head = f"M{tx:.1f} {ty:.1f}L{tx - 11 * dx - 5 * dy:.1f} {ty - 11 * dy - 5 * dx:.1f}L{tx - 11 * dx + 5 * dy:.1f} {ty - 11 * dy + 5 * dx:.1f}z"
    x, y = _spot(run, taken)
    taken.append((x, y))
    return (
        f'<g class="{CLASSES[a.sign]}"><title>{escape(a.title)}</title><path d="{path}"/><path class="head" d="{head}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8"/><text class="mark" x="{x:.1f}" y="{y + 4.5:.1f}">{MARKS[a.sign]}</text></g>'
    )


def _way(step: float) -> int:
    return 1 if step > 0.5 else -1 if step < -0.5 else 0


def _rounded(run: Sequence[Point]) -> str:
    """A line through points with its corners rounded."""
    path = f"M{run[0][0]:.1f} {run[0][1]:.1f}"
    for (ax, ay), (bx, by), (cx, cy) in zip(run, run[1:], run[2:], strict=False):
        one, other = abs(bx - ax) + abs(by - ay), abs(cx - bx) + abs(cy - by)
        r = min(ROUND, one / 2, other / 2)
        ux, uy, vx, vy = (
            (0.0,) * 4
            if not one or not other
            else ((bx - ax) / one, (by - ay) / one, (cx - bx) / other, (cy - by) / other)
        )
        path += f"L{bx - ux * r:.1f} {by - uy * r:.1f}Q{bx:.1f} {by:.1f} {bx + vx * r:.1f} {by + vy * r:.1f}"
    return path + f"L{run[-1][0]:.1f} {run[-1][1]:.1f}"


def _spot(run: Sequence[Point], taken: Sequence[Point]) -> Point:
    """A point of an arrow for its mark: along its longest pieces, away from the marks that stand already."""
    pieces = sorted(pairwise(run), key=lambda p: -abs(p[1][0] - p[0][0]) - abs(p[1][1] - p[0][1]))
    spots = [
        (ax + (bx - ax) * t, ay + (by - ay) * t) for (ax, ay), (bx, by) in pieces for t in (0.5, 0.35, 0.65, 0.2, 0.8)
    ]
    return next((s for s in spots if all((s[0] - x) ** 2 + (s[1] - y) ** 2 >= APART**2 for x, y in taken)), spots[0])


def _box(place: Box, label: Sequence[str], name: str, link: str | None = None) -> str:
    x, y, w, h = place
    first = y + h / 2 - len(label) * ROW / 2 + 12
    lines = "".join(f'<text x="{x + 10:.1f}" y="{first + n * ROW:.1f}">{escape(t)}</text>' for n, t in enumerate(label))
    rect = f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.0f}" height="{h:.1f}" rx="6"/>'
    tag = "g" if link is None else f'a href="{escape(link)}"'
    return f"<{tag}><title>{escape(name)}</title>{rect}{lines}</{tag[:1]}>"


_NARROW, _BROAD = frozenset("iljtfrI.,;:'’|!()[] "), frozenset("mwMW@%—…")


def breadth(text: str) -> float:
    """About how wide a text is in the map's letters, in pixels, on the wide side."""
    return sum(
        4.8 if c in _NARROW else 13.0 if c in _BROAD else 14.0 if ord(c) > 0x2E7F else 9.4 if c.isupper() else 8.0
        for c in text
    )


def wrapped(text: str) -> list[str]:
    """A label in at most LINES lines that fit a box; a word too long for a line is broken."""
    room = WIDE - 20
    lines: list[str] = [""]
    for word in text.split():
        while word:
            joined = f"{lines[-1]} {word}".strip()
            if breadth(joined) <= room:
                lines[-1], word = joined, ""
            elif lines[-1]:
                lines.append("")
            else:
                cut = len(word)
                while cut > 1 and breadth(word[:cut]) > room:
                    cut -= 1
                lines[-1], word = word[:cut], word[cut:]
                lines += [""] if word else []
    if len(lines) > LINES:
        last = lines[LINES - 1]
        while last and breadth(last + "…") > room:
            last = last[:-1]
        lines = [*lines[: LINES - 1], last.rstrip() + "…"]
    return lines
