"""What tellings say beside each other: what they share, where they clash, what one alone says, who is silent.

Claims of different tellings that are about the same thing are paired (``profiles``) and judged by their words, numbers
and negations (``judge``), and by opposite theories of what causes what. A copy is not a second telling. What is said to
come and what then happened is no clash, nor are two opinions: only claims of fact clash.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fabula.comparing.judge import clashing
from fabula.comparing.profiles import Profile, candidates, profiles, similarity, weights
from fabula.comparing.theories import rivals
from fabula.records import Annotation, Comparison, Entity, Event, Lineage

AGREE, CLASH = 0.42, 0.45
"""Similarity from which two claims say the same, or would if nothing stood against it. Chosen on the shipped example
and on invented pairs (tests/comparing); the seeds were not used."""
LONG = 1500
"""Characters of telling below which an article's silence says nothing."""
ALONE = 8
"""Claims of its own shown an article, the most specific first."""


def comparisons(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    events: Sequence[Event],
    lineage: Sequence[Lineage],
    main_events: Mapping[str, str],
) -> list[Comparison]:
    """All comparisons, clashes first, then what is shared, what one alone says, silences; each with its reasons."""
    kin = {x.source: x.target for x in lineage if x.target and x.kind in ("copy", "rewrite")}
    found = profiles(annotations, entities)
    weight = weights(found)
    agree: list[tuple[int, int, float]] = []
    out: list[Comparison] = rivals(annotations, entities, main_events)
    taken = {a for c in out for a in c.anchors}
    paired: set[int] = set()
    for i, j in candidates(found, kin):
        a, b = found[i], found[j]
        score = similarity(a, b, weight)
        if score < min(AGREE, CLASH):
            continue
        paired |= {i, j}
        why = clashing(a.text, b.text, list(a.tokens), list(b.tokens))
        if not why and score >= AGREE:
            agree.append((i, j, score))
        elif why and score >= CLASH and _factual(a) and _factual(b) and not {a.anchor, b.anchor} & taken:
            out.append(_row("disagree", [a, b], main_events, score, why))
    out.sort(key=lambda c: (-c.score, c.anchors))
    out += _shared(found, agree, main_events)
    out += _alone(found, paired, main_events, {x.article.id for x in annotations}, kin)
    out += _silent(annotations, [c for c in out if c.kind == "agree"], main_events, kin)
    return [
        Comparison(
            id=f"{c.kind}-{n}",
            kind=c.kind,
            what=c.what,
            articles=c.articles,
            anchors=c.anchors,
            about=c.about,
            score=c.score,
            why=c.why,
        )
        for n, c in enumerate(out)
    ]


def _factual(p: Profile) -> bool:
    return p.claim.kind == "fact" and p.claim.modality in ("asserted", "denied")


def _row(kind: str, sides: Sequence[Profile], main: Mapping[str, str], score: float, why: Sequence[str]) -> Comparison:
    what = min(sides, key=lambda p: (len(p.text), p.anchor)).text
    if kind == "disagree":
        what = " / ".join(dict.fromkeys(p.text for p in sides))
    articles = tuple(dict.fromkeys(p.article for p in sides))
    about = {main.get(a) for a in articles}
    return Comparison(
        id="",
        kind=kind,
        what=what,
        articles=articles,
        anchors=tuple(p.anchor for p in sides),
        about=next(iter(about)) if len(about) == 1 else None,
        score=round(score, 3),
        why=tuple(why),
    )


def _shared(
    found: Sequence[Profile], agree: Sequence[tuple[int, int, float]], main: Mapping[str, str]
) -> list[Comparison]:
    """Groups of claims that say the same: best pairs first, each joined to a group only where it is like all of it."""
    group: dict[int, list[int]] = {}
    links = {(i, j): s for i, j, s in agree}
    for i, j, _ in sorted(agree, key=lambda p: (-p[2], p[0], p[1])):
        left, right = group.get(i, [i]), group.get(j, [j])
        if left is right:
            continue
        if all((min(x, y), max(x, y)) in links or found[x].article == found[y].article for x in left for y in right):
            merged = sorted({*left, *right})
            for k in merged:
                group[k] = merged
    rows = []
    seen: set[int] = set()
    for i in sorted(group):
        members = group[i]
        if members[0] != i or i in seen:
            continue
        seen.update(members)
        score = max(links.get((x, y), 0.0) for x in members for y in members)
        articles = len({found[k].article for k in members})
        rows.append(
            _row("agree", [found[k] for k in members], main, score, [f"{articles} tellings, similarity {score:.2f}"])
        )
    return sorted(rows, key=lambda c: (-len(c.articles), -c.score, c.anchors))


def _alone(
    found: Sequence[Profile], paired: set[int], main: Mapping[str, str], articles: set[str], kin: Mapping[str, str]
) -> list[Comparison]:
    """Claims with a quantity or a name that no other telling has: what one alone says."""
    if len(articles) < 2:
        return []
    holders: dict[str, set[str]] = defaultdict(set)
    for p in found:
        for k in [*p.entities, *_figures(p)]:
            holders[k].add(kin.get(p.article, p.article))
    by: dict[str, list[tuple[int, int, Profile, list[str]]]] = defaultdict(list)
    for i, p in enumerate(found):
        if i in paired or p.claim.kind == "judgement":
            continue
        own = [k for k in _figures(p) if len(holders[k]) == 1]
        names = [k for k in p.entities if len(holders[k]) == 1]
        if own or names:
            by[p.article].append((-len(own), -len(names), p, [f"only here: {', '.join(sorted(own))}"] if own else []))
    rows = []
    for _, ps in sorted(by.items()):
        for _, _, p, why in sorted(ps, key=lambda x: (x[0], x[1], x[2].anchor))[:ALONE]:
            rows.append(_row("only_in", [p], main, 1.0, why or ["only here: a name that no other telling has"]))
    return rows


def _figures(p: Profile) -> list[str]:
    return [f"{q.value:g} {q.units[0]}" for q in p.numbers if q.units]


def _silent(
    annotations: Sequence[Annotation], shared: Sequence[Comparison], main: Mapping[str, str], kin: Mapping[str, str]
) -> list[Comparison]:
    """What two or more tellings of one event share and a third, long enough to have said it, leaves out."""
    size = {x.article.id: sum(e - s for s, e in x.sentences) for x in annotations}
    group: dict[str, list[str]] = defaultdict(list)
    for i in sorted(size):
        if i in main:
            group[main[i]].append(i)
    rows = []
    for c in shared:
        if c.about is None or len(c.articles) < 2:
            continue
        quiet = tuple(
            i for i in group[c.about] if i not in c.articles and size[i] >= LONG and kin.get(i) not in c.articles
        )
        if quiet and len(c.articles) > len(quiet):
            rows.append(
                Comparison(
                    id="",
                    kind="silent",
                    what=c.what,
                    articles=quiet,
                    anchors=c.anchors,
                    about=c.about,
                    score=c.score,
                    why=(f"said by {len(c.articles)} tellings of the same event",),
                )
            )
    return rows
