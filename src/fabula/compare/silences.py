"""What one telling alone says, and what one leaves out: shown only where that is sure.

A claim stands alone where no other telling has anything alike; a telling leaves out what nearly all tellings of its event
tell first and what it, as long as they are, has no word of.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from fabula.compare.comparability import WEAK_STEMS
from fabula.compare.differences import said
from fabula.compare.profiles import ClaimProfile, figures, holders
from fabula.compare.quantities import ComparedQuantity
from fabula.compare.wording import stems_of
from fabula.model.records import Anchor, Annotation, Comparison, Entity

LONG = 1500
"""Characters of telling below which an article's silence says nothing."""
ALONE = 8
"""Claims of its own shown an article, the most specific first."""
SMALL = 3
"""Counts up to this tell little: "the two leaders"."""
ALIKE = 0.2
"""Similarity from which another telling has something alike. Set by hand, low: what is alone must have nothing like it."""
MUCH = 0.5
"""Similarity from which another telling has the same, though it gives no number."""
RETOLD, RECOUNTED = 0.4, 0.6
"""Share of a claim's words, by how rare they are, from which another claim has something alike; and where the claim has a
number of its own. Set by hand, while reading rows of two piles of news."""
SPOKEN = 4
"""Content words below which a claim says too little to be told alone."""
END, LETTER = r"\d|[.,]\d", r"\w"
"""What may not follow a number, or a word, that is looked for in a text: "80 m" is "80m"."""
FIRST = 4
"""Claims at the start of a telling that say what it is about."""
SAYING = 3
"""Tellings that must say something for another to leave it out."""
MOST = 2 / 3
"""Share of the tellings of an event that must say it, and of these that must say it first."""
WORDS = 0.3
"""Share of a claim's words from which a title, or a sentence of another, says it as well."""


def alone(
    found: Sequence[ClaimProfile],
    met: set[int],
    compared: set[str],
    clashing: set[Anchor],
    near: Mapping[tuple[int, int], float],
    called: Mapping[str, Entity],
    texts: Mapping[str, str],
) -> list[Comparison]:
    """Claims with a quantity or a name that no other telling has, and nothing like them in any: what one alone says.

    ``met`` are claims that agree or clash with one of another telling; ``near`` are the pairs of claims that have words in
    common, with their similarity; ``called`` are the entities; ``texts`` the articles' own, in which neither number nor
    name may stand elsewhere, whatever it was taken for there.
    """
    held = holders(found)
    close, same = ({k for pair, x in near.items() if x >= least for k in pair} for least in (ALIKE, MUCH))
    folded = {i: _folded(t) for i, t in texts.items()}
    counted: dict[str, set[str]] = defaultdict(set)
    for p in found:
        for q in p.core.numbers:
            if q.kind:
                counted[q.kind].add(p.article)
    words = _Words(found)

    def elsewhere(some: Iterable[str], p: ClaimProfile) -> bool:
        asked = re.compile(
            "|".join(rf"(?<!\w){re.escape(_folded(x))}(?!{END if x[-1:].isdigit() else LETTER})" for x in some)
        )
        return any(asked.search(t) for i, t in folded.items() if i != p.article)

    by: dict[str, list[tuple[int, int, ClaimProfile, str]]] = defaultdict(list)
    for i, p in enumerate(found):
        if p.claim.kind == "judgement" or p.article not in compared or p.anchor in clashing or i in met or i in same:
            continue
        if len(set(p.core.stems) - WEAK_STEMS) < SPOKEN:
            continue
        own = [
            q
            for q, k in _keyed(p)
            if len(held[k]) == 1 and q.value > SMALL and not (q.kind and counted[q.kind] - {p.article})
        ]
        own = [q for q in own if not elsewhere([_number(p.core.text, q)], p)]
        told = _folded(p.text)
        names = [
            e.name
            for e in (called[k] for k in sorted(p.entities) if k in called and len(held[k]) == 1)
            if i not in close
            and e.type == "person"
            and any(_folded(x) in told for x in e.aliases)
            and not elsewhere((e.name, *e.aliases), p)
        ]
        if (own or names) and not words.retold(i, RECOUNTED if own else RETOLD):
            telling = sum(q.value > SMALL or q.units[:1] == ("minute",) for q in p.core.numbers if q.units)
            if own:
                why = f"only this telling of {len(folded)} has {_listed([said(p.core.text, q) for q in own])}"
            else:
                why = f"only this telling of {len(folded)} names {_listed(names)}"
            by[p.article].append((-min(telling, len(own)), -len(names), p, why))
    return [
        Comparison(
            id="", kind="only_in", what=p.text, articles=(p.article,), anchors=(p.anchor,), about=p.event, why=(why,)
        )
        for _, ps in sorted(by.items())
        for _, _, p, why in sorted(ps, key=lambda x: (x[0], x[1], x[2].anchor))[:ALONE]
    ]


def _number(text: str, q: ComparedQuantity) -> str:
    """What may not stand in another telling: a number in digits, whatever it counts there; one in words with its unit."""
    bare = text[q.start : q.end]
    return bare if any(c.isdigit() for c in bare) else said(text, q)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    some = list(dict.fromkeys(words))
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)


class _Words:
    """Which claims have which words, to tell whether another telling has something like a claim."""

    def __init__(self, found: Sequence[ClaimProfile]) -> None:
        self.found = found
        self.having: dict[str, list[int]] = defaultdict(list)
        for i, p in enumerate(found):
            for s in set(p.core.stems) - WEAK_STEMS:
                self.having[s].append(i)

    def retold(self, i: int, least: float) -> bool:
        """Whether a claim of another telling has that share of this one's words, each by how rare it is."""
        p, rest = self.found[i], defaultdict[int, float](float)
        worth = {
            s: math.log((1 + len(self.found)) / (1 + len(self.having[s])))
            for s in sorted(set(p.core.stems) - WEAK_STEMS)
        }
        for s, w in worth.items():
            for j in self.having[s]:
                if self.found[j].article != p.article:
                    rest[j] += w
        return max(rest.values(), default=0) >= least * sum(worth.values())


def _keyed(p: ClaimProfile) -> list[tuple[ComparedQuantity, str]]:
    """The claim's quantities that have a unit, with the keys that ``holders`` has them by."""
    return list(zip([q for q in p.core.numbers if q.units], figures(p), strict=True))


def silent(
    annotations: Sequence[Annotation],
    found: Sequence[ClaimProfile],
    shared: Sequence[Comparison],
    main: Mapping[str, str],
) -> list[Comparison]:
    """What tellings of one event share and put first, and another of it, as long as they are, has no word of."""
    size = {x.article.id: sum(e - s for s, e in x.sentences) for x in annotations}
    group: dict[str, list[str]] = defaultdict(list)
    for i in sorted(size):
        if i in main:
            group[main[i]].append(i)
    claims: dict[str, list[ClaimProfile]] = defaultdict(list)
    for p in found:
        claims[p.article].append(p)
    title = {x.article.id: frozenset(stems_of(x.article.title or "")) for x in annotations}
    rows = []
    for c in shared:
        saying = set(c.articles)
        if len(saying) < SAYING:
            continue
        first = sum(any(p.anchor == a for p in claims[a[0]][:FIRST]) for a in c.anchors)
        usual = sorted(size[i] for i in saying)[len(saying) // 2]
        quiet = tuple(
            i
            for i in group.get(c.about or "", ())
            if i not in saying and size[i] >= max(LONG, usual) and not _told(c.what, title[i], claims[i])
        )
        whole = len(group.get(c.about or "", ()))
        if quiet and first >= MOST * len(saying) and len(saying) >= MOST * whole:
            why = (f"{len(saying)} of {whole} tellings of the same event say it, nearly all of them early",)
            rows.append(msgspec.structs.replace(c, articles=quiet, why=why))
    return rows


def _told(what: str, title: frozenset[str], claims: Sequence[ClaimProfile]) -> bool:
    """Whether a title or a claim has some of the words of a claim."""
    wanted = frozenset(stems_of(what)) - WEAK_STEMS
    return any(len(wanted & has) >= WORDS * len(wanted) for has in (title, *(frozenset(p.core.stems) for p in claims)))
