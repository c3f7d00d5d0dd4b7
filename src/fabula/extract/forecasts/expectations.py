"""Forecasts without a future verb of their own: what somebody expects, and what there is a chance of."""

from collections.abc import Iterator

from spacy.tokens import Token

from fabula.lang.en.chances import stated
from fabula.lang.en.grammar import CONTENT_CLAUSES, SUBJECTS, child
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.expectations import CHANCES, EXPECTING, GOOD, NONE
from fabula.model.vocabulary import Likelihood

NAMING = frozenset({"predict", "forecast", "foresee"})
"""Those whose plain object ("a deficit") is one too."""


def expected(token: Token) -> Iterator[tuple[Token, list[Token], Token]]:
    """ "A expects B to C", "A expects to C", "A forecasts a B": the head of what is expected, the words that say so,
    and A. In the present alone: what was expected is a prediction of the past."""
    if token.lemma_ not in EXPECTING or token.pos_ != Pos.VERB or not _present(token):
        return
    who = child(token, Dep.SUBJECT)
    if (
        who is None
        or who.lower_ in ("you", "who", "that", "which")
        or any(c.dep_ == Dep.SUBORDINATOR for c in token.lefts)
    ):
        return
    no = child(token, Dep.NEGATION)
    said = [*([no] if no is not None else []), token]
    for c in token.rights:
        infinitive = c.tag_ == Tag.BASE and any(g.tag_ == Tag.TO for g in c.lefts)
        if c.dep_ in CONTENT_CLAUSES and infinitive:
            own = child(c, *SUBJECTS) is not None
            yield (c if own else token), said, who
            return
        if c.dep_ == Dep.OBJECT and c.tag_ in (Tag.NOUN, Tag.PLURAL) and token.lemma_ in NAMING and no is None:
            yield c, said, who
            return


def _present(verb: Token) -> bool:
    if verb.tag_ in (Tag.THIRD_PERSON, Tag.PRESENT):
        return True
    helps = {c.lower_ for c in verb.children if c.dep_ == Dep.AUXILIARY}
    return (verb.tag_ == Tag.BASE and bool(helps & {"do", "does"})) or (
        verb.tag_ == Tag.ING and bool(helps & {"is", "are"})
    )


def chance(verb: Token) -> list[Token]:
    """ "a 60% chance", "little chance" around "that ... will ...": the words of it, or none."""
    noun = verb.head
    if (
        verb.dep_ not in (Dep.NOUN_CLAUSE, Dep.CLAUSE, Dep.RELATIVE_CLAUSE)
        or noun.lower_ not in CHANCES
        or noun.i > verb.i
    ):
        return []
    if not any(c.dep_ == Dep.SUBORDINATOR and c.lower_ == "that" for c in verb.lefts):
        return []
    return [*(t for c in noun.lefts for t in c.subtree), noun]


def chance_band(words: list[Token]) -> Likelihood:
    """The band that such words give."""
    p = stated(" ".join(t.text for t in words))
    if p is not None:
        return "certain" if p >= 0.95 else "likely" if p > 0.55 else "unlikely" if p < 0.45 else "possible"
    said = {t.lower_ for t in words}
    return "unlikely" if said & NONE else "likely" if said & GOOD else "possible"
