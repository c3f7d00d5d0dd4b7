"""Causal relations that a connective states: reasons, results, purposes, and what an act answers."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from fabula.extract.causes import signs
from fabula.extract.causes.verbs import Relation, as_cause, as_effect, heavy, hedged, top
from fabula.lang.en.cause_words import BECAUSE_OF, CHARGE, DEMANDING, PROTEST, THEREFORE
from fabula.lang.en.grammar import SUBJECTS, at, child, clause, consequence, noun_phrase, pieces, trim
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.links import NO_LIKENESS, OF_NOUNS
from fabula.lang.en.saying import OF_CAUSES
from fabula.model.records import Pair
from fabula.model.vocabulary import CauseKind

_PREPOSITIONS = re.compile(
    r"\b(?:"
    + "|".join(sorted((re.escape(x).replace(r"\ ", r"\s+") for x in BECAUSE_OF), key=lambda x: (-len(x), x)))
    + r")\b",
    re.I,
)
_ADVERBS = re.compile(
    r"\b(?:"
    + "|".join(sorted((re.escape(x).replace(r"\ ", r"\s+") for x in THEREFORE), key=lambda x: (-len(x), x)))
    + r")\b(?!\s+of\b)",
    re.I,
)
_WEAK = frozenset({"amid"})


def effect_clause(verb: Token) -> Token:
    """The clause that a connective really hangs on: inside "X said (that) ...", what was said."""
    for _ in range(3):
        if verb.lemma_ not in OF_CAUSES or any(c.tag_ == Tag.MODAL or c.lower_ in ("i", "we") for c in verb.children):
            break
        said = child(verb, Dep.CLAUSE)
        if said is None:
            break
        verb = said
    return verb


def extent(verb: Token, holes: list[Token]) -> tuple[Pair, ...]:
    """The span of a clause with the subject that it shares: "he rose and left", "guards who left", "is to leave"."""
    whole = verb
    for _ in range(3):
        if any(c.dep_ in SUBJECTS for c in whole.lefts) or whole.head.i == whole.i:
            break
        if whole.dep_ in (Dep.CONJUNCT, Dep.OPEN_CLAUSE) and heavy(whole.head):
            whole = whole.head
        else:
            break
    if whole.dep_ == Dep.RELATIVE_CLAUSE and any(
        c.tag_ in (Tag.WHO, Tag.WHICH) and c.dep_ in SUBJECTS for c in whole.lefts
    ):
        noun = whole.head
        aside = [
            c
            for c in noun.rights
            if c.dep_ in (Dep.CONJUNCT, Dep.CONJUNCTION, Dep.APPOSITION) and c.i > whole.right_edge.i
        ]
        return pieces(noun, [*holes, *aside])[:1]
    return consequence(whole, holes)


def linked(
    cause: Token,
    effect: Token,
    signal: tuple[Pair, ...],
    where: Token,
    *,
    kind: CauseKind = "cause",
    sure: bool = True,
    conditional: bool = False,
    keep_mark: bool = False,
    factor: int | None = 1,
    turned: Token | None = None,
) -> Relation | None:
    """A relation between two clauses or phrases, each without the other."""
    marks = [] if keep_mark else [c for c in cause.lefts if c.dep_ == Dep.SUBORDINATOR or c.lower_ in ("so", "even")]
    if heavy(cause):
        spans_c = clause(cause, [*marks, *([top(effect, cause)] if cause.is_ancestor(effect) else [])])
        read = signs.event(cause)
    else:
        spans_c, read = as_cause(cause, [])
    if heavy(effect) or effect.is_ancestor(where):
        hole = [top(where, effect)] if effect.is_ancestor(where) else []
        if not hole and effect.is_ancestor(cause):
            hole = [top(cause, effect)]
        holes = hole + [
            c for c in effect.children if c.dep_ == Dep.SUBORDINATOR or (c.dep_ == Dep.ADVERB and c.i == where.i)
        ]
        spans_e = extent(effect, holes) if heavy(effect) else noun_phrase(effect, holes)
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
        spans_c,
        spans_e,
        signal,
        read,
        where,
        kind=kind,
        conditional=conditional,
        hedged=hedged(effect),
        sure=sure,
        main=effect,
    )


def of_prepositions(sent: Span) -> Iterator[Relation]:
    """ "because of A", "due to A", "as a result of A", "following A": what they hang on is the effect."""
    text = sent.text
    for m in _PREPOSITIONS.finditer(text):
        span = sent.doc.char_span(sent.start_char + m.start(), sent.start_char + m.end())
        if span is None:
            continue
        first, last = span[0], span[-1]
        cause = child(last, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
        if cause is None and len(span) > 1:
            cause = next(
                (
                    c
                    for t in reversed(list(span))
                    for c in t.children
                    if c.i > last.i and c.dep_ in (Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE, Dep.ADJECTIVE)
                ),
                None,
            )
        if cause is None or cause.pos_ == Pos.PRONOUN:
            continue
        head = first.head
        while span.start <= head.i < span.end and head.head.i != head.i:
            head = head.head
        if head.lemma_ in OF_CAUSES and first.i < head.i:
            head = effect_clause(head)
        while (
            head.dep_
            in (
                Dep.ADJECTIVE_COMPLEMENT,
                Dep.AUXILIARY,
                Dep.PASSIVE_AUXILIARY,
                Dep.COPULA,
                Dep.PREPOSITION,
                Dep.PREPOSITION_CLAUSE,
            )
            and head.head.i != head.i
        ):
            head = head.head
        words_said = " ".join(m.group().casefold().split())
        if (
            head.pos_ in (Pos.NOUN, Pos.NAME)
            and head.dep_ in (Dep.PREPOSITION_OBJECT, Dep.OBJECT)
            and words_said not in OF_NOUNS
        ):
            head = governor(head)
        if head.i == cause.i or cause.is_ancestor(head):
            continue
        causes = [cause] if heavy(cause) else _coordinated(cause)
        for c in causes:
            r = linked(c, head, at(*span), first, sure=words_said not in _WEAK)
            if r is not None:
                yield r


def governor(token: Token) -> Token:
    """The verb that a phrase hangs on."""
    while not heavy(token) and token.head.i != token.i:
        token = token.head
    return token


def _coordinated(head: Token) -> list[Token]:
    return [head, *(c for c in head.rights if c.dep_ == Dep.CONJUNCT and not heavy(c))]


def partner(sub: Token) -> Token | None:
    """The clause that a condition belongs to: the one that governs it, or, where the parser has it the other way round
    (the condition as root), the later clause with a modal.
    """
    head = sub.head
    if (
        sub.dep_ in (Dep.ADVERBIAL_CLAUSE, Dep.CLAUSE_SUBJECT, Dep.PARATAXIS, Dep.CLAUSE, Dep.UNCLASSIFIED)
        and head.i != sub.i
    ):
        main = head if heavy(head) else governor(head)
        if heavy(main) and main.i != sub.i:
            return main
    for c in sub.rights:
        if (
            c.dep_ in (Dep.CONJUNCT, Dep.CLAUSE, Dep.PARATAXIS, Dep.ADVERBIAL_CLAUSE)
            and c.i > sub.i
            and any(g.tag_ == Tag.MODAL for g in c.lefts)
        ):
            return c
    return None


def of_mark(mark: Token) -> Iterator[Relation]:
    """Reason clauses: because, since, as."""
    sub, word = mark.head, mark.lower_
    if not heavy(sub) or sub.dep_ != Dep.ADVERBIAL_CLAUSE:
        return
    main = partner(sub)
    if main is None:
        return
    if word == "as" and (sub.lemma_ in OF_CAUSES or sub.lemma_ in NO_LIKENESS):
        return
    if (
        word == "since"
        and sub.tag_ == Tag.PAST
        and any(c.lower_ in ("have", "has", "had", "'ve") for c in main.children)
    ):
        return  # "has grown since it opened" is of time
    target = effect_clause(main) if sub.i < main.i else main
    sure = word == "because" or (word == "since" and sub.i < main.i)
    if r := linked(sub, target, at(mark), mark if target.is_ancestor(mark) else sub, sure=sure):
        yield r


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
    if (
        so.i == 0
        or doc[so.i - 1].text not in (",", ";", "—", "–", "and")
        or so.dep_ not in (Dep.SUBORDINATOR, Dep.CONJUNCTION, Dep.ADVERB)
    ):
        return
    result = so.head
    if not heavy(result):
        return
    if result.i < so.i:  # attached to the first clause as its conjunction
        result = next((c for c in result.rights if c.dep_ == Dep.CONJUNCT and c.i > so.i), result)
        reason = so.head
    elif result.dep_ in (Dep.CONJUNCT, Dep.ADVERBIAL_CLAUSE) and result.head.i < so.i:
        reason = result.head
    else:
        reason = next(
            (c for c in result.lefts if c.dep_ in (Dep.CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.PARATAXIS) and c.i < so.i),
            result,
        )
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
        opens = span.start - sent.start <= 2 and not any(
            t.is_alpha and t.dep_ != Dep.CONJUNCTION for t in sent.doc[sent.start : span.start]
        )
        if opens and before is not None:
            cause = sentence_span(before)
            result = effect_clause(head)
            if cause and heavy(result):
                spans = clause(result, [top(span[0], result)] if result.is_ancestor(span[0]) else [])
                if spans:
                    yield Relation(cause, spans, at(*span), signs.outcome(result), span[0], hedged=hedged(result))
        elif (
            heavy(head)
            and head.dep_ in (Dep.CONJUNCT, Dep.ADVERBIAL_CLAUSE, Dep.CLAUSE, Dep.PARATAXIS)
            and heavy(head.head)
            and head.head.i < span.start
        ) and (r := linked(head.head, head, at(*span), span[0])):
            r.cause = clause(head.head, [head])
            if r.cause:
                yield r


def sentence_span(sent: Span) -> tuple[Pair, ...]:
    """A whole sentence as a side of a relation."""
    tokens = trim(list(sent))
    return ((tokens[0].idx, tokens[-1].idx + len(tokens[-1])),) if tokens else ()


def of_purpose(verb: Token, to: Token) -> Iterator[Relation]:
    """ "A to do B": B is the purpose, and as such the reason, of A."""
    main = verb.head
    if (
        verb.dep_ != Dep.ADVERBIAL_CLAUSE
        or not heavy(main)
        or main.i > verb.i
        or main.lemma_ in ("be", "have", "need", "use", "seem")
    ):
        return
    if any(
        c.dep_ in (Dep.SUBORDINATOR, Dep.ADVERB)
        and c.i < to.i
        and c.lower_ not in ("order", "in", "just", "only", "so")
        for c in verb.lefts
    ):
        return
    hole = [verb]
    signal = [to]
    if to.i > 1 and to.doc[to.i - 1].lower_ == "order":
        signal = [to.doc[to.i - 2], to.doc[to.i - 1], to]
        hole.append(top(to.doc[to.i - 1], main) if main.is_ancestor(to.doc[to.i - 1]) else verb)
    spans_c, spans_e = clause(verb), extent(main, hole)
    if spans_c and spans_e:
        yield Relation(spans_c, spans_e[:1], at(*signal), signs.Reading(None), to, kind="purpose")


def of_act(act: Token) -> Iterator[Relation]:
    """ "protested over A", "a strike against A", "arrested for A", "marched, demanding A": what an act answers."""
    lemma = act.lemma_.lower()
    if (
        lemma in DEMANDING
        and act.tag_ == Tag.ING
        and act.dep_ == Dep.ADVERBIAL_CLAUSE
        and act.i > act.head.i
        and heavy(act.head)
    ):
        spans_c, spans_e = clause(act), extent(act.head, [act])
        if spans_c and spans_e:
            yield Relation(spans_c, spans_e[:1], at(act), signs.Reading(), act, sure=False)
        return
    words = ("against", "over") if lemma in PROTEST else ("for", "over")
    if lemma not in PROTEST and lemma not in CHARGE:
        return
    for c in act.rights:
        if c.dep_ != Dep.PREPOSITION or c.lower_ not in words:
            continue
        thing = child(c, Dep.PREPOSITION_OBJECT, Dep.PREPOSITION_CLAUSE)
        if thing is None or (c.lower_ == "for" and not heavy(thing) and thing.ent_type_ in (Ent.DATE, Ent.TIME)):
            continue
        head = act if heavy(act) else governor(act) if act.dep_ == Dep.OBJECT else act
        spans_c = as_cause(thing, [])[0]
        if c.lower_ == "against":
            spans_c = pieces(c)
        spans_e = extent(head, [top(c, head)]) if heavy(head) else noun_phrase(act, [c])
        if spans_c and spans_e:
            yield Relation(spans_c, spans_e[:1], at(c) if c.lower_ != "against" else (), signs.Reading(), c, sure=False)
