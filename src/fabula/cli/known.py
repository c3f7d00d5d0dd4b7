"""``fabula entities known``, ``candidates``, ``accept``, ``reject``, ``none``: who an entity is in a reference list."""

import click

from fabula.cli.common import DOSSIER, formats, print_text, progress, say, show_rows
from fabula.dossier import Editor, Snapshot
from fabula.errors import SourceError, UsageError
from fabula.link.entities.reviewing import anchors_of
from fabula.model.decisions import KnownAs, NoneKnown, NotKnown
from fabula.views.lists.entities import candidate_rows


@click.command()
@DOSSIER
@click.argument("lists", nargs=-1, metavar="LIST...")
@click.option("--name", help="What to call the list; without it, the file's name.")
@click.option("--remove", is_flag=True, help="Take the lists out again: LIST is then a list's name.")
def known(dossier: str, lists: tuple[str, ...], name: str | None, remove: bool) -> None:
    """Take in reference lists of known entities; without LIST, say which are held.

    LIST is FollowTheMoney or Wikidata as JSON lines (or Wikidata's array, .gz and .bz2 as they are), or a table (CSV) with
    columns for an identifier and a name, and others as it has them: aliases, kind, country, born, role. A list of a
    name that is held takes the old one's place. A line that cannot be used is named and left out.
    """
    if name and len(lists) > 1:
        raise UsageError("--name is for one list; take the others in one by one")
    with Snapshot(dossier) as d:  # a dossier that is not there is named, not made
        held = d.known.lists()
    if not lists:
        for n, path, count in held:
            print_text(f"{n}: {count} entries, from {path}")
        if not held:
            say(f"no list is held; take one in with: fabula entities known {dossier} LIST")
        return
    with Editor(dossier) as d:
        failed = 0
        for path in lists:
            failed += not _removed(d, path) if remove else _taken(d, path, name)
        d.resolve()
        states = [c.state for cs in d.candidates().values() for c in cs[:1]]
        say(
            f"{len(states)} entities have candidates, {states.count('certain')} of them certain by rule; "
            f"see: fabula entities candidates {dossier}"
        )
    if failed:
        raise click.exceptions.Exit(1)


def _removed(d: Editor, name: str) -> bool:
    held = d.remove_known(name)
    say(f"{name}: taken out" if held else f"fabula: {name}: no list of that name is held", bad=not held)
    return held


def _taken(d: Editor, path: str, name: str | None) -> int:
    """Take one list in; returns how many of its lines, or 1 for the file, could not be used."""
    with progress(f"{path}: entries") as bar:
        try:
            called, count = d.add_known(path, name, bar.step)
        except SourceError as e:
            bar.step(e)
            return 1
    say(f"{called}: {count} entries from {path}" + (f", {bar.failed} lines left out" if bar.failed else ""))
    return bar.failed


@click.command()
@DOSSIER
@click.argument("names", nargs=-1, metavar="[NAME]...")
@formats
def candidates(dossier: str, names: tuple[str, ...], form: str) -> None:
    """List the known entities that each entity, or each NAME, may be, with scores and what they are made of.

    An entity that nothing in the lists resembles is shown with none.
    """
    with Snapshot(dossier) as d:
        if not d.known.lists():
            raise UsageError(f"{dossier} holds no list; take one in with: fabula entities known {dossier} LIST")
        chosen = [d.entity(n) for n in names] or d.entities()
        rows = candidate_rows(d, chosen)
        show_rows(rows, form, ["entity", "type", "state", "known", "name", "list", "score", "why"])


LIST = click.option("--list", "list_", metavar="LIST", help="The list, where several hold the identifier.")


@click.command()
@DOSSIER
@click.argument("name")
@click.argument("identifier", metavar="ID")
@LIST
def accept(dossier: str, name: str, identifier: str, list_: str | None) -> None:
    """Say that an entity is the known entity ID."""
    _decide(dossier, name, identifier, list_, KnownAs)


@click.command()
@DOSSIER
@click.argument("name")
@click.argument("identifier", metavar="ID")
@LIST
def reject(dossier: str, name: str, identifier: str, list_: str | None) -> None:
    """Say that an entity is not the known entity ID."""
    _decide(dossier, name, identifier, list_, NotKnown)


def _decide(dossier: str, name: str, identifier: str, list_: str | None, kind: type[KnownAs] | type[NotKnown]) -> None:
    with Editor(dossier) as d:
        e = d.entity(name)
        holders = [x for x in d.known.holders(identifier) if list_ in (None, x)]
        if not holders:
            where = f"the list {list_}" if list_ else f"any list held; see: fabula entities known {dossier}"
            raise UsageError(f"{identifier}: no such identifier in {where}")
        if len(holders) > 1:
            raise UsageError(f"{identifier} stands in several lists; say which with --list: {', '.join(holders)}")
        d.decide(kind(left=anchors_of(d, e), known=(holders[0], identifier)))
        entry = d.known.entry(holders[0], identifier)
        says = "is" if kind is KnownAs else "is not"
        called = f" ({entry.names[0]})" if entry else ""
        say(f"{e.name} {says} {identifier}{called}; to take it back: fabula entities undo {dossier}")


@click.command()
@DOSSIER
@click.argument("name")
def none(dossier: str, name: str) -> None:
    """Say that an entity is none of those in the lists held."""
    with Editor(dossier) as d:
        e = d.entity(name)
        d.decide(NoneKnown(left=anchors_of(d, e)))
        say(f"{e.name} is none of those listed; to take it back: fabula entities undo {dossier}")


COMMANDS = (known, candidates, accept, reject, none)
