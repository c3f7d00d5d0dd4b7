"""Texts that are no news: the time to annotate any text grows with its length, not with its square."""

import time
from collections.abc import Callable

import pytest

import fabula

RATIO, SLACK = 3.0, 0.5
"""Twice the length may take three times the processor time, and half a second that a busy machine adds."""

BEFORE = "The mayor of Velmar said on Monday that the bridge was to be open to all of them in the spring. "

KINDS: dict[str, tuple[int, Callable[[int], str]]] = {
    "open brackets in one word": (3000, lambda n: f"The clerk typed {'(' * n} on Monday."),
    "quotation marks in one word": (1500, lambda n: f"The clerk typed {'“' * n} on Monday."),
    "apostrophes in one word": (1500, lambda n: f"The clerk typed {chr(39) * n} on Monday."),
    "dashes in one word": (1500, lambda n: f"The clerk typed {'—' * n} on Monday."),
    "emoji in one word": (1500, lambda n: f"The clerk typed {'🙂' * n} on Monday."),
    "marks and letters in one word": (1500, lambda n: f"The clerk typed {'a).“' * (n // 4)} on Monday."),
    "letters in one word": (10_000, lambda n: f"{BEFORE}The clerk typed {'ab' * (n // 2)}."),
    "spaces in one line": (40_000, lambda n: f"The clerk{' ' * n}typed it on Monday."),
    "tabs in one line": (40_000, lambda n: "The clerk" + "\t" * n + "typed it on Monday."),
    "no-break spaces in one line": (40_000, lambda n: "The clerk" + "\xa0" * n + "typed it on Monday."),
    "line breaks": (40_000, lambda n: "The clerk typed it." + "\n" * n + "She left."),
    "quotations within quotations": (1800, lambda n: "“He said " * (n // 9) + "no." + "”" * (n // 9)),
    "one role and name again and again": (
        1200,
        lambda n: f"{BEFORE}“Yes,” the mayor, Ana Ru{' the mayor, Ana Ru' * (n // 18)} said.",
    ),
    "a sentence without end": (2300, lambda n: "The clerk " + "and the mayor of Velmar " * (n // 23) + "left."),
}

DENSE: dict[str, str] = {
    "digits": "1 2 3 4 5 6 7 8 9 0 ",
    "numbers": "17 4012 300 88 1995 ",
    "pronouns in open quotations": "“he said ",
}
"""Texts of almost nothing but what a layer looks at closely."""
TIMES = 4.0
"""What two kilobytes of them may take of the time that as many of single letters take, which only parser and reader look at."""


def seconds(text: str) -> float:
    """Processor time to annotate a text."""
    began = time.process_time()
    found = fabula.annotate(text)
    took = time.process_time() - began
    assert found.left_out == {}
    assert "unread" not in found.models
    return took


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_length_takes_no_more_than_about_twice_the_time(kind: str) -> None:
    size, make = KINDS[kind]
    fabula.annotate("The clerk typed it on Monday.")  # loads the models
    once = seconds(make(size))
    twice = seconds(make(2 * size))
    assert twice <= RATIO * once + SLACK, f"{once:.2f} s, then {twice:.2f} s"


@pytest.mark.parametrize("kind", DENSE)
def test_dense_text_takes_not_much_longer_than_as_many_tokens_of_any_other(kind: str) -> None:
    fabula.annotate("The clerk typed it on Monday.")
    dense = BEFORE + DENSE[kind] * (2000 // len(DENSE[kind]))
    assert seconds(dense) <= TIMES * seconds(BEFORE + "a " * 1000) + SLACK


@pytest.mark.parametrize(
    "text",
    [
        "See http://example.org/" + "a-b_c/" * 60 + " for more.",
        "The clerk typed " + "(" * 700 + " on Monday.",
        "He said 'no'" + "!?" * 300 + " and left.",
        "x" * 1000,
        "A🙂" * 400,
    ],
)
def test_a_long_word_is_cut_where_every_character_stays(text: str) -> None:
    from fabula.lang.en.pipeline import parse

    doc = parse(text)
    assert doc.text == text
    assert [t.idx for t in doc] == sorted({t.idx for t in doc})
    assert max(len(t) for t in doc if any(c.isalnum() for c in t.text)) <= 256
