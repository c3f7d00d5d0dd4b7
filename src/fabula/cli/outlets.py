"""``fabula outlets``: what each outlet shares, leaves out and alone reports, and its words for the same things."""

from collections.abc import Iterator, Mapping

import click

from fabula.cli.common import DOSSIER, formats, show_rows
from fabula.dossier import Snapshot
from fabula.errors import UsageError
from fabula.model.quoting import Row, quoted
from fabula.model.records import Anchor, Article, Comparison
from fabula.views.outlets import Outlet, beside
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
            show_rows([_counts(o) for o in found], form, SUMMARY)
        else:
            rows = (r for o in found for r in _lines(o, texts))
            show_rows(rows, form, DETAIL)


def _counts(o: Outlet) -> Row:
    return {
        "outlet": o.name,
        "articles": len(o.articles),
        "copies": len(o.copies),
        "shares": len(o.shares),
        "alone": len(o.alone),
        "leaves out": len(o.leaves_out),
        "clashes": len(o.clashes),
        "own words": len(o.wording),
    }


def _lines(o: Outlet, texts: Mapping[str, Article]) -> Iterator[Row]:
    """Every line of an outlet, in one shape: ids are the comparisons', or the outlet's own count of wordings."""

    def evidence(anchors: tuple[Anchor, ...]) -> list[Row]:
        return [row for i, s, e in anchors for row in quoted(texts[i], [(s, e)])]

    def line(kind: str, c: Comparison) -> Row:
        return {
            "id": c.id,
            "outlet": o.name,
            "kind": kind,
            "what": c.what,
            "its words": "",
            "tellings": len({i for i, _, _ in c.anchors}),
            "beside": "",
            "evidence": evidence(c.anchors),
        }

    for kind, rows in (("clash", o.clashes), ("shared", o.shares), ("alone", o.alone), ("left out", o.leaves_out)):
        for c in rows:
            yield line(kind, c)
    for n, w in enumerate(o.wording):
        yield {
            "id": f"wording-{n}",
            "outlet": o.name,
            "kind": "words" if w.kind == "name" else "verb",
            "what": w.name,
            "its words": w.phrase,
            "tellings": w.count,
            "beside": beside(w),
            "evidence": evidence(w.anchors),
        }


COMMANDS = (outlets,)
