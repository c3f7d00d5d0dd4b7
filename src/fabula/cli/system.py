"""``fabula system``: the system that the reports describe, listed, drawn, written for other programs, and corrected."""

from collections.abc import Sequence
from dataclasses import replace

import click

from fabula.cli.common import DOSSIER, formats, print_file, print_text, say, show_rows
from fabula.derive.causal.deciding import MAP_ACTIONS
from fabula.derive.causal.edges import edges
from fabula.derive.causal.mapping import causal_map
from fabula.derive.system import deciding, weighing
from fabula.derive.system.assembling import System
from fabula.derive.system.assembling import system as assembled
from fabula.derive.system.happened import moves
from fabula.derive.system.naming import named
from fabula.derive.system.phrased import phrased
from fabula.derive.system.rows import link_rows, variable_rows
from fabula.derive.system.variables import Variable
from fabula.dossier import Editor, Snapshot
from fabula.errors import UsageError
from fabula.model.decisions import Decision
from fabula.model.quoting import ARTICLE, Row
from fabula.model.vocabulary import Sign

COLUMNS = ["cause", "sign", "effect", "raises", "lowers", "denied", "belief"]
DRAWN = 30
"""Variables drawn at the most, by weight."""
LISTED = 12
"""Drivers, outcomes, loops and the like that are listed at the most; --json has all links."""
WEIGHED = 200
"""Variables, the heaviest, among which loops and bottlenecks are looked for."""
SIGNS: dict[str, Sign | None] = {"+": 1, "-": -1, "?": None}
DOES = {1: "raises", -1: "lowers", None: "bears on"}

BOTH = (str, str)


@click.command()
@DOSSIER
@formats
@click.option("--svg", is_flag=True, help=f"Print the map as SVG: at most {DRAWN} variables, by weight.")
@click.option("--graphml", is_flag=True, help="Print GraphML, for networkx, Gephi, yEd and Cytoscape.")
@click.option("--around", metavar="VARIABLE", help="Only what moves a variable and what it moves.")
@click.option(
    "--claimed-by", metavar="NAME", help="Only what somebody claims, or, with 'article', the articles themselves."
)
@click.option(
    "--grain",
    type=click.Choice(["variable", "phrase"]),
    default="variable",
    show_default=True,
    help="Variables, or the concepts of single phrases that `fabula causes` lists.",
)
@click.option("--merge", nargs=2, type=BOTH, metavar="A B", help="Decide: two variables are one.")
@click.option(
    "--split", nargs=2, type=BOTH, metavar="A WORDS", help="Decide: phrases with these words are another variable."
)
@click.option("--rename", nargs=2, type=BOTH, metavar="A NAME", help="Decide: a variable is called so.")
@click.option("--flip", metavar="A", help="Decide: a variable stands upside down.")
@click.option("--reject", nargs=2, type=BOTH, metavar="A B", help="Decide: no passage tells that A moves B.")
@click.option(
    "--link",
    nargs=3,
    type=(str, str, click.Choice(list(SIGNS))),
    metavar="A B SIGN",
    help="Decide: A moves B: + - or ?.",
)
@click.option("--note", metavar="TEXT", help="With --link: what it rests on.")
@click.option("--undo", is_flag=True, help="Take your last decision about the map back.")
def system(
    dossier: str,
    form: str,
    svg: bool,
    graphml: bool,
    around: str | None,
    claimed_by: str | None,
    grain: str,
    merge: tuple[str, str] | None,
    split: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    flip: str | None,
    reject: tuple[str, str] | None,
    link: tuple[str, str, str] | None,
    note: str | None,
    undo: bool,
) -> None:
    """Print the system that the reports describe: what can rise and fall, and what is said to move what.

    A variable is an aspect of somebody or something, under whatever words the articles have for it. A link holds the evidence
    of all articles: who says that it raises, who that it lowers, who denies it. This is what the reports say, not a finding of
    fact. `fabula causes` lists the single relations.

    Your decisions (--merge, --split, --rename, --flip, --reject, --link with --note) outrank the machine, outlast rebuilds and can
    be taken back (--undo).
    """
    asked = [x for x in (merge, split, rename, flip, reject, link) if x]
    shown = sum((svg, graphml, form != "table"))
    if len(asked) + undo > 1 or shown > 1 or (shown and (asked or undo)):
        raise UsageError("ask for one thing: a listing, --svg, --graphml, one decision or --undo")
    if undo or asked:
        _decide(dossier, merge, split, rename, flip, reject, link, note, undo)
        return
    with Snapshot(dossier) as d:
        whole = assembled(d) if grain == "variable" else phrased(causal_map(d))
        found = _claimed(d, whole, claimed_by) if claimed_by else whole
        if around:
            found = weighing.around(found, named(found, around, f"--around {around}").id)
        if svg:
            from fabula.views.causes import mapped

            drawn, _ = mapped(weighing.heaviest(found, DRAWN, 2 * DRAWN), found)
            print_file(f"{drawn}\n")
            return
        links = list(link_rows(d, found))
        if form == "json" or graphml:
            rows = list(variable_rows(d, found, moves(d, found) if grain == "variable" else ()))
            if graphml:
                from fabula.export.system import system_graphml

                print_file(system_graphml(rows, links))
            else:
                show_rows([*rows, *links], form)
            return
        name = {v.id: v.name for v in found.variables}
        named_rows = [{**r, "cause": name[r["cause"]], "effect": name[r["effect"]]} for r in links]
        if form == "csv":
            show_rows(named_rows, form)
            return
        _read(found, named_rows)
        happened = moves(d, found) if grain == "variable" else []
    _listed(
        "What happened that moves one",
        [f"{m.date}: {name[m.variable]} {'up' if m.sign == 1 else 'down'}: {m.what}" for m in happened],
    )


def _read(found: System, links: Sequence[Row]) -> None:
    """The map as a person reads it."""
    core = weighing.heaviest(found, WEIGHED)
    name = {v.id: v.name for v in found.variables}
    weight = weighing.weights(found)
    heavy = sorted(found.variables, key=lambda v: (-weight[v.id], v.id))
    print_text(
        f"{len(found.variables)} variables, {len(found.links)} links. What the reports say, not a finding of fact."
    )
    _listed(
        "Variables, those that most is told of first",
        [f"{v.name} ({_many(len(v.articles), 'article')}): {'; '.join(v.phrases[:5])}" for v in heavy],
    )
    _listed("Drivers: they move others, nothing is said to move them", [name[i] for i in weighing.drivers(core)])
    _listed("Outcomes: others move them, they move nothing", [name[i] for i in weighing.outcomes(core)])
    kinds = {1: "reinforcing", -1: "balancing"}
    _listed(
        "Loops",
        [
            f"{kinds[x.sign]}: {' → '.join(name[i] for i in (*x.variables, x.variables[0]))}"
            for x in weighing.loops(core)
        ],
    )
    _listed(
        "Bottlenecks: much of what moves something else goes through them",
        [name[i] for i in weighing.bottlenecks(core)],
    )
    contested = [r for r in links if (r["raises"] and r["lowers"]) or r["denied"]]
    _listed("Contested", [_contested(r) for r in contested])
    followed = [
        f"{r['cause']} {DOES[r['sign']]} {r['effect']}: {f['by']}{', by ' + f['due'] if f['due'] else ''}: {f['evidence'][0]['text']}"
        for r in links
        for f in r["forecasts"]
    ]
    _listed("Forecasts that follow a link", followed)
    print_text("\nLinks", bold=True)
    show_rows(links, "table", COLUMNS)


def _listed(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    print_text(f"\n{title}", bold=True)
    for line in lines[:LISTED]:
        print_text(f"  {' '.join(line.split())}")
    if len(lines) > LISTED:
        print_text(f"  and {len(lines) - LISTED} more: --json")


def _contested(r: Row) -> str:
    sides = [
        f"{_many(r[k], 'article')} {say}" for k, say in (("raises", "+"), ("lowers", "−"), ("denied", "denied")) if r[k]
    ]
    return f"{r['cause']} → {r['effect']}: {', '.join(sides)}; told by {', '.join(r['by'])}"


def _many(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _claimed(d: Snapshot, found: System, who: str) -> System:
    """The links by the reports that one speaker claims alone, or that articles tell in their own voice."""
    speaker = None if who.casefold() == ARTICLE else d.entity(who).id
    reports = [r for e in found.links for r in e.reports if r.speaker == speaker]
    links = edges(reports)
    linked = {i for e in links for i in (e.cause, e.effect)}
    return replace(found, variables=tuple(v for v in found.variables if v.id in linked), links=links)


def _decide(
    dossier: str,
    merge: tuple[str, str] | None,
    split: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    flip: str | None,
    reject: tuple[str, str] | None,
    link: tuple[str, str, str] | None,
    note: str | None,
    undo: bool,
) -> None:
    """Carry out one decision, or take the last one back."""
    with Editor(dossier) as d:
        if undo:
            last = d.undo(MAP_ACTIONS)
            say(f"taken back: {last.action}" if last else "nothing to undo")
            return
        found = assembled(d)

        def one(name: str) -> Variable:
            return named(found, name, name)

        out: list[Decision] = []
        if merge:
            out = deciding.merged(found, one(merge[0]), one(merge[1]))
        elif split:
            out = deciding.split(found, one(split[0]), split[1])
        elif rename:
            out = deciding.renamed(found, one(rename[0]), rename[1])
        elif flip:
            out = deciding.flipped(found, one(flip))
        elif reject:
            out = deciding.rejected(d, found, one(reject[0]), one(reject[1]))
        elif link:
            out = deciding.added(found, one(link[0]), one(link[1]), SIGNS[link[2]], note or "")
        d.decide(*out)
        say(f"decided: {out[0].action}; to take it back: fabula system {dossier} --undo")


COMMANDS = (system,)
