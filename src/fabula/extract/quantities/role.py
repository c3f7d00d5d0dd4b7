"""Whether a number is the whole of what it counts, or a part, an addition, a change, what it was, another case's, or possible."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.quantities.clause import Clause
from fabula.lang.en.labels import Dep
from fabula.lang.en.modals import UNCERTAIN
from fabula.lang.en.quantities.kinds import ADDED, CHANGES, EVENTS, MEASURES, RECORDS
from fabula.lang.en.quantities.numbers import Number
from fabula.lang.en.rules.role import AGREED, FURTHER, OF_THE, PART, WAS
from fabula.model.records import Quantity

Before = Sequence[tuple[Quantity, Clause]]
"""The quantities before it in its sentence, with their clauses."""
INSTEAD = re.compile(r"(?:\bnot|\brather than|\binstead of)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before the number that another one replaces."""
_TO_NEXT = re.compile(r".{0,30}?\bto\b", re.IGNORECASE)
_MORE = re.compile(r"\s+more\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|additional|further)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
LEAD = "lead in votes"


def role(text: str, n: Number, lo: int, c: Clause, before: Before, what: str | None) -> str:
    """The role of a number of kind ``what``, in a sentence that begins at ``lo``; what ``Quantity`` lists."""
    start, end = n.start + lo, n.end + lo
    ahead, behind = text[max(lo, start - 60) : start], text[end : end + 40]
    if PART.search(ahead):
        return "part"
    if INSTEAD.search(ahead) and before:
        return "before"
    if _of_another(c):
        return "record"
    if _was(ahead, behind, c, before):
        return "before"
    if _changes(ahead, n, c, what):
        return "change"
    if _adds(ahead, behind, c):
        return "added" if what is None or what in {q.kind for q, _ in before} or _MORE.match(behind) else "whole"
    if _of_those(c) or (n.unit is None and OF_THE.match(behind)):
        return "part"
    if c.verb is not None and _unreal(c.verb) and what not in AGREED:
        return "possible"
    return "whole"


def _was(ahead: str, behind: str, c: Clause, before: Before) -> bool:
    """Whether it is what something was before: "from 115", "up from 63"."""
    m = WAS.search(ahead)
    if not m:
        return False
    sets = c.verb is not None and c.verb.lemma_ in MEASURES | CHANGES
    return bool(before or sets or _TO_NEXT.match(behind) or m[0].lower().startswith(("up", "down")))


def _changes(ahead: str, n: Number, c: Clause, what: str | None) -> bool:
    """Whether it says by how much something rose or fell."""
    if n.unit == "percentage point":
        return True
    verb, (dep, prep) = c.verb, c.relation
    if verb is None or what == LEAD or not (verb.lemma_ in MEASURES | CHANGES or verb.lower_ in CHANGES):
        return False
    if prep == "by" or _BY.search(ahead):
        return True
    relative = n.unit == "%" or n.money
    moved = verb.lemma_ in CHANGES or verb.lower_ in CHANGES
    return moved and relative and dep in (Dep.OBJECT, Dep.NOUN_ADVERB) and not ahead.rstrip().endswith((" to", " at"))


def _adds(ahead: str, behind: str, c: Clause) -> bool:
    """Whether words beside it put it on top of something: "another 12", "12 more"."""
    beside = c.noun is not None and any(t.lower_ in ADDED and t.i <= c.number.i + 3 for t in c.anchor.lefts)
    return beside or bool(FURTHER.match(behind) or _ANOTHER.search(ahead))


def _of_those(c: Clause) -> bool:
    """Whether it is some of those already spoken of: "three of the dead", "12 of the victims"."""
    if c.noun is None:
        return any(
            x.lower_ == "of" and any(g.lower_ in ("them", "whom", "those", "these", "which") for g in x.children)
            for x in c.number.children
        )
    direct = c.noun.head.lower_ == "of" and c.noun.head.head == c.number
    named = any(x.lower_ in ("the", "those", "these", "its", "their") for x in c.noun.lefts)
    return direct and named and c.number.lower_ not in ("percent", "%")


def _of_another(c: Clause) -> bool:
    """Whether it is another case's: "the deadliest since a fire that killed 85", "than in 1987, when 85 died"."""
    ante = c.antecedent
    if ante is not None and ante.lemma_.lower() in EVENTS:
        above = (ante.head, ante.head.head)
        if any(h.lower_ in RECORDS - {"earlier"} for h in above):
            return True
    return any(
        h.lower_ in RECORDS - {"than", "worst"}
        and below.dep_ in (Dep.PREPOSITION_OBJECT, Dep.PREPOSITION, Dep.ADJECTIVE, Dep.PREPOSITION_CLAUSE)
        for h, below in c.chain[:4]
    )


def _unreal(verb: Token) -> bool:
    """Whether it only may be, is asked about, hangs on a condition or is denied."""
    marks = {x.lower_ for x in verb.children if x.dep_ in (Dep.AUXILIARY, Dep.SUBORDINATOR)}
    if marks & {"if", "unless", "whether"} or any(x.dep_ == Dep.NEGATION for x in verb.children):
        return True
    return bool(marks & UNCERTAIN - {"would"})
