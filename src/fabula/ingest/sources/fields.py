"""A row of fields, as JSON and CSV have them, to an item: known fields under their usual other names."""

from collections.abc import Mapping
from typing import Any

from fabula.errors import EmptyError, NotTextError, TooLargeError
from fabula.ingest.items import TEXT_LIMIT, Item, megabytes

NAMES = {
    "text": "text body content articlebody articletext fulltext maintext contenttext story",
    "title": "title headline heading subject",
    "outlet": "outlet source publisher publication sitename site newspaper medium domain",
    "published": "published date datepublished publishedat publisheddate publishdate publicationdate pubdate pubtime "
    "createdat timestamp",
    "authors": "authors author byline creator writer",
    "url": "url link address uri href",
    "language": "language lang inlanguage",
    "id": "id guid uid articleid",
}
"""What each field is called, folded, first choice first: as in NewsAPI, GDELT, common-crawl news, JSON-LD and exports of
readers and archives."""
LAST = "description summary abstract lead snippet"
"""What stands for the text where there is none: the beginning of the article, or its gist."""


def columns(names: list[str], *, full: bool = False) -> dict[str, str]:
    """Which of the names given is which field. ``full`` says that a summary is no text."""
    folded = {"".join(c for c in n.casefold() if c.isalnum()): n for n in reversed(names)}
    out: dict[str, str] = {}
    for field, known in NAMES.items():
        for name in (known if full or field != "text" else f"{known} {LAST}").split():
            if name in folded and folded[name] not in out.values():
                out[field] = folded[name]
                break
    return out


def mapped(found: Mapping[str, str]) -> tuple[str, ...]:
    """The note that says which fields were found under other names."""
    other = [f"{name} as {field}" for field, name in found.items() if name != field]
    return (f"read {', '.join(other)}",) if other else ()


def item(
    row: Mapping[str, Any], found: Mapping[str, str], source: str, line: int | None, part: str | None = None
) -> Item:
    """The item of a row; raises EmptyError, NotTextError or TooLargeError, each naming it."""
    shell = Item(source=source, media="row", line=line, part=part)
    values = {field: row.get(name) for field, name in found.items()}

    def string(field: str) -> str | None:
        return _string(values.get(field), shell.name, found.get(field, field))

    text = values.get("text")
    if text is None:
        raise EmptyError(shell.name, 'has no "text"')
    if not isinstance(text, str):
        raise NotTextError(shell.name, f'"{found["text"]}" is not a string')
    if not text.strip():
        raise EmptyError(shell.name, f'"{found["text"]}" is empty')
    if len(text) > TEXT_LIMIT or len(text.encode("utf-8", "surrogatepass")) > TEXT_LIMIT:
        raise TooLargeError(shell.name, f"the text is over {megabytes(TEXT_LIMIT)}, the limit of one article")
    return Item(
        source=source,
        media="row",
        text=text,
        line=line,
        part=part,
        id=_id(values.get("id"), shell.name),
        authors=_authors(values.get("authors"), shell.name),
        published=_published(values.get("published"), shell.name, found),
        title=string("title"),
        outlet=string("outlet"),
        url=string("url"),
        language=string("language"),
    )


def _string(value: Any, name: str, field: str) -> str | None:
    if isinstance(value, list) and value and all(isinstance(x, str) for x in value):
        value = value[0]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if value is not None and not isinstance(value, str):
        raise NotTextError(name, f'"{field}" is not a string')
    return (value or "").strip() or None


def _published(value: Any, name: str, found: Mapping[str, str]) -> str | None:
    """A date as given: numbers, which are seconds or milliseconds since 1970 or a year, as digits."""
    if isinstance(value, bool):
        raise NotTextError(name, f'"{found["published"]}" is no date')
    if isinstance(value, int | float):
        return str(int(value)) if abs(value) < 1e15 else str(value)
    return _string(value, name, found.get("published", "published"))


def _id(value: Any, name: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise NotTextError(name, '"id" is neither a string nor a whole number')


def _authors(value: Any, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [x.get("name") if isinstance(x, dict) else x for x in (value if isinstance(value, list) else [value])]
    if not all(isinstance(x, str) for x in names):
        raise NotTextError(name, '"authors" is not a list of strings')
    return tuple(x for x in (str(x).strip() for x in names) if x)
