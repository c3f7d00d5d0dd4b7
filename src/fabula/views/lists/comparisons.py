"""What tellings say beside each other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.views.lists.listing import RowList, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row a comparison."""
    held = Asked(dossier.article)
    for c in dossier.comparisons():
        row = c.to_dict()
        del row["anchors"]
        yield {**row, "evidence": anchored(held, c.anchors)}


LIST = RowList(rows, ("kind", "what", "articles"))
