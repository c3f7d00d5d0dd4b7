"""Whose an aspect is where a phrase does not say: the one that its article told of just before.

"The recall has caused a shortage of pumps. The shortage has driven up prices": the shortage is of pumps.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from fabula.derive.causal.assembling import Read
from fabula.derive.causal.phrases import CausalPhrase
from fabula.derive.system.grounding import Ground
from fabula.lang.en.aspects import BARE

NEAR: Final = 600
"""Characters, some four sentences, within which an owner is carried on."""

_OF_BARE: Final = {general: aspect for aspect, general in BARE.items()}


def resolved(every: Read, grounds: dict[str, Ground]) -> Read:
    """The relations with owners carried on within each article; new keys are added to ``grounds``."""
    places: dict[str, list[CausalPhrase]] = {}
    for _, _, a, b in every:
        for p in (a, b):
            if p.key in grounds:
                places.setdefault(p.anchor[0], []).append(p)
    given: dict[tuple[str, int, int, str], CausalPhrase] = {}
    for _, phrases in sorted(places.items()):
        last: dict[str, tuple[int, tuple[str, ...]]] = {}
        for p in sorted(phrases, key=lambda p: (p.anchor, p.key)):
            g = grounds[p.key]
            if g.of:
                last[g.aspect] = (p.anchor[2], g.of)
                continue
            aspect = _OF_BARE.get(g.aspect, g.aspect) if g.bare else g.aspect
            end, of = last.get(aspect, (0, ()))
            if g.named and g.owned | g.bare and of and p.anchor[1] - end < NEAR:
                new = msgspec.structs.replace(p, key=f"{p.key} · {' '.join(of)}")
                grounds[new.key] = _owned(g, aspect, of, grounds)
                given[(*p.anchor, p.key)] = new

    def put(p: CausalPhrase) -> CausalPhrase:
        return given.get((*p.anchor, p.key), p)

    return [(t, c, put(a), put(b)) for t, c, a, b in every]


def _owned(g: Ground, aspect: str, of: tuple[str, ...], grounds: Mapping[str, Ground]) -> Ground:
    """A reading with the owner that was carried on."""
    same = next((x for x in grounds.values() if x.aspect == aspect and not x.bare), g)
    return msgspec.structs.replace(
        g, aspect=aspect, of=of, owned=same.owned, common=same.common, bare=False, why=f"{g.why}; owner carried on"
    )
