"""``fabula show``, ``fabula search``, ``fabula quotes``: ask a dossier, or articles."""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from fabula.cli.common import (
    DOSSIER,
    NARROWING,
    PLAIN,
    SOURCES,
    TOP,
    WORKERS,
    Wanted,
    finish,
    foremost,
    formats,
    given,
    outlet_asked,
    print_text,
    progress,
    say,
    show_rows,
)
from fabula.dossier import Snapshot
from fabula.dossier import build as build_dossier
from fabula.errors import UsageError
from fabula.extract.sureness import shown
from fabula.model.quoting import ARTICLE, Row
from fabula.store.addresses import on_server
from fabula.views.articles import article_names
from fabula.views.lists import LISTS

UNSURE = click.option("--unsure", is_flag=True, help="Show also what is less sure to be right.")


class Less:
    """Leaves out rows that are less sure than their layer's limit, and counts them."""

    def __init__(self, layer: str, *, all_of_them: bool = False) -> None:
        self.layer = layer
        self.all = all_of_them
        self.count = 0

    def left_out(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows without those that are less sure."""
        for row in rows:
            if self.all or "sure" not in row or shown(self.layer, row["sure"]):
                yield row
            else:
                self.count += 1

    def tell(self) -> None:
        """Say how many were left out, if any."""
        if self.count:
            say(f"and {self.count} less sure; --unsure shows them")


def labels(d: Snapshot) -> dict[str, str]:
    """Article ids to what a person knows the articles by: their numbers, and who tells them."""
    return {i: name.numbered for i, name in article_names(d).items()}


@contextmanager
def opened(sources: tuple[str, ...], plain: bool = False, workers: int = 1) -> Iterator[tuple[Snapshot, int]]:
    """The dossier named, or a passing one built from articles; with the number of inputs that failed."""
    if len(sources) == 1 and is_dossier(sources[0]):
        with Snapshot(sources[0]) as d:
            yield d, 0
        return
    with tempfile.TemporaryDirectory(prefix="fabula-") as folder:
        with progress("articles read") as bar:
            d, failed = build_dossier(
                sources,
                Path(folder) / "passing.fabula",
                plain=plain,
                workers=workers,
                stdin=sys.stdin.buffer,
                tell=bar.step,
                given=given(),
            )
        with d:
            if not any(True for _ in d):
                raise UsageError("no article could be read")
            yield d, len(failed)


def is_dossier(name: str) -> bool:
    """Whether a name is that of an SQLite file, or of a dossier on a server."""
    if on_server(name):
        return True
    path = Path(name)
    if not path.is_file():
        return False
    with path.open("rb") as f:
        return f.read(16) == b"SQLite format 3\x00"


@click.command()
@click.argument("what", type=click.Choice(sorted(LISTS)), metavar="WHAT")
@DOSSIER
@TOP
@UNSURE
@formats
def show(what: str, dossier: str, top: int | None, unsure: bool, form: str) -> None:
    """List what a dossier holds.

    WHAT: articles, entities, events, timeline, series, quantities, figures, attributions, claims, forecasts, causes,
    comparisons, stories or lineage. With --json, one object a line, each with its id, its fields and its evidence: the
    exact characters it rests on; it holds all, however sure. A table or CSV of attributions, causes or forecasts holds
    those that are sure enough, and says how many are not.
    """
    with Snapshot(dossier) as d:
        if d.updating and form == "table":
            say(f"{dossier} is being updated: this is what it held before")
        rows, listed = d.rows(what), LISTS[what]
        less = Less(what, all_of_them=unsure or form == "json")
        rows = less.left_out(rows)
        if top:
            rows = iter(foremost(rows, top))
        if listed.lines and form != "json":
            rows = listed.lines(rows)
        show_rows(rows, form, list(listed.columns), labels(d) if form == "table" else {})
        less.tell()


@click.command()
@DOSSIER
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many passages at the most.")
@formats
def search(dossier: str, words: tuple[str, ...], limit: int, form: str) -> None:
    """Find the sentences that hold all WORDS, best first; case and diacritics do not matter."""
    with Snapshot(dossier) as d:
        found = d.search(" ".join(words), limit)
    show_rows(({"id": f"{e.article}:{e.start}", **e.to_dict()} for e in found), form, ["article", "start", "text"])


@click.command()
@SOURCES
@NARROWING
@TOP
@PLAIN
@WORKERS
@UNSURE
@formats
def quotes(
    sources: tuple[str, ...],
    wanted: Wanted,
    top: int | None,
    plain: bool,
    workers: int,
    unsure: bool,
    form: str,
) -> None:
    """Print who said what, grouped by speaker: those whom most reports quote come first, and of each what matters most.

    SOURCE is a dossier, or articles in any form that `fabula build` takes. `--top N` shows so many speakers; with --json or
    --csv, so many statements.
    """
    from fabula.views.narrowing import Narrowing

    with opened(sources, plain, workers) as (d, failed):
        less = Less("attributions", all_of_them=unsure or form == "json")
        asked = Narrowing(d, outlet=outlet_asked(sources), **wanted)
        rows = by_speaker(less.left_out(asked.rows(d.rows("attributions"))))
        if form == "table":
            _print_quotes(rows, {i: name.full for i, name in article_names(d).items()}, top)
        else:
            show_rows(rows[:top] if top else rows, form)
        less.tell()
    finish(failed)


def by_speaker(rows: Iterable[Row]) -> list[Row]:
    """Attributions by who speaks: whom most articles hear first, of each what matters most first; nobody stated last."""
    by: dict[str | None, list[Row]] = {}
    for row in rows:
        by.setdefault(row["speaker"], []).append(row)
    heard = {who: len({r["article"] for r in said}) for who, said in by.items()}
    most = {who: max(r["salience"] for r in said) for who, said in by.items()}
    ranked = sorted(by, key=lambda w: (w in (None, ARTICLE), -heard[w], -most[w], w or ""))
    return [r for w in ranked for r in sorted(by[w], key=lambda r: (-r["salience"], r["article"], r["id"]))]


def _print_quotes(rows: list[Row], known: Mapping[str, str], top: int | None) -> None:
    count = Counter(r["speaker"] for r in rows)
    shown = list(dict.fromkeys(r["speaker"] for r in rows))[:top]
    last: object = object()
    for row in rows:
        if row["speaker"] not in shown:
            continue
        if row["speaker"] != last:
            last = row["speaker"]
            name = "The articles themselves" if last == ARTICLE else last or "Speaker not stated"
            print_text(f"{name} ({count[row['speaker']]})", bold=True)
        where = row["evidence"][0]
        as_said = f" [{row['source']}]" if row["source"] and row["source"] != last else ""
        print_text(
            f"  {row['content']}{as_said}\n    {row['kind']}, {known[where['article']]}, {where['start']}-{where['end']}"
        )
    if not rows:
        say("nobody is reported to say anything")


COMMANDS = (show, search, quotes)
