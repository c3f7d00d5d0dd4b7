"""Grounding: which variable of the system a phrase tells of, and whether it tells of its opposite.

A phrase is read in three steps, each with its reason: its aspect by the inventory (the longest words that fit, those at
the phrase's head first), else its own head as an open aspect; whose or what's it is, by the entities and words beside it;
and its direction. What only somebody is ("the ministry"), or what names nothing that can rise or fall, is no variable.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import msgspec

from fabula.derive.causal.meanings import root, sense
from fabula.derive.causal.phrases import CausalPhrase
from fabula.lang.en.aspects import (
    ACTING,
    ALSO_VERBS,
    ASPECTS,
    BARE,
    CARRIERS,
    GENERAL,
    LACKING,
    LOOSE,
    QUALITIES,
    SCARCE,
    WEAKENED,
)
from fabula.lang.en.cause_words import PEOPLE
from fabula.lang.en.influence_words import BEGINNING, COMING, ENDING, LEAVING, LOSING, PHRASAL, STOCKS, VERBS
from fabula.lang.en.senses import RELATIONAL, WIDE
from fabula.lang.en.stems import singular
from fabula.model.records import Record
from fabula.model.vocabulary import Sign

HEAD: Final = 0.9
"""How sure an aspect is that the head alone tells; more words at the head make it 1."""
BESIDE: Final = 0.75
"""The same where the words stand beside a head that only carries them ("the risk of unrest")."""
OPEN: Final = 0.7
"""The same of an aspect that the inventory lacks, named by the phrase's own head."""

_LINE = re.compile(r"^(?P<name>[^:*+]+)(?P<mark>[*+]?): (?P<same>[^!]*)(?:! ?(?P<against>.*))?$")


class Aspect(Record, frozen=True, kw_only=True):
    """What can rise and fall. ``owned``: it means one thing only with an owner; ``common``: it needs none.

    ``opposite`` is what its opposite is called.
    """

    name: str
    owned: bool = False
    common: bool = False
    opposite: str | None = None


class Ground(Record, frozen=True, kw_only=True):
    """What a phrase was read as: ``aspect`` and ``of`` (entities as "@id", else words), turned where it is the opposite.

    ``score`` in 0..1 is how sure the reading is, ``why`` what it rests on, ``named`` whether the inventory has the aspect, ``bare``
    whether it is one only as nothing says of what it is ("rising prices").
    """

    aspect: str
    of: tuple[str, ...]
    turned: bool
    score: float
    why: str
    named: bool
    owned: bool = False
    common: bool = False
    bare: bool = False


@cache
def _terms() -> dict[frozenset[str], tuple[Aspect, bool]]:
    """By the words of a term: its aspect, and whether it tells of the opposite."""
    out: dict[frozenset[str], tuple[Aspect, bool]] = {}
    for line in ASPECTS.strip().splitlines():
        m = _LINE.match(line)
        if m is None:
            raise ValueError(f"no line of the inventory: {line}")
        against = (m["against"] or "").split("|")[0].strip() or None
        aspect = Aspect(name=m["name"], owned=m["mark"] == "*", common=m["mark"] == "+", opposite=against)
        for side, turned in ((m["same"], False), (m["against"] or "", True)):
            for term in filter(None, (t.strip() for t in side.split("|"))):
                out.setdefault(frozenset(map(singular, term.split())), (aspect, turned))
    return out


@cache
def _by_word() -> dict[str, list[frozenset[str]]]:
    """By a word, and by its family's root: the terms that have it."""
    out: dict[str, list[frozenset[str]]] = {}
    for term in _terms():
        for w in sorted(term):
            for key in {w, root(w)}:
                out.setdefault(key, []).append(term)
    return out


@cache
def opposite_of(name: str) -> str | None:
    """What the opposite of an aspect is called; None where the inventory has no word for it."""
    return next((a.opposite for a, _ in _terms().values() if a.name == name), None)


def counted(p: CausalPhrase) -> CausalPhrase:
    """A phrase with how much of a thing there is as its head, where its words of change say so: "a shortage of pumps"."""
    people = p.head in PEOPLE
    said = frozenset(p.by) & (SCARCE if people else LACKING)
    many = any(w != p.head and singular(w) == p.head for w in p.told.casefold().split())
    stock = people and many and any(_stem(w) in LEAVING | STOCKS | COMING for w in p.by)
    if not (said or stock) or p.head.startswith("@") or "supply" in p.words:
        return p
    if not people and any(frozenset({w}) in _terms() for w in (p.head,)):
        return p
    words = tuple(w for w in p.words if w not in LEAVING | STOCKS)
    return msgspec.structs.replace(p, key=f"{p.key} supply", head="supply", words=(*words, "supply"), clausal=False)


_LOWERING: Final = frozenset(v for v, sign in VERBS.items() if sign == -1) | LOSING | {"free", "stop", "ban", "oppose"}


_ACTING: Final = frozenset(VERBS) | _LOWERING | BEGINNING | ENDING


def _lowered(p: CausalPhrase, told: frozenset[str]) -> bool:
    """Whether the verb of a clause, which is no word of change, lowers what is told: "trim the fuel subsidies"."""
    words = p.key.split()
    at = [i for i, w in enumerate(words) if w in told]
    if not at:
        return False
    before = [w for w in words[: at[0]] if _lemma(w) in _LOWERING and w not in told]
    return bool(before) and (before[-1], "alive") not in PHRASAL


def _stem(word: str) -> str:
    """A verb of coming or going in its plain form, near enough."""
    for end in ("", "s", "ing", "ed"):
        base = word[: len(word) - len(end)] if word.endswith(end) else word
        for plain in (base, base + "e", base[:-1]):
            if plain in LEAVING | STOCKS | COMING:
                return plain
    return {"left": "leave", "lost": "lose", "kept": "keep", "fled": "flee", "went": "go", "came": "come"}.get(
        word, word
    )


@cache
def _lemma(word: str) -> str:
    """A verb's lemma, near enough: "trimmed", "frees", "cutting"."""
    for end, put in (("", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")):
        base = word[: len(word) - len(end)] + put if end and word.endswith(end) else word if not end else ""
        if base in _ACTING:
            return base
        if len(base) > 3 and base[-1] == base[-2] and base[:-1] in _ACTING:
            return base[:-1]
    return word


def verb_sign(word: str) -> Sign | None:
    """Which way a verb of an event moves what it is done to; None where it does not say."""
    lemma = _lemma(word)
    if lemma in _LOWERING or lemma in ENDING:
        return -1
    return 1 if VERBS.get(lemma) == 1 or lemma in BEGINNING else None


def is_aspect(text: str) -> bool:
    """Whether one word by itself is a term of the inventory."""
    return frozenset({singular(text.casefold())}) in _terms()


def _covers(term: frozenset[str], words: Mapping[str, str], exact: bool = False) -> frozenset[str] | None:
    """The words of a phrase that a term is told by; None where one is missing. ``words``: root to word.

    ``exact`` asks for the very words: in a clause "spend" is its verb and no spending.
    """
    found = set()
    for w in term:
        if w in words.values():
            found.add(w)
        elif not exact and root(w) in words and len(w) > 4 and words[root(w)] not in ALSO_VERBS:
            found.add(words[root(w)])
        else:
            return None
    return frozenset(found)


_OTHER_THINGS = re.compile(
    r"\b(?:(?:executive|court|police) orders?|(?:news|media) blackout|(?:set of|federal|new) rules)\b", re.IGNORECASE
)
"""Phrases whose words the inventory has for something else."""


def ground(p: CausalPhrase) -> Ground | None:
    """The variable that a phrase tells of; None where it names nothing that can rise or fall."""
    plain = [w for w in p.words if not w.startswith("@")]
    if _OTHER_THINGS.search(p.told):
        return None
    if not plain or (p.head.startswith("@") and not plain):
        return None
    words = {root(w): w for w in plain}
    head = p.head if not p.head.startswith("@") else plain[-1]
    best: tuple[tuple[int, int, int], frozenset[str], Aspect, bool] | None = None
    for w in plain:
        for term in dict.fromkeys([*_by_word().get(w, ()), *_by_word().get(root(w), ())]):
            told = _covers(term, words, exact=p.clausal and len(term) == 1)
            if told is None:
                continue
            aspect, turned = _terms()[term]
            at_head = head in told
            acted = p.clausal and any(
                _lemma(w) in VERBS for w in p.key.split()[: p.key.split().index(next(iter(told)))]
            )
            if (
                p.clausal
                and len(told) == 1
                and ((told <= ALSO_VERBS and not acted) or _ADJECTIVE.search(next(iter(told))))
            ):
                continue  # in a clause the word may well be its verb
            if not at_head and not (head in CARRIERS or head in LOOSE or len(told) > 1 or p.clausal):
                continue
            place = 1 if at_head else 2 if head in CARRIERS else 0
            if told <= LOOSE and len(plain) > 1:
                place = -1  # "stagnation in wages": of what it is says more
            rank = (place, len(told), -plain.index(next(x for x in plain if x in told)))
            if best is None or rank > best[0]:
                best = (rank, told, aspect, turned)
    if best is not None:
        (place, size, _), told, aspect, turned = best
        at_head = place == 1
        if _lowered(p, told) if p.clausal else WEAKENED & set(p.words) - told:
            turned = not turned
        score = min(1.0, HEAD + 0.05 * (size - 1)) if at_head else BESIDE
        if p.clausal:
            score -= 0.1
        of = _owner(p, told | ({head} if not at_head else set()))
        bare = not of and aspect.name in BARE
        if bare:
            aspect = next(a for a, _ in _terms().values() if a.name == BARE[aspect.name])
        where = "its head" if at_head else f"beside {head}"
        why = f"{aspect.name}: {' '.join(sorted(told))} ({where}{', the opposite' if turned else ''})"
        return Ground(aspect=aspect.name, of=of, turned=turned, score=round(score, 3), why=why, named=True,
                      owned=aspect.owned, common=aspect.common, bare=bare)  # fmt: skip
    return _open(p, plain, head)


def _owner(p: CausalPhrase, told: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Whose or what's it is: the entities beside it, else the words that narrow it down."""
    if p.entities:
        return tuple(w for w in p.words if w.startswith("@"))
    if p.clausal:
        return ()
    return tuple(w for w in p.words if w not in told and not _loose(w) and w not in GENERAL)


_WIDER: Final = WIDE | CARRIERS | QUALITIES
_ADJECTIVE = re.compile(r"(?:ing|ed|ial|ual|onal|ical|omic|itic|atic|stic|ive|ous|ful|less|[^c]able|ible|like)$")
"""Endings of words that say what something is like, not whose it is."""


def _loose(word: str) -> bool:
    """Whether a word beside a head says how it is rather than of what."""
    return word in _WIDER or word.isdigit() or len(word) < 3 or (len(word) > 4 and _ADJECTIVE.search(word) is not None)


def _acts(word: str) -> bool:
    """Whether a word says who somebody is: no variable by itself."""
    return word in PEOPLE or singular(word) in PEOPLE or word in ACTING or word in QUALITIES


def _open(p: CausalPhrase, plain: list[str], head: str) -> Ground | None:
    """An aspect that the inventory lacks: the head's own sense."""
    if p.clausal or head.isdigit() or len(head) < 3 or _acts(head):
        return None
    if head in CARRIERS:
        rest = [w for w in plain if w != head and w not in CARRIERS and w not in WIDE]
        if not rest:
            return None
        head = rest[-1]
        if _acts(head) or head.isdigit():
            return None
    meant = sense(tuple(p.key.split()), head)
    name = meant.head[0]
    of = _owner(p, {head, *meant.head[1].split()})
    return Ground(aspect=name, of=of, turned=meant.opposite, score=OPEN, why=f"{name}: its own head", named=False,
                  owned=head in RELATIONAL)  # fmt: skip
