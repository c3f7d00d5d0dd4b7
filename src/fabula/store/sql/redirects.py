"""Ids of entities that are no more, and the ids of those that took their place: an address that somebody kept still leads there.

An entity's id hangs on its fullest spelling, so a fuller one, a merge or a split gives another. What went leads to whoever has
most of its mentions now. Redirects are history, as verdicts are: what is resolved does not hang on them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec


class _Members(msgspec.Struct):
    """Of an entity's record, who it is."""

    id: str
    members: list[tuple[str, str]]


def redirected(kept: Mapping[str, str], gone: Iterable[str], made: Iterable[str]) -> dict[str, str]:
    """By id that is no more: the id of who took its place. ``kept``: those of before; ``gone`` and ``made``: entities as JSON.

    Where all articles of an entity were taken out, nobody has its place, and nothing leads on.
    """
    decoder = msgspec.json.Decoder(_Members)
    new = [decoder.decode(b) for b in made]
    there = {e.id for e in new}
    went = [e for e in map(decoder.decode, gone) if e.id not in there]
    out = {old: now for old, now in kept.items() if old not in there}
    if not went:
        return out
    of = {m: e.id for e in new for m in e.members}
    heirs: dict[str, str | None] = {}
    for e in went:
        counts = Counter(of[m] for m in e.members if m in of)
        heirs[e.id] = min(counts, key=lambda i: (-counts[i], i)) if counts else None
    followed = {old: heirs.get(now, now) for old, now in out.items()}
    return {old: now for old, now in {**followed, **heirs}.items() if now is not None}
