"""One type for one name: what a telling mislabels, the other tellings and the name's own words put right.

A name of two words or more means one thing wherever it stands, so all its tellings have one vote each, and its form
counts as more: a given name before a surname, a body's last word, a known place. A single word may mean a place here and a person
there, so its own telling counts twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.lang.en import lexicon as lex
from fabula.names.compare import SAME, SOUND, compare, hopeless, pair
from fabula.names.gazetteer import place
from fabula.names.lexicon import GIVEN_NAMES
from fabula.names.tokens import parse
from fabula.store.arrays import Bools, Ints, Places, Ragged, firsts, matches, ranked
from fabula.store.memo import Memo

PLAIN = frozenset({"group", "other"})
"""Types that say little: any other is preferred."""
FORM = 1.5
"""Tellings that a name's form is worth; by hand."""
ORDER = ("person", "organisation", "place", "media", "people", "event", "product")
"""Which type is taken where nothing else decides."""
MOST = 12
"""Persons of one sound that a name is held against."""
ALIKE = 12
"""Surnames of one sound that a word alone is held against, the most frequent first."""


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


@dataclass(frozen=True)
class Labels:
    """What tells the types of all chains, by chain; see ``chains.Sheet``. ``full`` are their fullest names."""

    type: Sequence[str]
    full: Sequence[str]
    called: Ints
    word: Ints
    surname: Sequence[str]
    alone: Sequence[str]
    size: npt.NDArray[np.uint8]
    fits: Bools
    mentions: Sequence[int]
    types: Mapping[int, Mapping[str, int]]
    ends: Ragged
    letters: Ragged


def settle(of: Labels, memo: Memo) -> list[str]:
    """Decide each name's type once: the types that all tellings give it vote, and a full name speaks for its parts."""
    if not of.type:
        return []
    best = _voted(of)
    full = (np.array([t == "person" for t in of.type], dtype=bool) & (of.size > 1)).nonzero()[0]
    unsure = np.array([t != "person" for t in best], dtype=bool)
    turned = (unsure & of.fits).nonzero()[0]
    turned = turned[np.isin(of.called[turned], _known_persons(of, full, turned, memo))]
    alone = np.array([n for n in unsure.nonzero()[0].tolist() if of.alone[n]], dtype=np.int64)
    alone = alone[np.isin(of.word[alone], _surnames(of, full, alone, memo))]
    for n in (*turned.tolist(), *alone.tolist()):
        best[n] = "person"
    return best


def _voted(of: Labels) -> list[str]:
    """The type of each chain by the votes of all tellings for each of its names."""
    types = sorted(set(of.type))
    code = {t: k for k, t in enumerate(types)}
    mine = np.array([code[t] for t in of.type], dtype=np.int64)
    _, name = np.unique(of.letters.values, return_inverse=True)
    owner = of.letters.owners
    votes = np.bincount(name * len(types) + mine[owner], minlength=(int(name.max()) + 1) * len(types))
    votes = votes.reshape(-1, len(types))
    total = np.add.reduceat(votes[name], of.letters.starts[:-1])
    one = (total > 0).sum(axis=1) == 1
    one[list(of.types)] = False
    best = list(of.type)
    known: dict[object, str] = {}
    for n in np.flatnonzero(~one).tolist():
        t = best[n]
        own = of.types.get(n) or {t: of.mentions[n]}
        key = of.full[n], t, total[n].tobytes(), tuple(own.items())
        if key not in known:
            given = {types[k]: int(total[n, k]) for k in np.flatnonzero(total[n])}
            known[key] = settled(of.full[n], int(of.size[n]), t, own, given)
        best[n] = known[key]
    return best


def _known_persons(of: Labels, persons: Places, names: Places, memo: Memo) -> Ints:
    """Of some chains' names, which another telling may spell and label otherwise, those that are a person's, word for word.

    ``persons`` are chains of whom tellings name one in full. Gives back numbers of names.
    """
    persons, names = (some[np.unique(of.called[some], return_index=True)[1]] for some in (persons, names))
    rank = ranked([of.full[n] for n in persons.tolist()])
    sounds, owner = of.ends.take(persons)
    first = firsts(sounds, rank[owner], MOST)
    sounds, theirs = sounds[first], persons[owner[first]]
    asked, owner = of.ends.take(names)
    i, j = matches(asked, sounds)
    left, right = names[owner[i]], theirs[j]
    fit = of.size[left] == of.size[right]
    left, right = left[fit], right[fit]

    def same(at: Sequence[int]) -> Iterator[bool]:
        return (_same(of.full[i], of.full[j]) for i, j in zip(left[at].tolist(), right[at].tolist(), strict=True))

    # Either order would be one pair; what is asked for stands on the left.
    found = memo.pairs("person", of.called[left] ^ np.uint64(1), of.called[right], same)
    return np.unique(of.called[left[found > 0]])


def _surnames(of: Labels, persons: Places, alone: Places, memo: Memo) -> Ints:
    """The words (as numbers) of chains called by one that sounds like a person's surname."""
    word, one, place = np.unique(of.word[persons], return_index=True, return_inverse=True)
    texts = [of.surname[n] for n in persons[one].tolist()]
    rank = ranked(texts)
    sounds, owner = of.ends.take(persons)
    heard = place[owner]
    order = np.lexsort((heard, sounds))
    sounds, heard = sounds[order], heard[order]
    start = np.flatnonzero(np.r_[True, (sounds[1:] != sounds[:-1]) | (heard[1:] != heard[:-1])][: len(heard)])
    often = np.diff(np.r_[start, len(heard)])
    sounds, heard = sounds[start], heard[start]
    first = firsts(sounds, np.lexsort((rank[heard], -often)).argsort(), ALIKE)
    sounds, heard = sounds[first], heard[first]
    alone = alone[np.unique(of.word[alone], return_index=True)[1]]
    asked, owner = of.ends.take(alone)
    i, j = matches(asked, sounds)
    left, right = owner[i], heard[j]

    def same(at: Sequence[int]) -> Iterator[bool]:
        pairs = zip(alone[left[at]].tolist(), right[at].tolist(), strict=True)
        return (_sounds_alike(of.alone[i], texts[j]) for i, j in pairs)

    found = memo.pairs("alike", of.word[alone][left] ^ np.uint64(1), word[right], same)
    return np.unique(of.word[alone[left[found > 0]]])


def _same(a: str, b: str) -> bool:
    x, y = parse(a, "person"), parse(b, "person")
    return not hopeless(x, y, SAME) and compare(x, y).same


def _sounds_alike(a: str, b: str) -> bool:
    left, right = parse(a, "person").tokens, parse(b, "person").tokens
    return bool(left and right) and pair(left[0], right[0]).score >= SOUND
