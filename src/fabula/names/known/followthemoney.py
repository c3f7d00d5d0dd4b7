"""FollowTheMoney: one entity a line, with ``id``, ``schema`` and ``properties`` of lists (followthemoney.tech)."""

from typing import Any

from fabula.model.records import Known
from fabula.names.known.values import EntryError, countries, date, kind, names

THINGS = frozenset(
    "Person LegalEntity Organization Company PublicBody Asset Vessel Airplane Vehicle Event Thing RealEstate Position "
    "Security Project License Trip Call Message Document".split()
)
"""Schemata whose entities have names of their own; of them, those that are nothing an article names are passed over."""
PASSED = frozenset("Position Security License Trip Call Message Document RealEstate".split())


def entry(row: dict[str, Any], name: str) -> Known | None:
    """One entity; None for a schema that names nothing (Ownership, Sanction, Address, ...). Raises EntryError."""
    schema, given, identifier = row["schema"], row["properties"], row.get("id")
    if not isinstance(schema, str) or not isinstance(given, dict):
        raise EntryError("FollowTheMoney: 'schema' must be a text and 'properties' an object")
    if schema not in THINGS or schema in PASSED:
        return None
    if not isinstance(identifier, str) or not identifier.strip():
        raise EntryError("FollowTheMoney: no 'id'")

    def values(*keys: str) -> list[object]:
        found = [given.get(k) for k in keys]
        return [v for f in found for v in (f if isinstance(f, list) else [f])]

    caption = [row.get("caption")] if row.get("caption") else []
    whole = [" ".join(x for x in (*values("firstName")[:1], *values("lastName")[:1]) if isinstance(x, str))]
    full = names([*caption, *values("name")]) or names(whole)
    full = names([*full, *values("alias", "previousName", "abbreviation", "originalName")])
    if not full:
        raise EntryError(f"FollowTheMoney: {identifier!r} has no name")
    born = sorted(d for d in map(date, values("birthDate", "incorporationDate", "buildDate")) if d)
    return Known(
        list=name,
        id=identifier.strip(),
        names=full,
        weak=names(values("weakAlias")),
        kind=kind(schema),
        countries=countries(values("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")),
        born=born[0] if born else None,
        roles=names(values("position", "classification", "sector", "notes", "summary", "description"))[:10],
    )
