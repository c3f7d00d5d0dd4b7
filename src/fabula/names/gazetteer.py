"""Known places: countries, regions and cities under the names that many languages give them.

The table is cut down from CLDR and GeoNames by training/gazetteer.py; formal names of states are put together here.
"""

import gzip
import re
from functools import cache, lru_cache
from importlib import resources

from fabula.names.text import clean

# What stands around a country's name in the name of its state, in the languages of the table.
_FORMAL = re.compile(
    r"^(?:the )?(?:(?:islamic|people's|peoples|democratic|socialist|federal|federative|united|bolivarian|plurinational|"
    r"arab|hashemite|french|kyrgyz|lao) )*(?:republic|kingdom|state|commonwealth|principality|grand duchy|sultanate|"
    r"federation|union|emirate)(?: of(?: the)?)? (?P<place>.+)$"
)
_ADJECTIVE = re.compile(r"^(?:the )?(?P<place>[^ ]+) (?:federation|republic|kingdom|empire)$")
_STEM = re.compile(r"(?:ese|ish|ian|an|ean|ic|i|n)$")

ABBREVIATIONS = {
    "us": "US", "u.s": "US", "u.s.": "US", "usa": "US", "u.s.a.": "US", "america": "US", "the united states": "US",
    "united states of america": "US", "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB",
    "uae": "AE", "prc": "CN", "drc": "CD", "dprk": "KP", "eu": "EU", "e.u.": "EU", "un": "UN", "u.n.": "UN",
    "us of a": "US", "the states": "US", "holland": "NL", "czech republic": "CZ", "burma": "MM", "ivory coast": "CI",
    "turkey": "TR", "the netherlands": "NL", "macedonia": "MK", "swaziland": "SZ", "cape verde": "CV",
    "byelorussia": "BY", "belorussia": "BY",
}  # fmt: skip
"""Short and older English names of states and unions that CLDR's first names leave out."""


Row = tuple[str, list[str]]
"""A place's code and its names, lower case."""


@cache
def _rows() -> tuple[list[Row], list[Row]]:
    packed = resources.files(__package__).joinpath("data/places.tsv.gz").read_bytes()
    states: list[Row] = []
    towns: list[Row] = []
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        code, kind, names = line.split("\t")
        (towns if kind == "city" else states).append((code, names.split("|")))
    return states, towns


@cache
def territories() -> list[tuple[str, list[tuple[str, str]]]]:
    """States, continents and unions, with their names in many languages as (language, name)."""
    rows = []
    for code, names in _rows()[0]:
        parts = [name.partition("=") for name in names]
        rows.append((code, [(language, name) for language, _, name in parts]))
    return rows


def cities() -> list[Row]:
    """Cities, largest first, with their names in many languages."""
    return _rows()[1]


@cache
def _table() -> dict[str, str]:
    index = dict(ABBREVIATIONS)
    # The first to bear a name keeps it: states before cities, larger cities before smaller.
    for code, pairs in territories():
        for _, name in pairs:
            index.setdefault(name, code)
    for code, names in cities():
        for name in names:
            index.setdefault(name, code)
    return index


@lru_cache(maxsize=1 << 15)
def place(name: str) -> str | None:
    """The code of the place that a name in its basic form names (ISO 3166-1, UN M49 or country.geonameid)."""
    folded = clean(name).casefold()
    table = _table()
    if folded in table:
        return table[folded]
    if folded.startswith("the "):
        return place(folded[4:])
    formal = _FORMAL.match(folded)
    if formal:
        found = table.get(formal["place"])
        return found if found and "." not in found else None
    adjective = _ADJECTIVE.match(folded)
    if adjective:
        stem = _STEM.sub("", adjective["place"])
        for ending in ("", "a", "ia", "y", "e", "n"):
            found = table.get(stem + ending)
            if found and "." not in found and len(stem) > 2:
                return found
    return None
