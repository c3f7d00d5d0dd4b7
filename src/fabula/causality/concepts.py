"""Concepts: cause and effect phrases brought down to what they are about, and joined where they are about the same.

A phrase loses its change words (they are in the sign already) and its grammar; names become entities. Two phrases are
joined by a judgement with a score and its reasons, never by rewriting; what a person decides is a judgement too, and
outranks the machine's on every rebuild, as it holds of phrases, not of concepts.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Final

from fabula.causality.phrases import Phrase, opposed, opposite
from fabula.causality.unions import Unions
from fabula.records import Anchor, Judgement, Record

JOIN: Final = 0.7
"""The least score that joins. On the phrases of the signed development passages it joins "food insecurity" with "levels
of acute food insecurity" and keeps "food security" apart from "job security"."""
CROWD: Final = 40
"""The most phrases with one head that are compared pair by pair; above it only exact matches join. The largest head of
the signed passages has 9."""


class Edit(Record, frozen=True, kw_only=True):
    """What a person decided of phrases, by their keys; a later edit outranks an earlier one.

    ``action``: join (all of ``left`` and ``right`` are one concept), oppose (``left`` are one, ``right`` its opposite),
    part (no concept holds one of each), call (the concept of ``left`` is called ``name``) or flip (``sign`` -1: ``left``
    is the opposite of its concept; 1: it is not).
    """

    action: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    name: str | None = None
    sign: int | None = None


class Concept(Record, frozen=True, kw_only=True):
    """A node of the causal map. ``members`` are phrase keys, each with whether it is the concept's opposite."""

    id: str
    name: str
    members: tuple[tuple[str, bool], ...]
    articles: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    why: tuple[str, ...] = ()


def judged(a: Phrase, b: Phrase, similar: Callable[[str, str], float] | None = None) -> Judgement:
    """Whether two phrases are of one concept: kind "concept", or "opposite" where they are its two directions.

    Half of the score is the head, half what narrows it down (the share of common words; a half where one side has
    none). Different names keep phrases apart. ``similar`` gives a meaning's likeness in 0..1, taken where it is higher.
    """
    why: list[str] = []
    against = opposite(a.head, b.head)
    kind = "opposite" if against else "concept"
    if a.entities != b.entities:
        return _row(
            kind, a, b, 0.0, [f"different names: {' '.join(a.entities) or 'none'} / {' '.join(b.entities) or 'none'}"]
        )
    if a.key == b.key:
        return _row(kind, a, b, 1.0, ["the same words"])
    head = 0.5 if a.head == b.head or against else 0.0
    why.append(f"head {a.head} / {b.head}: {head}")
    rest_a = {w for w in a.words if w != a.head and not w.startswith("@")}
    rest_b = {w for w in b.words if w != b.head and not w.startswith("@")}
    if rest_a and rest_b:
        shared = len(rest_a & rest_b) / len(rest_a | rest_b)
        why.append(f"what narrows it, {len(rest_a & rest_b)} of {len(rest_a | rest_b)} words: {0.5 * shared:.2f}")
    else:
        shared = 1.0 if rest_a == rest_b else 0.5
        why.append(f"nothing narrows {'both' if rest_a == rest_b else 'one of them'}: {0.5 * shared:.2f}")
    score = head + 0.5 * shared
    if similar is not None:
        alike = similar(a.told, b.told)
        why.append(f"meaning: {alike:.2f}")
        score = max(score, alike)
    return _row(kind, a, b, score, why)


def _row(kind: str, a: Phrase, b: Phrase, score: float, why: list[str]) -> Judgement:
    left, right = sorted((a.key, b.key))
    return Judgement(kind=kind, left=left, right=right, same=score >= JOIN, score=score, why=tuple(why))


def judgements(phrases: Iterable[Phrase], similar: Callable[[str, str], float] | None = None) -> tuple[Judgement, ...]:
    """The machine's judgements on all pairs that share a head or have opposite ones, best first.

    A phrase that is its head alone is judged the same as a fuller one only where all fuller ones with that head are
    alike: else it would tie "food security" to "job security".
    """
    unique: dict[str, Phrase] = {}
    for p in phrases:
        unique.setdefault(p.key, p)
    heads: dict[str, list[Phrase]] = {}
    for key in sorted(unique):
        heads.setdefault(unique[key].head, []).append(unique[key])
    rows: list[Judgement] = []
    for group in heads.values():
        if 1 < len(group) <= CROWD:
            rows += _group(group, similar)
    for head, group in heads.items():
        for other in opposed(head, heads):
            if len(group) + len(heads[other]) <= CROWD:
                rows += [judged(a, b, similar) for a in group for b in heads[other]]
    rows.sort(key=lambda j: (-j.score, j.left, j.right))
    return tuple(rows)


def _group(group: list[Phrase], similar: Callable[[str, str], float] | None) -> list[Judgement]:
    rows = [judged(a, b, similar) for a, b in combinations(group, 2)]
    bare = {p.key for p in group if len(p.words) == 1}
    apart = any(not j.same for j in rows if j.left not in bare and j.right not in bare)
    if not apart:
        return rows
    return [
        Judgement(
            kind=j.kind,
            left=j.left,
            right=j.right,
            same=False,
            score=j.score,
            why=(*j.why, "the bare head could be of several concepts"),
        )
        if j.same and j.score < 1.0 and (j.left in bare) != (j.right in bare)
        else j
        for j in rows
    ]


class _Sets:
    """Phrases put together in the order of their judgements: what comes first outranks what comes later."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.place = {k: i for i, k in enumerate(keys)}
        self.joined = Unions(len(keys))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(keys))}
        self.reasons: dict[int, list[str]] = {}
        self._apart: dict[int, set[int]] = {}

    def part(self, left: str, right: str) -> None:
        """Keep two phrases apart from here on; what is joined already stays so."""
        a, b = self.place[left], self.place[right]
        if self.joined.root(a) != self.joined.root(b):
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def join(self, left: str, right: str, opposite: bool, why: str) -> bool:
        """Put two phrases together, unless a phrase of the one's set is kept apart from one of the other's."""
        a, b = self.joined.root(self.place[left]), self.joined.root(self.place[right])
        if a == b:
            return True
        if len(self.members[a]) > len(self.members[b]):
            a, b = b, a
        if not {x for i in self.members[a] for x in self._apart.get(i, ())}.isdisjoint(self.members[b]):
            return False
        self.joined.join(self.place[left], self.place[right], opposite=opposite)
        root = self.joined.root(a)
        gone = b if root == a else a
        self.members[root] += self.members.pop(gone)
        line = f"{left} {'against' if opposite else '='} {right}: {why}"
        self.reasons[root] = [*self.reasons.pop(root, []), *self.reasons.pop(gone, []), line]
        return True

    def group(self, keys: Sequence[str], why: str) -> None:
        """Put phrases together: each with the first before it that it may be joined to."""
        for n, key in enumerate(keys):
            for other in keys[:n]:
                if self.join(other, key, False, why):
                    break


def _decide(sets: _Sets, edits: Sequence[Edit]) -> None:
    """Carry out a person's joins and parts, the last one first, as it outranks those before it."""
    for e in reversed(edits):
        left, right = ([k for k in side if k in sets.place] for side in (e.left, e.right))
        why = f"a person's {e.action}"
        if e.action == "join":
            sets.group([*left, *right], why)
        elif e.action == "oppose":
            sets.group(left, why)
            sets.group(right, why)
            if left and right:
                sets.join(left[0], right[0], True, why)
        elif e.action == "part":
            for a in left:
                for b in right:
                    if a != b:
                        sets.part(a, b)


def concepts(
    phrases: Iterable[Phrase], rows: Iterable[Judgement], edits: Sequence[Edit] = ()
) -> tuple[tuple[Concept, ...], dict[str, tuple[str, bool]]]:
    """The concepts that judgements make of phrases, most told first, and for each phrase key its concept and flip.

    A person's edits come first, the latest before earlier ones, and the machine never joins what a person keeps apart.
    A pair that the machine judged different is not joined by a third phrase either.
    """
    told: dict[str, list[Phrase]] = {}
    for p in phrases:
        told.setdefault(p.key, []).append(p)
    keys = sorted(told)
    sets = _Sets(keys)
    _decide(sets, edits)
    every = sorted(rows, key=lambda j: (-j.score, j.left, j.right))
    every = [j for j in every if j.left in sets.place and j.right in sets.place]
    for j in every:
        if not j.same:
            sets.part(j.left, j.right)
    for j in every:
        if j.same:
            sets.join(j.left, j.right, j.kind == "opposite", f"{j.score:.2f} ({'; '.join(j.why)})")
    names: dict[str, tuple[int, str]] = {}
    faces: dict[str, tuple[int, int]] = {}
    for n, e in enumerate(edits):
        if e.action == "call" and e.name:
            names.update(dict.fromkeys(e.left, (n, e.name)))
        elif e.action == "flip" and e.sign:
            faces.update(dict.fromkeys(e.left, (n, e.sign)))
    out, index = [], {}
    for root in sorted(sets.members):
        group = sorted(sets.members[root])
        main = max(group, key=lambda i: (len(told[keys[i]]), -i))
        about = sets.joined.find(main)[1]
        _, sign, facing = max(((*faces[keys[i]], i) for i in group if keys[i] in faces), default=(0, 1, main))
        if facing != main or sign != 1:
            about = sets.joined.find(facing)[1] ^ (sign == -1)
        ident = "k" + hashlib.sha256(keys[group[0]].encode()).hexdigest()[:10]
        every_phrase = [p for i in group for p in told[keys[i]]]
        counted = Counter(p.told for p in told[keys[main]])
        _, name = max((names[keys[i]] for i in group if keys[i] in names), default=(0, None))
        for i in group:
            index[keys[i]] = (ident, sets.joined.find(i)[1] ^ about)
        out.append(
            Concept(
                id=ident,
                name=name or min(counted, key=lambda t: (-counted[t], t)) or keys[main],
                members=tuple((keys[i], index[keys[i]][1]) for i in group),
                articles=tuple(sorted({p.anchor[0] for p in every_phrase})),
                anchors=tuple(sorted({p.anchor for p in every_phrase})),
                why=tuple(sets.reasons.get(root, ())),
            )
        )
    out.sort(key=lambda c: (-len(c.anchors), c.id))
    return tuple(out), index
