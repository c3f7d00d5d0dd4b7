"""How much any record matters, from its passages: by how many tellings have it, how near it is to what all of them are about,
where it stands in its articles, and who says it.

Events have a salience of their own (``fabula.derive.salience``), with weights chosen on newsroom timelines; nothing to choose
these on was at hand, so each reason counts for about the same.
"""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fabula.derive.centrality import Centre
from fabula.derive.salience import Salience, weighed
from fabula.model.quoting import ARTICLE, Row

if TYPE_CHECKING:
    from fabula.store.reader import Reader

WEIGHTS = {"tellings": 0.25, "near": 0.3, "headline": 0.1, "lead": 0.15, "who": 0.2}
LEAD = 500
"""Characters of an article in which it says what is new."""
CLOSE = 0.35
"""How near to the middle of all tellings a passage is at most, as a rule: 1 from there on."""
SHOWN = 8
"""Passages of a record that are looked at: of an entity's thousands the first are enough."""


class Weighing:
    """The salience of a dossier's rows, by their evidence."""

    def __init__(self, dossier: "Reader") -> None:
        copies = {x.source for x in dossier.lineage() if x.directed and x.target}
        self._titles: dict[str, list[tuple[int, int]]] = {}
        texts = []
        for a in dossier:
            self._titles[a.id] = [(z.start, z.end) for z in a.zones if z.kind == "title"]
            if a.id not in copies:
                texts.append(a.text)
        self._copies = copies
        self._centre = Centre(texts)
        self._count = max(2, len(texts))
        self._named: dict[str, int] = {}
        for e in dossier.entities():
            for key in (e.id, e.name):
                self._named[key] = max(self._named.get(key, 0), len(e.articles))
        self._most = max(self._named.values(), default=1)

    def of(self, row: Row) -> Salience:
        """How much a row with evidence matters."""
        evidence = row["evidence"]
        tellings = {e["article"] for e in evidence} - self._copies
        shown = evidence[:SHOWN]
        near = max((self._centre.near(e["text"]) for e in shown), default=0.0)
        headed = {
            e["article"] for e in shown if any(s <= e["start"] < t for s, t in self._titles.get(e["article"], ()))
        }
        first = min((e["start"] for e in shown), default=LEAD * 10)
        who = max((self._named.get(n, 0) for n in _whose(row)), default=0)
        count = len(tellings)
        parts = {
            "tellings": min(1.0, math.log(count) / math.log(self._count)) if count > 1 else 0.0,
            "near": min(1.0, near / CLOSE),
            "headline": 1.0 if headed else 0.0,
            "lead": 1 / (1 + first / LEAD),
            "who": math.log(1 + who) / math.log(1 + self._most),
        }
        words = {
            "tellings": f"{count} independent tellings",
            "near": "near to what all tellings are about",
            "headline": f"in the headline of {len(headed)} article{'s' * (len(headed) != 1)}",
            "who": f"by or of somebody whom {who} article{'s' * (who != 1)} name{'s' * (who == 1)}",
        }
        if first < LEAD:
            words["lead"] = "stands near the top of an article"
        return weighed(parts, words, WEIGHTS)

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows with ``salience`` and its reasons, ``salient``, before their evidence."""
        for row in rows:
            much = self.of(row)
            rest = {k: v for k, v in row.items() if k != "evidence"}
            yield {**rest, "salience": much.value, "salient": list(much.why), "evidence": row["evidence"]}


def _whose(row: Row) -> list[str]:
    """Who says a row, or whom it is about: names and ids."""
    found = [row.get(k) for k in ("entity", "speaker", "by", "name", "about", "of")]
    more = row.get("entities") or []
    return [n for n in (*found, *more) if isinstance(n, str) and n != ARTICLE]
