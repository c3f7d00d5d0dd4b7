"""Metonyms: capitals, states and seats of power named for those who govern there.

Read for each mention from what stands beside it: what it does ("Minsk warned"), what is done to it, the preposition
before it ("in Minsk", "talks with Minsk"), what it owns. Where nothing decides, both readings stay open. The kinds of evidence
follow Markert and Nissim, "SemEval-2007 Task 08: Metonymy Resolution" (2007): place-for-people against literal.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from fabula.extract.mentions.phrase import SUBJECTS, Phrase
from fabula.lang.en import lexicon as lex
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.rules.metonyms import (
    ACTS,
    CAPITALS,
    DEALINGS,
    JOURNEYS,
    LITERAL,
    MOTION,
    OWNED,
    OWNED_PLACE,
    REACH,
    SEATS,
    SUFFER,
    THERE,
    TO_A_PLACE,
)
from fabula.model.vocabulary import MetonymReading

PLACE: Final = "place"
GOVERNMENT: Final = "government"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a metonym may mean, the likelier first, and what decided; ``why`` is None where nothing did."""

    kinds: tuple[MetonymReading, ...]
    why: str | None


def readings(doc: Doc, phrase: Phrase) -> Reading | None:
    """How a name is to be read; None where it is no capital, state or seat of power."""
    if phrase.form != "name" or phrase.type not in ("place", "organisation", "other") or phrase.inner:
        return None
    text = " ".join(phrase.key)
    seat = text in SEATS or " ".join(phrase.key[-1:]) in SEATS
    state = text in lex.COUNTRIES or lex.ALIASES.get(text, "") in lex.COUNTRIES
    if not (seat or state or text in CAPITALS):
        return None
    found = _decided(doc[phrase.head], phrase)
    if found is None:
        return Reading((GOVERNMENT, PLACE) if seat else (PLACE, GOVERNMENT), None)
    kind, why = found
    return Reading((kind, PLACE if kind == GOVERNMENT else GOVERNMENT), why)


def _decided(head: Token, phrase: Phrase) -> tuple[MetonymReading, str] | None:
    before = head.doc[phrase.first - 1] if phrase.first else None
    if before is not None and before.lower_ == "the" and phrase.first > 1:
        before = head.doc[phrase.first - 2]
    for _ in range(3):  # "Warsaw and Minsk agreed": the second has what the first does
        if head.dep_ != Dep.CONJUNCT or head.head.i == head.i:
            break
        head = head.head
    dep, governor = head.dep_, head.head
    verb = governor.lemma_.casefold()
    if dep in SUBJECTS:
        if verb in LITERAL:
            return PLACE, f"subject of {verb}"
        if dep == Dep.SUBJECT and (verb in ACTS or _controls(governor)):
            return GOVERNMENT, f"subject of {verb}"
        if dep == Dep.PASSIVE_SUBJECT and verb in SUFFER:
            return GOVERNMENT, f"object of {verb}"
        return (PLACE, f"object of {verb}") if dep == Dep.PASSIVE_SUBJECT and verb in REACH else None
    if dep in (Dep.OBJECT, Dep.INDIRECT_OBJECT):
        if verb in SUFFER:
            return GOVERNMENT, f"object of {verb}"
        return (PLACE, f"object of {verb}") if verb in REACH else None
    if dep in (Dep.OWNER, Dep.COMPOUND, Dep.NOUN_MODIFIER):
        owned = governor.lower_
        if owned in OWNED or governor.lemma_ in OWNED:
            return GOVERNMENT, f"owner of {owned}"
        return (PLACE, f"owner of {owned}") if owned in OWNED_PLACE else None
    if dep == Dep.PREPOSITION_OBJECT:
        return _after(governor)
    if before is not None and before.lower_ in ("in", "near", "at") and before.pos_ == Pos.ADPOSITION:
        return PLACE, f"after {before.lower_}"
    return None


def _controls(verb: Token) -> bool:
    """Whether a verb leads to one of deciding: "is trying to", "has agreed to"."""
    return any(c.dep_ == Dep.OPEN_CLAUSE and c.lemma_ in ACTS for c in verb.children)


def _after(preposition: Token) -> tuple[MetonymReading, str] | None:
    """What a preposition before a name decides, with what it hangs on."""
    low, over = preposition.lower_, preposition.head
    lemma = over.lemma_.casefold()
    if preposition.dep_ == Dep.AGENT:
        return (GOVERNMENT, f"{over.lower_} by it") if lemma in ACTS else None
    dealt = lemma in DEALINGS or over.lower_ in DEALINGS
    if low == "to" and over.lower_ == "according":
        return GOVERNMENT, "after according to"
    if low in ("with", "against") and (dealt or lemma in ACTS):
        return GOVERNMENT, f"after {over.lower_} {low}"
    if low in TO_A_PLACE and dealt:
        return GOVERNMENT, f"after {over.lower_} {low}"
    if low in ("between", "from", "to") and (lemma in MOTION or over.lower_ in JOURNEYS or lemma in JOURNEYS):
        return PLACE, f"after {over.lower_} {low}"
    if low == "of" and over.lower_ in OWNED_PLACE:
        return PLACE, f"{over.lower_} of it"
    if low in THERE:
        return PLACE, f"after {low}"
    return None
