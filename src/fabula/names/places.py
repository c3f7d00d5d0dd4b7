"""Whether two names of places can be of one place: the same, one inside the other, or apart."""

import string
from dataclasses import dataclass
from functools import lru_cache

from fabula.lang.en.stems import stems
from fabula.names.gazetteer import place as code_of

SAME, INSIDE, APART = "same", "inside", "apart"


@dataclass(frozen=True, slots=True)
class Where:
    """A place as named: its gazetteer ``code`` (ISO 3166-1, or country.id of a town), if known, and its stems."""

    code: str | None
    stems: frozenset[str]

    @property
    def wide(self) -> bool:
        """Whether it is a state, a continent or a union: too wide to tell one event from another."""
        return self.code is not None and "." not in self.code

    @property
    def key(self) -> str:
        """What stands for it in an index."""
        return self.code or "-".join(sorted(self.stems))


def plain(name: str) -> str:
    """A place's name as it is written in a sentence: a dateline's capitals are not its own, those of "USA" are."""
    return string.capwords(name) if name.isupper() and len(name) > 4 else name


@lru_cache(maxsize=1 << 14)
def where(name: str) -> Where | None:
    """The place that a name names; None where nothing of the name is left to compare."""
    words = frozenset(s for s in stems(name) if len(s) > 1 and s not in {"the", "of", "near", "and"})
    return Where(code_of(" ".join(name.split())), words) if words else None


def stand(a: Where, b: Where) -> str:
    """How two places stand: SAME, INSIDE (one holds the other, by country or by name), APART."""
    if a == b or (a.code is not None and a.code == b.code):
        return SAME
    if a.code and b.code:
        inside = a.code.split(".")[0] == b.code.split(".")[0] and a.wide != b.wide
        return INSIDE if inside else APART
    if a.stems & b.stems:
        return SAME if not (a.wide or b.wide) else INSIDE
    return APART


def compatible(some: frozenset[Where], others: frozenset[Where]) -> bool:
    """Whether two sets of places can be of one event: a place in common, or one side only wide and around the other."""
    if not some or not others:
        return True
    stands = {stand(a, b) for a in some for b in others}
    if SAME in stands:
        return True
    narrow = any(not a.wide for a in some) and any(not b.wide for b in others)
    return INSIDE in stands and not narrow
