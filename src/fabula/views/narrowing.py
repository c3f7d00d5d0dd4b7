"""What somebody asks to see of a dossier: what mentions a name, is of an event, was published between two days, is told by an
outlet, or has some words."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.derive.timeline import day_of
from fabula.errors import UsageError
from fabula.lang.en.stems import stems
from fabula.model.quoting import Row
from fabula.model.records import Anchor, Article

if TYPE_CHECKING:
    from fabula.store.reader import Reader

_STOP = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"‘\[(])|\n")
"""Between two sentences, near enough to look around a passage."""


class Narrowing:
    """What is asked for. ``keeps`` says of a passage whether it is of it; all that is asked for must hold.

    ``since`` and ``until`` are years, months or days, between which an article was published; ``about`` are words that the
    sentence of a passage must all have, in any form. Raises UsageError for a name, event, outlet or date that there is none of.
    """

    def __init__(
        self,
        dossier: "Reader",
        *,
        entity: str | None = None,
        event: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        about: str | None = None,
    ) -> None:
        self.dossier = dossier
        self.said = {
            k: v
            for k, v in (
                ("entity", entity),
                ("event", event),
                ("from", since),
                ("to", until),
                ("outlet", outlet),
                ("about", about),
            )
            if v
        }
        self._low, self._high = day_of(since, last=False), day_of(until, last=True)
        if self._low and self._high and self._low > self._high:
            raise UsageError(f"the time asked for ends ({until}) before it begins ({since})")
        self._names = self._called(entity)
        self._event = self._of(event)
        self._words = frozenset(stems(about)) if about else frozenset()
        self._outlet = outlet.casefold() if outlet else None
        if self._outlet and not any((a.outlet or "").casefold() == self._outlet for a in dossier):
            raise UsageError(f"no article is from an outlet called {outlet}")
        self._texts = Asked(dossier.article)
        self._kept: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self.said)

    @property
    def inside(self) -> bool:
        """Whether it asks for some passages of an article, and not only for some articles."""
        return bool(self._names or self._event is not None or self._words)

    def _called(self, entity: str | None) -> re.Pattern[str] | None:
        if entity is None:
            return None
        found = self.dossier.entity(entity)
        names = sorted({found.name, *found.aliases}, key=lambda n: (-len(n), n))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)

    def _of(self, event: str | None) -> dict[str, list[tuple[int, int]]] | None:
        if event is None:
            return None
        found = next((e for e in self.dossier.events() if e.id == event), None)
        if found is None:
            raise UsageError(f"no event has the id {event}")
        out: dict[str, list[tuple[int, int]]] = {}
        for i, s, e in found.anchors:
            out.setdefault(i, []).append((s, e))
        return out

    @cached_property
    def _published(self) -> dict[str, str]:
        return {i: p.date for i, p in self.dossier.published().items() if p.date}

    def article(self, article: Article) -> bool:
        """Whether an article is of what is asked for, by its outlet and day."""
        if article.id not in self._kept:
            stated = article.published.date if article.published else None
            day = (stated or self._published.get(article.id) or "")[:10]
            known = day_of(day[:10], last=False) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
            inside = (
                known is not None and (not self._low or known >= self._low) and (not self._high or known <= self._high)
            )
            own = not self._outlet or (article.outlet or "").casefold() == self._outlet
            self._kept[article.id] = own and (inside or not (self._low or self._high))
        return self._kept[article.id]

    def keeps(self, anchor: Anchor) -> bool:
        """Whether a passage is of what is asked for."""
        i, start, end = anchor
        article = self._texts[i]
        if not self.article(article):
            return False
        if not self.inside:
            return True
        low, high = _around(article.text, start, end)
        if self._event is not None and not any(s < high and low < e for s, e in self._event.get(i, ())):
            return False
        sentence = article.text[low:high]
        if self._names and not self._names.search(sentence):
            return False
        return self._words <= set(stems(sentence))

    def some(self, anchors: Iterable[Anchor]) -> bool:
        """Whether one of some passages is of what is asked for."""
        return not self or any(self.keeps(a) for a in anchors)

    def rows(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Of rows with evidence, those that rest on a passage of what is asked for."""
        if not self:
            return rows
        return (r for r in rows if self.some((e["article"], e["start"], e["end"]) for e in r["evidence"]))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences that a passage lies in."""
    low = max(
        (m.end() for m in _STOP.finditer(text, max(0, start - 600), start + 1) if m.end() <= start),
        default=max(0, start - 600),
    )
    after = _STOP.search(text, max(start, end - 1), end + 600)
    return low, after.start() + 1 if after else min(len(text), end + 600)
