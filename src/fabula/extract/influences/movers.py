"""What moves, as a verb's subject tells it, through pronouns, asides and clauses that are carried on.

"This", "it" and "they" that open a sentence stand for what the sentence before says moves; "which" after a clause for that clause.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from fabula.extract.causes.verbs import Relation, heavy, relate
from fabula.extract.influences.clauses import moving
from fabula.lang.en import influence_words as say
from fabula.lang.en.cause_words import BETTER, WORSEN, Sign
from fabula.lang.en.grammar import NOUN_SUBJECTS, SUBJECTS, child, conjuncts, noun_phrase, person, subject
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.movers import CARRIED
from fabula.model.vocabulary import CauseKind

Mover = tuple[Token, Sign]
"""What moves, and which way its own clause moves it."""

_NAMED = frozenset({Ent.PERSON, Ent.ORGANISATION, Ent.STATE, Ent.PEOPLE, Ent.LOCATION})


def movers(verb: Token, all_: bool = False) -> list[Mover]:
    """What moves, as the subject says it; none where somebody merely acts, unless ``all_`` are wanted."""
    head = _set_before(verb) or subject(verb)
    if head is None or _made_to(verb, head):
        return []
    if head.lower_ == "which" and verb.head.i < verb.i and heavy(verb.head):
        found = moving(verb.head)
        return [] if found is None or found[1] not in (1, -1) else [found[:2]]
    if head.lower_ in CARRIED and not heavy(head):
        one = carried(head)
        return [] if one is None else [one]
    if head.i == verb.i or (head.lower_ in say.PRONOUNS and not heavy(head)):
        return []
    if heavy(head):
        return [(head, 1)]
    return [(x, 1) for x in conjuncts(head) if all_ or not person(x)]


def _made_to(verb: Token, head: Token) -> bool:
    """Whether whoever acts was made to: "forced the treasury to trim subsidies" is what forced it, not the treasury."""
    driven = (
        verb.dep_ in (Dep.OPEN_CLAUSE, Dep.CLAUSE) and verb.head.lemma_.lower() in say.DRIVING and verb.tag_ == Tag.BASE
    )
    return driven and head.head.i in (verb.head.i, verb.i) and child(verb, Dep.OBJECT) is not None


def _set_before(verb: Token) -> Token | None:
    """A subject that the parser hung elsewhere: "corruption, says Toll, deters ..."; "a stronger opposition undermines ..."."""
    if any(c.dep_ in SUBJECTS for c in verb.lefts):
        return None
    if verb.pos_ not in (Pos.VERB, Pos.NOUN, Pos.ADJECTIVE) or verb.dep_ in (
        Dep.OPEN_CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.PREPOSITION_CLAUSE,
    ):
        return None
    for c in verb.lefts:
        if c.dep_ == Dep.PARATAXIS:
            own = [g for g in c.lefts if g.dep_ in NOUN_SUBJECTS]
            if own and own[0].pos_ in (Pos.NOUN, Pos.NAME):
                return own[0]
        if c.dep_ == Dep.COMPOUND and c.pos_ == Pos.NOUN and verb.tag_ in (Tag.THIRD_PERSON, Tag.PRESENT, Tag.PAST):
            return c
    return None


def sentence_before(sent: Span) -> Span | None:
    """The sentence before one, over the white space between paragraphs; None where there is none."""
    start = sent.start
    for _ in range(3):
        if start == 0:
            return None
        before: Span = sent.doc[start - 1].sent
        if any(t.is_alpha for t in before):
            return before
        start = before.start
    return None


def carried(pronoun: Token) -> Mover | None:
    """What a pronoun that opens its sentence carries on.

    "It" and "they" are the subject of the sentence before, where both are one or many; "this", or "it" after somebody who acts,
    is what that sentence says moves. Who acts is left to coreference.
    """
    sent = pronoun.sent
    if any(t.pos_ not in (Pos.CONJUNCTION, Pos.ADVERB, Pos.PUNCTUATION, Pos.SPACE) for t in sent if t.i < pronoun.i):
        first = next((t for t in sent if t.pos_ not in (Pos.CONJUNCTION, Pos.ADVERB, Pos.PUNCTUATION, Pos.SPACE)), None)
        again = first is not None and first.lower_ == pronoun.lower_ and first.dep_ in NOUN_SUBJECTS
        return carried(first) if again and first is not None and first.i != pronoun.i else None
    before = sentence_before(sent)
    root = next((t for t in before if t.head.i == t.i), None) if before is not None else None
    if before is None or root is None:
        return None
    while root.lemma_ in say.TELLING and (inner := child(root, Dep.CLAUSE, Dep.PARATAXIS)) is not None:
        root = inner
    found = child(root, Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.CLAUSE_SUBJECT)
    if found is not None and found.lower_ in say.PRONOUNS:
        own = [t for t in before if t.dep_ in NOUN_SUBJECTS and t.pos_ == Pos.NOUN]
        found = own[-1] if own else None
    noun = found is not None and (found.pos_ in (Pos.NOUN, Pos.NAME) or found.tag_ == Tag.ING)
    if pronoun.lower_ in ("this", "that"):
        told = moving(root)
        return None if told is None or told[1] not in (1, -1) else told[:2]
    if found is None or not noun or person(found) or found.ent_type_ in _NAMED:
        told = moving(root) if pronoun.lower_ == "it" else None
        return None if told is None or told[1] not in (1, -1) or told[0] is found else told[:2]
    many = found.tag_ in (Tag.PLURAL, Tag.PLURAL_NAME) or child(found, Dep.CONJUNCT) is not None
    return (found, 1) if many == (pronoun.lower_ in ("they", "these")) else None


def composed(sign: Sign, factor: Sign) -> Sign:
    """A sign, turned by the way in which the mover itself goes."""
    if factor in (1, None) or sign is None:
        return sign if factor == 1 else None
    return {1: -1, -1: 1, WORSEN: BETTER, BETTER: WORSEN}[sign]


def flow(
    verb: Token,
    causes: list[Mover],
    effects: list[Token],
    sign: Sign,
    *,
    said: tuple[Token | None, ...] = (),
    kind: CauseKind = "cause",
    moved: Sequence[Token] = (),
) -> Iterator[Relation]:
    """Relations of each mover with each effect that is named; ``moved`` are words that say how the effect moves."""
    effects = [e for e in effects if e.lower_ not in say.PRONOUNS]
    for cause, way in causes:
        for r in relate(verb, [cause], effects, composed(sign, way), said=said, kind=kind):
            if heavy(cause) and cause.sent.start != verb.sent.start:
                r.cause = noun_phrase(cause) or r.cause
            r.reading.changes.extend(moved)
            yield r
