"""What happened, across articles."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.views.lists.listing import RowList, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row an event."""
    from fabula.derive.salience import salience  # here: other lists need not load it

    held, matters = Asked(dossier.article), salience(dossier)
    for e in dossier.events():
        row = e.to_dict()
        anchors = [*e.anchors, *([e.date_basis] if e.date_basis else [])]
        del row["anchors"], row["date_basis"]
        row["mentions"] = [{"article": a, "start": s, "end": t} for a, s, t in e.mentions]
        much = matters[e.id]
        yield {**row, "salience": much.value, "salient": list(much.why), "evidence": anchored(held, anchors)}


LIST = RowList(rows, ("date", "type", "what", "place", "articles", "series"))
