"""``fabula timeline``: the events of a dossier, or of articles, by date."""

import click

from fabula.cli.asking import opened
from fabula.cli.common import PLAIN, SOURCES, WORKERS, finish, formats, print_json, say, show_rows
from fabula.derive.timeline import rows
from fabula.derive.timeline import timeline as make
from fabula.views.lists import LISTS

COLUMNS = (*LISTS["timeline"].columns, "recurs")


@click.command()
@SOURCES
@click.option("--entity", metavar="NAME", help="Only events that it takes part in: a name in any spelling, or an id.")
@click.option("--from", "since", metavar="DATE", help="Only events at or after a year, month or day (2025-03).")
@click.option("--to", "until", metavar="DATE", help="Only events at or before a year, month or day.")
@click.option(
    "--type", "type_", metavar="TYPE", help="Only events of a type: one of PLOVER's (CONSULT, ...), or other."
)
@click.option("--timelinejs", "form", flag_value="timelinejs", help="Print one JSON object as TimelineJS 3 reads it.")
@PLAIN
@WORKERS
@formats
def timeline(
    sources: tuple[str, ...],
    entity: str | None,
    since: str | None,
    until: str | None,
    type_: str | None,
    form: str,
    plain: bool,
    workers: int,
) -> None:
    """Print what happened, by date: how sure the date is, whether it was announced and took place, and who tells it.

    SOURCE is a dossier, or articles in any form that `fabula build` takes. Dates are shown as far as they are known:
    a day, "March 2023", "between 3 and 9 May 2024", "not after 18 March 2025"; what is not dated comes last, and with
    --from or --to is left out. `support` counts independent tellings, not articles.
    """
    with opened(sources, plain, workers) as (d, failed):
        entries = make(d, entity=entity, since=since, until=until, type_=type_)
        if form == "timelinejs":
            from fabula.export.timelinejs import timelinejs

            out = timelinejs(f"Timeline of {entity}" if entity else "Timeline", entries, {a.id: a for a in d})
            print_json(out)
            gone = len(entries) - len(out["events"])
            if gone:
                say(f"left out, since TimelineJS needs a date: {gone} event{'s' * (gone != 1)}")
        else:
            show_rows(rows(d, entries), form, COLUMNS, kept={"what": "trigger"})
    finish(failed)


COMMANDS = (timeline,)
