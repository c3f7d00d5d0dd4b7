"""One type for one name: what a telling mislabels, the other tellings and the name's own words put right.

A name of two words or more means one thing wherever it stands, so all its tellings have one vote each, and its form
counts as more: a given name before a surname, a body's last word, a known place. A single word may mean a place here and a person
there, so its own telling counts twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.annotating import lexicon as lex
from fabula.resolving.arrays import Bools, Places, Ragged, firsts, matches, numbered, once, ranked
from fabula.resolving.memo import Memo, number_of
from fabula.resolving.names.compare import SAME, SOUND, compare, hopeless, pair
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
    person = np.array([t == "person" for t in of.type], dtype=bool)
    unsure = np.array([t != "person" for t in best], dtype=bool)
    name = numbered(of.full)
    known = np.zeros(int(name.max()) + 1, dtype=bool)
    known[_known_persons(of, name, np.flatnonzero(person & (of.size > 1)), np.flatnonzero(unsure & of.fits), memo)] = (
        True
    )
    turned = unsure & of.fits & known[name]
    turned[
        _surnames(
            of,
            np.flatnonzero(person & (of.size > 1)),
            [n for n in np.flatnonzero(unsure).tolist() if of.alone[n]],
            memo,
        )
    ] = True
    for n in np.flatnonzero(turned).tolist():
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


def _known_persons(of: Labels, name: Places, persons: Places, names: Places, memo: Memo) -> Places:
    """Of some chains' names, which another telling may spell and label otherwise, those that are a person's, word for word.

    ``persons`` are chains of whom tellings name one in full; ``name`` numbers all full names. Gives back such numbers.
    """
    persons, names = (some[np.unique(name[some], return_index=True)[1]] for some in (persons, names))
    rank = ranked([of.full[n] for n in persons.tolist()])
    sounds, owner = of.ends.take(persons)
    first = firsts(sounds, rank[owner], MOST)
    sounds, theirs = sounds[first], persons[owner[first]]
    asked, owner = of.ends.take(names)
    i, j = matches(asked, sounds)
    left, right = names[owner[i]], theirs[j]
    fit = of.size[left] == of.size[right]
    left, right = once(left[fit], right[fit])
    same = _alike("person", of.full, left, right, _same, memo)
    return np.unique(name[left[same]])


def _surnames(of: Labels, persons: Places, alone: Sequence[int], memo: Memo) -> list[int]:
    """Those of some chains called by one word that sounds like a person's surname."""
    words = sorted({of.surname[n] for n in persons.tolist()})
    place_of = {w: k for k, w in enumerate(words)}
    sounds, owner = of.ends.take(persons)
    word = np.array([place_of[of.surname[n]] for n in persons.tolist()], dtype=np.int64)[owner]
    order = np.lexsort((word, sounds))
    sounds, word = sounds[order], word[order]
    new = np.r_[True, (sounds[1:] != sounds[:-1]) | (word[1:] != word[:-1])] if len(word) else np.empty(0, dtype=bool)
    start = np.flatnonzero(new)
    often = np.diff(np.r_[start, len(word)])
    sounds, word = sounds[start], word[start]
    first = firsts(sounds, np.lexsort((word, -often)).argsort(), ALIKE)
    sounds, word = sounds[first], word[first]
    called = numbered([of.alone[n] for n in alone])
    by = (
        np.array(alone, dtype=np.int64)[np.unique(called, return_index=True)[1]]
        if alone
        else np.empty(0, dtype=np.int64)
    )
    asked, owner = of.ends.take(by)
    i, j = matches(asked, sounds)
    left, right = once(owner[i], word[j])
    texts = [of.alone[n] for n in by.tolist()] + words
    same = _alike("alike", texts, left, right + len(by), _sounds_alike, memo)
    meant = np.zeros(len(by), dtype=bool)
    meant[left[same]] = True
    return [n for n, k in zip(alone, called.tolist(), strict=True) if meant[k]]


def _alike(
    kind: str, texts: Sequence[str], left: Places, right: Places, same: Callable[[str, str], bool], memo: Memo
) -> Bools:
    """Which pairs of texts are alike, by ``same`` where no earlier build says so."""
    number = {n: number_of(texts[n]) for n in {*left.tolist(), *right.tolist()}}
    a, b = (np.array([number[n] for n in side.tolist()], dtype=np.uint64) for side in (left, right))
    # Either order would be one pair; what is asked for stands on the left.
    found = memo.pairs(kind, a ^ np.uint64(1), b, lambda at: (same(texts[left[i]], texts[right[i]]) for i in at))
    return found > 0


def _same(a: str, b: str) -> bool:
    x, y = parse(a, "person"), parse(b, "person")
    return not hopeless(x, y, SAME) and compare(x, y).same


def _sounds_alike(a: str, b: str) -> bool:
    left, right = parse(a, "person").tokens, parse(b, "person").tokens
    return bool(left and right) and pair(left[0], right[0]).score >= SOUND
