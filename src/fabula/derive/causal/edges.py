"""Edges of the causal map: keyed by cause and effect without sign, with all evidence kept, and the belief in each.

Belief follows INDRA's noisy-or (Gyori et al. 2017): a source of evidence is wrong with the probability
``systematic + random ** n`` of its n reports, and an edge is there unless all its sources are wrong. A source is here a
cluster of reports that are not independent: of one article, of copies and rewrites of one another, of one quoted
speaker. Nothing is netted away: evidence for +, for -, of unknown sign, and denials stand side by side.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from fabula.model.records import Record
from fabula.model.unions import Unions
from fabula.model.vocabulary import Sign


class Priors(Record, frozen=True, kw_only=True):
    """How wrong a report may be. INDRA's defaults for a reader of text (Eidos): systematic 0.05, random 0.3.

    ``hedged`` replaces ``random`` where a report only says "may" or stands under a condition: half, a choice.
    """

    systematic: float = 0.05
    random: float = 0.3
    hedged: float = 0.5


PRIORS: Final = Priors()


class CausalReport(Record, frozen=True, kw_only=True):
    """One causal relation of one article as evidence: ``cause`` and ``effect`` are concepts.

    ``polarity`` is 1, -1 or None, turned by the flips of both concepts. ``source`` is the article's root in its lineage
    (itself where it copies none). ``speaker`` is the entity that claims it, None for the article's own voice. ``gates``
    are concepts that condition it, as (concept, 1 or -1). ``told`` is the sign before flips, ``flip``
    -1 where they turn it, ``decided`` whether a person gave it.
    """

    article: str
    relation: str
    cause: str
    effect: str
    polarity: Sign | None
    source: str
    speaker: str | None = None
    kind: str = "cause"
    denied: bool = False
    hedged: bool = False
    gates: tuple[tuple[str, int], ...] = ()
    told: Sign | None = None
    flip: Sign = 1
    decided: bool = False


class Belief(Record, frozen=True, kw_only=True):
    """The belief in an edge (``there``) and in its sign (``plus``), and how each number came about (``why``).

    ``there`` is that some source tells rightly of the edge and none denies it rightly. ``plus`` starts from one half:
    ``(1 + p - m) / 2`` with the beliefs p and m in the evidence for + and for -.
    """

    there: float
    plus: float
    positive: float
    negative: float
    denied: float
    why: tuple[str, ...]


class Edge(Record, frozen=True, kw_only=True):
    """An edge of the map. The four groups of reports hold all evidence; ``clusters`` are groups that count once."""

    id: str
    cause: str
    effect: str
    positive: tuple[CausalReport, ...]
    negative: tuple[CausalReport, ...]
    unknown: tuple[CausalReport, ...]
    denials: tuple[CausalReport, ...]
    belief: Belief
    gates: tuple[tuple[str, int], ...] = ()

    @property
    def reports(self) -> tuple[CausalReport, ...]:
        """All evidence, in order of article and relation."""
        every = (*self.positive, *self.negative, *self.unknown, *self.denials)
        return tuple(sorted(every, key=lambda r: (r.article, r.relation)))

    @property
    def contested(self) -> bool:
        """Whether tellings are against each other: opposite signs, or a denial beside a claim."""
        claims = bool(self.positive or self.negative or self.unknown)
        return bool(self.positive and self.negative) or bool(self.denials and claims)


def clusters(reports: Sequence[CausalReport]) -> list[list[CausalReport]]:
    """Reports that are not independent put together: of one source article, or of one speaker wherever quoted.

    Clusters come in the order of their first report.
    """
    ordered = sorted(reports, key=lambda r: (r.article, r.relation))
    joined = Unions(len(ordered))
    first: dict[tuple[str, str], int] = {}
    for i, r in enumerate(ordered):
        joined.join(first.setdefault(("article", r.source), i), i)
        if r.speaker is not None:
            joined.join(first.setdefault(("speaker", r.speaker), i), i)
    groups: dict[int, list[CausalReport]] = {}
    for i, r in enumerate(ordered):
        groups.setdefault(joined.root(i), []).append(r)
    return list(groups.values())


def believed(reports: Sequence[CausalReport], priors: Priors = PRIORS) -> tuple[float, list[str]]:
    """Noisy-or over clusters: the probability that some cluster is right, and the calculation, a line a cluster."""
    wrong, lines = 1.0, []
    for group in clusters(reports):
        error = 1.0
        for r in group:
            error *= priors.hedged if r.hedged else priors.random
        error = min(1.0, priors.systematic + error)
        wrong *= error
        who = group[0].speaker or group[0].source
        lines.append(f"{who}: {len(group)} report{'s' if len(group) > 1 else ''}, wrong with {error:.3g}")
    return 1.0 - wrong, lines


def belief(edge: Iterable[CausalReport], priors: Priors = PRIORS) -> Belief:
    """The belief in the edge that these reports are about."""
    every = list(edge)
    claims = [r for r in every if not r.denied]
    there, why = believed(claims, priors)
    against, counter = believed([r for r in every if r.denied], priors)
    plus, _ = believed([r for r in claims if r.polarity == 1], priors)
    minus, _ = believed([r for r in claims if r.polarity == -1], priors)
    lines = [*why, f"told rightly by some: {there:.3g}"]
    if counter:
        lines += [*(f"denied by {x}" for x in counter), f"denied rightly by some: {against:.3g}"]
        lines.append(f"there: {there:.3g} * (1 - {against:.3g}) = {there * (1 - against):.3g}")
    balance = 0.5 * (1.0 + plus - minus)
    lines.append(f"sign +: (1 + {plus:.3g} - {minus:.3g}) / 2 = {balance:.3g}")
    return Belief(
        there=there * (1.0 - against), plus=balance, positive=plus, negative=minus, denied=against, why=tuple(lines)
    )


def edges(reports: Iterable[CausalReport], priors: Priors = PRIORS) -> tuple[Edge, ...]:
    """The edges that reports make, most believed first; a report with the same concept on both sides makes a self-loop.

    A gate stands only where every report of the edge is so conditioned: one that is told without conditions opens it.
    """
    by: dict[tuple[str, str], list[CausalReport]] = {}
    for r in sorted(reports, key=lambda r: (r.cause, r.effect, r.article, r.relation)):
        by.setdefault((r.cause, r.effect), []).append(r)
    out = []
    for (cause, effect), group in by.items():
        claims = [r for r in group if not r.denied]
        gates = set(claims[0].gates) if claims else set()
        for r in claims[1:]:
            gates &= set(r.gates)
        out.append(
            Edge(
                id=f"{cause}>{effect}",
                cause=cause,
                effect=effect,
                positive=tuple(r for r in claims if r.polarity == 1),
                negative=tuple(r for r in claims if r.polarity == -1),
                unknown=tuple(r for r in claims if r.polarity is None),
                denials=tuple(r for r in group if r.denied),
                belief=belief(group, priors),
                gates=tuple(sorted(gates)),
            )
        )
    out.sort(key=lambda e: (-e.belief.there, e.id))
    return tuple(out)


RUN: Final = frozenset({"cause", "enable", "prevent", "condition"})
"""Kinds of evidence that a what-if runs on; purposes and counterfactuals only where they are asked for."""


def running(found: Iterable[Edge], kinds: frozenset[str] = RUN, priors: Priors = PRIORS) -> tuple[Edge, ...]:
    """The edges with their evidence limited to some kinds, and the belief that rests on it; none without a claim."""
    whole: list[Edge] = []
    cut: list[CausalReport] = []
    for e in found:
        reports = e.reports
        if priors is PRIORS and all(r.kind in kinds for r in reports):
            whole.append(e)  # as it stands: its belief is worked out
        else:
            cut += [r for r in reports if r.kind in kinds]
    every = [*whole, *edges(cut, priors)]
    every.sort(key=lambda e: (-e.belief.there, e.id))
    return tuple(e for e in every if e.positive or e.negative or e.unknown)
