"""``fabula copy``: a dossier from one store to another; ``fabula status``: how one stands."""

import click

from fabula.cli.common import DOSSIER, finish, print_json, print_text, say
from fabula.dossier import Snapshot
from fabula.store.addresses import shown
from fabula.store.copying import copy as copy_dossier


@click.command()
@click.argument("source", metavar="FROM", type=click.Path())
@click.argument("target", metavar="TO", type=click.Path())
def copy(source: str, target: str) -> None:
    """Copy the dossier FROM to TO, which must not hold one: a file to a server, a server to a file, or like to like.

    A file is a path, a server postgresql://user@host/database?schema=name. All goes over: texts, layers, what is resolved,
    decisions, reference lists, and what saves the next build its work. The copy is held against the original, then verified.
    """
    rows = 0

    def tell(table: str, count: int) -> None:
        nonlocal rows
        rows += count

    copy_dossier(source, target, tell)
    with Snapshot(target) as d:
        wrong = list(d.verify())
    for line in wrong:
        say(f"{shown(target)}: {line}", bad=True)
    say(f"{shown(target)}: {rows} rows, as in {shown(source)}")
    finish(len(wrong))


@click.command()
@DOSSIER
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(dossier: str, as_json: bool) -> None:
    """Show how a dossier stands: generation, who waits, what was set aside, what it holds and how large it is.

    Articles are staged while a build reads them, and when one was cut off: the same build, done again, goes on from there.
    The exit status is 1 where articles are set aside.
    """
    with Snapshot(dossier) as d:
        found = d.status()
    if as_json:
        print_json(found)
    else:
        size = found["bytes"]
        largest = sorted(((n, s) for n, s in size.items() if n != "in all"), key=lambda x: -x[1])[:3]
        print_text(found["dossier"], bold=True)
        for name, value in (
            ("generation", f"{found['generation']}{', and somebody is writing the next' if found['updating'] else ''}"),
            ("articles", f"{found['articles']}{_of(found['replaced'], 'replaced by a newer text')}"),
            ("staged", f"{found['staged']}{' wait for the same build to be done again' if found['staged'] else ''}"),
            ("set aside", str(len(found["aside"]))),
            ("resolved", ", ".join(f"{k} {n}" for k, n in found["resolved"].items()) or "nothing"),
            ("decisions", str(found["decisions"])),
            ("size", f"{_bytes(size['in all'])} ({', '.join(f'{n} {_bytes(s)}' for n, s in largest)})"),
        ):
            print_text(f"  {name:<11} {value}")
    for i, why in found["aside"].items():
        say(f"article {i} is left out of the story, since it could not be resolved: {why}", bad=True)
    finish(len(found["aside"]))


def _of(count: int, what: str) -> str:
    return f", {count} {what}" if count else ""


def _bytes(count: float) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} GiB"


COMMANDS = (copy, status)
