"""What an exporter is given, what it gives, and which there are: those that are shipped, and those of other packages."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from fabula.errors import UsageError
from fabula.model.quoting import Row
from fabula.views.narrowing import Narrowing

if TYPE_CHECKING:
    from fabula.store.reader import Reader

GROUP = "fabula.exports"
"""The group of entry points that exporters of other packages are found under, each by the name of its format."""
KINDS: Mapping[str, str] = {
    "article": "articles", "entity": "entities", "event": "events", "series": "series", "figure": "figures",
    "attribution": "attributions", "claim": "claims", "forecast": "forecasts", "cause": "causes",
    "comparison": "comparisons", "story": "stories", "lineage": "lineage", "variable": "", "link": "",
}  # fmt: skip
"""The kinds of records that are exported, each with the list of ``fabula show`` that it is of; the last two are the system's."""

Files = Mapping[str, str | bytes]
"""By name: what the files of an export hold. One file without a name is the whole export."""


class ExportedDossier:
    """A dossier, or what somebody asks for of it, as exporters read it: rows with ``id``, fields and ``evidence``."""

    def __init__(self, dossier: "Reader", asked: Narrowing) -> None:
        self.dossier, self.asked = dossier, asked

    def rows(self, kind: str) -> Iterator[Row]:
        """The rows of a kind (``KINDS``) that rest on what is asked for."""
        found: Iterable[Row]
        if kind in ("variable", "link"):
            found = self._system[kind]
        else:
            found = self.dossier.rows(KINDS[kind])
        yield from self.asked.rows(found)

    @cached_property
    def _system(self) -> Mapping[str, list[Row]]:
        from fabula.derive.system.assembling import system  # here: most formats need none
        from fabula.derive.system.rows import link_rows, variable_rows

        made = system(self.dossier)
        return {"variable": list(variable_rows(self.dossier, made)), "link": list(link_rows(self.dossier, made))}


Exporter = Callable[[ExportedDossier], Files]
"""Writes a dossier in a format."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: where its exporter is, and what it is for."""

    where: str
    what: str


SHIPPED: Mapping[str, ExportFormat] = {
    "ndjson": ExportFormat("fabula.export.ndjson:ndjson", "one JSON object a record, with its evidence (has a JSON Schema)"),
    "csv": ExportFormat("fabula.export.tables:csv_tables", "a table a kind, and one of the evidence of all"),
    "parquet": ExportFormat("fabula.export.tables:parquet", "the same tables, typed, for pandas, polars and DuckDB"),
    "sqlite": ExportFormat("fabula.export.tables:sqlite", "the same tables in a plain SQLite file, for Datasette"),
    "ftm": ExportFormat("fabula.export.ftm:followthemoney", "FollowTheMoney entities, with their spans beside"),
    "annotations": ExportFormat("fabula.export.annotations:annotations", "W3C Web Annotations with position and quote selectors"),
    "timelinejs": ExportFormat("fabula.export.timelinejs:exported", "the dated events as TimelineJS 3 reads them"),
    "graphml": ExportFormat("fabula.export.network:graphml", "who takes part in what, and what moves what, as a graph"),
    "gexf": ExportFormat("fabula.export.network:gexf", "the same graph for Gephi"),
    "jsonld": ExportFormat("fabula.export.jsonld:jsonld", "schema.org: NewsArticle, and ClaimReview where a person decided"),
    "plover": ExportFormat("fabula.export.plover:plover", "events as a table with the columns of PLOVER's data"),
    "skos": ExportFormat("fabula.export.skos:skos", "the system's variables as a SKOS vocabulary in Turtle"),
    "site": ExportFormat("fabula.serve.site:site", "the whole workbench as pages that work from the disk"),
}  # fmt: skip
"""The formats that come with Fabula."""


def formats() -> dict[str, str]:
    """Every format by name, with what it is for. Loads none."""
    added = {p.name: f"from {p.dist.name}" if p.dist else "added" for p in entry_points(group=GROUP)}
    return {**{k: v.what for k, v in SHIPPED.items()}, **{k: v for k, v in sorted(added.items()) if k not in SHIPPED}}


def exporter(name: str) -> Exporter:
    """The exporter of a format. Raises UsageError where there is none, or it cannot be loaded."""
    try:
        if name in SHIPPED:
            module, _, function = SHIPPED[name].where.partition(":")
            shipped: Exporter = getattr(importlib.import_module(module), function)
            return shipped
        for point in entry_points(group=GROUP, name=name):
            added: Exporter = point.load()
            return added
    except Exception as e:
        raise UsageError(f"the exporter for {name} cannot be loaded: {type(e).__name__}: {e}") from e
    raise UsageError(f"there is no format {name}; there are: {', '.join(formats())}")
