"""Roles with their time, and metonyms: what beside a name decides, and what stays open."""

import pytest

import fabula
from fabula.model.records import Annotation, Mention, Role


def named(x: Annotation, name: str) -> list[Mention]:
    return [m for m in x.mentions if x.article.text[m.start : m.end] == name]


@pytest.mark.parametrize(
    ("text", "name", "role", "status", "since", "until", "time"),
    [
        ("Ursula Falk, Germany's defence minister from 2013 to 2019, met the press.", "Ursula Falk",
         "Germany's defence minister", None, "2013", "2019", "2013 to 2019"),
        ("Ursula Falk, Germany's defence minister from 2013-2019, met the press.", "Ursula Falk",
         "Germany's defence minister", None, "2013", "2019", "2013-2019"),
        ("Anna Reznik, director of the Norden Institute since May 2020, praised the plan.", "Anna Reznik",
         "director of the Norden Institute", None, "2020-05", None, "May 2020"),
        ("Former Prime Minister Carl Brandt was absent.", "Carl Brandt", "Former Prime Minister", "former", None, None, None),
        ("Carl Brandt, then-president of Velmar, was absent.", "Carl Brandt", "then-president of Velmar", "former",
         None, None, None),
        ("Irma Vos was foreign minister from 1999 until 2004.", "Irma Vos", "foreign minister", None, "1999", "2004",
         "1999 until 2004"),
        ("The plan pleased acting mayor Piotr Lem.", "Piotr Lem", "acting mayor", "acting", None, None, None),
    ],
)  # fmt: skip
def test_a_role_is_kept_with_the_time_that_is_stated(
    text: str, name: str, role: str, status: str | None, since: str | None, until: str | None, time: str | None
) -> None:
    x = fabula.annotate(text, published="2024-03-04")
    (found,) = [r for m in named(x, name) for r in m.roles]
    assert text[found.start : found.end] == role
    assert (found.status, found.since, found.until) == (status, since, until)
    assert (text[slice(*found.time)] if found.time else None) == time


@pytest.mark.parametrize(
    "text",
    [
        "President Jonas Wolf said in 2013 that the mine would close.",
        "The mayor, Ana Ruiz, opened the bridge in May 2020.",
        "Since 2020, President Jonas Wolf has kept silent.",
    ],
)
def test_the_time_of_an_event_is_not_the_time_of_a_role(text: str) -> None:
    roles: list[Role] = [r for m in fabula.annotate(text, published="2024-03-04").mentions for r in m.roles]
    assert roles
    assert all(r.since is None and r.until is None for r in roles)


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("Minsk warned its neighbours on Tuesday.", "Minsk", "government"),
        ("Talks with Minsk stalled on Tuesday.", "Minsk", "government"),
        ("Thousands marched in Minsk on Tuesday.", "Minsk", "place"),
        ("The streets of Minsk were empty.", "Minsk", "place"),
        ("A train from Moscow to Riga was late.", "Moscow", "place"),
        ("The Kremlin denied the report.", "Kremlin", "government"),
        ("Protesters gathered near the Kremlin.", "Kremlin", "place"),
        ("Washington's decision angered the miners.", "Washington", "government"),
        ("Minsk is cold in March.", "Minsk", "open"),
    ],
)
def test_a_metonym_keeps_both_readings_and_says_what_decides(text: str, name: str, reading: str) -> None:
    (m,) = named(fabula.annotate(text), name)
    assert set(m.readings) == {"place", "government"}
    assert (m.readings[0] if m.reading_by else "open") == reading


def test_what_is_no_seat_of_power_has_no_readings() -> None:
    x = fabula.annotate("Ana Ruiz of Marseille met the Harbour Workers Union.")
    assert all(m.readings == () for m in x.mentions)
