"""Find articles: files, folders, globs, saved pages, JSONL, standard input, addresses.

``find`` yields items one by one, in the order given, and holds one at a time. What cannot be had is yielded as an
error that names it, and the rest goes on.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from fabula.errors import SourceError
from fabula.ingest.sources.files import named, standard_input
from fabula.ingest.sources.items import PAGE_LIMIT, TEXT_LIMIT, Item
from fabula.ingest.sources.web import fetch, is_address

__all__ = ["PAGE_LIMIT", "TEXT_LIMIT", "Item", "find"]


def find(
    names: Sequence[str], *, plain: bool = False, stdin: BinaryIO | None = None, allow_private: bool = False
) -> Iterator[Item | SourceError]:
    """Items for files, folders (recursive, sorted), globs, http(s) addresses and ``-`` (standard input).

    Files named outright are read by extension: .html, .htm and .xhtml as pages, .jsonl as one article a line, others
    as plain text (a text that begins as an HTML page is read as one, unless ``plain``). In folders only those, .txt,
    .md and names without an extension count, and hidden files do not. Errors are yielded, not raised.
    ``allow_private`` lets addresses lead to this machine and its network.
    """
    for name in names:
        if name == "-":
            found = standard_input(stdin if stdin is not None else sys.stdin.buffer)
        elif is_address(name):
            found = fetch(name, allow_private=allow_private)
        else:
            found = named(name)
        for item in found:
            if plain and isinstance(item, Item) and item.media == "html" and not _is_page(item):
                item = Item(source=item.source, media="text", data=item.data)
            yield item


def _is_page(item: Item) -> bool:
    return item.source.lower().endswith((".html", ".htm", ".xhtml")) or is_address(item.source)
