"""One type for one name: what a telling mislabels, the other tellings and the name's own words put right.

A name of two words or more means one thing wherever it stands, so all its tellings have one vote each, and its form
counts as more: a given name before a surname, a body's last word, a known place. A single word may mean a place here and a person
there, so its own telling counts twice.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from fabula.annotating import lexicon as lex
from fabula.resolving.memo import Memo
from fabula.resolving.names.compare import SAME, compare, hopeless
from fabula.resolving.names.gazetteer import place
from fabula.resolving.names.lexicon import GIVEN_NAMES
from fabula.resolving.names.tokens import parse

PLAIN = frozenset({"group", "other"})
"""Types that say little: any other is preferred."""
FORM = 1.5
"""Tellings that a name's form is worth; by hand."""
ORDER = ("person", "organisation", "place", "media", "people", "event", "product")
"""Which type is taken where nothing else decides."""
MOST = 12
"""Persons of one sound that a name is held against."""


def settled(full: str, size: int, type_: str, types: Mapping[str, int], votes: Mapping[str, int]) -> str:
    """The type of a chain called ``full``, which has ``size`` words where it is read as a person's name.

    ``type_`` and ``types`` are what its own article makes of it (by mention), ``votes`` how many tellings, its own
    among them, give its names each type.
    """
    if size < 2:
        total = {t: votes.get(t, 0) + types.get(t, 0) for t in {*votes, *types}}
        return min(total, key=lambda t: (t in PLAIN, -total[t], t != type_, t))
    if len(votes.keys() | types.keys()) < 2:
        return type_
    worth = {t: float(n) for t, n in votes.items()}
    words = [w.casefold() for w in full.split()]
    if words[-1] in lex.ORG_SUFFIXES and "organisation" in worth:
        worth["organisation"] += FORM
    elif words[0] in GIVEN_NAMES and "person" in worth and size < 4:
        worth["person"] += FORM
    elif place(full) and "place" in worth:
        worth["place"] += FORM
    return min(worth, key=lambda t: (t in PLAIN, -worth[t], ORDER.index(t) if t in ORDER else 9, t))


def may_be_person(full: str, size: int) -> bool:
    """Whether a name of ``size`` words may be a person's in full: no known place, no body."""
    return 1 < size < 4 and full.split()[-1].casefold() not in lex.ORG_SUFFIXES and not place(full)


def alike(kind: str, rows: Mapping[str, Sequence[str]], same: Callable[[str, str], bool], memo: Memo) -> set[str]:
    """The names that one at least of those beside them is like, by ``same`` where no earlier build says so."""
    return {name for name, found in memo.beside(kind, rows, same).items() if any(found)}


def known_persons(
    persons: Mapping[str, tuple[int, Sequence[str]]], names: Mapping[str, tuple[int, Sequence[str]]], memo: Memo
) -> set[str]:
    """Of some names, which another telling may spell and label otherwise, those that are a person's, word for word.

    ``persons``, whom tellings name in full, and ``names`` come with how many words each has and which sounds its last.
    """
    heard: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for full in sorted(persons):
        size, last = persons[full]
        for s in last if size > 1 else ():
            if len(heard[s]) < MOST:
                heard[s].append((size, full))
    rows = {}
    for full in sorted(names):
        size, last = names[full]
        if near := dict.fromkeys(o for s in last for n, o in heard.get(s, ()) if n == size):
            rows[full] = list(near)
    return alike("person", rows, _same, memo)


def _same(a: str, b: str) -> bool:
    x, y = parse(a, "person"), parse(b, "person")
    return not hopeless(x, y, SAME) and compare(x, y).same
