"""Variables: grounded phrases put together, an aspect of one owner each.

Phrases of one aspect are one variable where their owners are one: the same entity or the same words. One that names no owner
joins the owner that nearly all others of its aspect have, or stays by itself; each such step says so.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from fabula.derive.causal.concepts import Edit
from fabula.derive.causal.meanings import root
from fabula.derive.causal.phrases import CausalPhrase
from fabula.derive.system.grounding import Ground, is_aspect, opposite_of
from fabula.lang.en.aspects import ANYBODYS, BARE, COUNTED, DIRECTED, PAIRED, PERSONAL
from fabula.lang.en.stems import singular
from fabula.model.decisions import Call, Flip, Join, Oppose, Part
from fabula.model.records import Anchor, Record

MAIN: Final = 0.6
"""The share of an aspect's owned phrases that one owner must have for those without an owner to be taken for its."""


AKIN: Final = 0.25
"""The share of the entities of the one that names fewer which two articles must both name to be of one story. Chosen on the
project's own piles and on 55 articles of unrelated news."""
APART: Final = 2
"""The articles that must tell of another owner's war, drought or inflation for it to be another."""


class Variable(Record, frozen=True, kw_only=True):
    """What can rise and fall in the system. ``of`` is an entity's id or words, None where it has no owner.

    ``members`` are phrase keys, each with whether it tells of the opposite; ``phrases`` are their words as they first stand.
    ``sure`` in 0..1 is the mean of its phrases' readings, ``why`` what each rests on; ``known`` is whether the inventory has
    the aspect, or several articles tell of it.
    """

    id: str
    name: str
    aspect: str
    of: str | None
    members: tuple[tuple[str, bool], ...]
    phrases: tuple[str, ...]
    articles: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    sure: float
    known: bool = True
    why: tuple[str, ...] = ()


class Owners:
    """Who owners are: a people stands for its state, a leader for the state that he leads where its aspects are meant."""

    def __init__(
        self,
        names: Mapping[str, str],
        states: Mapping[str, str] = {},
        persons: frozenset[str] = frozenset(),
        told: Mapping[str, frozenset[str]] = {},
    ) -> None:
        self.names = names
        self._states = states
        self._persons = persons
        self._told = told

    def akin(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether one of some articles tells of what one of the others does: they share an article, or much of whom they name."""
        if set(some) & set(others):
            return True
        for a in some:
            for b in others:
                one, other = self._told.get(a, frozenset()), self._told.get(b, frozenset())
                if len(one & other) >= AKIN * min(len(one), len(other)):  # one that names nobody is of any
                    return True
        return not self._told

    def of(self, g: Ground) -> tuple[str, ...]:
        """The owner of a grounded phrase, as one entity, or as words."""
        entities = [self._states.get(o[1:], o[1:]) for o in g.of if o.startswith("@")]
        if g.named and g.aspect not in PERSONAL:  # somebody's wages are wages
            own = [e for e in entities if e not in self._persons]
            if entities and not own:
                return () if g.aspect in ANYBODYS else (f"@{entities[0]}",)
            entities = own
        if entities and g.aspect in PAIRED:
            return tuple(sorted({"@" + e for e in entities}))
        if entities:
            return ("@" + entities[0],)
        return tuple(w for w in g.of if not w.startswith("@"))

    def each(self, g: Ground) -> list[str]:
        """All entities that own a grounded phrase."""
        return ["@" + self._states.get(o[1:], o[1:]) for o in g.of if o.startswith("@")]

    def called(self, of: Sequence[str]) -> str:
        """An owner's name."""
        return " ".join(self.names.get(o[1:], o[1:]) if o.startswith("@") else o for o in of)


def variables(
    phrases: Iterable[CausalPhrase], grounds: Mapping[str, Ground], owners: Owners, edits: Sequence[Edit] = ()
) -> tuple[tuple[Variable, ...], dict[str, tuple[str, bool]]]:
    """The variables of grounded phrases, most told first, and by phrase key: its variable, and whether it is turned."""
    told: dict[str, list[CausalPhrase]] = {}
    for p in phrases:
        if p.key in grounds:
            told.setdefault(p.key, []).append(p)
    by_aspect: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for key in sorted(told):
        g = grounds[key]
        by_aspect.setdefault(g.aspect, {}).setdefault(owners.of(g), []).append(key)
    parts: dict[str, list[str]] = {}
    reasons: dict[str, list[str]] = {}
    for aspect, owned in sorted(by_aspect.items()):
        for name, keys, why in _parted(aspect, owned, grounds, told, owners):
            parts.setdefault(name, []).extend(keys)
            reasons.setdefault(name, []).extend(why)
    turned = {k: grounds[k].turned for k in told}
    _one_price(parts, reasons, grounds)
    parts = _upright(_one_word(parts, reasons), reasons, turned, told, grounds)
    _decided(parts, reasons, turned, edits)
    out, index = [], {}
    for name in sorted(parts):
        keys = sorted(parts[name])
        v = _variable(name, keys, told, grounds, owners, turned, reasons.get(name, []), edits)
        out.append(v)
        index.update({k: (v.id, flip) for k, flip in v.members})
    out.sort(key=lambda v: (-len(v.articles), -len(v.anchors), v.id))
    return tuple(out), index


def _one_word(parts: dict[str, list[str]], reasons: dict[str, list[str]]) -> dict[str, list[str]]:
    """Parts of open aspects put together where one is named by the last word of one other alone: a rating, a credit rating."""
    aspects = {name.partition("|")[0] for name in parts}
    for name in sorted(parts):
        aspect, _, owner = name.partition("|")
        if " " in aspect or owner or is_aspect(aspect):
            continue
        longer = [
            n
            for n in sorted(parts)
            if n.partition("|")[0].endswith(" " + aspect) and not is_aspect(n.partition("|")[0])
        ]
        if len(longer) == 1 and aspect in aspects:
            parts[longer[0]] = parts[longer[0]] + parts.pop(name)
            reasons.setdefault(longer[0], []).append(f"{aspect}: the only one that is told of")
    return parts


def _one_price(parts: dict[str, list[str]], reasons: dict[str, list[str]], grounds: Mapping[str, Ground]) -> None:
    """Bare "prices" are those of the one thing whose price is told of, where no other word tells of inflation."""
    for aspect, general in sorted(BARE.items()):
        name = f"{general}|"
        keys = parts.get(name, [])
        owned = [n for n in sorted(parts) if n.partition("|")[0] == aspect]
        if keys and all(grounds[k].bare for k in keys) and len(owned) == 1:
            parts[owned[0]] = parts[owned[0]] + parts.pop(name)
            reasons.setdefault(owned[0], []).append(f"{aspect}: no other is told of")


def _upright(
    parts: dict[str, list[str]],
    reasons: dict[str, list[str]],
    turned: dict[str, bool],
    told: Mapping[str, list[CausalPhrase]],
    grounds: Mapping[str, Ground],
) -> dict[str, list[str]]:
    """Parts under the name by which most of their phrases tell of them: a budget deficit is no budget upside down."""
    out: dict[str, list[str]] = {}
    for name, keys in parts.items():
        against = sum(len(told[k]) for k in keys if turned[k])
        aspect, _, owner = name.partition("|")
        called = opposite_of(aspect)
        if called is None or 2 * against <= sum(len(told[k]) for k in keys) or not grounds[keys[0]].named:
            out[name] = keys
            continue
        new = f"{called}|{owner}"
        out[new] = keys
        reasons[new] = reasons.pop(name, [])
        for k in keys:
            turned[k] = not turned[k]
    return out


def _parted(
    aspect: str,
    owned: Mapping[tuple[str, ...], list[str]],
    grounds: Mapping[str, Ground],
    told: Mapping[str, list[CausalPhrase]],
    owners: Owners,
) -> list[tuple[str, list[str], list[str]]]:
    """An aspect's phrases by owner, as (name of the part, keys, reasons)."""
    g = grounds[next(iter(owned.values()))[0]]
    count = {of: sum(len(told[k]) for k in keys) for of, keys in owned.items()}
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    if (
        not g.owned and g.named
    ):  # what narrows it hardly makes it another thing: one variable for each entity that owns it
        for of in sorted(owned):
            groups.setdefault(of if of and of[0].startswith("@") else (), []).append(of)
    else:
        groups = _alike(sorted(owned), count)
    if aspect in DIRECTED:
        _both(groups, owned, grounds, owners)
    if g.common and len(groups) > 1:
        articles = {f: {p.anchor[0] for of in groups[f] for k in owned[of] for p in told[k]} for f in groups}
        ranked = sorted((f for f in groups if f), key=lambda f: (-len(articles[f]), f))
        for f in ranked[1:]:  # one war, one drought: what a single article owns otherwise is the same one
            if len(articles[f]) < APART:
                groups[ranked[0]] += groups.pop(f)
    entities = [f for f in groups if f and f[0].startswith("@")]
    worded = [f for f in groups if f and not f[0].startswith("@")]
    if len(entities) == 1 and len(worded) == 1 and g.named:  # nothing tells them apart
        groups[entities[0]] += groups.pop(worded[0])
    total = sum(n for of, n in count.items() if of)
    places = {f: {p.anchor[0] for of in groups[f] for k in owned[of] for p in told[k]} for f in groups}
    main = max((f for f in groups if f), key=lambda f: (sum(count[of] for of in groups[f]), f), default=None)
    out = []
    for first in sorted(groups):
        keys = [k for of in groups[first] for k in owned[of]]
        why: list[str] = []
        target = first
        if not first and main is not None and total:
            share = sum(count[of] for of in groups[main]) / total
            if share >= MAIN or g.common:
                near = [k for k in keys if g.common or owners.akin({p.anchor[0] for p in told[k]}, places[main])]
                if near:
                    out.append(
                        (f"{aspect}|{' '.join(main)}", near, [f"no owner named: {share:.0%} of the others' are one's"])
                    )
                keys = [k for k in keys if k not in near]
                if not keys:
                    continue
        out.append((f"{aspect}|{' '.join(target)}", keys, why))
    return out


def _both(
    groups: dict[tuple[str, ...], list[tuple[str, ...]]],
    owned: Mapping[tuple[str, ...], list[str]],
    grounds: Mapping[str, Ground],
    owners: Owners,
) -> None:
    """Put the owners together whom one phrase names both: "A's dependence on B", "dependence on B", "A's dependence"."""
    for keys in [keys for _, keys in sorted(owned.items())]:
        for k in sorted(keys):
            named = [o for o in dict.fromkeys(owners.each(grounds[k])) if (o,) in groups]
            first = named[0] if named else ""
            for other in named[1:]:
                groups[(first,)] += groups.pop((other,))


def _alike(
    owners: Sequence[tuple[str, ...]], count: Mapping[tuple[str, ...], int]
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Owners that share a word are one where one's words are all the other's; entities stay apart."""
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for of in sorted(owners, key=lambda o: (-count[o], len(o), o)):
        roots = {root(w) for w in of if not w.startswith("@")}
        home = None
        if roots and not any(w.startswith("@") for w in of):
            for first in groups:
                other = {root(w) for w in first if not w.startswith("@")}
                if other and (other <= roots or roots <= other):
                    home = first
                    break
        groups.setdefault(home if home is not None else of, []).append(of)
    return groups


def _decided(
    parts: dict[str, list[str]], reasons: dict[str, list[str]], turned: dict[str, bool], edits: Sequence[Edit]
) -> None:
    """Carry out what a person decided of phrases: joins, parts and flips, in the order of deciding."""
    home = {k: name for name, keys in parts.items() for k in keys}

    def move(keys: Iterable[str], name: str, why: str) -> None:
        for k in keys:
            if k in home and home[k] != name:
                parts[home[k]].remove(k)
                parts.setdefault(name, []).append(k)
                home[k] = name
                reasons.setdefault(name, []).append(f"{k}: {why}")

    for e in edits:
        left, right = [k for k in e.left if k in home], [k for k in e.right if k in home]
        if isinstance(e.decision, Join | Oppose) and (left or right):
            name = home[(left or right)[0]]
            everything = sorted({k for side in (left, right) for x in side for k in list(parts[home[x]])})
            move(everything, name, "a person's join")
            if isinstance(e.decision, Oppose) and left:
                for k in right:
                    turned[k] = not turned[left[0]]
        elif isinstance(e.decision, Part) and left and right:
            move(right, f"{home[right[0]]}|parted {right[0]}", "a person's parting")
        elif isinstance(e.decision, Flip):
            for k in left:
                turned[k] = e.decision.sign == -1
    for name in [n for n, keys in parts.items() if not keys]:
        del parts[name]


def _called(aspect: str, of: Sequence[str], owners: Owners, words: Counter[str]) -> str:
    """A name: the aspect of its entity, or the shortest of its own phrases where only words say whose it is."""
    if not of:
        return aspect
    if of[0].startswith("@"):
        return f"{aspect} of {' and '.join(owners.called([o]) for o in of)}"
    fitting = [t for t in words if t and all(any(root(singular(x)) == root(w) for x in t.split()) for w in of)]
    best = min(fitting or words, key=lambda t: (-words[t], len(t), t))
    own = {root(w) for w in map(singular, aspect.split())}
    if fitting and aspect in COUNTED and not own & {root(singular(w)) for w in best.casefold().split()}:
        return f"{aspect} of {best}"
    return best


def _variable(
    name: str,
    keys: Sequence[str],
    told: Mapping[str, list[CausalPhrase]],
    grounds: Mapping[str, Ground],
    owners: Owners,
    turned: Mapping[str, bool],
    why: Sequence[str],
    edits: Sequence[Edit],
) -> Variable:
    aspect, _, owner = name.partition("|")
    owner = owner.split("|")[0]
    every = [p for k in keys for p in told[k]]
    g = grounds[keys[0]]
    of = owner.split() if owner else []
    called = next(
        (e.decision.name for e in reversed(edits) if isinstance(e.decision, Call) and set(e.left) & set(keys)), None
    )
    words = Counter(p.told for k in keys for p in told[k])
    if called is None:
        if g.named:
            called = _called(aspect, of, owners, words)
        else:
            called = min((t for t in words if t), key=lambda t: (-words[t], len(t), t), default=aspect)
    first = {k: min((p for p in told[k]), key=lambda p: p.anchor).told for k in keys}
    return Variable(
        id="v" + hashlib.sha256(name.encode()).hexdigest()[:10],
        name=called,
        aspect=aspect,
        of=(of[0][1:] if of[0].startswith("@") else " ".join(of)) if of else None,
        members=tuple((k, turned[k]) for k in keys),
        phrases=tuple(dict.fromkeys(first[k] or k for k in keys)),
        articles=tuple(sorted({p.anchor[0] for p in every})),
        anchors=tuple(sorted({p.anchor for p in every})),
        known=g.named or len({p.anchor[0] for p in every}) > 1,
        sure=round(sum(grounds[k].score for k in keys) / len(keys), 3),
        why=(*(f"{k}: {grounds[k].why}, {grounds[k].score:g}" for k in keys), *why),
    )
