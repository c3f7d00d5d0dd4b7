"""Other scripts in Latin letters: by rule for Cyrillic, Greek, Arabic, Hebrew and Hangul, by table for the rest.

The Latin that comes out is phonetic and plain (sh, zh, ch, kh, ts): the input of the sound keys, not a standard
romanisation. Cyrillic is read by its language, since г, и, е, ў and щ differ.
"""

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from fabula.resolving.names.text import script

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуф", "a b v g d e z i j k l m n o p r s t u f".split(), strict=True)),
    **{"ё": "jo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": ""},
    **{"э": "e", "ю": "ju", "я": "ja", "і": "i", "ї": "ji", "є": "je", "ґ": "g", "ў": "w", "ј": "j", "љ": "lj"},
    **{"њ": "nj", "ћ": "ch", "ђ": "dj", "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "dz", "қ": "k", "ғ": "g", "ң": "n"},
    **{"ү": "u", "ұ": "u", "ө": "o", "һ": "h", "ә": "a", "ҳ": "kh", "ҷ": "j", "ӣ": "i", "ӯ": "u", "'": "", "ѣ": "e"},
}
_BY_LANGUAGE = {
    "uk": {"г": "h", "и": "y", "е": "e"},
    "be": {"г": "h"},
    "bg": {"щ": "sht", "ъ": "a", "х": "h"},
    "sr": {"х": "h"},
    "mk": {"х": "h"},
}
_GREEK = {
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(), strict=True)),
}
_GREEK_PAIRS = {"ου": "u", "μπ": "b", "ντ": "d", "γκ": "g", "αι": "e", "ει": "i", "οι": "i", "τσ": "ts", "τζ": "dz", "ευ": "ev"}
# Consonants; short vowels are not written, and the long ones stand for consonants too.
_ARABIC = {
    **{"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch"},
    **{"ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d"},
    **{"ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m"},
    **{"ن": "n", "ه": "h", "ة": "a", "ۀ": "e", "و": "u", "ؤ": "u", "ي": "i", "ی": "i", "ى": "a", "ئ": "i", "ء": "", "ہ": "h"},
    **{"ھ": "h", "ے": "e", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ڤ": "v", "ۇ": "u", "ې": "e"},
}
_HEBREW = {
    **dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t i k k l m m n n s a p f ts ts k r sh t".split(), strict=True)),
}
_HANGUL = (
    "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "),
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" "),
    " k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p t".split(" "),
)
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
