"""What ``fabula show WHAT`` lists, one module a kind: rows with ``id``, fields and ``evidence``, and a table's columns.

A row joins what the layers hold (by article) with what was resolved (across articles): a speaker is an entity's name.
A new list is one module and one entry here.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.model.quoting import Row
from fabula.views.lists import (
    articles,
    attributions,
    causes,
    claims,
    comparisons,
    entities,
    events,
    figures,
    forecasts,
    lineage,
    quantities,
    series,
    stories,
    timeline,
)
from fabula.views.lists.listing import RowList

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def _weighed(of: RowList) -> RowList:
    """A list whose rows say how much they matter, and why."""

    def rows(dossier: "Reader") -> Iterator[Row]:
        from fabula.derive.weighing import Weighing  # here: other lists need not load it

        return Weighing(dossier).rows(of.rows(dossier))

    return RowList(rows, of.columns, of.lines)


LISTS: dict[str, RowList] = {
    "articles": articles.LIST,
    "entities": _weighed(entities.LIST),
    "events": events.LIST,
    "timeline": timeline.LIST,
    "series": series.LIST,
    "quantities": quantities.LIST,
    "figures": _weighed(figures.LIST),
    "attributions": _weighed(attributions.LIST),
    "claims": _weighed(claims.LIST),
    "forecasts": _weighed(forecasts.LIST),
    "causes": _weighed(causes.LIST),
    "comparisons": _weighed(comparisons.LIST),
    "stories": stories.LIST,
    "lineage": lineage.LIST,
}
"""By what can be shown: its list."""
