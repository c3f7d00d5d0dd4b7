"""A figure that very many articles tell is drawn within bounds, with its ends and its conflicts."""

import re
from datetime import date, timedelta

from fabula.model.records import Figure, FigurePoint
from fabula.serve.drawing import DRAWN, steps


def test_a_figure_of_a_thousand_tellings_is_drawn_within_bounds() -> None:
    days = [(date(2024, 1, 1) + timedelta(days=n)).isoformat() for n in range(1000)]
    points = tuple(
        FigurePoint(
            article=f"a{n}", value=float(10 + n // 300), low=None, high=None, bound="exact", as_of=day, by="article",
            anchor=(f"a{n}", 0, 5), change="up" if n and n % 300 == 0 else "same" if n else "first",
        )
        for n, day in enumerate(days)
    )  # fmt: skip
    f = Figure(id="f", what="deaths", kind="count", unit=None, of=None, points=points, conflicts=((700, 701),))
    drawn = str(steps(f))
    places = {int(n) for n in re.findall(r'href="/articles/a(\d+)\?', drawn)}
    assert len(places) == DRAWN
    assert {0, 300, 600, 900, 700, 701, 999} <= places
    assert len(drawn) < 80_000
