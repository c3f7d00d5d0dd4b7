"""One plain line for an event: the telling that says it most plainly, in its own words, able to stand alone.

Only what a line needs to stand alone is changed: a dateline or a leading conjunction goes, a pronoun becomes the name
in square brackets that the article gives it, as quotations do.
"""

import re
from collections.abc import Mapping

from fabula.derive.naming import Asked, Names
from fabula.lang.en.event_words import NOUNS
from fabula.lang.en.stems import stem_noun
from fabula.model.cutting import clipped
from fabula.model.quoting import event_mention
from fabula.model.records import Anchor, Annotation, Event, EventMention, Pair

LONGEST = 180
"""Characters of a line; the rest is cut at a word, with an ellipsis."""
PARTIES = 3
"""Names before a line that states none of its own."""
_DATELINE = re.compile(r"^[A-Z][A-Z.,' -]{2,40}(?: \([^()]{1,30}\))? [–—-]+ ")
_JOINED = re.compile(
    r"^(?:(?:and|but|or|that|which|who|since|after|before|when|while|because|although|though|as|however|meanwhile|"
    r"moreover|hence|also|so|then|yet|still),? )+",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"^(?:to|by|for|if|unless|whether|not|in|of|on|at|with|as|than|surrounding)\b|^\w+ing\b", re.IGNORECASE
)
_BREAK = re.compile(r"[,;:–—.!?”\"]")
_DETERMINED = re.compile(r"(?:(?:the|a|an|this|that|these|those)\s+(?:\w+\s+)?)?", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”„«»]")
_POSSESSIVE = frozenset({"his", "her", "its", "their"})


def headline(event: Event, held: Asked[Annotation], names: Names, called: Mapping[str, str]) -> tuple[str, str, Anchor]:
    """The line of an event, its trigger, and the clause that it is taken from. ``called``: entities' names by id."""
    told = [(held[k], event_mention(held[k], i)) for k, i in event.members]
    a, m = min(told, key=lambda t: _rank(event, *t))
    anchor = (a.article.id, *m.clause)
    trigger = " ".join(a.article.text[m.start : m.end].split())
    line = _line(a, m, names)
    if line.startswith("[") or not (_HANGING.match(line) or not _sourced(m)):
        return _sentence(line, trigger), trigger, anchor
    sources = [p for p in m.participants if p.role == "source"]
    start, end = m.clause
    if _noun(a, m):
        start, end = _phrase(a, m)
        line = _balanced(a.article.text[start:end])
    if any(start <= p.start < end for p in sources):
        return _sentence(line, trigger), trigger, anchor
    who = [n for p in sources if (n := names.name(a, p.chain))]
    if _noun(a, m):
        who = who or [called[i] for i in event.entities if i in called and called[i] not in line]
    parties = " and ".join(list(dict.fromkeys(who))[:PARTIES])
    return _sentence(f"{parties}: {line}" if parties else line, trigger), trigger, anchor


def _sentence(line: str, trigger: str) -> str:
    if line.startswith(trigger):  # with the capital of a sentence it would not be found
        trigger = ""
    return clipped(line[:1].upper() + line[1:], LONGEST, trigger)


def _noun(a: Annotation, m: EventMention) -> bool:
    return stem_noun(a.article.text[m.start : m.end]) in NOUNS


def _sourced(m: EventMention) -> bool:
    """Whether who acts stands in the clause, before what is done."""
    return any(p.role == "source" and m.clause[0] <= p.start < m.start for p in m.participants)


def _rank(
    event: Event, a: Annotation, m: EventMention
) -> tuple[bool, bool, bool, bool, bool, bool, bool, int, str, int]:
    """How far a mention is from a plain line, least first."""
    text = a.article.text[slice(*m.clause)]
    return (
        "?" in a.article.text[m.clause[0] : m.clause[1] + 1],
        m.modality != event.modality,
        not m.news,
        _HANGING.match(text) is not None,
        not _sourced(m),
        _noun(a, m) and not _sourced(m),
        len(text) > LONGEST,
        -bool(m.time) - bool(m.place),
        a.article.id,
        m.start,
    )


def _line(a: Annotation, m: EventMention, names: Names) -> str:
    """The clause on one line, its leading pronoun named."""
    start, end = m.clause
    text = a.article.text[start:end]
    gone = _DATELINE.match(text)
    if gone:
        text, start = text[gone.end() :], start + gone.end()
    if gone := _JOINED.match(text):
        text, start = text[gone.end() :], start + gone.end()
    first = next((x for x in a.mentions if x.start == start and x.form == "pronoun" and x.end <= end), None)
    entity = names.entity(a.article.id, first.chain) if first else None
    if first and entity:
        word = a.article.text[first.start : first.end].lower()
        text = f"[{entity.name}{'’s' if word in _POSSESSIVE else ''}]{text[first.end - start :]}"
    return _balanced(text)


def _phrase(a: Annotation, m: EventMention) -> Pair:
    """A happening's noun with the names before it and what follows it: "talks with the rebels in Oslo".

    The whole clause where the noun opens it: "The march on 1 June will be large".
    """
    text, (start, end) = a.article.text, m.clause
    if _DETERMINED.fullmatch(text[start : m.start]):
        return m.clause
    stop = _BREAK.search(text, m.end, end)
    owner = re.search(r"(?:\b(?!The\b|A\b|An\b)[A-Z][\w’'-]+ )+$", text[start : m.start])
    return start + owner.start() if owner else m.start, stop.start() if stop else end


def _balanced(text: str) -> str:
    """Text on one line, without quotation marks that open or close nothing."""
    text = " ".join(text.split()).strip(" ,;:–—-")
    opened, closed = len(re.findall("[“„«]", text)), len(re.findall("[”»]", text))
    return _QUOTES.sub("", text) if opened != closed or text.count('"') % 2 else text
