"""Files, folders, globs and standard input."""

import fnmatch
import glob
import os
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fabula.errors import EmptyError, SourceError
from fabula.ingest.items import TEXT_LIMIT, Item
from fabula.ingest.sources.kinds import ARCHIVES, PAGES, ROWS, TEXTS, About, Fetch, contents
from fabula.ingest.sources.rows import rows
from fabula.ingest.sources.streams import BLANK, Ahead

TAKEN = (*PAGES, *TEXTS, *ROWS, *ARCHIVES)
"""Endings that count in a folder. JSON, CSV and XML are named outright: in folders they are mostly other data."""
FOLDERS = 100_000
"""Folders of one ``**`` that are looked into."""


def named(name: str, fetch: Fetch, *, plain: bool = False) -> Iterator[Item | SourceError]:
    """What a file, folder or glob holds, in sorted order; a file named outright is read whatever its extension."""
    if os.path.isdir(name):
        yield from _folder(name, fetch, plain)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield from _file(name, fetch, plain)
    else:
        found = matches(name)
        if not found:
            yield SourceError(shown(name), "no file matches")
        for path in found:
            if os.path.isdir(path):
                # ``**`` names a folder and what is in it: reading both would read each file twice.
                if "**" not in name:
                    yield from _folder(path, fetch, plain)
            else:
                yield from _file(path, fetch, plain)


def matches(pattern: str) -> list[str]:
    """The paths that a glob matches, sorted. ``**`` does not follow links to folders: they may lead around."""
    if "**" not in pattern:
        return sorted(glob.glob(pattern))
    parts = pattern.split("/")
    found = ["/" if parts[0] == "" else ""]
    for i, part in enumerate(parts):
        if part == "" and i == 0:
            continue
        if part == "**":
            found = list(dict.fromkeys(below for here in found for below in _below(here)))
            if i == len(parts) - 1:
                found += [os.path.join(here, x) for here in found for x in _names(here) if _is_file(here, x)]
        elif glob.has_magic(part):
            found = [os.path.join(here, x) for here in found for x in _names(here) if _fits(x, part)]
        else:
            found = [x for here in found if os.path.lexists(x := os.path.join(here, part))]
    return sorted(x for x in found if x)


def _below(here: str) -> Iterator[str]:
    """A folder and all folders in it, without those that are links or hidden."""
    stack, seen = [here], 0
    while stack and seen < FOLDERS:
        at = stack.pop()
        seen += 1
        yield at
        for name in reversed(_names(at)):
            path = os.path.join(at, name)
            if not name.startswith(".") and not os.path.islink(path) and os.path.isdir(path):
                stack.append(path)


def _is_file(here: str, name: str) -> bool:
    """Whether a name is a file's, or a link that leads nowhere: not hidden, no folder."""
    return not name.startswith(".") and not os.path.isdir(os.path.join(here, name))


def _names(here: str) -> list[str]:
    try:
        return sorted(os.listdir(here or "."))
    except OSError:
        return []


def _fits(name: str, part: str) -> bool:
    return (not name.startswith(".") or part.startswith(".")) and re.match(fnmatch.translate(part), name) is not None


def _folder(name: str, fetch: Fetch, plain: bool) -> Iterator[Item | SourceError]:
    some = False
    for path in _walk(name):
        some = True
        if isinstance(path, str):
            yield from _file(path, fetch, plain)
        else:
            yield path
    if not some:
        yield EmptyError(
            shown(name), "the folder holds no articles (.txt, .md, .html, .htm, .xhtml, .jsonl, .rss, .eml, .warc ...)"
        )


def _walk(name: str) -> Iterator[str | SourceError]:
    """Paths of a folder's articles, recursive and sorted; hidden ones and links to folders are left out."""
    stack = [name]
    while stack:
        here = stack.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda e: e.name)
        except OSError as error:
            yield SourceError(shown(here), reason(error))
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif ending(entry.name) in TAKEN and entry.is_file():
                    yield entry.path
            except OSError as error:  # a link that leads to itself
                yield SourceError(shown(entry.path), reason(error))
        stack.extend(reversed(folders))


def ending(name: str) -> str:
    """A file name's ending in lower case, with the dot; without a ``.gz`` behind it."""
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]


def shown(path: str) -> str:
    """A path as text: bytes that are no UTF-8 are written out, for neither messages nor records can hold them."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _file(path: str, fetch: Fetch, plain: bool) -> Iterator[Item | SourceError]:
    try:
        with open(path, "rb") as stream:
            yield from brought(shown(path), stream, fetch, plain=plain)
    except OSError as error:
        yield SourceError(shown(path), reason(error))


def brought(name: str, stream: BinaryIO, fetch: Fetch, *, plain: bool = False) -> Iterator[Item | SourceError]:
    """What a stream holds that comes under a file's name."""
    try:
        yield from contents(stream, About(name, ending=ending(name), plain=plain), fetch)
    except SourceError as error:
        yield error
    except (OSError, ValueError, EOFError, zlib.error) as error:
        yield SourceError(name, reason(error))


def standard_input(stream: BinaryIO, fetch: Fetch, *, plain: bool = False) -> Iterator[Item | SourceError]:
    """What standard input holds: JSONL where its first line is a JSON object, else what any file may hold."""
    head = b""
    try:
        while not head.strip(BLANK) and len(head) < TEXT_LIMIT:
            more = stream.readline(TEXT_LIMIT)
            if not more:
                break
            head += more
        first = head.strip(BLANK)
        ahead = Ahead(stream, head)
        if first.startswith(b"{") and first != b"{":
            yield from rows(ahead.binary, "-")  # a line at a time, as they come
        else:
            yield from contents(ahead.binary, About("-", plain=plain), fetch)
    except SourceError as error:
        yield error
    except (OSError, ValueError, EOFError, zlib.error) as error:
        yield SourceError("-", reason(error))


def reason(error: Exception) -> str:
    """An operating system's error in one plain line."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()).lower() or type(error).__name__
