"""``fabula timeline``: the events of a dossier, or of articles, by date."""

import click

from fabula.cli.asking import opened
from fabula.cli.common import PLAIN, SOURCES, TOP, WORKERS, finish, formats, outlet_asked, print_json, say, show_rows
from fabula.derive.salience import salience
from fabula.derive.timeline import rows
from fabula.derive.timeline import timeline as make
from fabula.views.lists import LISTS
from fabula.views.narrowing import Narrowing

COLUMNS = (*LISTS["timeline"].columns, "recurs")


@click.command()
@SOURCES
@click.option("--entity", metavar="NAME", help="Only events that it takes part in: a name in any spelling, or an id.")
@click.option("--from", "since", metavar="DATE", help="Only events at or after a year, month or day (2025-03).")
@click.option("--to", "until", metavar="DATE", help="Only events at or before a year, month or day.")
@click.option(
    "--type", "type_", metavar="TYPE", help="Only events of a type: one of PLOVER's (CONSULT, ...), or other."
)
@click.option("--event", metavar="ID", help="Only this event.")
@click.option("--about", metavar="WORDS", help="Only events told with these words, in any form.")
@click.option(
    "--all", "every", is_flag=True, help="Also events that no report tells in a sentence that can be read alone."
)
@TOP
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
    event: str | None,
    about: str | None,
    every: bool,
    top: int | None,
    form: str,
    plain: bool,
    workers: int,
) -> None:
    """Print what happened, by date: how sure the date is, whether it was announced and took place, and who tells it.

    SOURCE is a dossier, or articles in any form that `fabula build` takes. Dates are shown as far as they are known:
    a day, "March 2023", "between 3 and 9 May 2024", "not after 18 March 2025"; what is not dated comes last, and with
    --from or --to is left out. --top N keeps the N that matter most, by date. `support` counts independent reports: a copy of an article adds nothing.
    """
    with opened(sources, plain, workers) as (d, failed):
        entries = make(d, entity=entity, since=since, until=until, type_=type_, every=every)
        asked = Narrowing(d, event=event, outlet=outlet_asked(sources), about=about)
        entries = [e for e in entries if asked.some(e.event.anchors)]
        if top:
            much = salience(d, lines=True)
            kept = sorted(entries, key=lambda e: -much[e.event.id].value)[:top]
            entries = [e for e in entries if e in kept]
        if form == "timelinejs":
            from fabula.export.timelinejs import timelinejs

            out = timelinejs(f"Timeline of {entity}" if entity else "Timeline", entries, {a.id: a for a in d})
            print_json(out)
            gone = len(entries) - len(out["events"])
            if gone:
                say(f"left out, since TimelineJS needs a date: {gone} event{'s' * (gone != 1)}")
        else:
            show_rows(rows(d, entries), form, COLUMNS)
    finish(failed)


COMMANDS = (timeline,)
