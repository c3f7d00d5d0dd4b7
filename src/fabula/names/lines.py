"""The batch verbs: JSON lines in, JSON lines out. A line that does not fit is refused by its number."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from fabula.errors import UsageError
from fabula.names.compare import match
from fabula.names.link import Row, link


def match_lines(lines: Iterable[str]) -> Iterator[str]:
    """For each ``{id, kind, left, right}`` one ``{id, score, same, why}``; ``kind`` may be missing or null.

    Raises UsageError at the first line that is no such object. Blank lines are passed over.
    """
    for number, row in _objects(lines):
        left, right = _text(row, "left", number), _text(row, "right", number)
        found = match(left, right, _maybe(row, "kind", number))
        out = {"id": row.get("id"), "score": round(found.score, 4), "same": found.same, "why": list(found.why)}
        yield json.dumps(out, ensure_ascii=False)


def link_lines(lines: Iterable[str]) -> Iterator[str]:
    """For rows of ``{id, form, type, doc, language}`` one ``{id, entity}`` each, in order, once all are read.

    ``type``, ``doc`` and ``language`` may be missing or null. Raises UsageError as ``match_lines``.
    """
    ids: list[Any] = []
    rows: list[Row] = []
    for number, row in _objects(lines):
        ids.append(row.get("id"))
        rows.append(
            Row(
                id=str(row.get("id")),
                form=_text(row, "form", number),
                type=_maybe(row, "type", number) or "",
                doc=_maybe(row, "doc", number) or "",
                language=_maybe(row, "language", number),
            )
        )
    for given, entity in zip(ids, link(rows), strict=True):
        yield json.dumps({"id": given, "entity": entity}, ensure_ascii=False)


def _objects(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"line {number}: not JSON: {error}") from None
        if not isinstance(row, dict):
            raise UsageError(f"line {number}: not a JSON object")
        yield number, row


def _text(row: dict[str, Any], field: str, number: int) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise UsageError(f"line {number}: {field!r} must be a string")
    return value


def _maybe(row: dict[str, Any], field: str, number: int) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"line {number}: {field!r} must be a string or null")
    return value
