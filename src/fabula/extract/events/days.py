"""When an act was done: the time that it is given, not the one that it is about.

"Adjourned the trial until 3 March on Friday" was on Friday; "jailed until 2030" tells no day of the jailing, nor does "before
2018". Two ends ("between 2015 and 2018", "from 4 to 6 May") are a stretch, TIMEX3 values parted by a slash.
"""

import re
from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from fabula.extract.events.actors import CLIMB
from fabula.extract.events.acts import Act
from fabula.extract.events.verb_frames import lemma
from fabula.lang.en.event_words import NOUNS
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.rules.acts import VERBAL
from fabula.lang.en.rules.days import AWAY, BOTH, MOVING, OPEN
from fabula.model.records import Time

_FOR = re.compile(r"\bfor\s+(?:the\s+)?(?:year\s+)?$", re.I)
_NAMES = frozenset({Dep.COMPOUND, Dep.NUMBER, Dep.ADJECTIVE, Dep.NOUN_MODIFIER})
_DASH = re.compile(r"\s?[-–—]\s?|\s+to\s+")
_SAME = re.compile(r"\s+of\s+")


def timed(act: Act, nodes: Sequence[Token], dated: Sequence[tuple[Time, Token]]) -> Time | None:
    """The time that an act is given: the first that hangs on its words and is its own, or follows them where they end."""
    keys = {t.i for t in nodes}
    last = act.trigger.right_edge.i if act.verb.pos_ not in VERBAL else -1
    moved = any(lemma(t) in MOVING for t in nodes)
    skipped = -1
    for n, (time, token) in enumerate(dated):
        if time.start < skipped:
            continue
        if (found := _other_end(time, token, dated[n + 1 :])) is not None and _away(time, token, moved):
            skipped = found.end
            continue
        if _given(act, token, keys, last, skipped >= 0) and not _elsewhere(time, token, moved):
            return found or time
    return None


def _given(act: Act, token: Token, keys: set[int], last: int, after: bool) -> bool:
    """Whether a word of time hangs on an act's words, or follows them."""
    at = token
    for _ in range(CLIMB):
        if at.i in keys:
            return True
        if at.pos_ in VERBAL or at.head == at or (at.dep_ in _NAMES and at.head.i not in keys and at is token):
            break  # "agreed on winter fares", "2019 killings": the word of time is part of what is named
        if at.dep_ == Dep.COMPOUND and at.head.i not in keys:
            break
        if at.dep_ in {Dep.SUBJECT, Dep.PASSIVE_SUBJECT} and lemma(at) in NOUNS:
            break  # "the talks on Monday were praised": the day of the talks
        at = at.head
    return 0 <= token.left_edge.i - last <= 2 or act.trigger.i <= token.i <= last


def _before(time: Time, token: Token) -> str:
    text: str = token.doc.text
    return text[max(0, time.start - 24) : time.start]


def _away(time: Time, token: Token, moved: bool) -> bool:
    return moved and AWAY.search(_before(time, token)) is not None


def _elsewhere(time: Time, token: Token, moved: bool) -> bool:
    """Whether a time is the end of something, the day that a thing is moved to, or what a thing is for."""
    before = _before(time, token)
    if OPEN.search(before) or (moved and AWAY.search(before)):
        return True
    prep = token.head
    return _FOR.search(before) is not None and prep.dep_ == Dep.PREPOSITION and prep.head.pos_ in (Pos.NOUN, Pos.NAME)


def _other_end(time: Time, token: Token, later: Sequence[tuple[Time, Token]]) -> Time | None:
    """The stretch that a time begins, or the days that say which weekend or week it is; None where it stands alone."""
    text: str = token.doc.text
    rest = [t for t, _ in later if t.start >= time.end]
    if not rest:
        return None
    between = text[time.end : rest[0].start]
    if _SAME.fullmatch(between):
        return _other_end(rest[0], token, [(t, token) for t in rest[1:]]) or rest[0]
    word = re.search(r"\b(between|from)\s+(?:the\s+)?$", _before(time, token), re.I)
    pattern = BOTH[word[1].lower()] if word else _DASH
    if not pattern.fullmatch(between) or not time.value[:1].isalnum() or "/" in time.value + rest[0].value:
        return None
    first, last = time.value, rest[0].value
    if first > last or "_REF" in first + last:
        return None
    return msgspec.structs.replace(time, end=rest[0].end, value=f"{first}/{last}")
