"""``fabula entities``: who is in a dossier, and a person's power to correct it."""

import sys

import click

from fabula.cli.asking import labels
from fabula.cli.common import DOSSIER, formats, print_json, print_text, say, show_rows
from fabula.cli.judging import lines
from fabula.cli.lazy import Listing
from fabula.dossier import Editor, Snapshot
from fabula.engine.importing import imported
from fabula.errors import UsageError
from fabula.link.entities.reviewing import anchors_of, doubtful, sides, split_off
from fabula.model.decisions import Decision, Different, OfEntities, OfKnown, Rename, Same, actions
from fabula.views.entity import in_context
from fabula.views.entity import lines as entity_lines
from fabula.views.lists import LISTS

KNOWN = {
    "known": ("known", "Take in lists of known people, organisations and places."),
    "candidates": ("known", "List which known entities each entity may be."),
    "accept": ("known", "Say that an entity is a known one."),
    "reject": ("known", "Say that an entity is not a known one."),
    "none": ("known", "Say that an entity is none of the known ones."),
}


@click.group(cls=Listing, sections={"Who an entity is in a reference list": KNOWN})
def entities() -> None:
    """Who and what is in a dossier, however it is spelt; and the power to correct it.

    `fabula entities FILE` lists them. What you decide outranks the machine, survives rebuilds and new articles, and can
    be undone, exported and imported. NAME is an entity's name, one of its aliases, or its id.
    """


@entities.command("list")
@DOSSIER
@formats
def list_(dossier: str, form: str) -> None:
    """List the entities, most mentioned first (this is what `fabula entities FILE` does)."""
    with Snapshot(dossier) as d:
        rows = sorted(d.rows("entities"), key=lambda r: (-r["mentions"], r["name"]))
        columns = [*LISTS["entities"].columns, *(["known"] if d.known.lists() else [])]
        show_rows(rows, form, columns, labels(d) if form == "table" else {})


@entities.command()
@DOSSIER
@click.argument("name")
def show(dossier: str, name: str) -> None:
    """Show an entity: every alias with its first mention in context, and what its merges rest on."""
    with Snapshot(dossier) as d:
        e = d.entity(name)
        for line in entity_lines(d, e):
            print_text(line)


@entities.command()
@DOSSIER
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
def merge(dossier: str, names: tuple[str, ...]) -> None:
    """Say that two or more entities are one."""
    with Editor(dossier) as d:
        found = [d.entity(n) for n in names]
        if len({e.id for e in found}) < 2:
            raise UsageError("name at least two different entities to merge")
        whole = [anchors_of(d, e) for e in found]
        d.decide(*(Same(left=whole[0], right=other) for other in whole[1:]))
        say(f"merged: {', '.join(e.name for e in found)}; to take it back: fabula entities undo {dossier}")


@entities.command()
@DOSSIER
@click.argument("name")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
def split(dossier: str, name: str, aliases: tuple[str, ...]) -> None:
    """Take out of an entity what a report writes only as ALIAS, as an entity of its own."""
    with Editor(dossier) as d:
        e = d.entity(name)
        d.decide(split_off(d, e, aliases))
        say(f"split from {e.name}: {', '.join(aliases)}; to take it back: fabula entities undo {dossier}")


@entities.command()
@DOSSIER
@click.argument("name")
@click.argument("new")
def rename(dossier: str, name: str, new: str) -> None:
    """Call an entity NEW."""
    if not new.strip():
        raise UsageError("a name needs at least one letter")
    with Editor(dossier) as d:
        e = d.entity(name)
        d.decide(Rename(left=anchors_of(d, e), name=" ".join(new.split())))
        say(f"{e.name} is now called {new}; to take it back: fabula entities undo {dossier}")


@entities.command()
@DOSSIER
def undo(dossier: str) -> None:
    """Take your last decision on entities back."""
    with Editor(dossier) as d:
        last = d.undo(actions(OfEntities, OfKnown))
        say(
            f"taken back: {last.action}{f' to {last.name}' if isinstance(last, Rename) else ''}"
            if last
            else "nothing to undo"
        )


@entities.command()
@DOSSIER
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many pairs at the most.")
@click.option("--json", "as_json", is_flag=True, help="Print the doubtful pairs, ask nothing.")
def review(dossier: str, limit: int, as_json: bool) -> None:
    """Go through the doubtful pairs, best first: y one, n two, s skip, q stop."""
    with Editor(dossier) as d:
        pairs = doubtful(d)[:limit]
        if as_json or not sys.stdin.isatty():
            for j, left, right in pairs:
                print_json({"names": [left.name, right.name], **j.to_dict()})
            return
        texts = {a.id: a for a in d}
        kept: list[Decision] = []
        for n, (j, left, right) in enumerate(pairs, 1):
            asked = f"{left.name} ({left.type}) = {right.name} ({right.type})?"
            if left.id == right.id:
                asked = f"{left.name} ({left.type}): one, or two of one name?"
            print_text(f"\n{n}/{len(pairs)}  {asked}  {j.score:.2f}")
            both = sides(d, j, left, right)
            for side in both:
                print_text(f"  {in_context(texts[side[0][0]].text, side[0])}")
            print_text(f"  {'; '.join(j.why)}")
            print_text("  y one · n two · s skip · q stop ", nl=False)
            key = click.getchar().lower()
            print_text(key)
            if key == "q":
                break
            if key in "yn":
                kind = Same if key == "y" else Different
                kept.append(kind(left=both[0], right=both[1]))
        if kept:
            d.decide(*kept)
        say(f"{len(kept)} decided")


@entities.command()
@DOSSIER
def export(dossier: str) -> None:
    """Print your decisions, one JSON object a line."""
    with Snapshot(dossier) as d:
        for x in d.decisions():
            print_json(x)


@entities.command("import")
@DOSSIER
@click.argument("file", metavar="DECISIONS")
def import_(dossier: str, file: str) -> None:
    """Take over decisions that were exported; those that rest on articles not held here are named and left out."""
    with Editor(dossier) as d:
        good: list[Decision] = []
        left_out = 0
        for found in imported(d, file, lines(file)):
            if isinstance(found, UsageError):
                left_out += 1
                say(str(found), bad=True)
            else:
                good.append(found)
        d.decide(*good)
        say(f"{len(good)} decisions taken over, {left_out} left out")
    if left_out:
        raise click.exceptions.Exit(1)


COMMANDS = (entities,)
