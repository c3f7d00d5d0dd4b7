"""Concepts: cause and effect phrases brought down to what they are about, and joined where they are about the same.

A phrase loses its change words (they are in the sign already) and its grammar; names become entities. Two phrases are
joined by a judgement with a score and its reasons, never by rewriting; what a person decides is a judgement too, and
outranks the machine's on every rebuild, as it holds of phrases, not of concepts.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from fabula.annotating.causewords import words as _words
from fabula.causality.unions import Unions
from fabula.records import Anchor, Cause, Judgement, Pair, Record

JOIN: Final = 0.7
"""The least score that joins. On the phrases of the signed development passages it joins "food insecurity" with "levels
of acute food insecurity" and keeps "food security" apart from "job security"."""
CROWD: Final = 40
"""The most phrases with one head that are compared pair by pair; above it only exact matches join. The largest head of
the signed passages has 9."""

_WORD = re.compile(r"\w+(?:-\w+)*", re.UNICODE)
_GRAMMAR = _words(
    "a an the this that these those its their his her our your my it they he she we i you him them us me "
    "who which what whose some any both each every such other and or but so nor not n't no if unless "
    "should had were when whether as then thereby therefore thus hence also even just only very more most "
    "much many be is are was been being am has have having do does did will would shall may might can "
    "could must there here to s t level levels extent kind"
)
_PREPOSITIONS = _words(
    "of in on at for from with between by to over under against among into within across after before "
    "during about around towards toward upon without through despite due because"
)
_OPPOSITES = {
    "strength": "weakness",
    "success": "failure",
    "wealth": "poverty",
    "war": "peace",
    "support": "opposition",
    "surplus": "deficit",
    "trust": "suspicion",
}
_NO_OPPOSITES = _words("information discount discover discharge discourse dispatch disclosure discipline mission")
"""Words that look like the negation of another and are not."""
_NEGATIVE = ("in", "un", "dis", "non", "im", "ir", "il", "mis")


class Phrase(Record, frozen=True, kw_only=True):
    """What a cause or effect is about, brought to a normal form.

    ``key`` is the form itself: its content words, in order, names as "@" and the entity. ``head`` is the word that the
    others narrow down. ``told`` is the phrase as it stands, without its change words; ``anchor`` is where.
    """

    key: str
    head: str
    words: tuple[str, ...]
    entities: tuple[str, ...]
    told: str
    anchor: Anchor


class Edit(Record, frozen=True, kw_only=True):
    """What a person decided: ``action`` merge, oppose, split, rename or flip; ``key`` and ``other`` are phrases' keys.

    merge and oppose join two phrases as the same or as opposites; split keeps them apart; rename gives the concept that
    holds ``key`` a name; flip turns that concept about, so that more of it becomes less.
    """

    action: str
    key: str
    other: str | None = None
    name: str | None = None


class Concept(Record, frozen=True, kw_only=True):
    """A node of the causal map. ``members`` are phrase keys, each with whether it is the concept's opposite."""

    id: str
    name: str
    members: tuple[tuple[str, bool], ...]
    articles: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    why: tuple[str, ...] = ()


def stem(word: str) -> str:
    """A word without its plural ending: all that the joining needs; "policies" and "policy" are one."""
    w = word.casefold()
    if len(w) > 4 and w.endswith("ies"):
        return w[:-3] + "y"
    if len(w) > 4 and w.endswith(("sses", "shes", "ches", "xes")):
        return w[:-2]
    if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")):
        return w[:-1]
    return w


def phrase(
    article: str, text: str, spans: Sequence[Pair], changes: Sequence[Pair], names: Mapping[Pair, str] | None = None
) -> Phrase | None:
    """The normal form of a phrase of an article, or None where nothing but grammar is left.

    ``changes`` are the spans of change words; ``names`` maps spans of names to entities.
    """
    named = sorted((names or {}).items())
    words: list[str] = []
    told: list[str] = []
    segments: list[list[str]] = [[]]
    last_entity: Pair | None = None
    for start, end in spans:
        for m in _WORD.finditer(text, start, end):
            at = (m.start(), m.end())
            if any(a < at[1] and at[0] < b for a, b in changes):
                continue
            told.append(m.group())
            entity = next((x for x in named if x[0][0] < at[1] and at[0] < x[0][1]), None)
            if entity is not None:
                if entity[0] != last_entity:
                    words.append("@" + entity[1])
                    segments[-1].append(words[-1])
                last_entity = entity[0]
                continue
            low = m.group().casefold()
            if low in _PREPOSITIONS:
                segments.append([])
            if low in _GRAMMAR or low in _PREPOSITIONS:
                continue
            words.append(stem(low))
            segments[-1].append(words[-1])
    if not words:
        return None
    first = next(s for s in segments if s)
    plain = [w for w in first if not w.startswith("@")] or first
    where = spans[0]
    return Phrase(
        key=" ".join(words),
        head=plain[-1],
        words=tuple(dict.fromkeys(words)),
        entities=tuple(sorted({w for w in words if w.startswith("@")})),
        told=" ".join(_trimmed(told)),
        anchor=(article, where[0], where[1]),
    )


def _trimmed(told: list[str]) -> list[str]:
    """Words for a name, without the grammar at their edges."""
    i, j = 0, len(told)
    while i < j and told[i].casefold() in _GRAMMAR | _PREPOSITIONS:
        i += 1
    while j > i and told[j - 1].casefold() in _GRAMMAR | _PREPOSITIONS:
        j -= 1
    return told[i:j]


def sides(
    article: str, text: str, cause: Cause, names: Mapping[Pair, str] | None = None
) -> tuple[Phrase, Phrase] | None:
    """Both phrases of a causal relation; None where a side has no content (a counterfactual without a consequent)."""
    a = phrase(article, text, cause.cause, cause.changes, names)
    b = phrase(article, text, cause.effect, cause.changes, names)
    return None if a is None or b is None else (a, b)


def opposite(a: str, b: str) -> bool:
    """Whether two heads are opposites: one is the other with a negative prefix, or the pair is known as such."""
    if _OPPOSITES.get(a) == b or _OPPOSITES.get(b) == a:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) > 4 and long not in _NO_OPPOSITES and any(long == p + short for p in _NEGATIVE)


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
        for other in _opposed(head, heads):
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


def _opposed(head: str, heads: Mapping[str, list[Phrase]]) -> list[str]:
    """The heads among these that are this one's opposites; a pair is found from one side only."""
    negated = () if head in _NO_OPPOSITES else _NEGATIVE
    found = [head[len(p) :] for p in negated if head.startswith(p) and len(head) - len(p) > 4]
    if head in _OPPOSITES:
        found.append(_OPPOSITES[head])
    return sorted(x for x in set(found) if x in heads and x != head)


def decided(edits: Iterable[Edit]) -> tuple[Judgement, ...]:
    """A person's merges, oppositions and splits as judgements."""
    kinds = {"merge": ("concept", True), "oppose": ("opposite", True), "split": ("concept", False)}
    return tuple(
        Judgement(
            kind=kinds[e.action][0],
            left=min(e.key, e.other),
            right=max(e.key, e.other),
            same=kinds[e.action][1],
            score=1.0 if kinds[e.action][1] else 0.0,
            why=(f"a person's {e.action}",),
            by="person",
        )
        for e in edits
        if e.action in kinds and e.other is not None
    )


def concepts(
    phrases: Iterable[Phrase], rows: Iterable[Judgement], edits: Sequence[Edit] = ()
) -> tuple[tuple[Concept, ...], dict[str, tuple[str, bool]]]:
    """The concepts that judgements make of phrases, most told first, and for each phrase key its concept and flip.

    A person's judgements come first, and the machine's never join what a person keeps apart. A pair that the machine
    judged different is not joined by a third phrase either.
    """
    told: dict[str, list[Phrase]] = {}
    for p in phrases:
        told.setdefault(p.key, []).append(p)
    keys = sorted(told)
    place = {k: i for i, k in enumerate(keys)}
    every = sorted([*decided(edits), *rows], key=lambda j: (j.by != "person", -j.score, j.left, j.right))
    every = [j for j in every if j.left in place and j.right in place]
    apart: dict[int, set[int]] = {}
    for j in every:
        if not j.same:
            apart.setdefault(place[j.left], set()).add(place[j.right])
            apart.setdefault(place[j.right], set()).add(place[j.left])
    joined = Unions(len(keys))
    members: dict[int, list[int]] = {i: [i] for i in range(len(keys))}
    reasons: dict[int, list[str]] = {}
    for j in every:
        if not j.same:
            continue
        a, b = joined.root(place[j.left]), joined.root(place[j.right])
        if a == b:
            continue
        rivals = {x for i in members[a] for x in apart.get(i, ())}
        if j.by != "person" and rivals & set(members[b]):
            continue
        joined.join(place[j.left], place[j.right], opposite=j.kind == "opposite")
        root = joined.root(a)
        gone = b if root == a else a
        members[root] = members[root] + members.pop(gone)
        line = f"{j.left} {'against' if j.kind == 'opposite' else '='} {j.right}: {j.score:.2f} ({'; '.join(j.why)})"
        reasons[root] = [*reasons.pop(a, []), *reasons.pop(b, []), line]
    names = {e.key: e.name for e in edits if e.action == "rename" and e.name}
    flips = Counter(e.key for e in edits if e.action == "flip")
    out, index = [], {}
    for root in sorted(members):
        group = sorted(members[root])
        turned = sum(flips[keys[i]] for i in group) % 2 == 1
        main = max(group, key=lambda i: (len(told[keys[i]]), -i))
        about = joined.find(main)[1] ^ turned
        ident = "k" + hashlib.sha256(keys[group[0]].encode()).hexdigest()[:10]
        every_phrase = [p for i in group for p in told[keys[i]]]
        counted = Counter(p.told for p in told[keys[main]])
        name = next((names[keys[i]] for i in group if keys[i] in names), None)
        for i in group:
            index[keys[i]] = (ident, joined.find(i)[1] ^ about)
        out.append(
            Concept(
                id=ident,
                name=name or min(counted, key=lambda t: (-counted[t], t)) or keys[main],
                members=tuple((keys[i], index[keys[i]][1]) for i in group),
                articles=tuple(sorted({p.anchor[0] for p in every_phrase})),
                anchors=tuple(sorted({p.anchor for p in every_phrase})),
                why=tuple(reasons.get(root, ())),
            )
        )
    out.sort(key=lambda c: (-len(c.anchors), c.id))
    return tuple(out), index
