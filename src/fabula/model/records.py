"""The record types: what Fabula says about articles, and nothing else.

All positions are Unicode code points into the article's text, end exclusive: ``text[start:end]`` is the evidence.
A field that the text does not state is None or empty; nothing is guessed. Records are immutable, compare by value
and encode to the JSON of the public interface with ``msgspec.json.encode`` (or ``to_dict``).
"""

from typing import Any

import msgspec

from fabula.model.base import Anchor, Pair, Record
from fabula.model.figures import Figure, FigurePoint, Quantity

__all__ = ["Anchor", "Figure", "FigurePoint", "Pair", "Quantity", "Record"]


class Stated(Record, frozen=True, kw_only=True):
    """A stated fact about an article (its title, outlet, an author) and where it stands.

    ``span`` is None where it was given beside the text (a JSONL field, an HTML meta element: ``basis`` says which).
    """

    value: str
    basis: str
    span: Pair | None = None


class Published(Record, frozen=True, kw_only=True):
    """When an article was published.

    ``date`` is ISO 8601, as long as ``precision`` allows (year, month, day, time; interval: ``first/last``, three
    days at most). ``basis`` says how it is known: ``given``, ``meta``, ``byline``, ``republication`` or ``story``
    (from other tellings). ``not_before`` and ``not_after`` are bounds, ISO dates; ``why`` what they follow from.
    """

    date: str | None
    precision: str
    basis: str
    span: Pair | None = None
    not_before: str | None = None
    not_after: str | None = None
    why: str | None = None


class Zone(Record, frozen=True, kw_only=True):
    """A labelled stretch of an article. Zones tile the text: in order, without gaps or overlaps.

    ``kind``: title, heading, byline, dateline, body, caption, furniture, promotion, comment, error.
    """

    start: int
    end: int
    kind: str


class Article(Record, frozen=True, kw_only=True):
    """One telling. ``text`` never changes; ``sha256`` (of its UTF-8) is its identity.

    ``id`` is the one given with it, else ``sha256[:16]``. ``path`` is the file, address or ``-`` that it came from.
    ``language`` is an ISO 639-1 code, or None where the text is too short to tell. ``stated`` holds the evidence for
    ``title``, ``outlet`` and ``authors``, by field name.
    """

    id: str
    path: str
    sha256: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: Published | None = None
    url: str | None = None
    zones: tuple[Zone, ...] = ()
    stated: dict[str, tuple[Stated, ...]] = msgspec.field(default_factory=dict)


class Role(Record, frozen=True, kw_only=True):
    """A title or role stated of a person beside the name, and when it was held.

    ``start``, ``end``: its words. ``status``: former, acting, future or current, where a word beside it says so ("former",
    "then-", "acting", "-elect"). ``since`` and ``until`` are TIMEX3 values, as long as is stated, and ``time`` is
    the span that states them.
    """

    start: int
    end: int
    status: str | None = None
    since: str | None = None
    until: str | None = None
    time: Pair | None = None


class Mention(Record, frozen=True, kw_only=True):
    """A span that names or refers to an entity.

    ``type``: person, organisation, place, people, event, product, media, group, or other. ``form``: name, nominal
    ("the president") or pronoun. ``chain``: mentions of one entity within the article share it ("c0", "c1", ...).
    ``role`` is a title or role stated beside the name ("president of Belarus"); ``roles`` are all of them, with their
    time. ``readings`` are what a metonym may mean, the likelier first: the name of a capital, a state or a seat of power is a
    place or a government. ``reading_by`` says what decided ("subject of warn"); where it is None nothing does, and
    both stay open.
    """

    start: int
    end: int
    type: str
    chain: str
    form: str = "name"
    role: str | None = None
    roles: tuple[Role, ...] = ()
    readings: tuple[str, ...] = ()
    reading_by: str | None = None


class Time(Record, frozen=True, kw_only=True):
    """A time expression in TIMEX3 terms: ``type`` DATE, TIME, DURATION or SET, and its ``value``.

    ``value`` is the TIMEX3 value, normalised as far as the text allows. A relative expression without a date to
    count from keeps a value with X in place of what is not known, and ``anchor`` names what it counts from
    ("publication", or "start:end" of another expression). ``mod``: START, MID, END, APPROX, ... or None.
    """

    start: int
    end: int
    type: str
    value: str
    anchor: str | None = None
    mod: str | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Somebody's words or their gist: who (``source``), by what word (``cue``), what (``content``).

    Each is a tuple of spans, empty where there is none. ``kind``: direct, indirect or mixed. ``speaker`` is a chain,
    "article" for the article's own voice, or None where the text leaves it open; ``reason`` says how it was decided.
    ``within`` is the id of the attribution that contains this one. ``confidence`` lies in 0..1.
    """

    id: str
    kind: str
    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    speaker: str | None = None
    reason: str = ""
    within: str | None = None
    confidence: float = 1.0


class Participant(Record, frozen=True, kw_only=True):
    """Who or what takes part in an event: ``role`` source, target, place, instrument or amount."""

    role: str
    start: int
    end: int
    chain: str | None = None


class EventMention(Record, frozen=True, kw_only=True):
    """One textual report of an occurrence. ``start``, ``end``: its trigger; ``clause``: the clause around it.

    ``type`` is one of PLOVER's sixteen (AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE,
    REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT) or "other". ``time`` is a TIMEX3 value and
    ``time_span`` its expression; ``place`` is the span of a place. ``polarity``: positive or negative. ``modality``:
    happened, planned, hoped, denied, possible or hypothetical. ``attribution``: id of the one that reports it.
    """

    id: str
    start: int
    end: int
    clause: Pair
    type: str
    participants: tuple[Participant, ...] = ()
    time: str | None = None
    time_span: Pair | None = None
    place: Pair | None = None
    polarity: str = "positive"
    modality: str = "happened"
    attribution: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """A checkable assertion, the article's own or an attributed one.

    ``kind``: fact, judgement or forecast. ``modality``: asserted, possible, denied, conditional or hoped.
    ``stance``: how far the article stands behind it (stands, reports, distances, doubts). ``about``: chains.
    """

    id: str
    start: int
    end: int
    about: tuple[str, ...] = ()
    polarity: str = "positive"
    modality: str = "asserted"
    kind: str = "fact"
    stance: str = "stands"
    attribution: str | None = None


class Forecast(Record, frozen=True, kw_only=True):
    """A claim about what is still to come.

    ``by``: a chain, or "article". ``condition``: the span it hangs on. ``due``: a TIMEX3 value, and ``due_span`` its
    expression ("within two weeks" of a dated article is a day; of an undated one, P2W). ``confidence``: the band its
    own words give: certain, likely, possible, unlikely or unstated; ``words`` are the spans of those words.
    """

    id: str
    start: int
    end: int
    by: str | None = None
    condition: Pair | None = None
    due: str | None = None
    due_span: Pair | None = None
    confidence: str = "unstated"
    words: tuple[Pair, ...] = ()
    attribution: str | None = None


class Cause(Record, frozen=True, kw_only=True):
    """One textual report that something raises, lowers, brings about or prevents something.

    ``polarity``: 1, -1, or None where the text does not state it. ``kind``: cause, enable, prevent, purpose,
    condition or counterfactual. ``changes``: spans of the words that the sign was read from. ``of_cause`` and
    ``of_effect``: what a side is about, where that is less than the side: what changes on it ("exports" of "a drop in
    exports"), or its gist. ``clausal``: the sides, "cause" and "effect", that a clause tells as an event ("the talks fail").
    """

    id: str
    cause: tuple[Pair, ...]
    effect: tuple[Pair, ...]
    signal: tuple[Pair, ...] = ()
    polarity: int | None = None
    conditional: bool = False
    kind: str = "cause"
    negated: bool = False
    hedged: bool = False
    changes: tuple[Pair, ...] = ()
    attribution: str | None = None
    of_cause: tuple[Pair, ...] = ()
    of_effect: tuple[Pair, ...] = ()
    clausal: tuple[str, ...] = ()


class Annotation(Record, frozen=True, kw_only=True):
    """All layers of one article: a pure function of the article and the models (``models``: name to version).

    ``left_out`` names the layers that failed and are empty for that, each with the reason in one line.
    """

    article: Article
    sentences: tuple[Pair, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    causes: tuple[Cause, ...] = ()
    models: dict[str, str] = msgspec.field(default_factory=dict)
    left_out: dict[str, str] = msgspec.field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``fabula annotate --jsonl``: layers beside the article, zones lifted out of it."""
        out: dict[str, Any] = msgspec.to_builtins(self)
        out["zones"] = out["article"].pop("zones")
        return out


class Evidence(Record, frozen=True, kw_only=True):
    """The exact characters that a line rests on, with their article."""

    article: str
    path: str
    start: int
    end: int
    text: str


class Judgement(Record, frozen=True, kw_only=True):
    """Whether two things are one, as a row of its own: ``left`` and ``right`` are member keys ("article/c3").

    ``why`` is what the score is made of, one part an item. ``by`` is machine or person; a person's outranks.
    """

    kind: str
    left: str
    right: str
    same: bool
    score: float
    why: tuple[str, ...] = ()
    by: str = "machine"


class Decision(Record, frozen=True, kw_only=True):
    """What a person decided: it outranks the machine, survives rebuilds and can be undone.

    ``action``: same (``left`` and ``right`` are one), different (none of ``left`` is any of ``right``), rename (the
    entity at ``left`` is called ``name``), known (the entity at ``left`` is the one that ``known`` names, as list and
    identifier), not-known (it is not that one), none (it is none of those that are listed) or forecast (what was
    foretold at ``left`` has the ``status`` true, false, undecidable, void or open, as the passages at ``right`` or the
    ``note`` show, settled ``on`` an ISO date, and is to be scored by ``probability``). Anchors, not ids: they hold
    whatever later versions make of the articles.
    Of the causal map's phrases: join, oppose, part, call (``name``) and flip (``sign`` -1: what stands at ``left`` is
    its concept's opposite); of the relation whose cause stands at ``left`` and whose effect at ``right``: sign
    (``sign`` 1, -1 or None, as its passage tells it), reject and accept. A later decision outranks an earlier one.
    Of claims: relate (those at ``left`` are to those at ``right``, or where there is no ``right`` to each other, what
    ``relation`` says: agrees, clashes, neither, development or view) and calibrate (the judge's log probabilities are
    scaled and shifted by ``values``; ``name`` is the judge's version).
    """

    action: str
    left: tuple[Anchor, ...]
    right: tuple[Anchor, ...] = ()
    name: str | None = None
    status: str | None = None
    note: str | None = None
    on: str | None = None
    probability: float | None = None
    sign: int | None = None
    known: tuple[str, str] | None = None
    relation: str | None = None
    values: tuple[float, ...] = ()


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
    state: str = "candidate"


class Entity(Record, frozen=True, kw_only=True):
    """A person, organisation, place, ... across articles and spellings.

    ``aliases`` are the distinct names as written, most frequent first; ``members`` are the chains that it consists
    of, as (article id, chain); ``anchors`` are its named mentions, in order; ``roles`` are titles stated of it.
    """

    id: str
    name: str
    type: str
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
    ``series`` is the id of the series that it recurs in. ``why`` is what the joins rest on.
    """

    id: str
    type: str
    what: str
    date: str | None
    place: str | None
    articles: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    anchors: tuple[Anchor, ...]
    entities: tuple[str, ...] = ()
    date_basis: Anchor | None = None
    modality: str = "happened"
    support: int = 1
    why: tuple[str, ...] = ()
    not_before: str | None = None
    not_after: str | None = None
    announced: tuple[str, ...] = ()
    series: str | None = None


class Series(Record, frozen=True, kw_only=True):
    """Occurrences of one recurring event: yearly exercises, the meetings of the same two people.

    ``events`` are event ids in order of date; ``dates`` theirs. ``rhythm``: yearly, half-yearly, quarterly, monthly,
    weekly or irregular. ``entities`` are those that take part in every one. ``score`` is its weakest link's, in 0..1;
    ``why`` is what each link's score is made of.
    """

    id: str
    type: str
    what: str
    rhythm: str
    events: tuple[str, ...]
    dates: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    entities: tuple[str, ...] = ()
    place: str | None = None
    score: float = 1.0
    why: tuple[str, ...] = ()


class Lineage(Record, frozen=True, kw_only=True):
    """One article drawn from another: ``kind`` copy, rewrite, translation or republication; ``score`` in 0..1.

    ``target`` is an article id, or None where the source is only named (then ``name`` names it).
    """

    id: str
    source: str
    target: str | None
    kind: str
    score: float
    anchors: tuple[Anchor, ...]
    name: str | None = None
    why: tuple[str, ...] = ()


class Comparison(Record, frozen=True, kw_only=True):
    """What tellings say beside each other. ``kind``: agree, disagree, only_in or silent; development (a plan beside what
    came of it) and view (opinions that differ) are no clashes and kept apart from them.

    ``what`` is one plain sentence drawn from the evidence; ``about`` names the event or entity that they share;
    ``articles`` are those that say it (for silent: those that do not); ``anchors`` are the spans of every side.
    """

    id: str
    kind: str
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
    relation: str
    score: float
    doubt: float
    odds: tuple[float, float, float]
    why: tuple[str, ...] = ()
    by: str = "machine"
