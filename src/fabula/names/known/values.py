"""What the formats of reference lists share: names, codes of countries and dates from what a list writes."""

import re
from collections.abc import Iterable

from fabula.lang.en.lexicon import DEMONYMS
from fabula.names.gazetteer import place

_DATE = re.compile(r"[+-]?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")
_CODE = re.compile(r"[A-Za-z]{2}$")
MOST = 60
"""Names of one entry that are kept: the first ones."""


class EntryError(Exception):
    """An entry of a list cannot be used: why."""


def names(given: Iterable[object]) -> tuple[str, ...]:
    """Distinct names in order, on one line each, without the empty ones."""
    found = dict.fromkeys(" ".join(g.split()) for g in given if isinstance(g, str))
    return tuple(n for n in found if n)[:MOST]


def country(text: str) -> str | None:
    """The ISO 3166-1 code for a code, a state's name or its adjective; None where it is none of these."""
    text = text.strip()
    if _CODE.match(text):
        return {"UK": "GB", "EL": "GR", "SU": "RU"}.get(text.upper(), text.upper())
    low = text.casefold()
    found = place(DEMONYMS.get(low, low)) or place(low)
    return found.split(".")[0] if found and found[:2].isalpha() else None


def countries(given: Iterable[object]) -> tuple[str, ...]:
    """Distinct codes, sorted."""
    return tuple(sorted({c for g in given if isinstance(g, str) for c in [country(g)] if c}))


def date(text: object) -> str | None:
    """An ISO date, as long as is known; None where a text is no date ("00" in place of a month is not known)."""
    match = _DATE.match(text.strip()) if isinstance(text, str) else None
    if not match:
        return None
    year, month, day = match.groups()
    if not month or month == "00":
        return year
    return f"{year}-{month}" if not day or day == "00" else f"{year}-{month}-{day}"


KINDS = {
    "person": "person",
    "human": "person",
    "people": "person",
    "politician": "person",
    "individual": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "publicbody": "organisation",
    "org": "organisation",
    "party": "organisation",
    "institution": "organisation",
    "place": "place",
    "location": "place",
    "gpe": "place",
    "loc": "place",
    "per": "person",
    "country": "place",
    "city": "place",
    "state": "place",
    "region": "place",
    "media": "media",
    "newspaper": "media",
    "event": "event",
    "product": "product",
    "vessel": "product",
    "airplane": "product",
    "vehicle": "product",
    "weapon": "product",
}
"""Words that lists have for kinds, to the types of mentions."""


def kind(text: object) -> str | None:
    """The type of mentions that a list's word for a kind stands for; None where it is not known."""
    return KINDS.get(text.strip().casefold().replace(" ", "")) if isinstance(text, str) else None
