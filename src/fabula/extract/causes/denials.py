"""Whether a relation is told or denied: what stands around it in the parse, up to the sentence's root.

"Critics deny that the dam caused the floods", "nobody says that ...", "it is a myth that ...", "there is no evidence that
..." tell no cause, and neither does what somebody refuses to accept. Two denials of one thing tell it again.
"""

from spacy.tokens import Token

from fabula.lang.en.grammar import child, negated
from fabula.lang.en.stance_words import BELIEVING, DENYING, FALSE, FEW, GROUNDS, MYTHS, NOBODY, STOPPING, VERBS

_UP = frozenset({"ccomp", "acl", "relcl", "xcomp", "pcomp", "prep", "conj", "advcl", "csubj", "dobj", "pobj", "attr"})
_CLAUSES = frozenset({"ccomp", "acl", "relcl", "csubj", "csubjpass", "advcl", "xcomp"})
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
        if at.dep_ in _CLAUSES and at.pos_ in ("VERB", "AUX"):
            said = said or at.dep_ in ("ccomp", "acl", "relcl", "csubj", "csubjpass")
            if at.dep_ == "advcl" and not any(c.lower_ == "that" and c.dep_ == "mark" for c in at.children):
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
    if word.pos_ == "NOUN":
        if lemma in MYTHS:
            return 1
        return int(lemma in GROUNDS and any(c.lower_ in ("no", "little", "scant") for c in word.lefts))
    if word.pos_ not in ("VERB", "AUX"):
        return 0
    if lemma == "be":
        return _state(word)
    count = int(lemma in DENYING)
    if (lemma in BELIEVING or lemma in DENYING or lemma in VERBS) and _not(word):
        count += 1
    return count


def _state(be: Token) -> int:
    """ "It is false that", "is not true that", "is a myth that"."""
    state = child(be, "acomp", "attr")
    if state is None:
        return 0
    lemma = state.lemma_.lower()
    if state.pos_ == "NOUN":
        # The noun itself is counted where the clause hangs on it.
        below = any(c.dep_ in ("acl", "relcl", "ccomp") for c in state.children)
        return int(lemma in MYTHS and not below)
    return (int(lemma in FALSE) + int(lemma in ("true", "certain", "clear", "proven", "correct") and _not(be))) % 2


def _not(verb: Token) -> bool:
    if negated(verb) is not None or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in STOPPING):
        return True
    who = child(verb, "nsubj", "nsubjpass")
    return who is not None and (
        who.lower_ in NOBODY or any(c.lower_ in NOBODY | FEW and c.dep_ in ("det", "amod") for c in who.lefts)
    )
