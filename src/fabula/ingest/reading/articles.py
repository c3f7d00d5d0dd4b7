"""Turn bytes into an Article: decoding, main text, zones, language, dates, each with its evidence."""

import hashlib
from typing import Any

from fabula.errors import EmptyError, NotTextError, TooLargeError
from fabula.ingest.items import TEXT_LIMIT, Item, megabytes
from fabula.ingest.reading import plain as plain_text
from fabula.ingest.reading import publication, stated
from fabula.ingest.reading.dates import iso
from fabula.ingest.reading.decoding import Decoded, decode, decode_page
from fabula.ingest.reading.languages import language
from fabula.ingest.reading.lineage import Origin, origin
from fabula.model.records import Article, Published, Stated, Zone


def read(item: Item, *, plain: bool = False) -> Article:
    """An item's article; raises EmptyError, TooLargeError or NotTextError, each naming the item.

    A plain text's or row's ``text`` is what was given, to the character; a page's is its visible text. ``plain`` says
    that a text is body already: it gets one zone. What was given beside the text outranks what the text states.
    """
    if item.media == "html":
        return _page(item)
    read_ = Decoded(item.text) if item.text is not None else decode(item.data, item.name, item.charset)
    text, notes = read_.text, read_.notes
    _check(text, item)
    if plain:
        zones: tuple[Zone, ...] = (Zone(start=0, end=len(text), kind="body"),)
        return _article(item, text, zones, {}, publication.published("", (), Origin(), item.published), notes=notes)
    zones = plain_text.zones(text)
    told: dict[str, tuple[Stated, ...]] = {"authors": stated.people(text, zones)}
    title = stated.title(text, zones)
    told["title"] = (title,) if title else ()
    told["outlet"] = stated.outlets(text, zones, tuple(x.value for x in told["authors"]))
    told["authors"] = stated.without(told["authors"], told["outlet"])
    published = publication.published(text, zones, origin(text), item.published)
    return _article(item, text, zones, told, published, notes=notes)


def _page(item: Item) -> Article:
    # Pages need lxml and trafilatura, which take a third of a second to load: texts do without.
    from fabula.ingest.reading import page

    raw = decode_page(item.data, item.name, item.charset)
    found = page.read(raw.text, item.name, item.published, item.url)
    _check(found.text, item)
    return _article(item, found.text, found.zones, found.stated, found.published, found.url, raw.notes)


def _check(text: str, item: Item) -> None:
    if not text.strip("\ufeff\u200b \t\r\n\xa0"):
        raise EmptyError(item.name, "holds no text")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise NotTextError(item.name, "holds half of a surrogate pair, which no encoding can store") from None
    if size > TEXT_LIMIT:
        raise TooLargeError(item.name, f"the text is over {megabytes(TEXT_LIMIT)}, the limit of one article")


def _article(
    item: Item,
    text: str,
    zones: tuple[Zone, ...],
    told: dict[str, tuple[Stated, ...]],
    published: Published | None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = dict(told)
    for field, value in (("title", item.title), ("outlet", item.outlet)):
        if value:
            known[field] = (Stated(value=value, basis="given"),)
    if item.authors:
        known["authors"] = tuple(Stated(value=x, basis="given") for x in item.authors)
    known = {field: found for field, found in known.items() if found}
    if item.published and iso(item.published) is None:
        notes += (f'the date given, "{item.published[:60]}", cannot be read and is left out',)
    first: dict[str, Any] = {k: known[k][0].value if k in known else None for k in ("title", "outlet")}
    return Article(
        id=item.id or digest[:16],
        path=item.source,
        sha256=digest,
        text=text,
        authors=tuple(x.value for x in known.get("authors", ())),
        language=item.language or language(text, zones),
        published=published,
        url=item.url or url,
        zones=zones,
        stated=known,
        notes=item.notes + notes,
        **first,
    )
