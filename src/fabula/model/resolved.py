"""What holds across articles: entities, events, lineage, comparisons, and the judgements they rest on."""

from fabula.model.base import Anchor, Record
from fabula.model.vocabulary import (
    CandidateState,
    ComparisonKind,
    Decider,
    EventModality,
    EventType,
    LineageKind,
    MentionType,
    Relation,
    Rhythm,
)


class Evidence(Record, frozen=True, kw_only=True):
    """The exact characters that a line rests on, with their article."""

    article: str
    path: str
    start: int
    end: int
    text: str


class Judgement(Record, frozen=True, kw_only=True):
    """Whether two things are one, as a row of its own: ``left`` and ``right`` are member keys ("article/c3").

    ``why`` is what the score is made of, one part an item. ``by`` is machine or person; a person's outranks. ``doubt``: they
    were left one though something speaks against it, for a person to look at.
    """

    kind: str
    left: str
    right: str
    same: bool
    score: float
    why: tuple[str, ...] = ()
    by: Decider = "machine"
    doubt: bool = False


class Known(Record, frozen=True, kw_only=True):
    """An entity of a reference list that the user supplied: ``list`` is the list's name, ``id`` its identifier there.

    ``names`` are its names and aliases, the first the one to show; ``weak`` those that the list calls weak. ``kind`` is a
    type of mentions, or None where the list does not say. ``countries`` are ISO 3166-1 codes; ``born`` is an ISO date as
    long as is known; ``roles`` are positions and descriptions as the list words them.
    """

    list: str
    id: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    kind: str | None = None
    countries: tuple[str, ...] = ()
    born: str | None = None
    roles: tuple[str, ...] = ()


class Candidate(Record, frozen=True, kw_only=True):
    """A known entity that an entity may be: ``score`` in 0..1, made of ``parts`` (name, country, role, born: 0..1 each).

    ``why`` says what agreed, what clashed and how many others are as good; ``anchors`` are the spans that it rests on.
    ``state``: candidate, certain (by the rule of docs/entities.md), accepted or rejected (by a person).
    """

    list: str
    id: str
    name: str
    score: float
    parts: dict[str, float]
    why: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    state: CandidateState = "candidate"


class Entity(Record, frozen=True, kw_only=True):
    """A person, organisation, place, ... across articles and spellings.

    ``aliases`` are the distinct names as written, most frequent first; ``members`` are the chains that it consists
    of, as (article id, chain); ``anchors`` are its named mentions, in order; ``roles`` are titles stated of it.
    """

    id: str
    name: str
    type: MentionType
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    anchors: tuple[Anchor, ...]
    roles: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class Event(Record, frozen=True, kw_only=True):
    """An occurrence across articles. ``members`` are event mentions, as (article id, event mention id).

    ``what`` is its plainest clause, verbatim. ``date`` is ISO (as long as is known) or None; ``date_basis`` is the
    anchor that dates it. ``not_before`` and ``not_after`` bound it, ISO days, where no single date is known.
    ``announced`` are the articles that tell of it as still to come. ``support`` is the number of independent tellings.
    ``series`` is the id of the series that it recurs in. ``why`` is what the joins rest on. ``mentions`` are the members'
    triggers as anchors, in their order. ``sure`` is how likely it is an event at all, that of its surest mention.
    ``line`` says whether it makes a line of the timeline: a telling reports it as news, surely enough.
    """

    id: str
    type: EventType
    what: str
    date: str | None
    place: str | None
    articles: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    anchors: tuple[Anchor, ...]
    entities: tuple[str, ...] = ()
    date_basis: Anchor | None = None
    modality: EventModality = "happened"
    support: int = 1
    why: tuple[str, ...] = ()
    not_before: str | None = None
    not_after: str | None = None
    announced: tuple[str, ...] = ()
    series: str | None = None
    mentions: tuple[Anchor, ...] = ()
    sure: float = 1.0
    line: bool = True


class Series(Record, frozen=True, kw_only=True):
    """Occurrences of one recurring event: yearly exercises, the meetings of the same two people.

    ``events`` are event ids in order of date; ``dates`` theirs. ``rhythm``: yearly, half-yearly, quarterly, monthly,
    weekly or irregular. ``entities`` are those that take part in every one. ``score`` is its weakest link's, in 0..1;
    ``why`` is what each link's score is made of.
    """

    id: str
    type: EventType
    what: str
    rhythm: Rhythm
    events: tuple[str, ...]
    dates: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    entities: tuple[str, ...] = ()
    place: str | None = None
    score: float = 1.0
    why: tuple[str, ...] = ()


class Lineage(Record, frozen=True, kw_only=True):
    """One article drawn from another: ``kind`` copy, rewrite, translation or republication; ``score`` in 0..1.

    ``target`` is an article id, or None where the source is only named (then ``name`` names it). ``directed`` is whether
    dates or the article's own words say which of the two was drawn from the other; ``anchors`` are the passages that both
    have, in pairs.
    """

    id: str
    source: str
    target: str | None
    kind: LineageKind
    score: float
    anchors: tuple[Anchor, ...]
    name: str | None = None
    directed: bool = True
    why: tuple[str, ...] = ()


class Comparison(Record, frozen=True, kw_only=True):
    """What tellings say beside each other. ``kind``: agree, disagree, only_in or silent; development (a plan beside what
    came of it) and view (opinions that differ) are no clashes and kept apart from them.

    ``what`` is one plain sentence drawn from the evidence; ``about`` names the event or entity that they share;
    ``articles`` are those that say it (for silent: those that do not); ``anchors`` are the spans of every side.
    """

    id: str
    kind: ComparisonKind
    what: str
    articles: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    about: str | None = None
    score: float = 1.0
    why: tuple[str, ...] = ()


class ClaimPair(Record, frozen=True, kw_only=True):
    """Two claims of different tellings that were held against each other, as a row of its own.

    ``relation``: agrees, clashes, neither, development or view; ``score`` in 0..1 is its probability and ``doubt`` how
    near the call was (1: on the threshold). ``odds``: the shipped judge's probabilities of agrees, clashes and neither,
    before a calibration of this dossier's. ``by``: machine or person.
    """

    id: str
    left: Anchor
    right: Anchor
    relation: Relation
    score: float
    doubt: float
    odds: tuple[float, float, float]
    why: tuple[str, ...] = ()
    by: Decider = "machine"
