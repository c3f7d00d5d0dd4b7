"""What is no part of a side, and what is no side at all: datelines, the clause around a relation, places, times, names beside.

The reader marks a side by its words, so that a side may begin with the dateline or with "he refused to accept that", or be
where or when a thing happened.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.drafts import without
from fabula.extract.causes.argument_heads import highest
from fabula.extract.causes.verbs import Relation
from fabula.lang.en.grammar import SUBJECTS
from fabula.model.records import Pair

DATELINE = re.compile(
    r"\s*[A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,2}|of|and|de|la))*,?\s*(?:\([^()\n]{2,40}\)\s*)?(?:--?|[—–])\s+(?=[A-Z\"“‘'])"
)
"""A place, mostly with a day and an agency, and a dash, where a paragraph begins."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_WHERE = frozenset(
    {"in", "at", "on", "near", "from", "across", "around", "outside", "off", "inside", "throughout", "over"}
)


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
    if not any(t.pos_ in ("VERB", "AUX") and t.is_ancestor(verb) for t in around):
        around = []
    while kept and kept[0].dep_ == "mark" and kept[0].lower_ in ("that", "whether"):
        around, kept = [*around, kept[0]], kept[1:]
    return ((kept[0].idx, cause[0][1]),) if around and kept else cause


def _setting(analysis: Analysis, cause: Sequence[Pair]) -> bool:
    """Whether a cause is only when or where a thing happened: "on Monday", or the place in "in Lund"."""
    tokens = [t for s, e in cause for t in analysis.tokens(s, e)]
    head = highest(tokens)
    if head is None:
        return True
    if head.dep_ == "prep" and len(tokens) > 1:
        head = next((c for c in head.children if c.dep_ == "pobj"), head)
    if head.ent_type_ in _TIMES and head.dep_ != "poss":
        return all(t.ent_type_ in _TIMES or t.pos_ in ("DET", "ADP", "PUNCT", "SPACE", "ADJ", "ADV") for t in tokens)
    if head.ent_type_ in _PLACES and head.dep_ == "pobj" and head.head.lower_ in _WHERE:
        return all(t.ent_type_ in _PLACES or t.pos_ in ("DET", "ADP", "PUNCT", "PROPN", "SPACE") for t in tokens)
    return False


def _beside(analysis: Analysis, cause: Sequence[Pair], effect: Sequence[Pair]) -> bool:
    """Whether one side is only another name for the other: in apposition to it."""
    a, b = (highest([t for s, e in x for t in analysis.tokens(s, e)]) for x in (cause, effect))
    return a is not None and b is not None and (_names(a, b) or _names(b, a))


def _names(name: Token, noun: Token) -> bool:
    return name.dep_ == "appos" and name.head.i == noun.i
