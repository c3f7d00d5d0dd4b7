"""``fabula whatif``: what the system implies where some of its variables rise or fall."""

import sys
from collections.abc import Sequence

import click

from fabula.cli.causing import whatif_of_phrases
from fabula.cli.common import DOSSIER, print_json, print_text, say, table
from fabula.derive.causal.edges import RUN
from fabula.derive.causal.paths import Path
from fabula.derive.causal.whatif import Change
from fabula.derive.system import scenarios
from fabula.derive.system.assembling import System
from fabula.derive.system.assembling import system as assembled
from fabula.derive.system.happened import moves
from fabula.derive.system.naming import UnclearNameError, named, parted
from fabula.derive.system.rows import Told, by, evidence, told
from fabula.derive.system.variables import Variable
from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.model.quoting import Row

PASSAGES = 3
"""Passages printed of a change; --json has them all."""
Given = list[tuple[Variable, float]]


@click.command()
@DOSSIER
@click.option(
    "--set", "given", multiple=True, metavar="VARIABLE=VALUE", help="Hold a variable at -1 to 1; may be repeated."
)
@click.option(
    "--compare",
    nargs=2,
    type=(str, str),
    metavar="A B",
    help="Two scenarios side by side: 'sanctions=-1' 'sanctions=-1, aid=1'.",
)
@click.option(
    "--from-events", is_flag=True, help="Begin with what happened: each variable as its last dated event moved it."
)
@click.option("--steps", type=click.IntRange(1, 10_000), default=500, show_default=True, help="Steps at the most.")
@click.option("--samples", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Maps drawn.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the drawing.")
@click.option(
    "--with",
    "more",
    multiple=True,
    type=click.Choice(["purpose", "counterfactual"]),
    help="Run this kind of evidence too; it is left out by default.",
)
@click.option(
    "--grain",
    type=click.Choice(["variable", "phrase"]),
    default="variable",
    show_default=True,
    help="Run the system's variables, or the phrases that `fabula causes` lists.",
)
@click.option("--plain-rule", is_flag=True, help="With --grain phrase: all gains 1, the rule as published.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a changed variable.")
def whatif(
    dossier: str,
    given: tuple[str, ...],
    compare: tuple[str, str] | None,
    from_events: bool,
    steps: int,
    samples: int,
    seed: int,
    more: tuple[str, ...],
    grain: str,
    plain_rule: bool,
    as_json: bool,
) -> None:
    """Run the system: what the reports imply if a variable rises or falls ("sanctions=-1").

    A variable is named by its id, its name or words that come near it; where several may be meant, you are asked which. The answer
    says what the reports imply, each change with its chain and passages; where they are against each other, what either side
    implies and who holds it. It is not a forecast.
    """
    if not (given or compare or from_events):
        raise UsageError("say what changes: --set VARIABLE=VALUE, --compare A B or --from-events")
    if grain == "phrase":
        if compare or from_events:
            raise UsageError("--compare and --from-events run variables, not phrases")
        whatif_of_phrases(dossier, given, steps, samples, seed, more, plain_rule, as_json)
        return
    kinds = RUN | set(more)
    with Snapshot(dossier) as d:
        found = assembled(d)
        start = {m.variable: (m.sign, m.date, m.what) for m in moves(d, found)} if from_events else {}
        of = {v.id: v for v in found.variables}
        begun: Given = [(of[i], float(sign)) for i, (sign, _, _) in sorted(start.items())]

        def run(settings: Sequence[str]) -> scenarios.Scenario:
            own = [_setting(found, g) for g in settings]
            held = {v.id for v, _ in own}
            return scenarios.run(
                found,
                [*own, *((v, x) for v, x in begun if v.id not in held)],
                kinds=kinds,
                samples=samples,
                steps=steps,
                seed=seed,
            )

        if compare:
            one, other = (run([x for x in s.split(",") if x.strip()] + list(given)) for s in compare)
            _compared(compare, one, other, as_json)
            return
        if from_events and not (begun or given):
            say("nothing that happened is dated and moves a variable")
            return
        s = run(given)
        names = {e.id: e.name for e in d.entities()}
        texts = told(d)
    if s.outcome.warning:
        say(f"warning: {s.outcome.warning}")
    if as_json:
        for c in s.changes:
            print_json(change_row(s, c, texts))
        return
    for i, (sign, date, what) in sorted(start.items(), key=lambda x: x[1][1]):
        print_text(f"{date}: {of[i].name} {'up' if sign == 1 else 'down'}: {' '.join(what.split())}")
    print_text(scenarios.opening(s))
    lines = scenarios.sentences(s)
    if not s.changes:
        print_text("Nothing else moves: no link leads from it, or its conditions do not hold.")
    for line, _, way in lines:
        print_text(f"  {line}")
        for e in _last(s, way, texts)[:PASSAGES]:
            print_text(f"      “{' '.join(e['text'].split())}” ({e['path']}:{e['start']})")
    if left := len(s.changes) - len(lines):
        print_text(f"  {left} more move little, or both ways: --json")
    _against(s, names)


def _setting(found: System, text: str) -> tuple[Variable, float]:
    """One VARIABLE=VALUE; asks which variable is meant where it is unclear and somebody sits at a terminal."""
    name, value = parted(text.strip())
    try:
        v = named(found, name, f"--set {text}")
    except UnclearNameError as unclear:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        for n, v in enumerate(unclear.may, 1):
            say(f"{n}  {v.name}: {'; '.join(v.phrases[:3])}")
        n = click.prompt(f"Which is meant by “{name}”?", type=click.IntRange(1, len(unclear.may)), err=True)
        v = unclear.may[n - 1]
    if name.strip().casefold() not in (v.id, v.name.casefold(), v.aspect):
        say(f"{name.strip()}: read as {v.name}")
    return v, value


def _last(s: scenarios.Scenario, way: Path, texts: Told) -> list[Row]:
    """The passages of the last link of a change's chain; those before it stand under what they move."""
    return evidence(texts, (r for r in s.chain(way)[-1].reports if not r.denied), s.system.added)


def _against(s: scenarios.Scenario, names: dict[str, str]) -> None:
    """Where reports contradict each other: what either side implies, and who holds it."""
    name = {v.id: v.name for v in s.system.variables}
    for t in scenarios.theories(s):
        e = t.edge
        print_text(f"\nThe reports contradict each other on whether {name[e.cause]} raises or lowers {name[e.effect]}.")
        moved = t.differing()[:6]
        for word, reports, side in (("raises", e.positive, 0), ("lowers", e.negative, 1)):
            who = sorted({by(r, names) if r.speaker else f"the article {r.article}" for r in reports})
            told = [f"{v.name} {scenarios.verb(v, (x, y)[side])}" for v, x, y in moved]
            print_text(
                f"  If it {word} it, as {' and '.join(who)} {'has' if len(who) == 1 else 'have'} it: {'; '.join(told)}."
            )


def _compared(titles: tuple[str, str], one: scenarios.Scenario, other: scenarios.Scenario, as_json: bool) -> None:
    """Two scenarios side by side, a row a variable that either moves."""
    sides = [{s.variable(c.concept).id: c for c in s.changes} for s in (one, other)]
    ids = sorted(
        {i for side in sides for i in side}, key=lambda i: (-max(abs(side[i].median) for side in sides if i in side), i)
    )
    of = {v.id: v for v in one.system.variables}
    if as_json:
        for i in ids:
            a, b = (side.get(i) for side in sides)
            print_json(
                {
                    "id": i,
                    "name": of[i].name,
                    "a": round(a.median, 4) if a else 0.0,
                    "b": round(b.median, 4) if b else 0.0,
                }
            )
        return

    def said(i: str, c: Change | None) -> str:
        if c is None or c.rises == c.falls:
            return "stays"
        return f"{scenarios.verb(of[i], 1 if c.rises > c.falls else -1)} ({scenarios.how_likely(c)}, {c.median:+.2f})"

    print_text("What the reports imply (this is no forecast):")
    table(
        [
            {"variable": of[i].name, titles[0]: said(i, sides[0].get(i)), titles[1]: said(i, sides[1].get(i))}
            for i in ids
        ]
    )


def change_row(s: scenarios.Scenario, c: Change, texts: Told) -> Row:
    """A change as a row: the variable, how far and how surely it moves, and the strongest chain with its passages."""
    v = s.variable(c.concept)
    ways = [
        {
            "path": [s.variable(i).name for i in way.concepts],
            "weight": round(way.weight, 4),
            "evidence": [e for link in s.chain(way) for e in evidence(texts, link.reports, s.system.added)],
        }
        for way in c.paths
    ]
    return {
        "id": v.id,
        "name": v.name,
        "median": round(c.median, 4),
        "low": round(c.low, 4),
        "high": round(c.high, 4),
        "rises": round(c.rises, 3),
        "falls": round(c.falls, 3),
        "path": ways[0]["path"] if ways else [],
        "evidence": ways[0]["evidence"] if ways else [],
        "paths": ways,
    }


COMMANDS = (whatif,)
