"""What tellings say beside each other: what they share, where they clash, what one alone says, who is silent.

Claims of different tellings that are about the same thing are found (``candidates``) and judged by their words, figures
and negations (``pairing``), and by opposite theories of what causes what (``theories``). A copy is no second telling.
Beside the kinds agree, disagree, only_in and silent there are ``development`` (what was to come, and what came) and
``view`` (two opinions): neither is a clash of fact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from fabula.compare.candidates import candidates
from fabula.compare.deciding import Decided, calibration, decided
from fabula.compare.denials import denied
from fabula.compare.memory import Memory
from fabula.compare.pairing import LONGER, ClaimLink, JudgedClaims, judged
from fabula.compare.profiles import ClaimProfile, profiles, similarity, weights
from fabula.compare.relations import COPIES, KINDS
from fabula.compare.silences import alone, silent
from fabula.compare.theories import rivals
from fabula.compare.verdicts import Verdicts, version
from fabula.model.records import Anchor, Annotation, ClaimPair, Comparison, Decision, Entity, Event, Lineage
from fabula.store.memo import Memo

NEAR = 0.25
"""Doubt from which a pair that says nothing is kept for a person to look at."""
DOUBTFUL = 8
"""Such pairs kept an article at the most."""
DECIDED = "a person decided"
ORDER = ("disagree", "agree", "only_in", "silent", "development", "view")


@dataclass(frozen=True)
class Compared:
    """``rows``: all comparisons, clashes first, then what is shared, what one alone says, silences; each with its reasons.
    ``pairs``: those that a person decided, those that say something, and the doubtful ones, bounded an article.
    ``counts``: articles compared, pairs judged, those new to the learned judge and to the rules, the most pairs of one article."""

    rows: list[Comparison]
    pairs: list[ClaimPair]
    counts: dict[str, int]


def compared(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    events: Sequence[Event],
    lineage: Sequence[Lineage],
    main_events: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    verdicts: Verdicts | None = None,
    memory: Memory | None = None,
) -> Compared:
    """Compare what tellings say; a person's decisions outrank the machine. ``verdicts`` and ``memory`` spare it what it
    judged and read before."""
    verdicts = verdicts or Verdicts()
    calibrated = calibration(decisions, version())
    copies = frozenset(x.source for x in lineage if x.target and x.kind in COPIES and x.target != x.source)
    originals = [x for x in annotations if x.article.id not in copies]
    memory = memory or Memory(Memo(), str.encode)
    memory.begin(x.article.id for x in annotations)
    readings = memory.readings(originals)
    found = profiles(originals, entities, main_events, readings)
    given = decided(found, decisions)
    weight = weights(found)
    near = {(i, j): like for i, j, like in candidates(found, weight, copies)}
    for i, j in given.pairs:
        near.setdefault((i, j), similarity(found[i], found[j], weight))
    met = {}
    for (i, j), like in sorted(near.items()):
        if x := judged(found[i], found[j], like, verdicts, calibrated, (i, j) in given.pairs, memory.ruled):
            met[i, j] = x
    verdicts.flush()
    memory.end()
    links = {pair: x.link for pair, x in met.items() if x.link}
    for pair, relation in given.pairs.items():
        links.pop(pair, None)
        if linked := KINDS[relation]:
            links[pair] = ClaimLink(linked, 1.0, (DECIDED, *met[pair].why), "decided", decided=True)
    rows: dict[str, list[Comparison]] = {k: [] for k in ORDER}
    read = [*rivals(originals, entities, main_events, readings), *denied(found)]
    rows["disagree"] = [c for c in read if not _decided(c, found, given)]
    taken = {a for c in rows["disagree"] for a in c.anchors}
    for kind in ("disagree", "development", "view"):
        rows[kind] += _opposed(found, links, kind, taken)
        rows[kind].sort(key=lambda c: (-c.score, c.anchors))
    rows["agree"] = _shared(found, {p: x for p, x in links.items() if x.kind == "agree"})
    matched = {k for p, x in links.items() if x.kind in ("agree", "disagree") for k in p if not _more(found, k, p)}
    clashing = {a for c in rows["disagree"] for a in c.anchors}
    called = {e.id: e for e in entities}
    own = alone(
        found,
        matched,
        _compared(found, links),
        clashing,
        near,
        called,
        {x.article.id: x.article.text for x in originals},
    )
    back = {found[i].anchor for i in given.alone}
    rows["only_in"] = [c for c in own if c.anchors[0] not in back]
    rows["silent"] = silent(originals, found, rows["agree"], main_events)
    return Compared(
        [msgspec.structs.replace(c, id=f"{kind}-{n}", kind=kind) for kind in ORDER for n, c in enumerate(rows[kind])],
        _pairs(found, met, given),
        _counts(found, met, verdicts, memory),
    )


def comparisons(
    annotations: Sequence[Annotation],
    entities: Sequence[Entity],
    events: Sequence[Event],
    lineage: Sequence[Lineage],
    main_events: Mapping[str, str],
) -> list[Comparison]:
    """The rows of ``compared``."""
    return compared(annotations, entities, events, lineage, main_events).rows


def _more(found: Sequence[ClaimProfile], k: int, pair: tuple[int, int]) -> bool:
    """Whether one claim of a pair says so much more than the other that it is not told with it."""
    return len(found[k].keys) >= LONGER * min(len(found[x].keys) for x in pair)


def _decided(c: Comparison, found: Sequence[ClaimProfile], given: Decided) -> bool:
    """Whether a person decided on the claims that the sides of a row stand in."""
    for i, j in given.pairs:
        sides = found[i].anchor, found[j].anchor
        if {a[0] for a in sides} == {a[0] for a in c.anchors} and all(
            any(_touch(a, b) for b in sides) for a in c.anchors
        ):
            return True
    return False


def _touch(a: Anchor, b: Anchor) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def _pairs(
    found: Sequence[ClaimProfile], met: Mapping[tuple[int, int], JudgedClaims], given: Decided
) -> list[ClaimPair]:
    """The pairs worth keeping: decided ones, those that say something, and the DOUBTFUL likeliest to, an article."""
    count: Counter[str] = Counter()
    kept: list[tuple[int, int]] = []
    for (i, j), x in sorted(met.items(), key=lambda p: (-p[1].doubt, p[0])):
        a, b = found[i].article, found[j].article
        if (i, j) not in given.pairs and not x.link:
            if x.doubt < NEAR or max(count[a], count[b]) >= DOUBTFUL:
                continue
            count.update((a, b))
        kept.append((i, j))
    out: list[ClaimPair] = []
    for i, j in sorted(kept):
        x, relation = met[i, j], given.pairs.get((i, j))
        out.append(
            ClaimPair(
                id=f"pair-{len(out)}",
                left=found[i].anchor,
                right=found[j].anchor,
                relation=relation or x.relation,
                score=1.0 if relation else round(x.link.score if x.link else x.p[2], 3),
                doubt=0.0 if relation else round(x.doubt, 3),
                odds=x.odds,
                why=(DECIDED, *x.why) if relation else x.why,
                by="person" if relation else "machine",
            )
        )
    return out


def _counts(
    found: Sequence[ClaimProfile], met: Iterable[tuple[int, int]], verdicts: Verdicts, memory: Memory
) -> dict[str, int]:
    by: Counter[str] = Counter()
    pairs = 0
    for i, j in met:
        pairs += 1
        by.update((found[i].article, found[j].article))
    return {
        "articles": len({p.article for p in found}),
        "claims": len(found),
        "pairs": pairs,
        "new": verdicts.new,
        "ruled": memory.new,
        "most": max(by.values(), default=0),
    }


def _row(sides: Iterable[ClaimProfile], score: float, why: Sequence[str], what: str | None = None) -> Comparison:
    sides = list(sides)
    articles = tuple(dict.fromkeys(p.article for p in sides))
    about = {p.event for p in sides}
    if len(about) > 1:  # of different events: what they share is an entity
        common = frozenset.intersection(*(p.entities for p in sides))
        about = {min(common)} if common else {None}
    return Comparison(
        id="",
        kind="agree",
        what=what or min(sides, key=lambda p: (len(p.text), p.anchor)).text,
        articles=articles,
        anchors=tuple(p.anchor for p in sides),
        about=next(iter(about)),
        score=round(score, 3),
        why=tuple(why),
    )


def _opposed(
    found: Sequence[ClaimProfile], links: Mapping[tuple[int, int], ClaimLink], kind: str, taken: set[Anchor]
) -> list[Comparison]:
    """Pairs of one kind, the surest first; a claim is set against an article once, two articles once for one reason."""
    out: list[Comparison] = []
    seen: set[tuple[object, ...]] = set()
    for (i, j), x in sorted(links.items(), key=lambda p: (not p[1].decided, -p[1].score, p[0])):
        if x.kind != kind:
            continue
        a, b = found[i], found[j]
        marks = {(a.anchor, b.article), (b.anchor, a.article), (a.article, b.article, x.reason)}
        if not x.decided and (marks & seen or {a.anchor, b.anchor} & taken):
            continue
        seen |= marks
        out.append(_row((a, b), x.score, x.why, f"{a.text} / {b.text}"))
    return out


def _shared(found: Sequence[ClaimProfile], links: Mapping[tuple[int, int], ClaimLink]) -> list[Comparison]:
    """Groups of claims that say the same: best pairs first, each joined to a group only where it is like all of it."""
    group: dict[int, list[int]] = {}
    for (i, j), _ in sorted(links.items(), key=lambda p: (-p[1].score, p[0])):
        left, right = group.get(i, [i]), group.get(j, [j])
        if left is right:
            continue
        if all((min(x, y), max(x, y)) in links or found[x].article == found[y].article for x in left for y in right):
            merged = sorted({*left, *right})
            for k in merged:
                group[k] = merged
    rows = []
    for members in {id(g): g for g in group.values()}.values():
        sides = [found[k] for k in members]
        tellings = len({p.article for p in sides})
        if tellings < 2:
            continue
        score = min(links[x, y].score for x in members for y in members if (x, y) in links)
        voices = {p.speaker or p.article for p in sides}
        why = [f"{tellings} tellings"]
        if len(voices) == 1:
            why.append("all of them quote one speaker: one source")
        rows.append(_row(sides, score, why))
    return sorted(rows, key=lambda c: (-len(c.articles), -c.score, c.anchors))


def _compared(found: Sequence[ClaimProfile], links: Mapping[tuple[int, int], ClaimLink]) -> set[str]:
    """Articles that have company: another tells of their event, or one of their claims meets another's."""
    of: dict[str, set[str]] = defaultdict(set)
    for p in found:
        if p.event:
            of[p.event].add(p.article)
    together = {a for s in of.values() if len(s) > 1 for a in s}
    return together | {found[k].article for pair in links for k in pair}
