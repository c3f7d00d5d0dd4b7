"""What changes on a side of a causal relation: the thing that is left when the words of change are taken off.

"A sharp drop in exports" is about exports, "its neighbour may extend its tariffs to steel" about its tariffs on steel. A
clause whose verb says no change ("the talks fail") is an event and stays whole.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from fabula.extract.causes import signs
from fabula.extract.causes.argument_heads import gist, top
from fabula.extract.causes.verbs import heavy
from fabula.lang.en.grammar import child, noun_phrase
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.model.records import Pair


def about(doc: Doc, side: Sequence[Pair], changes: Sequence[Token]) -> tuple[tuple[Pair, ...], bool]:
    """What a side is about, where that is less than the side: what changes on it, told by its gist; else its own gist.

    With it, whether that is an event which a clause tells, or a state ("harder"), rather than a thing by its noun.
    """
    inner = thing(doc, side, changes)
    if inner:
        return gist(doc, inner) or inner, False
    head = top(doc, side)
    noun = head is not None and (head.pos_ in (Pos.NOUN, Pos.NAME, Pos.PRONOUN) or _gerund(head))
    return gist(doc, side), head is not None and not noun


def _gerund(verb: Token) -> bool:
    """Whether a verb stands for a thing: "the fighting", without a subject or an object."""
    return (
        verb.tag_ == Tag.ING
        and child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT, Dep.OPEN_CLAUSE, Dep.CLAUSE, Dep.AUXILIARY)
        is None
    )


def thing(doc: Doc, side: Sequence[Pair], changes: Sequence[Token]) -> tuple[Pair, ...]:
    """The span of what changes on a side, where it is less than the side; ``changes`` are the words of change."""
    head = top(doc, side)
    if head is None:
        return ()
    said = {t.i for t in changes}
    noun = _of_clause(head, said) if heavy(head) else head
    if noun is None or noun.pos_ == Pos.PRONOUN:
        return ()
    inner, passed = signs.core(noun)
    if not heavy(head) and not any(t.i in said for t, _ in passed):
        return ()
    if inner.pos_ not in (Pos.NOUN, Pos.NAME):
        return ()
    spans = noun_phrase(inner)
    return spans if all(any(a <= s and e <= b for a, b in side) for s, e in spans) else ()


def _of_clause(verb: Token, said: set[int]) -> Token | None:
    """The noun that a clause's verb of change is about; None where it has no such verb."""
    subject = None
    for _ in range(4):
        subject = child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT) or subject
        obj = child(verb, Dep.OBJECT)
        if verb.i in said:
            return obj or subject
        inner = child(verb, Dep.OPEN_CLAUSE)
        if inner is None:
            return None
        verb = inner
    return None
