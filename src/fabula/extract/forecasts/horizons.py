"""By when a forecast is to come true: from a word of time that says so, not from any that stands near.

"Will open on Friday", "within two years" say it. How rare a thing is ("the deadliest fire in more than a century", "for the
first time in ten years"), since when it has been, whose estimate it is ("Wednesday's estimate") and what was announced,
said or published on a day do not.
"""

import re
from datetime import date

from spacy.tokens import Token

from fabula.extract.times.layer import document_date
from fabula.lang.en.times.values import bounds, ended
from fabula.lang.en.wordlists import words
from fabula.model.records import Pair, Time

_AHEAD = re.compile(
    r"\b(?:with)?in(?: (?:about|around|at most|as little as|less than|just|some|under|a matter of))?\s+$", re.I
)
_NEXT = re.compile(r"(?:the )?(?:next|coming|following)\b", re.I)
"""What makes a length of time a horizon: what stands before it, or in it."""
_MORE = re.compile(r"(?:more|longer|over|at least|nearly|almost)\b", re.I)
_TOLD = words(
    "estimate forecast projection prediction report poll survey study statement announcement interview speech letter outlook "
    "analysis figure data note reading remark warning decision"
)
"""Nouns whose day is when something was said or found, not when it comes true."""
_RARE = words("first last only second third fourth fifth biggest")
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
            if not _AHEAD.search(text, max(start - 1, t.start - 24), t.start) and not _NEXT.match(text, t.start, t.end):
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
    if t.type == "DURATION" and (_MORE.match(span.text) or _rare(span.root, verb)):
        return False
    at = span.root
    while at.i != verb.i and at.head.i != at.i:
        if at.dep_ == "poss" or at.lower_ in ("since", "according"):
            return False
        if at.pos_ in ("NOUN", "PROPN") and (
            at.lemma_.lower() in _TOLD or (at.i != span.root.i and any(_superlative(c) for c in at.lefts))
        ):
            return False
        if at.pos_ == "VERB" and at.i != span.root.i and _over(at):
            return False
        at = at.head
    return True


def _over(verb: Token) -> bool:
    """Whether a verb tells of what was done, or said: past, or a past participle beside a noun."""
    if verb.tag_ == "VBD":
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl", "advcl")
        and not any(c.tag_ in ("MD", "TO") or c.lower_ in ("be", "being") for c in verb.lefts)
    )


def _superlative(word: Token) -> bool:
    return word.tag_ in ("JJS", "RBS") or word.lower_ in _RARE


def _rare(root: Token, verb: Token) -> bool:
    """Whether a superlative stands shortly before a length of time, no verb between: "the worst drought in forty years"."""
    first = root.left_edge.i
    for i in range(first - 1, max(root.sent.start, first - _REACH) - 1, -1):
        t = root.doc[i]
        if t.i == verb.i or t.pos_ in ("VERB", "AUX"):
            return False
        if _superlative(t):
            return True
    return False


def _coming(t: Time, day: date | None) -> str:
    """A season without a year that is over when the article appears is the next one, where it is still to come."""
    known = bounds(t.value) if t.anchor == "publication" and t.value[4:5] == "-" and t.value[5:].isalpha() else None
    return f"{int(t.value[:4]) + 1}{t.value[4:]}" if known and day and known[1] < day else t.value
