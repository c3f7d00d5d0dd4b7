"""What a word stands for whatever its language: a state, a place, a word of institutions; else only its sound."""

from functools import cache, lru_cache
from importlib import resources

from fabula.resolving.names.endings import bared, derived, stems
from fabula.resolving.names.gazetteer import cities, territories

LANGUAGES = frozenset("en ru uk be bg sr mk pl cs sk sl hr lt lv et de fr es it pt ro hu tr el nl sv ar fa he zh ja ko hy ka".split())
LARGEST = 400
"""How many of the largest cities words are held against: smaller ones share their names with too much else."""
Atom = str
"""A concept: "@US" for a place, "court" for a word."""


def _lines(name: str) -> list[tuple[str, list[str]]]:
    text = resources.files(__package__).joinpath(f"data/{name}").read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(" = ")
            rows.append((head.strip(), [w for w in rest.split() if not w.endswith(":-")]))
    return rows


@cache
def _words() -> dict[str, tuple[Atom, ...]]:
    """Stem, or language:stem, to its concepts."""
    index: dict[str, tuple[Atom, ...]] = {}
    for head, forms in _lines("words.txt"):
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
    for code, forms in _lines("states.txt"):
        for form in forms:
            language, _, stem = form.rpartition(":")
            index.setdefault(f"{language}:{bared(stem)}" if language else bared(stem), (f"@{code}",))
    return index


@cache
def _states(language: str | None) -> Index:
    """Stem to its state: the hand-made table, then what the language calls them (any language where it is not known)."""
    listed = _listed_states()
    index = {stem: atoms for stem, atoms in listed.items() if ":" not in stem}
    index |= {stem[3:]: atoms for stem, atoms in listed.items() if stem[:3] == f"{language}:"}
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


def listed(word: str) -> tuple[Atom, ...]:
    """The concepts of an abbreviation that is listed as it stands; () for none."""
    if word != bared(word) and bared(word) in _states() and len(word) < 4:
        return _states()[bared(word)]
    return _states().get(word) or (_words().get(word, ()) if len(_words().get(word, ())) > 1 else ())


@cache
def _cities() -> dict[str, tuple[Atom, ...]]:
    index: dict[str, tuple[Atom, ...]] = {}
    for code, names in cities()[:LARGEST]:
        for name in names:
            if " " not in name and len(bared(name)) > 3:
                index.setdefault(bared(name), (f"@{code}",))
    return index


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
