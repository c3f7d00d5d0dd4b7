"""What sources yield: bytes or a row's text, and what is known about it."""

from dataclasses import dataclass, replace

TEXT_LIMIT = 5_000_000
"""Bytes of one plain text or one JSONL row's text. The longest book-length feature is a tenth of it."""

PAGE_LIMIT = 20_000_000
"""Bytes of one web page, markup included, saved or fetched; also of one JSONL line."""

LIST_LIMIT = 100_000_000
"""Bytes of one file that holds many articles and must be read whole: a JSON array, a feed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it was had, before reading.

    ``source`` is the file, address or ``-`` that it came from. ``media`` is ``text``, ``html``, ``row``, or ``link`` for
    an address that a list names and that somebody else is to ask (``watch`` does): it has neither bytes nor text. A row's
    text is ``text``, already decoded; the others' bytes are ``data``. ``charset`` is the encoding that an HTTP
    header named. ``line`` is the row's line number, from 1, and ``part`` the name of one of several articles in a file
    that has no lines ("entry 3"). ``notes`` say in plain words what had to be mapped or left out. The other fields are
    what was given beside the text.
    """

    source: str
    media: str
    data: bytes = b""
    text: str | None = None
    charset: str | None = None
    line: int | None = None
    part: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The source as messages name it: with the line or part, where it has any, and the id that was given with it."""
        within = self.part if self.line is None else f"line {self.line}"
        place = "standard input" if self.source == "-" else self.source
        place = f"{place}, {within}" if within else place
        return f"{place} ({self.id})" if self.id else place


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all articles of a call: their outlet, date (as a row's ``published``) and title."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None

    def to(self, item: Item) -> Item:
        """The item with these, where nothing was given beside it."""
        return replace(
            item,
            outlet=item.outlet or self.outlet,
            published=item.published or self.published,
            title=item.title or self.title,
        )


def megabytes(count: int) -> str:
    """A number of bytes for a message, in MB."""
    return f"{count / 1_000_000:.3g} MB"


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head)
