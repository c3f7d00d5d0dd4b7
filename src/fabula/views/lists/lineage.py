"""Which article was drawn from which."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.views.lists.listing import RowList, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row an article and what it was drawn from."""
    held = Asked(dossier.article)
    for x in dossier.lineage():
        row = x.to_dict()
        del row["anchors"]
        yield {**row, "evidence": anchored(held, x.anchors)}


LIST = RowList(rows, ("source", "kind", "target", "name", "score"))
