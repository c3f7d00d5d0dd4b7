"""Wrapped text is read as its paragraphs; offsets stay those of the text."""

import textwrap

import pytest

from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.reading.lines import breaks, flowing, paragraphs

FIRST = (
    "VELMAR – The council of Velmar put off its vote on the Lake Maren dam on Monday after two members, Ana Ruiz and "
    "Karl Boone, walked out of the town hall. Mayor Petra Lund said that she would not resign. The vote is due later."
)
SECOND = (
    "“We will vote when the figures are on the table, and not a day before,” said Lund, who has led the city since "
    "2019. The dockers' union called a strike for Friday, and the port closed its gates at noon."
)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_text_wrapped_at_any_width_is_its_paragraphs(width: int) -> None:
    head = "Dam vote put off in Velmar\nBy Nora Vance\nHarbour Post, 12 March 2024"
    text = f"{head}\n\n{textwrap.fill(FIRST, width)}\n\n{textwrap.fill(SECOND, width)}\n"
    found = [" ".join(p.text.split()) for p in paragraphs(text)]
    assert found == [*head.split("\n"), FIRST, SECOND]
    article = read(Item(source="a.txt", media="row", text=text))
    assert article.text == text
    assert {z.kind for z in article.zones} == {"title", "byline", "dateline", "body"}
    flows = flowing(text, article.zones)
    assert len(flows) == len(text)
    assert FIRST.removeprefix("VELMAR – ") in flows
    assert SECOND in flows


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_wrapped_paragraphs_without_a_blank_line_between_are_told_by_their_short_last_lines(end: str) -> None:
    text = end.join([textwrap.fill(FIRST, 72).replace("\n", end), textwrap.fill(SECOND, 72).replace("\n", end)])
    assert [" ".join(p.text.split()) for p in paragraphs(text)] == [FIRST, SECOND]


def test_a_break_within_a_sentence_of_a_text_that_is_not_wrapped_is_no_paragraph() -> None:
    text = f"The dockers' union called a strike for Friday,\nand the port closed.\n{FIRST}\n{SECOND}"
    assert next(p.text for p in paragraphs(text)) == text.split("\nVELMAR")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Council closes bridge\nBy Nora Vance\nHarbour Post, 12 March 2024\n\n" + FIRST + "\n" + SECOND,
        "Council closes bridge after the storm\non Sept. 14, 2023\n" + FIRST + "\n" + SECOND,
        "home\nnews\nsport\nweather\n\n" + FIRST,
        "What to bring:\n- a coat\n- a hat\n- boots for the mud\n\n" + FIRST,
        "Q: Why now?\nA: We had no choice.\nQ: Who pays?\nA: The town does.",
        FIRST + "\n" + SECOND,
    ],
)
def test_lines_that_are_paragraphs_stay_apart(text: str) -> None:
    assert list(breaks(text)) == []


def test_no_break_spaces_are_spaces_to_those_who_read() -> None:
    text = "Mayor Ana\u00a0Ruiz paid 10\u202f000 euros."
    article = read(Item(source="a.txt", media="row", text=text), plain=True)
    assert flowing(article.text, article.zones) == "Mayor Ana Ruiz paid 10 000 euros."
    assert article.text == text
