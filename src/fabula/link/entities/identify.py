"""Candidates for every entity of a dossier, and what a person said of them."""

from collections.abc import Iterable, Sequence

import msgspec

from fabula.link.entities.decisions import Chains
from fabula.model.decisions import Decision, KnownAs, NoneKnown, OfKnown
from fabula.model.records import Annotation, Candidate, Entity
from fabula.names.known.candidates import candidates, subject
from fabula.names.known.index import keys
from fabula.names.particulars import Particulars, particulars
from fabula.store.writer import KnownLists

FETCHED = 60
"""Entries, those that share most keys with an entity, that it is held against."""
MOST = 5
"""Candidates of one list that are kept for an entity."""
_PASSED = frozenset({"group", "other"})


def identify(
    store: KnownLists, entities: Sequence[Entity], annotations: Iterable[Annotation], decisions: Sequence[Decision]
) -> dict[str, list[Candidate]]:
    """By entity id: the known entities that it may be, best first; none for those that nothing in a list resembles.

    Near-linear: an entity is held against the entries that share its keys, at most ``FETCHED``.
    """
    held = list(annotations)
    stated = gathered(held, entities)
    out: dict[str, list[Candidate]] = {}
    said = _said(held, entities, decisions)
    for e in entities:
        found: list[Candidate] = []
        if e.type not in _PASSED:
            s = subject(e, stated[e.id])
            wanted = {k for n in s.names for k in keys(n)}
            numbers = [n for n, _ in store.find(wanted, FETCHED)]
            found = candidates(s, list(store.entries(numbers)), MOST) if numbers else []
        found = _decided(e, found, said.get(e.id, []), store)
        if found:
            out[e.id] = found
    return out


def gathered(annotations: Sequence[Annotation], entities: Sequence[Entity]) -> dict[str, Particulars]:
    """By entity id: what all its articles state of it."""
    of = {m: e.id for e in entities for m in e.members}
    out = {e.id: Particulars() for e in entities}
    for x in annotations:
        for chain, found in particulars(x).items():
            entity = of.get((x.article.id, chain))
            if entity:
                out[entity].add(found)
    return out


def _said(
    annotations: Sequence[Annotation], entities: Sequence[Entity], decisions: Sequence[Decision]
) -> dict[str, list[OfKnown]]:
    """By entity id: the decisions about known entities, in order."""
    wanted = [d for d in decisions if isinstance(d, OfKnown)]
    if not wanted:
        return {}
    chains, of = Chains(annotations), {m: e.id for e in entities for m in e.members}
    out: dict[str, list[OfKnown]] = {}
    for d in wanted:
        for entity in dict.fromkeys(of[c] for c in map(chains.at, d.left) if c in of):
            out.setdefault(entity, []).append(d)
    return out


def _decided(e: Entity, found: list[Candidate], said: Sequence[OfKnown], store: KnownLists) -> list[Candidate]:
    """Candidates as a person left them: one accepted, some rejected, or none of them it; the later word holds."""
    accepted: dict[str, str] = {}
    rejected: set[tuple[str, str]] = set()
    none = False
    for d in said:
        if isinstance(d, NoneKnown):
            accepted, none = {}, True
        elif isinstance(d, KnownAs):
            accepted[d.known[0]] = d.known[1]
            rejected.discard(d.known)
            none = False
        else:
            rejected.add(d.known)
            if accepted.get(d.known[0]) == d.known[1]:
                del accepted[d.known[0]]
    if not said:
        return found
    out: list[Candidate] = []
    for c in found:
        own = accepted.pop(c.list, None) if accepted.get(c.list) == c.id else None
        taken = own or any(x.list == c.list and x.state == "accepted" for x in out)
        state = "accepted" if own else "rejected" if none or (c.list, c.id) in rejected else c.state
        if state == "certain" and (taken or c.list in accepted):
            state = "candidate"  # a person chose another
        out.append(msgspec.structs.replace(c, state=state))
    for list_, identifier in sorted(accepted.items()):
        entry = store.entry(list_, identifier)
        why = ("accepted by a person",) if entry else ("accepted by a person", "not in the list as it is now")
        out.append(
            Candidate(
                list=list_,
                id=identifier,
                name=entry.names[0] if entry else e.name,
                score=0.0,
                parts={},
                why=why,
                anchors=e.anchors[:1],
                state="accepted",
            )
        )
    order = {"accepted": 0, "certain": 1, "candidate": 2, "rejected": 3}
    return sorted(out, key=lambda c: (order[c.state], -c.score, c.list, c.id))
