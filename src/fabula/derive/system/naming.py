"""Which variable somebody means: by its id, its name, or words that come near it."""

import difflib
from typing import Final

from fabula.derive.causal.meanings import root
from fabula.derive.system.assembling import System
from fabula.derive.system.variables import Variable
from fabula.errors import UsageError
from fabula.lang.en.function_words import OF_PHRASES, PREPOSITIONS
from fabula.lang.en.stems import singular

NEAR: Final = 0.6
"""How like a variable's name or phrase words must be to be taken for it, 0 to 1."""
CLEAR: Final = 0.15
"""By how much the likest must be likelier than the next for nothing to be asked."""
ASKED: Final = 8
"""Variables that are asked about at the most."""


class UnclearNameError(UsageError):
    """Several variables may be meant: ``may`` are they."""

    def __init__(self, where: str, may: list[Variable]) -> None:
        told = ", ".join(f"{v.name} ({v.id})" for v in may[:ASKED])
        super().__init__(f"{where}: {len(may)} variables may be meant; say which: {told}")
        self.may = may[:ASKED]


def setting(found: System, text: str) -> tuple[Variable, float]:
    """One NAME=VALUE. Raises UsageError with what is near, UnclearNameError where several may be meant."""
    name, number = parted(text)
    return named(found, name, f"--set {text}"), number


def parted(text: str) -> tuple[str, float]:
    """The name and the value of one NAME=VALUE. Raises UsageError for anything else."""
    name, equals, value = text.rpartition("=")
    try:
        number = float(value)
    except ValueError:
        number = 2.0
    if not equals or not -1 <= number <= 1:
        raise UsageError(f"--set {text}: expected VARIABLE=VALUE with a value from -1 to 1")
    return name, number


def named(found: System, name: str, where: str) -> Variable:
    """The variable with an id or a name, or the one that words come nearest to; UsageError or UnclearNameError where none is clear."""
    fold = " ".join(name.casefold().split())
    if not fold:
        raise UsageError(f"{where}: name a variable; see: fabula system FILE")
    words = set(fold.split())

    def holds(v: Variable) -> bool:
        return any(words <= set(t.casefold().split()) for t in (v.name, *v.phrases))

    for match in (
        [v for v in found.variables if v.id == name.strip() or v.name.casefold() == fold],
        [v for v in found.variables if v.aspect == fold],
        [v for v in found.variables if fold in v.name.casefold()],
        [v for v in found.variables if holds(v)],
    ):
        if len(match) == 1:
            return match[0]
        if match:
            raise UnclearNameError(where, match)
    ranked = sorted(((_likeness(fold, v), v) for v in found.variables), key=lambda x: (-x[0], x[1].id))
    near = [(s, v) for s, v in ranked if s >= NEAR]
    if near and (len(near) == 1 or near[0][0] - near[1][0] >= CLEAR):
        return near[0][1]
    if near:
        raise UnclearNameError(where, [v for _, v in near])
    raise UsageError(f"{where}: no variable is called so; see: fabula system FILE")


def _likeness(fold: str, v: Variable) -> float:
    """How like words are to a variable's name or to one of its phrases: shared word families, or letters, 0 to 1."""
    asked = _roots(fold)
    best = 0.0
    for text in {v.name, v.aspect, *v.phrases}:
        own = _roots(text)
        if asked and own:
            best = max(best, 2 * len(asked & own) / (len(asked) + len(own)) if asked & own else 0.0)
        best = max(best, 0.95 * difflib.SequenceMatcher(None, fold, text.casefold()).ratio())
    return best


def _roots(text: str) -> set[str]:
    return {root(singular(w)) for w in text.casefold().split() if w not in OF_PHRASES | PREPOSITIONS}
