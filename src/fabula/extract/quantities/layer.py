"""The quantities of an article: numbers with how exact they are, what they count, and of what.

Numbers are read by the words next to them (``lang.en.quantities``), what they count by the parse. A number inside a date
or a clock time is none; a stretch of time ("three years") is one.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.extract.quantities.belonging import belongs, giver, held_at, holder
from fabula.extract.quantities.clause import Clause, clause
from fabula.extract.quantities.kind import kind, summed
from fabula.extract.quantities.role import INSTEAD, Before, role
from fabula.lang.en.grammar import PREMODIFIERS
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.quantities.kinds import SURELY, WINS
from fabula.lang.en.quantities.numbers import Number, numbers
from fabula.lang.en.rules.kind import HUMAN
from fabula.lang.en.rules.quantities import COUNT, POLL, RATE
from fabula.lang.en.rules.role import WAS
from fabula.model.records import Pair, Quantity, Time


def quantities(analysis: Analysis, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The article's quantities, in order, in told zones only."""
    out: list[Quantity] = []
    text = analysis.text
    starts = [t.start for t in times]
    last: str | None = None
    for sent in analysis.sents:
        lo, hi = sent.start_char, sent.end_char
        before: list[tuple[Quantity, Clause]] = []
        for n in numbers(text[lo:hi]):
            start, end = n.start + lo, n.end + lo
            k = bisect_right(starts, start) - 1
            timed = times[k] if k >= 0 and times[k].end > start else None
            if timed and (timed.type != "DURATION" or timed.start < start - 12):
                continue
            span = analysis.tokens(start, end)
            if not len(span):
                continue
            rest = analysis.tokens(end, n.rest + lo) if n.rest > n.end else None
            if rest is None and (n.money or n.unit in ("%", "percentage point")):
                rest = span[-1:] if len(span) > 1 and not n.money else None
                if n.money or len(span) == 1:
                    rest = None
            c = clause(span, rest)
            if n.spelled and (
                c.noun is None
                or c.noun.tag_ not in (Tag.NOUN, Tag.NAME)
                or c.noun.lemma_.lower() not in HUMAN | {"death", "job", "seat", "vote"}
            ):
                continue  # "one" is mostly a pronoun
            if (
                c.noun is not None
                and not n.spelled
                and n.unit is None
                and c.noun.lemma_.lower() in ("time", "thing", "way", "side", "o'clock", "pm")
            ):
                continue
            q = _quantity(analysis, times, n, lo, c, before, last)
            last = q.kind if q.unit is None and q.kind else last
            before.append((q, c))
            out.append(q)
    return tuple(out)


def _quantity(
    analysis: Analysis, times: Sequence[Time], n: Number, lo: int, c: Clause, before: Before, last: str | None
) -> Quantity:
    text = analysis.text
    start, end = n.start + lo, n.end + lo
    rate = RATE.match(text, n.rest + lo)
    per = (rate["per"] or "share").lower() if rate else None
    what = kind(n, c, per)
    if what is None and n.unit is None:
        what = summed(text[max(lo, start - 110) : start]) if c.noun is None or c.number.head.like_num else None
    if (
        what is None
        and n.unit == "%"
        and c.verb is not None
        and c.verb.lemma_ in WINS
        and _named(holder(c))
        and polled(text)
    ):
        what = "vote share"
    if what is None and n.unit is None and c.noun is None and COUNT.search(text[max(0, start - 60) : start]):
        what = last
    if (what is None or per is None) and (n.unit in (None, "%") or n.money):
        what, per = _as_before(text[max(lo, start - 30) : start], n, c, before, what, per)
    counted = (phrase_of(c.noun),) if c.noun is not None and c.noun.idx >= 0 else ()
    return Quantity(
        start=start,
        end=end,
        value=n.value,
        low=n.low,
        high=n.high,
        bound=n.bound,
        unit=n.unit,
        what=counted,
        kind=what,
        role=role(text, n, lo, c, before, what),
        per=per,
        of=belongs(c, what),
        when=held_at(analysis, times, c, what),
        by=giver(c),
        verb=(c.verb.idx, c.verb.idx + len(c.verb)) if c.verb is not None and len(c.verb) else None,
    )


def phrase_of(t: Token) -> Pair:
    """The span of what is counted: a noun with the adjectives and nouns right before it."""
    left = [x for x in t.lefts if x.dep_ in PREMODIFIERS and not x.like_num]
    first = min([*left, t], key=lambda x: x.i)
    if any(x.like_num for x in t.doc[first.i : t.i]):
        first = t
    return first.idx, t.idx + len(t)


def _as_before(
    ahead: str, n: Number, c: Clause, before: Sequence[tuple[Quantity, Clause]], what: str | None, per: str | None
) -> tuple[str | None, str | None]:
    """The kind of the number before it in the sentence, and what it is for, where this is another of it: "71 seats and the
    Civic Union 70", "to $34 a share from $31"."""
    if not before:
        return what, per
    last, near = before[-1]
    if last.kind in SURELY and _named(holder(c)):
        return what, per
    if not last.kind or last.unit != n.unit:
        return what, per
    if WAS.search(ahead) or INSTEAD.search(ahead):
        return last.kind, last.per
    bare = c.noun is None or c.noun.pos_ == Pos.NAME or c.noun == near.noun
    same = (
        c.anchor.head == near.anchor
        or c.verb == near.verb
        or c.anchor.pos_ == Pos.NAME
        or _named(holder(c))
        or c.number.dep_ in (Dep.APPOSITION, Dep.CONJUNCT)
    )
    return (last.kind, per) if what is None and per == last.per and bare and same else (what, per)


def _named(t: Token | None) -> bool:
    return t is not None and (t.pos_ == Pos.NAME or any(x.pos_ == Pos.NAME for x in t.subtree))


@lru_cache(maxsize=4)
def polled(text: str) -> bool:
    """Whether an article speaks of an election or a poll."""
    return bool(POLL.search(text))
