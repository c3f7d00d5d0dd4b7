"""Quantities: what a number is worth, how exact, what it counts, and whether it is the whole of it."""

import hashlib

import pytest

from fabula.extract.analysis import Analysis
from fabula.extract.quantities.layer import quantities
from fabula.extract.times.layer import times
from fabula.lang.en import pipeline as words
from fabula.lang.en.quantities import numbers
from fabula.model.records import Article, Published, Quantity


def read(text: str) -> list[Quantity]:
    article = Article(
        id="a",
        path="-",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        published=Published(date="2022-03-09", precision="day", basis="given"),
    )
    analysis = Analysis(article, words.parse(text))
    return list(quantities(analysis, times(analysis)))


def only(text: str, value: float) -> Quantity:
    return next(q for q in read(text) if q.value == value)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "bound", "unit"),
    [
        ("At least 36 people were hurt", 36, 36, None, "at least", None),
        ("no more than 40 seats", 40, None, 40, "at most", None),
        ("fewer than 40 seats", 40, None, 40, "less than", None),
        ("more than 1.2 million euros", 1.2e6, 1.2e6, None, "more than", "euro"),
        ("some 10 000 people", 10000, 9000, 11000, "about", None),
        ("12\u00a0500 people", 12500, 12500, 12500, "exact", None),
        ("one hundred and fifteen dead", 115, 115, 115, "exact", None),
        ("between 30 and 40 homes", 35, 30, 40, "about", None),
        ("$6.2 billion to $7 billion", 6.6e9, 6.2e9, 7e9, "about", "dollar"),
        ("£1.2bn", 1.2e9, 1.2e9, 1.2e9, "exact", "pound"),
        ("90 million crowns", 9e7, 9e7, 9e7, "exact", "crown"),
        ("a dozen boats", 12, 12, 12, "exact", None),
        ("dozens of boats", 24, 24, None, "at least", None),
        ("half a million homes", 5e5, 5e5, 5e5, "exact", None),
        ("5 percent", 5, 5, 5, "exact", "%"),
        ("3 percentage points", 3, 3, 3, "exact", "percentage point"),
        ("64 square miles", 64, 64, 64, "exact", "square mile"),
    ],
)
def test_a_number_has_its_value_its_bound_and_its_unit(
    text: str, value: float, low: float | None, high: float | None, bound: str, unit: str | None
) -> None:
    (n,) = numbers(text)
    assert (n.value, n.low, n.high, n.bound, n.unit) == (value, low, high, bound, unit)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March 2021",
        "at 7:05 p.m.",
        "in 1999",
        "the 3rd time",
        "a 3-2 win",
        "Smith, 42, said",
        "Route 66",
        "a 5-year-old",
    ],
)
def test_dates_times_scores_ages_and_names_are_no_quantities(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The blaze killed 36 people.",
        "The blaze claimed 36 lives.",
        "The blaze took the lives of 36 people.",
        "The death toll stands at 36.",
        "The toll of the blaze has climbed to 36.",
        "There are 36 confirmed dead.",
        "Thirty-six people have died.",
        "Thirty-six people were confirmed dead.",
        "That brought the number of dead to 36.",
        "The coroner put the death toll at 36.",
        "Thirty-six deaths were reported.",
        "The fire swept through the town, killing 36 people.",
        "The fire left 36 people dead.",
        "The 36 people who were killed lived nearby.",
    ],
)
def test_the_dead_are_counted_in_many_words(text: str) -> None:
    q = only(text, 36)
    assert (q.kind, q.role) == ("deaths", "whole")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Another 850 people are still missing.", 850, "missing"),
        ("Police detained 14 people.", 14, "arrested"),
        ("Some 11,000 people had to leave their homes.", 11000, "evacuated"),
        ("About 300 homes burned down.", 300, "homes destroyed"),
        ("The flames have consumed 9,000 acres.", 9000, "area burned"),
        ("Crews had the fire 45 percent contained.", 45, "share contained"),
        ("Turnout was 61.5 percent.", 61.5, "turnout"),
        ("Halvor offered $21 a share for Brix.", 21, "offer a share"),
        ("The deal values Brix at $3 billion.", 3e9, "deal"),
        ("A jury awarded her $2 million in damages.", 2e6, "damages"),
        ("The bank was fined $40 million.", 4e7, "fine"),
        ("The Liberals won 41 seats.", 41, "seats"),
        ("Halvor will cut 900 jobs.", 900, "jobs lost"),
        ("About 3,000 people took part in the march.", 3000, "participants"),
    ],
)
def test_what_is_counted_has_a_kind(text: str, value: float, kind: str) -> None:
    assert only(text, value).kind == kind


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("The blaze killed 36 people, including 12 children.", 12, "part"),
        ("Twelve of the dead were children.", 12, "part"),
        ("Officials lowered the number of dead to 97, from 115.", 115, "before"),
        ("Norrin must sell 270 stores, not 190.", 190, "before"),
        ("It was the deadliest fire since a blaze that killed 85 people in Castrow.", 85, "record"),
        ("The shares of Brix fell 12 percent.", 12, "change"),
        ("The toll could reach 200.", 200, "possible"),
    ],
)
def test_a_part_an_earlier_number_a_record_and_a_change_are_not_the_whole(text: str, value: float, role: str) -> None:
    assert only(text, value).role == role


def test_it_says_of_what_by_whom_and_as_of_when() -> None:
    text = (
        "Police put the death toll of the Norrin fire at 36. The toll rose to 40 on Tuesday. The Liberals won 41 seats."
    )
    first, second, third = read(text)
    cut = lambda span: text[slice(*span)]  # noqa: E731
    assert first.by
    assert cut(first.by) == "Police"
    assert [cut(s) for s in first.of] == ["Norrin fire"]
    assert second.when
    assert cut(second.when) == "Tuesday"
    assert [cut(s) for s in third.what] == ["seats"]
    assert [cut(s) for s in third.of] == ["Liberals"]
