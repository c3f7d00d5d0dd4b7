"""Causal relations that a connective states: reasons, results, purposes, conditions, counterfactuals."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from fabula.annotating import signs
from fabula.annotating.causegrammar import at, child, clause, consequence, has, noun_phrase, pieces, prepositional, trim
from fabula.annotating.causeverbs import Relation, as_cause, as_effect, heavy, hedged, top
from fabula.annotating.causewords import (
    BECAUSE_OF,
    CAUSAL_MARKS,
    CHARGE,
    CONDITION_MARKS,
    DEMANDING,
    PROTEST,
    THEREFORE,
)
from fabula.records import Pair

_PREPOSITIONS = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(x).replace(r"\ ", r"\s+") for x in BECAUSE_OF), key=lambda x: -len(x))) + r")\b", re.I
)
_ADVERBS = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(x).replace(r"\ ", r"\s+") for x in THEREFORE), key=lambda x: -len(x))) + r")\b(?!\s+of\b)", re.I
)
HINTS = re.compile(r"\b(?:so|of|to|following|given|amid|wake|aftermath|therefore|thus|hence|consequently|accordingly|thereby|result|consequence|reason|such)\b", re.I)
_SPEECH = frozenset("say tell warn note add believe think argue claim predict suggest stress insist expect announce know fear hope imagine suspect guess".split())
INVERTED = frozenset({"should", "had", "were"})
_WEAK = frozenset({"amid", "following", "given", "in connection with"})


def effect_clause(verb: Token) -> Token:
    """The clause that a connective really hangs on: inside "X said (that) ...", what was said."""
    for _ in range(3):
        if verb.lemma_ not in _SPEECH or any(c.tag_ == "MD" or c.lower_ in ("i", "we") for c in verb.children):
            break
        said = child(verb, "ccomp")
        if said is None:
            break
        verb = said
    return verb


def _linked(
    cause: Token, effect: Token, signal: tuple[Pair, ...], where: Token, *, kind: str = "cause", sure: bool = True,
    conditional: bool = False, keep_mark: bool = False, factor: int | None = 1, turned: Token | None = None,
) -> Relation | None:
    """A relation between two clauses or phrases, each without the other."""
    marks = [] if keep_mark else [c for c in cause.children if c.dep_ == "mark" or c.lower_ == "so"]
    if heavy(cause):
        spans_c = clause(cause, [*marks, *([top(effect, cause)] if cause.is_ancestor(effect) else [])])
        read = signs.event(cause)
    else:
        spans_c, read = as_cause(cause, [])
    if heavy(effect) or effect.is_ancestor(where):
        hole = [top(where, effect)] if effect.is_ancestor(where) else []
        if not hole and effect.is_ancestor(cause):
            hole = [top(cause, effect)]
        holes = hole + [c for c in effect.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.i == where.i)]
        spans_e = consequence(effect, holes) if heavy(effect) else noun_phrase(effect, holes)
        read_e = signs.outcome(effect) if heavy(effect) else signs.nominal(effect)[1]
    else:
        spans_e, read_e = as_effect(effect, [])
    if not spans_c or not spans_e:
        return None
    read.turn(factor, turned)
    read.join(read_e)
    if kind == "purpose":
        read = signs.Reading(None)
    return Relation(
        spans_c, spans_e, signal, read, where, kind=kind, conditional=conditional, hedged=hedged(effect), sure=sure, main=effect
    )


def of_prepositions(sent: Span) -> Iterator[Relation]:
    """ "because of A", "due to A", "as a result of A", "following A": what they hang on is the effect."""
    text = sent.text
    for m in _PREPOSITIONS.finditer(text):
        span = sent.doc.char_span(sent.start_char + m.start(), sent.start_char + m.end())
        if span is None:
            continue
        first, last = span[0], span[-1]
        cause = child(last, "pobj", "pcomp")
        if cause is None and len(span) > 1:
            cause = next((c for t in reversed(list(span)) for c in t.children if c.i > last.i and c.dep_ in ("pobj", "pcomp", "amod")), None)
        if cause is None:
            continue
        head = first.head
        while span.start <= head.i < span.end and head.head.i != head.i:
            head = head.head
        if head.lemma_ in _SPEECH and first.i < head.i:
            head = effect_clause(head)
        while head.dep_ in ("acomp", "aux", "auxpass", "cop", "prep", "pcomp") and head.head.i != head.i:
            head = head.head
        if head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("pobj", "dobj") and len(span) == 1:
            head = _governor(head)
        if head.i == cause.i or cause.is_ancestor(head):
            continue
        words = " ".join(m.group().casefold().split())
        causes = [cause] if heavy(cause) else _coordinated(cause)
        for c in causes:
            r = _linked(c, head, at(*span), first, sure=words not in _WEAK)
            if r is not None:
                yield r


def _governor(token: Token) -> Token:
    while not heavy(token) and token.head.i != token.i:
        token = token.head
    return token


def _coordinated(head: Token) -> list[Token]:
    return [head, *(c for c in head.rights if c.dep_ == "conj" and not heavy(c))]


def of_mark(mark: Token) -> Iterator[Relation]:
    """Subordinate clauses: because, since, as; if, unless; so that; when."""
    sub = mark.head
    word = mark.lower_
    if not heavy(sub):
        return
    main = partner(sub)
    if main is None:
        return
    if word in CAUSAL_MARKS:
        if sub.dep_ != "advcl":
            return
        if word == "since" and sub.tag_ in ("VBD",) and any(c.lower_ in ("have", "has", "had", "'ve") for c in main.children):
            return
        target = effect_clause(main) if sub.i < main.i else main
        sure = word == "because" or (word == "since" and sub.i < main.i)
        if r := _linked(sub, target, at(mark), mark if target.is_ancestor(mark) else sub, sure=sure):
            yield r
    elif word in CONDITION_MARKS and (sub.dep_ != "ccomp" or main.i > sub.i):
        if sub.dep_ == "advcl" and main.lemma_ in ("wonder", "ask", "see", "know") and not any(c.tag_ == "MD" for c in main.children):
            return
        yield from _condition(sub, main, mark)


def _condition(sub: Token, main: Token, mark: Token | None) -> Iterator[Relation]:
    target = effect_clause(main) if sub.i < main.i or main.lemma_ in _SPEECH else main
    unreal = counterfactual(target) or (mark is None and any(c.lower_ in ("had", "were") for c in sub.lefts))
    unless = mark is not None and mark.lower_ == "unless"
    r = _linked(
        sub, target, at(mark) if mark is not None else at(next(iter(sub.lefts), sub)), mark or sub,
        kind="counterfactual" if unreal else "condition", conditional=True, keep_mark=True,
        factor=-1 if unless else 1, turned=mark if unless else None,
    )
    if r is not None:
        _give_back_subject(r, sub, target)
        yield r


def _give_back_subject(r: Relation, sub: Token, main: Token) -> None:
    """ "If A signs with B, C and D will leave": give C and D back to the consequent, which else has no subject."""
    if child(main, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl") is not None or sub.i > main.i or len(r.cause) != 1 or not r.effect:
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
    return any(c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d") for c in verb.children) or (
        any(c.dep_ == "aux" and c.lower_ in ("could", "might") for c in verb.children)
        and any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("have", "'ve", "of") for c in verb.children)
    )


def partner(sub: Token) -> Token | None:
    """The clause that a condition belongs to: the one that governs it, or, where the parser has it the other way round
    (the condition as root), the later clause with a modal.
    """
    head = sub.head
    if sub.dep_ in ("advcl", "csubj", "parataxis", "ccomp", "dep") and head.i != sub.i:
        main = head if heavy(head) else _governor(head)
        if heavy(main) and main.i != sub.i:
            return main
    for c in sub.rights:
        if c.dep_ in ("conj", "ccomp", "parataxis", "advcl") and c.i > sub.i and any(g.tag_ == "MD" for g in c.lefts):
            return c
    return None


def of_inversion(aux: Token) -> Iterator[Relation]:
    """ "Should the talks fail, ...", "Had they known, ...": an auxiliary before its subject, outside a question."""
    sub = aux.head if aux.dep_ in ("aux", "auxpass") else aux
    if not heavy(sub):
        return
    subj = next((c for c in sub.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and aux.i < c.i <= max(sub.i, aux.i + 12)), None)
    if subj is None or any(c.i < aux.i and c.dep_ not in ("punct", "cc", "advmod", "npadvmod", "prep", "mark", "ccomp") for c in sub.lefts):
        return
    if any(c.dep_ == "mark" and c.lower_ != "that" or c.tag_ in ("WDT", "WP", "WRB") for c in sub.lefts if c.i < aux.i):
        return
    main = partner(sub)
    if main is None or not any(c.tag_ == "MD" for c in effect_clause(main).children):
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
    if sub.dep_ != "advcl" or sub.tag_ in ("VBD", "VBN") or not heavy(sub.head):
        return
    main = effect_clause(sub.head) if sub.i < sub.head.i else sub.head
    if any(c.tag_ == "MD" and c.lower_ in ("will", "may", "might", "could", "would", "can") for c in main.children):
        yield from _condition(sub, main, adverb)


def of_so(so: Token) -> Iterator[Relation]:
    """ "A, so B" (result) and "A so that B" (purpose)."""
    doc = so.doc
    if so.i + 1 < len(doc) and doc[so.i + 1].lower_ == "that":
        sub = doc[so.i + 1].head
        if heavy(sub) and sub.i > so.i and heavy(sub.head) and sub.head.i != sub.i and sub.head.i < so.i:
            spans = clause(sub, [so, doc[so.i + 1]] if so.head.i == sub.i else [doc[so.i + 1]])
            main = sub.head
            effect = clause(main, [top(sub, main), *([so] if so.head.i == main.i else [])])
            if spans and effect:
                yield Relation(spans, effect, at(so, doc[so.i + 1]), signs.Reading(None), so, kind="purpose")
        return
    if so.i == 0 or doc[so.i - 1].text not in (",", ";", "—", "–", "and") or so.dep_ not in ("mark", "cc", "advmod"):
        return
    result = so.head
    if not heavy(result):
        return
    if result.i < so.i:  # attached to the first clause as its conjunction
        result = next((c for c in result.rights if c.dep_ == "conj" and c.i > so.i), result)
        reason = so.head
    elif result.dep_ in ("conj", "advcl") and result.head.i < so.i:
        reason = result.head
    else:
        reason = next((c for c in result.lefts if c.dep_ in ("ccomp", "advcl", "parataxis") and c.i < so.i), result)
    if reason.i == result.i or not heavy(reason) or not heavy(result):
        return
    spans_c = clause(reason, [top(result, reason)] if reason.is_ancestor(result) else [])
    spans_e = clause(result, [so, *([top(reason, result)] if result.is_ancestor(reason) else [])])
    if spans_c and spans_e:
        reading = signs.event(reason)
        reading.join(signs.outcome(result))
        yield Relation(spans_c, spans_e, at(so), reading, so, hedged=hedged(result))


def of_therefore(sent: Span, before: Span | None) -> Iterator[Relation]:
    """ "A, and therefore B"; "A. As a result, B" across a sentence boundary, if the adverb opens the sentence."""
    for m in _ADVERBS.finditer(sent.text):
        span = sent.doc.char_span(sent.start_char + m.start(), sent.start_char + m.end())
        if span is None:
            continue
        head = span[0].head
        while (span.start <= head.i < span.end or not heavy(head)) and head.head.i != head.i:
            head = head.head
        opens = span.start - sent.start <= 2 and not any(t.is_alpha and t.dep_ != "cc" for t in sent.doc[sent.start : span.start])
        if opens and before is not None:
            cause = _sentence(before)
            result = effect_clause(head)
            if cause and heavy(result):
                spans = clause(result, [top(span[0], result)] if result.is_ancestor(span[0]) else [])
                if spans:
                    yield Relation(cause, spans, at(*span), signs.outcome(result), span[0], hedged=hedged(result))
        elif heavy(head) and head.dep_ in ("conj", "advcl", "ccomp", "parataxis") and heavy(head.head) and head.head.i < span.start:
            if r := _linked(head.head, head, at(*span), span[0]):
                r.cause = clause(head.head, [head])
                if r.cause:
                    yield r


def _sentence(sent: Span) -> tuple[Pair, ...]:
    tokens = trim(list(sent))
    return ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),) if tokens else ()


def of_purpose(verb: Token, to: Token) -> Iterator[Relation]:
    """ "A to do B": B is the purpose, and as such the reason, of A."""
    main = verb.head
    if verb.dep_ != "advcl" or not heavy(main) or main.i > verb.i or main.lemma_ in ("be", "have", "need", "use", "seem"):
        return
    if any(c.dep_ in ("mark", "advmod") and c.i < to.i and c.lower_ not in ("order", "in", "just", "only", "so") for c in verb.lefts):
        return
    hole = [verb]
    signal = [to]
    if to.i > 1 and to.doc[to.i - 1].lower_ == "order":
        signal = [to.doc[to.i - 2], to.doc[to.i - 1], to]
        hole.append(top(to.doc[to.i - 1], main) if main.is_ancestor(to.doc[to.i - 1]) else verb)
    spans_c, spans_e = clause(verb), clause(main, hole)
    if spans_c and spans_e:
        yield Relation(spans_c, spans_e[:1], at(*signal), signs.Reading(None), to, kind="purpose")


def of_act(act: Token) -> Iterator[Relation]:
    """ "protested over A", "a strike against A", "arrested for A", "marched, demanding A": what an act answers."""
    lemma = act.lemma_.lower()
    if lemma in DEMANDING and act.tag_ == "VBG" and act.dep_ == "advcl" and act.i > act.head.i and heavy(act.head):
        spans_c, spans_e = clause(act), clause(act.head, [act])
        if spans_c and spans_e:
            yield Relation(spans_c, spans_e[:1], at(act), signs.Reading(), act, sure=False)
        return
    words = ("against", "over") if lemma in PROTEST else ("for", "over")
    if lemma not in PROTEST and lemma not in CHARGE:
        return
    for c in act.rights:
        if c.dep_ != "prep" or c.lower_ not in words:
            continue
        thing = child(c, "pobj", "pcomp")
        if thing is None or (c.lower_ == "for" and not heavy(thing) and thing.ent_type_ in ("DATE", "TIME")):
            continue
        head = act if heavy(act) else _governor(act) if act.dep_ == "dobj" else act
        spans_c = as_cause(thing, [])[0]
        if c.lower_ == "against":
            spans_c = pieces(c)
        spans_e = clause(head, [top(c, head)]) if heavy(head) else noun_phrase(act, [c])
        if spans_c and spans_e:
            yield Relation(spans_c, spans_e[:1], at(c) if c.lower_ != "against" else (), signs.Reading(), c, sure=False)


def of_wish(verb: Token) -> Iterator[Relation]:
    """ "I wish that A": a counterfactual without its consequent."""
    if has(verb, "ccomp") and prepositional(verb, "for") == []:
        spans = clause(verb)
        if spans:
            yield Relation(spans, (), at(verb), signs.Reading(None), verb, kind="counterfactual", conditional=True, sure=False)


UNREAL = re.compile(r"\b(?:without|but for|not for|would|could|might|should|ought)\b", re.I)
"""A sentence without any of these needs no search for counterfactuals."""
_WITHOUT = re.compile(r"\b(?:if\s+not\s+for|were\s+it\s+not\s+for|had\s+it\s+not\s+been\s+for|but\s+for|without|if\s+only)\b", re.I)


def of_absence(sent: Span) -> Iterator[Relation]:
    """ "Without A, B would have ...", "if not for A", "but for A": A prevented what B tells."""
    for m in _WITHOUT.finditer(sent.text):
        span = sent.doc.char_span(sent.start_char + m.start(), sent.start_char + m.end())
        if span is None:
            continue
        last = span[-1]
        thing = child(last, "pobj", "pcomp")
        if thing is None:
            continue
        inside = {t.i for t in thing.subtree} | {t.i for t in span}
        main = next((t for t in sent if t.pos_ in ("VERB", "AUX") and t.i not in inside and counterfactual(t)), None)
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
_MODALS = frozenset({"would", "could", "might", "should", "ought", "'d", "’d"})


def of_unreal(verb: Token) -> Iterator[Relation]:
    """ "It could have been worse": a counterfactual that leaves its consequent, or its condition, unsaid."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ in ("aux", "auxpass", "xcomp") or not aux & _HAVE or not aux & _MODALS:
        return
    spans = consequence(verb)
    if spans:
        yield Relation(spans, (), (), signs.Reading(None), verb, kind="counterfactual", conditional=True, sure=False)


def conditions(sent: Span) -> Iterator[Relation]:
    """The conditions of a sentence, each with the verb of its consequent (``main``)."""
    for token in sent:
        lower = token.lower_
        if lower in CONDITION_MARKS and token.dep_ == "mark":
            found = list(of_mark(token))
            yield from found or of_surface(token, sent)
        elif lower in INVERTED and token.pos_ in ("AUX", "VERB"):
            yield from of_inversion(token)
        elif lower == "when":
            yield from of_when(token)


def of_surface(mark: Token, sent: Span) -> Iterator[Relation]:
    """An "if" whose clause the parser hung nowhere useful: the comma and the modal of the consequent decide.

    "If A, B would ..." runs from "if" to the comma before the subject of the first clause with a modal; "B would ...
    if A" has the nearest clause with a modal before it.
    """
    doc = sent.doc
    modal = None
    for t in doc[mark.i + 1 : sent.end]:
        if t.tag_ == "MD" and heavy(t.head) and t.head.sent.start == sent.start:
            subject = child(t.head, "nsubj", "nsubjpass", "expl")
            begins = subject.left_edge.i if subject is not None and subject.i < t.i else t.i
            if begins - 1 > mark.i and doc[begins - 1].text in (",", "then", "”", '"'):
                modal = (t, begins)
                break
    opening = mark.i - 1 <= sent.start or doc[mark.i - 1].is_punct or doc[mark.i - 1].lower_ in ("that", "and", "but", "even")
    if modal is not None and opening:
        t, begins = modal
        cause = trim(list(doc[mark.i : begins]))
        end = t.head.right_edge.i + 1
        effect = trim(list(doc[begins : max(end, t.i + 1)]))
        main = t.head
    else:
        before = [t for t in doc[sent.start : mark.i] if t.tag_ == "MD" and heavy(t.head)]
        if not before:
            return
        main = before[-1].head
        cause = trim(list(doc[mark.i : max(mark.head.right_edge.i + 1, mark.i + 1)]))
        effect = trim(list(doc[min(main.left_edge.i, before[-1].i) : mark.i]))
    if len(cause) < 3 or len(effect) < 2:
        return
    reading = signs.Reading(None)
    yield Relation(
        ((cause[0].idx, cause[-1].idx + len(cause[-1])),), ((effect[0].idx, effect[-1].idx + len(effect[-1])),), at(mark),
        reading, mark, kind="counterfactual" if counterfactual(main) else "condition", conditional=True, main=main,
    )
