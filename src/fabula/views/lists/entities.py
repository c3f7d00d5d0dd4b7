"""Who and what is in a dossier."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.model.quoting import Row
from fabula.model.records import Candidate
from fabula.views.lists.listing import Listing, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row an entity."""
    held, known = {a.id: a for a in dossier}, dossier.candidates()
    for e in dossier.entities():
        yield {
            "id": e.id,
            "name": e.name,
            "type": e.type,
            "aliases": list(e.aliases),
            "articles": list(e.articles),
            "mentions": len(e.anchors),
            "roles": list(e.roles),
            "known": identifiers(known.get(e.id, ())),
            "why": list(e.why),
            "evidence": anchored(held, e.anchors),
        }


def identifiers(candidates: Sequence[Candidate]) -> list[Row]:
    """Who an entity is known as: the candidates that a person accepted or that are certain by rule."""
    by = {"accepted": "person", "certain": "rule"}
    return [{"list": c.list, "id": c.id, "name": c.name, "by": by[c.state]} for c in candidates if c.state in by]


LIST = Listing(rows, ("name", "type", "aliases", "articles", "mentions"))
