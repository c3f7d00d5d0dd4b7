"""Whether two claims are about one thing, so that what differs between them is a difference, and what is alike a match.

Sharing rare words is enough to look at a pair, not to set one telling against another: most pairs of a large dossier that
share a word and a name speak of different things. Rules written after reading all 38 clashes, and samples of other rows,
of two dossiers of 60 news articles each: nearly all were of different things.
"""

import re

from fabula.comparing.differences import CONVERSE, Finding
from fabula.comparing.profiles import Profile
from fabula.comparing.quantities import CURRENCY, MONTHS, Quantity, clash
from fabula.comparing.wording import CALENDAR, negated, opposed, stems, words

WEAK = frozenset(
    "go get thing like think know want take make come see look lot few again good great back way day week month today "
    "yesterday tomorrow even still well big long high part place point number show give let try use need put call keep "
    "find seem become happen previous recent late later early ago next end start begin mean matter people person man "
    "woman while much really right old young different important able sure certain clear exact never always ever "
    "second third fourth half part quarter".split()
)
"""Words that so many clauses share that they say nothing of what a clause is about."""
_WEAK = (WEAK | CALENDAR | frozenset(stems(WEAK | CALENDAR))) - {"march", "may"}  # a month, or what people do
GENERIC = frozenset({"%", "percent", "point", "percentag", "minute", "month", "year", "time", "people", "person"}) | (
    frozenset(CURRENCY.values()) | frozenset(MONTHS)
)
"""Units that count all sorts of things: a share of what, money for what, people who did what?"""
NEARBY = 7
"""Words on each side of a figure that tell what it is of."""
HALF = 0.5
"""Share of the shorter claim's content that the other must have for a negation or an opposite to be of it."""
SHORT = 5
"""Keys that a claim has at the most for one shared word, negated by the other, to be what it is about."""
TOGETHER = 3
"""Content words that two claims of different events must share to be of one thing, or two and a name."""


def common(a: Profile, b: Profile) -> frozenset[str]:
    """The content stems that two claims share, without names and words that say nothing."""
    return (a.keys & b.keys) - a.entities - b.entities - _WEAK


def apart(a: Profile, b: Profile) -> bool:
    """Whether each names somebody or something that the other does not."""
    return bool(a.entities - b.entities and b.entities - a.entities)


def covered(a: Profile, b: Profile) -> float:
    """The share of the shorter claim's content, names included, that the other has."""
    least = min((p.keys - _WEAK for p in (a, b)), key=len)
    return len(a.keys & b.keys - _WEAK) / len(least) if least else 0.0


def one_matter(a: Profile, b: Profile) -> bool:
    """Whether two claims may be matched at all: of one event, by a word; else by TOGETHER words, or by two and a name."""
    shared = common(a, b)
    if a.event is not None and a.event == b.event:
        return bool(shared)
    return len(shared) >= TOGETHER or (len(shared) == TOGETHER - 1 and bool(a.entities & b.entities))


def one_thing(a: Profile, b: Profile) -> bool:
    """Whether two claims tell of one doing, so that one can be what came of the other."""
    shared = common(a, b)
    about = len(shared) + len(a.entities & b.entities)
    return len(shared) >= 2 and about >= TOGETHER and covered(a, b) >= HALF and not (apart(a, b) and about <= TOGETHER)


def grounded(f: Finding, a: Profile, b: Profile) -> bool:
    """Whether a finding that speaks for a clash is about one thing in both claims."""
    if f.kind == "count":
        return True
    if f.kind == "numbers":
        pair = clash(a.core.numbers, b.core.numbers)
        return pair is not None and _one_count(pair, a, b)
    shared = common(a, b)
    if f.kind == "negation" and (
        not _denial(a, b) or (len(shared) < TOGETHER and _of_a_noun(a, b) and not _nobody(a, b))
    ):
        return False
    if f.kind == "opposites":
        turned = frozenset(opposed(a.core.stems, b.core.stems) or ())
        if turned & CONVERSE and len(a.entities | b.entities) > 1:
            return False
    about = len(shared) + len(a.entities & b.entities)
    if a.event is None or a.event != b.event:
        return len(shared) >= 2 and about >= TOGETHER and not apart(a, b) and covered(a, b) >= HALF
    longer = max(len(p.keys - _WEAK) for p in (a, b))
    if f.kind == "negation" and len(shared) < 2 and longer > SHORT and not _nobody(a, b):
        return False
    least = 1 if f.kind == "opposites" else 2  # what turned is not among what is shared
    return (bool(shared) and about >= least and covered(a, b) >= HALF) or _nobody(a, b)


def _one_count(pair: tuple[Quantity, Quantity], a: Profile, b: Profile) -> bool:
    """Whether two figures are of one thing: by the words around them, and by whom the claims name."""
    unit = set(pair[0].units[:2]) & set(pair[1].units[:2])
    around = _around(pair[0], a) & _around(pair[1], b) - unit
    people, loose = unit == {"person"}, not (unit - GENERIC)
    together = a.event is not None and a.event == b.event
    if not together and (apart(a, b) or not a.entities & b.entities):
        return False
    if loose and not people:  # each party, place and part has a share, or a sum, of its own
        return len(around) >= 2 and len(a.entities ^ b.entities) <= 1
    if people and apart(a, b) and not a.entities & b.entities:
        return False  # one's crowd and another's
    least = 1 if together else 2
    return bool(around) and len(common(a, b) - unit) >= least


def _around(q: Quantity, p: Profile) -> frozenset[str]:
    """The content stems near a figure, in its clause."""
    text = p.core.text
    before, after = text[: q.start], text[q.end :]
    for mark in (";", ":", "(", ")", "“", "”", '"', " – ", " — "):
        before, after = before.rsplit(mark, 1)[-1], after.split(mark, 1)[0]
    near = [*words(before)[-NEARBY:], *words(after)[:NEARBY]]
    return frozenset(stems(near)) & p.keys - _WEAK - p.entities


def _denial(a: Profile, b: Profile) -> bool:
    """Whether one claim denies and the other does not: two that both negate say nothing certain of each other."""
    if (a.claim.modality == "denied") != (b.claim.modality == "denied"):
        return True
    return bool(negated(a.core.text)) != bool(negated(b.core.text))


_NO = re.compile(r"\b(?:no|without|nothing|neither|nor)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|fail\w*|refus\w*|den(?:y|ie[sd]))\b|n['’]t\b", re.IGNORECASE)


def _of_a_noun(a: Profile, b: Profile) -> bool:
    """Whether what is negated is a thing ("no chance"), which many clauses may speak of, not what somebody does."""
    return any(_NO.search(p.core.text) and not _NOT.search(p.core.text) for p in (a, b))


def _nobody(a: Profile, b: Profile) -> bool:
    """ "Nobody was detained" against "14 people were detained", or a name: of one event."""
    for x, y in ((a, b), (b, a)):
        if any(n.nobody for n in x.core.negated) and any("person" in q.units for q in y.core.numbers):
            return True
    return False
