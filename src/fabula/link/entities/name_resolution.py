"""Whom names mean: full names held against each other, and bare ones, a surname or a given name, against full ones."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.link.entities.clusters import Forest, JudgementDraft, joined, judged, refused
from fabula.link.entities.columns import Columns
from fabula.names.compare import SOUND, compare, hopeless, pair
from fabula.names.tokens import Name, parse
from fabula.store.arrays import Bools, Ints, Places, Ragged, blocked, firsts, matches, numbered, once, packed, unpacked
from fabula.store.memo import Floats, Memo, number_of

WINDOW = 10
"""Neighbours within a block that a name is compared with: keeps the work near-linear where a block is large."""
DOUBT = 0.4
"""Score from which a refused pair is kept as a judgement for review."""
MEANT = 30
"""Persons that a bare name is held against beside those of its own article: those named in most articles."""
ACQUAINTED = 30
"""Articles of a person, by hash, whose names make its company."""


@dataclass(frozen=True)
class Units:
    """Chains that are one beforehand: all that bear one name, or one chain by itself.

    By unit: its key; ``lead``, the first of its chains that bear the name which most of them have; its chains (of ``Columns``).
    """

    keys: list[str]
    lead: Places
    chains: Ragged

    def __len__(self) -> int:
        return len(self.keys)

    def only(self, positions: Sequence[int]) -> "Units":
        """Some of them."""
        some = np.array(positions, dtype=np.int64)
        chains, owner = self.chains.take(some)
        keys = [self.keys[n] for n in positions]
        return Units(keys, self.lead[some], Ragged(chains, np.bincount(owner, minlength=len(some))))


def across(units: Units, columns: Columns, forest: Forest, memo: Memo, kind: str = "names") -> list[JudgementDraft]:
    """Compare the names that share a key, each with its nearest neighbours, and join the best first."""
    row = columns.row[units.lead]
    texts, kinds, letters = ([of[r] for r in row.tolist()] for of in (columns.full, columns.kind, columns.joined))
    order = np.array(_in_order(letters, kinds, texts, units.keys), dtype=np.int64)
    del letters
    keys, rank = columns.keys.take(row[order])
    pairs = order[blocked(keys, rank, WINDOW, neighbours=True)]
    left, right = pairs[:, 0], pairs[:, 1]
    number = columns.number[row]

    def scored(at: Sequence[int]) -> Iterator[float]:
        for i, j in pairs[at].tolist():
            a, b = parse(texts[i], kinds[i]), parse(texts[j], kinds[j])
            if hopeless(a, b, DOUBT):
                yield 0.0
                continue
            found = compare(a, b)
            yield found.score + 2.0 * found.same  # one number for both

    worth = np.round(memo.pairs(kind, number[left], number[right], scored), 6)
    same = worth >= 2.0 - 1e-9
    worth = np.where(same, worth - 2.0, worth)
    keep = np.flatnonzero(worth >= DOUBT)
    rows = zip(worth[keep].tolist(), left[keep].tolist(), right[keep].tolist(), same[keep].tolist(), strict=True)
    of = units.keys
    found = sorted((-score, of[i], of[j], i, j, yes) for score, i, j, yes in rows)
    made = []
    for score, a, b, i, j, yes in found:
        if a > b:
            a, b, i, j = b, a, j, i
        made.append((judged if yes else refused)(forest, a, b, (kinds[i], texts[i], texts[j]), -score))
    return made


def _in_order(letters: Sequence[str], *ties: Sequence[str]) -> list[int]:
    """Positions in alphabetical order of letters; what ties does is looked at only where these are equal."""
    order = sorted(range(len(letters)), key=letters.__getitem__)
    begin = 0
    while begin < len(order):
        end, same = begin + 1, letters[order[begin]]
        while end < len(order) and letters[order[end]] == same:
            end += 1
        if end - begin > 1:
            order[begin:end] = sorted(order[begin:end], key=lambda n: tuple(t[n] for t in ties))
        begin = end
    return order


def bare_names(bare: Units, nodes: Units, columns: Columns, forest: Forest, memo: Memo) -> list[JudgementDraft]:
    """Give each bare name to the person whom its own article means, else to the one best supported, else to none."""
    persons = Persons(nodes, columns)
    texts = [columns.text(n) for n in bare.lead.tolist()]
    unit, person, like, own = _meant(bare, texts, persons, columns, memo)
    ends = np.cumsum(np.bincount(unit, minlength=len(bare))).tolist()
    meant = list(zip(person.tolist(), like.tolist(), own.tolist(), strict=True))
    at = columns.at[bare.lead].tolist()
    made: list[JudgementDraft] = []
    alone: dict[int, list[int]] = defaultdict(list)
    begin = 0
    for u, end in enumerate(ends):
        key, free = bare.keys[u], end == begin or forest.free(bare.keys[u])
        single = end == begin + 1  # then there is nothing to weigh
        mine = frozenset() if end == begin or single else frozenset(columns.company[at[u]])
        sums: dict[str, list[float]] = {}
        best_of: dict[str, tuple[float, int]] = {}
        for n, worth, here in meant[begin:end]:
            if not free and forest.veto(key, persons.keys[n]):
                continue
            context = 0.0 if single else len(persons.company(n) & mine) / (len(mine) or 1)
            score = 3.0 * here + worth * persons.often[n] + 2.0 * context
            root = forest.find(persons.keys[n])
            sums.setdefault(root, []).append(score)
            best_of[root] = max(best_of.get(root, (-1.0, n)), (score, -n))
        begin = end
        ranked = sorted((-sum(s), persons.keys[-best_of[r][1]], -best_of[r][1]) for r, s in sums.items())
        if not ranked:
            alone[int(columns.identity[columns.row[bare.lead[u]]])].append(u)
            continue
        first, name = ranked[0][1], persons.names[ranked[0][2]]
        if len(ranked) > 1 and ranked[1][0] < 0.5 * ranked[0][0]:
            left, right = sorted((key, first))
            made.append(
                JudgementDraft(left, right, False, 0.5, (f"{texts[u]} may be {name} or {persons.names[ranked[1][2]]}",))
            )
            continue
        share = ranked[0][0] / sum(r[0] for r in ranked)
        made.append(joined(forest, key, first, 0.5 + 0.45 * share, f"{texts[u]} is a part of {name}"))
    heads = []
    for _, group in sorted(alone.items()):
        for other in group[1:]:
            made.append(joined(forest, bare.keys[group[0]], bare.keys[other], 0.9, f"the same name: {texts[group[0]]}"))
        heads.append(group[0])
    return made + across(bare.only(heads), columns, forest, memo, "bare names")


class Persons:
    """Those of some units that are persons: their keys, names, and how many articles name them (``often``).

    ``articles`` are these by person; ``rank`` is lower the more there are; ``sounds`` are those of their names.
    """

    def __init__(self, nodes: Units, columns: Columns) -> None:
        row = columns.row[nodes.lead]
        some = np.flatnonzero(np.array([columns.kind[r] == "person" for r in row.tolist()], dtype=bool))
        self.keys = [nodes.keys[n] for n in some.tolist()]
        self.names = [columns.full[r] for r in row[some].tolist()]
        self.number = columns.number[row[some]]
        chains, owner = nodes.chains.take(some)
        owner, at = once(owner, columns.at[chains.astype(np.int64)])
        self.articles = Ragged(at.astype(np.uint64), np.bincount(owner, minlength=len(some)))
        self.often = np.diff(self.articles.starts).tolist()
        self.rank = np.empty(len(some), dtype=np.int64)
        self.ranked = np.array(sorted(range(len(some)), key=lambda n: (-self.often[n], self.keys[n])), dtype=np.int64)
        self.rank[self.ranked] = np.arange(len(some))
        sounds, owner = columns.heard.take(row[some])
        self.sounds = Ragged(sounds, np.bincount(owner, minlength=len(some)))
        self._columns = columns
        self._company: dict[int, frozenset[str]] = {}
        self._lot: dict[int, int] = {}

    def company(self, n: int) -> frozenset[str]:
        """The names that stand in a person's articles."""
        found = self._company.get(n)
        if found is None:
            at = self.articles.values[self.articles.starts[n] : self.articles.starts[n + 1]].tolist()
            if len(at) > ACQUAINTED:  # neither the version of the rules nor how ids sort may tell
                at = sorted(at, key=self._drawn)[:ACQUAINTED]
            found = self._company[n] = frozenset(name for a in at for name in self._columns.company[a])
        return found

    def _drawn(self, at: int) -> int:
        if at not in self._lot:
            self._lot[at] = number_of(self._columns.told.ids[at])
        return self._lot[at]


def _meant(
    bare: Units, texts: Sequence[str], persons: Persons, columns: Columns, memo: Memo
) -> tuple[Places, Places, Floats, Bools]:
    """Whom bare names may mean: unit, person, how well the name answers the person's, whether the article names both.

    By unit: first those of one sound who are named in most articles, in that order, then the others of its own article.
    """
    text = numbered(texts)
    row = columns.row[bare.lead]
    owner = persons.sounds.owners
    # Of all that are heard alike only those can lead that lead among one sound.
    first = firsts(persons.sounds.values, persons.rank[owner], MEANT)
    one = np.unique(text, return_index=True)[1]
    sounds, asked = columns.heard.take(row[one])
    i, j = matches(sounds, persons.sounds.values[first])
    left, rank = once(asked[i], persons.rank[owner[first][j]])
    first = firsts(left, rank, MEANT)
    left, right = left[first], persons.ranked[rank[first]]
    sounds, asked = columns.heard.take(row)
    at, whose = persons.articles.values.astype(np.int64), persons.articles.owners
    theirs, named = persons.sounds.take(whose)
    i, j = matches(_placed(sounds, columns.at[bare.lead][asked]), _placed(theirs, at[named]))
    near, who = once(asked[i], whose[named][j])
    number = columns.number[row[one]]
    like = _likenesses(
        [texts[n] for n in one.tolist()], number, persons, packed(left, right), packed(text[near], who), memo
    )
    led, beside = like[: len(left)], like[len(left) :]
    # Those that answer nothing are left out before each text is taken apart into its units.
    left, right, led = left[led > 0], right[led > 0], led[led > 0]
    place, unit = Ragged(np.arange(len(left), dtype=np.uint64), np.bincount(left, minlength=len(one))).take(text)
    person, like = right[place.astype(np.int64)], led[place.astype(np.int64)]
    new = (beside > 0) & ~np.isin(packed(near, who), packed(unit, person))
    order = np.argsort(np.concatenate([unit, near[new]]), kind="stable")
    unit, person = np.concatenate([unit, near[new]])[order], np.concatenate([person, who[new]])[order]
    like = np.concatenate([like, beside[new]])[order]
    own = np.isin(packed(columns.at[bare.lead][unit], person), packed(at, whose))
    return unit, person, like, own


def _placed(sounds: Ints, at: Places) -> Ints:
    """A number for a sound in an article."""
    return sounds ^ (at.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _likenesses(
    texts: Sequence[str], number: Ints, persons: Persons, leading: Places, beside: Places, memo: Memo
) -> Floats:
    """How well bare names answer persons, both packed: those that lead, each once, and those beside them."""
    both, place = np.unique(np.concatenate([leading, beside]), return_inverse=True)
    left, right = unpacked(both)

    def scored(at: Sequence[int]) -> Iterator[float]:
        for i, j in zip(left[at].tolist(), right[at].tolist(), strict=True):
            yield _likeness(parse(texts[i], "person"), parse(persons.names[j], "person"))

    # Either order would be one pair; the bare name stands on the left.
    found = np.round(memo.pairs("likeness", number[left] ^ np.uint64(1), persons.number[right], scored), 6)
    return found[place]


def _likeness(name: Name, person: Name) -> float:
    """How well a bare name answers a person's surname (1) or given name (0.5); 0 where it does not."""
    if not name.tokens:
        return 0.0
    word = name.tokens[0]
    for other, worth in ((person.tokens[-1], 1.0), (person.tokens[0], 0.5)):
        held = pair(word, other)
        if held.score >= SOUND and not other.initial and compare(name, parse(other.word, "person")).same:
            return worth * held.score
    return 0.0
