"""``fabula brief``: from articles, or a dossier, to a cited brief."""

from pathlib import Path

import click

from fabula.cli.asking import is_dossier, opened
from fabula.cli.common import PLAIN, SOURCES, WORKERS, finish, print_file, say


@click.command()
@SOURCES
@click.option("--format", "form", type=click.Choice(["html", "md"]), help="HTML page or Markdown.  [default: html]")
@click.option(
    "--length",
    type=click.Choice(["short", "normal", "full"]),
    default="normal",
    show_default=True,
    help="The first screen; that and what else matters, in a fifth of the words read; or everything.",
)
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="Where to write it (- for standard output).")
@PLAIN
@WORKERS
def brief(
    sources: tuple[str, ...], form: str | None, length: str, output: str | None, plain: bool, workers: int
) -> None:
    """Write a brief of articles, or of a dossier: what happened, who said what, where the tellings agree and clash.

    It begins with what a reader needs to tell the story again: the sentences that tell it, its figures now, what is disputed
    and what is expected next. Each line carries numbered references that open the exact passage in its article. By default it is written to
    brief.html (or brief.md) in this folder; the page works from the disk and needs no scripts.
    """
    from fabula.views.brief import brief as make
    from fabula.views.markdown import markdown
    from fabula.views.page import page

    form = form or ("md" if output and output.endswith((".md", ".markdown")) else "html")
    target = output or f"brief.{form}"
    if target != "-" and is_dossier(target):
        raise click.UsageError(f"{target} is a dossier: name another file for the brief")
    with opened(sources, plain, workers) as (dossier, failed):
        made = make(dossier, length)
        text = page(made) if form == "html" else markdown(made)
    if target == "-":
        print_file(text)
    else:
        try:
            Path(target).write_text(text, encoding="utf-8", newline="\n", errors="replace")
        except OSError as e:
            raise click.UsageError(f"{target}: {e.strerror}") from e
        lines = sum(s.size for s in made.sections)
        say(
            f"wrote {target}: {made.about}, {lines} lines, {made.words} words of {made.read} read, {len(made.passages)} passages"
        )
    finish(failed)


COMMANDS = (brief,)
