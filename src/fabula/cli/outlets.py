"""``fabula outlets``: what each outlet shares, leaves out and alone reports, and its words for the same things."""

import click

from fabula.cli.common import DOSSIER, formats, show_rows
from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.views.outlet_rows import counts, lines
from fabula.views.outlets import outlets as found_in

SUMMARY = ["outlet", "articles", "copies", "shares", "alone", "leaves out", "clashes", "own words"]
DETAIL = ["kind", "what", "its words", "tellings", "beside"]


@click.command()
@DOSSIER
@click.option("--outlet", metavar="NAME", help="All that one outlet does, in full.")
@formats
def outlets(dossier: str, outlet: str | None, form: str) -> None:
    """Set the outlets side by side: what each shares, alone reports and leaves out, and its own words.

    The table counts; --outlet NAME shows the lines of one outlet, with the words that it has for a person or an event
    beside the others'. --json and --csv print every line with its evidence. Copies count for nobody, what is only quoted
    is nobody's own wording, and nothing is rated.
    """
    with Snapshot(dossier) as d:
        found = found_in(d)
        if outlet is not None:
            known = [o.name for o in found]
            found = [o for o in found if o.name.casefold() == outlet.casefold()]
            if not found:
                raise UsageError(f"{dossier}: no outlet is called {outlet}; there are: {', '.join(known)}")
        texts = {a.id: a for a in d}
        if form == "table" and outlet is None:
            show_rows([counts(o) for o in found], form, SUMMARY)
        else:
            rows = (r for o in found for r in lines(o, texts))
            show_rows(rows, form, DETAIL)


COMMANDS = (outlets,)
