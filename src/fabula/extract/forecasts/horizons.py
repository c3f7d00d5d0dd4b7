"""By when a forecast is to come true: from a word of time that says so, not from any that stands near.

"Will open on Friday", "within two years" say it. How rare a thing is ("the deadliest fire in more than a century", "for the
first time in ten years"), since when it has been, whose estimate it is ("Wednesday's estimate") and what was announced,
said or published on a day do not.
"""

from datetime import date

from spacy.tokens import Token

from fabula.extract.times.layer import document_date
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.rules.horizons import AHEAD, MORE, NEXT, RARE, TOLD
from fabula.lang.en.times.values import bounds, ended
from fabula.model.records import Pair, Time

_REACH = 7
"""Words before a length of time among which a superlative makes it a measure of how rare a thing is."""


def due_day(verb: Token, start: int, end: int, dated: list[Time], today: str | None) -> tuple[str, Pair] | None:
    """The first date or span of time within a forecast's clause by which it comes true, with its expression.

    ``verb`` is the forecast's own. What is over when the article appears is passed over. A length of time counts where it
    says by when ("within two weeks", "over the next month"), not how long ("for two weeks"); from the day of publication
    where that is known, else it stays a length.
    """
    text, day = verb.doc.text, document_date(today)
    for t in dated:
        if t.start >= end:
            break
        if t.start < start or t.value.endswith("_REF") or not t.value or not _foretold_for(t, verb):
            continue
        if t.type == "DURATION":
            if not AHEAD.search(text, max(start - 1, t.start - 24), t.start) and not NEXT.match(text, t.start, t.end):
                continue
            last = ended(day, t.value) if day else None
            return (str(last) if last else t.value), (t.start, t.end)
        value = _coming(t, day)
        if today is not None and value[:4].isdigit() and value[: len(today)] < today[: len(value)]:
            continue
        return value, (t.start, t.end)
    return None


def _foretold_for(t: Time, verb: Token) -> bool:
    """Whether a time is when the forecast comes true, by what it hangs on up to the forecast's verb."""
    span = verb.doc.char_span(t.start, t.end, alignment_mode="expand")
    if span is None:
        return False
    if t.type == "DURATION" and (MORE.match(span.text) or _rare(span.root, verb)):
        return False
    at = span.root
    while at.i != verb.i and at.head.i != at.i:
        if at.dep_ == Dep.OWNER or at.lower_ in ("since", "according"):
            return False
        if at.pos_ in (Pos.NOUN, Pos.NAME) and (
            at.lemma_.lower() in TOLD or (at.i != span.root.i and any(_superlative(c) for c in at.lefts))
        ):
            return False
        if at.pos_ == Pos.VERB and at.i != span.root.i and _over(at):
            return False
        at = at.head
    return True


def _over(verb: Token) -> bool:
    """Whether a verb tells of what was done, or said: past, or a past participle beside a noun."""
    if verb.tag_ == Tag.PAST:
        return True
    return (
        verb.tag_ == Tag.PAST_PARTICIPLE
        and verb.dep_ in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE, Dep.ADVERBIAL_CLAUSE)
        and not any(c.tag_ in (Tag.MODAL, Tag.TO) or c.lower_ in ("be", "being") for c in verb.lefts)
    )


def _superlative(word: Token) -> bool:
    return word.tag_ in (Tag.SUPERLATIVE, Tag.SUPERLATIVE_ADVERB) or word.lower_ in RARE


def _rare(root: Token, verb: Token) -> bool:
    """Whether a superlative stands shortly before a length of time, no verb between: "the worst drought in forty years"."""
    first = root.left_edge.i
    for i in range(first - 1, max(root.sent.start, first - _REACH) - 1, -1):
        t = root.doc[i]
        if t.i == verb.i or t.pos_ in (Pos.VERB, Pos.AUXILIARY):
            return False
        if _superlative(t):
            return True
    return False


def _coming(t: Time, day: date | None) -> str:
    """A season without a year that is over when the article appears is the next one, where it is still to come."""
    known = bounds(t.value) if t.anchor == "publication" and t.value[4:5] == "-" and t.value[5:].isalpha() else None
    return f"{int(t.value[:4]) + 1}{t.value[4:]}" if known and day and known[1] < day else t.value
