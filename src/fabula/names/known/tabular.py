"""A table of known entities: CSV, or the like with tabs, semicolons or bars; columns are found by their header."""

import csv
import re
from collections.abc import Iterable, Iterator

from fabula.errors import SourceError
from fabula.model.records import Known
from fabula.names.known.values import EntryError, countries, date, kind, names

COLUMNS = {
    "id": "id identifier entityid wikidata wikidataid qid key uri code number",
    "name": "name fullname label caption title displayname primaryname mainname",
    "first": "firstname givenname forename given",
    "last": "lastname surname familyname family",
    "aliases": "aliases alias othernames othername alsoknownas aka altnames alternativenames altlabel spellings variants",
    "weak": "weakaliases weakalias",
    "kind": "kind type schema category entitytype class",
    "country": "country countries nationality nationalities citizenship countrycode jurisdiction",
    "born": "born birthdate dateofbirth dob birthyear yearofbirth birth",
    "roles": "role roles position positions office occupation description notes function jobtitle",
}
"""What a column may be called, letters alone and lower case."""
_PLAIN = re.compile(r"[^a-z]")
_SEVERAL = re.compile(r"\s*[;|]\s*|\s*\n\s*")
Line = tuple[int, str | SourceError]


class _Feed:
    """Lines for the csv module; those that are errors are set aside and come out with the rows."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = iter(lines)
        self.number = 0
        self.errors: list[tuple[int, SourceError]] = []

    def __iter__(self) -> Iterator[str]:
        for number, line in self.lines:
            self.number = number
            if isinstance(line, SourceError):
                self.errors.append((self.number, line))
            else:
                yield line


def entries(lines: Iterable[Line], path: str, name: str) -> Iterator[tuple[int, Known | SourceError]]:
    """The rows as entries. Raises SourceError where the header lacks a column that is needed."""
    feed = iter(lines)
    n, head = next(feed)
    if isinstance(head, SourceError):
        raise head
    delimiter = max(",;\t|", key=head.count)
    header = next(csv.reader([head], delimiter=delimiter), [])
    at = _columns(header, path)
    rows = _Feed(feed)
    reader = csv.reader(iter(rows), delimiter=delimiter)
    while True:
        start = rows.number or n
        try:
            row = next(reader)
        except StopIteration:
            yield from rows.errors
            return
        except csv.Error as e:
            yield rows.number, SourceError(path, f"line {start + 1}: {e}; is a quotation mark missing?")
            continue
        yield from rows.errors
        rows.errors.clear()
        if not any(c.strip() for c in row):
            continue
        try:
            yield rows.number, _entry(row, at, name)
        except EntryError as e:
            yield rows.number, SourceError(path, f"line {rows.number}: {e}")


def _columns(header: list[str], path: str) -> dict[str, int]:
    """Where each column stands: the first that bears one of its names, in the order of the names."""
    plain = [_PLAIN.sub("", h.casefold()) for h in header]
    at = {c: plain.index(w) for c, called in COLUMNS.items() for w in reversed(called.split()) if w in plain}
    missing = [c for c in ("id", "name") if c not in at and not (c == "name" and {"first", "last"} <= set(at))]
    if missing:
        wanted = "; ".join(f"{c} (or {', '.join(COLUMNS[c].split()[1:4])})" for c in missing)
        has = ", ".join(h.strip() for h in header)[:200]
        raise SourceError(path, f"line 1: the header lacks a column for {wanted}; it has: {has}")
    return at


def _entry(row: list[str], at: dict[str, int], name: str) -> Known:
    def cell(column: str) -> str:
        i = at.get(column, -1)
        return row[i].strip() if 0 <= i < len(row) else ""

    identifier, called = cell("id"), cell("name") or f"{cell('first')} {cell('last')}".strip()
    if not identifier:
        raise EntryError("no identifier")
    if "\n" in called or "\n" in identifier:
        raise EntryError("a name runs over several lines: is a quotation mark missing?")
    if not called:
        raise EntryError(f"{identifier!r} has no name")
    born = date(cell("born")) or date(cell("born")[:10])
    if cell("born") and not born:
        raise EntryError(f"{identifier!r}: not a date (YYYY, YYYY-MM or YYYY-MM-DD): {cell('born')[:40]!r}")
    return Known(
        list=name,
        id=identifier,
        names=names([called, *_SEVERAL.split(cell("aliases"))]),
        weak=names(_SEVERAL.split(cell("weak"))),
        kind=kind(cell("kind")),
        countries=countries(re.split(r"\s*[;|,]\s*", cell("country"))),
        born=born,
        roles=names(_SEVERAL.split(cell("roles")))[:10],
    )
