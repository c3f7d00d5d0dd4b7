"""A name in its parts: what carries identity, what only goes with it (titles, particles, suffixes, legal forms)."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fabula.names import concepts, lexicon
from fabula.names.gazetteer import place
from fabula.names.sounds import fold, skeleton, sounds
from fabula.names.tables import wordlist
from fabula.names.text import LIMIT, clean, letters, name_words, script
from fabula.names.transliteration import ABJADS, SYLLABIC, latin

PERSON = "person"
FIRM = "organisation"
PLACE = "place"
OTHER = "other"
_KINDS = {
    **dict.fromkeys(("person", "per", "animal"), PERSON),
    **dict.fromkeys(wordlist("company organization organisation org legalentity publicbody media group"), FIRM),
    **dict.fromkeys(wordlist("place loc gpe location address"), PLACE),
}
_FORMS = lexicon.LEGAL_FORMS
_WEAK = frozenset(
    wordlist("the of and for in on at a an de du des la le les el los und der die das e y i & и в на по і та й")
)
_LEET = str.maketrans("013457", "oieast")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_ROMANS = {"i": 1, "v": 5, "x": 10}
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_PARENTHESIS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?")
_SPACED = re.compile(r"(?<![^\W_])(?:[A-Z] ){2,}[A-Z](?![^\W_])|(?<![^\W_])(?:[A-Z] )[A-Z](?= (?:Co|Ltd|Inc)\b)")
_SO_CALLED = re.compile(r"^(?:so[- ]called|self[- ](?:styled|proclaimed))\s+(?=\w)", re.IGNORECASE)
"""What a writer thinks of a body is no part of its name."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    ``word`` is as written, lower case; ``plain`` in Latin, a to z; ``readings`` its sound strings; ``initial`` whether
    it is one letter that stands for a name; ``linked`` whether a particle of descent (bin, ibn) stands before it.
    """

    word: str
    plain: str
    readings: tuple[str, ...]
    script: str
    initial: bool = False
    linked: bool = False
    number: int | None = None

    def __hash__(self) -> int:
        return hash(self.word)  # all its fields take ten times as long, and words differ enough

    @property
    def abjad(self) -> bool:
        """Whether it is written without most of its vowels."""
        return self.script in ABJADS

    @property
    def syllabic(self) -> bool:
        """Whether one character is a syllable or a word."""
        return self.script in SYLLABIC


@lru_cache(maxsize=1 << 16)
def token(word: str, language: str | None = None, linked: bool = False) -> Token:
    """A lower-case word as a token."""
    kind = next((s for s in map(script, word) if s), "")
    roman = latin(word, language)
    readings = sounds(roman, language if kind == "LATIN" else "phonetic")
    initial = len(word) == 1 and word.isalpha() and kind not in SYLLABIC
    return Token(word, fold(roman), readings, kind, initial, linked, number(word))


def number(word: str) -> int | None:
    """The number that a word states: digits, an English numeral or ordinal; None where it is none."""
    if word.isdecimal():
        return int(word) if len(word) < 12 else None
    if word in lexicon.NUMBERS:
        return lexicon.NUMBERS[word]
    return lexicon.ORDINALS.get(word)


def roman(word: str) -> int | None:
    """The value of a Roman numeral up to 39; None for other words."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMANS[c] for c in word]
    total: int = sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
    return total


@dataclass(frozen=True)
class Name:
    """A parsed name. ``tokens`` are its core words in order, given names first where a comma said so."""

    text: str
    kind: str
    tokens: tuple[Token, ...]
    generation: str | None = None
    forms: frozenset[str] = frozenset()
    numbers: tuple[int, ...] = ()
    ordered: bool = False
    extras: tuple[str, ...] = ()
    long: bool = False

    @cached_property
    def letters(self) -> str:
        """Its letters and digits alone, folded."""
        return letters(self.text)

    @cached_property
    def joined(self) -> str:
        """Its core words in Latin letters, without gaps."""
        return "".join(t.plain for t in self.tokens)

    @cached_property
    def code(self) -> str | None:
        """The code of the place or the state that it names, if it is known."""
        return place(self.text) or concepts.country(tuple(t.word for t in self.tokens))

    @cached_property
    def meaning(self) -> frozenset[str]:
        """What its words mean in any language; empty unless all are known."""
        return concepts.meaning(tuple(t.word for t in self.tokens))

    @cached_property
    def skeletons(self) -> tuple[str, ...]:
        """One skeleton a core word, of its likeliest reading."""
        return tuple(skeleton(t.readings[0]) if t.readings else t.word for t in self.tokens)


def kind_of(kind: str | None) -> str:
    """The family that a kind, as users and corpora write it, belongs to."""
    return _KINDS.get((kind or "").replace("_", "").casefold(), OTHER)


def _unleet(word: str) -> str:
    inner = sum(c.isdigit() for c in word)
    if 0 < inner <= len(word) // 2 and word[0].isalpha() and any(c.isalpha() for c in word[1:]) and word.isascii():
        return word.translate(_LEET).replace("9", "g")
    return word


@lru_cache(maxsize=1 << 16)
def parse(text: str, kind: str = OTHER, language: str | None = None) -> Name:
    """A name as written in its parts; ``kind`` is one that ``kind_of`` gives."""
    text = clean(text)
    if len(text) > LIMIT:
        return Name(text, kind, (), long=True)
    if kind in (PERSON, FIRM):
        text = _CAMEL.sub(" ", text) if " " not in text else text
    return _person(text, language) if kind == PERSON else _firm(text, kind, language)


def _person(text: str, language: str | None) -> Name:
    ordered = False
    left, comma, right = text.partition(",")
    generation = None
    if comma:
        ends = name_words(right)
        if len(ends) == 1 and ends[0] in lexicon.GENERATIONS:
            text = f"{left} {right}"
        elif ends and name_words(left) and "," not in right:
            text, ordered = f"{right} {left}", True
    got = name_words(text)
    core: list[Token] = []
    extras: list[str] = []
    linked = False
    for i, word in enumerate(got):
        if i and word in lexicon.GENERATIONS and len(got) > 1:
            generation = lexicon.GENERATIONS[word]
        elif word in lexicon.TITLES and len(got) - i > 1 and not core:
            extras.append(word)
        elif word in lexicon.PARTICLES and len(got) > 1 and (i + 1 < len(got) or core):
            linked = word in ("bin", "ibn", "ben", "bint", "binte")
            continue
        else:
            if core and core[-1].word == word and len(got) == 3 and len(word) > 5:
                continue  # a word typed twice
            core.append(token(_unleet(word), language, linked))
        linked = False
    if len(core) > 2 and core[-1].word in _FORMS and core[-1].plain in ("sa", "ag", "inc", "llc"):
        core.pop()
    if not core:
        core = [token(w, language) for w in got]
    return Name(text, PERSON, tuple(core), generation, ordered=ordered, extras=tuple(extras))


def _phrases(got: list[str]) -> list[str]:
    """Words with spelt-out legal forms and states put into their short ones."""
    line = f" {' '.join(fold(w) if w.isascii() or script(w[0]) == 'LATIN' else w for w in got)} "
    for phrase, short in lexicon.LEGAL_PHRASES.items():
        if f" {phrase} " in line:
            line = line.replace(f" {phrase} ", f" {short} ")
    return line.split()


def _firm(text: str, kind: str, language: str | None) -> Name:
    # "A.B.C." and "U.S." are one word each; of a firm also "A B C".
    text = _INITIALS.sub(lambda m: m.group().replace(".", "").replace(" ", "") + " ", text)
    if kind == FIRM:
        text = _SPACED.sub(lambda m: m.group().replace(" ", ""), _SO_CALLED.sub("", text))
    got = _phrases(name_words(text.replace("&", " and ")))
    forms: set[str] = set()
    core: list[Token] = []
    numbers: list[int] = []
    i = 0
    while i < len(got):
        word = got[i]
        i += 1
        if kind != PLACE and word in _FORMS and len(got) > 1:
            forms.add(_FORMS[word])
            continue
        if word in _WEAK and len(got) > 1:
            continue
        value = number(word)
        if value is None and core and len(word) <= 5:
            value = roman(word)
        if value is not None:
            if numbers and core and core[-1].number is not None and 20 <= numbers[-1] < 100 and 0 < value < 10:
                numbers[-1] += value
                core[-1] = token(str(numbers[-1]))
            else:
                numbers.append(value)
                core.append(token(str(value)))
            continue
        if kind == OTHER and word in lexicon.TITLES and len(got) - i >= 1 and not core:
            continue
        core.append(token(word, language))
    if not core:
        core = [token(w, language) for w in got]
    return Name(text, kind, tuple(core), forms=frozenset(forms), numbers=tuple(sorted(numbers)))
