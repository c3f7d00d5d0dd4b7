"""Cleaning and splitting: what a name's letters are, whatever it arrived in.

Markup, bidirectional controls, joiners and other invisible characters carry no part of a name and are dropped;
letters of another script that only look like those around them ("Тwіttеr") are put back into the script of the rest.
"""

import html
import re
import unicodedata
from functools import lru_cache

LIMIT = 300
"""Code points up to which a text is read as a name; a longer one is compared only for equality."""

_TAG = re.compile(r"<[^<>]{0,200}>")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u02b9\u02bb\u02bd\u02be\u02bf\u00b4`\u02c8\u2032\u05f3", "'")
)
_POSSESSIVE = re.compile(r"'s?(?=\s|$)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# Letters of Latin and Cyrillic that look alike, lower case and upper case.
_LATIN = "aceopxyisjhbkmtABCEHIJKMOPSTXYgd"
_CYRILLIC = "асеорхуіѕјһвкмтАВСЕНІЈКМОРЅТХУԍԁ"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN + "n", _CYRILLIC + "п")
_LOOKS_LATIN = frozenset(_CYRILLIC)
_LOOKS_CYRILLIC = frozenset(_LATIN + "n")


def script(char: str) -> str:
    """The script of a letter, as the first word of its Unicode name (LATIN, CYRILLIC, CJK, ...); "" for others."""
    code = ord(char)
    if code < 0x250:
        return "LATIN" if char.isalpha() else ""
    if 0x400 <= code < 0x530:
        return "CYRILLIC"
    if not char.isalpha() and unicodedata.category(char)[0] != "M":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def _one_script(word: str) -> str:
    """A word of mixed Latin and Cyrillic, put into the one that explains it; unchanged where neither does."""
    latin = [c for c in word if "A" <= c <= "z" or "\u00c0" <= c < "\u0250"]
    cyrillic = [c for c in word if "\u0400" <= c < "\u0530"]
    if not latin or not cyrillic:
        return word
    to_latin = all(c in _LOOKS_LATIN for c in cyrillic)
    to_cyrillic = all(c in _LOOKS_CYRILLIC for c in latin)
    if to_latin and (not to_cyrillic or len(latin) > len(cyrillic)):
        return word.translate(_TO_LATIN)
    if to_cyrillic:
        return word.translate(_TO_CYRILLIC)
    return word


@lru_cache(maxsize=1 << 16)
def clean(text: str) -> str:
    """A name without markup, invisible characters and confusable letters; NFC, single spaces, case kept."""
    if text.isascii() and "<" not in text and "&" not in text:
        return _SPACE.sub(" ", "".join(c if c.isprintable() else " " for c in text)).strip()
    text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    kept = []
    for c in text:
        kind = unicodedata.category(c)
        if kind == "Cf" or kind == "Co" or kind == "Cs":
            continue
        kept.append(" " if kind in ("Cc", "Zl", "Zp", "Cn") else c)
    text = _SPACE.sub(" ", "".join(kept)).strip()
    return " ".join(map(_one_script, text.split(" "))) if not text.isascii() else text


def name_words(text: str) -> list[str]:
    """The words of a clean name in order, lower case; hyphens split, apostrophes within words are kept.

    Pointed initials stay apart as one letter each ("J.-C." gives j, c), as do those of an acronym ("A.B.C.").
    """
    folded = _POSSESSIVE.sub("", text).casefold().replace("ё", "е")
    if folded.isascii():
        return _WORD.findall(folded)
    # Vowel signs of Indic and other scripts are marks, which \w leaves out: they belong to the word.
    spaced = "".join(c if c.isalnum() or c == "'" or unicodedata.category(c)[0] == "M" else " " for c in folded)
    return [w for w in (w.strip("'") for w in spaced.split()) if w]


def letters(text: str) -> str:
    """A name's letters and digits alone, folded: what two spellings of one sequence of letters have in common."""
    return "".join(c for c in text.casefold() if c.isalnum() or unicodedata.category(c)[0] == "M")
