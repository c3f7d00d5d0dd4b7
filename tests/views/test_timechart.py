"""The drawn timeline: nothing lies on anything else, whatever the story, and it can be read without being seen."""

import datetime
import itertools
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import fabula
from fabula.derive.timeline import TimelineEntry
from fabula.model.records import Event
from fabula.views.brief import brief
from fabula.views.page import page
from fabula.views.timechart import MOST, WIDTH, chart, length


def entry(n: int, first: datetime.date, last: datetime.date, words: int) -> TimelineEntry:
    event = Event(
        id=f"event:{n}", type="CONSULT", what="talks", date=None, place=None, articles=("a",), members=(),
        anchors=(("a", 0, 5),), support=1 + n % 3, modality="planned" if n % 4 == 0 else "happened",
    )  # fmt: skip
    return TimelineEntry(
        event, first, last, "day", str(first), " ".join(["Talks", *["went on"] * words]), "took place", (), ()
    )


def story(seed: int, count: int, days: int) -> list[TimelineEntry]:
    r = random.Random(seed)
    start = datetime.date(2020, 1, 1)
    out = []
    for n in range(count):
        first = start + datetime.timedelta(r.randrange(days))
        out.append(entry(n, first, first + datetime.timedelta(r.choice([0, 0, 0, 6, 30, 365])), r.randrange(8)))
    return sorted(out, key=lambda e: (e.first, e.last))


@pytest.mark.parametrize(("count", "days"), [(2, 3), (12, 12), (30, 4000), (400, 60)])
def test_no_label_lies_on_a_label_or_mark_or_beyond_the_edge(count: int, days: int) -> None:
    drawn = chart(story(1, count, days))
    assert drawn is not None
    assert len(drawn.marks) == min(count, MOST)
    lines: dict[float, list[tuple[float, float]]] = {}
    for m in drawn.marks:
        width = length(m.label)
        left = m.text_x if m.anchor == "start" else m.text_x - width
        if m.text_y == m.y:
            lines.setdefault(m.y, []).append((min(left, m.x0), max(left + width, m.x1)))
        else:
            lines.setdefault(m.y, []).append((m.x0, m.x1))
            lines.setdefault(m.text_y, []).append((left, left + width))
        assert left >= 0
        assert left + width <= WIDTH
    for boxes in lines.values():
        boxes.sort()
        assert all(a[1] < b[0] for a, b in itertools.pairwise(boxes))
    dates = [t.x for t in drawn.ticks if not t.gap]
    assert dates == sorted(dates)


def test_what_has_no_date_is_counted_not_drawn() -> None:
    told = story(2, 5, 50)
    bare = TimelineEntry(told[0].event, None, None, "none", "not dated", "Talks", "took place", (), ())
    drawn = chart([*told, bare])
    assert drawn is not None
    assert drawn.left_out == 1
    assert chart([bare, told[0]]) is None


def test_the_brief_draws_it_with_a_table_beside_it(example: Path) -> None:
    with fabula.open(example) as d:
        text = page(brief(d, "full"))
    svg = ET.fromstring(text[text.index("<svg ") : text.index("</svg>") + 6])
    assert svg.get("role") == "img"
    named = {x.get("id"): x.text for x in svg if x.get("id")}
    assert [named[i] for i in (svg.get("aria-labelledby") or "").split()] == [named["tl-title"], named["tl-desc"]]
    assert "dated events from" in (named["tl-desc"] or "")
    assert text.index("</svg>") < text.index("announced for 1 June 2024; took place", text.index("</svg>"))
    labels = [g for g in svg if g.tag == "g"]
    assert labels
    for g in labels:  # each says in full what its label may cut
        assert g[0].tag == "title"
        assert "telling" in (g[0].text or "")
