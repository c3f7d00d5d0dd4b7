"""What weighs in a system: its heaviest part, what drives it and what comes of it, its loops, bottlenecks and rivals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from fabula.derive.causal.edges import CausalReport, Edge
from fabula.derive.system.assembling import System
from fabula.model.records import Record
from fabula.model.vocabulary import Sign

LONGEST: Final = 6
"""Links of a loop at the most: longer ones nobody tells as a loop."""
LOOPS: Final = 20
"""Loops looked for at the most, the shortest first."""


def sign_of(e: Edge) -> Sign | None:
    """The sign that a link has: that of all its signed evidence, else of the clearly more believed; None in doubt."""
    if e.positive and not e.negative:
        return 1
    if e.negative and not e.positive:
        return -1
    if not e.positive:
        return None
    return 1 if e.belief.plus >= 0.6 else -1 if e.belief.plus <= 0.4 else None


def part(found: System, ids: Iterable[str]) -> System:
    """The part of a system between some variables; those that nothing links within it are left out."""
    kept = set(ids)
    links = tuple(e for e in found.links if e.cause in kept and e.effect in kept)
    linked = {i for e in links for i in (e.cause, e.effect)}
    return replace(found, variables=tuple(v for v in found.variables if v.id in linked), links=links)


def weights(found: System) -> dict[str, float]:
    """By variable: how much is told of what moves it and of what it moves: articles a link, and the links themselves."""
    out: Counter[str] = Counter()
    for e in found.links:
        told = len({r.article for r in e.reports})
        for i in (e.cause, e.effect):
            out[i] += told + 1
    return {v.id: float(out[v.id]) for v in found.variables}


def heaviest(found: System, most: int, links: int | None = None) -> System:
    """The part of a system between the variables that weigh most; with ``links``, that many links at the most, those most told."""
    weight = weights(found)
    ranked = sorted(found.variables, key=lambda v: (-weight[v.id], v.id))
    core = part(found, [v.id for v in ranked[:most]])
    if links is None or len(core.links) <= links:
        return core
    told = sorted(core.links, key=lambda e: (-len({r.article for r in e.reports}), -e.belief.there, e.id))
    kept = {e.id for e in told[:links]}
    return part(replace(core, links=tuple(e for e in core.links if e.id in kept)), [v.id for v in core.variables])


def around(found: System, variable: str, steps: int = 1) -> System:
    """The part of a system within some links of a variable, in either direction."""
    near = {variable}
    for _ in range(steps):
        near |= {i for e in found.links if {e.cause, e.effect} & near for i in (e.cause, e.effect)}
    links = tuple(e for e in found.links if e.cause in near and e.effect in near)
    if steps == 1:  # what moves it and what it moves, not what these do to each other
        links = tuple(e for e in links if variable in (e.cause, e.effect))
    return replace(found, variables=tuple(v for v in found.variables if v.id in near), links=links)


class Loop(Record, frozen=True, kw_only=True):
    """Variables that move each other in a circle; ``sign`` 1 where a change comes back as more of it (reinforcing), -1 balancing."""

    variables: tuple[str, ...]
    sign: Sign


def loops(found: System) -> list[Loop]:
    """The loops of signed links, the shortest and most believed first."""
    after: dict[str, list[Edge]] = {}
    for e in found.links:
        if sign_of(e) is not None and e.belief.there > 0.3:
            after.setdefault(e.cause, []).append(e)
    order = {v.id: n for n, v in enumerate(found.variables)}
    out: list[tuple[int, float, tuple[str, ...], Sign]] = []
    for start in sorted(after, key=lambda i: order[i]):
        stack: list[tuple[str, tuple[str, ...], int, float]] = [(start, (start,), 1, 1.0)]
        tried = 0
        while stack and tried < 5000:
            tried += 1
            here, way, sign, belief = stack.pop()
            for e in after.get(here, ()):
                turn = sign * (sign_of(e) or 1)
                if e.effect == start and len(way) > 1:
                    out.append((len(way), -belief * e.belief.there, way, 1 if turn == 1 else -1))
                elif order[e.effect] > order[start] and e.effect not in way and len(way) < LONGEST:
                    stack.append((e.effect, (*way, e.effect), turn, belief * e.belief.there))
    return [Loop(variables=way, sign=sign) for _, _, way, sign in sorted(out)[:LOOPS]]


def drivers(found: System) -> list[str]:
    """Variables that move others and that nothing is said to move, those that reach most first."""
    moved = {e.effect for e in found.links}
    reach = _reach(found)
    own = {e.cause for e in found.links} - moved
    return sorted(own, key=lambda i: (-len(reach[i]), i))


def outcomes(found: System) -> list[str]:
    """Variables that others move and that move nothing, those that most come down to first."""
    moving = {e.cause for e in found.links}
    reach = _reach(found)
    own = {e.effect for e in found.links} - moving
    return sorted(own, key=lambda i: (-sum(i in r for r in reach.values()), i))


def bottlenecks(found: System) -> list[str]:
    """Variables through which more than a fifth of all that moves something else goes, the narrowest first."""
    reach = _reach(found)
    pairs = sum(map(len, reach.values()))
    out = []
    for v in found.variables:
        rest = replace(found, links=tuple(e for e in found.links if v.id not in (e.cause, e.effect)))
        own = len(reach[v.id]) + sum(v.id in r for r in reach.values())
        through = pairs - own - sum(map(len, _reach(rest).values()))
        if pairs and through > 0.2 * pairs:
            out.append((-through, v.id))
    return [i for _, i in sorted(out)]


def _reach(found: System) -> dict[str, set[str]]:
    """By variable: all others that it moves, along links."""
    after: dict[str, set[str]] = {v.id: set() for v in found.variables}
    for e in found.links:
        after[e.cause].add(e.effect)
    out = {}
    for i in after:
        seen: set[str] = set()
        todo = [i]
        while todo:
            for n in after[todo.pop()] - seen:
                seen.add(n)
                todo.append(n)
        out[i] = seen - {i}
    return out


def held_by(reports: Iterable[CausalReport], speaker: str) -> list[CausalReport]:
    """The reports that one speaker claims."""
    return [r for r in reports if r.speaker == speaker]
