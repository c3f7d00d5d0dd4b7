"""What recurs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.views.lists.listing import RowList, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row a series."""
    held, called = Asked(dossier.article), {e.id: e.name for e in dossier.entities()}
    for s in dossier.series():
        row = s.to_dict()
        del row["anchors"]
        who = [called.get(i, i) for i in s.entities]
        yield {**row, "entities": who, "evidence": anchored(held, s.anchors)}


LIST = RowList(rows, ("type", "what", "rhythm", "dates", "entities", "score"))
