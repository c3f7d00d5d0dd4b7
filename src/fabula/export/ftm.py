"""FollowTheMoney (https://followthemoney.tech): people, bodies, places, events and articles as its entities, and a file of spans."""

import re
from collections.abc import Iterator

from fabula.export.exporting import ExportedDossier, Files
from fabula.export.ndjson import records
from fabula.model.quoting import Row, encoded
from fabula.printing import terminal

SCHEMATA = {
    "person": "Person", "organisation": "Organization", "media": "Organization", "group": "LegalEntity",
    "people": "LegalEntity", "place": "Address", "event": "Event", "product": "Thing", "other": "Thing",
}  # fmt: skip
"""Its schemata by the types of entities."""
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def followthemoney(found: ExportedDossier) -> Files:
    """Entities, one a line, and ``spans.ndjson``: for each entity, by its id, the exact passages that it rests on."""
    made = list(_entities(found))
    spans = "".join(encoded({"entity_id": proxy["id"], **e}) + "\n" for proxy, evidence in made for e in evidence)
    return {"entities.ftm.json": "".join(encoded(p) + "\n" for p, _ in made), "spans.ndjson": spans}


def _entities(found: ExportedDossier) -> Iterator[tuple[Row, list[Row]]]:
    for r in records(found):
        f = r["fields"]
        if r["kind"] == "entity":
            schema = SCHEMATA.get(f["type"], "Thing")
            if schema == "Address":
                values = {"full": [f["name"]], "name": f["aliases"]}
            else:
                values = {"name": [f["name"]], "alias": [a for a in f["aliases"] if a != f["name"]]}
            if schema == "Person":
                values["position"] = f["roles"]
            yield _proxy(r["id"], schema, values), r["evidence"]
        elif r["kind"] == "article":
            published = (f["published"] or {}).get("date") or ""
            day = _DAY.match(published)
            values = {
                "title": [f["title"]], "author": f["authors"], "publisher": [f["outlet"]], "language": [f["language"]],
                "contentHash": [], "publishedAt": [day[0] if day else None], "fileName": [f["path"]],
            }  # fmt: skip
            yield _proxy(f"article-{r['id']}", "Article", values), r["evidence"]
        elif r["kind"] == "event":
            values = {
                "name": [f["what"]], "date": [f["date"]], "location": [f["place"]], "involved": f.get("entities") or [],
                "proof": [f"article-{a}" for a in f["articles"]],
            }  # fmt: skip
            yield _proxy(r["id"], "Event", values), r["evidence"]


def _proxy(key: str, schema: str, values: dict[str, list[str | None]]) -> Row:
    properties = {k: [terminal(" ".join(v.split())) for v in vs if v] for k, vs in values.items()}
    return {"id": key, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}
