"""What a word stands for whatever its language: a state, a place, a word of institutions; else only its sound."""

from functools import cache, lru_cache

from fabula.names.endings import bared, derived, stems
from fabula.names.gazetteer import cities, territories
from fabula.names.tables import entries, wordlist

LANGUAGES = frozenset(
    wordlist("en ru uk be bg sr mk pl cs sk sl hr lt lv et de fr es it pt ro hu tr el nl sv ar fa he zh ja ko hy ka")
)
"""Those whose names of states are listed."""
LARGEST = 400
"""How many of the largest cities words are held against: smaller ones share their names with too much else."""
Atom = str
"""A concept: "@US" for a place, "court" for a word."""


@cache
def _words() -> dict[str, tuple[Atom, ...]]:
    """Stem, or language:stem, to its concepts."""
    index: dict[str, tuple[Atom, ...]] = {}
    for head, forms in entries("words.txt"):
        atoms = tuple(head.split("+"))
        for form in forms:
            language, _, stem = form.rpartition(":")
            key = f"{language}:{bared(stem)}" if language else bared(stem)
            index.setdefault(key, atoms)
    return index


Index = dict[str, tuple[Atom, ...]]


@cache
def _listed_states() -> Index:
    """Stem, or language:stem, to its state, from the hand-made table."""
    index: Index = {}
    for code, forms in entries("states.txt"):
        for form in forms:
            language, _, stem = form.rpartition(":")
            index.setdefault(f"{language}:{bared(stem)}" if language else bared(stem), (f"@{code}",))
    return index


@cache
def _states(language: str | None) -> Index:
    """Stem to its state: the hand-made table, then the language's own names (all languages' where it is not known)."""
    every = _listed_states()
    index = {stem: atoms for stem, atoms in every.items() if ":" not in stem}
    index |= {stem[3:]: atoms for stem, atoms in every.items() if stem[:3] == f"{language}:"}
    known = language in LANGUAGES
    for code, names in territories():
        for of, name in names:
            if (of == language or not known) and " " not in name and len(bared(name)) > 3:
                index.setdefault(bared(name), (f"@{code}",))
    return index


@cache
def _phrases(language: str | None) -> dict[str, list[tuple[tuple[str, ...], Atom]]]:
    """First stem of a place's name of several words, to the stems of all of them and its code."""
    index: dict[str, list[tuple[tuple[str, ...], Atom]]] = {}
    known = language in LANGUAGES
    for code, names in territories():
        for of, name in names:
            parts = tuple(bared(w) for w in name.replace("-", " ").split())
            if len(parts) > 1 and (of == language or not known):
                index.setdefault(parts[0], []).append((parts, f"@{code}"))
    return index


@cache
def _cities() -> Index:
    index: Index = {}
    for code, names in cities()[:LARGEST]:
        for name in names:
            if " " not in name and len(bared(name)) > 3:
                index.setdefault(bared(name), (f"@{code}",))
    return index


@lru_cache(maxsize=1 << 16)
def phrase(words: tuple[str, ...], language: str | None) -> Atom | None:
    """The state or continent that several words in any case name together; None for none."""
    index = _phrases(language)
    rest: list[frozenset[str]] | None = None
    for s in stems(words[0], language):
        for parts, atom in index.get(s, ()):
            if len(parts) == len(words):
                rest = rest or [frozenset(stems(w, language)) for w in words]
                if all(p in have for p, have in zip(parts, rest, strict=True)):
                    return atom
    return None


@lru_cache(maxsize=1 << 17)
def state(word: str, language: str | None) -> tuple[Atom, ...]:
    """The state or continent that a word names, in any case, as an adjective or as its people; () for none."""
    return _place(word, language, _states(language), 3)


@lru_cache(maxsize=1 << 17)
def city(word: str, language: str | None) -> tuple[Atom, ...]:
    """The city that a word names, as ``state``."""
    return _place(word, language, _cities(), 4)


def _place(word: str, language: str | None, index: Index, shortest: int) -> tuple[Atom, ...]:
    candidates = stems(word, language)
    for s in candidates:
        if s in index:
            return index[s]
    for s in candidates:
        for d in derived(s):
            if d in index and len(d) >= shortest:
                return index[d]
    return ()


@lru_cache(maxsize=1 << 17)
def concept(word: str, language: str | None) -> tuple[Atom, ...]:
    """The concepts of a word of institutions, events or works in any case; () for none."""
    index = _words()
    candidates = stems(word, language)
    for s in candidates:
        got = index.get(f"{language}:{s}") or index.get(s)
        if got:
            return got
    return ()


def listed(word: str, language: str | None) -> tuple[Atom, ...]:
    """The concepts of an abbreviation that is listed as it stands; () for none."""
    states = _states(language)
    for stem in (word, bared(word)):
        if stem in states and abs(len(stem) - len(word)) < 2:
            return states[stem]
    found = _words().get(word, ())
    return found if len(found) > 1 else ()


@lru_cache(maxsize=1 << 14)
def meaning(words: tuple[str, ...]) -> frozenset[Atom]:
    """What the words of a name in its basic form mean, whatever the language; empty unless all are known."""
    found: set[Atom] = set()
    for word in words:
        atoms = state(word, None) or concept(word, None)
        if not atoms:
            return frozenset()
        found.update(atoms)
    return frozenset(found)


_STATEHOOD = frozenset(
    {"republic", "kingdom", "federation", "state", "people", "democratic", "islamic", "federal", "socialist"}
)


@lru_cache(maxsize=1 << 14)
def country(words: tuple[str, ...]) -> str | None:
    """The code of the state whose formal name several words are ("Республика ...", "... Federation"); else None."""
    if not 2 <= len(words) <= 6:
        return None
    rest = [w for w in words if not (concept(w, None) and set(concept(w, None)) <= _STATEHOOD)]
    if len(rest) != 1 or len(rest) == len(words):
        return None
    for language in (None, "ru", "uk", "be", "bg", "pl", "cs", "sl"):
        atoms = state(rest[0], language)
        if atoms:
            return atoms[0][1:]
    return None
