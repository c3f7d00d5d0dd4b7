"""By when a forecast is to come true: TIMEX3 values as days, durations counted from publication."""

from dataclasses import dataclass
from datetime import date, timedelta

from fabula.lang.en.times import bounds
from fabula.lang.en.times.values import ended


@dataclass(frozen=True, slots=True)
class Horizon:
    """``value``: the TIMEX3 value; ``words``: the expression; ``first``, ``last``: the days it covers, where known.

    ``last`` None with a value is a horizon that stays relative: the text does not say what it counts from.
    """

    value: str
    words: str
    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.words or self.value} (not dated)"
        return f"{self.last}" if self.first == self.last else f"by {self.last} ({self.words or self.value})"


def horizon(value: str, words: str, published: str | None) -> Horizon:
    """The days of a due value. A duration counts from ``published``, an ISO date known to the day, else stays open."""
    known = bounds(value)
    if known:
        return Horizon(value, words, *known)
    day = day_of(published)
    if day and (end := ended(day, value)):
        return Horizon(value, words, day, end)
    return Horizon(value, words, None, None)


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is not known to the day."""
    try:
        return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    except ValueError:
        return None


def overdue(h: Horizon | None, today: date | None) -> int:
    """Days since the last day on which it could still have come true; 0 where it is not over, or not known."""
    return max(0, (today - h.last) // timedelta(1)) if h and h.last and today else 0


def apart(a: Horizon, b: Horizon) -> bool:
    """Whether two horizons have no day in common; not where the days of one are not known."""
    return bool(a.first and a.last and b.first and b.last and (a.last < b.first or b.last < a.first))
