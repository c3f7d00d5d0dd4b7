"""When two reported times, and two named places, can be one."""

import datetime

import pytest

from fabula.link.events.dates import APART, EQUAL, OPEN, WITHIN, compare, nearest, when
from fabula.names.places import compatible, plain, stand, where


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("2025-03-13", "2025-03-13", EQUAL),
        ("XXXX-03-13", "2025-03-13", EQUAL),
        ("XXXX-03-13", "XXXX-03-14", APART),
        ("2025-03", "2025-03-13", WITHIN),
        ("2025-W11", "2025-03-13", WITHIN),
        ("2024", "2025-03-13", APART),
        ("PAST_REF", "2025-03-13", OPEN),
        ("2025-02-30", "2025-03-13", OPEN),
        ("2025-03-13TEV", "2025-03-13", EQUAL),
    ],
)
def test_times(a: str, b: str, how: str) -> None:
    assert compare(when(a), when(b)) == how
    assert compare(when(b), when(a)) == how


def test_iso_says_no_more_than_is_known() -> None:
    for value in ("2025-03-13", "2025-03", "2025"):
        found = when(value)
        assert found is not None
        assert found.iso() == value
    for value in ("XXXX-03-13", "2025-W11"):
        found = when(value)
        assert found is not None
        assert found.iso() is None


def test_year_of_a_day_is_the_nearest() -> None:
    day = when("XXXX-12-30")
    assert day is not None
    assert nearest(day, datetime.date(2025, 1, 3), 30) == datetime.date(2024, 12, 30)
    assert nearest(day, datetime.date(2025, 6, 3), 30) is None


def test_places() -> None:
    town, state, other, unknown = where("Sochi"), where("Russia"), where("Moscow"), where("Upper Wexley Hall")
    assert town
    assert state
    assert other
    assert unknown
    assert stand(town, state) == "inside"
    assert stand(town, other) == "apart"
    assert stand(unknown, town) == "apart"
    assert state.wide
    assert compatible(frozenset({town}), frozenset({state}))
    assert not compatible(frozenset({town}), frozenset({other, state}))
    assert compatible(frozenset(), frozenset({other}))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("TRIESTE", "Trieste"),
        ("NEW YORK", "New York"),
        ("USA", "USA"),
        ("U.S.", "U.S."),
        ("Dar es Salaam", "Dar es Salaam"),
    ],
)
def test_capitals_of_a_dateline_are_not_the_place_s_own(written: str, shown: str) -> None:
    assert plain(written) == shown
