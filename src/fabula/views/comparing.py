"""Comparisons as lists: those about an event or an entity, what comparing took, and pairs of claims with their words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from fabula.compare.relations import JUDGED
from fabula.errors import UsageError
from fabula.model.quoting import Row
from fabula.model.records import Article, ClaimPair

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def stats(d: "Reader") -> Row:
    """What comparing took, in numbers."""
    counts = d.compared()
    articles = max(1, counts.get("articles", 0))
    return {
        "articles": counts.get("articles", 0),
        "claims": counts.get("claims", 0),
        "pairs judged": counts.get("pairs", 0),
        "new at the last build": counts.get("new", 0),
        "new to the rules": counts.get("ruled", 0),
        "pairs an article": round(2 * counts.get("pairs", 0) / articles, 1),
        "most of one article": counts.get("most", 0),
        "bound": JUDGED,
    }


def about(d: "Reader", event: str, rows: Iterable[Row]) -> list[Row]:
    """Rows about an event, or that quote a passage of it. Raises UsageError where there is no such event."""
    anchors = {x for e in d.events() if e.id == event for x in e.anchors}
    if not anchors and event not in d.main_events().values():
        raise UsageError(f"{d.path}: no event has the id {event}")

    def touches(r: Row) -> bool:
        return any(i == e["article"] and s < e["end"] and e["start"] < t for e in r["evidence"] for i, s, t in anchors)

    return [r for r in rows if r["about"] == event or touches(r)]


def mentioning(d: "Reader", entity: str, rows: Iterable[Row]) -> list[Row]:
    """Rows that quote a name of an entity; of the words themselves where no entity is so named."""
    wanted = entity.casefold()
    names = {wanted}
    for e in d.entities():
        known = {n.casefold() for n in (e.name, *e.aliases)}
        if wanted in known or e.id == entity:
            names |= known
    return [r for r in rows if any(n in e["text"].casefold() for e in r["evidence"] for n in names)]


def pair_row(p: ClaimPair, texts: Mapping[str, Article]) -> Row:
    """A pair of claims with the words of both."""
    row = p.to_dict()
    for side, anchor in (("left", p.left), ("right", p.right)):
        i, s, e = anchor
        row[side] = {"article": i, "path": texts[i].path, "start": s, "end": e, "text": texts[i].text[s:e]}
    return row
