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
from types import MappingProxyType
from typing import Any, TextIO, TypeVar

import click

from fabula.cli import logs
from fabula.errors import FabulaError, OutputError
from fabula.ingest.items import Given
from fabula.model.cutting import clipped
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
        ("outlet", "The outlet of articles that come with none."),
    ):
        command = click.option(f"--{name}", metavar=name.upper(), help=text, expose_value=False, callback=_given)(
            command
        )
    return click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")(command)


def given() -> Given:
    """What the user says of all articles of this call."""
    found = click.get_current_context().meta.get(GIVEN, {})
    return Given(outlet=found.get("outlet"), published=found.get("date"), title=found.get("title"))


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


def _print(text: str, nl: bool) -> None:
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
    kept: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Print rows as a table (of some columns, with labels for ids), as JSON lines, or as CSV.

    ``kept`` names for a column the field that holds the word of it to keep in view where it must be cut.
    """
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
    held = list(rows)
    table(
        [{k: cell(_labelled(v, labels)) for k, v in row.items() if columns is None or k in columns} for row in held],
        [{k: cell(row.get(f)) for k, f in kept.items()} for row in held] if kept else (),
    )


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
            return f"{value.get('path', value.get('article', ''))}:{value['start']}-{value['end']}"
        return str(value["date"] or "") if "date" in value else "; ".join(f"{k}: {cell(v)}" for k, v in value.items())
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


def table(rows: list[dict[str, str]], kept: Sequence[Mapping[str, str]] = ()) -> None:
    """Print rows in columns that fit the terminal; long cells are cut at a word, with an ellipsis.

    ``kept`` has, by row and column, the word to keep in view.
    """
    if not rows:
        say("nothing found")
        return
    names = list(rows[0])
    width = shutil.get_terminal_size((120, 24)).columns
    widest = {n: max(len(n), *(len(r[n]) for r in rows)) for n in names}
    room = max(width - 2 * (len(names) - 1), 8 * len(names))
    while sum(widest.values()) > room:  # take from the widest until all fit
        n = max(names, key=lambda k: widest[k])
        rest = sorted(widest.values())[-2] if len(names) > 1 else 0
        widest[n] = max(8, min(widest[n] - 1, max(rest, widest[n] - (sum(widest.values()) - room))))
        if all(v <= 8 for v in widest.values()):
            break

    def line(r: Mapping[str, str], words: Mapping[str, str] = MappingProxyType({})) -> str:
        return "  ".join(clip(r[n], widest[n], words.get(n, "")) for n in names).rstrip()

    print_text(line({n: n for n in names}), bold=True)
    for at, r in enumerate(rows):
        print_text(line(r, kept[at] if kept else MappingProxyType({})))


def clip(text: str, width: int, word: str = "") -> str:
    """Text in exactly ``width`` characters, with ``word`` in view if it can be."""
    return clipped(text, width, word).ljust(width)
