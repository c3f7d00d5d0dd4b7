"""Figures: quantities followed over tellings and time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.derive.naming import Asked
from fabula.model.quoting import Row
from fabula.model.records import Figure, FigurePoint
from fabula.views.lists.listing import RowList, anchored

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row a figure, with its points in order of date, each with its evidence."""
    from fabula.derive.figures import figures  # here: other lists need not load it

    held = Asked(dossier.article)
    for f in figures(dossier):
        points = []
        for p in f.points:
            row = p.to_dict()
            del row["anchor"]
            points.append({**row, "evidence": anchored(held, [p.anchor])})
        yield {
            "id": f.id,
            "what": f.what,
            "kind": f.kind,
            "unit": f.unit,
            "of": f.of,
            "conflict": bool(f.conflicts),
            "points": points,
            "conflicts": [sides(f, places) for places in f.conflicts],
            "articles": list(dict.fromkeys(p.article for p in f.points)),
            "entities": list(f.entities),
            "evidence": anchored(held, list(dict.fromkeys(p.anchor for p in f.points))),
        }


def sides(f: Figure, places: Sequence[int]) -> Row:
    """A conflict as who stands where: the values given for one time, each with those who give it."""
    by: dict[float, list[FigurePoint]] = {}
    for n in places:
        by.setdefault(f.points[n].value, []).append(f.points[n])
    days = {f.points[n].as_of for n in places}
    return {
        "as_of": min(days, key=str) if len(days) == 1 else None,
        "sides": [
            {
                "value": value,
                "by": list(dict.fromkeys(p.by for p in points)),
                "articles": list(dict.fromkeys(p.article for p in points)),
            }
            for value, points in sorted(by.items())
        ],
    }


def lines(found: Iterator[Row]) -> Iterator[Row]:
    """One line a telling, for a table."""
    from fabula.views.figures import lines as of_tellings  # here: JSON needs it not

    return of_tellings(found)


LIST = RowList(rows, ("what", "of", "when", "value", "who says so", "article", "change"), lines)
