"""An article: its text, and what is stated of it."""

import msgspec

from fabula.model.base import Pair, Record
from fabula.model.vocabulary import ZoneKind


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
    days at most). ``basis`` says how it is known: ``given``, ``meta``, ``byline``, ``address``, ``republication`` or ``story``
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
    kind: ZoneKind


class Article(Record, frozen=True, kw_only=True):
    """One telling. ``text`` never changes; ``sha256`` (of its UTF-8) is its identity.

    ``id`` is the one given with it, else ``sha256[:16]``. ``path`` is the file, address or ``-`` that it came from.
    ``language`` is an ISO 639-1 code, or None where the text is too short to tell. ``stated`` holds the evidence for
    ``title``, ``outlet`` and ``authors``, by field name. ``notes`` say in plain words what had to be guessed, replaced or
    left out to read it.
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
    notes: tuple[str, ...] = ()
