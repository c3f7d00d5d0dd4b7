"""Reading a reference list, whatever its format: FollowTheMoney or Wikidata JSON, or a table with a header.

A list is streamed, a line at a time; a line that cannot be used is one error that names it, and the rest goes on.
Files that end in .gz or .bz2 are unpacked on the way.
"""

import bz2
import gzip
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from fabula.errors import SourceError
from fabula.model.records import Known
from fabula.names.known import followthemoney, tabular, wikidata
from fabula.names.known.values import EntryError
from fabula.names.text import letters

LONGEST = 16 << 20
"""Bytes that a line may have; an entry of Wikidata has seldom more than one million."""
WHOLE = 256 << 20
"""Bytes up to which a JSON array that is not one entry a line is read whole."""


def read_list(path: str, name: str) -> Iterator[Known | SourceError]:
    """The entries of the list at ``path``, under the list's ``name``; errors come in their place.

    Raises SourceError where the file cannot be read or is no list at all.
    """
    seen: set[str] = set()
    for n, found in _entries(path, name):
        if isinstance(found, SourceError):
            yield found
        elif found.id in seen:
            yield SourceError(path, f"line {n}: {found.id!r} stands in it twice; the first is kept")
        elif not any(letters(x) for x in found.names):
            yield SourceError(path, f"line {n}: {found.id!r} has no name with a letter in it")
        else:
            seen.add(found.id)
            yield found


def _entries(path: str, name: str) -> Iterator[tuple[int, Known | SourceError]]:
    try:
        with _open(path) as stream:
            lines = _lines(stream, path)
            first = next((x for x in lines if isinstance(x[1], SourceError) or x[1].strip()), None)
            if first is None:
                raise SourceError(path, "the list is empty")
            rest = chain([first], lines)
            if isinstance(first[1], str) and first[1].lstrip()[:1] in "{[":
                yield from _objects(rest, path, name)
            else:
                yield from tabular.entries(rest, path, name)
    except (OSError, EOFError) as e:
        raise SourceError(path, getattr(e, "strerror", None) or str(e)) from e


def _open(path: str) -> BinaryIO:
    if not Path(path).is_file():
        raise SourceError(path, "is a folder; name a file" if Path(path).is_dir() else "no such file")
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    return cast(BinaryIO, bz2.open(path, "rb")) if path.endswith(".bz2") else Path(path).open("rb")


Line = tuple[int, str | SourceError]
_CR = re.compile(r"\r(?!\n)")


def _lines(stream: BinaryIO, path: str) -> Iterator[Line]:
    n = 0
    while line := stream.readline(LONGEST):
        n += 1
        if len(line) >= LONGEST and not line.endswith(b"\n"):
            yield n, SourceError(path, f"line {n}: longer than {LONGEST >> 20} MiB")
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)
            continue
        try:
            text = line.decode("utf-8-sig" if n == 1 else "utf-8")
        except UnicodeDecodeError:
            yield n, SourceError(path, f"line {n}: not UTF-8 text")
            continue
        first, *more = _CR.split(text)  # as some spreadsheets still end lines
        yield n, first + "\n" * bool(more)
        for k, part in enumerate(more, 1):
            n += 1
            if part:
                yield n, part + "\n" * (k < len(more))


def _objects(lines: Iterable[Line], path: str, name: str) -> Iterator[tuple[int, Known | SourceError]]:
    """One JSON object a line, or an array of them: one a line as in Wikidata's dumps, or laid out in any way."""
    whole: list[str] | None = None
    size = start = 0
    for n, line in lines:
        if isinstance(line, SourceError):
            yield n, line
            continue
        bare = line.strip()
        if whole is None:
            opens = bare.startswith("[") and not start
            start = start or n
            if opens and bare != "[":
                whole = []
            elif bare in ("", "[", "]"):
                continue
            else:
                try:
                    row = msgspec.json.decode(bare.rstrip(",").encode("utf-8", "surrogatepass"))
                except (msgspec.DecodeError, RecursionError) as e:
                    if bare not in ("{", "}"):
                        yield n, SourceError(path, f"line {n}: not JSON: {e}")
                        continue
                    whole = ["[" if n > start else ""]  # laid out over several lines
                else:
                    if (found := _entry(row, path, n, name)) is not None:
                        yield n, found
                    continue
        size += len(line)
        if size > WHOLE:
            raise SourceError(path, f"an array over {WHOLE >> 20} MiB must have one entry a line")
        whole.append(line)
    if whole is not None:
        yield from _array("".join(whole), path, start, name)


def _array(text: str, path: str, start: int, name: str) -> Iterator[tuple[int, Known | SourceError]]:
    try:
        rows = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError) as e:
        raise SourceError(path, f"line {start}: not JSON: {e}") from e
    for n, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        if (found := _entry(row, path, n, name)) is not None:
            yield n, found


def _entry(row: Any, path: str, n: int, name: str) -> Known | SourceError | None:
    """One object as an entry; None where it is of a kind that names nothing (a link between two entries)."""
    try:
        if not isinstance(row, dict):
            raise EntryError("not a JSON object")
        if "schema" in row and "properties" in row:
            return followthemoney.entry(row, name)
        if "labels" in row or "claims" in row:
            return wikidata.entry(row, name)
        raise EntryError("neither FollowTheMoney (schema, properties) nor Wikidata (labels, claims)")
    except EntryError as e:
        return SourceError(path, f"line {n}: {e}")
