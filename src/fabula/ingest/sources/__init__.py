"""Find articles: files, folders, globs, saved pages, feeds, tables, archives, mail, standard input, addresses.

``find`` yields items one by one, in the order given, and holds one at a time. What cannot be had is yielded as an
error that names it, and the rest goes on.
"""

import dataclasses
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from fabula.errors import SourceError
from fabula.ingest.items import PAGE_LIMIT, TEXT_LIMIT, Given, Item
from fabula.ingest.sources.feeds import unread
from fabula.ingest.sources.files import brought, named, standard_input
from fabula.ingest.sources.plugins import Source, plugins
from fabula.ingest.sources.web import fetch, is_address
from fabula.printing import nameable

__all__ = ["PAGE_LIMIT", "TEXT_LIMIT", "Given", "Item", "Source", "find", "opened"]


def find(
    names: Sequence[str],
    *,
    plain: bool = False,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    given: Given | None = None,
) -> Iterator[Item | SourceError]:
    """Items for files, folders (recursive, sorted), globs, http(s) addresses and ``-`` (standard input).

    What a file holds is told by its name's ending and its first bytes: a page, a text, a feed (RSS, Atom, JSON Feed),
    a sitemap or list of addresses (each is fetched), rows (JSONL, JSON, CSV), a message or saved page (.eml, .mhtml),
    a WARC, a PDF or Word document, any of them gzipped. ``plain`` says that texts are texts whatever they begin with.
    In folders only the usual endings, and names without one, count, and hidden files do not. Errors are yielded, not
    raised. ``allow_private`` lets addresses lead to this machine and its network. ``given`` is what the user says of
    all of them.
    """
    for name in names:
        for item in _one(name, plain, stdin, allow_private):
            yield _ready(item, given)


def _ready(item: Item | SourceError, given: Given | None) -> Item | SourceError:
    """An item with what the user says of it, under a name that can be stored."""
    if isinstance(item, Item) and item.media == "link":
        item = unread(item)
    if isinstance(item, Item):
        item = given.to(item) if given is not None else item
        item = dataclasses.replace(item, source=nameable(item.source))
    return item


def opened(name: str, stream: BinaryIO | None, given: Given) -> Iterator[Item | SourceError]:
    """Items for what somebody brings from elsewhere: the bytes of a file under its ``name``, or with no stream an address.

    No file of this machine is read, whatever the name, and no address leads to this machine or its network.
    """
    if stream is not None:
        found = brought(name, stream, lambda address: fetch(address, within=1))
    elif is_address(name):
        found = fetch(name)
    else:
        found = iter([SourceError(name, "is no http(s) address")])
    for item in found:
        yield _ready(item, given)


def _one(name: str, plain: bool, stdin: BinaryIO | None, allow_private: bool) -> Iterator[Item | SourceError]:
    def follow(address: str) -> Iterator[Item | SourceError]:
        return fetch(address, allow_private=allow_private, within=1)

    for source in plugins():
        if source.takes(name):
            yield from source.items(name)
            return
    if name == "-":
        yield from standard_input(stdin if stdin is not None else sys.stdin.buffer, follow, plain=plain)
    elif is_address(name):
        yield from fetch(name, allow_private=allow_private)
    else:
        yield from named(name, follow, plain=plain)
