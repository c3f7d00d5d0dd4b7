"""Times that stay vague: "now", "recently", "in recent months", "the near future"."""

import re

from fabula.lang.en.times.lexicon import NUMBER, UNITS, VAGUE
from fabula.lang.en.times.rule import Context, Rule
from fabula.model.records import Time

_ROLE = (
    r"(?:president|chairman|chairwoman|chair|chief|ceo|cfo|coo|head|leader|minister|prime|mayor|governor|director|"
    r"holder|champions?|owners?|secretary|member|coach|captain|officers?|events|affairs|account|vice)"
)


def _vague(m: re.Match[str], c: Context) -> Time | None:
    """As in "Now", "currently", "recently", "in recent months", "the near future"."""
    words = m[0]
    after = c.low[m.end() : m.end() + 24]
    if words == "current":
        if re.match(rf" (?:\w+ )?{_ROLE}\b", after) or c.before(m.start()).endswith(("alternating ", "direct ", "-")):
            return None
        value = "PRESENT_REF"
    elif re.search(r"\b(?:now|current|currently|present|nowadays|these days|moment|presently)\b", words):
        if re.match(r"-|here\b", after) or (words == "now" and c.text[m.start() : m.end()].isupper()):
            return None
        if words == "the present" and not re.match(r"[ ]?(?:[.,;)]|day\b|$)", after):
            return None
        value = "PRESENT_REF"
    elif re.search(r"\b(?:future|coming|ahead|upcoming|soon)\b", words):
        value = "FUTURE_REF"
    else:
        if words.endswith("recently") and c.before(m.start()).endswith("as ") and after.startswith(" as"):
            return None
        if words == "previously" and not re.match(r" ?(?:[,.;:]|$)| (?!\w+(?:ed|en|wn)\b)\w", after):
            return None
        if words == "recent" and re.search(r"most $", c.before(m.start())):
            return None
        if words == "the past" and not re.search(r"\bin $", c.before(m.start())):
            return None
        if words == "the past" and re.match(rf" (?:{NUMBER}|{VAGUE}|{UNITS})\b", after):
            return None
        value = "PAST_REF"
    return c.time(m.start(), m.end(), value)


RULES = (
    Rule(
        "long_ago",
        r"(?:not )?(?:so )?(?:long|a long time|some time) ago",
        lambda m, c: c.time(m.start(), m.end(), "PAST_REF"),
    ),
    Rule(
        "vague",
        r"right now|now|currently|current|at present|the present|presently|nowadays|these days|"
        r"(?<=at )the moment(?! (?:of|that|when|he|she|it|they|you|we|i|the|a|his|her|their)\b)|"
        r"(?<!as )(?<!too )(?:very |pretty )?soon(?! (?:as|after|afterwards?|thereafter|enough)\b)|previously|"
        r"(?:(?:more|most) )?recently|"
        rf"(?:more )?recent(?: (?:{UNITS}|past))?|lately|the (?:very )?(?:(?:near|foreseeable|distant|immediate|"
        r"not-too-distant|not too distant) )future|the future(?= ?(?:[.,;:)]|$))|(?<=in )the future(?! of\b)|(?<=in )future (?:days|weeks|months|years|decades)|"
        r"(?<=in )past (?:days|weeks|months|years|decades)|"
        r"the (?:recent |distant )?past(?! \w+ing)|"
        rf"(?:the )?(?:coming|upcoming) (?:days|weeks|months|years|decades|hours)|"
        r"the (?:days|weeks|months|years) (?:ahead|to come)",
        _vague,
    ),
)
