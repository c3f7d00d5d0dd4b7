"""Quotation marks in every style, nested, unbalanced, and over paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.extract.attributions.quotation import Quotation, quotations


def read(text: str) -> list[list[str]]:
    """The inner text of each top-level quotation, a list of its paragraphs."""
    return [[text[s:e].strip() for s, e in q.inner] for q in quotations(text) if q.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        "“It rains,” she said.",
        '"It rains," she said.',
        "„It rains,“ she said.",
        "„It rains,” she said.",
        "«It rains,» she said.",
        "« It rains, » she said.",
        "»It rains,« she said.",
        "‘It rains,’ she said.",
        "'It rains,' she said.",
        "‹It rains,› she said.",
        "''It rains,'' she said.",
        "``It rains,'' she said.",
        "”It rains,” she said.",
        "「It rains,」 she said.",
    ],
)
def test_every_style(text: str) -> None:
    assert read(text) == [["It rains,"]]


def test_apostrophes_are_not_marks() -> None:
    assert read("It's the dogs' day in the '90s, said Tom's aunt; rock 'n' roll.") == []
    assert read("‘The workers’ rights matter,’ he said. It’s true.") == [["The workers’ rights matter,"]]


def test_inches_are_not_marks() -> None:
    assert read('He is 6\'2" tall. "Really," he said.') == [["Really,"]]


def test_nested() -> None:
    text = "“He told me, ‘Go home,’ and I went,” she said."
    outer, inner = quotations(text)
    assert (outer.depth, inner.depth, inner.parent) == (0, 1, 0)
    assert text[inner.start : inner.end] == "‘Go home,’"


def test_nested_in_the_same_marks() -> None:
    assert read('"A "smart" meter," he said.') == [['A "smart" meter,']]
    assert read("“You say “invasion.” I say no…” More.") == [["You say “invasion.” I say no…"]]


def test_paragraphs_with_reopened_marks() -> None:
    text = "“One.\n\n“Two “inner” two.\n\n“Three,” she said. “Four.”"
    assert read(text) == [["One.", "Two “inner” two.", "Three,"], ["Four."]]


def test_paragraphs_without_reopened_marks() -> None:
    assert read("“One.\n\nTwo.”\n\nThree “four”.") == [["One.", "Two."], ["four"]]


def test_never_closed_ends_with_its_paragraph() -> None:
    text = "“One two.\nThree “four” five."
    assert read(text) == [["One two."], ["four"]]
    assert [q.closed for q in quotations(text)] == [False, True]


def test_closing_mark_lost_between_two() -> None:
    text = "He said “yes and left. She said “no, I do not believe that at all” and stayed."
    assert read(text)[-1] == ["no, I do not believe that at all"]


def test_speech_resumed_without_a_mark() -> None:
    assert read("“It is late,” he added. We should all go home now.”") == [
        ["It is late,"],
        ["We should all go home now."],
    ]


def test_empty_marks() -> None:
    for text in ("", '"', '""', "“”", "“", "”", "'", '"\n"', "« »"):
        assert all(s < e for q in quotations(text) for s, e in q.inner)


@given(st.text(alphabet="“”„\"'’‘«»‹› \n.,aB1é—", max_size=60))
def test_spans_are_true_for_any_text(text: str) -> None:
    found = quotations(text)
    assert found == quotations(text)
    for q in found:
        assert isinstance(q, Quotation)
        assert q.inner
        assert all(0 <= s < e <= len(text) for s, e in (*q.parts, *q.inner))
        assert q.parent is None or found[q.parent].start <= q.start
    top = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(top))
