"""schema.org as JSON-LD: every article as a NewsArticle; a ClaimReview for each forecast whose outcome a person decided."""

import json
from collections.abc import Iterator
from typing import Final

from fabula.export.exporting import ExportedDossier, Files
from fabula.model.decisions import ForecastOutcome
from fabula.model.quoting import Row, text_of

TYPES: Final = {"person": "Person", "organisation": "Organization", "media": "NewsMediaOrganization", "place": "Place"}
"""schema.org's types by those of entities; all others are a Thing."""
RATINGS: Final = {"true": (5, "True"), "false": (1, "False"), "undecidable": (3, "Undecided"), "void": (3, "Void")}
"""A rating between 1 and 5 and its name, by what became of a forecast."""


def jsonld(found: ExportedDossier) -> Files:
    """One document with a graph. It gives titles, authors, days and who is named, and of the texts only passages under review."""
    graph = [*_articles(found), *_reviews(found)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=True, indent=1)
    return {"": text.replace("<", "\\u003c") + "\n"}  # it may stand in a script element


def _articles(found: ExportedDossier) -> Iterator[Row]:
    about: dict[str, list[Row]] = {}
    for e in found.rows("entity"):
        thing = {"@type": TYPES.get(e["type"], "Thing"), "@id": f"urn:fabula:entity:{e['id']}", "name": e["name"]}
        for article in e["articles"]:
            about.setdefault(article, []).append(thing)
    for a in found.rows("article"):
        published = (a["published"] or {}).get("date")
        made = {
            "@type": "NewsArticle",
            "@id": f"urn:sha256:{a['sha256']}",
            "url": found.dossier.article(a["id"]).url,
            "headline": a["title"],
            "datePublished": published.split("/")[0] if published else None,
            "inLanguage": a["language"],
            "author": [{"@type": "Person", "name": n} for n in a["authors"]],
            "publisher": {"@type": "NewsMediaOrganization", "name": a["outlet"]} if a["outlet"] else None,
            "mentions": about.get(a["id"], []),
        }
        yield {k: v for k, v in made.items() if v}


def _reviews(found: ExportedDossier) -> Iterator[Row]:
    last: dict[object, ForecastOutcome] = {}
    for d in found.dossier.decisions():
        if isinstance(d, ForecastOutcome) and d.status in (*RATINGS, "open"):
            last[d.left] = d  # the later holds
    for d in last.values():
        if d.status not in RATINGS or not found.asked.some(d.left):
            continue
        value, name = RATINGS[d.status]
        article = found.dossier.article(d.left[0][0])
        made = {
            "@type": "ClaimReview",
            "claimReviewed": text_of(article, [(s, e) for i, s, e in d.left if i == article.id]),
            "itemReviewed": {"@type": "Claim", "appearance": {"@id": f"urn:sha256:{article.sha256}"}},
            "datePublished": d.on or (d.at or "")[:10],
            "author": {"@type": "Person", "name": d.who} if d.who else None,
            "reviewBody": d.note or d.because,
            "reviewRating": {
                "@type": "Rating", "ratingValue": value, "bestRating": 5, "worstRating": 1, "alternateName": name,
            },
        }  # fmt: skip
        yield {k: v for k, v in made.items() if v}
