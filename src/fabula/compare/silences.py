"""What one telling alone says, and what one leaves out: shown only where that is sure.

A claim stands alone where no other telling has anything alike; a telling leaves out what most tellings of its event tell
first and what it, as long as they are, has no word of.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from fabula.compare.comparability import WEAK_STEMS
from fabula.compare.differences import said
from fabula.compare.profiles import ClaimProfile, figures, holders
from fabula.compare.quantities import ComparedQuantity, alike
from fabula.compare.wording import stems_of
from fabula.model.records import Anchor, Annotation, Comparison

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
FIRST = 4
"""Claims at the start of a telling that say what it is about."""
SAYING = 3
"""Tellings that must say something for another to leave it out."""
WORDS = 0.4
"""Share of a claim's words from which a title, or a sentence of another, says it as well."""


def alone(
    found: Sequence[ClaimProfile],
    met: set[int],
    compared: set[str],
    clashing: set[Anchor],
    near: Mapping[tuple[int, int], float],
    called: Mapping[str, str],
    texts: Mapping[str, str],
) -> list[Comparison]:
    """Claims with a quantity or a name that no other telling has, and nothing like them in any: what one alone says.

    ``near`` are the pairs of claims that have words in common, with their similarity; ``called`` names of entities; ``texts``
    the articles' own, in which neither number nor name may stand elsewhere, whatever it was taken for there.
    """
    held = holders(found)
    like: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), x in near.items():
        if x >= ALIKE:
            like[i].append((x, j))
            like[j].append((x, i))
    folded = {i: t.casefold() for i, t in texts.items()}

    def elsewhere(words: str, p: ClaimProfile) -> bool:
        return any(words.casefold() in t for i, t in folded.items() if i != p.article)

    by: dict[str, list[tuple[int, int, ClaimProfile, str]]] = defaultdict(list)
    for i, p in enumerate(found):
        if p.claim.kind == "judgement" or p.article not in compared or p.anchor in clashing:
            continue
        own = [
            q
            for q, k in _keyed(p)
            if len(held[k]) == 1
            and (q.value > SMALL or not like[i])
            and not any(x >= MUCH or any(alike(q, r) for r in found[j].core.numbers) for x, j in like[i])
            and not elsewhere(said(p.core.text, q), p)
        ]
        names = [] if i in met or like[i] else [called.get(k, "") for k in sorted(p.entities) if len(held[k]) == 1]
        names = [n for n in names if n and not elsewhere(n, p)]
        if own or names:
            telling = sum(q.value > SMALL or q.units[:1] == ("minute",) for q in p.core.numbers if q.units)
            if own:
                why = f"no other telling has this number: {', '.join(said(p.core.text, q) for q in own)}"
            else:
                why = f"no other telling names {' or '.join(names)}"
            by[p.article].append((-min(telling, len(own)), -len(names), p, why))
    return [
        Comparison(
            id="", kind="only_in", what=p.text, articles=(p.article,), anchors=(p.anchor,), about=p.event, why=(why,)
        )
        for _, ps in sorted(by.items())
        for _, _, p, why in sorted(ps, key=lambda x: (x[0], x[1], x[2].anchor))[:ALONE]
    ]


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
        if quiet and 2 * first >= len(saying) and len(saying) > len(quiet):
            why = (f"{len(saying)} tellings of the same event say it, and say it early",)
            rows.append(msgspec.structs.replace(c, articles=quiet, why=why))
    return rows


def _told(what: str, title: frozenset[str], claims: Sequence[ClaimProfile]) -> bool:
    """Whether a title or a claim has some of the words of a claim."""
    wanted = frozenset(stems_of(what)) - WEAK_STEMS
    return any(len(wanted & has) >= WORDS * len(wanted) for has in (title, *(frozenset(p.core.stems) for p in claims)))
