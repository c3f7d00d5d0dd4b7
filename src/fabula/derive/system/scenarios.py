"""What-if on the system: what the tellings imply when some variables are held above or below where they are now.

The engine is that of the causal map (``derive.causal.whatif``): many maps are drawn from the beliefs in links and signs, each
settles, and what is said of a variable is counted over them. Where theories are rivals (a link that some tell as raising and
others as lowering), each side is run by itself too, with who holds it: their mean says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.derive.causal.edges import RUN, Edge, edges, running
from fabula.derive.causal.paths import Path
from fabula.derive.causal.whatif import Change, Engine, WhatIfOutcome
from fabula.derive.system.assembling import System
from fabula.derive.system.variables import Variable
from fabula.lang.en.aspects import DEFINITE

LIKELY, PERHAPS = 0.75, 0.5
"""Shares of drawn maps from which on a change is called likely, or perhaps; below it is called uncertain."""
SHOWN = 0.1
"""The share of drawn maps in which a variable must move one way for a sentence to say so."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if that was run: what was set, what came of it, and the engine that the changes' numbers are of."""

    given: tuple[tuple[Variable, float], ...]
    outcome: WhatIfOutcome
    engine: Engine
    system: System
    links: Mapping[str, Edge]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What moved, furthest first."""
        return self.outcome.changes

    def variable(self, index: int) -> Variable:
        """A variable by its place in the engine."""
        return self.system.variables[index]

    def chain(self, path: Path) -> list[Edge]:
        """The links of a path."""
        return [self.links[self.engine.links[k].id] for k in path.edges]


def run(
    found: System,
    given: Sequence[tuple[Variable, float]],
    *,
    kinds: frozenset[str] = RUN,
    samples: int = 1000,
    steps: int = 500,
    seed: int = 0,
    links: Sequence[Edge] | None = None,
) -> Scenario:
    """Run the system with variables held at values from -1 to 1."""
    engine, index = found.engine(kinds, links=links)
    outcome = engine.sample({index[v.id]: x for v, x in given}, samples=samples, steps=steps, seed=seed, moved=True)
    of = {e.id: e for e in running(found.links if links is None else links, kinds)}
    return Scenario(tuple(given), outcome, engine, found, of)


def rivals(found: System) -> list[Edge]:
    """Links of which some tell that they raise and others that they lower, most believed first."""
    return [e for e in found.links if e.positive and e.negative]


@dataclass(frozen=True, slots=True)
class Theories:
    """A link that is told both ways, and the scenario by each side alone."""

    edge: Edge
    raising: Scenario
    lowering: Scenario

    def differing(self) -> list[tuple[Variable, float, float]]:
        """The variables that the two sides move in opposite ways, or one side alone moves, furthest first."""
        one, other = (
            {s.variable(c.concept).id: (s.variable(c.concept), c.median) for c in s.changes}
            for s in (self.raising, self.lowering)
        )
        out = []
        for i in sorted({*one, *other}):
            v = (one.get(i) or other[i])[0]
            x, y = one.get(i, (v, 0.0))[1], other.get(i, (v, 0.0))[1]
            if x * y < 0 or (x == 0.0) != (y == 0.0):
                out.append((v, x, y))
        return sorted(out, key=lambda t: (-max(abs(t[1]), abs(t[2])), t[0].id))


def theories(s: Scenario, most: int = 3, samples: int = 300) -> list[Theories]:
    """The links told both ways that a scenario goes through, each with what either side implies."""
    reached = {v.id for v, _ in s.given} | {s.variable(c.concept).id for c in s.changes}
    out: list[Theories] = []
    for e in rivals(s.system):
        if e.cause not in reached or len(out) == most:
            continue
        others = [x for x in s.system.links if x.id != e.id]
        one, other = (
            run(s.system, s.given, samples=samples, links=[*others, *edges([*kept, *e.denials])])
            for kept in (e.positive, e.negative)
        )
        found = Theories(e, one, other)
        if found.differing():
            out.append(found)
    return out


def how_likely(change: Change) -> str:
    """A change's share of drawn maps, in a word."""
    share = max(change.rises, change.falls)
    return "likely" if share >= LIKELY else "perhaps" if share >= PERHAPS else "uncertain"


def sentences(s: Scenario, most: int = 20) -> list[tuple[str, Change, Path]]:
    """The scenario as sentences that can be read on, each with its change and the chain that carries it.

    What moves first comes first, then what follows from it. Each says how likely the change is and how many articles tell of
    its chain. What the tellings pull both ways, no chain carrying it clearly, is left to the table.
    """
    shown: dict[int, tuple[Change, Path]] = {}
    for c in s.changes:
        way = _carries(c)
        if way is not None and len(shown) < most:
            shown[c.concept] = (c, way)
    after: dict[int, list[int]] = {}
    for i, (_, way) in shown.items():
        after.setdefault(way.concepts[-2] if way.concepts[-2] in shown else -1, []).append(i)
    out: list[tuple[str, Change, Path]] = []
    todo = after.pop(-1, [])[::-1]
    while todo or after:
        if not todo:  # what is left goes round in a circle
            todo = after.pop(min(after))[::-1]
        i = todo.pop()
        c, way = shown[i]
        if any(x.concept == i for _, x, _ in out):
            continue
        out.append((_sentence(s, c, way, {k: x.rises > x.falls for k, (x, _) in shown.items()}), c, way))
        todo += after.pop(i, [])[::-1]
    return out


def _carries(c: Change) -> Path | None:
    """The strongest chain that goes the way that a change mostly goes; None where it goes both ways much alike."""
    most, least = max(c.rises, c.falls), min(c.rises, c.falls)
    if most < SHOWN or least > 0.8 * most:
        return None
    up = c.rises > c.falls
    return next((p for p in c.paths if (p.weight > 0) == up), None)


def _sentence(s: Scenario, c: Change, way: Path, up: Mapping[int, bool]) -> str:
    """One change: "As the economy falls, dependence on Sarmia rises (perhaps, 1 article)." """
    v = s.variable(c.concept)
    articles = {r.article for e in s.chain(way) for r in e.reports if not r.denied}
    told = f"{how_likely(c)}, {len(articles)} article{'s' if len(articles) != 1 else ''}"
    said = f"{_the(v)} {verb(v, 1 if up[c.concept] else -1)} ({told})"
    before = way.concepts[-2]
    if len(way.concepts) > 2 and before in up and _follows(s, way, up[before], up[c.concept]):
        b = s.variable(before)
        return _capital(f"as {_the(b)} {verb(b, 1 if up[before] else -1)}, {said}.")
    over = [_the(s.variable(i)) for i in way.concepts[1:-1]]
    return _capital(f"{said}{', by way of ' + ' and '.join(over) if over else ''}.")


def _follows(s: Scenario, way: Path, before: bool, after: bool) -> bool:
    """Whether a chain's last link goes from the one change to the other."""
    link = s.engine.links[way.edges[-1]]
    return (link.plus >= 0.5) == (before == after)


def _the(v: Variable) -> str:
    """A variable's name as a sentence has it: "the economy of Ostrelia", "sanctions"."""
    definite = v.aspect in DEFINITE and not v.name[0].isupper()
    return f"the {v.name}" if definite else v.name


def opening(s: Scenario) -> str:
    """What was set, as the beginning of a sentence."""
    told = [f"{_the(v)} {verb(v, x)}" for v, x in s.given]
    return "If " + " and ".join(told) + ", the reports imply (this is no forecast):"


def verb(v: Variable, change: float) -> str:
    """Rises, falls or stays, for one or for many: "sanctions fall", "the economy rises"."""
    word = "rise" if change > 0 else "fall" if change < 0 else "stay"
    many = v.aspect.endswith("s") and not v.aspect.endswith(("ss", "us", "is"))
    return word if many else word + "s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
