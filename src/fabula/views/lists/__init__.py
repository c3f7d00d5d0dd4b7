"""What ``fabula show WHAT`` lists, one module a kind: rows with ``id``, fields and ``evidence``, and a table's columns.

A row joins what the layers hold (by article) with what was resolved (across articles): a speaker is an entity's name.
A new list is one module and one entry here.
"""

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

LISTS: dict[str, RowList] = {
    "articles": articles.LIST,
    "entities": entities.LIST,
    "events": events.LIST,
    "timeline": timeline.LIST,
    "series": series.LIST,
    "quantities": quantities.LIST,
    "figures": figures.LIST,
    "attributions": attributions.LIST,
    "claims": claims.LIST,
    "forecasts": forecasts.LIST,
    "causes": causes.LIST,
    "comparisons": comparisons.LIST,
    "stories": stories.LIST,
    "lineage": lineage.LIST,
}
"""By what can be shown: its list."""
