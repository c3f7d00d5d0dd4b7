"""Who and what is in a dossier."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.model.quoting import Row
from fabula.model.records import Candidate, Entity
from fabula.views.lists.listing import RowList, anchored

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


def candidate_rows(dossier: "Reader", entities: Sequence[Entity]) -> Iterator[Row]:
    """The known entities that each entity may be, one row a candidate; an entity without any has a row that says so."""
    found, texts = dossier.candidates(), {a.id: a for a in dossier}
    for e in entities:
        of = found.get(e.id, [])
        for c in of:
            yield _candidate_row(e, c, anchored(texts, c.anchors))
        if not of:
            yield _candidate_row(e, None, [])


def _candidate_row(e: Entity, c: Candidate | None, evidence: list[Row]) -> Row:
    """One candidate of an entity; where there is none, the entity without one."""
    return {
        "id": e.id,
        "entity": e.name,
        "type": e.type,
        "state": c.state if c else "none",
        "known": c.id if c else None,
        "name": c.name if c else None,
        "list": c.list if c else None,
        "score": c.score if c else None,
        "parts": c.parts if c else {},
        "why": list(c.why) if c else [],
        "evidence": evidence,
    }


LIST = RowList(rows, ("name", "type", "aliases", "articles", "mentions"))
