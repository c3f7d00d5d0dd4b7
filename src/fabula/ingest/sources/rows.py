"""Articles as rows: JSONL, JSON documents, CSV. A bad row is named by its number and the rest goes on."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec

from fabula.errors import EmptyError, NotTextError, SourceError, TooLargeError
from fabula.ingest.items import LIST_LIMIT, PAGE_LIMIT, Item, megabytes
from fabula.ingest.reading.decoding import decode
from fabula.ingest.sources import fields
from fabula.ingest.sources.streams import whole

KEYS = ("articles", "items", "results", "documents", "docs", "data", "entries", "stories", "response", "@graph", "hits")
"""Under which a JSON document keeps its list of articles."""


def rows(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The articles of a JSONL stream, one line in memory at a time."""
    any_line, told = False, False
    for number, line in enumerate(_lines(stream), start=1):
        name = f"{source}, line {number}"
        if line is None:
            any_line = True
            yield TooLargeError(name, f"the line is over {megabytes(PAGE_LIMIT)}, the limit of one line")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        any_line = True
        try:
            row = _json(line, name)
            if not isinstance(row, dict):
                raise NotTextError(name, "is not a JSON object")
            found = fields.columns(list(row))
            made = fields.item(row, found, source, number)
        except SourceError as error:
            yield error
            continue
        # Which fields were read under other names is said once a file.
        yield made if told else replace(made, notes=fields.mapped(found))
        told = told or bool(fields.mapped(found))
    if not any_line:
        yield EmptyError(source, "is empty")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines of a stream, of bounded size: None stands for one over the limit, skipped to its end."""
    while line := stream.readline(PAGE_LIMIT + 1):
        if len(line) <= PAGE_LIMIT or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(PAGE_LIMIT)) and not rest.endswith(b"\n"):
            pass
        yield None


def _json(data: bytes, name: str) -> Any:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotTextError(name, f"is not JSON: {str(error).splitlines()[0]}") from None


def is_json(data: bytes) -> bool:
    """Whether bytes are one JSON array or object."""
    try:
        return isinstance(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf")), list | dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def document(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The articles of one JSON document: an array of rows, one row, a list under a usual key, JSON-LD."""
    data = whole(stream, source, LIST_LIMIT, "list").removeprefix(b"\xef\xbb\xbf")
    try:
        found = _json(data, source)
    except NotTextError:
        first = data.lstrip().split(b"\n", 1)[0]
        if first.startswith(b"{") and is_json(first):
            yield from rows(io.BytesIO(data), source)
            return
        raise
    listed = _listed(found)
    if listed is None:
        raise NotTextError(source, 'is JSON and holds no articles: no object with "text" or "body"')
    told = False
    for number, row in enumerate(listed, start=1):
        part = f"row {number}" if len(listed) > 1 else None
        name = f"{source}, {part}" if part else source
        if not isinstance(row, dict):
            yield NotTextError(name, "is not a JSON object")
            continue
        names = fields.columns(list(row))
        try:
            made = fields.item(_ours(row), names, source, None, part)
        except SourceError as error:
            yield error
            continue
        yield made if told else replace(made, notes=fields.mapped(names))
        told = told or bool(fields.mapped(names))


def _ours(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row without JSON-LD's wrappings: "@id" is no id of an article's text."""
    return {k: v.get("@value") if isinstance(v, dict) and "@value" in v else v for k, v in row.items()}


def _listed(found: Any, depth: int = 0) -> list[Any] | None:
    """The rows of a document; None where nothing in it looks like an article."""
    if isinstance(found, list):
        return found if not found or any(isinstance(x, dict) for x in found) else None
    if not isinstance(found, dict) or depth > 3:
        return None
    if "text" in fields.columns(list(found), full=True):
        return [found]
    for key in KEYS:
        if isinstance(found.get(key), list | dict) and (inner := _listed(found[key], depth + 1)) is not None:
            return inner
    return [found] if "text" in fields.columns(list(found)) else None


def table(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The articles of a CSV or TSV file with a header."""
    decoded = decode(whole(stream, source, LIST_LIMIT, "table"), source)
    text = decoded.text.removeprefix("\ufeff")
    head = text[: text.find("\n") if "\n" in text else len(text)]
    mark = max(",;\t|", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    limit = csv.field_size_limit(LIST_LIMIT)
    try:
        header = [h.strip() for h in next(lines, [])]
        found = fields.columns(header)
        if "text" not in found:
            raise NotTextError(source, f'is a table with no column "text" or "body" (it has {", ".join(header)[:200]})')
        notes = decoded.notes + fields.mapped(found)
        for number, cells in enumerate(lines, start=2):
            if not any(c.strip() for c in cells):
                continue
            row = {name: value for name, value in zip(header, cells, strict=False) if value.strip()}
            try:
                made = fields.item(row, found, source, None, f"row {number}")
            except SourceError as error:
                yield error
                continue
            yield replace(made, notes=notes)
            notes = ()
    except csv.Error as error:
        raise NotTextError(source, f"is no table: {error}") from None
    finally:
        csv.field_size_limit(limit)
