"""Two who bear one full name: parted where what the articles state of them clashes strongly, else left one.

The chains of one full name are put side by side with what is stated of each (``particulars``): year of birth, gender of
its pronouns, states and fields of its roles, and who else its article names. Each kind of evidence has a weight, for or against;
only where the clashes outweigh the rest by ``STRONG`` are they two. From ``DOUBT`` on they stay one and the pair is kept
as a doubtful judgement, for a person to decide. A chain that states nothing goes to the one whose company it shares.
Weights are by hand, checked on invented cases (tests/data/namesakes.jsonl): no one kind but the
birth parts alone, and a birth does not where role and state agree.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import msgspec

from fabula.lang.en.stems import stem
from fabula.lang.en.wordlists import words
from fabula.model.records import Annotation, Judgement
from fabula.names.particulars import particulars

STRONG, DOUBT = 2.0, 1.0
"""Weight of clashes from which two are two, and from which they are doubtful."""
BIRTH, FAR, GENDER, STATE, FIELD, COMPANY = 2.0, 3.0, 1.0, 0.75, 0.75, 0.5
"""What each kind of evidence weighs where it clashes; FAR: births a generation apart, which no slip explains."""
SAME_BIRTH, SAME_STATE, SAME_FIELD, SAME_COMPANY = 2.0, 0.75, 0.75, 0.5
"""What it weighs where it agrees."""
YEARS, GENERATION = 4, 15
"""Years that births may be apart and still be slips (ages are rounded, dates of articles inferred); and a generation."""
DOUBTS = 20
"""Doubtful judgements of one name that are kept: more would tell nothing more."""
FEW = 4
"""Names beside its own that an article must have for its company to say anything."""

_FIELDS = {
    "politics": "president premier minister chancellor senator congressman congresswoman lawmaker mp mep mayor governor "
    "politician ambassador envoy diplomat councillor councilor king queen prince princess dictator",
    "sport": "footballer striker midfielder goalkeeper defender coach athlete player runner swimmer cyclist champion",
    "arts": "singer actor actress musician comedian painter poet novelist dancer composer",
    "learning": "professor scientist physicist chemist biologist historian economist sociologist researcher scholar "
    "astronomer psychologist climatologist physician surgeon nurse",
    "trade": "ceo entrepreneur businessman businesswoman billionaire banker oligarch trader investor",
    "arms": "general colonel lieutenant sergeant admiral marshal soldier constable detective policeman mercenary sniper",
    "church": "bishop archbishop cardinal pope priest rabbi imam pastor monk nun",
    "crime": "robber burglar thief murderer killer kidnapper smuggler trafficker gunman convict inmate prisoner",
}
FIELDS = {stem(w): name for name, found in _FIELDS.items() for w in words(found)}
"""Stems of roles to the field that they belong to; roles of several fields are left out."""


class BearerEvidence(msgspec.Struct, array_like=True, frozen=True):
    """What one article states of one chain: ranges of birth years, states and fields of roles, gender of pronouns."""

    births: tuple[tuple[int, int], ...] = ()
    states: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    he: int = 0
    she: int = 0

    @property
    def told(self) -> int:
        """How much is stated."""
        return len(self.births) + len(self.states) + len(self.fields) + (max(self.he, self.she) > 1)


def evidence(x: Annotation) -> dict[str, BearerEvidence]:
    """By chain: what an article states of those with a name. It depends on that article alone."""
    he: Counter[str] = Counter()
    she: Counter[str] = Counter()
    for m in x.mentions:
        if m.form == "pronoun":
            low = x.article.text[m.start : m.end].casefold()
            he[m.chain] += low in ("he", "him", "his")
            she[m.chain] += low in ("she", "her", "hers")
    return {
        chain: BearerEvidence(
            tuple(sorted(p.births)),
            tuple(sorted(p.countries)),
            tuple(sorted({FIELDS[w] for w in p.words if w in FIELDS})),
            he[chain],
            she[chain],
        )
        for chain, p in particulars(x).items()
    }


class Named(Protocol):
    """A chain, as ``entities`` has it."""

    article: str
    chain: str

    @property
    def key(self) -> str:
        """Its key in judgements."""


C = TypeVar("C", bound=Named)


@dataclass
class Side:
    """What is stated of one bearer so far, and the keys of the chains that are taken to be of them."""

    births: set[tuple[int, int]] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    he: int = 0
    she: int = 0
    told: int = 0
    company: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, key: str, found: BearerEvidence, company: Iterable[str]) -> "Side":
        """One chain."""
        e = found
        return cls(set(e.births), set(e.states), set(e.fields), e.he, e.she, e.told, Counter(set(company)), [key])

    def take(self, other: "Side") -> None:
        """Take over what is stated of another."""
        self.births |= other.births
        self.states |= other.states
        self.fields |= other.fields
        self.he, self.she = self.he + other.he, self.she + other.she
        self.company.update(other.company)  # in place: adding makes a Counter anew
        self.keys += other.keys

    @property
    def gender(self) -> str:
        """m or f where at least two pronouns say so and none the other; else empty."""
        return "m" if self.he > 1 and not self.she else "f" if self.she > 1 and not self.he else ""


def namesakes(
    groups: Iterable[tuple[str, Sequence[C]]],
    told: Callable[[str], Mapping[str, BearerEvidence]],
    company: Callable[[C], Iterable[str]],
) -> tuple[dict[str, int], list[Judgement]]:
    """Which chains of one full name are of another bearer than the first, and what is doubtful.

    ``groups`` are full names with their chains; ``told`` gives the ``evidence`` of an article by its id, ``company``
    the folded names in a chain's article. Returns the number of the bearer by chain key, for those that are not the first's
    (0); and the judgements: those of bearers that are two (``same`` False, between the first chains of each) and those in
    doubt (``same`` True). Whatever the order, the result is the same.
    """
    other: dict[str, int] = {}
    made: list[Judgement] = []
    for name, group in groups:
        found = [(c, told(c.article).get(c.chain, BearerEvidence())) for c in group] if len(group) > 1 else []
        if sum(e.told > 0 for _, e in found) < 2:
            continue
        own = set(name.casefold().split())
        sides = [Side.of(c.key, e, (n for n in company(c) if not own & set(n.split()))) for c, e in found]
        bearers, doubts = _bearers(sides)
        made += doubts
        for n, b in enumerate(bearers):
            other.update(dict.fromkeys(b.keys, n) if n else {})
            for earlier in bearers[:n]:
                weight, why = clash(earlier, b)
                made.append(_judgement(earlier, b, False, max(0.0, min(0.9, 1.0 - weight / 4)), why))
    return other, made


def _judgement(a: Side, b: Side, same: bool, score: float, why: tuple[str, ...], doubt: bool = False) -> Judgement:
    left, right = sorted((min(a.keys), min(b.keys)))
    return Judgement(kind="entity", left=left, right=right, same=same, score=round(score, 3), why=why, doubt=doubt)


def _bearers(sides: list[Side]) -> tuple[list[Side], list[Judgement]]:
    """The bearers that chains amount to, best told first; and those that stay one in doubt."""
    sides.sort(key=lambda s: (-s.told, s.keys))
    bearers: list[Side] = []
    doubts: list[Judgement] = []
    for side in sides:
        ranked = sorted((*clash(b, side), n) for n, b in enumerate(bearers)) if side.told else []
        if not bearers or (ranked and ranked[0][0] >= STRONG):
            bearers.append(Side())
            bearers[-1].take(side)
            continue
        weight, why, n = ranked[0] if ranked else (0.0, (), _nearest(side, bearers))
        if weight >= DOUBT and len(doubts) < DOUBTS:
            doubts.append(_judgement(bearers[n], side, True, 1.0 - weight / 4, ("doubt", *why), doubt=True))
        bearers[n].take(side)
    return bearers, doubts


def _nearest(side: Side, bearers: Sequence[Side]) -> int:
    """The bearer whose company a chain that states nothing shares most; of equals the one most spoken of."""
    share = [sum(min(1, b.company[n]) for n in side.company) for b in bearers]
    return min(range(len(bearers)), key=lambda n: (-share[n], -len(bearers[n].keys), n))


def clash(a: Side, b: Side) -> tuple[float, tuple[str, ...]]:
    """The weight of what speaks against two being one, less what speaks for it; and both in words."""
    weight = 0.0
    why: list[str] = []

    def say(value: float, text: str) -> None:
        nonlocal weight
        weight += value
        why.append(text)

    if a.births and b.births:
        gap = min(max(x[0] - y[1], y[0] - x[1], 0) for x in a.births for y in b.births)
        born = f"{_years(a)} and {_years(b)}"
        if gap > YEARS:
            say(FAR if gap > GENERATION else BIRTH, f"clash: born {born}")
        elif gap <= 1:
            say(-SAME_BIRTH, f"born alike: {born}")
    if a.gender and b.gender and a.gender != b.gender:
        say(GENDER, "clash: he and she")
    for name, mine, theirs, against, for_ in (
        ("states", a.states, b.states, STATE, SAME_STATE),
        ("fields", a.fields, b.fields, FIELD, SAME_FIELD),
    ):
        if mine and theirs:
            both = sorted(mine & theirs)
            if both:
                say(-for_, f"{name} of their roles alike: {', '.join(both)}")
            else:
                say(against, f"clash: {name} of their roles: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}")
    shared = sorted(n for n in b.company if a.company[n])
    if len(a.company) >= FEW and len(b.company) >= FEW:
        if not shared:
            say(COMPANY, "named beside nobody and nothing in common")
        elif len(shared) > 1:
            say(-SAME_COMPANY, f"named beside the same: {', '.join(shared[:3])}")
    return weight, tuple(why)


def _years(side: Side) -> str:
    low, high = min(side.births)
    return f"{low}" if low == high else f"{low} or {high}"
