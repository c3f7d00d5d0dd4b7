"""What kind of input a stream is, by its first bytes, its name's ending and what a server says; and its articles."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from fabula.errors import NotTextError, SourceError
from fabula.ingest.items import LIST_LIMIT, PAGE_LIMIT, TEXT_LIMIT, Item, looks_like_page
from fabula.ingest.sources.streams import Ahead, whole

PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md", "")
ROWS = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
ARCHIVES = (".rss", ".atom", ".eml", ".mhtml", ".mht", ".warc", ".docx", ".pdf")
"""Endings of what holds articles in another form than text, and nothing else: they count in folders."""
HEAD = 1 << 16
Fetch = Callable[[str], Iterator[Item | SourceError]]
"""Reads what stands at an address, for lists of addresses."""
_JSON = re.compile(rb"[\s\xef\xbb\xbf]*[\[{]")


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a stream before its bytes are seen.

    ``ending`` is its name's, with the dot; ``declared`` a server's Content-Type without parameters; ``plain`` says that
    a text is a text, whatever it begins with.
    """

    source: str
    ending: str = ""
    declared: str = ""
    charset: str | None = None
    url: str | None = None
    plain: bool = False


def contents(stream: BinaryIO, about: About, fetch: Fetch) -> Iterator[Item | SourceError]:
    """The articles of a stream; raises SourceError where it holds none, OSError and the like where it breaks off."""
    ahead = Ahead(stream)
    head = ahead.peek(HEAD)
    if head.startswith(b"\x1f\x8b") and not about.ending.startswith(".warc"):
        # Members one behind another are one text, as gunzip reads them.
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=ahead.binary))
        ahead = Ahead(unpacked)
        try:
            head = ahead.peek(HEAD)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise NotTextError(about.source, f"is broken gzip: {error}") from None
    yield from _contents(ahead, head, about, fetch)


def _contents(ahead: Ahead, head: bytes, about: About, fetch: Fetch) -> Iterator[Item | SourceError]:
    # Each kind's reader is loaded where it is needed: a text needs none of them.
    source, ending, declared = about.source, about.ending, about.declared
    stream = ahead.binary
    if ending in ROWS or declared in ("application/jsonl", "application/x-ndjson"):
        from fabula.ingest.sources.rows import rows

        yield from rows(stream, source)
    elif head.startswith(b"WARC/") or ending == ".warc":
        from fabula.ingest.sources.archives import warc

        yield from warc(stream, source)
    elif head.startswith(b"%PDF"):
        from fabula.ingest.sources.documents import pdf

        yield from pdf(whole(stream, source, LIST_LIMIT, "document"), source)
    elif head.startswith(b"PK\x03\x04") and (ending == ".docx" or "wordprocessingml" in declared or b"word/" in head):
        from fabula.ingest.sources.documents import word

        yield from word(whole(stream, source, LIST_LIMIT, "document"), source)
    elif ending in (".eml", ".mhtml", ".mht") or declared in ("message/rfc822", "multipart/related"):
        from fabula.ingest.sources.archives import mail

        yield from mail(stream, source)
    elif ending in TABLES or declared in ("text/csv", "text/tab-separated-values"):
        from fabula.ingest.sources.rows import table

        yield from table(stream, source)
    elif ending in PAGES:
        yield one(stream, about, page=True)
    elif about.plain and ending not in (".xml", ".rss", ".atom", ".json"):
        yield one(stream, about, page=False)
    else:
        yield from _sniffed(ahead, head, about, fetch)


def _sniffed(ahead: Ahead, head: bytes, about: About, fetch: Fetch) -> Iterator[Item | SourceError]:
    """The articles of a stream whose bytes alone say what it is."""
    from fabula.ingest.sources import archives, feeds, lists

    source, stream = about.source, ahead.binary
    if feeds.is_feed(head):
        yield from feeds.feed(stream, source, about.url)
    elif lists.is_sitemap(head):
        yield from lists.sitemap(stream, source, fetch)
    elif feeds.is_json_feed(head) and _JSON.match(head):
        yield from feeds.json_feed(stream, source)
    elif about.ending in (".json", ".jsonld") or "json" in about.declared or _is_json(ahead, head):
        from fabula.ingest.sources.rows import document

        yield from document(stream, source)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and not looks_like_page(head):
        raise NotTextError(source, "is XML, and neither a feed, a sitemap nor a page")
    elif archives.is_mail(head) and b"multipart/related" in head:
        yield from archives.mail(stream, source)
    elif head.strip().startswith((b"http://", b"https://", b"#")) and lists.is_list(ahead.peek(TEXT_LIMIT)):
        yield from lists.addresses(stream, source, fetch)
    else:
        yield one(stream, about, page="html" in about.declared or looks_like_page(head))


def _is_json(ahead: Ahead, head: bytes) -> bool:
    from fabula.ingest.sources.rows import is_json

    return _JSON.match(head) is not None and is_json(ahead.peek(PAGE_LIMIT))


def one(stream: BinaryIO, about: About, *, page: bool) -> Item:
    """A whole stream as one article."""
    data = whole(stream, about.source, PAGE_LIMIT if page else TEXT_LIMIT, "page" if page else "text")
    return Item(source=about.source, media="html" if page else "text", data=data, charset=about.charset, url=about.url)
