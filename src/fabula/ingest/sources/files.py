"""Files, folders, globs and standard input."""

import glob
import io
import os
from collections.abc import Iterator
from typing import BinaryIO, cast

from fabula.errors import EmptyError, SourceError, TooLargeError
from fabula.ingest.sources.items import PAGE_LIMIT, TEXT_LIMIT, Item, looks_like_page, megabytes
from fabula.ingest.sources.rows import rows

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md", "")
ROWS = (".jsonl", ".ndjson")


def named(name: str) -> Iterator[Item | SourceError]:
    """What a file, folder or glob holds, in sorted order; a file named outright is read whatever its extension."""
    if os.path.isdir(name):
        yield from _folder(name)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield from _file(name)
    else:
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            yield SourceError(name, "no file matches")
        for path in found:
            if os.path.isdir(path):
                # ``**`` names a folder and what is in it: reading both would read each file twice.
                if "**" not in name:
                    yield from _folder(path)
            else:
                yield from _file(path)


def _folder(name: str) -> Iterator[Item | SourceError]:
    some = False
    for path in _walk(name):
        if isinstance(path, str):
            some = True
            yield from _file(path)
        else:
            yield path
    if not some:
        yield EmptyError(name, "the folder holds no articles (.txt, .md, .html, .htm, .xhtml, .jsonl)")


def _walk(name: str) -> Iterator[str | SourceError]:
    """Paths of a folder's articles, recursive and sorted; hidden ones and links to folders are left out."""
    stack = [name]
    while stack:
        here = stack.pop()
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda e: e.name)
        except OSError as error:
            yield SourceError(here, reason(error))
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_file() and os.path.splitext(entry.name)[1].lower() in (*PAGES, *TEXTS, *ROWS):
                yield entry.path
        stack.extend(reversed(folders))


def _file(path: str) -> Iterator[Item | SourceError]:
    extension = os.path.splitext(path)[1].lower()
    try:
        with open(path, "rb") as stream:
            if extension in ROWS:
                yield from rows(stream, path)
            else:
                yield _whole(stream, path, extension in PAGES)
    except (OSError, ValueError) as error:
        yield SourceError(path, reason(error))


def standard_input(stream: BinaryIO) -> Iterator[Item | SourceError]:
    """What standard input holds: JSONL where its first character is ``{``, else one text or page."""
    head = b""
    try:
        while not head.strip(b"\xef\xbb\xbf \t\r\n") and len(head) < TEXT_LIMIT:
            more = stream.readline(TEXT_LIMIT)
            if not more:
                break
            head += more
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            yield from rows(cast(BinaryIO, _Joined(head, stream)), "-")
        else:
            yield _whole(cast(BinaryIO, _Joined(head, stream)), "-", looks_like_page(head))
    except (OSError, ValueError) as error:
        yield SourceError("-", reason(error))


def _whole(stream: BinaryIO, path: str, page: bool) -> Item | SourceError:
    limit = PAGE_LIMIT if page else TEXT_LIMIT
    data = _read(stream, limit)
    if len(data) > limit:
        return TooLargeError(path, f"is over {megabytes(limit)}, the limit of one {'page' if page else 'text'}")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return EmptyError(path, "is empty")
    return Item(source=path, media="html" if page or looks_like_page(data) else "text", data=data)


def _read(stream: BinaryIO, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes: one more than allowed shows that there are too many."""
    buffer = io.BytesIO()
    while (room := limit + 1 - buffer.tell()) > 0:
        chunk = stream.read(min(room, 1 << 20))
        if not chunk:
            break
        buffer.write(chunk)
    return buffer.getvalue()


class _Joined:
    """Bytes that were read ahead, and the stream that they came from, as one stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def read(self, size: int) -> bytes:
        return self._head.read(size) or self._stream.read(size)

    def readline(self, size: int) -> bytes:
        line = self._head.readline(size)
        if line.endswith(b"\n") or len(line) >= size:
            return line
        return line + self._stream.readline(size - len(line))


def reason(error: Exception) -> str:
    """An operating system's error in one plain line."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "permission denied"
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()).lower() or type(error).__name__
