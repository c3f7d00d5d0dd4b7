"""JSONL: one article a line. A bad line is named by its number and the rest goes on."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from fabula.errors import EmptyError, NotTextError, SourceError, TooLargeError
from fabula.ingest.sources.items import PAGE_LIMIT, TEXT_LIMIT, Item, megabytes

STRINGS = ("title", "outlet", "published", "url", "language")


def rows(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The articles of a JSONL stream, one line in memory at a time."""
    any_line = False
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
            yield _row(line, source, number)
        except SourceError as error:
            yield error
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


def _row(line: bytes, source: str, number: int) -> Item:
    name = f"{source}, line {number}"
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotTextError(name, f"is not JSON: {str(error).splitlines()[0]}") from None
    if not isinstance(row, dict):
        raise NotTextError(name, "is not a JSON object")
    text = row.get("text")
    if text is None:
        raise EmptyError(name, 'has no "text"')
    if not isinstance(text, str):
        raise NotTextError(name, '"text" is not a string')
    if not text.strip():
        raise EmptyError(name, '"text" is empty')
    if len(text) > TEXT_LIMIT or len(text.encode()) > TEXT_LIMIT:
        raise TooLargeError(name, f"the text is over {megabytes(TEXT_LIMIT)}, the limit of one article")
    given: dict[str, str | None] = {}
    for field in STRINGS:
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            raise NotTextError(name, f'"{field}" is not a string')
        given[field] = (value or "").strip() or None
    return Item(
        source=source,
        media="row",
        text=text,
        line=number,
        id=_id(row.get("id"), name),
        authors=_authors(row.get("authors"), name),
        **given,  # type: ignore[arg-type]
    )


def _id(value: Any, name: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise NotTextError(name, '"id" is neither a string nor a whole number')


def _authors(value: Any, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(x, str) for x in names):
        raise NotTextError(name, '"authors" is not a list of strings')
    return tuple(x.strip() for x in names if x.strip())
