"""What FollowTheMoney's documentation says of the schemata that Fabula writes, in words of our own, and a check against it.

Its library needs ICU and does not install everywhere, so this stands in for it. Facts from the model's public files as of 3.x and 4.x:
which schema is of which, which is abstract, what is required, and what type each property is; for references, of which schema they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

THING = {
    "name": "name", "summary": "text", "description": "text", "country": "country", "alias": "name", "previousName": "name", "weakAlias": "name",
    "sourceUrl": "url", "publisher": "string", "publisherUrl": "url", "wikipediaUrl": "url", "wikidataId": "identifier", "keywords": "string",
    "topics": "topic", "address": "address", "addressEntity": "Address", "program": "string", "notes": "text", "proof": "Document",
    "modifiedAt": "date", "retrievedAt": "date",
}  # fmt: skip
EXTENDS: Mapping[str, Sequence[str]] = {
    "Thing": (),
    "Interval": (),
    "Analyzable": (),
    "LegalEntity": ("Thing",),
    "Person": ("LegalEntity",),
    "Organization": ("LegalEntity",),
    "Address": ("Thing",),
    "Document": ("Thing",),
    "Article": ("Document",),
    "Event": ("Interval", "Analyzable", "Thing"),
}
ABSTRACT = {"Thing", "Interval", "Analyzable"}
REQUIRED: Mapping[str, Sequence[str]] = {"Thing": ("name",), "Person": ("name",), "Event": ("name",)}
PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "Thing": THING,
    "Interval": {"startDate": "date", "endDate": "date", "date": "date", "summary": "text", "description": "text", "recordId": "string"},
    "LegalEntity": {"email": "email", "phone": "phone", "website": "url", "legalForm": "string", "status": "string", "sector": "string"},
    "Person": {"title": "string", "firstName": "string", "lastName": "string", "position": "string", "birthDate": "date", "gender": "gender"},
    "Address": {"full": "address", "remarks": "string", "city": "string", "region": "string", "country": "country"},
    "Document": {
        "contentHash": "checksum", "title": "string", "author": "string", "fileName": "string", "mimeType": "mimetype", "language": "language",
        "date": "date", "authoredAt": "date", "publishedAt": "date",
    },
    "Event": {"location": "address", "country": "country", "important": "string", "organizer": "LegalEntity", "involved": "LegalEntity"},
}  # fmt: skip
TYPES = {
    "date": re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"),
    "language": re.compile(r"[a-z]{3}"),
    "checksum": re.compile(r"[0-9a-f]{40}"),
    "url": re.compile(r"https?://\S+"),
}
"""What values of a type look like; of the other types any text is one."""


def ancestors(schema: str) -> Iterator[str]:
    """A schema and all that it extends."""
    yield schema
    for parent in EXTENDS[schema]:
        yield from ancestors(parent)


def wrong(proxies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What of some entities the model would refuse."""
    schema_of = {p["id"]: p["schema"] for p in proxies}
    if len(schema_of) != len(proxies):
        yield "an id stands twice"
    for p in proxies:
        at = f"{p['schema']} {p['id']}"
        if set(p) != {"id", "schema", "properties"} or p["schema"] not in EXTENDS or p["schema"] in ABSTRACT:
            yield f"{at}: no entity of a schema that can be written"
            continue
        line = list(ancestors(p["schema"]))
        known = {k: t for s in line for k, t in PROPERTIES.get(s, {}).items()}
        yield from (f"{at}: {k} is required" for s in line for k in REQUIRED.get(s, ()) if not p["properties"].get(k))
        for name, values in p["properties"].items():
            of = known.get(name)
            if of is None:
                yield f"{at}: it has no property {name}"
                continue
            for v in values:
                if not isinstance(v, str) or not v.strip():
                    yield f"{at}: {name} holds no text: {v!r}"
                elif of in EXTENDS and (v not in schema_of or of not in ancestors(schema_of[v])):
                    yield f"{at}: {name} leads to {v}, which is no {of}"
                elif of in TYPES and not TYPES[of].fullmatch(v):
                    yield f"{at}: {name} is no {of}: {v}"
