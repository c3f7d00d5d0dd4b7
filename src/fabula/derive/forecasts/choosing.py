"""Of the ledger: the forecasts of one maker, the day that evidence settles one, and probabilities that a person assumes."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from fabula.derive.forecasts.horizons import day_of
from fabula.derive.forecasts.ledger import LedgerEntry
from fabula.errors import UsageError
from fabula.model.records import Anchor

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def made_by(d: "Reader", entries: Iterable[LedgerEntry], name: str) -> list[LedgerEntry]:
    """Entries whose maker has a name, in any of its spellings, or in part."""
    fold = name.casefold()
    ids = {e.id for e in d.entities() if any(fold in n.casefold() for n in (e.name, *e.aliases))}
    return [
        e
        for e in entries
        if any((t.who and t.who[1] in ids) or (t.maker and fold in t.maker.casefold()) for t in e.tellings)
    ]


def settled(d: "Reader", e: LedgerEntry, anchors: Iterable[Anchor]) -> tuple[date | None, list[str]]:
    """The day of the last article that a resolution rests on, and a warning for each that is older than the forecast."""
    told_on, days, warnings = d.published(), list[date](), list[str]()
    made = day_of(e.first.day)
    for i in dict.fromkeys(a[0] for a in anchors):
        a = d.article(i)
        known = a.published if a.published and a.published.date else told_on.get(i)
        day = day_of(known.date) if known else None
        if day and made and day < made:
            warnings.append(f"{a.path} was published on {day}, before the forecast was made on {made}")
        days += [day] if day else []
    return max(days, default=None), warnings


def assumed(text: str) -> tuple[str, float]:
    """BAND=P as a band of words and its probability. Raises UsageError."""
    name, sign, value = text.partition("=")
    band = {"unstated": "not stated", "possible": "possible"}.get(name.strip())
    try:
        p = float(value)
    except ValueError:
        p = -1.0
    if not sign or band is None or not 0 <= p <= 1:
        raise UsageError(f"--assume {text}: expected unstated=P or possible=P, with P from 0 to 1")
    return band, p
