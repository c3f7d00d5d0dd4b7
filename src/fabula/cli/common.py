"""What commands share: options, progress, tables, lines of JSON and CSV."""

import contextlib
import csv
import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO, TypedDict, TypeVar, cast

import click

from fabula.cli import logs
from fabula.errors import FabulaError, OutputError, UsageError
from fabula.ingest.items import Given
from fabula.model.quoting import Row, encoded
from fabula.printing import spreadsheet, terminal
from fabula.store.addresses import without_password

F = TypeVar("F", bound=Callable[..., Any])

GIVEN = "fabula.given"


def _given(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """Keep what the user says of all articles of a call, for ``given``."""
    if value and option.name == "date":
        from fabula.ingest.reading.dates import iso

        if iso(value) is not None:
            context.meta.setdefault(GIVEN, {})[option.name] = value
            return
        raise click.BadParameter(f"{value} is no date that can be read")
    if value:
        context.meta.setdefault(GIVEN, {})[option.name] = value


def SOURCES(command: F) -> F:  # noqa: N802
    """Add the articles to read, and what the user says of all of them."""
    for name, text in (
        ("title", "The title of an article that comes with none."),
        ("date", "When articles were published that come with no date: 2024-03-12, or as feeds write it."),
        ("outlet", "The outlet of articles that come with none; of a dossier, only what this outlet tells."),
    ):
        command = click.option(f"--{name}", metavar=name.upper(), help=text, expose_value=False, callback=_given)(
            command
        )
    return click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")(command)


def given() -> Given:
    """What the user says of all articles of this call."""
    found = click.get_current_context().meta.get(GIVEN, {})
    return Given(outlet=found.get("outlet"), published=found.get("date"), title=found.get("title"))


def outlet_asked(sources: Sequence[str]) -> str | None:
    """The outlet that a call on a dossier asks for; of a call on articles, none: there it says whose they are."""
    from fabula.cli.asking import is_dossier  # here: it is made of this module's parts

    named = click.get_current_context().meta.get(GIVEN, {}).get("outlet")
    return named if len(sources) == 1 and is_dossier(sources[0]) else None


class Wanted(TypedDict):
    """What a call asks for, as ``views.narrowing.Narrowing`` takes it."""

    entity: str | None
    event: str | None
    since: str | None
    until: str | None
    about: str | None


def NARROWING(command: F) -> F:  # noqa: N802
    """Add what a call may ask for: an entity, an event, a time, words. The command gets all of it as ``wanted``."""

    @wraps(command)
    def asking(*args: Any, **given: Any) -> Any:
        return command(*args, wanted={name: given.pop(name) for name in Wanted.__annotations__}, **given)

    for name, parameter, text in (
        ("about", "about", "Only what has these words, in any form."),
        ("to", "until", "Only what was published at or before a year, month or day."),
        ("from", "since", "Only what was published at or after a year, month or day (2025-03)."),
        ("event", "event", "Only what tells this event, by its id."),
        ("entity", "entity", "Only what names it: a name in any spelling, or an id."),
    ):
        metavar = {"about": "WORDS", "event": "ID", "entity": "NAME"}.get(name, "DATE")
        asking = click.option(f"--{name}", parameter, metavar=metavar, help=text)(asking)
    return cast(F, asking)


TOP = click.option("--top", type=click.IntRange(1), metavar="N", help="Only so many, those that matter most first.")


def foremost(rows: Iterator[Row], top: int) -> list[Row]:
    """So many rows: those that matter most first where rows say how much they do, else the first."""
    held = list(rows)
    return sorted(held, key=lambda r: -r.get("salience", 0.0))[:top]


PLAIN = click.option("--plain", is_flag=True, help="The input is body text already: look for no furniture.")
WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that annotate side by side."
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Who annotates: this machine, or a Ray cluster (that of RAY_ADDRESS, else one for the time of the command).",
)
DOSSIER = click.argument("dossier", metavar="FILE", type=click.Path())


def formats(command: F) -> F:
    """Add --json and --csv, as one parameter ``form``: table, json or csv."""
    for name, text in (
        ("csv", "Print CSV, with a header; a cell that a spreadsheet would run begins with '."),
        ("json", "Print one JSON object a line."),
    ):
        command = click.option(f"--{name}", "form", flag_value=name, help=text)(command)
    return click.option("--table", "form", flag_value="table", default="table", hidden=True)(command)


def colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not asked for no colour (NO_COLOR, see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say(message: str, *, bad: bool = False) -> None:
    """A message for the person, on standard error; in colour only on a terminal without NO_COLOR."""
    message = terminal(without_password(message))
    if logs.structured():
        message, bad = logs.line("error" if bad else "info", message.removeprefix("fabula: ")), False
    with contextlib.suppress(OSError):  # where nobody can be told, the work is still done
        click.echo(click.style(message, fg="red") if bad and colour(sys.stderr) else message, err=True)


def print_text(text: str, *, nl: bool = True, bold: bool = False) -> None:
    """Print text on standard output, with nothing in it that a terminal would obey. Raises OutputError."""
    text = terminal(text)
    _print(click.style(text, bold=True) if bold and colour(sys.stdout) else text, nl)


def print_json(row: object) -> None:
    """Print one JSON object on a line. Raises OutputError."""
    _print(encoded(row), True)


def print_file(text: str) -> None:
    """Print what would else be a file: to the character, but on a terminal without what it would obey."""
    _print(terminal(text) if sys.stdout.isatty() else text, False)


def print_bytes(made: bytes) -> None:
    """Print what would else be a file of bytes. Raises OutputError; UsageError on a terminal."""
    if sys.stdout.isatty():
        raise click.UsageError("a terminal cannot show this: name a file with -o")
    _print(made, False)


def write_file(path: str, text: str) -> None:
    """Write a file that was asked for. Raises UsageError where it cannot be."""
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n", errors="replace")
    except OSError as e:
        raise UsageError(f"{path}: {e.strerror}") from e


def _print(text: str | bytes, nl: bool) -> None:
    try:
        click.echo(text, nl=nl)
    except OSError as e:
        gone = e.errno in (errno.EPIPE, errno.ECONNRESET) or (os.name == "nt" and e.errno == errno.EINVAL)
        raise OutputError(f"standard output cannot be written: {(e.strerror or str(e)).lower()}", gone=gone) from e


class Progress:
    """A line that counts, on standard error, on a terminal only."""

    def __init__(self, what: str) -> None:
        self.what, self.done, self.failed = what, 0, 0
        self._live = sys.stderr.isatty()
        if self._live:
            sys.stderr.write(f"{what} ...")
            sys.stderr.flush()

    def step(self, found: object) -> None:
        """Count one more; an error is printed on a line of its own."""
        if isinstance(found, FabulaError):
            self.failed += 1
            self.clear()
            say(f"fabula: {found}", bad=True)
        else:
            self.done += 1
            for note in getattr(getattr(found, "article", None), "notes", ()):
                self.clear()
                say(f"fabula: {found.article.path}: {note}")  # type: ignore[attr-defined]
        if self._live:
            sys.stderr.write(f"\r\x1b[K{self.what}: {self.done}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Progress for the time of a block."""
    bar = Progress(what)
    try:
        yield bar
    finally:
        bar.clear()


def finish(failed: int) -> None:
    """Exit with 1 where some inputs failed."""
    if failed:
        raise click.exceptions.Exit(1)


def show_rows(
    rows: Iterable[Row],
    form: str,
    columns: Sequence[str] | None = None,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Print rows as a table (of some columns, with labels for ids), as JSON lines, or as CSV."""
    if form == "json":
        for row in rows:
            print_json(row)
        return
    if form == "csv":
        names: list[str] = []
        for row in rows:
            if not names:
                names = list(row)
                _print(_csv(names), False)
            _print(_csv([spreadsheet(cell(row[n])) if not _number(row[n]) else cell(row[n]) for n in names]), False)
        return
    table([{k: cell(_labelled(row.get(k), labels)) for k in (columns if columns is not None else row)} for row in rows])


def _labelled(value: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_labelled(v, labels) for v in value]
    return labels.get(value, value) if isinstance(value, str) else value


def cell(value: Any) -> str:
    """A value as text: lists joined, evidence as places."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            return f"{cell(value.get('path', value.get('article', '')))}:{value['start']}-{value['end']}"
        return cell(value["date"]) if "date" in value else "; ".join(f"{k}: {cell(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(cell(v) for v in value)
    return terminal(" ".join(value.split())) if isinstance(value, str) else str(value)


def _number(value: Any) -> bool:
    return isinstance(value, int | float)


def _csv(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


safe = terminal
"""For text that is put together before it is said or printed: ``say`` and ``print_text`` see to it anyway."""


WHOLE, WORD = 12, 16
"""Characters of a column that is never broken (kinds, numbers), and of a word that is not."""
PIPED = 10_000
"""Characters of a line where nobody looks at it: what goes into a pipe or a file is one row a line."""


def table(rows: list[dict[str, str]], whole: Sequence[str] = ()) -> None:
    """Print rows in columns that fit the terminal; what is longer goes on in the next line, and nothing is cut.

    ``whole`` names columns that are not to be broken.
    """
    if not rows:
        say("nothing found")
        return
    from rich.console import Console  # here: most commands print no table
    from rich.table import Table
    from rich.text import Text

    names = list(rows[0])
    wide = "COLUMNS" in os.environ or sys.stdout.isatty()
    width = shutil.get_terminal_size((120, 24)).columns if wide else PIPED
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold" if colour(sys.stdout) else "")
    for n in names:
        longest = max(len(n), *(len(r[n]) for r in rows))
        word = max(len(w) for x in (n, *(r[n] for r in rows)) for w in (*x.split(), ""))
        drawn.add_column(Text(n), no_wrap=longest <= WHOLE or n in whole, min_width=min(word, WORD), overflow="fold")
    for r in rows:
        drawn.add_row(*(Text(terminal(r[n])) for n in names))
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour(sys.stdout),
        color_system="standard" if colour(sys.stdout) else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(drawn)
    for line in out.getvalue().splitlines():
        _print(line.rstrip(), True)
