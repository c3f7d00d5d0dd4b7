"""``fabula system`` and ``fabula whatif``: the system that the tellings describe, and what it implies."""

from itertools import chain

import click

from fabula.cli.causing import whatif_of_phrases
from fabula.cli.common import DOSSIER, formats, print_json, print_text, say, show_rows
from fabula.derive.causal.edges import RUN
from fabula.derive.causal.whatif import Change
from fabula.derive.system import scenarios
from fabula.derive.system.assembling import system as assembled
from fabula.derive.system.rows import Told, evidence, link_rows, told, variable_rows
from fabula.dossier import Snapshot
from fabula.model.quoting import Row

COLUMNS = ["cause", "sign", "effect", "raises", "lowers", "denied", "belief"]
PASSAGES = 4
"""Passages printed of a change; --json has them all."""


@click.command()
@DOSSIER
@formats
def system(dossier: str, form: str) -> None:
    """Print the system that the tellings describe: what can rise and fall, and what is said to move what.

    A variable is an aspect of somebody or something, under whatever words the articles have for it. A link holds the evidence
    of all articles: who says that it raises, who that it lowers, who denies it. This is what the tellings say, not a finding of
    fact. `fabula causes` lists the single relations.
    """
    with Snapshot(dossier) as d:
        found = assembled(d)
        if form != "table":
            show_rows(chain(variable_rows(d, found), link_rows(d, found)), form)
            return
        name = {v.id: v.name for v in found.variables}
        rows = ({**r, "cause": name[r["cause"]], "effect": name[r["effect"]]} for r in link_rows(d, found))
        show_rows(rows, form, COLUMNS)


@click.command()
@DOSSIER
@click.option(
    "--set", "given", multiple=True, required=True, metavar="VARIABLE=VALUE", help="Hold a variable at -1 to 1."
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
    steps: int,
    samples: int,
    seed: int,
    more: tuple[str, ...],
    grain: str,
    plain_rule: bool,
    as_json: bool,
) -> None:
    """Run the system: what the tellings imply if a variable rises or falls ("sanctions=-1").

    The answer says what the tellings imply, each change with its chain and passages. It is not a forecast.
    """
    if grain == "phrase":
        whatif_of_phrases(dossier, given, steps, samples, seed, more, plain_rule, as_json)
        return
    with Snapshot(dossier) as d:
        found = assembled(d)
        s = scenarios.run(
            found,
            [scenarios.setting(found, g) for g in given],
            kinds=RUN | set(more),
            samples=samples,
            steps=steps,
            seed=seed,
        )
        texts = told(d)
    if s.outcome.warning:
        say(f"warning: {s.outcome.warning}")
    rows = [change_row(s, c, texts) for c in s.changes]
    if as_json:
        for row in rows:
            print_json(row)
        return
    print_text(scenarios.opening(s))
    if not rows:
        print_text("Nothing else moves: no link leads from it, or its conditions do not hold.")
    for line, row in zip(scenarios.sentences(s, len(rows)), (r for r in rows if r["path"]), strict=False):
        print_text(f"  {line}")
        for e in row["evidence"][:PASSAGES]:
            print_text(f"      “{' '.join(e['text'].split())}” ({e['path']}:{e['start']})")


def change_row(s: scenarios.Scenario, c: Change, texts: Told) -> Row:
    """A change as a row: the variable, how far and how surely it moves, and the strongest chain with its passages."""
    v = s.variable(c.concept)
    ways = [
        {
            "path": [s.variable(i).name for i in way.concepts],
            "weight": round(way.weight, 4),
            "evidence": [e for link in s.chain(way) for e in evidence(texts, link.reports)],
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


COMMANDS = (system, whatif)
