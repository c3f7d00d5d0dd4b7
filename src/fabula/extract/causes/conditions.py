"""Conditions and counterfactuals: "if", "unless", "should A happen", "had A", "without A", "I wish"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from fabula.extract.causes import signs
from fabula.extract.causes.links import effect_clause, linked, partner
from fabula.extract.causes.verbs import Relation, heavy, top
from fabula.lang.en.cause_words import CONDITION_MARKS
from fabula.lang.en.grammar import AUXILIARIES, at, child, clause, consequence, has, prepositional, trim
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.modals import WOULD_HAVE
from fabula.lang.en.rules.conditions import MODAL_WORDS, WITHOUT
from fabula.lang.en.saying import OF_CAUSES

INVERTED = frozenset({"should", "had", "were"})
"""Auxiliaries that open a condition by standing before its subject."""


def of_mark(mark: Token, sent: Span) -> Iterator[Relation]:
    """ "If A, B", "B unless A": by the parse, else by the comma and the modal."""
    sub = mark.head
    main = partner(sub) if heavy(sub) else None
    if main is not None and (sub.dep_ != Dep.CLAUSE or main.i > sub.i):
        asked = main.lemma_ in ("wonder", "ask", "see", "know") and not any(c.tag_ == Tag.MODAL for c in main.children)
        if sub.dep_ == Dep.ADVERBIAL_CLAUSE and asked:
            return
        found = list(_condition(sub, main, mark))
        if found:
            yield from found
            return
    if mark.lower_ in ("if", "unless"):
        yield from _by_surface(mark, sent)


def _condition(sub: Token, main: Token, mark: Token | None) -> Iterator[Relation]:
    target = effect_clause(main) if sub.i < main.i or main.lemma_ in OF_CAUSES else main
    if target.tag_ == Tag.BASE and not any(
        c.dep_ in (Dep.AUXILIARY, Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.EXPLETIVE) for c in target.children
    ):
        return  # an imperative: "call us if you can"
    unreal = counterfactual(target) or (mark is None and any(c.lower_ in ("had", "were") for c in sub.lefts))
    unless = mark is not None and mark.lower_ == "unless"
    r = linked(
        sub,
        target,
        at(mark) if mark is not None else at(next(iter(sub.lefts), sub)),
        mark or sub,
        kind="counterfactual" if unreal else "condition",
        conditional=True,
        keep_mark=True,
        factor=-1 if unless else 1,
        turned=mark if unless else None,
    )
    if r is not None:
        _give_back_subject(r, sub, target)
        yield r


def _give_back_subject(r: Relation, sub: Token, main: Token) -> None:
    """ "If A signs with B, C and D will leave": give C and D back to the consequent, which else has no subject."""
    if (
        child(main, Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.CLAUSE_SUBJECT, Dep.PASSIVE_CLAUSE_SUBJECT, Dep.EXPLETIVE)
        is not None
        or sub.i > main.i
        or len(r.cause) != 1
        or not r.effect
    ):
        return
    doc, (start, end) = sub.doc, r.cause[0]
    if r.effect[0][0] < end or doc[sub.right_edge.i + 1 : main.i].text.strip(" ,").count(","):
        return
    commas = [t for t in doc[sub.i : sub.right_edge.i] if t.text == ","]
    if commas and sub.right_edge.idx + len(sub.right_edge) == end:
        cut = commas[-1]
        r.cause = ((start, cut.idx),)
        r.effect = ((doc[cut.i + 1].idx, r.effect[0][1]), *r.effect[1:])


def counterfactual(verb: Token) -> bool:
    """Whether a clause tells what would be, or would have been."""
    return any(c.dep_ == Dep.AUXILIARY and c.lower_ in ("would", "'d", "’d") for c in verb.children) or (
        any(c.dep_ == Dep.AUXILIARY and c.lower_ in ("could", "might") for c in verb.children)
        and any(c.dep_ in AUXILIARIES and c.lower_ in ("have", "'ve", "of") for c in verb.children)
    )


def of_inversion(aux: Token) -> Iterator[Relation]:
    """ "Should the talks fail, ...", "Had they known, ...": an auxiliary before its subject, outside a question."""
    sub = aux.head if aux.dep_ in AUXILIARIES else aux
    if not heavy(sub):
        return
    subj = next(
        (
            c
            for c in sub.children
            if c.dep_ in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.EXPLETIVE) and aux.i < c.i <= max(sub.i, aux.i + 12)
        ),
        None,
    )
    if subj is None or any(
        c.i < aux.i
        and c.dep_
        not in (
            Dep.PUNCTUATION,
            Dep.CONJUNCTION,
            Dep.ADVERB,
            Dep.NOUN_ADVERB,
            Dep.PREPOSITION,
            Dep.SUBORDINATOR,
            Dep.CLAUSE,
        )
        for c in sub.lefts
    ):
        return
    if any(
        (c.dep_ == Dep.SUBORDINATOR and c.lower_ != "that") or c.tag_ in (Tag.WHICH, Tag.WHO, Tag.WHERE)
        for c in sub.lefts
        if c.i < aux.i
    ):
        return
    main = partner(sub)
    if main is None or not any(c.tag_ == Tag.MODAL for c in effect_clause(main).children):
        return
    for r in _condition(sub, main, None):
        opening = aux.idx  # what the parser put before the auxiliary is not of the condition
        r.cause = tuple((max(s, opening), e) for s, e in r.cause if e > opening)
        r.signal = at(aux)
        if r.cause:
            yield r


def of_when(adverb: Token) -> Iterator[Relation]:
    """ "When A, B may follow": a condition only where B is told as possible or to come, and A is not past."""
    sub = adverb.head
    if sub.dep_ != Dep.ADVERBIAL_CLAUSE or sub.tag_ in (Tag.PAST, Tag.PAST_PARTICIPLE) or not heavy(sub.head):
        return
    main = effect_clause(sub.head) if sub.i < sub.head.i else sub.head
    if any(c.tag_ == Tag.MODAL and c.lower_ in MODAL_WORDS for c in main.children):
        yield from _condition(sub, main, adverb)


def of_wish(verb: Token) -> Iterator[Relation]:
    """ "I wish that A": a counterfactual without its consequent."""
    if has(verb, Dep.CLAUSE) and prepositional(verb, "for") == []:
        spans = clause(verb)
        if spans:
            yield Relation(spans, (), at(verb), signs.Reading(None), verb, kind="counterfactual", conditional=True)


def of_absence(sent: Span) -> Iterator[Relation]:
    """ "Without A, B would have ...", "if not for A", "but for A": A prevented what B tells."""
    for m in WITHOUT.finditer(sent.text):
        span = sent.doc.char_span(sent.start_char + m.start(), sent.start_char + m.end())
        if span is None:
            continue
        last = span[-1]
        thing = child(last, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
        if thing is None:
            continue
        inside = {t.i for t in thing.subtree} | {t.i for t in span}
        main = next(
            (t for t in sent if t.pos_ in (Pos.VERB, Pos.AUXILIARY) and t.i not in inside and counterfactual(t)), None
        )
        if main is None:
            continue
        hole = [top(last, main)] if main.is_ancestor(last) else []
        spans_e = consequence(main, hole)
        tokens = trim(list(sent.doc[span.start : thing.right_edge.i + 1]))
        if spans_e and tokens:
            cause = ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),)
            reading = signs.Reading()
            reading.turn(-1, last)
            reading.join(signs.outcome(main))
            yield Relation(cause, spans_e, at(*span), reading, last, kind="counterfactual", conditional=True, main=main)


_HAVE = frozenset({"have", "'ve", "’ve"})


def of_unreal(verb: Token) -> Iterator[Relation]:
    """ "It could have been worse": a counterfactual that leaves its consequent, or its condition, unsaid."""
    aux = {c.lower_ for c in verb.children if c.dep_ in AUXILIARIES}
    if verb.dep_ in (Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY, Dep.OPEN_CLAUSE) or not aux & _HAVE or not aux & WOULD_HAVE:
        return
    spans = consequence(verb)
    if spans:
        yield Relation(spans, (), (), signs.Reading(None), verb, kind="counterfactual", conditional=True)


def conditions(sent: Span) -> Iterator[Relation]:
    """The conditions of a sentence, each with the verb of its consequent (``main``)."""
    for token in sent:
        lower = token.lower_
        if lower in CONDITION_MARKS and token.dep_ == Dep.SUBORDINATOR:
            yield from of_mark(token, sent)
        elif lower in INVERTED and token.pos_ in (Pos.AUXILIARY, Pos.VERB):
            yield from of_inversion(token)
        elif lower == "when":
            yield from of_when(token)


def _by_surface(mark: Token, sent: Span) -> Iterator[Relation]:
    """An "if" whose clause the parser hung nowhere useful: the comma and the modal of the consequent decide.

    "If A, B would ..." runs from "if" to the comma before the subject of the first clause with a modal; "B would ...
    if A" has the nearest clause with a modal before it.
    """
    doc = sent.doc
    modal = None
    for t in doc[mark.i + 1 : sent.end]:
        if t.tag_ == Tag.MODAL and heavy(t.head) and t.head.sent.start == sent.start:
            subject = child(t.head, Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.EXPLETIVE)
            begins = subject.left_edge.i if subject is not None and subject.i < t.i else t.i
            if begins - 1 > mark.i and doc[begins - 1].text in (",", "then", "”", '"'):
                modal = (t, begins)
                break
    opening = (
        mark.i - 1 <= sent.start or doc[mark.i - 1].is_punct or doc[mark.i - 1].lower_ in ("that", "and", "but", "even")
    )
    if modal is not None and opening:
        t, begins = modal
        cause = trim(list(doc[mark.i : begins]))
        end = t.head.right_edge.i + 1
        effect = trim(list(doc[begins : max(end, t.i + 1)]))
        main = t.head
    else:
        before = [t for t in doc[sent.start : mark.i] if t.tag_ == Tag.MODAL and heavy(t.head)]
        if not before:
            return
        main = before[-1].head
        cause = trim(list(doc[mark.i : max(mark.head.right_edge.i + 1, mark.i + 1)]))
        effect = trim(list(doc[min(main.left_edge.i, before[-1].i) : mark.i]))
    if len(cause) < 3 or len(effect) < 2:
        return
    reading = signs.Reading(None)
    yield Relation(
        ((cause[0].idx, cause[-1].idx + len(cause[-1])),),
        ((effect[0].idx, effect[-1].idx + len(effect[-1])),),
        at(mark),
        reading,
        mark,
        kind="counterfactual" if counterfactual(main) else "condition",
        conditional=True,
        main=main,
    )
