"""Names as written in many articles and languages, to entities: equal labels for equal entities.

Words become atoms: a state or a word of institutions by its concept, whatever the language; any other by its lexeme
(lexemes.py). Names with equal atoms are one node. Persons join by surname and given name; organisations, places and
things by their atoms; acronyms by the initials of what they may stand for. A name that says less (a bare surname,
"the Commission") goes to the fuller one that its own article has, else to the one that is best supported.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fabula.model.records import Record
from fabula.model.unions import Unions
from fabula.names.forms import PLACES, Form, atoms, form
from fabula.names.lexemes import Lexemes, Word, likeness, short_forms
from fabula.names.tables import wordlist
from fabula.names.tokens import PERSON
from fabula.names.transliteration import latin


class Row(Record, frozen=True, kw_only=True):
    """A name as written in an article. ``type`` is PER, LOC, ORG, ... or one of Fabula's; ``language`` ISO 639-1."""

    id: str
    form: str
    type: str = ""
    doc: str = ""
    language: str | None = None


_GENERIC = frozenset(
    wordlist("""
        city state republic region government group company corporation agency news united
        """)
)
_FULL = frozenset({"city", "state", "republic", "kingdom", "federation", "democratic", "people", "united", "great"})


HOME = 0.6
"""Share of one state among those named with a body from which the body alone is that state's; by hand."""
Key = tuple[str, ...]
HEADS = 30
"""Bearers of one surname that a full name is held against, best supported first: keeps the work near-linear."""
SHARE = 0.3
"""How much of a name's support a fuller one needs to be what it is short for; set on names/mentions-dev."""


@dataclass
class NameNode:
    """All forms with the same atoms. ``weight`` is its number of rows, ``docs`` its articles."""

    family: str
    atoms: frozenset[str]
    order: tuple[str, ...]
    weight: int
    docs: set[str]
    languages: Counter[str | None]
    generation: str | None
    initials: frozenset[str]


def link(rows: Iterable[Row]) -> list[str]:
    """A label for each row, equal for equal entities, in the order of the rows; whatever that order is."""
    given = list(rows)
    ordered = sorted(range(len(given)), key=lambda i: (given[i].doc, given[i].id, given[i].form))
    forms = [form(r.form, r.language, r.type) for r in given]
    counts: Counter[Word] = Counter()
    for f in forms:
        for w, known, initial in zip(f.words, f.atoms, f.initials, strict=True):
            if not known and not initial:
                counts[(w, f.language)] += 1
    lexemes = Lexemes(counts)
    table: dict[Key, int] = {}
    nodes: list[NameNode] = []
    home: list[int] = [0] * len(given)
    for i in ordered:
        f, r = forms[i], given[i]
        order, initials = atoms(f, lexemes)
        family = "" if len(order) == 1 and order[0].startswith("@") else f.family
        key = (family, f.generation or "", *(order if family == PERSON else sorted(set(order))), *sorted(initials))
        n = table.get(key)
        if n is None:
            n = table[key] = len(nodes)
            nodes.append(NameNode(family, frozenset(order), order, 0, set(), Counter(), f.generation, initials))
        node = nodes[n]
        node.weight += 1
        node.docs.add(r.doc)
        node.languages[r.language] += 1
        home[i] = n
    union = Unions(len(nodes))
    _persons(nodes, union, lexemes)
    _acronyms(forms, home, nodes, union)
    _homes(nodes, union)
    final = _lesser(given, forms, home, nodes, union, ordered)
    return [f"e{n}" for n in final]


def _leader(atom: str, lexemes: Lexemes) -> Word | None:
    return lexemes.leaders[int(atom[1:])] if atom.startswith("#") else None


def _persons(nodes: list[NameNode], union: Unions, lexemes: Lexemes) -> None:
    """Join full names of one surname whose given names are one, allow for, or abbreviate each other."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        if node.family == PERSON and (len(node.order) > 1 or node.initials):
            by_surname[node.order[-1]].append(n)
            if node.initials and len(node.order) == 1:
                continue
    for members in by_surname.values():
        members.sort(key=lambda n: (-nodes[n].weight, n))
        heads: list[int] = []
        for n in members:
            best, found = 0.0, None
            for h in heads[:HEADS]:
                score = _given(nodes[n], nodes[h], lexemes)
                if score > best:
                    best, found = score, h
            if found is None and heads and nodes[heads[0]].weight >= 20 * nodes[n].weight:
                # A slip or a rare case form of the given name of whom everyone talks about.
                found = heads[0] if _starts_alike(nodes[n], nodes[heads[0]], lexemes) else None
            if found is not None:
                union.join(n, found)
            else:
                heads.append(n)
        _generations(heads, nodes, union)


def _generations(heads: list[int], nodes: list[NameNode], union: Unions) -> None:
    """Give a full name without a suffix to the junior or senior of that name if the corpus speaks of him enough."""
    for n in heads:
        if nodes[n].generation:
            continue
        named = [h for h in heads if nodes[h].generation and set(nodes[h].order[:-1]) & set(nodes[n].order[:-1])]
        if named and nodes[named[0]].weight * 4 >= nodes[n].weight:
            union.join(n, named[0])


def _starts_alike(a: NameNode, b: NameNode, lexemes: Lexemes) -> bool:
    first_a, first_b = _leader(a.order[0], lexemes), _leader(b.order[0], lexemes)
    if not first_a or not first_b or len(a.order) < 2 or a.generation != b.generation:
        return False
    return latin(*first_a)[:1] == latin(*first_b)[:1]


def _given(a: NameNode, b: NameNode, lexemes: Lexemes) -> float:
    """How well the given names of two persons of one surname agree; 0 where they clash."""
    if a.generation != b.generation:
        return 0.0
    if set(a.order[:-1]) & set(b.order[:-1]):
        return 1.0
    first_a, first_b = _leader(a.order[0], lexemes), _leader(b.order[0], lexemes)
    alone_a, alone_b = len(a.order) == 1, len(b.order) == 1
    if alone_a or alone_b:
        # Initials against a given name.
        starts_a = a.initials if alone_a else {latin(*first_a)[:1]} if first_a else frozenset()
        starts_b = b.initials if alone_b else {latin(*first_b)[:1]} if first_b else frozenset()
        return 0.7 if set(starts_a) & set(starts_b) else 0.0
    if first_a and first_b:
        like = likeness(first_a, first_b)
        if like >= 0.62:
            return like
        if short_forms(*first_a) & short_forms(*first_b):
            return 0.9
    return 0.0


_ENGLISH = {"@EU": "eu", "@US": "us", "@150": "e", "@001": "w", "@UN": "un"}
_OTHER_LETTER = {"drug": "m", "labour": "w", "house": "c", "law": "a", "defence": "n", "council": "b"}


def _english(order: tuple[str, ...]) -> list[str]:
    """The initials that a name made of concepts alone has in English; words with two usual translations give two."""
    if len(order) < 2 or any(a[0] in "#=" for a in order):
        return []
    first = "".join(_ENGLISH.get(a, a[1:2].lower()) if a[0] == "@" else a[0] for a in order)
    second = "".join(
        _OTHER_LETTER.get(a, "") or (_ENGLISH.get(a, a[1:2].lower()) if a[0] == "@" else a[0]) for a in order
    )
    return [e for e in dict.fromkeys((first, second)) if len(e) > 2]


def _acronyms(forms: Sequence[Form], home: Sequence[int], nodes: list[NameNode], union: Unions) -> None:
    """Join an acronym to the one name of its family that its letters are the initials of."""
    spelt: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    short: dict[tuple[str, str], set[int]] = defaultdict(set)
    beside: list[tuple[str, str, int]] = []
    for f, n in zip(forms, home, strict=True):
        if f.family == PERSON:
            continue
        if f.acronym:
            short[(f.family, latin(f.acronym, f.language) or f.acronym)].add(n)
        elif len(f.words) > 1:
            letters = "".join(latin(w[0], f.language)[:1] or w[0] for w in f.words)
            for key in {letters, letters[::-1]} if len(letters) == 2 else {letters}:
                spelt[(f.family, key)][n] += 1
            for english in _english(nodes[n].order):
                spelt[(f.family, english)][n] += 1
                spelt[(f.family, "".join(sorted(english)))][n] += 1
        if f.aside and len(f.aside) < 8:
            beside.append((f.family, latin(f.aside.casefold(), f.language), n))
    for family, letters, n in beside:
        for m in sorted(short.get((family, letters), ())):
            union.join(n, m)
    for name, members in sorted(short.items()):
        found = spelt.get(name) or (spelt.get((name[0], "".join(sorted(name[1])))) if len(name[1]) > 2 else None)
        first = min(members)
        for m in members:
            union.join(first, m)
        if found and len(name[1]) > 1:
            n = min(found, key=lambda n: (-found[n], n))
            union.join(first, n)


def _homes(nodes: list[NameNode], union: Unions) -> None:
    """Join what is named without its state ("the Senate") to the same of the one state that the corpus means by it."""
    bare = {
        (n.family, n.atoms): i for i, n in enumerate(nodes) if n.family not in PLACES and n.family != PERSON and n.atoms
    }
    stated: dict[int, Counter[int]] = defaultdict(Counter)
    for i, node in enumerate(nodes):
        states = [a for a in node.atoms if a[0] == "@"]
        if len(states) == 1 and len(node.atoms) > 1:
            base = bare.get((node.family, node.atoms - set(states)))
            if base is not None and not any(a[0] in "#=" for a in nodes[base].atoms):
                stated[base][i] += node.weight
    for base, found in sorted(stated.items()):
        best, weight = min(found.items(), key=lambda x: (-x[1], x[0]))
        if weight >= HOME * sum(found.values()):
            union.join(base, best)


def _lesser(
    given: Sequence[Row],
    forms: Sequence[Form],
    home: Sequence[int],
    nodes: list[NameNode],
    union: Unions,
    ordered: Sequence[int],
) -> list[int]:
    """Where each row belongs in the end: names that say less go to fuller ones, by article, then by support."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        if len(node.order) > 1 or node.initials:
            for atom in node.atoms:
                holders[atom].append(n)
    weight: Counter[int] = Counter()
    for n, node in enumerate(nodes):
        weight[union.root(n)] += node.weight
    for held in holders.values():
        held.sort(key=lambda n: (-weight[union.root(n)], n))
    in_doc: dict[str, set[int]] = defaultdict(set)
    for i in ordered:
        in_doc[given[i].doc].add(home[i])
    wider: dict[int, list[int]] = {}
    best: dict[int, int | None] = {}
    final = [union.root(n) for n in home]
    for i in ordered:
        n = home[i]
        if n not in wider:
            wider[n] = _wider(n, nodes, holders)
        candidates = wider[n]
        if not candidates:
            continue
        here = in_doc[given[i].doc]
        own = [c for c in candidates if c in here]
        if nodes[n].family != PERSON:
            # What everyone writes is not short for what a few write.
            own = [c for c in own if weight[union.root(c)] >= SHARE * weight[union.root(n)]]
        if own:
            pick: int | None = own[0]
        else:
            if n not in best:
                best[n] = _supported(n, candidates, nodes, union, weight)
            pick = best[n]
        if pick is not None:
            final[i] = union.root(pick)
    return final


def _wider(n: int, nodes: list[NameNode], holders: dict[str, list[int]]) -> list[int]:
    """The fuller names that a name may be short for, best supported first."""
    node = nodes[n]
    if node.family == "" or node.initials:
        return []
    if node.family == PERSON:
        if len(node.order) > 1:
            return []
        return [m for m in holders.get(node.order[0], ())[:200] if nodes[m].family == PERSON]
    rarest = min(node.atoms, key=lambda a: (len(holders.get(a, ())), a))
    out = []
    for m in holders.get(rarest, ())[:200]:
        other = nodes[m]
        if m != n and other.family == node.family and node.atoms < other.atoms:
            extra = other.atoms - node.atoms
            if node.family in PLACES and not extra <= _FULL:
                continue
            out.append(m)
    return out


def _supported(n: int, candidates: list[int], nodes: list[NameNode], union: Unions, weight: Counter[int]) -> int | None:
    node = nodes[n]
    if node.family == PERSON:
        # A surname counts for more than a given name.
        return max(
            candidates,
            key=lambda c: (weight[union.root(c)] * (1.0 if nodes[c].order[-1] == node.order[0] else 0.2), -c),
        )
    best = candidates[0]
    if weight[union.root(best)] < SHARE * weight[union.root(n)]:
        return None
    proper = any(a[0] == "#" for a in node.atoms)
    if proper and not (nodes[best].atoms - node.atoms) <= _GENERIC:
        return None
    return best
