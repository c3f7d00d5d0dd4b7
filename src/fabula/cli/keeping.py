"""``fabula copy``: a dossier from one store to another; ``fabula archive``: old articles out of one; ``fabula status``: how one stands."""

import time
from datetime import UTC, date, datetime, timedelta

import click

from fabula.archiving import Retired, due, retire
from fabula.cli.common import DOSSIER, finish, print_json, print_text, say
from fabula.cli.forecasting import Day
from fabula.dossier import Editor, Snapshot
from fabula.engine import watching
from fabula.errors import UsageError
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
    """Show how a dossier stands: generation, who waits, what was set aside, what it holds, how large it is, what its watch does.

    Articles are staged while a build reads them, and when one was cut off: the same build, done again, goes on from there.
    The exit status is 1 where articles are set aside.
    """
    with Snapshot(dossier) as d:
        found = d.status()
    watch = watching.standing(dossier, time.time())
    if watch:
        found["watch"] = watch
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
        if watch:
            states = ", ".join(f"{n} {state}" for state, n in watch["sources"].items()) or "no address"
            last = (
                datetime.fromtimestamp(watch["last"], UTC).isoformat(timespec="seconds") if watch["last"] else "never"
            )
            print_text(
                f"  {'watch':<11} {states}; {watch['hour']} came in within an hour, {watch['day']} within a day; last round {last}"
            )
    for i, why in found["aside"].items():
        say(f"article {i} is left out of the story, since it could not be resolved: {why}", bad=True)
    finish(len(found["aside"]))


class Age(click.ParamType[int]):
    """A number of days: 90, 90d, 12w, 2y."""

    name = "age"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        text = str(value).strip().lower()
        unit = {"d": 1, "w": 7, "y": 365}.get(text[-1:])
        number = text[:-1] if unit else text
        if not (number.isascii() and number.isdigit() and len(number) < 6) or int(number) < 1:
            self.fail(f"{value} is no age like 90d, 12w or 2y", param, ctx)
        return min(int(number) * (unit or 1), 365_000)


def day_before(days: int) -> date:
    """The day on which what is so many days old came out."""
    return datetime.now(UTC).date() - timedelta(days)


@click.command()
@DOSSIER
@click.option("--older", type=Age(), metavar="AGE", help="Articles older than 90d, 12w or 2y.")
@click.option("--before", type=Day(), metavar="DATE", help="Articles of before a day, like 2026-07-31.")
@click.option(
    "--to", metavar="ARCHIVE", help="The dossier they go to: a file or server; {year} and {month} may stand in it."
)
@click.option("--drop", is_flag=True, help="Throw them away.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
def archive(dossier: str, older: int | None, before: date | None, to: str | None, drop: bool, dry_run: bool) -> None:
    """Move old articles out of the dossier FILE into an archive, so that what is added is linked with what is young alone.

    An article is as old as its publication date says; one without a date as old as `fabula watch` has it; where neither
    is known it stays. The archive is a dossier like any other: layers, earlier texts and the decisions on these articles go with
    them. With {month} in its name there is one for each month, and one whose month is over is not worked on again.
    """
    if (older is None) == (before is None):
        raise UsageError("say which articles are old: --older 90d or --before 2026-07-31")
    if bool(to) == drop:
        raise UsageError("say where they go: --to ARCHIVE, or --drop to throw them away")
    limit = before or day_before(older or 0)
    came = watching.load(dossier).came
    if dry_run:
        with Snapshot(dossier) as d:
            told(d.path, limit, due(d, limit, to, came), "would go")
        return
    with Editor(dossier) as d:
        told(d.path, limit, retire(d, limit, to, came), "went")


def told(dossier: str, before: date, found: Retired, went: str) -> None:
    """Say what was taken out."""
    for place, ids in sorted(found.gone.items()):
        say(f"{dossier}: {_articles(len(ids))} of before {before} {went} to {shown(place) if place else 'nowhere'}")
    undated = f", {found.undated} of them undated" if found.undated else ""
    say(f"{dossier}: {_articles(found.stay)} {'stay' if found.stay != 1 else 'stays'}{undated}")


def _articles(n: int) -> str:
    return f"{n} article{'s' * (n != 1)}"


def _of(count: int, what: str) -> str:
    return f", {count} {what}" if count else ""


def _bytes(count: float) -> str:
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} GiB"


COMMANDS = (copy, archive, status)
