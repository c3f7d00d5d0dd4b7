"""An entity in lines: its names, each with its first mention, its roles, and what its merges rest on."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fabula.link.entities import standing
from fabula.model.records import Anchor, Article, Entity
from fabula.model.vocabulary import CandidateState

if TYPE_CHECKING:
    from fabula.store.reader import Reader


AROUND = 60
"""Characters of context shown on each side of a mention."""
HEADS: dict[CandidateState, str] = {
    "accepted": "known as",
    "certain": "known as",
    "candidate": "may be",
    "rejected": "not",
}
"""How a candidate stands, in words."""
REASONS = 20
"""Joins whose reasons are shown, those that a person decided and the weakest first."""


def lines(d: "Reader", e: Entity) -> Iterator[str]:
    """All that is to be said of an entity."""
    texts = {a.id: a for a in d}
    yield f"{e.name} ({e.type}), {len(e.anchors)} mentions in {len(e.articles)} articles\nid: {e.id}"
    yield from _standing(d, e, texts)
    yield "\nNames as written, each with its first mention:"
    for alias in e.aliases:
        first = next((a for a in e.anchors if alias in texts[a[0]].text[a[1] : a[2]]), e.anchors[0])
        yield f"  {alias}: {in_context(texts[first[0]].text, first)}  ({place(texts, first)})"
    members = {f"{a}/{c}" for a, c in e.members}
    why = [j for j in d.judgements() if j.left in members and j.right in members]
    yield "\nWhy they are one:"
    for j in sorted(why, key=lambda j: (j.by != "person", j.score, j.left, j.right))[:REASONS]:
        yield f"  {j.score:.2f} {j.by}: {'; '.join(j.why)}"
    if not why:
        yield "  one chain of one article, nothing was merged"


def _standing(d: "Reader", e: Entity, texts: Mapping[str, Article]) -> Iterator[str]:
    """Lines on who an entity is in a list, its roles with their time, and how a metonym is read."""
    for c in d.candidates().get(e.id, []):
        yield f"{HEADS[c.state]} ({c.state}): {c.id} {c.name} ({c.list}) {c.score:.2f}: {'; '.join(c.why)}"
    held = list(d.annotations())
    for n, h in enumerate(standing.roles(e, held)):
        if not n:
            yield "\nRoles, as stated:"
        told = ", ".join(x for x in (h.status, h.when) if x)
        yield f"  {h.words}{f' ({told})' if told else ''}  ({place(texts, h.anchors[0])})"
    for n, r in enumerate(standing.readings(e, held)):
        if not n:
            yield "\nRead as the place or as who governs there:"
        first = in_context(texts[r.anchors[0][0]].text, r.anchors[0])
        yield f"  {r.reading} ({len(r.anchors)}): {'; '.join(r.why[:5])}: {first}"


def in_context(text: str, anchor: Anchor) -> str:
    """A mention with its surroundings, on one line, the mention in brackets."""
    _, start, end = anchor
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"…{before}[{text[start:end]}]{after}…".split())


def place(texts: Mapping[str, Article], anchor: Anchor) -> str:
    """Where an anchor stands, as a path with characters."""
    return f"{texts[anchor[0]].path}:{anchor[1]}-{anchor[2]}"
