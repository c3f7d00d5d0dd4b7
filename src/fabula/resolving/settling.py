"""One type for one name: what a telling mislabels, the other tellings and the name's own words put right.

A name of two words or more means one thing wherever it stands, so all its tellings have one vote each, and its form
counts as more: a given name before a surname, a body's last word, a known place. A single word may mean a place here and a person
there, so its own telling counts twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fabula.annotating import lexicon as lex
from fabula.resolving.names.compare import compare
from fabula.resolving.names.gazetteer import place
from fabula.resolving.names.lexicon import GIVEN_NAMES
from fabula.resolving.names.sounds import skeletons
from fabula.resolving.names.tokens import Name, parse
from fabula.resolving.names.transliteration import latin

PLAIN = frozenset({"group", "other"})
"""Types that say little: any other is preferred."""
FORM = 1.5
"""Tellings that a name's form is worth; by hand."""
ORDER = ("person", "organisation", "place", "media", "people", "event", "product")
"""Which type is taken where nothing else decides."""
MOST = 12
"""Persons of one sound that a name is held against."""


def settled(full: str, type_: str, types: Mapping[str, int], votes: Mapping[str, int]) -> str:
    """The type of a chain called ``full``.

    ``type_`` and ``types`` are what its own article makes of it (by mention), ``votes`` how many tellings, its own
    among them, give its names each type.
    """
    tokens = parse(full, "person").tokens
    if len(tokens) < 2:
        total = {t: votes.get(t, 0) + types.get(t, 0) for t in {*votes, *types}}
        return min(total, key=lambda t: (t in PLAIN, -total[t], t != type_, t))
    if len(votes.keys() | types.keys()) < 2:
        return type_
    worth = {t: float(n) for t, n in votes.items()}
    words = [w.casefold() for w in full.split()]
    if words[-1] in lex.ORG_SUFFIXES and "organisation" in worth:
        worth["organisation"] += FORM
    elif words[0] in GIVEN_NAMES and "person" in worth and len(tokens) < 4:
        worth["person"] += FORM
    elif place(full) and "place" in worth:
        worth["place"] += FORM
    return min(worth, key=lambda t: (t in PLAIN, -worth[t], ORDER.index(t) if t in ORDER else 9, t))


class Persons:
    """The persons whom tellings name in full, to tell a name that another telling spells and labels otherwise."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_sound: dict[str, list[Name]] = defaultdict(list)
        for full in sorted(set(names)):
            name = parse(full, "person")
            if len(name.tokens) > 1:
                for s in skeletons(latin(name.tokens[-1].word)):
                    if len(self._by_sound[s]) < MOST:
                        self._by_sound[s].append(name)
        self._known: dict[str, bool] = {}

    def hold(self, full: str) -> bool:
        """Whether a name of two words or more that is no known place or body is one of theirs, word for word."""
        if full not in self._known:
            name = parse(full, "person")
            bodily = any(w.casefold() in lex.ORG_SUFFIXES for w in full.split()[-1:])
            fits = 1 < len(name.tokens) < 4 and not bodily and not place(full)
            near = (
                [n for s in skeletons(latin(name.tokens[-1].word)) for n in self._by_sound.get(s, ())] if fits else []
            )
            self._known[full] = any(len(n.tokens) == len(name.tokens) and compare(n, name).same for n in near)
        return self._known[full]
