"""Numbers as records: a quantity that an article gives, and a figure, one quantity followed over tellings and time."""

from fabula.model.base import Anchor, Pair, Record


class Quantity(Record, frozen=True, kw_only=True):
    """A number that the article gives of something. ``start``, ``end``: its words ("$1.2 billion", "36", "5 percent").

    ``low`` and ``high`` are what the value lies between, None where that is open. ``bound``: exact, at least, at most,
    about, more than or less than; a range is "about", its value the middle. ``unit``: a currency, a measure, "%" or
    "percentage point"; None where things are counted. ``what``: spans of the words for what is counted or measured.
    ``kind`` names what is counted (deaths, evacuated, offer, vote share, ...), None where its own noun is all there is.
    ``role``: whole, part (of another number), added (to one), change (by how much), before (what it was), record (of
    another case) or possible (what may come). ``per`` is what a rate is for ("share"). ``of``: spans of what the quantity
    is of, an occurrence or a holder; ``when``: the time it holds at, ``by``: who gives it, where words beside it say so; ``verb``: its clause's.
    """

    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    bound: str = "exact"
    unit: str | None = None
    what: tuple[Pair, ...] = ()
    kind: str | None = None
    role: str = "whole"
    per: str | None = None
    of: tuple[Pair, ...] = ()
    when: Pair | None = None
    by: Pair | None = None
    verb: Pair | None = None


class FigurePoint(Record, frozen=True, kw_only=True):
    """One telling of a figure: who says what it is, in which article, and as of when.

    ``value``, ``low``, ``high`` and ``bound`` are as in ``Quantity``. ``as_of`` is an ISO date: the one that its words give,
    else the article's; ``as_of_stated`` says which. ``by`` is who gives it, "article" for the article's own voice.
    ``change``: first, same, up, down, corrected (lowered or raised as a mistake), stale (it prints what was said before newer values were
    told), undated (no date says where it stands), or before (the value that it says has been replaced). ``anchor`` is the sentence that tells it.
    """

    article: str
    value: float
    low: float | None
    high: float | None
    bound: str
    as_of: str | None
    by: str
    anchor: Anchor
    change: str = "first"
    as_of_stated: bool = False


class Figure(Record, frozen=True, kw_only=True):
    """A quantity that is told of something and followed: its tellings in order of date, as a track.

    ``what`` are the words for it ("homes destroyed"), ``kind`` its kind, the same words or the noun that is counted;
    ``unit`` is None where things are counted. ``of``: what it is of, in the articles' words or an entity's name.
    ``conflicts``: sets of points, by their places, that give different values for one time.
    """

    id: str
    what: str
    kind: str
    unit: str | None
    of: str | None
    points: tuple[FigurePoint, ...]
    conflicts: tuple[tuple[int, ...], ...] = ()
    entities: tuple[str, ...] = ()
