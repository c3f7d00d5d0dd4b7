"""``fabula check``: each sentence of a text, held against a dossier."""

import sys
from collections import Counter
from pathlib import Path

import click

from fabula.cli.common import DOSSIER, finish, formats, say, show_rows, write_file
from fabula.dossier import Snapshot
from fabula.errors import UsageError

LIMIT = 1_000_000
"""Bytes of a draft, at the most: some 150,000 words."""


@click.command()
@click.argument("draft", metavar="DRAFT")
@DOSSIER
@click.option(
    "--html",
    "target",
    metavar="PATH",
    type=click.Path(),
    help="Also write a page: the draft, with what each sentence rests on.",
)
@formats
def check(draft: str, dossier: str, target: str | None, form: str) -> None:
    """Hold each sentence of DRAFT, a text or Markdown file (- for standard input), against the dossier FILE.

    A sentence is `supported` where an article says it: the passages are named, and those that say otherwise. It is
    `contradicted` where articles say it otherwise: another figure, date, speaker or doer, or that it was not so. It is
    `not_found` where no article has all of it. Figures, dates, names, speakers, quotations and negation are compared one by
    one, and `why` says what differed.

    The exit status is 1 where a sentence is contradicted or not found, 0 where all are supported. That no article says a thing
    does not make it false, and what all articles say may be.
    """
    from fabula.views import checking

    text = _read(draft)
    with Snapshot(dossier) as d:
        rows = list(checking.rows(d, text))
        table = list(checking.lines(d, rows)) if form == "table" else []
        page = checking.page(d, text, "standard input" if draft == "-" else Path(draft).name, rows) if target else ""
    if form == "table":
        show_rows(table, form)
    else:
        show_rows(rows, form)
    if target:
        write_file(target, page)
    counts = Counter(r["verdict"] for r in rows)
    told = ", ".join(f"{counts[v]} {word}" for v, word in checking.SAID.items())
    say(f"{len(rows)} sentences: {told}" + (f"; wrote {target}" if target else ""))
    finish(len(rows) - counts["supported"])


def _read(draft: str) -> str:
    """The text of a draft. Raises UsageError."""
    try:
        data = sys.stdin.buffer.read(LIMIT + 1) if draft == "-" else Path(draft).read_bytes()
    except OSError as e:
        raise UsageError(f"{draft}: {e.strerror}") from e
    if len(data) > LIMIT:
        raise UsageError(f"{draft}: a draft may have at most {LIMIT} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError(f"{draft}: is not UTF-8 text") from e


COMMANDS = (check,)
