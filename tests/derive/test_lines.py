"""Lines: what stands before a sentence goes, who and when is said, and what makes no clean line is none."""

import pytest

import fabula
from fabula.derive.lines import Lines
from fabula.derive.lines.trimming import begins
from fabula.derive.lines.wellformed import clear, modal, shape
from fabula.derive.naming import Names
from fabula.lang.en.line_words import CONNECTIVE
from fabula.model.records import Annotation


def usual(noun: str) -> bool:
    return noun == "jury"


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("12 March 2024 Last updated at 09:30 GMT Help The dam has burst.", "The dam has burst."),
        ("(By Ina Holt -- Harbour Post) The dam has burst.", "The dam has burst."),
        ("BREAKING: The dam has burst.", "The dam has burst."),
        ("— The dam has burst.", "The dam has burst."),
        ("VELMAR (World Wire) – The dam has burst.", "The dam has burst."),
        ("However, the dam has burst.", "the dam has burst."),
        (
            "A flooded street in Velmar The dam has burst after a week of rain.",
            "The dam has burst after a week of rain.",
        ),
        ("Velmar has read The Harbour Post for years.", "Velmar has read The Harbour Post for years."),
    ],
)
def test_what_stands_before_a_sentence_goes(sentence: str, kept: str) -> None:
    at = begins(sentence, 0)
    assert at is not None
    assert sentence[at:] == kept


@pytest.mark.parametrize(
    "sentence",
    [
        "By Ina Holt Harbour Post, Velmar The old town was quiet.",
        "Read more at https://example.org about the dam.",
        "Governor Orders Inquiry Into Burst Dam After Night Of Floods.",
        "Anna Vell found guilty of fraud Anna Vell has been found guilty of fraud by a court.",
    ],
)
def test_what_is_no_news_is_no_sentence(sentence: str) -> None:
    assert begins(sentence, 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "The jury found the minister guilty of fraud.",
        "Anna Vell said that she would resign.",
        "It is clear that the dam will not be rebuilt.",
        "“We lost everything,” said Anna Vell, a teacher.",
        "The decision of the council drew protests.",
    ],
)
def test_whole_sentences_are_clear(text: str) -> None:
    assert clear(text, usual)


@pytest.mark.parametrize(
    "text",
    [
        "Standing beside the ruins of the mill.",
        "The decision drew protests.",
        "They left the town before dawn.",
        "Some analysts say it might fall further.",
        "A town under water, a mayor in tears.",
    ],
)
def test_fragments_and_sentences_that_point_elsewhere_are_not(text: str) -> None:
    assert not clear(text, usual)


def test_a_caption_that_runs_into_a_sentence_is_no_opening() -> None:
    text = "The old mill was never on sale Velmar council has sold the land."
    found = shape(text)
    assert found is None or not found.smooth


def test_the_modal_of_the_main_verb() -> None:
    assert modal("The council would sell the land.") == "would"
    assert modal("Anna Vell said that the council would sell the land.") == ""


def told(text: str) -> list[str]:
    """The lines of a text of 12 March 2024, a Tuesday."""
    x: Annotation = fabula.annotate(text, published="2024-03-12")
    return [line.text for line in Lines(Names([])).every(x)]


def test_days_and_months_are_dated_and_times_of_day_are_not() -> None:
    text = (
        "The council sold the land on Monday. The mayor resigned last month after a vote. "
        "The mayor Anna Vell will speak on 20 March at the old mill. Police closed the road at 7.30 pm."
    )
    assert told(text) == [
        "The council sold the land on Monday [11 March 2024].",
        "The mayor resigned last month [February 2024] after a vote.",
        "The mayor Anna Vell will speak on 20 March [2024] at the old mill.",
        "Police closed the road at 7.30 pm.",
    ]


def test_times_that_count_from_another_sentence_make_no_line() -> None:
    assert told(
        "The council sold the land on Monday. Anna Vell resigned the next day. Anna Vell had won two years earlier."
    ) == ["The council sold the land on Monday [11 March 2024]."]


def test_nobody_speaks_to_the_reader_and_nothing_points_back() -> None:
    assert told("You may send your comments to the council. The council rejected the plan in that case too.") == []


def test_quotations_that_do_not_say_whom_they_are_about_make_no_line() -> None:
    assert told(
        "“They broke their word,” said Anna Vell of Velmar. “The council broke its word,” said Anna Vell of Velmar."
    ) == ["“The council broke its word,” said Anna Vell of Velmar."]


def test_a_day_that_is_read_on_the_wrong_side_of_the_telling_makes_no_line() -> None:
    text = "The council of Velmar was dissolved on Super Tuesday. Ada Holt told the council about the mill on Monday."
    assert told(text)[-1] == "Ada Holt told the council about the mill on Monday [11 March 2024]."
    assert "[" not in told(text)[0]


def test_marks_of_pages_and_what_follows_elsewhere_make_no_line() -> None:
    assert begins('<tweet author="@ina">The council has sold the land.', 0) is None
    assert told("If that does not happen, Ada Holt of Velmar will resign.") == []
    assert told("Ada Holt of Velmar showed the following picture to the council.") == []
    assert not clear("The candidate himself regretted the decision of the council.", usual)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("So far, the mayor has refused to resign.", "So far, the mayor has refused to resign."),
        ("So the mayor resigned.", "the mayor resigned."),
        ("Still others left the town.", "Still others left the town."),
        ("However, the mayor resigned.", "the mayor resigned."),
        ("But yet another mill closed.", "yet another mill closed."),
    ],
)
def test_what_joins_a_sentence_to_the_last_goes_and_nothing_else(text: str, kept: str) -> None:
    assert CONNECTIVE.sub("", text) == kept
