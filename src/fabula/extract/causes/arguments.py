"""What is no part of a side, and what is no side at all: datelines, the clause around a relation, places, times, names beside.

The reader marks a side by its words, so that a side may begin with the dateline or with "he refused to accept that", or be
where or when a thing happened.
"""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.drafts import without
from fabula.extract.causes.argument_heads import highest
from fabula.extract.causes.verbs import Relation
from fabula.lang.en.grammar import SUBJECTS
from fabula.lang.en.labels import Dep, Ent, Pos
from fabula.lang.en.rules.arguments import DATELINE, WHERE
from fabula.model.records import Pair

_PLACES = frozenset({Ent.STATE, Ent.LOCATION, Ent.BUILDING})
_TIMES = frozenset({Ent.DATE, Ent.TIME})


def fitted(analysis: Analysis, sent: Span, r: Relation) -> Relation | None:
    """A relation without what is no part of its sides; None where a side is none, or nothing of it is left."""
    opening = (sent.start_char, _dateline(analysis, sent))
    cause, effect = (without(spans, (opening,)) for spans in (r.cause, r.effect))
    if not cause or (r.effect and not effect):
        return None
    cause = _within(analysis, cause, effect)
    if not r.conditional and (_setting(analysis, cause) or (effect and _beside(analysis, cause, effect))):
        return None
    r.cause, r.effect = cause, effect
    return r


def _dateline(analysis: Analysis, sent: Span) -> int:
    """Where the dateline that a sentence opens with ends; its start where there is none."""
    start: int = sent.start_char
    if analysis.text[:start].rstrip(" \t\xa0")[-1:] not in ("", "\n"):
        return start
    m = DATELINE.match(analysis.text, start, sent.end_char)
    return m.end() if m is not None else start


def _within(analysis: Analysis, cause: tuple[Pair, ...], effect: Sequence[Pair]) -> tuple[Pair, ...]:
    """A cause without the clause around the relation's own: "he refused to accept that (the strike) led to layoffs"."""
    if len(cause) != 1 or not effect:
        return cause
    own = list(analysis.tokens(*cause[0]))
    verb = highest([t for s, e in effect for t in analysis.tokens(s, e)])
    inside = {t.i for t in own}
    while (
        verb is not None
        and verb.head.i != verb.i
        and not any(c.dep_ in SUBJECTS and c.i in inside for c in verb.children)
    ):
        verb = verb.head
        if verb.i in inside:
            return cause
    if verb is None or verb.i in inside:
        return cause
    kept = [t for t in own if t.i >= verb.left_edge.i]
    around = [t for t in own if t.i < verb.left_edge.i]
    if not any(t.pos_ in (Pos.VERB, Pos.AUXILIARY) and t.is_ancestor(verb) for t in around):
        around = []
    while kept and kept[0].dep_ == Dep.SUBORDINATOR and kept[0].lower_ in ("that", "whether"):
        around, kept = [*around, kept[0]], kept[1:]
    return ((kept[0].idx, cause[0][1]),) if around and kept else cause


def _setting(analysis: Analysis, cause: Sequence[Pair]) -> bool:
    """Whether a cause is only when or where a thing happened: "on Monday", or the place in "in Lund"."""
    tokens = [t for s, e in cause for t in analysis.tokens(s, e)]
    head = highest(tokens)
    if head is None:
        return True
    if head.dep_ == Dep.PREPOSITION and len(tokens) > 1:
        head = next((c for c in head.children if c.dep_ == Dep.PREPOSITION_OBJECT), head)
    if head.ent_type_ in _TIMES and head.dep_ != Dep.OWNER:
        return all(
            t.ent_type_ in _TIMES
            or t.pos_ in (Pos.DETERMINER, Pos.ADPOSITION, Pos.PUNCTUATION, Pos.SPACE, Pos.ADJECTIVE, Pos.ADVERB)
            for t in tokens
        )
    if head.ent_type_ in _PLACES and head.dep_ == Dep.PREPOSITION_OBJECT and head.head.lower_ in WHERE:
        return all(
            t.ent_type_ in _PLACES or t.pos_ in (Pos.DETERMINER, Pos.ADPOSITION, Pos.PUNCTUATION, Pos.NAME, Pos.SPACE)
            for t in tokens
        )
    return False


def _beside(analysis: Analysis, cause: Sequence[Pair], effect: Sequence[Pair]) -> bool:
    """Whether one side is only another name for the other: in apposition to it."""
    a, b = (highest([t for s, e in x for t in analysis.tokens(s, e)]) for x in (cause, effect))
    return a is not None and b is not None and (_names(a, b) or _names(b, a))


def _names(name: Token, noun: Token) -> bool:
    return name.dep_ == Dep.APPOSITION and name.head.i == noun.i
