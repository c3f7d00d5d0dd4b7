"""``fabula causes`` and ``fabula whatif``: the causal map of a dossier, and what it implies."""

import sys
from collections import Counter
from pathlib import Path

import click

from fabula.cli.common import DOSSIER, formats, print_file, print_json, print_text, say, show_rows
from fabula.derive.causal import mapfile
from fabula.derive.causal.deciding import MAP_ACTIONS
from fabula.derive.causal.edges import RUN
from fabula.derive.causal.implied import change_row, setting
from fabula.derive.causal.mapping import causal_map, concept_rows, doubt_rows, edge_rows, edited, relations
from fabula.dossier import Editor, Snapshot
from fabula.errors import UsageError
from fabula.export.graphml import graphml as as_graphml
from fabula.model.decisions import Call

PASSAGES = 4
"""Passages printed of a path; --json has them all."""
COLUMNS = ["cause", "sign", "effect", "raises", "lowers", "denies", "belief"]


@click.command()
@DOSSIER
@formats
@click.option("--graphml", is_flag=True, help="Print GraphML, for networkx, Gephi, yEd and Cytoscape.")
@click.option("--concepts", is_flag=True, help="List the concepts instead: their phrases, and why they were joined.")
@click.option("--review", is_flag=True, help="List the pairs of phrases that were kept apart in doubt, and why.")
@click.option("--export", metavar="MAP.json", help="Write the map as a file that you can edit ('-': print it).")
@click.option("--edit", metavar="MAP.json", help="Load an edited map: what you changed is kept as your decisions.")
@click.option("--undo", is_flag=True, help="Take your last decision about the map back.")
def causes(
    dossier: str,
    form: str,
    graphml: bool,
    concepts: bool,
    review: bool,
    export: str | None,
    edit: str | None,
    undo: bool,
) -> None:
    """Print the causal map: what the reports say raises, lowers or prevents what, contested edges first.

    Each edge holds the evidence for +, for -, of unknown sign, and denials; copies and one speaker's repeats count once.
    Belief is a noisy-or over independent reports. This is what the reports say, not a finding of fact.

    To correct it, --export it, edit the file (it says how: merge, split, rename and flip concepts, correct a sign, reject
    a passage) and --edit it back. Your decisions outrank the machine, survive rebuilds and can be undone, exported and
    imported (fabula entities export, import).
    """
    listed = form != "table" and not (concepts or review)
    if sum(map(bool, (graphml, concepts, review, export, edit, undo, listed))) > 1:
        raise UsageError("ask for one thing: a listing, --graphml, --concepts, --review, --export, --edit or --undo")
    if edit or undo:
        change(dossier, edit)
        return
    with Snapshot(dossier) as d:
        found = causal_map(d)
        if concepts:
            show_rows(concept_rows(d, found), form, ["name", "tellings", "phrases", "why"])
        elif review:
            rows = doubt_rows(d, found)
            show_rows(rows, form, ["score", "left", "right", "kind", "why"])
            if rows and form == "table":
                say(f"to join two: --export the map, move the members of one into the other, --edit it: {dossier}")
        elif export:
            save(export, mapfile.encoded(mapfile.written(found, relations(d))))
        elif graphml:
            print_file(as_graphml(found, edge_rows(d, found)))
        else:
            show_rows(edge_rows(d, found), form, COLUMNS)


def save(name: str, data: bytes) -> None:
    """Write a file, or print it where its name is "-"."""
    if name == "-":
        print_file(data.decode())
        return
    try:
        Path(name).write_bytes(data)
    except OSError as e:
        raise UsageError(f"{name}: cannot be written: {e.strerror}") from e
    say(f"{name}: edit it, then load it: fabula causes FILE --edit {name}")


def change(dossier: str, edit: str | None) -> None:
    """Load an edited map, or, without one, take the last decision about the map back."""
    with Editor(dossier) as d:
        if edit is None:
            before = d.decisions()
            if before and before[-1].action not in MAP_ACTIONS:
                raise UsageError(
                    f"your last decision is not about the map; to take it back: fabula entities undo {dossier}"
                )
            last = d.undo()
            say(
                f"taken back: {last.action}{f' to {last.name}' if isinstance(last, Call) else ''}"
                if last
                else "nothing to undo"
            )
            return
        try:
            data = sys.stdin.buffer.read() if edit == "-" else Path(edit).read_bytes()
        except OSError as e:
            raise UsageError(f"{edit}: cannot be read: {e.strerror}") from e
        decided = edited(d, edit, data)
        if decided:
            d.decide(*decided)
        counts = Counter(x.action for x in decided)
    made = ", ".join(f"{n} {action}" for action, n in sorted(counts.items()))
    back = f"; to take the last back: fabula causes {dossier} --undo"
    say(f"decided: {made}{back}" if counts else "nothing changed: the file says what the map says")


def whatif_of_phrases(
    dossier: str,
    given: tuple[str, ...],
    steps: int,
    samples: int,
    seed: int,
    more: tuple[str, ...],
    plain_rule: bool,
    as_json: bool,
) -> None:
    """Run the causal map: what the reports imply if a concept rises or falls ("sanctions=-1").

    Changes are deviations from rest. For each concept: the median change over maps drawn from the beliefs, the middle
    90%, how often it rises, and the chains that carry it. It says what the reports imply; it is not a forecast.
    """
    with Snapshot(dossier) as d:
        found = causal_map(d)
        rows = {r["id"]: r for r in edge_rows(d, found)}
    engine, index = found.engine(RUN | set(more), scaled=not plain_rule)
    values = dict(setting(found, g) for g in given)
    outcome = engine.sample({index[c.id]: v for c, v in values.items()}, samples=samples, steps=steps, seed=seed)
    name = {index[c.id]: c.name for c in found.concepts}
    held = ", ".join(f"{c.name} = {v:+g}" for c, v in values.items())
    said = f"What the reports imply if {held} (not a forecast)"
    if outcome.warning:
        say(f"warning: {outcome.warning}")
    if as_json:
        say(said)
    else:
        how = "as its scaling proves it must" if outcome.proven else "though nothing proves that it must"
        settled = f"settled after {outcome.steps} steps, {how}" if outcome.settled else "not settled"
        print_text(f"{said}: {samples} maps drawn, {settled}.\n")
    for change in outcome.changes:
        row = change_row(change, engine, name, rows)
        if as_json:
            print_json(row)
            continue
        print_text(f"{change.median:+.2f} [{change.low:+.2f}, {change.high:+.2f}]  {name[change.concept]}")
        print_text(f"      rises in {change.rises:.0%} of the maps, falls in {change.falls:.0%}")
        for x in row["paths"]:
            print_text(f"      {' → '.join(x['path'])}{''.join(f' ({g})' for g in x['gates'])}")
            for e in x["evidence"][:PASSAGES]:
                print_text(f"        “{' '.join(e['text'].split())}” ({e['path']}:{e['start']})")
    if not outcome.changes and not as_json:
        print_text("Nothing else moves: no edge leads from it, or its conditions do not hold.")


COMMANDS = (causes,)
