"""FollowTheMoney (https://followthemoney.tech): people, bodies, places, events and articles as its entities, and a file of spans."""

import re
from collections.abc import Iterator

from fabula.export.exporting import ExportedDossier, Files
from fabula.export.ndjson import records
from fabula.model.quoting import Row, encoded
from fabula.printing import terminal

SCHEMATA = {
    "person": "Person", "organisation": "Organization", "media": "Organization", "group": "LegalEntity",
    "people": "LegalEntity", "place": "Address",
}  # fmt: skip
"""Its schemata by the types of entities. It has none for a product or for what is of no type: its ``Thing`` is abstract."""
LANGUAGES = {
    "en": "eng", "fr": "fra", "de": "deu", "ru": "rus", "es": "spa", "nl": "nld", "ro": "ron", "ar": "ara", "tr": "tur",
    "el": "ell", "lt": "lit", "uk": "ukr", "zh": "zho", "be": "bel", "bg": "bul", "bs": "bos", "ja": "jpn", "cs": "ces",
    "lv": "lav", "pt": "por", "pl": "pol", "hy": "hye", "hr": "hrv", "hi": "hin", "he": "heb", "mn": "mon", "ur": "urd",
    "sq": "sqi", "ko": "kor", "is": "isl", "it": "ita", "et": "est", "no": "nor", "nb": "nor", "nn": "nor", "fa": "fas",
    "sw": "swa", "sl": "slv", "sk": "slk", "az": "aze", "kk": "kaz", "ky": "kir", "hu": "hun", "da": "dan", "af": "afr",
    "sv": "swe", "sr": "srp", "id": "ind", "mk": "mkd", "mt": "mlt", "ms": "msa", "fi": "fin", "ca": "cat", "ne": "nep",
}  # fmt: skip
"""Codes of ISO 639-3, which it writes languages with, by those of ISO 639-1."""
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def followthemoney(found: ExportedDossier) -> Files:
    """Entities, one a line, and ``spans.ndjson``: for each entity, by its id, the exact passages that it rests on."""
    made = list(_entities(found))
    spans = "".join(encoded({"entity_id": proxy["id"], **e}) + "\n" for proxy, evidence in made for e in evidence)
    return {"entities.ftm.json": "".join(encoded(p) + "\n" for p, _ in made), "spans.ndjson": spans}


def _entities(found: ExportedDossier) -> Iterator[tuple[Row, list[Row]]]:
    schema_of = {e.id: SCHEMATA[e.type] for e in found.dossier.entities() if e.type in SCHEMATA}
    for r in records(found):
        f = r["fields"]
        if r["kind"] == "entity" and r["id"] in schema_of:
            schema = schema_of[r["id"]]
            values = {"name": [f["name"]], "alias": [a for a in f["aliases"] if a != f["name"]]}
            if schema == "Address":
                values["full"] = [f["name"]]
            elif schema == "Person":
                values["position"] = f["roles"]
            yield _proxy(r["id"], schema, values), r["evidence"]
        elif r["kind"] == "article":
            values = {
                "name": [f["title"] or f["path"]], "title": [f["title"]], "author": f["authors"], "publisher": [f["outlet"]],
                "language": [LANGUAGES.get((f["language"] or "").partition("-")[0])],
                "publishedAt": [_day((f["published"] or {}).get("date"))], "fileName": [f["path"]],
            }  # fmt: skip
            yield _proxy(f"article-{r['id']}", "Article", values), r["evidence"]
        elif r["kind"] == "event" and f["what"]:
            who = f.get("entities") or []
            values = {
                "name": [f["what"]], "date": [_day(f["date"])], "location": [f["place"]],
                "involved": [i for i in who if schema_of.get(i) not in (None, "Address")],
                "addressEntity": [i for i in who if schema_of.get(i) == "Address"],
                "proof": [f"article-{a}" for a in f["articles"]],
            }  # fmt: skip
            yield _proxy(r["id"], "Event", values), r["evidence"]


def _day(text: str | None) -> str | None:
    """A date as it writes them: a year, a month or a day, and nothing after it."""
    found = _DAY.match(text or "")
    return found[0] if found else None


def _proxy(key: str, schema: str, values: dict[str, list[str | None]]) -> Row:
    properties = {k: [terminal(" ".join(v.split())) for v in vs if v] for k, vs in values.items()}
    return {"id": key, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}
