"""Concepts: cause and effect phrases brought down to what they are about, and joined where they are about the same.

A phrase loses its change words (they are in the sign already) and its grammar; names become entities. Two phrases are
joined by a judgement with a score and its reasons, never by rewriting; what a person decides is a judgement too, and
outranks the machine's on every rebuild, as it holds of phrases, not of concepts.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import msgspec

from fabula.derive.causal.meanings import Sense, alike, opposite, prefixes, root, sense
from fabula.derive.causal.phrases import CausalPhrase
from fabula.lang.en.senses import RELATIONAL, WIDE
from fabula.model.decisions import Call, Flip, Join, OfPhrases, Oppose, Part
from fabula.model.records import Anchor, Judgement, Record
from fabula.model.unions import Unions

JOIN: Final = 0.7
"""The least score that joins. On the phrases of the signed development passages it joins "food insecurity" with "levels
of acute food insecurity" and keeps "food security" apart from "job security"."""
DOUBT: Final = 0.6
"""The least score of a pair that is shown for review."""
LIKE: Final = 0.9
"""What is narrowed down alike enough to be one event: all words the same, of one family or synonyms."""
CROWD: Final = 40
"""The most phrases with one head that are compared pair by pair; above it only exact matches join. The largest head of
the signed passages has 9."""


class Edit(Record, frozen=True, kw_only=True):
    """What a person decided of phrases, by their keys; a later edit outranks an earlier one.

    ``left`` and ``right`` are the keys of the phrases that stand now at the places of the decision.
    """

    decision: OfPhrases
    left: tuple[str, ...]
    right: tuple[str, ...] = ()


class Concept(Record, frozen=True, kw_only=True):
    """A node of the causal map. ``members`` are phrase keys, each with whether it is the concept's opposite."""

    id: str
    name: str
    members: tuple[tuple[str, bool], ...]
    articles: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    why: tuple[str, ...] = ()


def judged(a: CausalPhrase, b: CausalPhrase) -> Judgement:
    """Whether two phrases are of one concept: kind "concept", or "opposite" where they are its two directions.

    Half of the score is the head, half what narrows it down: the same words count full, those of one family 0.95, those
    that the table of meanings has as synonyms or opposites 0.9. Different names keep phrases apart. Where each has what
    the other lacks, or a head that says little alone stands bare, the pair is at best doubtful; so is an event that a
    clause tells beside anything that has not all of its words.
    """
    one, other = sense(tuple(a.key.split()), a.head), sense(tuple(b.key.split()), b.head)
    likeness, how = alike(one.head, other.head)
    against = likeness > 0 and one.opposite != other.opposite
    if not likeness and opposite(a.head, b.head):
        likeness, how, against = 1.0, "opposites", True
    kind = "opposite" if against else "concept"
    named = set(a.entities) ^ set(b.entities)
    if named and not (named <= set(a.meant) and not b.entities) and not (named <= set(b.meant) and not a.entities):
        names = f"different names: {' '.join(a.entities) or 'none'} / {' '.join(b.entities) or 'none'}"
        return _row(kind, a, b, 0.0, [names])
    if a.key == b.key:
        return _row(kind, a, b, 1.0, ["the same words"])
    how = "opposites" if against else how
    why = [f"head {one.head[1]} / {other.head[1]} ({how}): {0.5 * likeness:.2f}"]
    if named:
        likeness *= 0.8
        why[0] = f"head {one.head[1]} / {other.head[1]} ({how}), one by a pronoun's name: {0.5 * likeness:.2f}"
    if not likeness and (turned := _turned(one, other)):
        return _row(kind, a, b, 0.9, [turned])
    rest, said = _narrowed(one, other)
    if (a.clausal or b.clausal or a.head.startswith("@")) and (rest < LIKE or a.clausal != b.clausal):
        rest, said = min(rest, 0.3), f"{said}; {'an event' if a.clausal or b.clausal else 'a name'} is not its parts"
    why.append(f"{said}: {0.5 * rest:.2f}")
    return _row(kind, a, b, 0.5 * likeness + 0.5 * rest, why)


def _turned(one: Sense, other: Sense) -> str | None:
    """Why two phrases are one though their heads differ: the one's head is the other's participle or gerund.

    "The evacuation of villages" and "evacuating villages", "prison overcrowding" and "overcrowded prisons".
    """
    if len(one.rest) != 1 or len(other.rest) != 1:
        return None
    for x, y in ((one, other), (other, one)):
        verb = y.rest[0][1]
        if verb.endswith(("ing", "ed")) and alike(x.head, y.rest[0])[0] and alike(x.rest[0], y.head)[0]:
            return f"{x.head[1]} of {x.rest[0][1]} / {verb} {y.head[1]}: 0.90"
    return None


def _narrowed(one: Sense, other: Sense) -> tuple[float, str]:
    """How far what narrows two heads is the same, 0 to 1, and why."""
    left, right = (
        [x for x in dict.fromkeys(s.rest) if not x[1].startswith("@") and x[1] not in WIDE] for s in (one, other)
    )
    size = max(len(left), len(right))
    if not size:
        return 1.0, "nothing narrows both"
    if not left or not right:
        bare = one if not left else other
        told = f"nothing narrows {bare.head[1]}"
        return (0.3, f"{told}, which says little alone") if bare.head[1] in RELATIONAL else (0.5, told)
    shared, pairs = 0.0, []
    for x in left:
        best = max(right, key=lambda y: alike(x, y)[0], default=None)
        if best is not None and (degree := alike(x, best)) and degree[0]:
            right.remove(best)
            shared += degree[0]
            pairs.append(x[1] if degree[0] == 1 else f"{x[1]} / {best[1]} ({degree[1]})")
    lone = len(left) - len(pairs)
    said = f"what narrows it, {', '.join(pairs) or 'nothing'} of {len(pairs) + lone + len(right)}"
    rest = shared / (len(pairs) + lone + len(right))
    if lone and right:
        return min(rest, 0.3), f"{said}; each has what the other lacks"
    return rest, said


def _row(kind: str, a: CausalPhrase, b: CausalPhrase, score: float, why: list[str]) -> Judgement:
    left, right = sorted((a.key, b.key))
    return Judgement(kind=kind, left=left, right=right, same=score >= JOIN, score=round(score, 6), why=tuple(why))


def judgements(phrases: Iterable[CausalPhrase]) -> tuple[Judgement, ...]:
    """The machine's judgements on all pairs whose heads are the same, of one family, synonyms or opposites, best first.

    A phrase that is its head alone is judged the same as a fuller one only where all fuller ones with that head are
    alike: else it would tie "food security" to "job security". So is one without a name beside "its output".
    """
    unique: dict[str, CausalPhrase] = {}
    for p in sorted(phrases, key=lambda p: (p.key, len(p.meant), p.clausal, p.anchor)):
        unique.setdefault(p.key, p)
    heads: dict[str, dict[str, CausalPhrase]] = {}
    for key in sorted(unique):
        for block in _blocks(unique[key]):
            heads.setdefault(block, {})[key] = unique[key]
    bare = {k for k, p in unique.items() if len(p.words) == 1}
    rows: dict[tuple[str, str], Judgement] = {}
    for group in heads.values():
        if not 1 < len(group) <= CROWD:
            continue
        found = [judged(a, b) for a, b in combinations(group.values(), 2)]
        split = any(not j.same and _fuller(j, bare) for j in found)
        owners = {unique[k].entities for k in group if unique[k].entities}
        for j in found:
            if split and j.same and j.score < 1.0 and (j.left in bare) != (j.right in bare):
                j = msgspec.structs.replace(j, same=False, why=(*j.why, "the bare head could be of several concepts"))
            if j.same and len(owners) > 1 and unique[j.left].entities != unique[j.right].entities:
                j = msgspec.structs.replace(j, same=False, why=(*j.why, "it could be of several names"))
            known = rows.get((j.left, j.right))
            if known is None or not j.same:
                rows[j.left, j.right] = j
    return tuple(sorted((j for j in rows.values() if j.score > 0), key=lambda j: (-j.score, j.left, j.right)))


def _fuller(j: Judgement, bare: set[str]) -> bool:
    return j.left not in bare and j.right not in bare


def _blocks(p: CausalPhrase) -> set[str]:
    """What phrases must share to be compared: the head, its family, its sense, or the word that its prefix negates."""
    said = sense(tuple(p.key.split()), p.head)
    verb = [root(w) for n, w in said.rest if w.endswith(("ing", "ed"))] if len(said.rest) == 1 else []
    return {p.head, root(p.head), said.head[0], *verb, *(p.head[len(x) :] for x in prefixes(p.head))}


def doubtful(rows: Iterable[Judgement]) -> list[Judgement]:
    """The machine's pairs that it kept apart in doubt, likeliest first."""
    return [j for j in rows if not j.same and j.score >= DOUBT]


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
        why = f"a person's {e.decision.action}"
        if isinstance(e.decision, Join):
            sets.group([*left, *right], why)
        elif isinstance(e.decision, Oppose):
            sets.group(left, why)
            sets.group(right, why)
            if left and right:
                sets.join(left[0], right[0], True, why)
        elif isinstance(e.decision, Part):
            for a in left:
                for b in right:
                    if a != b:
                        sets.part(a, b)


def concepts(
    phrases: Iterable[CausalPhrase], rows: Iterable[Judgement], edits: Sequence[Edit] = ()
) -> tuple[tuple[Concept, ...], dict[str, tuple[str, bool]]]:
    """The concepts that judgements make of phrases, most told first, and for each phrase key its concept and flip.

    A person's edits come first, the latest before earlier ones, and the machine never joins what a person keeps apart.
    A pair that the machine judged different is not joined by a third phrase either.
    """
    told: dict[str, list[CausalPhrase]] = {}
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
        if isinstance(e.decision, Call):
            names.update(dict.fromkeys(e.left, (n, e.decision.name)))
        elif isinstance(e.decision, Flip):
            faces.update(dict.fromkeys(e.left, (n, e.decision.sign)))
    out, index = [], {}
    for top in sorted(sets.members):
        group = sorted(sets.members[top])
        main = max(group, key=lambda i: (any(not p.meant for p in told[keys[i]]), len(told[keys[i]]), -i))
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
                why=tuple(sets.reasons.get(top, ())),
            )
        )
    out.sort(key=lambda c: (-len(c.anchors), c.id))
    return tuple(out), index
