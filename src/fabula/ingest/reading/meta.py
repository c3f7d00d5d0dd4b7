"""What a page's markup states of the article beside its text: JSON-LD, OpenGraph, meta and time elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec
from lxml import html

LONGEST = 300
"""Characters of one value at most: titles and names are far shorter."""
JSON_LIMIT = 1_000_000
JSON_NODES = 5_000

_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLET = ("og:site_name",)
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created",
    "date", "citation_publication_date", "article.published", "cxenseparse:recs:publishtime", "ptime",
    "originalpublicationdate",
)  # fmt: skip
_ARTICLE = re.compile(r"(?:article|posting|report|newsitem)$", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_TIME_CLASS = re.compile(r"publi|posted|entry-date|pubdate|dateline|timestamp|article.?date", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:staff|newsroom|news ?desk|admin|editorial|editors|team|contributor|guest|agency|agencies|web ?desk|news|"
    r"press|times|reuters|journal|magazine|media|online|writer|feeds?|syndicat\w+|wires?|bot|import(?:er)?)\b",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"\b(?:admin|import|importer|bot|feeds?|web ?desk|guest|writer|editors?|contributor)\b", re.IGNORECASE
)
_PARTS = re.compile(r"\s+[|•·–—:-]\s+|\s:\s|\s*\|\s*")
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"<>]{8,40})\"")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(slots=True)
class Meta:
    """Values as stated, first choice first; empty where the markup states none."""

    titles: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    url: str | None = None


def meta(root: html.HtmlElement, url: str | None = None) -> Meta:
    """What a tree states. Nothing is fetched; broken JSON-LD is left out. ``url`` is where the page was had from."""
    found = Meta()
    named: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = _clean(element.get("content"))
        if key and value:
            named.setdefault(key, []).append(value)
    linked = list(_linked_data(root))
    for thing in linked:
        found.titles.extend(_texts(thing.get("headline")))
        found.dates.extend(_texts(thing.get("datePublished")))
        found.authors.extend(_names(thing.get("author")))
        found.outlets.extend(_names(thing.get("publisher")))
    for keys, values in ((_TITLE, found.titles), (_DATE, found.dates), (_AUTHOR, found.authors)):
        values.extend(v for key in keys for v in named.get(key, []))
    found.outlets = (
        [v for key in _OUTLET for v in named.get(key, [])] + found.outlets + named.get("application-name", [])
    )
    found.dates.extend(_times(root))
    found.dates.extend(_written(root))
    found.titles.extend(v for e in root.iter("title") if (v := _clean(e.text)))
    outlets = {o.casefold() for o in found.outlets}
    authors = [a for a in (_BY.sub("", a) for a in found.authors) if a.casefold() not in outlets]
    found.authors = list(dict.fromkeys(a for a in authors if is_author(a))) or list(
        dict.fromkeys(a for a in authors if is_desk(a))
    )
    links = [e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    for value in [*links, *named.get("og:url", [])]:
        if value and value.startswith(("http://", "https://")) and len(value) < 2000:
            found.url = value.strip()
            break
    found.url = found.url or url
    found.outlets = outlets_of(found, root)
    return found


def outlets_of(found: Meta, root: html.HtmlElement) -> list[str]:
    """What may be the outlet's name, the likeliest first: one that the address bears out, else as the markup has it.

    Also the name behind a headline in the title of the window ("Bridge shut - The Bell"), and the address's host.
    """
    label = _host(found.url)
    told = [o for o in found.outlets if not o.startswith(("http://", "https://", "@")) and len(o) <= 80]
    window = next((v for e in root.iter("title") if (v := _clean(e.text))), "")
    parts = [x.strip() for x in _PARTS.split(window) if x.strip()]
    behind = [x for x in (parts[-1:] + parts[:1] if len(parts) > 1 else []) if len(x.split()) <= 6]
    alike = [o for o in [*told, *behind] if _alike(o, label)]
    # What a window's title has behind the headline that the markup states.
    front = window[: window.rfind(parts[-1])].strip(" |•·–—:-") if len(parts) > 1 else ""
    tail = parts[-1:] if front and front in found.titles and len(parts[-1].split()) <= 6 else []
    return list(dict.fromkeys([*alike, *told, *tail, *([label] if label else [])]))


def _host(url: str | None) -> str:
    """An address's host, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _alike(name: str, host: str) -> bool:
    """Whether a host may be that of an outlet of a name: it has its letters, or its words' first letters."""
    letters = "".join(c for c in name.casefold() if c.isalnum())
    first = "".join(w[0] for w in re.findall(r"\w+", name.casefold()) if w not in ("of", "and"))
    labels = [x for x in host.split(".")[:-1] if x not in ("co", "com", "org", "net", "news", "blog", "m")]
    bare = letters.removeprefix("the")
    return any(
        len(x) > 1
        and (
            x.replace("-", "") in (letters, bare, first)
            or (len(bare) >= 4 and bare in x.replace("-", ""))
            or (len(x) >= 4 and x.replace("-", "") in letters)
        )
        for x in labels
    )


def is_desk(name: str) -> bool:
    """Whether a stated author is a desk or an agency by name ("Reuters", "Bell Staff"): no account, no address."""
    return (
        "://" not in name
        and "@" not in name
        and 2 < len(name) <= 60
        and name[:1].isupper()
        and not _ROBOT.search(name)
        and _LETTERS.search(name) is not None
    )


def is_author(name: str) -> bool:
    """Whether a stated author can be a person's name: no address, no account ("admin"), no desk."""
    if "://" in name or "@" in name or len(name) > 100 or name == name.lower() or _ACCOUNT.search(name):
        return False
    return _LETTERS.search(name) is not None


def _times(root: html.HtmlElement) -> Iterator[str]:
    """Dates of elements that are marked as the article's own date of publication."""
    for element in root.iter("time", "span", "abbr", "p", "div"):
        own = element.get("itemprop")
        if own and own.lower() == "datepublished":
            value = element.get("datetime") or element.get("content") or element.get("title") or element.text
        elif element.tag == "time" and (
            element.get("pubdate") is not None or _TIME_CLASS.search((element.get("class") or "")[:200])
        ):
            value = element.get("datetime")
        else:
            continue
        if clean := _clean(value):
            yield clean


def _written(root: html.HtmlElement) -> Iterator[str]:
    """What JSON-LD that is broken, or of a page that names no headline, has as date of publication."""
    for element in root.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            yield from _PUBLISHED.findall((element.text or "")[:JSON_LIMIT])[:3]


def _linked_data(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles among a page's JSON-LD objects."""
    for element in root.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        text = element.text or ""
        if len(text) > JSON_LIMIT:
            continue
        try:
            stack: list[Any] = [msgspec.json.decode(text.encode("utf-8", "replace"), strict=False)]
        except (msgspec.DecodeError, RecursionError):
            continue
        seen = 0
        while stack and seen < JSON_NODES:
            thing = stack.pop()
            seen += 1
            if isinstance(thing, list):
                stack.extend(reversed(thing[:100]))
            elif isinstance(thing, dict):
                kinds = _texts(thing.get("@type"))
                # A page that bears a headline and a date is one article too, whatever it calls itself.
                page = (
                    any("page" in kind.lower() for kind in kinds)
                    and thing.get("headline")
                    and thing.get("datePublished")
                )
                if page or any(_ARTICLE.search(kind) for kind in kinds):
                    yield thing
                else:
                    stack.extend(
                        thing.get(key) for key in ("mainEntity", "mainEntityOfPage", "@graph") if thing.get(key)
                    )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [clean for v in values[:20] if isinstance(v, str) and (clean := _clean(v))]


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    out: list[str] = []
    for one in values[:20]:
        out.extend(_named(one) if isinstance(one, dict) else _texts(one))
    return out


def _named(one: dict[str, Any]) -> list[str]:
    """A person's or organisation's name, in one piece or in two."""
    if names := _texts(one.get("name")):
        return names
    parts = [x for key in ("givenName", "familyName") for x in _texts(one.get(key))[:1]]
    return [" ".join(parts)] if parts else []


def _clean(value: str | None) -> str | None:
    """A value on one line; None where it is empty or too long to be what it claims."""
    text = " ".join((value or "")[: 4 * LONGEST].split())
    return text if text and len(text) <= LONGEST else None
