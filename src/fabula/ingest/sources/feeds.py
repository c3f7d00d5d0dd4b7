"""Feeds (RSS, Atom, RDF, JSON Feed): each entry is an article."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from fabula.errors import EmptyError, NotTextError, SourceError
from fabula.ingest.items import LIST_LIMIT, Item
from fabula.ingest.sources.streams import whole

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)


def is_feed(head: bytes) -> bool:
    """Whether bytes begin as an XML feed does."""
    found = _FEED.search(head[:4096])
    return found is not None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _prolog(head[: found.start()])


def _prolog(before: bytes) -> bool:
    """Whether what stands before the root is an XML prolog: no text, no other element."""
    rest = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", b"", before, flags=re.DOTALL)
    return not rest.strip(b"\xef\xbb\xbf \t\r\n")


def is_json_feed(data: bytes) -> bool:
    """Whether JSON is a JSON Feed, by the version that it names."""
    return b"jsonfeed.org/version" in data[:2000]


def feed(stream: BinaryIO, source: str, url: str | None = None) -> Iterator[Item | SourceError]:
    """The entries of an XML feed, in its order; an entry without a text of its own is named."""
    import feedparser  # here: what reads no feed does without

    # Entities of a document type are never expanded: a few lines of them make gigabytes.
    data = _DOCTYPE.sub(b"", whole(stream, source, LIST_LIMIT, "feed"), count=1)
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not found.entries:
        why = "is a feed with no entries" if not found.bozo else f"is a broken feed: {found.bozo_exception}"
        raise EmptyError(source, " ".join(why.split())[:200])
    about = found.feed
    for number, entry in enumerate(found.entries, start=1):
        yield _entry(entry, about, source, f"entry {number}")
    if (
        found.bozo
        and isinstance(found.get("bozo_exception"), Exception)
        and "SAX" in type(found.bozo_exception).__name__
    ):
        yield NotTextError(
            source, f"is a broken feed, read as far as it goes: {' '.join(str(found.bozo_exception).split())[:120]}"
        )


def _entry(entry: Mapping[str, Any], about: Mapping[str, Any], source: str, part: str) -> Item | SourceError:
    texts = [str(c.get("value", "")) for c in entry.get("content", ())] + [str(entry.get("summary", ""))]
    text = max((plain(t) for t in texts), key=len)
    title = plain(str(entry.get("title", ""))) or None
    link = str(entry.get("link", "")).strip()
    link = link if link.startswith(("http://", "https://")) else ""
    if not text and not link:
        return EmptyError(f"{source}, {part}", f"has no text of its own{_called(title)}, and names no address")
    people = [str(a.get("name", "")).strip() for a in entry.get("authors", ())]
    published = entry.get("published")
    notes: tuple[str, ...] = ()
    if not published and entry.get("updated"):
        published, notes = entry["updated"], ("the entry states no date but that of its last change",)
    return Item(
        source=source,
        media="row" if text else "link",
        text=text or None,
        part=part,
        id=str(entry.get("id") or link).strip() or None,
        title=title,
        outlet=plain(str((entry.get("source") or {}).get("title") or about.get("title") or "")) or None,
        authors=tuple(dict.fromkeys(p for p in people if p)),
        published=str(published).strip() if published else None,
        url=link or None,
        language=_language(str(entry.get("language") or about.get("language") or "")),
        notes=notes,
    )


def unread(item: Item) -> EmptyError:
    """What to say of an entry that only names an address."""
    return EmptyError(item.name, f"has no text of its own{_called(item.title)}: give its address to have it read")


def _called(title: str | None) -> str:
    return f' ("{title[:80]}")' if title else ""


def json_feed(stream: BinaryIO, source: str) -> Iterator[Item | SourceError]:
    """The items of a JSON Feed."""
    try:
        found = msgspec.json.decode(whole(stream, source, LIST_LIMIT, "feed").removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotTextError(source, f"is a broken feed: {str(error).splitlines()[0]}") from None
    entries = found.get("items") if isinstance(found, dict) else None
    if not isinstance(entries, list) or not entries:
        raise EmptyError(source, "is a feed with no entries")
    about = {"title": _str(found, "title"), "language": _str(found, "language")}
    for number, x in enumerate(entries, start=1):
        part = f"entry {number}"
        if not isinstance(x, dict):
            yield NotTextError(f"{source}, {part}", "is not a JSON object")
            continue
        raw = x.get("authors") if isinstance(x.get("authors"), list) else [x.get("author")]
        made = _entry(
            {
                "id": str(x["id"]) if isinstance(x.get("id"), str | int) else "",
                "title": _str(x, "title"),
                "content": [{"value": _str(x, "content_html")}, {"value": _str(x, "content_text")}],
                "summary": _str(x, "summary"),
                "authors": [a for a in raw or [] if isinstance(a, dict) and isinstance(a.get("name"), str)],
                "published": _str(x, "date_published"),
                "updated": _str(x, "date_modified"),
                "link": _str(x, "url") or _str(x, "external_url"),
                "language": _str(x, "language"),
            },
            about,
            source,
            part,
        )
        yield made


def _str(x: Mapping[str, Any], key: str) -> str:
    value = x.get(key)
    return value if isinstance(value, str) else ""


def plain(value: str) -> str:
    """A feed's text or markup as visible text, a paragraph a line; as it is where it holds no markup."""
    if not _MARKUP.search(value):
        return value.strip()
    from fabula.ingest.reading.visible import blocks, parse

    try:
        return blocks(parse(f"<div>{value}</div>", "entry"))[0].strip()
    except SourceError:
        return ""


def _language(code: str) -> str | None:
    code = code.strip().lower()[:2]
    return code if len(code) == 2 and code.isalpha() else None
