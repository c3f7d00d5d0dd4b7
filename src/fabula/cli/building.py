"""``fabula build``: make or extend a dossier; ``fabula verify``: prove it."""

import sys
from collections import Counter
from shlex import quote

import click

from fabula.cli.common import DOSSIER, ENGINE, PLAIN, SOURCES, WORKERS, finish, given, print_text, progress, say
from fabula.dossier import Editor, Snapshot
from fabula.dossier import build as build_dossier
from fabula.errors import UsageError
from fabula.lang.language import base, reads
from fabula.store import opening
from fabula.store.addresses import on_server


@click.command()
@SOURCES
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(),
    help="The dossier to make or extend: a file, or postgresql://...",
)
@PLAIN
@WORKERS
@ENGINE
def build(sources: tuple[str, ...], output: str, plain: bool, workers: int, engine: str) -> None:
    """Make the dossier FILE from articles, or add them to it; those that it holds already are skipped.

    It can be interrupted at any point: the dossier stays as it was, and the same command goes on from where it was.
    """
    held, address = 0, output

    def tell(found: object) -> None:
        nonlocal held
        held += found is None
        bar.step(found)

    new = not opening.exists(output)
    try:
        with progress("articles read") as bar:
            dossier, failed = build_dossier(
                sources,
                output,
                plain=plain,
                workers=workers,
                engine=engine,
                stdin=sys.stdin.buffer,
                tell=tell,
                given=given(),
            )
    except BaseException as e:
        if not isinstance(e, Exception) and opening.exists(output):
            say(f"{output}: what was stored is kept; run the same command again to go on")
        raise
    output = dossier.path
    with dossier:
        unread = Counter("" if reads(a.language) else base(a.language) for a in dossier)
    total = unread.total()
    if not total:
        if new:
            opening.drop(address)
        raise UsageError("no article could be read")
    added = bar.done - held
    say(
        f"{output}: {total} article{'s' * (total != 1)}, {added} new, {held} held already{kept(unread)};"
        f" next: fabula brief {quote(output) if on_server(output) else output}"
    )
    finish(len(failed))


def kept(unread: Counter[str]) -> str:
    """How many articles are in languages that no pack reads: "; 2 articles in de: kept, not read"; empty for none."""
    return "".join(
        f"; {n} article{'s' * (n != 1)} in {code}: kept, not read" for code, n in sorted(unread.items()) if code
    )


@click.command()
@DOSSIER
@click.argument("article", metavar="ARTICLE")
def remove(dossier: str, article: str) -> None:
    """Take ARTICLE, an id or the path or address that it came from, out of the dossier, with all its revisions.

    What was resolved and compared is made anew without it. Decisions that rest on it stay, and hold again if it comes back.
    """
    with Editor(dossier) as d:
        gone, dossier = d.remove(article), d.path
        total = sum(1 for _ in d)
    say(f"{dossier}: took out {', '.join(gone)}; {total} article{'s' * (total != 1)} left")


@click.command()
@DOSSIER
@click.option("--anew", is_flag=True, help="Make all anew that can be made from texts, layers and decisions.")
def update(dossier: str, anew: bool) -> None:
    """Bring the dossier FILE up to date: its tables, where an earlier version of Fabula made it, and what is resolved.

    With --anew, what `fabula verify` says can be made anew is thrown away and made again: the search index, entities,
    events, comparisons. Articles are not read again; `fabula build` does that.
    """
    with Editor(dossier) as d:
        aside = d.update(anew)
        say(f"{d.path}: up to date (generation {d.generation})")
    for e in aside:
        say(f"fabula: {e}", bad=True)
    finish(len(aside))


@click.command()
@DOSSIER
def verify(dossier: str) -> None:
    """Prove a whole dossier: every span is in its article, every text is what its hash says, every row as it was written.

    Each thing that is wrong is named, with what mends it.
    """
    with Snapshot(dossier) as d:
        wrong, dossier = list(d.verify()), d.path
        total, aside = sum(1 for _ in d), d.aside()
    for line in wrong[:100]:
        say(f"{dossier}: {line}", bad=True)
    if wrong:
        raise click.ClickException(f"{dossier}: {len(wrong)} things are not as they must be")
    print_text(f"{dossier}: every record of {total} article{'s' * (total != 1)} is true to its text")
    for i, why in aside.items():
        say(f"article {i} is left out of the story, since it could not be resolved: {why}")


COMMANDS = (build, remove, update, verify)
