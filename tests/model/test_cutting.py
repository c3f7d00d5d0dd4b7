"""Long lines are cut at words, and what they are about stays in view."""

from hypothesis import given
from hypothesis import strategies as st

from fabula.model.cutting import clipped

LINE = "The opposition leader, whom the mayor had asked for a word, announced a march in Velmar for the first of June"


def test_a_line_that_fits_is_left_alone() -> None:
    assert clipped("Talks in Oslo", 13) == "Talks in Oslo"


def test_a_cut_falls_between_words() -> None:
    assert clipped(LINE, 30) == "The opposition leader, whom…"
    assert clipped("Talks on water, and on timber", 16) == "Talks on water…"


def test_the_word_that_tells_the_event_stays_in_view() -> None:
    assert clipped(LINE, 40, "march") == "…a word, announced a march in Velmar…"
    assert clipped(LINE, 30, "leader") == "The opposition leader, whom…"


def test_what_has_no_spaces_is_cut_where_the_room_ends() -> None:
    assert clipped("a" * 30, 10) == "a" * 9 + "…"


@given(st.text(alphabet="ab ,.", min_size=1, max_size=80), st.integers(8, 40), st.integers(0, 79), st.integers(1, 5))
def test_nothing_grows_and_a_word_that_fits_is_kept(text: str, longest: int, at: int, size: int) -> None:
    text = " ".join(text.split())
    word = text[at : at + size].strip()
    out = clipped(text, longest, word)
    assert len(out) <= max(longest, 0)
    assert word in out
    inner = out.strip("…")
    assert inner in text
