"""What a text says of where it was first published, and of the language it was translated from."""

import re
from dataclasses import dataclass

from fabula.ingest.reading.dates import Date, dates, only_date
from fabula.model.records import Pair

_LANGUAGES = {
    "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "belarusian": "be", "bulgarian": "bg", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi",
    "french": "fr", "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "kazakh": "kk", "korean": "ko", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "norwegian": "no", "persian": "fa", "farsi": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovenian": "sl",
    "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip
_CALENDAR = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|same)\b"
)
_NO_NAME = re.compile(r"\d|(?:the )?" + _CALENDAR, re.IGNORECASE)
_LANGUAGE = r"(?P<language>" + "|".join(_LANGUAGES) + r")\b"
_KIND = (
    r"(?:the )?(?:(?:online |news |web)?(?:webzine|website|site|blog|magazine|newspaper|portal|journal|page|outlet|"
    r"daily|weekly|agency)s? )?"
)
_NAME = r"(?P<name>[^\s(),;:.][^(),;:\n]{0,80}?)"
_STOP = (
    r"(?=(?:['’]s? (?:web)?(?:site|page|blog|portal)\b)|\s*[(),;:\n]|[.!?](?:\s|$)|\s*$|\s+(?:on|under|with|in|"
    r"by|and|at|as|here|where|"
    r"from|for|to|last|website|site|via)\b)"
)
_FIRST = re.compile(
    r"\b(?:(?:was|is|were|has been|had been)\s+)?(?:originally|first|previously|initially)\s+(?:been\s+)?"
    r"(?:published|posted|printed|appeared|ran|released)\s+(?:(?:in|on|by|at|with)\s+" + _KIND + _NAME + _STOP + r")?|"
    r"\bwhere it\s+(?:first\s+|originally\s+)?(?:appeared|ran|was published)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:is |was |are )?(?:re-?published|re-?printed|re-?posted|cross-?posted|syndicated)\s+(?:here\s+)?"
    r"(?:from|with (?:the )?(?:kind )?permission (?:of|from)|courtesy of|by permission of)\s+" + _KIND + _NAME + _STOP,
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"\bthis (?:article|story|piece|post|text|essay|interview|report|column|op-ed)\s+(?:was |has |is )?"
    r"(?:published|appeared|appears|ran|taken)\s+(?:in|on|by|from)\s+" + _KIND + _NAME + _STOP,
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion)\s+(?:into english\s+)?from\s+(?:the\s+)?(?:original\s+)?" + _LANGUAGE, re.IGNORECASE
)
_ORIGINAL = re.compile(
    r"\b(?:original(?:ly)?|first)\b(?:\s+\w+){0,4}?\s+in\s+"
    + _LANGUAGE
    + r"|\("
    + _LANGUAGE.replace("language", "inside")
    + r"(?:,[^()\n]*)?\)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"originally|first (?:published|posted|appeared|ran|printed)|re-?p(?:ublish|rint|ost)|cross-?post|syndicated|"
    r"translat|"
    r"previously (?:published|posted)|initially (?:published|posted)|this (?:article|story|piece|post|text|essay|"
    r"interview|report|column)",
    re.IGNORECASE,
)
LONGEST = 400
"""Characters of a statement at most: these lines are short; a longer sentence is the story's own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a text says of its own origin.

    ``names`` are the outlets that it was first published in or republished from, as (name, span); ``language`` is the
    ISO 639-1 code of the original's language with ``language_span``; ``date`` is that of the original publication;
    ``spans`` are the statements themselves. Each is empty or None where the text does not say it.
    """

    names: tuple[tuple[str, Pair], ...] = ()
    language: str | None = None
    language_span: Pair | None = None
    date: Date | None = None
    spans: tuple[Pair, ...] = ()


def origin(text: str, low: int = 0, high: int | None = None) -> Origin:
    """What a text says of its own origin: "Originally published in ...", "Republished from ...", "Translated from ...".

    Only a statement at the text's beginning or end counts, in its first or last 2,000 characters: further in it is
    about something else."""
    names: list[tuple[str, Pair]] = []
    spans: list[Pair] = []
    language: tuple[str, Pair] | None = None
    date: Date | None = None
    for start, end in _statements(text, low, len(text) if high is None else high):
        line = text[start:end]
        found = False
        first = _FIRST.search(line)
        for match in (first, _AGAIN.search(line), _APPEARED.search(line)):
            if match is None or (match is not first and match.group("name") is None):
                continue
            if match is first and only_date(line) is not None:
                # A line of dates alone tells which of them is what: see ``publication``.
                continue
            # "First published" of a book inside the story: a statement about this text begins its sentence.
            if match.start() > 60:
                continue
            found = True
            if match.group("name") and not _NO_NAME.match(match.group("name")):
                at = start + match.start("name")
                pair = (at, at + len(match.group("name")))
                if text[slice(*pair)] not in [n for n, _ in names]:
                    names.append((text[slice(*pair)], pair))
        translated = _TRANSLATED.search(line)
        original = translated or (_ORIGINAL.search(line) if found else None)
        if translated and not (found or translated.start() < 30 or "article" in line.lower()):
            original = None
        if original:
            found = True
            group = "language" if original.group("language") else "inside"
            code = _LANGUAGES[original.group(group).lower()]
            language = language or (code, (start + original.start(group), start + original.end(group)))
        if first and found and date is None:
            # "Updated 20 March 2024 · First published 12 March 2024": the date that follows the words is theirs.
            date = next(dates(text, start + first.end(), end), None) or next(dates(text, start, end), None)
        if found:
            spans.append((start, end))
    return Origin(tuple(names), language and language[0], language and language[1], date, tuple(spans))


def _statements(text: str, low: int, high: int) -> list[Pair]:
    """Sentences at a text's edges that hold a cue, trimmed."""
    edge = 2000
    windows = [(low, high)] if high - low <= 2 * edge else [(low, low + edge), (high - edge, high)]
    out: list[Pair] = []
    for first, last in windows:
        for cue in _CUE.finditer(text, first, last):
            if out and cue.start() < out[-1][1]:
                continue
            start = _sentence_start(text, cue.start())
            end = _sentence_end(text, cue.end())
            if end - start <= LONGEST:
                out.append((start, end))
    return out


_START = re.compile(r"[.!?…][\"”’)]*\s+|\n")
_END = re.compile(r"[.!?…][\"”’)]*(?=\s|$)|\n|$")


def _sentence_start(text: str, position: int) -> int:
    low = max(0, position - LONGEST)
    start = low
    for found in _START.finditer(text, low, position):
        start = found.end()
    while start < position and text[start].isspace():
        start += 1
    return start


def _sentence_end(text: str, position: int) -> int:
    found = _END.search(text, position, min(len(text), position + LONGEST + 1))
    end = found.end() if found else len(text)
    while end > position and text[end - 1].isspace():
        end -= 1
    return end
