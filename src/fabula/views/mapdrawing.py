"""A drawing of the causal map: layered, left to right, as SVG.

The layout is Sugiyama's (Sugiyama, Tagawa and Toda 1981): break cycles, put concepts in columns so that most arrows run
to the right, lead long arrows through places of their own, order each column so that few arrows cross (barycentres, from
several seeded starts), and give every arrow a port of its own. Boxes never overlap: they share columns, not places.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

WIDE, GAP, ROW, PORT, PAD = 190, 120, 16, 20, 14
"""Pixels: a box's width, between columns, a line of text, between two arrows at a box, between boxes."""
LINES: Final = 3
"""Lines of a box's label; what is longer ends in an ellipsis and stands whole in the box's title."""
STARTS: Final = 8
"""Seeded starting orders of which the one with the fewest crossings is taken: 1 is worse on maps of twenty arrows, 30 no
better than 8."""
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


@dataclass(slots=True)
class _Place:
    """A box, or a place (``box`` False) that a long arrow is led through; positions in pixels."""

    key: str
    column: int = 0
    x: float = 0.0
    y: float = 0.0
    height: float = PORT
    box: bool = True
    label: list[str] = field(default_factory=list)


def drawing(names: dict[str, str], arrows: Sequence[Arrow], title: str, about: str, seed: int = 0) -> Markup:
    """The map as one SVG element; ``names`` are labels by id. The same input gives the same drawing."""
    groups = _components(names, arrows)
    out: list[str] = []
    width, top = 0.0, PAD * 1.0
    for keys in groups:
        own = [a for a in arrows if a.cause in keys]
        drawn, w, h = _component({k: names[k] for k in names if k in keys}, own, top, seed)
        out += drawn
        width, top = max(width, w), top + h + PAD * 1.5
    size = f'viewBox="0 0 {width:.0f} {top:.0f}" width="{width:.0f}" height="{top:.0f}"'
    head = (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="map-title map-about">'
        f'<title id="map-title">{escape(title)}</title><desc id="map-about">{escape(about)}</desc><style>{STYLE}</style>'
    )
    return Markup(head + "".join(out) + "</svg>")


def _components(names: dict[str, str], arrows: Sequence[Arrow]) -> list[set[str]]:
    """What hangs together, the largest first."""
    beside: dict[str, set[str]] = {k: set() for k in names}
    for a in arrows:
        beside[a.cause].add(a.effect)
        beside[a.effect].add(a.cause)
    out, seen = [], set[str]()
    for k in names:
        if k in seen:
            continue
        group, todo = {k}, [k]
        while todo:
            for n in beside[todo.pop()] - group:
                group.add(n)
                todo.append(n)
        seen |= group
        out.append(group)
    order = {k: n for n, k in enumerate(names)}
    return sorted(out, key=lambda g: (-len(g), min(order[k] for k in g)))


def _component(names: dict[str, str], arrows: Sequence[Arrow], top: float, seed: int) -> tuple[list[str], float, float]:
    """One component's SVG below ``top``, its width and its height."""
    loops = [a for a in arrows if a.cause == a.effect]
    across = [a for a in arrows if a.cause != a.effect]
    column = _columns(names, across)
    places = {k: _Place(k, column[k], label=wrapped(names[k])) for k in names}
    chains: list[tuple[Arrow, list[str]]] = []
    for n, a in enumerate(across):
        chains.append((a, _chain(places, a, n)))
    links = [(x, y) if places[x].column < places[y].column else (y, x) for _, c in chains for x, y in pairwise(c)]
    rows = _ordered(places, links, seed)
    ends: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for n, (_, chain) in enumerate(chains):
        forward = places[chain[0]].column < places[chain[-1]].column
        ends[chain[0], "right" if forward else "left"].append((n, 0))
        ends[chain[-1], "left" if forward else "right"].append((n, -1))
    for k in names:
        ports = max(len(ends[k, "left"]), len(ends[k, "right"]) + sum(a.cause == k for a in loops))
        places[k].height = max(len(places[k].label) * ROW + 12, ports * PORT + 4)
    height = _settled(rows, places, links, top)
    port = _ports(places, chains, ends)
    taken: list[tuple[float, float]] = []
    lines = [_curve(places, n, a, chain, port, taken) for n, (a, chain) in enumerate(chains)]
    lines += [_loop(places[a.cause], a) for a in loops]
    boxes = [_box(places[k], names[k]) for k in names]
    width = max(p.x for p in places.values()) + WIDE + PAD + (34 if loops else 0)
    return [*lines, *boxes], width, height


def _columns(names: dict[str, str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """A column for each box: past all of its causes, but for arrows that would close a cycle."""
    leaving: dict[str, list[str]] = defaultdict(list)
    for a in arrows:
        leaving[a.cause].append(a.effect)
    entering = {a.effect for a in arrows}
    state: dict[str, int] = {}
    after: list[str] = []
    kept: dict[str, list[str]] = defaultdict(list)
    for start in [*(k for k in names if k not in entering), *names]:
        stack = [(start, iter(leaving[start]))] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            node, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                state[node] = 2
                after.append(node)
                stack.pop()
            elif state.get(step) != 1:  # else it closes a cycle
                kept[node].append(step)
                if step not in state:
                    state[step] = 1
                    stack.append((step, iter(leaving[step])))
    column = dict.fromkeys(names, 0)
    for node in reversed(after):
        for step in kept[node]:
            column[step] = max(column[step], column[node] + 1)
    return column


def _chain(places: dict[str, _Place], a: Arrow, n: int) -> list[str]:
    """The places that an arrow passes, from cause to effect, with new ones in the columns between."""
    first, last = places[a.cause].column, places[a.effect].column
    if first == last:
        return [a.cause, a.effect]
    step = 1 if first < last else -1
    chain = [a.cause]
    for c in range(first + step, last, step):
        key = f"{n}|{c}"
        places[key] = _Place(key, c, box=False)
        chain.append(key)
    return [*chain, a.effect]


def _ordered(places: dict[str, _Place], links: Sequence[tuple[str, str]], seed: int) -> list[list[str]]:
    """The keys of each column, top to bottom, with few crossings: the best of STARTS seeded orders."""
    columns: dict[int, list[str]] = defaultdict(list)
    for k, p in places.items():
        columns[p.column].append(k)
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    rng = random.Random(seed)
    best: tuple[int, list[list[str]]] | None = None
    for start in range(STARTS):
        rows = [list(columns[c]) for c in sorted(columns)]
        if start:
            for r in rows:
                rng.shuffle(r)
        for sweep in range(6):
            order = range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1)
            for c in order:
                fixed = {k: n for n, k in enumerate(rows[c - 1 if sweep % 2 == 0 else c + 1])}
                was = {k: n for n, k in enumerate(rows[c])}
                middle = {k: [fixed[x] for x in beside[k] if x in fixed] for k in rows[c]}
                rows[c].sort(key=lambda k: (sum(m) / len(m) if (m := middle[k]) else was[k], was[k]))
        count = _crossings(rows, links)
        if best is None or count < best[0]:
            best = (count, rows)
    return best[1] if best else []


def _crossings(rows: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> int:
    at = {k: n for r in rows for n, k in enumerate(r)}
    column = {k: c for c, r in enumerate(rows) for k in r}
    by: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in links:
        by[column[a]].append((at[a], at[b]))
    return sum(
        (a - x) * (b - y) < 0 for pairs in by.values() for n, (a, b) in enumerate(pairs) for x, y in pairs[n + 1 :]
    )


def _settled(rows: list[list[str]], places: dict[str, _Place], links: Sequence[tuple[str, str]], top: float) -> float:
    """Give each place its position: in order, without overlap, near its neighbours. Returns the height."""
    beside: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    for c, row in enumerate(rows):
        y = top
        for k in row:
            p = places[k]
            p.x, p.y = PAD + c * (WIDE + GAP), y
            y += p.height + PAD
    for sweep in range(8):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            want = []
            for k in row:
                p = places[k]
                near = [places[x].y + places[x].height / 2 for x in beside[k]]
                want.append(sum(near) / len(near) - p.height / 2 if near else p.y)
            y = top
            for k, w in zip(row, want, strict=True):  # down, no higher than wanted
                places[k].y = max(y, w)
                y = places[k].y + places[k].height + PAD
    low = min(p.y for p in places.values())
    for p in places.values():
        p.y += top - low
    return max(p.y + p.height for p in places.values()) - top


def _ports(
    places: dict[str, _Place],
    chains: Sequence[tuple[Arrow, list[str]]],
    ends: dict[tuple[str, str], list[tuple[int, int]]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """Where each arrow meets its boxes: along a side, in the order of where it goes."""
    out: dict[tuple[int, int], tuple[float, float]] = {}
    for (key, side), own in ends.items():
        p = places[key]

        def far(end: tuple[int, int]) -> tuple[float, int]:
            chain = chains[end[0]][1]
            x = places[chain[1] if end[1] == 0 else chain[-2]]
            return x.y + x.height / 2, end[0]

        for i, end in enumerate(sorted(own, key=far)):
            y = p.y + p.height * (i + 1) / (len(own) + 1)
            out[end] = (p.x + (WIDE if side == "right" else 0), y)
    return out


def _curve(
    places: dict[str, _Place],
    n: int,
    a: Arrow,
    chain: list[str],
    port: dict[tuple[int, int], tuple[float, float]],
    taken: list[tuple[float, float]],
) -> str:
    """An arrow: through its places, with its head at the effect and its mark where no other stands."""
    (x0, y0), (x1, y1) = port[n, 0], port[n, -1]
    forward = x1 > x0
    way = 1 if forward else -1
    points = [(x0, y0)]
    for k in chain[1:-1]:
        p = places[k]
        y = p.y + p.height / 2
        points += [(p.x, y), (p.x + WIDE, y)] if forward else [(p.x + WIDE, y), (p.x, y)]
    points.append((x1 - way * 9, y1))
    path = f"M{x0:.1f} {y0:.1f}"
    pieces = list(pairwise(points))
    for i, ((ax, ay), (bx, by)) in enumerate(pieces):
        if i % 2:
            path += f"L{bx:.1f} {by:.1f}"
        else:
            path += f"C{ax + way * GAP / 2:.1f} {ay:.1f} {bx - way * GAP / 2:.1f} {by:.1f} {bx:.1f} {by:.1f}"
    spots = [(i, t) for t in (0.5, 0.35, 0.65, 0.25, 0.75) for i in range(0, len(pieces), 2)]
    mark = _spot(pieces, spots[0], way)
    for spot in spots:
        at = _spot(pieces, spot, way)
        if all((at[0] - x) ** 2 + (at[1] - y) ** 2 >= 20**2 for x, y in taken):
            mark = at
            break
    taken.append(mark)
    head = f"M{x1:.1f} {y1:.1f}l{-way * 11} -5v10z"
    return _arrow(a, path, head, mark)


def _spot(
    pieces: list[tuple[tuple[float, float], tuple[float, float]]], spot: tuple[int, float], way: int
) -> tuple[float, float]:
    """A point of an arrow: on which of its curves, and how far along."""
    i, t = spot
    (ax, ay), (bx, by) = pieces[i]
    u = 1 - t
    x = u**3 * ax + 3 * u * u * t * (ax + way * GAP / 2) + 3 * u * t * t * (bx - way * GAP / 2) + t**3 * bx
    return x, (u**3 + 3 * u * u * t) * ay + (3 * u * t * t + t**3) * by


def _loop(p: _Place, a: Arrow) -> str:
    x, y = p.x + WIDE, p.y + p.height
    path = f"M{x} {y - 18:.1f}c34 -4 34 16 9 9"
    return _arrow(a, path, f"M{x:.1f} {y - 7:.1f}l11 -5v10z", (x + 25, y - 13))


def _arrow(a: Arrow, path: str, head: str, mark: tuple[float, float]) -> str:
    x, y = mark
    return (
        f'<g class="{CLASSES[a.sign]}"><title>{escape(a.title)}</title><path d="{path}"/><path class="head" d="{head}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8"/><text class="mark" x="{x:.1f}" y="{y + 4.5:.1f}">{MARKS[a.sign]}</text></g>'
    )


def _box(p: _Place, name: str) -> str:
    first = p.y + p.height / 2 - len(p.label) * ROW / 2 + 12
    lines = "".join(
        f'<text x="{p.x + 10:.1f}" y="{first + n * ROW:.1f}">{escape(t)}</text>' for n, t in enumerate(p.label)
    )
    rect = f'<rect x="{p.x:.1f}" y="{p.y:.1f}" width="{WIDE}" height="{p.height:.1f}" rx="6"/>'
    return f"<g><title>{escape(name)}</title>{rect}{lines}</g>"


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
