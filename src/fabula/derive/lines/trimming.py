"""Where the sentence of news begins: what pages, agencies and the sentence before have set in front of it goes."""

import re

from fabula.lang.en.line_words import BYLINE, CONNECTIVE, COUNTED_OFF, FURNITURE, GLUED, HEADLINE, STAMPS

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.,'’ -]{2,40}(?:,? [A-Z][a-z]+\.?(?: \d{1,2})?){0,2}(?: \([^()]{1,30}\))? (?:[–—-]+|--) )"
)
OPENING = 2
"""Sentences at the head of an article, before which a caption or headline may stand without a stop."""
CAPITALS, LONG = 0.6, 4
"""From this share of its words of so many letters with a capital on, a sentence is a headline."""
REPEATED = re.compile(r"\b((?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+)\b(?=.*\b\1\b)")


def begins(sentence: str, place: int) -> int | None:
    """How many characters to leave off before a sentence; None where it cannot be told what of it is news.

    ``place`` is where it stands in its article, counted from 0.
    """
    at = 0
    for _ in range(4):
        rest = sentence[at:]
        gone = STAMPS.match(rest) or _DATELINE.match(rest) or CONNECTIVE.match(rest)
        if not gone or not gone.end():
            break
        at += gone.end()
    rest = sentence[at:]
    if COUNTED_OFF.match(rest) and "," in rest[:12]:
        return None
    if BYLINE.match(rest) or FURNITURE.search(rest) or HEADLINE.search(_unquoted(rest)) or _headline(rest):
        return None
    if m := list(GLUED.finditer(_unquoted(rest))):
        if place >= OPENING or rest[: m[-1].start()].count(",") > 1:
            return None
        at += m[-1].start()
        rest = sentence[at:]
    if place < OPENING and (m2 := REPEATED.search(rest)):
        second = rest.index(m2[1], m2.end())
        if rest[:second].rstrip()[-1:].isalnum():  # no comma, no word of speech: a caption before the sentence
            return None
    return at


def _headline(text: str) -> bool:
    """Whether a sentence is written with capitals as a headline."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text)[1:] if len(w) >= LONG]
    return len(words) >= LONG and sum(w[0].isupper() for w in words) > CAPITALS * len(words)


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", lambda m: "_" * len(m[0]), text)
