"""Words of several languages gathered into lexemes: all case forms and spellings of one word under one number.

Leader clustering: words come most frequent first, and each joins the leader that it is most like among those that share
a skeleton with it, or leads a new lexeme. Leaders never move, so likeness does not drift from one to the next.
"""

from collections import Counter, defaultdict
from functools import cache, lru_cache

from fabula.names.endings import stems
from fabula.names.lexicon import SHORT_FORMS
from fabula.names.sounds import distance, skeleton, sounds
from fabula.names.text import script
from fabula.names.transliteration import ABJADS, SYLLABIC, latin

Word = tuple[str, str | None]
"""A lower-case word and its language."""

BUCKET = 40
"""Leaders of one skeleton that a word is held against, most frequent first: keeps the work near-linear."""
NEAR = 0.78
"""Likeness from which words of three or more consonant classes are one; set on names/mentions-dev."""
LIKE = 0.84
"""Likeness from which a word in any case is taken for a given name of the lexicon."""
ALMOST = 0.94
"""The same for a word in its basic form."""
CLOSE = 0.88
"""The same for words of two."""


@lru_cache(maxsize=1 << 18)
def readings(word: str, language: str | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Skeletons of a word's candidate stems, each with the sound strings that have it, longest stem first."""
    found: dict[str, dict[str, None]] = {}
    kind = next((s for s in map(script, word) if s), "")
    if kind in SYLLABIC or not kind:
        return ((word, (word,)),)
    for stem in stems(word, language)[:6]:
        if kind == "LATIN":
            # A stem keeps the vowel that tells how its last letter is read.
            soft = stem[-1] in "cg" and word.startswith(stem) and word[len(stem) : len(stem) + 1] in tuple("eiyéíě")
            strings = sounds((stem + word[len(stem)] if soft else stem).replace("'", ""), language)
        else:
            strings = sounds(latin(stem, language), "phonetic")
        for s in strings:
            found.setdefault(skeleton(s), {})[s] = None
            if "h" in s[1:]:
                found.setdefault(skeleton(s.replace("h", "x")), {})[s] = None
    if not found:
        return ((word, (word,)),)
    return tuple((k, tuple(v)) for k, v in found.items())


@lru_cache(maxsize=1 << 18)
def likeness(a: Word, b: Word) -> float:
    """How alike two words sound, in 0..1, over the readings that share a skeleton; 0 where none does."""
    if a[0] == b[0]:
        return 1.0
    other = dict(readings(*b))
    abjad = (script(a[0][0]) in ABJADS) != (script(b[0][0]) in ABJADS)
    best = 0.0
    for key, strings in readings(*a):
        for y in other.get(key, ()):
            for x in strings:
                if x == y:
                    return 0.99
                longest = max(len(x), len(y))
                limit = (1.0 - best) * longest
                best = max(best, 1.0 - distance(x, y, abjad, limit) / longest)
    return best


def least(a: Word, b: Word) -> float:
    """The likeness that two words need to be one lexeme: the shorter, the more."""
    size = min(max(map(len, (k for k, _ in readings(*w)))) for w in (a, b))
    return NEAR if size >= 3 else CLOSE if size == 2 else 0.93


class Lexemes:
    """Numbers for the words of a corpus, equal for forms and spellings of one word."""

    def __init__(self, counts: Counter[Word]) -> None:
        self.number: dict[Word, int] = {}
        self.leaders: list[Word] = []
        buckets: dict[str, list[int]] = defaultdict(list)
        exact: dict[str, int] = {}
        for word in sorted(counts, key=lambda w: (-counts[w], w[0], w[1] or "")):
            got = exact.get(word[0])
            if got is None:
                got = self._nearest(word, buckets)
            if got is None:
                got = len(self.leaders)
                self.leaders.append(word)
                for key, _ in readings(*word):
                    buckets[key].append(got)
            exact.setdefault(word[0], got)
            self.number[word] = got

    def _nearest(self, word: Word, buckets: dict[str, list[int]]) -> int | None:
        best, found = 0.0, None
        for key, _ in readings(*word):
            for n in buckets.get(key, ())[:BUCKET]:
                score = likeness(word, self.leaders[n])
                if score > best and score >= least(word, self.leaders[n]):
                    best, found = score, n
            if best > 0.97:
                break
        return found


@cache
def _short_names() -> dict[str, list[Word]]:
    """Given names that have short forms, by skeleton."""
    index: dict[str, list[Word]] = defaultdict(list)
    for name in sorted(SHORT_FORMS):
        for key, _ in readings(name, "en"):
            index[key].append((name, "en"))
    return index


@lru_cache(maxsize=1 << 16)
def short_forms(word: str, language: str | None) -> frozenset[int]:
    """The groups of given names that a word of any script and in any case may belong to."""
    index = _short_names()
    groups: set[int] = set()
    for key, _ in readings(word, language):
        for name in index.get(key, ()):
            if likeness((word, language), name) >= LIKE:
                groups |= SHORT_FORMS[name[0]]
    return frozenset(groups)


@cache
def _whole_names() -> dict[str, list[tuple[str, str]]]:
    """Given names that have short forms, by skeleton: (sound string, name)."""
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(SHORT_FORMS):
        for sound in sounds(name):
            index[skeleton(sound)].append((sound, name))
    return index


@lru_cache(maxsize=1 << 16)
def whole_forms(strings: tuple[str, ...]) -> frozenset[int]:
    """The groups of given names that a name in its basic form belongs to, by its sound strings."""
    index = _whole_names()
    groups: set[int] = set()
    for x in strings:
        for y, name in index.get(skeleton(x), ()):
            longest = max(len(x), len(y))
            if 1.0 - distance(x, y, most=1.0) / longest >= ALMOST:
                groups |= SHORT_FORMS[name]
    return frozenset(groups)
