"""What sources yield: bytes or a row's text, and what is known about it."""

from dataclasses import dataclass

TEXT_LIMIT = 5_000_000
"""Bytes of one plain text or one JSONL row's text. The longest book-length feature is a tenth of it."""

PAGE_LIMIT = 20_000_000
"""Bytes of one web page, markup included, saved or fetched; also of one JSONL line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it was had, before reading.

    ``source`` is the file, address or ``-`` that it came from. ``media`` is ``text``, ``html`` or ``row``: a row's
    text is ``text``, already decoded; the others' bytes are ``data``. ``charset`` is the encoding that an HTTP
    header named. ``line`` is the row's line number, from 1. The other fields are what was given beside the text.
    """

    source: str
    media: str
    data: bytes = b""
    text: str | None = None
    charset: str | None = None
    line: int | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def name(self) -> str:
        """The source as messages name it: with the line, for a row."""
        return self.source if self.line is None else f"{self.source}, line {self.line}"


def megabytes(count: int) -> str:
    """A number of bytes for a message, in MB."""
    return f"{count / 1_000_000:.3g} MB"


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)
