"""The canonical export: one JSON object a line, of every kind of record; ``schema.json`` says what each holds."""

from collections.abc import Iterator

from fabula.export.exporting import KINDS, ExportedDossier, Files
from fabula.model.quoting import Row, encoded


def records(found: ExportedDossier) -> Iterator[Row]:
    """Every record as ``kind``, ``id``, ``fields`` and ``evidence``, kind by kind."""
    for kind in KINDS:
        for row in found.rows(kind):
            fields = {k: v for k, v in row.items() if k not in ("kind", "id", "evidence")}
            if "kind" in row and kind not in ("variable", "link"):
                fields["kind"] = row["kind"]
            yield {"kind": kind, "id": row["id"], "fields": fields, "evidence": row["evidence"]}


def ndjson(found: ExportedDossier) -> Files:
    """The whole export as one file."""
    return {"": "".join(encoded(r) + "\n" for r in records(found))}
