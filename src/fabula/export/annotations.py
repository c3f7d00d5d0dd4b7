"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): each record as an annotation of the passages that it rests on."""

import json
from collections import defaultdict

from fabula.derive.naming import Asked
from fabula.export.exporting import ExportedDossier, Files
from fabula.export.ndjson import records
from fabula.model.quoting import Row
from fabula.model.records import Article

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a passage by which it is found again where the text has moved."""
MOTIVES = {"entity": "identifying", "comparison": "assessing", "story": "classifying", "lineage": "linking"}
"""What an annotation of a kind is for, where it is not describing."""
SAID = ("name", "what", "content", "claim", "forecast", "title", "cause", "kind")
"""The fields that say what a record is, the plainest first."""


def annotations(found: ExportedDossier) -> Files:
    """One annotation page with every record of every kind. Positions count Unicode code points."""
    held = Asked(found.dossier.article)
    items = []
    for r in records(found):
        by: dict[str, list[Row]] = defaultdict(list)
        for e in r["evidence"]:
            by[e["article"]].append(e)
        for n, (article, passages) in enumerate(by.items(), 1):
            items.append(_annotation(r, n, held[article], passages))
    page = {
        "@context": CONTEXT,
        "id": "urn:fabula:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    return {"": json.dumps(page, ensure_ascii=True, indent=1) + "\n"}


def _annotation(r: Row, n: int, a: Article, passages: list[Row]) -> Row:
    fields = r["fields"]
    words = next((str(fields[k]) for k in SAID if fields.get(k)), r["kind"])
    return {
        "id": f"urn:fabula:{r['kind']}:{r['id']}:{n}",
        "type": "Annotation",
        "motivation": MOTIVES.get(r["kind"], "describing"),
        "body": [
            {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": r["kind"], "format": "text/plain", "purpose": "tagging"},
        ],
        "target": [_target(a, e["start"], e["end"]) for e in passages],
    }


def _target(a: Article, start: int, end: int) -> Row:
    text = a.text
    return {
        "source": a.url or f"urn:sha256:{a.sha256}",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "prefix": text[max(0, start - AROUND) : start],
                "exact": text[start:end],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
