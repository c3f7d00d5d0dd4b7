"""A web page as an article: its visible text, zones, and what it states of itself."""

import re
from dataclasses import dataclass

from lxml import etree, html

from fabula.errors import EmptyError
from fabula.ingest.reading import publication, stated
from fabula.ingest.reading.dates import iso, only_date
from fabula.ingest.reading.head import date_line, own_clock
from fabula.ingest.reading.judging import judge
from fabula.ingest.reading.lineage import Origin, origin
from fabula.ingest.reading.maintext import extracted, words
from fabula.ingest.reading.meta import Meta, meta
from fabula.ingest.reading.plain import is_byline, tile
from fabula.ingest.reading.visible import Block, blocks, freed, parse
from fabula.model.records import Published, Stated, Zone

EXTRACTABLE = 500_000
"""Elements times depth up to which the extractor is asked: its time grows with both. Of 181 news pages
(../shared/data/pages) none has more than 1,600 elements, in some 40 levels."""
BLOCKS = 15_000
"""Blocks up to which each is judged; a page with more is a list, and what reads as prose in it is its body."""
THIN = 0.35
"""The generous extraction is only worth its time where the cautious one has less than this share of the prose."""
NEAR_TITLE = 12
"""Blocks below the title in which a byline and a date stand."""

_DATE_PATH = re.compile(
    r"\b(?:date|dateline|time|timestamp|published|posted|pubdate)\b|publish|posted|-date|date-", re.IGNORECASE
)
_BY_PATH = re.compile(r"\b(?:byline|author)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    text: str
    zones: tuple[Zone, ...]
    stated: dict[str, tuple[Stated, ...]]
    published: Published | None
    origin: Origin
    url: str | None


def read(source: str, name: str, given: str | None = None, url: str | None = None) -> Page:
    """A decoded page; raises EmptyError, NotTextError or TooLargeError, each naming it."""
    root = parse(source, name)
    freed(root)
    text, found = blocks(root)
    if not found:
        raise EmptyError(name, "the page holds no visible text")
    known = meta(root, url)
    if len(found) <= BLOCKS:
        cautious, generous = _extractions(root, found)
        judge(found, cautious, generous, known.titles[0] if known.titles else None)
        _beside_title(found)
    else:
        for block in found:
            block.kind = "body" if _is_prose(block) else "furniture"
    if not any(b.kind == "body" for b in found):
        # Nothing looked like an article: a short note is told, links are not.
        for block in found:
            if block.kind == "furniture" and block.linked < 0.5 * len(block.text) and " " in block.text:
                block.kind = "body"
    zones = tile(text, found)
    source_of = _origin(text, found)
    return Page(
        text=text,
        zones=zones,
        stated=_stated(text, zones, known),
        published=_published(text, zones, known, source_of, given),
        origin=source_of,
        url=known.url,
    )


def _extractions(root: html.HtmlElement, found: list[Block]) -> tuple[str, str]:
    """The cautious and the generous extraction; both the page's longer paragraphs where the extractor gives nothing."""
    prose = [
        b
        for b in found
        if len(b.text) >= 60
        and b.linked < 0.5 * len(b.text)
        and b.tag in ("p", "div", "td", "section", "article", "body", "pre", "li", "blockquote")
    ]
    if _work(root) <= EXTRACTABLE:
        cautious = extracted(root, precise=True)
        if len(cautious) >= THIN * sum(len(b.text) for b in prose):
            return cautious, cautious
        generous = extracted(root, precise=False)
        if cautious or generous:
            return cautious, generous
    plain = "\n".join(b.text for b in prose or found)
    return plain, plain


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 60 and block.linked < 0.5 * len(block.text)


def _work(root: html.HtmlElement) -> int:
    """A tree's elements times its depth."""
    count = depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            count += 1
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return count * deepest


def _beside_title(found: list[Block]) -> None:
    """Name the byline and the date that stand between title and body, or right above the title."""
    at = next((i for i, b in enumerate(found) if b.kind == "title"), None)
    if at is None:
        return
    dated = False
    for block in found[at + 1 : at + 1 + NEAR_TITLE]:
        if block.kind == "body" and not (len(block.text) <= 100 and date_line(block.text)):
            break
        if block.kind not in ("furniture", "caption", "heading", "body"):
            continue
        names = " ".join(block.path[-2:])
        count = len(block.text.split())
        date = only_date(block.text)
        if (date is not None and (_DATE_PATH.search(names) or count >= 3)) or date_line(block.text):
            block.kind, dated = "dateline", True
        elif is_byline(block.text) or (_BY_PATH.search(names) and 2 <= count <= 4 and stated.is_name(block.text)):
            block.kind = "byline"
    for block in found[max(0, at - 3) : at] if not dated else ():
        if block.kind == "furniture" and date_line(block.text) and (own_clock(block.text) or is_byline(block.text)):
            block.kind = "byline" if is_byline(block.text) else "dateline"


def _origin(text: str, found: list[Block]) -> Origin:
    """What the page says of its own origin, among what it tells: not in its furniture."""
    first = next((b.start for b in found if b.kind in ("title", "body")), 0)
    last = max((b.end for b in found if b.kind in ("title", "body", "caption")), default=len(text))
    return origin(text, first, last)


def _stated(text: str, zones: tuple[Zone, ...], known: Meta) -> dict[str, tuple[Stated, ...]]:
    visible = stated.title(text, zones)
    titles = [visible] if visible else [Stated(value=t, basis="meta") for t in known.titles[:1]]
    authors = list(stated.people(text, zones))
    have = {words(a.value) for a in authors}
    # Beside a byline, a name that the page itself never shows is a feed's or an account's.
    shown = [a for a in known.authors if not have or a in text]
    authors += [Stated(value=a, basis="meta") for a in shown if words(a) not in have and not _covered(a, have)]
    outlets = [Stated(value=o, basis="meta") for o in known.outlets[:1]]
    byline = stated.outlet(text, zones)
    return {
        "title": tuple(titles),
        "authors": tuple(authors),
        "outlet": tuple(outlets or ([byline] if byline else [])),
    }


def _covered(name: str, have: set[tuple[str, ...]]) -> bool:
    """Whether a stated list of authors ("A and B") only repeats names that the byline gave already."""
    wanted = set(words(name))
    return any(wanted <= set(h) or set(h) <= wanted for h in have)


def _published(text: str, zones: tuple[Zone, ...], known: Meta, source: Origin, given: str | None) -> Published | None:
    when = publication.published(text, zones, source, given)
    if when is not None and when.basis in ("given", "republication"):
        return when
    first = when is not None and when.date is not None and "first published" in (when.why or "")
    for value in known.dates:
        found = iso(value)
        if not found or len(found[0]) < 10:
            continue
        if first and when is not None and when.date is not None and when.date[:10] < found[0][:10]:
            return when  # the markup has the day of the last change
        return Published(date=found[0], precision=found[1], basis="meta", why="the page's own markup")
    if (when is None or when.date is None) and (day := address_day(known.url)):
        return Published(date=day, precision="day", basis="address", why="the page's own address")
    return when


_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12]\d|3[01])(?=[/-])", re.IGNORECASE
)


def address_day(url: str | None) -> str | None:
    """The day in a page's address (".../2025/03/13/..."), as ISO date."""
    found = _IN_ADDRESS.search(url or "")
    value = None
    if found:
        year, month, day = found.groups()
        value = iso(f"{day} {month} {year}" if month.isalpha() else f"{year}-{month.zfill(2)}-{day.zfill(2)}")
    return value[0] if value else None
