"""What sets two sentences apart, or binds them, that a person can check: figures, dates, negation, opposites, plans.

Rules for what rules do best; each finding says which relation it speaks for and how strongly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from fabula.compare.quantities import CURRENCY, PERSONS, SCALES, ComparedQuantity, clash, quantities, same
from fabula.compare.wording import Negation, folded, names, negated, negations, opposed, stems, words
from fabula.lang.en.calendar import MONTHS, WEEKDAYS
from fabula.lang.en.denying_words import AT_PLACE, REFUTING
from fabula.lang.en.function_words import NO_UNIT
from fabula.lang.en.modals import NOT_YET
from fabula.lang.en.tense_words import CONDITION, FUTURE, PAST, POSSIBLE
from fabula.model.records import Time
from fabula.model.vocabulary import Relation

DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{'|'.join(m.title() for m in MONTHS)})\b"
    r"(?:\s+(?P<after>\d{1,2})(?!\d))?(?:,?\s+(?P<year>(?:19|20)\d\d))?|\b(?P<alone>(?:1[5-9]|20)\d\d)\b"
    rf"|\b(?P<weekday>{'|'.join(d.title() for d in WEEKDAYS)})\b"
)
_FIRST = re.compile(
    r"(?<!not the )(?<!n't the )(?<!n’t the )\b(?:first time|first ever|never before|for the first)\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:already|previously|earlier|again|second time|had (?:known|been|played|won))\b", re.IGNORECASE
)
TIMES = frozenset({"minute", "month", "year", "time"})
"""Units of time, and "times": they count many things."""
MONEY = frozenset(CURRENCY.values())
CONVERSE = frozenset(stems("win won lose lost defeat victory beat concede".split()))
"""Words whose opposite tells the same of the other side: one's victory is the other's defeat."""
_CALENDAR = frozenset(stems([*MONTHS, *WEEKDAYS]))
AGAIN = frozenset({"again", "another", "also", "next", "previous", "later", "earlier"})
"""Words that make it another time, not another date of the same thing."""

Kind = Literal[
    "numbers", "same number", "dates", "negation", "opposites", "refutes", "first", "development", "possible", "condition",
    "names", "count", "both deny", "converse", "denial",
]  # fmt: skip
"""What can be found between two sentences."""
WEIGHTS: Final[dict[Kind, float]] = {
    "numbers": 2.4, "same number": 0.7, "dates": 1.9, "negation": 1.4, "opposites": 2.4, "refutes": 1.0, "first": 2.2,
    "development": 2.6, "possible": 1.4, "condition": 1.2, "names": 2.0, "count": 3.0, "both deny": 0.7, "converse": 3.0,
    "denial": 2.2,
}  # fmt: skip
"""Log odds that a finding adds to the relation that it speaks for. Set by hand first, for a judge that knew no entailment, in
part after seeing which pairs of tests/data/pairs.jsonl the rules alone got wrong; then fitted to the pairs kept for
calibrating (training/judgeweights.py), but for "names": pairs of entailment hardly name anybody, and two tellings that name
others are of other things. "first", "count", "converse", "denial" and "development" are as they were by hand: those pairs have too few."""


_WORDS: Final[dict[Kind, str]] = {
    "numbers": "the numbers differ: one says {}, the other {}",
    "same number": "same quantity: {}, {}",
    "dates": "the dates differ: one says {}, the other {}",
    "negation": "one denies what the other says: “{}”",
    "opposites": "the opposite is told: {} and {}",
    "refutes": "one refutes: {}",
    "first": "a first time, and an earlier one: “{}”",
    "development": "a development: one tells what was to come (“{}”), the other what is",
    "possible": "one says that it may be, the other that it is",
    "condition": "one says it only on a condition",
    "names": "other names: {}; {}",
    "count": "one says that there are none, the other counts them: “{}”, “{}”",
    "both deny": "both deny it",
    "converse": "the same told of the other side: {} and {}",
    "denial": "one of them is a denial",
}


def worded(f: "Finding") -> str:
    """A finding in words."""
    if f.kind == "opposites" and f.relation == "agrees":
        return "an opposite, negated: {} and {}".format(*f.words)
    if f.kind == "both deny" and f.words:
        return f"both deny it: {f.words[0]}"
    words = [w[:1].upper() + w[1:] for w in f.words] if f.kind == "dates" else f.words
    return _WORDS[f.kind].format(*words)


@dataclass(frozen=True, slots=True)
class Finding:
    """``relation``: what it speaks for; ``kind``: what was found; ``words``: those of the sentences that it stands on."""

    relation: Relation
    kind: Kind
    words: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """It in words, which a person can check."""
        return worded(self)


@dataclass(frozen=True)
class Sentence:
    """A sentence with what it is compared by, each worked out when it is first asked for: most claims meet no other."""

    text: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return tuple(words(self.text))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(stems(words(self.text)))

    @cached_property
    def numbers(self) -> tuple[ComparedQuantity, ...]:
        return tuple(quantities(self.text))

    @cached_property
    def dates(self) -> tuple[tuple[str, str], ...]:
        return tuple(_dates(self.text))

    @cached_property
    def dated(self) -> tuple[tuple[int, int], ...]:
        """Where the dates stand."""
        return tuple(m.span() for m in DATE.finditer(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        return names(self.text)

    @cached_property
    def negated(self) -> tuple[Negation, ...]:
        return negated(self.text)

    @cached_property
    def future(self) -> bool:
        return bool(FUTURE.search(self.text))

    @cached_property
    def past(self) -> bool:
        return bool(PAST.search(self.text))

    @cached_property
    def possible(self) -> bool:
        return bool(POSSIBLE.search(self.text))

    @cached_property
    def conditional(self) -> bool:
        return bool(CONDITION.search(self.text))


sentence = lru_cache(maxsize=4096)(Sentence)
"""Read a sentence."""


def _dates(text: str) -> list[tuple[str, str]]:
    """Dates as (kind, value): day ("5-14"), month, year, weekday."""
    out = []
    for m in DATE.finditer(text):
        if m["weekday"]:
            out.append(("weekday", m["weekday"].lower()))
        elif m["alone"]:
            out.append(("year", m["alone"]))
        else:
            month, day = m["month"].lower(), m["day"] or m["after"]
            out.append(("day", f"{month} {int(day)}") if day else ("month", month))
            if m["year"]:
                out.append(("year", m["year"]))
    return out


_VALUE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d))?)?(?:T.*)?")
_WEEK = re.compile(r"[\dX]{4}-W[\dX]{2}-([1-7])")


def dates_of(t: Time) -> list[tuple[str, str]]:
    """A time expression of an article's layer as dates: ``_dates`` of a passage, and what is told by weekday or "yesterday"
    as the day that it was."""
    if t.type not in ("DATE", "TIME"):
        return []
    if m := _WEEK.fullmatch(t.value):
        return [("weekday", WEEKDAYS[int(m[1]) - 1])]
    m = _VALUE.fullmatch(t.value)
    if not m:
        return []
    year, month, day = m.groups()
    out: list[tuple[str, str]] = []
    if month and month.isdigit() and 1 <= int(month) <= 12:
        name = MONTHS[int(month) - 1]
        out.append(("day", f"{name} {int(day)}") if day else ("month", name))
    if year.isdigit():
        out.append(("year", year))
    return out


def findings(a: Sentence, b: Sentence) -> list[Finding]:
    """What binds and separates two sentences that share much of what they say; in order of weight."""
    out: list[Finding] = []
    shared = {s for s in set(a.stems) & set(b.stems) if folded(s) not in a.names | b.names}
    developed = a.future != b.future and (b if a.future else a).past and not (a.possible or b.possible)
    if developed:
        plan = a if a.future else b
        word = FUTURE.search(plan.text)
        out.append(Finding("neither", "development", (word.group().strip() if word else "",)))
    numbers = clash(a.numbers, b.numbers)
    if numbers and _same_counted(numbers, shared):
        left, right = said(a.text, numbers[0]), said(b.text, numbers[1])
        out.append(Finding("clashes", "numbers", (left, right)))
    elif not developed and (match := same(a.numbers, b.numbers)):
        out.append(Finding("agrees", "same number", (said(a.text, match[0]), said(b.text, match[1]))))
    dates = None if AGAIN & (set(a.tokens) ^ set(b.tokens)) else _apart(a.dates, b.dates)
    if dates and len(shared - _CALENDAR) >= 2:  # who and what; one word alone may be of two doings
        out.append(Finding("clashes", "dates", (dates[0], dates[1])))
    odd = (negations(a.tokens) + negations(b.tokens)) % 2
    denied = [x.of[-1] for s, o in ((a, b), (b, a)) for x in s.negated if _meets(x, shared, o)] if odd else []
    denied = [k for k in denied if any(_asserted(s, k) for s in (a, b) if not _denies(s, k))]
    turned = opposed(a.stems, b.stems)
    if turned and turned[0] in CONVERSE and turned[1] in CONVERSE and _turned_round(a, b):
        out.append(Finding("agrees", "converse", (turned[0], turned[1])))
    elif not odd and not turned and _both_deny(a, b, shared):
        out.append(Finding("agrees", "both deny"))
    elif denied and not turned:
        side = a if any(denied[0] in x.of for x in a.negated) else b
        out.append(Finding("clashes", "negation", (_around(side.text, denied[0]),)))
    elif turned and _denies(a, turned[0]) == _denies(b, turned[1]):
        out.append(Finding("clashes", "opposites", (turned[0], turned[1])))
    elif turned:
        out.append(Finding("agrees", "opposites", (turned[0], turned[1])))
    if (earlier := _done_before(a, b)) is not None:
        out.append(Finding("clashes", "first", (earlier,)))
    refuting = sorted((set(a.tokens) ^ set(b.tokens)) & REFUTING)
    if refuting:
        out.append(Finding("clashes", "refutes", (", ".join(refuting),)))
    if a.possible != b.possible and not denied:
        out.append(Finding("neither", "possible"))
    elif a.conditional != b.conditional:
        out.append(Finding("neither", "condition"))
    mine, theirs = a.names - b.names, b.names - a.names
    if mine and theirs and not _initials(a, b, mine, theirs):
        out.append(Finding("neither", "names", (", ".join(sorted(mine)), ", ".join(sorted(theirs)))))
    return sorted(out, key=lambda f: -WEIGHTS[f.kind])


def _done_before(a: Sentence, b: Sentence) -> str | None:
    """The words by which one tells that it was so before, where the other tells of the first time."""
    if bool(_FIRST.search(a.text)) == bool(_FIRST.search(b.text)):
        return None
    earlier = _EARLIER.search(b.text if _FIRST.search(a.text) else a.text)
    return earlier.group() if earlier else None


def _both_deny(a: Sentence, b: Sentence, shared: set[str]) -> bool:
    """Whether both sentences negate, and share half of what the shorter one says: one denial in two wordings."""
    if not (negations(a.tokens) and negations(b.tokens)) or a.future != b.future:
        return False
    least = min(len(set(a.stems)), len(set(b.stems)))
    return len(shared) >= 2 and 2 * len(shared) >= least


def _turned_round(a: Sentence, b: Sentence) -> bool:
    """Whether the first and the last thing that both speak of have changed places: "A beat B", "B lost to A"."""
    both = set(a.stems) & set(b.stems)
    left, right = ([s for s in x.stems if s in both] for x in (a, b))
    return len(both) >= 2 and left[0] == right[-1] and left[-1] == right[0]


def _meets(x: Negation, shared: set[str], other: Sentence) -> bool:
    """Whether a negation is of something that both sentences speak of, and about the same thing, or people."""
    if x.place and not AT_PLACE.search(other.text):
        return False
    somebody = other.names or any("person" in q.units for q in other.numbers) or PERSONS & set(other.tokens)
    if x.nobody and not (somebody or _has_object(x.of[-1], other.tokens)):
        return False
    return shared.issuperset(x.of) and (not x.about or not shared.isdisjoint(x.about))


def _has_object(stem: str, tokens: Sequence[str]) -> bool:
    """Whether a verb is told of somebody or something: "arrested a night watchman"."""
    return any(
        stem in stems((w,))
        and tokens[k + 1 : k + 2]
        and tokens[k + 1] in ("a", "an", "the", "two", "three", "his", "her")
        for k, w in enumerate(tokens)
    )


def _denies(s: Sentence, stem: str) -> bool:
    return any(stem in x.of for x in s.negated)


_REAL = frozenset(stems("managed began decided going able continued proceeded returned helped used forced".split()))
"""Words before "to" after which what follows came about all the same: "managed to", "began to"."""
_BETWEEN = frozenset("be have help not also then even".split())
"""Words that may stand between those and the verb."""


def _asserted(s: Sentence, stem: str) -> bool:
    """Whether a sentence says that what has this stem is so: not "to sign", "could sign" or "whether it signed"."""
    at = [k for k, w in enumerate(s.tokens) if stem in stems((w,))]
    return not at or any(_real(s.tokens, k) for k in at)


def _real(tokens: Sequence[str], k: int) -> bool:
    n = k - 1
    if n > 0 and tokens[n] in _BETWEEN:
        n -= 1
    if n < 0 or tokens[n] not in NOT_YET:
        return True
    return tokens[n] == "to" and not _REAL.isdisjoint(stems(tokens[max(0, n - 1) : n]))


def _same_counted(pair: tuple[ComparedQuantity, ComparedQuantity], shared: set[str]) -> bool:
    """Whether two figures are of one thing: their sentences share a word besides the unit, or two if it is of time."""
    unit = set(pair[0].units) & set(pair[1].units)
    return len(shared - unit - SCALES.keys()) >= 1 + bool(unit & (TIMES | MONEY) or not unit)


def _apart(a: Sequence[tuple[str, str]], b: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Two dates of one kind, where each side gives one of that kind, another than the other side."""
    for kind in ("day", "year", "weekday", "month"):
        left, right = {v for k, v in a if k == kind}, {v for k, v in b if k == kind}
        if left & right:
            return None
        if len(left) == len(right) == 1:
            return min(left), min(right)
    return None


def _initials(a: Sentence, b: Sentence, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the names that one side lacks may be its first word, or two spellings of one name."""
    first = {w[:5] for s in (a, b) for w in s.tokens[:1]}
    return bool((mine | theirs) <= first) or all(any(x[:3] == y[:3] for y in theirs) for x in mine)


def said(text: str, q: ComparedQuantity) -> str:
    """A quantity as it is written, with its unit."""
    m = _UNIT.match(text, q.end)
    word = m.group() if m and m["word"].lower() not in NO_UNIT else ""
    return " ".join((text[q.start : q.end] + word).split()).strip(" ,.;-")


_UNIT = re.compile(r"[\s-]?(?P<word>[^\W\d_][\w’'-]*)")
"""The word after a number, on its line or joined to it: "30-day"."""


def _around(text: str, stem: str) -> str:
    """The few words up to the one with a stem: what a reason quotes."""
    parts = text.split()
    for k, w in enumerate(parts):
        if stem in stems(words(w)):
            return " ".join(parts[max(0, k - 2) : k + 1])
    return " ".join(parts[:5])
