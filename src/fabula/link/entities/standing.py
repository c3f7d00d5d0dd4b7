"""What articles say of one entity over all its mentions: its roles with their time, and how a metonym is read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fabula.model.records import Anchor, Annotation, Entity


@dataclass(frozen=True, slots=True)
class Held:
    """A role as stated: its words, status and time, and the spans that state it (the role, and its time)."""

    words: str
    status: str | None
    since: str | None
    until: str | None
    anchors: tuple[Anchor, ...]

    @property
    def when(self) -> str:
        """Its time in words; empty where none is stated."""
        if self.since == self.until:
            return f"in {self.since}" if self.since else ""
        return (
            f"{self.since} to {self.until}"
            if self.since and self.until
            else (f"since {self.since}" if self.since else f"until {self.until}")
        )


@dataclass(frozen=True, slots=True)
class Read:
    """How a name was read: place, government or open; by what; and the mentions read so."""

    reading: str
    why: tuple[str, ...]
    anchors: tuple[Anchor, ...]


def roles(e: Entity, annotations: Iterable[Annotation]) -> list[Held]:
    """The roles stated of an entity: those with a time first, in its order, then the most often stated."""
    found: dict[tuple[str, str | None, str | None, str | None], list[tuple[str, Anchor]]] = defaultdict(list)
    members = set(e.members)
    for x in annotations:
        for m in x.mentions:
            for r in m.roles if (x.article.id, m.chain) in members else ():
                words = " ".join(x.article.text[r.start : r.end].split())
                key = (words.casefold(), r.status, r.since, r.until)
                found[key].append((words, (x.article.id, r.start, r.end)))
                if r.time:
                    found[key].append((words, (x.article.id, *r.time)))
    dated = {k[0] for k in found if k[2] or k[3]}
    out = [
        Held(spots[0][0], status, since, until, tuple(a for _, a in spots))
        for (low, status, since, until), spots in found.items()
        if since or until or status or low not in dated
    ]
    return sorted(out, key=lambda h: (not (h.since or h.until), h.since or h.until or "", -len(h.anchors), h.words))


def readings(e: Entity, annotations: Iterable[Annotation]) -> list[Read]:
    """How an entity's metonyms are read, the commonest first; empty where it is none."""
    found: dict[str, list[tuple[str, Anchor]]] = defaultdict(list)
    members = set(e.members)
    for x in annotations:
        for m in x.mentions:
            if m.readings and (x.article.id, m.chain) in members:
                reading = m.readings[0] if m.reading_by else "open"
                found[reading].append((m.reading_by or "nothing beside it decides", (x.article.id, m.start, m.end)))
    out = [Read(k, tuple(dict.fromkeys(w for w, _ in v)), tuple(a for _, a in v)) for k, v in found.items()]
    return sorted(out, key=lambda r: (r.reading == "open", -len(r.anchors), r.reading))
