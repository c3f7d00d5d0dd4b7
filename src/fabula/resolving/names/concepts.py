"""What a word stands for whatever its language: a state, a place, a word of institutions; else only its sound."""

from functools import cache, lru_cache
from importlib import resources

from fabula.resolving.names.endings import bared, derived, stems
from fabula.resolving.names.gazetteer import cities, territories

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


@cache
def _states() -> dict[str, tuple[Atom, ...]]:
    index: dict[str, tuple[Atom, ...]] = {}
    for code, forms in _lines("states.txt"):
        for form in forms:
            index.setdefault(bared(form), (f"@{code}",))
    for code, names in territories():
        for name in names:
            if " " not in name:
                index.setdefault(bared(name), (f"@{code}",))
    return index


@cache
def _cities() -> dict[str, tuple[Atom, ...]]:
    index: dict[str, tuple[Atom, ...]] = {}
    for code, names in cities():
        for name in names:
            if " " not in name and len(name) > 3:
                index.setdefault(bared(name), (f"@{code}",))
    return index


@lru_cache(maxsize=1 << 17)
def state(word: str, language: str | None) -> tuple[Atom, ...]:
    """The state or continent that a word names, in any case, as an adjective or as its people; () for none."""
    return _place(word, language, _states())


@lru_cache(maxsize=1 << 17)
def city(word: str, language: str | None) -> tuple[Atom, ...]:
    """The city that a word names, as ``state``."""
    return _place(word, language, _cities())


def _place(word: str, language: str | None, index: dict[str, tuple[Atom, ...]]) -> tuple[Atom, ...]:
    candidates = stems(word, language)
    for s in candidates:
        if s in index:
            return index[s]
    for s in candidates:
        for d in derived(s):
            if d in index and len(d) > 3:
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
