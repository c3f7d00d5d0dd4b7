"""``fabula brief``: from articles, or a dossier, to a cited brief."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli.asking import is_dossier, opened
from fabula.cli.common import (
    NARROWING,
    PLAIN,
    SOURCES,
    WORKERS,
    Wanted,
    finish,
    outlet_asked,
    print_bytes,
    print_file,
    progress,
    say,
)

if TYPE_CHECKING:
    from fabula.views.brief import Brief

ENDINGS = {".md": "md", ".markdown": "md", ".json": "json", ".docx": "docx"}
"""Forms by the ending of the file asked for."""


@click.command()
@SOURCES
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md", "docx", "json"]),
    help="HTML page, Markdown, Word document or JSON.  [default: by the ending of PATH, else html]",
)
@click.option(
    "--length",
    type=click.Choice(["short", "normal", "full"]),
    default="normal",
    show_default=True,
    help="The first screen; that and what else matters, in a fifth of the words read; or everything.",
)
@click.option("--since", "after", metavar="DATE", help="Begin with what is new since a day (2025-03-13).")
@NARROWING
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="Where to write it (- for standard output).")
@PLAIN
@WORKERS
def brief(
    sources: tuple[str, ...],
    form: str | None,
    length: str,
    after: str | None,
    wanted: Wanted,
    output: str | None,
    plain: bool,
    workers: int,
) -> None:
    """Write a brief of articles, or of a dossier: what happened, who said what, where the reports agree and clash.

    It begins with what a reader needs to tell the story again: the sentences that tell it, its figures now, what is disputed
    and what is expected next. Each line carries numbered references that open the exact passage in its article. By default it is written to
    brief.html (or brief.md, .docx, .json) in this folder; the page works from the disk and needs no scripts. --entity, --event, --from,
    --to and --about narrow all but the full length to what is asked for.
    """
    from fabula.derive.timeline import day_of
    from fabula.views.brief import brief as make
    from fabula.views.narrowing import Narrowing

    form = form or ENDINGS.get(Path(output or "").suffix.lower(), "html")
    target = output or f"brief.{form}"
    if target != "-" and is_dossier(target):
        raise click.UsageError(f"{target} is a dossier: name another file for the brief")
    first = day_of(after, last=True)
    with opened(sources, plain, workers) as (dossier, failed):
        asked = Narrowing(dossier, outlet=outlet_asked(sources), **wanted)
        with progress("writing the brief"):
            made = make(dossier, length, since=first.isoformat() if first else None, asked=asked)
        if not made.sections:
            say("nothing found")
        written = drawn(made, form)
    if target == "-":
        print_bytes(written) if isinstance(written, bytes) else print_file(written)
    else:
        try:
            if isinstance(written, bytes):
                Path(target).write_bytes(written)
            else:
                Path(target).write_text(written, encoding="utf-8", newline="\n", errors="replace")
        except OSError as e:
            raise click.UsageError(f"{target}: {e.strerror}") from e
        lines = sum(s.size for s in made.sections)
        say(
            f"wrote {target}: {made.about}, {lines} lines, {made.words} words of {made.read} read, {len(made.passages)} passages"
        )
    finish(failed)


def drawn(made: "Brief", form: str) -> str | bytes:
    """A brief in one of its forms."""
    if form == "md":
        from fabula.views.markdown import markdown

        return markdown(made)
    if form == "json":
        from fabula.views.briefdata import data

        return json.dumps(data(made), ensure_ascii=False, indent=1) + "\n"
    if form == "docx":
        from fabula.views.worddocument import document

        return document(made)
    from fabula.views.page import page

    return page(made)


COMMANDS = (brief,)
