"""Which verb reports which type of event, by what goes with it: its objects, its prepositions, who acts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from fabula.lang.en.event_words import (
    FRAMES,
    HAPPEN,
    INTO,
    LIGHT,
    NOUNS,
    Frame,
)
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.acts import (
    OBJECTS,
)
from fabula.model.vocabulary import EventType

BARE = "!obj"
PHRASE = 12
"""At most so many words of an object are looked at: what decides its kind stands near its head."""


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return str(token.lemma_).lower()


def key(verb: Token) -> list[str]:
    """The lexicon's keys for a verb: with its particle, then alone."""
    base = lemma(verb)
    particles = [
        c for c in verb.children if c.dep_ in {Dep.PARTICLE, Dep.ADVERB, Dep.PREPOSITION} and verb.i < c.i <= verb.i + 4
    ]
    return [f"{base}_{lemma(c)}" for c in particles] + [base]


def words(token: Token) -> frozenset[str]:
    """The lemmas of a phrase near its head: the head first of all, without clauses that hang on it."""
    out = {lemma(token), *_kind(token)}
    stack, seen = list(token.children), 0
    while stack and seen < PHRASE:
        t = stack.pop(0)
        seen += 1
        if t.dep_ in {
            Dep.RELATIVE_CLAUSE,
            Dep.NOUN_CLAUSE,
            Dep.APPOSITION,
            Dep.PUNCTUATION,
            Dep.DETERMINER,
            Dep.ADVERBIAL_CLAUSE,
        }:
            continue
        out.add(lemma(t))
        stack.extend(t.children)
    return frozenset(out)


def _kind(token: Token) -> list[str]:
    """The lexicon's sign for a name of its kind: "_person", "_gpe", "_norp", "_org"."""
    return [f"_{token.ent_type_.lower()}"] if token.ent_type_ else []


def heads(token: Token) -> Iterator[Token]:
    """A phrase's head and the heads joined to it by "and"."""
    yield token
    for t in token.conjuncts:
        if t.i > token.i:
            yield t


def fits(frame: Frame, objects: frozenset[str], subjects: frozenset[str], phrases: dict[str, frozenset[str]]) -> bool:
    """Whether what goes with a verb meets a frame's needs."""
    if frame.unless & objects:
        return False
    if frame.bare and BARE in objects:
        return True
    if frame.subjects and not frame.subjects & subjects:
        return False
    if frame.anything:
        return True
    if frame.objects & objects:
        return True
    for where, what in frame.phrases:
        have = phrases.get(where)
        if have is not None and ("*" in what or what & have):
            return True
    return bool(frame.subjects) and not frame.objects and not frame.phrases


def classify(verb: Token) -> tuple[EventType, Token] | None:
    """The type of event that a verb reports with what goes with it, and the word to point at."""
    keys = [k for k in key(verb) if k in FRAMES]
    base = lemma(verb)
    if not keys and base not in LIGHT and base not in HAPPEN and base not in INTO:
        return None
    around = _around(verb, base in INTO)
    nouns = around.nouns
    if base in HAPPEN:
        nouns = nouns + [h for c in verb.children if c.dep_ == Dep.SUBJECT for h in heads(c)]
    if base in LIGHT or base in HAPPEN or base in INTO:
        for noun in nouns:
            if lemma(noun) in NOUNS and noun.pos_ == Pos.NOUN:
                return NOUNS[lemma(noun)], noun
    frames = [f for k in keys for f in FRAMES[k]]
    near, far, subjects = frozenset(around.near), frozenset(around.far), frozenset(around.subjects)
    for objects in (near, far):
        for frame in frames:
            if not frame.anything and fits(frame, objects, subjects, around.phrases):
                hit = next((n for n in nouns if base in LIGHT and lemma(n) in frame.objects), verb)
                return frame.type, hit
    last = (f for f in frames if f.anything and fits(f, near, subjects, around.phrases))
    return next(((f.type, verb) for f in last), None)


@dataclass(slots=True)
class _Around:
    """What goes with a verb: lemmas and kinds of its objects (``near``), all their words (``far``), its subjects' words, what
    each preposition governs, and the nouns that may name the event."""

    near: set[str] = field(default_factory=set)
    far: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    phrases: dict[str, frozenset[str]] = field(default_factory=dict)
    nouns: list[Token] = field(default_factory=list)

    def governed(self, prep: Token, into: bool) -> None:
        """Take what a preposition governs, days apart; the doers too, where it is a passive's "by"."""
        inside: set[str] = set()
        for p in prep.children:
            if p.dep_ in {Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE} and p.ent_type_ not in {Ent.DATE, Ent.TIME}:
                inside |= words(p)
                if into:
                    self.nouns.append(p)
        if prep.dep_ == Dep.AGENT:
            self.subjects |= inside
        if inside:
            self.phrases[lemma(prep)] = frozenset(inside) | self.phrases.get(lemma(prep), frozenset())


def _around(verb: Token, into: bool) -> _Around:
    """What goes with a verb; ``into``: whether it names its event behind a preposition ("burst into protest")."""
    out = _Around()
    passive = False
    for child in verb.children:
        dep = child.dep_
        if dep in OBJECTS:
            passive = passive or dep == Dep.PASSIVE_SUBJECT
            for head in heads(child):
                out.near.update((lemma(head), *_kind(head)))
                out.nouns.append(head)
            out.far |= words(child)
        elif dep == Dep.SUBJECT:
            out.subjects |= words(child)
        elif dep in {Dep.PREPOSITION, Dep.AGENT} or (dep == Dep.ADVERB and child.pos_ == Pos.ADPOSITION):
            out.governed(child, into)
        elif dep in {Dep.OPEN_CLAUSE, Dep.ADVERBIAL_CLAUSE}:
            mark = next((lemma(c) for c in child.children if c.dep_ in {Dep.AUXILIARY, Dep.SUBORDINATOR}), "")
            if mark == "to":
                out.phrases["to"] = out.phrases.get("to", frozenset()) | {lemma(child)}
        elif dep in {Dep.PARTICLE, Dep.ADVERB, Dep.ADJECTIVE_COMPLEMENT}:
            out.near.add(lemma(child))
            out.phrases.setdefault(lemma(child), frozenset())
    if verb.dep_ == Dep.NOUN_CLAUSE and verb.tag_ == Tag.PAST_PARTICIPLE:
        out.near.add(lemma(verb.head))
        out.far.add(lemma(verb.head))
    if not out.nouns and not passive and verb.tag_ != Tag.PAST_PARTICIPLE:
        out.near.add(BARE)
    return out
