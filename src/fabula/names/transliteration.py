"""Other scripts in Latin letters: by rule for Cyrillic, Greek, Arabic, Hebrew and Hangul, by table for the rest.

The Latin that comes out is phonetic and plain (sh, zh, ch, kh, ts): the input of the sound keys, not a standard
romanisation. Cyrillic is read by its language, since г, и, е, ў and щ differ.
"""

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from fabula.names.tables import table
from fabula.names.text import script

_TABLE = table("letters.txt")


def _letters(head: str) -> dict[str, str]:
    return {old: new for old, _, new in (pair.partition(">") for pair in _TABLE[head])}


_CYRILLIC = _letters("cyrillic")
_BY_LANGUAGE = {head[9:]: _letters(head) for head in _TABLE if head.startswith("cyrillic:")}
_GREEK, _GREEK_PAIRS = _letters("greek"), _letters("greek:pairs")
# Consonants; short vowels are not written, and the long ones stand for consonants too.
_ARABIC, _HEBREW = _letters("arabic"), _letters("hebrew")
_HANGUL = [[x.strip("-") for x in _TABLE[f"hangul:{part}"]] for part in ("first", "middle", "last")]
_SYLLABLES = 0xAC00
ABJADS = frozenset({"ARABIC", "HEBREW", "SYRIAC", "THAANA"})
"""Scripts that leave most vowels unwritten."""
SYLLABIC = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
"""Scripts in which one character is a syllable or a word: one that differs is another name."""


@cache
def _table() -> dict[str, str]:
    """One reading a character for scripts without rules here (training/gazetteer.py makes the file)."""
    packed = resources.files(__package__).joinpath("data/readings.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return {char: reading for reading, chars in rows for char in chars}


def _cyrillic(word: str, language: str | None) -> str:
    rules = _BY_LANGUAGE.get(language or "", {})
    out: list[str] = []
    for i, c in enumerate(word):
        got = rules.get(c) or _CYRILLIC.get(c)
        if got is None:
            got = _CYRILLIC.get(unicodedata.normalize("NFD", c)[0], c if c.isalnum() and c.isascii() else "")
        if language == "be" and got == "ts" and i + 1 < len(word) and word[i + 1] in "іеёюяь":
            got = "t"  # tsekanne: Belarusian ц before a soft vowel is the т of its neighbours
        elif language == "be" and c == "д" and word[i + 1 : i + 2] == "з" and word[i + 2 : i + 3] in tuple("іеёюяь"):
            got = "d"
        elif language == "be" and c == "з" and word[i - 1 : i] == "д" and word[i + 1 : i + 2] in tuple("іеёюяь"):
            got = ""  # dzekanne: the same for д
        out.append(got)
    return "".join(out)


def _greek(word: str) -> str:
    out, i = [], 0
    while i < len(word):
        pair = _GREEK_PAIRS.get(word[i : i + 2])
        out.append(pair or _GREEK.get(word[i], ""))
        i += 2 if pair else 1
    return "".join(out)


def _hangul(word: str) -> str:
    out = []
    for c in word:
        n = ord(c) - _SYLLABLES
        if 0 <= n < 11172:
            out.append(_HANGUL[0][n // 588] + _HANGUL[1][n % 588 // 28] + _HANGUL[2][n % 28])
    return "".join(out)


@lru_cache(maxsize=1 << 17)
def latin(word: str, language: str | None = None) -> str:
    """A lower-case word in Latin letters with their diacritics; "" where nothing in it can be read.

    ``language`` (ISO 639-1) decides how Cyrillic is read; without it letters that only one language has decide.
    """
    if word.isascii():
        return word.replace("'", "")
    kind = next((s for s in map(script, word) if s), "")
    if kind == "LATIN":
        return word.replace("'", "")
    if kind == "CYRILLIC":
        return _cyrillic(word, language or cyrillic_language(word))
    if kind == "GREEK":
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        return _greek(plain)
    if kind == "ARABIC":
        return "".join(_ARABIC.get(c, c if c.isascii() and c.isalnum() else "") for c in word)
    if kind == "HEBREW":
        return "".join(_HEBREW.get(c, "") for c in word)
    if kind == "HANGUL":
        return _hangul(word)
    table = _table()
    return "".join(table.get(c, c if c.isascii() and c.isalnum() else "") for c in word).casefold()


def cyrillic_language(word: str) -> str | None:
    """The language that a Cyrillic word's own letters give away; None where they do not."""
    if "ў" in word:
        return "be"
    if "ї" in word or "є" in word or "ґ" in word:
        return "uk"
    if any(c in word for c in "ђћјљњџ"):
        return "sr"
    if "і" in word:
        return "be" if any(c in word for c in "ыэё") else "uk"
    return None
