"""The head of a copied page: the headline is found below menus and other headlines, the date and byline around it."""

import pytest

from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.model.records import Article

BODY = (
    "The council of Velmar voted on Tuesday to close the old bridge over the Sarn, and the mayor, Ana Ruiz, said that work would "
    "begin within a month.",
    "Residents of the eastern bank had asked for a ferry, which the council refused because of its cost.",
    "“We have no choice,” said Ruiz, who has led the town since 2015. “The bridge has cracked twice, and the river is rising.”",
    "The builders of the harbour office were told to be ready by the end of June, when the schools of Velmar close.",
)
TITLE = "Velmar council closes bridge after vote"
MENU = ["Home", "News", "Sport", "Weather", "Jobs", "E-edition", "Log in"]
OTHERS = [
    "Police name man found in lake",
    "Ten things to do this weekend in the north",
    "Tennis: Aske wins in three sets",
]
SHARE = ["Share on Facebook", "Tweet", "0 comments"]


def text(*head: str, more: tuple[str, ...] = (), apart: str = "\n\n") -> str:
    return apart.join([*head, *BODY, *more])


def article(*head: str, more: tuple[str, ...] = (), apart: str = "\n\n") -> Article:
    return read(Item(source="a.txt", media="row", text=text(*head, more=more, apart=apart)))


@pytest.mark.parametrize("apart", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "head",
    [
        [TITLE],
        [*MENU, TITLE],
        [*OTHERS, TITLE],
        [*MENU, *OTHERS, TITLE, "By Nora Vance"],
        [*MENU, "Home > News > " + TITLE, TITLE, *SHARE],
        [TITLE + " - Harbour Post", *MENU, TITLE, "By Nora Vance", *SHARE],
        ["Local", TITLE, "Two years after the flood, the town gives up its oldest crossing", "By Nora Vance"],
        [*MENU, TITLE, "The closed bridge over the Sarn on Tuesday. (Photo: Jon Aske)", "By Nora Vance"],
        [*MENU, TITLE, "A vote in Velmar ends a year of argument about the bridge over the Sarn.", "By Nora Vance"],
    ],
)
def test_the_headline_is_found_whatever_stands_above_it(head: list[str], apart: str) -> None:
    assert article(*head, apart=apart).title == TITLE


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("By Nora Vance, Wednesday, 13 March 2024 08:05 GMT", "2024-03-13T08:05:00+00:00"),
        ("Published 11:11 PM EST Mar 13, 2024", "2024-03-13T23:11:00-05:00"),
        ("PUBLISHED: March 13, 2024 at 8:59 pm | UPDATED: March 14, 2024 at 10:16 pm", "2024-03-13T20:59:00"),
        ("By Harbour Staff | March 13, 2024 at 2:26 PM HST - Updated March 14 at 4:46 PM", "2024-03-13T14:26:00-10:00"),
        ("Bell Agency March 13, 2024, 9:02 AM", "2024-03-13T09:02:00"),
        ("March 13, 2024 Nora Vance", "2024-03-13"),
        ("Mar 13, 2024 at 6:46 pm ET • 2 min read", "2024-03-13T18:46:00-04:00"),
        ("13.03.2024, 23:06", "2024-03-13T23:06:00"),
    ],
)
@pytest.mark.parametrize("standfirst", [False, True])
def test_the_date_is_read_below_a_headline_and_below_its_standfirst(line: str, date: str, standfirst: bool) -> None:
    between = ["A vote in Velmar ends a year of argument about the bridge over the Sarn."] if standfirst else []
    found = article(*MENU, *OTHERS, TITLE, *between, line, *SHARE)
    assert found.title == TITLE
    assert found.published is not None
    assert found.published.date == date
    assert found.published.span is not None


@pytest.mark.parametrize(
    "head",
    [
        ["Thursday, March 14, 2024", *MENU, TITLE],
        [*MENU, "Thursday, March 14, 2024 09:41", TITLE],
        ["Quake of May 3, 2019 remembered", *OTHERS, TITLE],
        [TITLE, "Photo taken on 3 May 2019 by Karl Boone"],
        [TITLE, "A reckoning five years after the flood of May 3, 2019"],
    ],
)
def test_other_dates_of_a_head_are_not_the_articles(head: list[str]) -> None:
    found = article(*head)
    assert found.published is None or found.published.date is None


def test_a_change_alone_bounds_the_publication() -> None:
    found = article(*MENU, TITLE, "Updated 10:01 pm PST, Tuesday, March 19, 2024", *SHARE).published
    assert found is not None
    assert (found.date, found.not_after) == (None, "2024-03-19")


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["By Nora Vance"], ("Nora Vance",)),
        (["By", "Nora Vance"], ("Nora Vance",)),
        (["Nora Vance", "@noravance"], ("Nora Vance",)),
        (["March 13, 2024 Nora Vance"], ("Nora Vance",)),
        (["Analysis by Nora Vance, Bell Editor-at-large"], ("Nora Vance",)),
        (["Nora Vance, Bell Sports Writer"], ("Nora Vance",)),
        (["Opinion Columnist"], ()),
    ],
)
def test_authors_are_read_from_the_forms_that_bylines_have(lines: list[str], names: tuple[str, ...]) -> None:
    assert article(*MENU, TITLE, *lines).authors == names


PAGE = '<html lang="en"><head><title>{window}</title>{meta}</head><body><h1>{title}</h1>{body}</body></html>'


@pytest.mark.parametrize(
    ("window", "meta", "outlet"),
    [
        (TITLE, '<meta property="og:site_name" content="The Harbour Post">', "The Harbour Post"),
        (TITLE + " | Harbour Post", '<meta property="og:site_name" content="U.S.">', "Harbour Post"),
        (
            TITLE + " - Harbour Post",
            '<meta property="og:site_name" content="https://www.harbourpost.example">',
            "Harbour Post",
        ),
        (TITLE + " - The Velmar Chronicle", f'<meta property="og:title" content="{TITLE}">', "The Velmar Chronicle"),
        (TITLE, "", "harbourpost.example"),
    ],
)
def test_the_outlet_is_the_name_that_the_address_bears_out(window: str, meta: str, outlet: str) -> None:
    made = PAGE.format(window=window, meta=meta, title=TITLE, body="".join(f"<p>{x}</p>" for x in BODY))
    item = Item(source="a.html", media="html", data=made.encode(), url="https://www.harbourpost.example/2024/bridge")
    assert read(item).outlet == outlet
