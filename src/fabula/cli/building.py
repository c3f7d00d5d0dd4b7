"""``fabula build``: make or extend a dossier; ``fabula verify``: prove it."""

import sys
from pathlib import Path

import click

from fabula.cli.common import DOSSIER, PLAIN, SOURCES, WORKERS, finish, progress, say
from fabula.dossier import Snapshot
from fabula.dossier import build as build_dossier
from fabula.errors import UsageError


@click.command()
@SOURCES
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(), help="The dossier to make or extend.")
@PLAIN
@WORKERS
def build(sources: tuple[str, ...], output: str, plain: bool, workers: int) -> None:
    """Make the dossier FILE from articles, or add them to it; those that it holds already are skipped.

    It can be interrupted at any point: whole articles are kept, and the same command goes on.
    """
    held = 0

    def tell(found: object) -> None:
        nonlocal held
        held += found is None
        bar.step(found)

    new = not Path(output).exists()
    with progress("articles read") as bar:
        dossier, failed = build_dossier(
            sources, output, plain=plain, workers=workers, stdin=sys.stdin.buffer, tell=tell
        )
    with dossier:
        total = sum(1 for _ in dossier)
    if not total:
        if new:
            Path(output).unlink()
        raise UsageError("no article could be read")
    added = bar.done - held
    say(f"{output}: {total} article{'s' * (total != 1)}, {added} new, {held} held already; next: fabula brief {output}")
    finish(len(failed))


@click.command()
@DOSSIER
def verify(dossier: str) -> None:
    """Prove a whole dossier: every record's span is in its article, every text is what its hash says."""
    with Snapshot(dossier) as d:
        wrong = list(d.verify())
        total = sum(1 for _ in d)
    for line in wrong[:100]:
        say(f"{dossier}: {line}", bad=True)
    if wrong:
        raise click.ClickException(f"{dossier}: {len(wrong)} records are not true to their articles")
    click.echo(f"{dossier}: every record of {total} article{'s' * (total != 1)} is true to its text")


COMMANDS = (build, verify)
