"""Forecasts without a future verb of their own: what somebody expects, and what there is a chance of."""

from collections.abc import Iterator

from spacy.tokens import Token

from fabula.lang.en.chances import stated
from fabula.lang.en.grammar import CONTENT_CLAUSES, SUBJECTS, child
from fabula.model.vocabulary import Likelihood

EXPECTING = frozenset({"expect", "predict", "forecast", "foresee", "anticipate"})
"""Verbs whose object clause ("growth to slow") is a forecast of their subject's."""
NAMING = frozenset({"predict", "forecast", "foresee"})
"""Those whose plain object ("a deficit") is one too."""
CHANCES = frozenset({"chance", "probability", "likelihood", "possibility", "risk", "danger", "prospect", "odds"})
_NONE = frozenset({"little", "no", "scant", "small", "slim", "low", "remote", "slight"})
_GOOD = frozenset({"every", "good", "strong", "high", "great", "fair", "excellent"})


def expected(token: Token) -> Iterator[tuple[Token, list[Token], Token]]:
    """ "A expects B to C", "A expects to C", "A forecasts a B": the head of what is expected, the words that say so,
    and A. In the present alone: what was expected is a prediction of the past."""
    if token.lemma_ not in EXPECTING or token.pos_ != "VERB" or not _present(token):
        return
    who = child(token, "nsubj")
    if who is None or who.lower_ in ("you", "who", "that", "which") or any(c.dep_ == "mark" for c in token.lefts):
        return
    no = child(token, "neg")
    said = [*([no] if no is not None else []), token]
    for c in token.rights:
        infinitive = c.tag_ == "VB" and any(g.tag_ == "TO" for g in c.lefts)
        if c.dep_ in CONTENT_CLAUSES and infinitive:
            own = child(c, *SUBJECTS) is not None
            yield (c if own else token), said, who
            return
        if c.dep_ == "dobj" and c.tag_ in ("NN", "NNS") and token.lemma_ in NAMING and no is None:
            yield c, said, who
            return


def _present(verb: Token) -> bool:
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    helps = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return (verb.tag_ == "VB" and bool(helps & {"do", "does"})) or (verb.tag_ == "VBG" and bool(helps & {"is", "are"}))


def chance(verb: Token) -> list[Token]:
    """ "a 60% chance", "little chance" around "that ... will ...": the words of it, or none."""
    noun = verb.head
    if verb.dep_ not in ("acl", "ccomp", "relcl") or noun.lower_ not in CHANCES or noun.i > verb.i:
        return []
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts):
        return []
    return [*(t for c in noun.lefts for t in c.subtree), noun]


def chance_band(words: list[Token]) -> Likelihood:
    """The band that such words give."""
    p = stated(" ".join(t.text for t in words))
    if p is not None:
        return "certain" if p >= 0.95 else "likely" if p > 0.55 else "unlikely" if p < 0.45 else "possible"
    said = {t.lower_ for t in words}
    return "unlikely" if said & _NONE else "likely" if said & _GOOD else "possible"
