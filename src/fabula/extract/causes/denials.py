"""Whether a relation is told or denied: what stands around it in the parse, up to the sentence's root.

"Critics deny that the dam caused the floods", "nobody says that ...", "it is a myth that ...", "there is no evidence that
..." tell no cause, and neither does what somebody refuses to accept. Two denials of one thing tell it again.
"""

from spacy.tokens import Token

from fabula.lang.en.grammar import child, negated
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.stance_words import BELIEVING, DENYING, FALSE, FEW, GROUNDS, MYTHS, NOBODY, STOPPING, VERBS

_UP = frozenset(
    {
        Dep.CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.OPEN_CLAUSE,
        Dep.PREPOSITION_CLAUSE,
        Dep.PREPOSITION,
        Dep.CONJUNCT,
        Dep.ADVERBIAL_CLAUSE,
        Dep.CLAUSE_SUBJECT,
        Dep.OBJECT,
        Dep.PREPOSITION_OBJECT,
        Dep.ATTRIBUTE,
    }
)
_CLAUSES = frozenset(
    {
        Dep.CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.CLAUSE_SUBJECT,
        Dep.PASSIVE_CLAUSE_SUBJECT,
        Dep.ADVERBIAL_CLAUSE,
        Dep.OPEN_CLAUSE,
    }
)
_FAR = 10


def denied_around(token: Token) -> bool:
    """Whether an odd number of words above a relation's own verb deny it."""
    count = 0
    said = False
    at = token
    for _ in range(_FAR):
        head = at.head
        if head.i == at.i:
            break
        if at.dep_ in _CLAUSES and at.pos_ in (Pos.VERB, Pos.AUXILIARY):
            said = said or at.dep_ in (
                Dep.CLAUSE,
                Dep.NOUN_CLAUSE,
                Dep.RELATIVE_CLAUSE,
                Dep.CLAUSE_SUBJECT,
                Dep.PASSIVE_CLAUSE_SUBJECT,
            )
            if at.dep_ == Dep.ADVERBIAL_CLAUSE and not any(
                c.lower_ == "that" and c.dep_ == Dep.SUBORDINATOR for c in at.children
            ):
                break  # a clause of time or reason beside it: what is denied there is not this
        elif at.dep_ not in _UP:
            break
        if said:
            count += _denies(head)
        at = head
    return count % 2 == 1


def _denies(word: Token) -> int:
    """How often a word above a clause denies it, its own negation counted: "did not deny" is none."""
    lemma = word.lemma_.lower()
    if word.pos_ == Pos.NOUN:
        if lemma in MYTHS:
            return 1
        return int(lemma in GROUNDS and any(c.lower_ in ("no", "little", "scant") for c in word.lefts))
    if word.pos_ not in (Pos.VERB, Pos.AUXILIARY):
        return 0
    if lemma == "be":
        return _state(word)
    count = int(lemma in DENYING)
    if (lemma in BELIEVING or lemma in DENYING or lemma in VERBS) and _not(word):
        count += 1
    return count


def _state(be: Token) -> int:
    """ "It is false that", "is not true that", "is a myth that"."""
    state = child(be, Dep.ADJECTIVE_COMPLEMENT, Dep.ATTRIBUTE)
    if state is None:
        return 0
    lemma = state.lemma_.lower()
    if state.pos_ == Pos.NOUN:
        # The noun itself is counted where the clause hangs on it.
        below = any(c.dep_ in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE, Dep.CLAUSE) for c in state.children)
        return int(lemma in MYTHS and not below)
    return (int(lemma in FALSE) + int(lemma in ("true", "certain", "clear", "proven", "correct") and _not(be))) % 2


def _not(verb: Token) -> bool:
    if negated(verb) is not None or (verb.dep_ == Dep.OPEN_CLAUSE and verb.head.lemma_.lower() in STOPPING):
        return True
    who = child(verb, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
    return who is not None and (
        who.lower_ in NOBODY
        or any(c.lower_ in NOBODY | FEW and c.dep_ in (Dep.DETERMINER, Dep.ADJECTIVE) for c in who.lefts)
    )
