"""Tables: one a kind of record, and one of the evidence of all, as CSV, Parquet or SQLite."""

import csv
import io
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fabula.errors import UsageError
from fabula.export.exporting import KINDS, ExportedDossier, Files
from fabula.export.ndjson import records
from fabula.model.quoting import Row, encoded
from fabula.printing import spreadsheet, terminal

EVIDENCE = ("kind", "record", "number", "article", "path", "start", "end", "text")
"""The columns of the table of evidence: the kind and id of the record, which of its passages it is, and the passage."""
TABLE = {**{k: v or f"{k}s" for k, v in KINDS.items()}, "evidence": "evidence"}
"""The names of the tables by kind."""


def tables(found: ExportedDossier) -> dict[str, list[Row]]:
    """By table: its rows, whose cells are texts, numbers, truth values or nothing; lists are joined, what is nested is JSON."""
    out: dict[str, list[Row]] = {}
    for r in records(found):
        fields = {k: flat(v) for k, v in r["fields"].items()}
        out.setdefault(TABLE[r["kind"]], []).append({"id": r["id"], **fields})
        for n, e in enumerate(r["evidence"], 1):
            row = {"kind": r["kind"], "record": r["id"], "number": n, **e}
            out.setdefault("evidence", []).append({k: row[k] for k in EVIDENCE})
    return {name: out[name] for name in TABLE.values() if name in out}


def flat(value: Any) -> Any:
    """A field as a cell."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and all(isinstance(v, str | int | float) for v in value):
        return "; ".join(map(str, value))
    return encoded(value)


def csv_tables(found: ExportedDossier) -> Files:
    """A CSV file a table, in UTF-8; no cell is a formula to a spreadsheet, or moves a terminal."""
    return {f"{name}.csv": _csv(rows) for name, rows in tables(found).items()}


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(v) for v in r.values()] for r in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return spreadsheet(terminal(value)) if isinstance(value, str) else value


def parquet(found: ExportedDossier) -> Files:
    """A Parquet file a table. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as e:
        raise UsageError("Parquet needs pyarrow: pip install 'fabula[parquet]'") from e
    out = {}
    for name, rows in tables(found).items():
        columns = {k: _typed([r[k] for r in rows]) for k in rows[0]}
        sink = pa.BufferOutputStream()
        pq.write_table(pa.table({k: pa.array(v, _ARROW(pa)[t]) for k, (t, v) in columns.items()}), sink)
        out[f"{name}.parquet"] = sink.getvalue().to_pybytes()
    return out


def _ARROW(pa: Any) -> Mapping[str, Any]:  # noqa: N802
    return {"truth": pa.bool_(), "whole": pa.int64(), "number": pa.float64(), "text": pa.string()}


def _typed(values: Sequence[Any]) -> tuple[str, list[Any]]:
    """A column's type, the narrowest that holds all its values, and the values in it."""
    held = [v for v in values if v is not None]
    if held and all(isinstance(v, bool) for v in held):
        return "truth", list(values)
    if held and all(isinstance(v, int) and not isinstance(v, bool) for v in held):
        return "whole", list(values)
    if held and all(isinstance(v, int | float) and not isinstance(v, bool) for v in held):
        return "number", [None if v is None else float(v) for v in values]
    return "text", [None if v is None else whole_text(str(v)) for v in values]


def whole_text(text: str) -> str:
    """A text as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()


def sqlite(found: ExportedDossier) -> Files:
    """One SQLite file with a table a kind: ``id`` is the key, and ``evidence`` has a row a passage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        db = sqlite3.connect(path)
        try:
            for name, rows in tables(found).items():
                kinds = {k: _typed([r[k] for r in rows]) for k in rows[0]}
                of = {"truth": "INTEGER", "whole": "INTEGER", "number": "REAL", "text": "TEXT"}
                columns = ", ".join(
                    f'"{k}" {of[t]}' + (" PRIMARY KEY" if k == "id" and name != "evidence" else "")
                    for k, (t, _) in kinds.items()
                )
                db.execute(f'CREATE TABLE "{name}" ({columns})')
                marks = ", ".join("?" * len(kinds))
                db.executemany(
                    f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})',
                    zip(*(v for _, v in kinds.values()), strict=True),
                )
                if name == "evidence":
                    db.execute("CREATE INDEX evidence_of ON evidence (kind, record)")
            db.commit()
            db.execute("VACUUM")
        finally:
            db.close()
        return {"": path.read_bytes()}
