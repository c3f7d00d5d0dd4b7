"""Lists of addresses: a file with one a line, a (news) sitemap. Each is fetched as if it had been given by name."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import urlsplit

from lxml import etree

from fabula.errors import EmptyError, NotTextError, SourceError
from fabula.ingest.items import LIST_LIMIT, Item
from fabula.ingest.sources.kinds import Fetch
from fabula.ingest.sources.streams import whole

MOST = 5_000
"""Addresses of one list that are fetched: a news sitemap has at most a thousand, by its rules."""
PAUSE = 0.5
"""Seconds between two requests to one host, so that a list is no attack."""
_LINE = re.compile(rb"https?://[^\s<>\"]+")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")


def is_list(data: bytes) -> bool:
    """Whether every line is an address, a comment (#) or blank."""
    lines = [x for x in (line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines()) if x]
    lines = [x for x in lines if not x.startswith(b"#")]
    return bool(lines) and all(_LINE.fullmatch(x) for x in lines)


def is_sitemap(head: bytes) -> bool:
    """Whether bytes begin as a sitemap or an index of sitemaps."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SITEMAP.search(head[:2048]) is not None


def addresses(stream: BinaryIO, source: str, fetch: Fetch) -> Iterator[Item | SourceError]:
    """What stands at the addresses of a text file, each once."""
    lines = (x.strip() for x in whole(stream, source, LIST_LIMIT, "list").removeprefix(b"\xef\xbb\xbf").splitlines())
    found = [x.decode("utf-8", "replace") for x in lines if x and not x.startswith(b"#")]
    yield from _all([(x, None, None, None) for x in dict.fromkeys(found)], source, fetch)


def sitemap(stream: BinaryIO, source: str, fetch: Fetch) -> Iterator[Item | SourceError]:
    """The pages of a sitemap, with title, date and outlet where it is a news sitemap."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(whole(stream, source, LIST_LIMIT, "sitemap"), parser)
    if root is None:
        raise NotTextError(source, "is a broken sitemap")
    rows = []
    for entry in root:
        if not isinstance(entry.tag, str):
            continue
        told = {etree.QName(e).localname: (e.text or "").strip() for e in entry.iter() if isinstance(e.tag, str)}
        if told.get("loc"):
            rows.append((told["loc"], told.get("title"), told.get("publication_date"), told.get("name")))
    if not rows:
        raise EmptyError(source, "is a sitemap with no addresses")
    yield from _all(rows, source, fetch)


def _all(
    rows: list[tuple[str, str | None, str | None, str | None]], source: str, fetch: Fetch
) -> Iterator[Item | SourceError]:
    last: dict[str, float] = {}
    for url, title, published, outlet in rows[:MOST]:
        host = urlsplit(url).netloc
        time.sleep(max(0.0, last.get(host, 0.0) + PAUSE - time.monotonic()))
        asked = False
        for item in fetch(url):
            asked = asked or not isinstance(item, Item) or item.media != "link"
            if isinstance(item, Item):
                item = replace(
                    item,
                    title=item.title or title or None,
                    published=item.published or published or None,
                    outlet=item.outlet or outlet or None,
                )
            yield item
        if asked:
            last[host] = time.monotonic()
    if len(rows) > MOST:
        yield SourceError(source, f"names {len(rows)} addresses: the first {MOST} are read")
