"""What words of concepts mean, by the tables of ``lang/en/senses``: whether two are of one sense or family, or opposites."""

import re
from functools import cache
from typing import Final

from fabula.lang.en.senses import APART, ENDINGS, FAMILIES, NEGATIVE, NO_OPPOSITES, SENSES
from fabula.lang.en.stems import singular
from fabula.model.records import Record

_LEAST: Final = 5
"""Letters of a root; shorter ones are shared by strangers (station, state)."""
_LEAST_VERB: Final = 4
"""The same of a participle or gerund ("melting", "closed")."""


class Sense(Record, frozen=True, kw_only=True):
    """What a phrase is about: the sense of its head, what narrows it, whether the head is the sense's opposite.

    ``head`` and ``rest`` are pairs of a sense and the words that it was told in.
    """

    head: tuple[str, str]
    rest: tuple[tuple[str, str], ...]
    opposite: bool = False


def _tabled() -> tuple[dict[tuple[str, ...], tuple[str, bool]], dict[str, str]]:
    senses: dict[tuple[str, ...], tuple[str, bool]] = {}
    for line in SENSES.strip().splitlines():
        one, _, other = line.partition("!")
        name = singular(one.split("|")[0].strip())
        for side, turned in ((one, False), (other, True)):
            for told in filter(None, (x.strip() for x in side.split("|"))):
                senses.setdefault(tuple(map(singular, told.split())), (name, turned))
    families = {}
    for group in re.split(r"[|\n]", FAMILIES.strip()):
        members = group.split()
        families.update({singular(w): singular(members[0]) for w in members})
    return senses, families


_BY_WORDS, _BY_FAMILY = _tabled()
_LONGEST: Final = max(map(len, _BY_WORDS))


@cache
def root(word: str) -> str:
    """What a word shares with its family: "devaluing" and "devaluation" give the same; itself where it has none."""
    if word in _BY_FAMILY:
        return _BY_FAMILY[word]
    if word in APART or word.startswith("@"):
        return word
    for ending, left in ENDINGS:
        if word.endswith(ending):
            short = word[: len(word) - len(ending)] + left
            if len(short) >= (_LEAST_VERB if ending in ("ing", "ed") else _LEAST) and re.search("[aeiouy]", short):
                return short[:-1] if len(short) > _LEAST and short[-1] == short[-2] else short
            return word
    return word


def sense(words: tuple[str, ...], head: str) -> Sense:
    """The sense of a phrase: its content words in order, stemmed, names with "@", and which of them is its head.

    The longest phrases of the table come first; what it lacks stands for itself.
    """
    found: list[tuple[str, str, bool, bool]] = []
    i = 0
    while i < len(words):
        for size in range(min(_LONGEST, len(words) - i), 0, -1):
            part = words[i : i + size]
            known = _BY_WORDS.get(part)
            if known is not None and (size > 1 or not part[0].startswith("@")):
                break
        else:
            size, part, known = 1, words[i : i + 1], None
        name, turned = known if known is not None else (part[0], False)
        found.append((name, " ".join(part), turned, head in part))
        i += size
    at = next((k for k in range(len(found) - 1, -1, -1) if found[k][3]), len(found) - 1)
    rest = tuple((n if not t else f"-{n}", told) for k, (n, told, t, _) in enumerate(found) if k != at)
    return Sense(head=found[at][:2], rest=rest, opposite=found[at][2])


def alike(a: tuple[str, str], b: tuple[str, str]) -> tuple[float, str]:
    """How surely two words or phrases, each with its sense, mean the same: 0 to 1, and why.

    1 for the same words, 0.95 for one family, 0.9 for one sense of the table.
    """
    if a[1] == b[1]:
        return 1.0, "the same"
    if a[0] == b[0]:
        return 0.9, "synonyms"
    if " " not in a[1] + b[1] and root(a[1]) == root(b[1]):
        return 0.95, "of one family"
    return 0.0, "different"


def opposite(a: str, b: str) -> bool:
    """Whether two words are opposites: one is the other with a negative prefix, or the table has them so."""
    one, other = _BY_WORDS.get((a,)), _BY_WORDS.get((b,))
    if one is not None and other is not None and one[0] == other[0] and one[1] != other[1]:
        return True
    return any(x == p + y and y not in NO_OPPOSITES for x, y in ((a, b), (b, a)) for p in prefixes(x))


def prefixes(word: str) -> list[str]:
    """The negative prefixes that a word may have."""
    if word in NO_OPPOSITES:
        return []
    return [p for p in NEGATIVE if word.startswith(p) and len(word) - len(p) > 4]
