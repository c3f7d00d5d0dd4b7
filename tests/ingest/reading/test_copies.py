"""Copies of pages as a browser gives them: outlet, authors, dates and kind from among the furniture; captions are not told."""

import pytest

from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.reading.dates import dates
from fabula.ingest.reading.genre import blocks, genre
from fabula.model.records import Article
from tests.ingest.reading.test_head import BODY as STORY
from tests.ingest.reading.test_head import TITLE

BODY = (
    *STORY,
    "Karl Boone, a baker on the eastern bank, said that his customers would have to walk for an hour to reach the town.",
)


def article(*head: str, body: tuple[str, ...] = BODY, tail: tuple[str, ...] = ()) -> Article:
    return read(Item(source="a.txt", media="row", text="\n\n".join([*head, *body, *tail])))


def kind_of(a: Article, words: str) -> str:
    at = a.text.index(words)
    return next(z.kind for z in a.zones if z.start <= at < z.end)


@pytest.mark.parametrize(
    ("head", "tail", "outlet"),
    [
        ([TITLE], ["© 2024 Harbour Post. All rights reserved."], "Harbour Post"),
        ([TITLE], ["Share", "Subscribe to Harbour Post", "About Harbour Post", "© Sarn Media, LLC"], "Harbour Post"),
        (["Harbour Post", "Log in", TITLE], ["More from Harbour Post", "Ferry strike ends"], "Harbour Post"),
        ([TITLE, "By Nora Vance | Harbour Post"], [], "Harbour Post"),
        ([TITLE, "Nora Vance, Harbour Post", "March 13, 2024"], [], "Harbour Post"),
        # A photographer's mark, a network and an author's page name no outlet.
        ([TITLE, "© Jon Aske", "By Nora Vance"], ["Follow us on Facebook", "More from Nora Vance"], None),
    ],
)
def test_the_outlet_that_furniture_names(head: list[str], tail: list[str], outlet: str | None) -> None:
    a = article(*head, tail=tuple(tail))
    assert a.outlet == outlet
    for said in a.stated.get("outlet", ()):
        assert said.span is not None
        assert a.text[slice(*said.span)] == said.value


def test_who_prints_comes_before_the_agency() -> None:
    a = article(
        TITLE,
        body=("VELMAR (HPN) — " + BODY[0], *BODY[1:]),
        tail=("Subscribe to Harbour Post", "Copyright 2024 Harbour Post"),
    )
    assert [x.value for x in a.stated["outlet"]] == ["Harbour Post", "HPN"]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ([TITLE, "By Nora VanceStaff Writer", "March 13, 2024"], ["Nora Vance"]),
        ([TITLE, "By Nora Vance | March 13, 2024 -- 19:14 GMT | Topic: Bridges"], ["Nora Vance"]),
        ([TITLE, "By Nora Vance On 3/13/24 at 4:00 PM EST"], ["Nora Vance"]),
        (
            [TITLE, "Nora Vance and Jon Aske, Harbour Post", "Updated 12:24 am, Wednesday, March 13, 2024"],
            ["Nora Vance", "Jon Aske"],
        ),
        ([TITLE, "Nora Vance", "5 Min Read"], ["Nora Vance"]),
        ([TITLE, "Nora Vance", "1 day ago"], ["Nora Vance"]),
        ([TITLE, "March 13, 2024"], []),
    ],
)
def test_authors_of_copies(head: list[str], authors: list[str]) -> None:
    assert list(article(*head, tail=("Share", "Menu Footer Widget", "Connect With Us", "Home")).authors) == authors


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Nora Vance - 11/18/19 11:04 PM EST", "2019-11-18"),
        ("11.14.2019 09:00 AM", "2019-11-14"),
        ("02 Ago 2017", "2017-08-02"),
        ("Maret 30, 2015", "2015-03-30"),
        ("Nov 15, 20195:45 AM", "2019-11-15"),
        ("21:17 18.11.2019Get short URL", "2019-11-18"),
        ("won 11/12/13 and 4 of 12 out of 2019", None),
    ],
)
def test_dates_as_copies_have_them(line: str, day: str | None) -> None:
    assert next((d.value for d in dates(line)), None) == day


def test_a_date_above_the_title_is_anothers_where_a_relative_one_stands_below_it() -> None:
    a = article("11/12/24 4:40PM", "Harbour", TITLE, "Nora Vance", "Monday 5:30PM")
    assert a.published is None
    assert a.authors == ("Nora Vance",)


@pytest.mark.parametrize(
    ("head", "tail", "kind"),
    [
        (["Home", "News", "Opinion", "Sport", "Comment", TITLE], ["Opinion", "Sport", "Culture", "Jobs", "Letters", "About us"], "report"),
        ([TITLE], ["About Harbour Post", "Press releases", "Media contacts"], "report"),
        (["Opinion", TITLE, "By Nora Vance"], [], "opinion"),
        (["Column: The bridge must stay", "By Nora Vance"], [], "opinion"),
        ([TITLE, "Harbour Post wire services"], [], "wire copy"),
        ([TITLE], ["Comments", "Jon Aske", "March 14, 2024 at 5:57 am", "Who pays for this?", "Karl", "March 14, 2024 at 6:57 am",
                   "Not me.", "Ana", "March 14, 2024 at 7:57 am", "Nor me."], "report"),
    ],
)  # fmt: skip
def test_kinds_are_not_read_from_menus(head: list[str], tail: list[str], kind: str) -> None:
    assert genre(article(*head, tail=tuple(tail))).kind == kind


def test_captions_are_not_told() -> None:
    gallery = "The old bridge over the Sarn, seen from the eastern bank on a morning in March 2024."
    a = article(
        TITLE,
        body=(
            BODY[0],
            "Ana Ruiz, the mayor of Velmar, at the town hall\n(Harbour Post)",
            BODY[1],
            "Water has reached the second step of the quay.\nNora Vance/Sarn Pictures",
            BODY[2],
            gallery,
            gallery,
            "Photo: Jon Aske",
            BODY[3],
            "Karl Boone, left, and Ana Ruiz speak in the town hall of Velmar.",
            BODY[4],
        ),
    )
    assert [kind_of(a, x) for x in ("Water has reached", "Karl Boone, left", gallery)] == ["caption"] * 3
    assert kind_of(a, "Ana Ruiz, the mayor") in ("caption", "furniture")
    assert a.text.count(gallery) == 2
    assert all(z.kind == "caption" for z in a.zones if gallery in a.text[z.start : z.end])
    assert [kind_of(a, x) for x in BODY] == ["body"] * 5


def test_headlines_of_others_between_paragraphs_are_furniture() -> None:
    others = (
        "Tennis: Aske wins in three straight sets",
        "Gardeners plant thousands of tulips downtown",
        "Bakers ask for cheaper flour next spring",
    )
    a = article(TITLE, body=(BODY[0], others[0], BODY[1], others[1], BODY[2], others[2], BODY[3], BODY[4]))
    assert [kind_of(a, x) for x in others] == ["furniture"] * 3
    assert [kind_of(a, x) for x in BODY] == ["body"] * 5


def test_a_pages_clocks_are_no_entries_where_nothing_is_told_below_them() -> None:
    teasers = (
        "Ferry strike ends",
        "March 12, 2024 at 5:10 pm",
        "Bread is dearer",
        "March 11, 2024 at 2:01 pm",
        "Rain",
        "March 10, 2024 at 1:01 pm",
    )
    assert blocks(article(TITLE, "March 13, 2024 at 9:00 am", tail=("Related articles", *teasers))) == []


def test_entries_that_pass_midnight_have_no_day_of_their_own() -> None:
    told = [f"{clock}\n\n{BODY[i]}" for i, clock in enumerate(("00:20", "23:50", "23:10", "22:40"))]
    a = read(Item(source="a", media="row", text="\n\n".join([TITLE + ": live updates", *told]), published="2024-03-12"))
    assert [b.time for b in blocks(a)] == ["00:20", "23:50", "23:10", "22:40"]
