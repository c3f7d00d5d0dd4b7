"""``fabula figures``: the quantities that articles tell of something, followed over reports and time."""

import click

from fabula.cli.asking import labels, opened
from fabula.cli.common import (
    NARROWING,
    PLAIN,
    SOURCES,
    TOP,
    WORKERS,
    Wanted,
    finish,
    foremost,
    formats,
    outlet_asked,
    show_rows,
)
from fabula.views.figures import lines
from fabula.views.lists import LISTS
from fabula.views.narrowing import Narrowing


@click.command()
@SOURCES
@click.option("--conflicts", is_flag=True, help="Only figures of which different values are told for one time.")
@NARROWING
@TOP
@PLAIN
@WORKERS
@formats
def figures(
    sources: tuple[str, ...],
    conflicts: bool,
    wanted: Wanted,
    top: int | None,
    plain: bool,
    workers: int,
    form: str,
) -> None:
    """Print the figures that are told and followed: how many died, what is offered, who has how many seats.

    SOURCE is a dossier, or articles in any form that `fabula build` takes. One line a report, by date: when, how many, who
    says so. `change` says what it is to those before it: up, down, corrected, same, stale (it prints a number that others
    had replaced), before (the number that it says was replaced) or conflict (others give another number for one time). With
    --json, one object a figure, each with all its points and their evidence.
    """
    with opened(sources, plain, workers) as (d, failed):
        asked = Narrowing(d, outlet=outlet_asked(sources), **wanted)
        rows = [r for r in asked.rows(d.rows("figures")) if r["conflict"] or not conflicts]
        rows = foremost(iter(rows), top) if top else rows
        if form == "json":
            show_rows(rows, form)
        else:
            show_rows(lines(rows), form, list(LISTS["figures"].columns), labels(d) if form == "table" else {})
    finish(failed)


COMMANDS = (figures,)
