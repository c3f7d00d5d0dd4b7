"""Case endings: what an inflected word may be a form of, by language.

A word gives candidate stems, longest first; two words are forms of one where they share a stem. The endings
(data/endings.txt) are the regular ones of nouns, adjectives and possessives in the grammars, not learnt.
"""

from functools import lru_cache

from fabula.names.tables import table

_TABLE = table("endings.txt")


def _longest(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda e: (-len(e), e)))


_SORTED = {head: _longest(words) for head, words in _TABLE.items() if len(head) == 2}
_NAMES = {head[:2]: _longest(words) for head, words in _TABLE.items() if head.endswith(":names")}
_SOFT = {
    head[:2]: {old: new for old, _, new in (w.partition(">") for w in words)}
    for head, words in _TABLE.items()
    if head.endswith(":soft")
}
_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęóáéíýěůúьйj")
LEAST = 3


@lru_cache(maxsize=1 << 17)
def stems(word: str, language: str | None = None) -> tuple[str, ...]:
    """The candidate stems of a lower-case word, longest first, vowels at their end dropped; its own among them."""
    found = [word]
    for ending in _SORTED.get(language or "", ()):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            found.append(word[: -len(ending)])
    for ending in _NAMES.get(language or "", ()):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            found.append(word[: -len(ending)])
    if len(word) == 3 and word[-1] in "auуа":
        found.append(word[:2])  # Al, Ala; Jo, Joa
    if "'" in word:
        found.append(word[: word.index("'")])
    bare = [bared(s) for s in found]
    soft = _SOFT.get(language or "", {})
    extra = []
    for s in bare:
        for n in (2, 1):
            for hard in soft.get(s[-n:], ""):
                extra.append(s[:-n] + hard)
            if s[-n:] in soft and soft[s[-n:]] == "ch":
                extra.append(s[:-n] + "ch")
    return tuple(dict.fromkeys(sorted((s for s in (*bare, *extra) if s), key=lambda s: (-len(s), s))))


@lru_cache(maxsize=1 << 17)
def bared(word: str) -> str:
    """A word without the vowels and glides at its end, but for its first three letters."""
    end = len(word)
    while end > LEAST and word[end - 1] in _VOWELS:
        end -= 1
    return word[:end]


# What makes an adjective or an inhabitant of a place's name, longest first; the place's stem is before it.
_DERIVED = _longest(_TABLE["derived"])


@lru_cache(maxsize=1 << 16)
def derived(stem: str) -> tuple[str, ...]:
    """Stems of the places that an adjective's or an inhabitant's stem may be made of, longest first."""
    found = []
    for suffix in _DERIVED:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= LEAST:
            base = bared(stem[: -len(suffix)])
            found.append(base)
            hard = {"č": "k", "ч": "к", "ž": "g", "ж": "г", "š": "h", "ш": "х"}.get(base[-1:])
            if hard:
                found.append(base[:-1] + hard)
    return tuple(dict.fromkeys(sorted(found, key=lambda s: (-len(s), s))))
