"""Bytes read ahead, and bytes read whole up to a limit."""

import io
from typing import BinaryIO, cast

from fabula.errors import EmptyError, TooLargeError
from fabula.ingest.items import megabytes

BLANK = b"\xef\xbb\xbf \t\r\n"
"""A byte order mark and white space: a file of these is empty."""


class Ahead:
    """A stream whose beginning can be looked at before it is read."""

    def __init__(self, stream: BinaryIO, head: bytes = b"") -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def peek(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer at the stream's end; they stay to be read."""
        held = self._head.read()
        while len(held) < size and (more := self._stream.read(size - len(held))):
            held += more
        self._head = io.BytesIO(held)
        return held[:size]

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that are left where ``size`` is negative."""
        if size < 0:
            return self._head.read() + self._stream.read()
        return self._head.read(size) or self._stream.read(size)

    def readline(self, size: int = -1) -> bytes:
        """The next line, or its first ``size`` bytes."""
        line = self._head.readline(size)
        if line.endswith(b"\n") or 0 <= size <= len(line):
            return line
        return line + self._stream.readline(size - len(line) if size >= 0 else -1)

    def readable(self) -> bool:
        """Yes: for those who ask."""
        return True

    @property
    def binary(self) -> BinaryIO:
        """Itself, as the type that readers of streams ask for."""
        return cast(BinaryIO, self)


def whole(stream: BinaryIO, source: str, limit: int, what: str) -> bytes:
    """All of a stream; raises EmptyError or TooLargeError."""
    buffer = io.BytesIO()
    # One more than allowed shows that there are too many.
    while (room := limit + 1 - buffer.tell()) > 0:
        chunk = stream.read(min(room, 1 << 20))
        if not chunk:
            break
        buffer.write(chunk)
    data = buffer.getvalue()
    if len(data) > limit:
        raise TooLargeError(source, f"is over {megabytes(limit)}, the limit of one {what}")
    if not data.strip(BLANK):
        raise EmptyError(source, "is empty")
    return data
