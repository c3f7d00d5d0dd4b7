"""Causal relations: what is said to cause, prevent, enable or depend on what."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.causes import conditions as ifs
from fabula.extract.causes import links as links
from fabula.extract.causes import verbs as verbs
from fabula.extract.causes.arguments import fitted
from fabula.extract.causes.denials import denied_around
from fabula.extract.causes.frames import merged
from fabula.extract.causes.things import about
from fabula.extract.nesting import Innermost
from fabula.extract.sureness import log_odds, sure
from fabula.lang.en.cause_words import CAUSAL_MARKS, CHARGE, CONDITION_MARKS, DEMANDING, PROTEST
from fabula.lang.en.grammar import at
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.causes import TOLD_APART
from fabula.lang.en.rules.conditions import UNREAL
from fabula.lang.en.rules.links import HINTS
from fabula.model.records import Attribution, Cause, Pair
from fabula.model.vocabulary import Side, signed
from fabula.neural.frames import Frame

_MARKS = CAUSAL_MARKS | CONDITION_MARKS
_ACTS = PROTEST | CHARGE | DEMANDING


def relations(sent: Span, before: Span | None) -> Iterator[verbs.Relation]:
    """The relations that the rules find in a sentence, in the order of their signals."""
    if HINTS.search(sent.text):
        yield from links.of_prepositions(sent)
        yield from links.of_therefore(sent, before)
    unreal = UNREAL.search(sent.text) is not None
    if unreal:
        yield from ifs.of_absence(sent)
    for token in sent:
        pos, lower = token.pos_, token.lower_
        if pos in (Pos.VERB, Pos.AUXILIARY):
            yield from _of_verb(token, unreal)
        elif pos == Pos.NOUN:
            lemma = token.lemma_
            if lemma in verbs.NOUNS:
                yield from verbs.of_noun(token)
            elif lemma in _ACTS:
                yield from links.of_act(token)
        elif pos == Pos.PARTICLE:
            if token.tag_ == Tag.TO and token.head.tag_ == Tag.BASE and token.head.dep_ == Dep.ADVERBIAL_CLAUSE:
                yield from links.of_purpose(token.head, token)
        elif lower in _MARKS and token.dep_ == Dep.SUBORDINATOR:
            yield from ifs.of_mark(token, sent) if lower in CONDITION_MARKS else links.of_mark(token)
        elif lower == "when":
            yield from ifs.of_when(token)
        elif lower == "so":
            yield from links.of_so(token)


def _of_verb(token: Token, unreal: bool) -> Iterator[verbs.Relation]:
    """The relations that start from a verb; ``unreal``: whether its sentence tells of what is not so."""
    lemma = token.lemma_.lower()
    if lemma in verbs.TRIGGERS:
        yield from verbs.of_copula(token) if lemma == "be" else verbs.of_verb(token)
    if lemma in _ACTS:
        yield from links.of_act(token)
    elif lemma == "wish":
        yield from ifs.of_wish(token)
    if token.lower_ in ifs.INVERTED:
        yield from ifs.of_inversion(token)
    if unreal:
        yield from ifs.of_unreal(token)


def causes(
    analysis: Analysis,
    attributions: Sequence[Attribution],
    frames: Sequence[Frame] = (),
    causal: Mapping[Pair, float] = MappingProxyType({}),
    notes: list[dict[str, float]] | None = None,
) -> tuple[Cause, ...]:
    """The causal relations of an article: by sentence, in each the reader's first, surest first.

    ``frames`` are the reader's proposals (tasks "cause" and "condition"); in a sentence without any only those
    relations stand whose signal is plain. ``causal`` is how likely the reader thinks a sentence causal, by its span. A counterfactual may lack its effect ("I wish that ..."): an empty tuple.
    ``notes`` takes what each one's sureness is made of.
    """
    within = Innermost(attributions)
    proposed = sorted((f for f in frames if f.task in ("cause", "condition")), key=_start)
    starts = [_start(f) for f in proposed]
    out: list[Cause] = []
    before: Span | None = None
    for sent in analysis.sents:
        own = proposed[bisect_left(starts, sent.start_char) : bisect_left(starts, sent.end_char)]
        rules = settled(relations(sent, before))
        for r in rules:
            if before is not None and demonstrative(r, sent):
                r.cause = links.sentence_span(before) or r.cause
        rules = [r for r in rules if not overlapping(r.cause, r.effect)]
        seen: set[tuple[tuple[Pair, ...], tuple[Pair, ...]]] = set()
        for r in merged(analysis, sent, own, rules, causal.get((sent.start_char, sent.end_char), 1.0)):
            fit = fitted(analysis, sent, r)
            if fit is not None and (fit.cause, fit.effect) not in seen:
                seen.add((fit.cause, fit.effect))
                features = _features(fit, causal.get((sent.start_char, sent.end_char), 0.5))
                if notes is not None:
                    notes.append(features)
                out.append(record(fit, within, f"r{len(out)}", sure("causes", features)))
        before = sent
    return tuple(out)


def _start(frame: Frame) -> int:
    return min((s for spans in frame.roles.values() for s, _ in spans), default=0)


def settled(found: Iterator[verbs.Relation]) -> list[verbs.Relation]:
    """A sentence's relations; a counterfactual without its other half only where the sentence states no condition."""
    every = list(found)
    whole = [r for r in every if r.effect]
    halves = [] if any(r.conditional for r in whole) else [r for r in every if not r.effect]
    return whole + halves[:1]


def demonstrative(r: verbs.Relation, sent: Span) -> bool:
    """Whether the cause is a bare "this" or "that" which opens the sentence: the sentence before it is meant."""
    if len(r.cause) != 1 or r.cause[0][1] - r.cause[0][0] != 4:
        return False
    start, end = r.cause[0]
    text = sent.doc.text
    return text[start:end].lower() in ("this", "that") and not any(ch.isalpha() for ch in text[sent.start_char : start])


def overlapping(a: tuple[Pair, ...], b: tuple[Pair, ...]) -> bool:
    """Whether two sides share text: such a relation says nothing."""
    return any(s < y and x < e for s, e in a for x, y in b)


def _features(r: verbs.Relation, causal: float) -> dict[str, float]:
    """What a relation's sureness is made of: ``causal`` is how likely the reader thinks its sentence causal."""
    doc = r.at.doc
    lengths = [sum(len(doc.text[s:e].split()) for s, e in side) for side in (r.cause, r.effect)]
    acts = [_acts(doc, side) for side in (r.cause, r.effect)]
    signal = doc.text[slice(*r.signal[0])].lower().split()[:1] if r.signal else []
    return {
        "read": float(r.read > 0),
        "score": log_odds(r.read) if r.read > 0 else 0.0,
        "ruled": float(r.ruled),
        "sentence": log_odds(causal),
        r.kind: 1.0,
        "conditional": float(r.conditional),
        "negated": float(r.negated),
        "hedged": float(r.hedged),
        "signed": float(r.reading.sign is not None),
        "no signal": float(not r.signal),
        "short cause": float(lengths[0] < 2),
        "short effect": float(lengths[1] < 2),
        "long": float(max(lengths) > 20),
        "cause acts": float(acts[0]),
        "effect acts": float(acts[1]),
        "purpose of no act": float(r.kind == "purpose" and not acts[1]),
        "in parts": float(len(r.cause) > 1 or len(r.effect) > 1),
        "no effect": float(not r.effect),
        **{f"signal {w}": 1.0 for w in signal if w in TOLD_APART},
    }


def _acts(doc: Doc, side: tuple[Pair, ...]) -> bool:
    """Whether a side has a verb of its own."""
    spans = (doc.char_span(s, e, alignment_mode="expand") for s, e in side)
    return any(t.pos_ in (Pos.VERB, Pos.AUXILIARY) for span in spans if span is not None for t in span)


def record(r: verbs.Relation, within: Innermost, name: str, chance: float = 1.0) -> Cause:
    """A relation as a record."""
    spans = r.cause + r.effect
    changes: list[Token] = sorted(set(r.reading.changes), key=lambda t: t.i)
    of_cause, event = about(r.at.doc, r.cause, changes)
    of_effect, outcome = ((), False) if r.whole else about(r.at.doc, r.effect, changes)
    sides: tuple[tuple[Side, bool], ...] = (("cause", event), ("effect", outcome))
    return Cause(
        id=name,
        cause=r.cause,
        effect=r.effect,
        signal=r.signal,
        polarity=signed(r.reading.sign),
        conditional=r.conditional,
        kind=r.kind,
        negated=r.negated != denied_around(r.at),
        hedged=r.hedged,
        changes=tuple(s for t in changes for s in at(t)),
        attribution=within.of(spans),
        of_cause=of_cause,
        of_effect=of_effect,
        clausal=tuple(side for side, said in sides if said),
        sure=chance,
    )
