"""The whole of resolving and comparing, over all articles of a dossier, in an order of its own making."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fabula.comparing.comparisons import compared
from fabula.comparing.verdicts import Verdicts
from fabula.records import (
    Annotation,
    ClaimPair,
    Comparison,
    Decision,
    Entity,
    Event,
    Judgement,
    Lineage,
    Published,
    Series,
)
from fabula.resolving.copies import lineage
from fabula.resolving.dating import dated, publications
from fabula.resolving.decisions import decided, renamed
from fabula.resolving.entities import entities
from fabula.resolving.events import events, published_bounds
from fabula.resolving.groups import groups
from fabula.resolving.notices import notices
from fabula.resolving.series import recurring


@dataclass(frozen=True)
class Resolved:
    """What follows from a set of articles: the same for any order of arrival."""

    entities: list[Entity] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    lineage: list[Lineage] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    main_events: dict[str, str] = field(default_factory=dict)
    published: dict[str, Published] = field(default_factory=dict)
    series: list[Series] = field(default_factory=list)
    pairs: list[ClaimPair] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def resolve(
    annotations: Sequence[Annotation], decisions: Sequence[Decision] = (), verdicts: Verdicts | None = None
) -> Resolved:
    """Resolve and compare a set of annotated articles; a person's decisions outrank the machine's.

    ``verdicts`` remembers the pairs of claims that were judged before.
    """
    ordered = sorted(annotations, key=lambda x: (x.article.id, x.article.sha256))
    given = decided(ordered, decisions)
    who, judged = entities(ordered, given)
    who = renamed(ordered, who, decisions)
    main = groups(ordered)
    drawn = [*lineage(ordered), *notices(ordered)]
    happened = events(ordered, who, main, drawn)
    published = publications(ordered, happened, published_bounds(ordered, happened))
    happened, series = recurring(dated(happened, ordered, published), ordered, who)
    beside = compared(ordered, who, happened, drawn, main, decisions, verdicts)
    return Resolved(
        entities=who,
        events=happened,
        lineage=drawn,
        comparisons=beside.rows,
        pairs=beside.pairs,
        counts=beside.counts,
        judgements=[*given, *judged],
        main_events=main,
        published=published,
        series=series,
    )
