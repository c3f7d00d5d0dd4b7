"""What a quantity is of: the occurrence or the holder; who gives it; and the time that it holds at."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.extract.quantities.clause import NOUNS, Clause, phrase, short
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.quantities.kinds import EVENTS, HELD, MEASURES, SOURCES, TOTALS
from fabula.lang.en.rules.belonging import BEFORE_A_FIGURE
from fabula.lang.en.saying import OF_FIGURES
from fabula.model.records import Pair, Time

BESIDE = 25
"""Small words and numbers between a name and a number that stands right beside it, at most."""


def belongs(c: Clause, what: str | None) -> tuple[Pair, ...]:
    """Spans of what the quantity is of: the occurrence that its clause names, or who has it."""
    out: list[Pair] = []
    if (what is None or what in HELD) and (who := holder(c)) is not None:
        out.append(short(who))
    near = sorted((far, abs(t.i - c.anchor.i), t.i, t) for t, far in c.near.items() if t.pos_ in NOUNS)
    named = [t for *_, t in near if t.lemma_.lower() in EVENTS and t != c.noun]
    ante = c.antecedent
    if ante is not None and ante.lemma_.lower() in EVENTS:
        named.insert(0, ante)
    subject = c.subject
    if subject is not None and subject.lemma_.lower() in EVENTS and subject not in named:
        named.append(subject)
    if c.noun is not None and c.noun.lemma_.lower() in EVENTS and what is not None:
        named.insert(0, c.noun)
    if named:
        span = phrase(named[0])
        if span not in out:
            out.append(span)
    return tuple(out)


def holder(c: Clause) -> Token | None:
    """Who has the quantity: the name that it stands right beside, the one given it, or the subject."""
    number = c.number
    if c.noun is not None and c.noun.pos_ == Pos.NAME and c.noun.i < number.i:
        return c.noun
    for t in (number, c.anchor):
        if (
            t.dep_ in (Dep.APPOSITION, Dep.NUMBER, Dep.NOUN_ADVERB, Dep.PREPOSITION_OBJECT)
            and t.head.pos_ == Pos.NAME
            and t.head.i < t.i
        ):
            return t.head
        for p in t.children:
            if p.dep_ == Dep.PREPOSITION and p.lower_ == "for":
                who = next((g for g in p.children if g.dep_ == Dep.PREPOSITION_OBJECT and g.pos_ == Pos.NAME), None)
                if who is not None:
                    return who
    first = number.left_edge if number.left_edge.i < number.i else number
    at = number.doc[max(0, min(first.i, number.i) - 1)]
    furthest = max(number.sent.start, at.i - BESIDE)
    while at.i > furthest and (at.lower_ in BEFORE_A_FIGURE or at.pos_ == Pos.SYMBOL or at.like_num):
        at = at.nbor(-1)
    if at.pos_ == Pos.NAME and at.dep_ in (Dep.CONJUNCT, Dep.APPOSITION, Dep.INDIRECT_OBJECT):
        return at
    verb = c.verb
    if verb is not None and c.relation[0] in (Dep.OBJECT, Dep.NOUN_ADVERB, Dep.PREDICATE):
        given = next((x for x in verb.children if x.dep_ == Dep.INDIRECT_OBJECT and x.pos_ in NOUNS), None)
        if given is not None:
            return given
        if verb.lemma_ in ("give", "hand", "award"):
            other = next((x for x in verb.children if x.dep_ == Dep.OBJECT and x.pos_ in NOUNS and x != c.anchor), None)
            if other is not None:
                return other
    subject = c.subject
    if subject is not None and number.i in {x.i for x in subject.subtree}:
        subject = None
    if subject is not None and (subject.pos_ in NOUNS or subject.pos_ == Pos.PRONOUN):
        owner = next(
            (
                x
                for x in subject.lefts
                if x.dep_ in (Dep.OWNER, Dep.COMPOUND, Dep.ADJECTIVE, Dep.NOUN_MODIFIER) and x.pos_ == Pos.NAME
            ),
            None,
        )
        return owner if owner is not None and subject.pos_ == Pos.NOUN else subject
    return next((x for x in c.anchor.lefts if x.dep_ == Dep.OWNER), None)


def giver(c: Clause) -> Pair | None:
    """Who puts a number to it: "police put the toll at 36"."""
    verb = c.verb
    if verb is None or verb.lemma_ not in SOURCES or c.relation[0] in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT):
        return None
    subject = next((x for x in verb.children if x.dep_ == Dep.SUBJECT), None)
    if subject is None or subject.lemma_.lower() in TOTALS or subject.pos_ not in NOUNS:
        return None
    return phrase(subject)


def held_at(analysis: Analysis, times: Sequence[Time], c: Clause, what: str | None) -> Pair | None:
    """The time that the quantity holds at, by its words: of the verb that sets a sum or tells a state, else of who says it.

    When people were killed is not when they were counted: a time of what befell them is left out.
    """
    sent = c.anchor.sent
    k = bisect_right([t.start for t in times], sent.start_char - 1)
    best: tuple[int, Pair] | None = None
    for t in times[k:]:
        if t.start >= sent.end_char:
            break
        if t.type not in ("DATE", "TIME") or not t.value[:1].isdigit():
            continue
        token = analysis.token_at(t.start)
        if token is None or token.dep_ == Dep.OWNER:
            continue
        if re.search(r"\bas of\s+(?:\w+\s+)?$", analysis.text[max(0, t.start - 16) : t.start]):
            return t.start, t.end
        at = token
        while at.head != at and at.pos_ not in (Pos.VERB, Pos.AUXILIARY):
            at = at.head
        if at == c.verb or (c.verb is not None and at.head == c.verb and at.dep_ in (Dep.CONJUNCT, Dep.OPEN_CLAUSE)):
            lemma = at.lemma_
            told = lemma in MEASURES or what in STATES or lemma in OF_FIGURES
            rank = 0 if told else 9
        elif at.lemma_ in OF_FIGURES:
            rank = 1
        else:
            rank = 9
        if rank < 9 and (best is None or rank < best[0]):
            best = (rank, (t.start, t.end))
    return best[1] if best else None


STATES = frozenset(
    {"missing", "share contained", "share counted", "share searched", "turnout", "price a share", "vote share"}
)
"""Kinds that hold at a time, however they are told."""
