"""What-if on the system: what the tellings imply when some variables are held above or below where they are now.

The engine is that of the causal map (``derive.causal.whatif``): many maps are drawn from the beliefs in links and signs, each
settles, and what is said of a variable is counted over them. Where theories are rivals (a link that some tell as raising and
others as lowering), each side is run by itself too, with who holds it: their mean says nothing.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.derive.causal.edges import RUN, Edge, running
from fabula.derive.causal.paths import Path
from fabula.derive.causal.whatif import Change, Engine, WhatIfOutcome
from fabula.derive.system.assembling import System
from fabula.derive.system.variables import Variable
from fabula.errors import UsageError

LIKELY, PERHAPS = 0.75, 0.5
"""Shares of drawn maps from which on a change is called likely, or perhaps; below it is called uncertain."""


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


def setting(found: System, text: str) -> tuple[Variable, float]:
    """One NAME=VALUE: the variable by id, name, or words that only one of them has. Raises UsageError with what is near."""
    name, equals, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = 2.0
    if not equals or not -1 <= number <= 1:
        raise UsageError(f"--set {text}: expected VARIABLE=VALUE with a value from -1 to 1")
    return named(found, name, f"--set {text}"), number


def named(found: System, name: str, where: str) -> Variable:
    """The variable with an id, a name, or words that only one has among its name and phrases."""
    fold = name.strip().casefold()
    if not fold:
        raise UsageError(f"{where}: name a variable; see: fabula system FILE")
    words = set(fold.split())

    def holds(v: Variable) -> bool:
        return any(words <= set(t.casefold().split()) for t in (v.name, *v.phrases))

    for match in (
        [v for v in found.variables if v.id == name or v.name.casefold() == fold],
        [v for v in found.variables if v.aspect == fold],
        [v for v in found.variables if fold in v.name.casefold()],
        [v for v in found.variables if holds(v)],
    ):
        if len(match) == 1:
            return match[0]
        if match:
            told = ", ".join(f"{v.name} ({v.id})" for v in match[:8])
            raise UsageError(f"{where}: {len(match)} variables may be meant; say which: {told}")
    near = difflib.get_close_matches(fold, [v.name.casefold() for v in found.variables], n=3, cutoff=0.5)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise UsageError(f"{where}: no variable is called so{hint}; see: fabula system FILE")


def how_likely(change: Change) -> str:
    """A change's share of drawn maps, in a word."""
    share = max(change.rises, change.falls)
    return "likely" if share >= LIKELY else "perhaps" if share >= PERHAPS else "uncertain"


def sentences(s: Scenario, most: int = 12) -> list[str]:
    """The scenario as sentences, furthest changes first, each with its chain and how many articles tell it."""
    out = []
    for c in s.changes[:most]:
        if not c.paths or c.rises == c.falls:
            continue
        way = c.paths[0]
        names = [s.variable(i).name for i in way.concepts]
        up = c.rises > c.falls
        articles = {r.article for e in s.chain(way) for r in e.reports if not r.denied}
        told = f"{len(articles)} article{'s' if len(articles) != 1 else ''}"
        over = f", by way of {' and '.join(names[1:-1])}" if len(names) > 2 else ""
        out.append(
            f"{_capital(names[-1])} {_verb(s.variable(c.concept), 1 if up else -1)} ({how_likely(c)}, {told}){over}."
        )
    return out


def opening(s: Scenario) -> str:
    """What was set, as the beginning of a sentence."""
    told = [f"{v.name} {_verb(v, x)}" for v, x in s.given]
    return "If " + " and ".join(told) + ", the tellings imply (this is no forecast):"


def _verb(v: Variable, change: float) -> str:
    """Rises, falls or stays, for one or for many: "sanctions fall", "the economy rises"."""
    word = "rise" if change > 0 else "fall" if change < 0 else "stay"
    many = v.aspect.endswith("s") and not v.aspect.endswith(("ss", "us", "is"))
    return word if many else word + "s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
