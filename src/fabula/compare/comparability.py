"""Whether two claims are about one thing, so that what differs between them is a difference, and what is alike a match.

Sharing rare words is enough to look at a pair, not to set one telling against another: most pairs of a large dossier that
share a word and a name speak of different things. Rules written after reading all 38 clashes, and samples of other rows,
of two dossiers of 60 news articles each: nearly all were of different things.
"""

import re

from fabula.compare.differences import CONVERSE, Finding
from fabula.compare.profiles import UNKNOWN, ClaimProfile
from fabula.compare.quantities import CURRENCY, ComparedQuantity, clash
from fabula.compare.wording import CALENDAR, negated, opposed, stems, words
from fabula.lang.en.calendar import MONTHS
from fabula.lang.en.refuting_words import ALLEGED, RUMOUR, RUMOURED
from fabula.model.records import Pair

WEAK = frozenset(
    "go get thing like think know want take make come see look lot few again good great back way day week month today "
    "yesterday tomorrow even still well big long high part place point number show give let try use need put call keep "
    "find seem become happen previous recent late later early ago next end start begin mean matter people person man "
    "woman while much really right old young different important able sure certain clear exact never always ever "
    "second third fourth half part quarter".split()
)
"""Words that so many clauses share that they say nothing of what a clause is about."""
WEAK_STEMS = (WEAK | CALENDAR | frozenset(stems(WEAK | CALENDAR))) - {"march", "may"}  # a month, or what people do
GENERIC = frozenset({"%", "percent", "point", "percentag", "minute", "month", "year", "time", "people", "person"}) | (
    frozenset(CURRENCY.values()) | frozenset(MONTHS)
)
"""Units that count all sorts of things: a share of what, money for what, people who did what?"""
APARTED = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(?:additional|another|further|extra|other|more)\s+(?:[^\W\d_]+\s*)?$|^\s*(?:more|others?|additional|further)\b",
        r"\b(?:first|last|final|next|past|previous|opening|remaining)\s*$",
        r"[^\W\d_]['’]s?\s*$|\b(?:his|her|their|its|my|our|your)\s*$",
        r"^\s?-\s?[^\W\d_]|^\s(?:minute|hour|day|week|month|year|yard|mile|foot|inch|page|point|game|man|member)\s+[^\W\d_]",
    )
)
"""What stands before or after a figure that is not of the whole: one on top of another, the first ones, somebody's,
or what only tells the sort ("a 41-yard pass"). A figure that has one of these differs from none that has not."""
_RANKED = frozenset(
    "biggest largest longest tallest highest lowest smallest oldest youngest heaviest deadliest worst record average most "
    "usual usually typical typically normal normally maximum minimum can could".split()
)
"""Words beside a figure that make it a record's, or what is usual."""
STRETCH = 1
"""The one of APARTED that makes a figure a stretch of time ("the last nine"), which each telling may choose as it likes."""
FATES = {
    s: n
    for n, stem_list in enumerate(
        (
            stems("die dead death kill fatality fatal perish murder".split()),
            stems("injure wound hurt hospitalised hospitalized treated".split()),
            stems("missing trapped stranded".split()),
            stems("arrest detain jail custody".split()),
            stems("rescue survive save evacuate".split()),
            stems("shoot stab".split()),
        )
    )
    for s in stem_list
}
"""What becomes of people, by kind: the twelve who were hurt are not the three who died."""
AROUND = 0.3
"""Share of the fuller surroundings of two figures that both must have: the two who were hurt at one door are not the
hundred who were hurt in all."""
FAR = 30
"""Times that two figures of people of one thing may lie apart: the ten who died here are not the thousands there."""
MANY = 3
"""Figures of each claim from which they are lists of figures, of which any two may be of different things."""
BESIDE = 4
"""Words on each side of a date that tell what is dated."""
NEARBY = 7
"""Words on each side of a figure that tell what it is of."""
HALF = 0.5
"""Share of the shorter claim's content that the other must have for a negation or an opposite to be of it."""
SHORT = 5
"""Keys that a claim has at the most for one shared word, negated by the other, to be what it is about."""
FULL, AS_TOLD = 5, 0.6
"""Content words that two claims share, and the share of the shorter, from which they tell nearly the same."""
UNSHARED = 1
"""Content words that may follow what a claim negates and be missing from the other."""
TOGETHER = 3
"""Content words that two claims of different events must share to be of one thing, or two and a name."""


def common(a: ClaimProfile, b: ClaimProfile) -> frozenset[str]:
    """The content stems that two claims share, without names and words that say nothing."""
    return (a.keys & b.keys) - a.entities - b.entities - WEAK_STEMS


def apart(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether each names somebody or something that the other does not."""
    return bool(a.entities - b.entities and b.entities - a.entities)


def covered(a: ClaimProfile, b: ClaimProfile) -> float:
    """The share of the shorter claim's content, names included, that the other has."""
    least = min((p.keys - WEAK_STEMS for p in (a, b)), key=len)
    return len(a.keys & b.keys - WEAK_STEMS) / len(least) if least else 0.0


def one_matter(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two claims may be matched at all: of one event, by a word; else by TOGETHER words, or by two and a name."""
    shared = common(a, b)
    if a.event is not None and a.event == b.event:
        return bool(shared)
    return len(shared) >= TOGETHER or (len(shared) == TOGETHER - 1 and bool(a.entities & b.entities))


def one_thing(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two claims tell of one doing, so that one can be what came of the other."""
    shared = common(a, b)
    about = len(shared) + len(a.entities & b.entities)
    return len(shared) >= 2 and about >= TOGETHER and covered(a, b) >= HALF and not (apart(a, b) and about <= TOGETHER)


def grounded(f: Finding, a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether a finding that speaks for a clash is about one thing in both claims."""
    if f.kind != "dates" and _at_other_times(a, b):
        return False
    if f.kind == "count":
        counting = [p for p, o in ((a, b), (b, a)) if p.counted & o.none]
        passed_on = any(RUMOUR.search(p.text) or _OPEN.search(p.text) for p in counting)
        return same_subject(a, b) and not apart(a, b) and not passed_on
    if f.kind == "numbers":
        pair = clash(a.core.numbers, b.core.numbers)
        return pair is not None and same_subject(a, b) and _one_count(pair, a, b)
    if f.kind == "dates":
        return one_doing_dated(a, b) and _elsewhere(f, a, b)
    return _elsewhere(f, a, b)


def _at_other_times(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether one of two claims is of another time than that in which they were published, as far as that is known, and
    the other not of the same: what was years before is not what is now."""
    now = max((p.day.year for p in (a, b) if p.day), default=None)
    times = [{w for w in p.recalls if not w.isdigit() or now is None or int(w) < now} for p in (a, b)]
    return any(times) and times[0].isdisjoint(times[1])


def both_deny(a: ClaimProfile, b: ClaimProfile) -> str | None:
    """The verb that two claims of one event negate alike, of one entity; None where there is none: "is not recognised by
    the Union" and "the Union does not recognise", whatever else a long sentence tells."""
    if a.event is None or a.event != b.event or a.core.future != b.core.future or not a.entities & b.entities:
        return None
    both = {n.of for n in a.core.negated if len(n.of) == 1} & {n.of for n in b.core.negated}
    return min((of[0] for of in both if of[0] in a.keys & b.keys and of[0] not in WEAK_STEMS), default=None)


def same_subject(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two claims are of one subject as far as names tell: one's must be the other's, or in the other. A pronoun of a
    person not known may be anybody, but where both tell nearly the same."""
    if UNKNOWN in (a.subject, b.subject):
        return len(common(a, b)) >= FULL and covered(a, b) >= AS_TOLD
    return all(p.subject is None or p.subject in o.entities for p, o in ((a, b), (b, a)))


def one_doing_dated(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether the words next to two dates are of one doing: "was born in 1928" and "graduated in 1951" are two."""
    near = []
    for p in (a, b):
        spans = p.core.dated
        near.append(
            frozenset(s for x in spans for s in _beside(p.core.text, x, BESIDE)) & p.keys - WEAK_STEMS - p.entities
        )
    return bool(near[0] & near[1])


def _elsewhere(f: Finding, a: ClaimProfile, b: ClaimProfile) -> bool:
    shared = common(a, b)
    if f.kind == "negation" and not _one_denial(a, b, shared):
        return False
    if f.kind == "opposites":
        turned = frozenset(opposed(a.core.stems, b.core.stems) or ())
        if "deny" in turned and not any(_CONFIRMED.search(p.text) and not p.core.negated for p in (a, b)):
            return False
        if turned & CONVERSE and len(a.entities | b.entities) > 1:
            return False
    about = len(shared) + len(a.entities & b.entities)
    if a.event is None or a.event != b.event:
        return len(shared) >= 2 and about >= TOGETHER and not apart(a, b) and covered(a, b) >= HALF
    longer = max(len(p.keys - WEAK_STEMS) for p in (a, b))
    if f.kind == "negation" and len(shared) < 2 and longer > SHORT and not _nobody(a, b):
        return False
    least = 1 if f.kind == "opposites" else 2  # what turned is not among what is shared
    return (bool(shared) and about >= least and covered(a, b) >= HALF) or _nobody(a, b)


def _one_denial(a: ClaimProfile, b: ClaimProfile, shared: frozenset[str]) -> bool:
    """Whether one claim denies what the other has so: of the same things, and said there to be so, of all or of some."""
    if not all(_of_the_same(p, o) for p, o in ((a, b), (b, a))) or not _denial(a, b):
        return False
    if any(ALLEGED.search(p.text) or _HARDLY.search(p.core.text) for p in (a, b)):
        return False
    if any(RUMOURED.search(p.text) or _OPEN.search(p.text) for p in (a, b) if not p.core.negated):
        return False
    if _nobody(a, b):
        return True
    if any(_OPEN.search(p.core.text) for p in (a, b)) or bool(_SOME.search(a.core.text)) != bool(
        _SOME.search(b.core.text)
    ):
        return False
    if any(n.of[0] in TELLING for p in (a, b) for n in p.core.negated if n.of[0] in shared):
        return False
    if any(_of_a_part(p, o) for p, o in ((a, b), (b, a))):
        return False
    return (len(shared) >= TOGETHER or not _of_a_noun(a, b)) and all(_as_much(p, o) for p, o in ((a, b), (b, a)))


_OPEN = re.compile(
    r"\b(?:yet|suggest\w*|idea|notion|whether|question\w*|doubt\w*|know|saying|sure|certain|den(?:y|ie[sd]|ying|ials?)|dismiss\w*|reject\w*)\b",
    re.IGNORECASE,
)
"""Words with which a thing is named without being said to be so."""
_SOME = re.compile(
    r"\b(?:many|most|some|several|few|often|usually|sometimes|(?:large |small )?numbers? of)\b", re.IGNORECASE
)
"""Words of what is so of some, or now and then."""


def _of_a_part(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether one denies only what it goes on to restrict: that there are fighters "from the lake countries", not fighters."""
    has = set(b.core.stems)
    reached = [n for n in a.core.negated if has.issuperset(n.of)]
    return bool(reached) and all(len(n.tail - has) > UNSHARED for n in reached)


TELLING = frozenset(stems("confirm comment respond reply answer reveal announce disclose verify identify name".split()))
"""What somebody had not said is not what was said later, by another, or to somebody else."""
_IS_NO = re.compile(
    r"\b(?:is|are|was|were|be)(?:\s+not|n['’]t)\s+(?:an?|the|those|that|his|her|their|its|\w+['’]s)\b", re.IGNORECASE
)
_DOER = re.compile(r"(?:er|or)s?$")
_IS = frozenset("is are was were be been as".split())


def _as_much(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether, where one says that something is no such thing, the other says that it is, not only speaks of such a thing."""
    stems_of_negated = {s for n in a.core.negated for s in n.of}
    said = [[w for w in p.core.tokens if not stems_of_negated.isdisjoint(stems((w,)))] for p in (a, b)]
    if said[0] and said[1] and all(map(_DOER.search, said[1])) and not any(map(_DOER.search, said[0])):
        return False  # "is not farming", "a farmer"
    if not _IS_NO.search(a.core.text):
        return True
    tokens = b.core.tokens
    return any(
        not stems_of_negated.isdisjoint(stems((w,))) and not _IS.isdisjoint(tokens[max(0, k - 4) : k])
        for k, w in enumerate(tokens)
    )


def _one_count(pair: tuple[ComparedQuantity, ComparedQuantity], a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two figures are of one thing: by what the articles' layers know of them, else by the words around them, and by
    whom the claims name."""
    if (known := counted_alike(pair)) is not None:
        held = not a.entities or not b.entities or a.entities & b.entities or not apart(a, b)
        near = a.event is not None and a.event == b.event
        if not known:
            return False
        if near and held and same_subject(a, b) and _of_one_kind(pair, a, b):
            return True
    unit = set(pair[0].units[:2]) & set(pair[1].units[:2])
    around = _around(pair[0], a) & _around(pair[1], b) - unit
    people, loose = unit == {"person"}, not (unit - GENERIC)
    together = a.event is not None and a.event == b.event
    if not together and (apart(a, b) or not a.entities & b.entities):
        return False
    if not _of_one_kind(pair, a, b):
        return False
    if loose and not people:  # each party, place and part has a share, or a sum, of its own
        return len(around) >= 2 and len(a.entities ^ b.entities) <= 1
    if people and apart(a, b) and not a.entities & b.entities:
        return False  # one's crowd and another's
    if not _one_sort(pair) or _periods(a) != _periods(b):
        return False
    if people and max(q.high for q in pair) > FAR * min(q.low for q in pair):
        return False
    if min(len(a.core.numbers), len(b.core.numbers)) >= MANY:
        return False
    if len({_fate(q, p) for q, p in zip(pair, (a, b), strict=True)} - {None}) > 1:
        return False
    least = 1 if together else 2
    fuller = max(len(_around(q, p) - unit) for q, p in zip(pair, (a, b), strict=True))
    return bool(around) and len(around) >= AROUND * fuller and len(common(a, b) - unit) >= least


def counted_alike(pair: tuple[ComparedQuantity, ComparedQuantity]) -> bool | None:
    """Whether two quantities count the same by their articles' layers: kind and role, or noun and verb; None where these do
    not tell."""
    x, y = pair
    if not (x.role and y.role):
        return None
    if x.role != y.role or (x.kind and y.kind and x.kind != y.kind):
        return False
    if x.role != "whole":
        return None
    if x.kind and x.kind == y.kind:
        return True
    return True if x.noun and x.noun == y.noun and x.verb == y.verb else None


def _of_one_kind(pair: tuple[ComparedQuantity, ComparedQuantity], a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether both figures, or neither, are additions, somebody's, the sort of a thing, records or what is usual."""
    marks = [_marks(q, p) for q, p in zip(pair, (a, b), strict=True)]
    rates = {m[1].lower() if (m := _PER.match(p.core.text, q.end)) else "" for q, p in zip(pair, (a, b), strict=True)}
    if any(_AGED.search(p.core.text[: q.start]) and not q.units for q, p in zip(pair, (a, b), strict=True)):
        return False
    return marks[0] == marks[1] and not marks[0][STRETCH] and len(rates) == 1


_AGED = re.compile(r"[A-Z]\w+,\s*$")
"""What stands before the age of somebody named: "Ms Falk, 61"."""


_PER = re.compile(r"\s?(?:[^\s,;.]+\s+){0,2}?per\s+(?:troy\s+)?(\w+)", re.IGNORECASE)
"""What a rate is for: an ounce's price is not a gram's."""


def _marks(q: ComparedQuantity, p: ClaimProfile) -> tuple[bool, ...]:
    """Which of APARTED stand beside a figure."""
    before, after = p.core.text[max(0, q.start - 24) : q.start], p.core.text[q.end : q.end + 12]
    ranked = not _RANKED.isdisjoint(_words_beside(p.core.text, (q.start, q.end), NEARBY))
    return (*(any(m.search(x) for x in (before, after)) for m in APARTED), ranked)


def _fate(q: ComparedQuantity, p: ClaimProfile) -> int | None:
    """What became of those that a figure counts, by the nearest word that tells."""
    before, after = (words(x) for x in (p.core.text[: q.start], p.core.text[q.end :]))
    found = [
        (n, s) for side in (before[::-1], after) for n, s in enumerate(x for w in side for x in stems((w,)) or ("",))
    ]
    near = sorted((n, FATES[s]) for n, s in found if n < NEARBY and s in FATES)
    return near[0][1] if near else None


def _around(q: ComparedQuantity, p: ClaimProfile) -> frozenset[str]:
    """The content stems near a figure, in its clause."""
    return frozenset(_beside(p.core.text, (q.start, q.end), NEARBY)) & p.keys - WEAK_STEMS - p.entities


def _beside(text: str, span: Pair, most: int) -> list[str]:
    """The stems of up to ``most`` words on each side of a span, in its clause."""
    return stems(_words_beside(text, span, most))


def _words_beside(text: str, span: Pair, most: int) -> list[str]:
    before, after = text[: span[0]], text[span[1] :]
    for mark in (";", ":", "(", ")", "“", "”", '"', " – ", " — "):
        before, after = before.rsplit(mark, 1)[-1], after.split(mark, 1)[0]
    return [*words(before)[-most:], *words(after)[:most]]


def _one_sort(pair: tuple[ComparedQuantity, ComparedQuantity]) -> bool:
    """Whether nothing that stands between one figure and its unit is missing from the other: two "female" jurors are
    not two jurors. People, money and measures are one sort."""
    unit = sorted(set(pair[0].units[:2]) & set(pair[1].units[:2]))
    if not unit or GENERIC & set(unit):
        return True
    first, second = (q.units[: q.units.index(unit[0])] for q in pair)
    return first == second


_PERIOD = re.compile(
    r"\b(?:in|since|during|over|through|within|after|before|until|by)\s+(?:(?:the|his|her|its|their|each|all)\s+)?"
    r"((?:(?:first|second|third|fourth|fifth|last|past|final|next|previous|this|that|career|\d+|two|three|four|five|six|seven|"
    r"eight|nine|ten|week)\s+)*(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|seasons?|games?|rounds?|half|decades?|"
    r"week \d+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))\b",
    re.IGNORECASE,
)


def _periods(p: ClaimProfile) -> frozenset[str]:
    """The stretches of time that a claim is of: what happened in one round did not happen in all."""
    return frozenset(m[1].lower() for m in _PERIOD.finditer(p.core.text))


def _denial(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether one claim denies and the other does not: two that both negate say nothing certain of each other."""
    if (a.claim.modality == "denied") != (b.claim.modality == "denied"):
        return True
    return all(bool(negated(x)) != bool(negated(y)) for x, y in ((a.core.text, b.core.text), (a.text, b.text)))


def _of_the_same(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether what one denies is done to something that the other speaks of too, where it says to what."""
    has = set(b.core.stems)
    reached = [n for n in a.core.negated if has.issuperset(n.of)]
    return not reached or any(not n.rest or not has.isdisjoint(n.rest) for n in reached)


_HARDLY = re.compile(r"\b(?:barely|hardly|scarcely)\b", re.IGNORECASE)
"""Words that make little of something: they negate by degree."""
_CONFIRMED = re.compile(r"\bconfirm(?:s|ed)\b", re.IGNORECASE)
"""Somebody does; "for confirmation" asks for it."""
_NO = re.compile(r"\b(?:no|without|nothing|neither|nor)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|fail\w*|refus\w*|den(?:y|ie[sd]))\b|n['’]t\b", re.IGNORECASE)


def _of_a_noun(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether what is negated is a thing ("no chance"), which many clauses may speak of, not what somebody does."""
    return any(_NO.search(p.core.text) and not _NOT.search(p.core.text) for p in (a, b))


def _nobody(a: ClaimProfile, b: ClaimProfile) -> bool:
    """ "Nobody was detained" against "14 people were detained", or a name: of one event."""
    for x, y in ((a, b), (b, a)):
        if any(n.nobody for n in x.core.negated) and any("person" in q.units for q in y.core.numbers):
            return True
    return False
