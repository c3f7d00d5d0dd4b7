"""Publication dates that follow from other tellings: each rule, and what must stay undated."""

import pytest

from fabula.lang.en.times import find
from fabula.link.events.dating import dated
from fabula.link.events.dating import publications as dates
from fabula.link.events.resolve import published_bounds
from fabula.model.records import Annotation, Article, Event, EventMention, Published, Zone


def telling(
    key: str,
    text: str,
    trigger: str,
    when: str | None = None,
    modality: str = "happened",
    published: str | None = None,
    zones: tuple[Zone, ...] = (),
) -> Annotation:
    """An article with one event mention, dated by the words ``when`` as the time layer reads them."""
    found = find(text)
    time = next(t for t in found if text[t.start : t.end] == when) if when else None
    start = text.index(trigger)
    event = EventMention(
        id="e0", start=start, end=start + len(trigger), clause=(0, len(text)), type="CONSULT", modality=modality,
        time=time.value if time else None, time_span=(time.start, time.end) if time else None,
    )  # fmt: skip
    date = Published(date=published, precision="day", basis="given") if published else None
    article = Article(id=key, path=key, sha256=key, text=text, published=date, zones=zones)
    return Annotation(article=article, times=found, events=(event,))


def occurrence(date: str | None, *told: Annotation, basis: Annotation | None = None) -> Event:
    """One event that all the articles tell."""
    held = (*told, basis) if basis else told
    span = basis.events[0].time_span if basis else None
    return Event(
        id="event:x", type="CONSULT", what="talks", date=date, place=None,
        articles=tuple(sorted(a.article.id for a in held)), members=tuple((a.article.id, "e0") for a in held),
        anchors=tuple((a.article.id, 0, len(a.article.text)) for a in held),
        date_basis=(basis.article.id, *span) if basis and span else None,
    )  # fmt: skip


def publications(told: list[Annotation], events: list[Event]) -> dict[str, Published]:
    return dates(told, events, published_bounds(told, events))


DATES = telling("z", "The talks were held on 14 May 2024 in Oslo.", "talks", "14 May 2024")
"""A Tuesday."""


def of(text: str, when: str | None, modality: str = "happened") -> Published | None:
    """What is known of the publication of an article that tells of the talks of 14 May 2024."""
    a = telling("a", text, "talks", when, modality)
    return publications([a, DATES], [occurrence("2024-05-14", a, basis=DATES)]).get("a")


@pytest.mark.parametrize(
    ("text", "when", "modality", "date"),
    [
        ("The two sides held talks today in Oslo.", "today", "happened", "2024-05-14"),
        ("The two sides held talks yesterday in Oslo.", "yesterday", "happened", "2024-05-15"),
        ("The two sides will hold talks tomorrow in Oslo.", "tomorrow", "planned", "2024-05-13"),
        ("The two sides held talks three days ago in Oslo.", "three days ago", "happened", "2024-05-17"),
        ("The two sides will hold talks this week in Oslo.", "this week", "planned", "2024-05-12/2024-05-14"),
    ],
)
def test_what_an_article_says_of_a_dated_event_dates_it(text: str, when: str, modality: str, date: str) -> None:
    found = of(text, when, modality)
    assert found is not None
    assert found.date == date
    assert found.span is not None
    assert text[slice(*found.span)] == when
    assert found.precision == ("interval" if "/" in date else "day")
    assert "event:x" in (found.why or "")


@pytest.mark.parametrize(
    ("text", "when", "modality"),
    [
        ("The two sides held talks in Oslo.", None, "happened"),
        ("The two sides held talks on Tuesday in Oslo.", "Tuesday", "happened"),  # a week is left
        ("The two sides held talks last month in Oslo.", "last month", "happened"),
        ("The two sides held talks on Friday in Oslo.", "Friday", "happened"),  # not that day: another round
        ("The two sides will hold talks in Oslo.", None, "planned"),
        ("The two sides held talks on May 14 in Oslo.", "May 14", "happened"),
        ("The two sides will hold talks yesterday in Oslo.", "yesterday", "planned"),  # contradicts itself
        ("The two sides held talks recently in Oslo.", "recently", "happened"),
    ],
)
def test_what_does_not_tell_the_day_dates_nothing(text: str, when: str | None, modality: str) -> None:
    found = of(text, when, modality)
    assert found is None or found.date is None


def test_a_weekday_leaves_a_week() -> None:
    found = of("The two sides held talks on Tuesday in Oslo.", "Tuesday")
    assert found is not None
    assert (found.not_before, found.not_after) == ("2024-05-14", "2024-05-20")


def test_an_event_that_nobody_dates_dates_nothing() -> None:
    a = telling("a", "The two sides held talks yesterday in Oslo.", "talks", "yesterday")
    assert publications([a], [occurrence(None, a)]) == {}


def test_an_article_with_a_date_keeps_it() -> None:
    a = telling("a", "The two sides held talks yesterday in Oslo.", "talks", "yesterday", published="2024-05-15")
    assert "a" not in publications([a, DATES], [occurrence("2024-05-14", a, basis=DATES)])


def test_what_was_done_later_moves_the_first_day() -> None:
    text = "The talks were held on May 14. On May 16, the minister resigned. On May 30, votes will be counted."
    found = of(text, "May 14")
    assert found is not None
    assert (found.date, found.not_before, found.not_after) == (None, "2024-05-16", None)


def test_a_day_over_an_article_takes_the_year_of_its_event() -> None:
    text = "May 17\nThe talks in Oslo were held on Tuesday."
    zones = (Zone(start=0, end=7, kind="byline"), Zone(start=7, end=len(text), kind="body"))
    a = telling("a", text, "talks", "Tuesday", zones=zones)
    found = publications([a, DATES], [occurrence("2024-05-14", a, basis=DATES)])["a"]
    assert found.date == "2024-05-17"


def test_an_undated_article_has_its_own_relative_times_read_once_the_story_dates_it() -> None:
    a = telling("a", "The two sides held talks yesterday. A week ago a bridge was shut.", "talks", "yesterday")
    week = next(t for t in a.times if a.article.text[t.start : t.end] == "A week ago")
    assert week.anchor == "publication"
    shut = EventMention(id="e1", start=54, end=58, clause=(36, 65), type="COERCE", time=week.value,
                        time_span=(week.start, week.end))  # fmt: skip
    a = Annotation(article=a.article, times=a.times, events=(*a.events, shut))
    bridge = Event(id="event:y", type="COERCE", what="shut", date=None, place=None, articles=("a",),
                   members=(("a", "e1"),), anchors=(("a", 36, 65),))  # fmt: skip
    every = [occurrence("2024-05-14", a, basis=DATES), bridge]
    published = publications([a, DATES], every)
    found = {e.id: e for e in dated(every, [a, DATES], published)}
    assert (found["event:y"].not_before, found["event:y"].not_after) == ("2024-05-06", "2024-05-12")
    assert found["event:y"].date_basis == ("a", week.start, week.end)
    assert found["event:x"].date == "2024-05-14"


def test_events_are_bounded_by_who_tells_them_when() -> None:
    past = telling("a", "The two sides held talks in Oslo.", "talks", published="2024-05-20")
    ahead = telling("b", "The two sides will hold talks in Oslo.", "talks", modality="planned", published="2024-05-10")
    (happened,) = dated([occurrence(None, past)], [past], {})
    assert (happened.date, happened.not_before, happened.not_after) == (None, None, "2024-05-20")
    (planned,) = dated([occurrence(None, ahead)], [ahead], {})
    assert (planned.not_before, planned.not_after, planned.announced) == ("2024-05-10", None, ("b",))


def test_a_telling_from_before_the_day_can_only_announce() -> None:
    before = telling("a", "A march in Oslo for the talks of May 14.", "march", "May 14", published="2024-05-10")
    (event,) = dated([occurrence("2024-05-14", before, basis=DATES)], [before, DATES], {})
    assert event.announced == ("a",)
    assert event.modality == "happened"
    (alone,) = dated([occurrence("2024-05-14", before)], [before], {})
    assert alone.modality == "planned"
