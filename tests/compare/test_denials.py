"""Denials: what a sentence says is not so, and which telling it is set against."""

from pathlib import Path

import pytest

import fabula
from fabula.compare.refuting import refuted, refutes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mint denied that it had melted the bells.", "it had melted the bells"),
        ("The mint has denied reports that it melted the bells of Orlo.", "it melted the bells of Orlo"),
        ("Reports that the mint melted the bells are false.", "the mint melted the bells"),
        (
            "A rumour that the mint melted the bells has been called “rubbish” by its director.",
            "the mint melted the bells",
        ),
        ("The director described as “nonsense” a report that the mint melted the bells.", "the mint melted the bells"),
        ("The police found no evidence that the bells were melted.", "the bells were melted"),
        ("It is not true that the bells were melted, according to the abbot.", "the bells were melted"),
        ("The paper falsely claimed that the bells were melted.", "the bells were melted"),
        ("He is said to have sold the bells, a claim the abbot denies.", "He is said to have sold the bells"),
        ("Contrary to published reports, the bells were never melted.", "the bells were melted"),
        ("A hoax website spread a false story claiming that the bells were melted.", "the bells were melted"),
    ],
)
def test_what_a_sentence_denies_is_read_in_its_own_words(text: str, said: str) -> None:
    assert refuted(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "The abbot can neither confirm nor deny the report that the bells were melted.",
        "The report that the bells were melted may be false.",
        "The council denied the guild a licence for the bells.",
        "The bells were melted in a furnace at the mint.",
        "The abbot declined to deny reports that the bells were melted.",
        "The abbot would say nothing, while not denying the story that the bells were melted.",
    ],
)
def test_what_is_left_open_denies_nothing(text: str) -> None:
    assert refuted(text) is None
    assert not refutes(text)


def test_a_report_may_be_called_false_without_being_told_again() -> None:
    for text in ("It was all a hoax.", "The story is completely untrue.", "The abbot denied the claims."):
        assert refutes(text)
        assert refuted(text) is None


ASSERTS = (
    "Bells of Orlo sold\n\nThe abbot of Orlo sold the bronze bells of the old tower to the mint of Velmar on Monday. The mint paid "
    "in silver. Townspeople in Orlo gathered at the tower in the evening and rang hand bells until midnight."
)
DENIES = (
    "Abbot keeps his bells\n\nThe abbot of Orlo denied on Tuesday that he had sold the bronze bells of the old tower to the mint of "
    "Velmar. Townspeople in Orlo had gathered at the tower on Monday evening and rang hand bells until midnight."
)
DENIES_TOO = (
    "Mint has no bells\n\nReports that the abbot of Orlo sold the bronze bells of the old tower to the mint of Velmar are false, the "
    "director of the mint said on Tuesday. Townspeople in Orlo gathered at the tower on Monday and rang hand bells."
)
PASSES_ON = (
    "Rumour about bells in Orlo\n\nThere is a rumour that the abbot of Orlo sold the bronze bells of the old tower to the mint of "
    "Velmar. Townspeople in Orlo gathered at the tower on Monday evening and rang hand bells until midnight."
)


def clashes(folder: Path, *texts: str) -> list[fabula.Comparison]:
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    with fabula.build([str(folder)], folder / "bells.fabula") as d:
        return [c for c in d.comparisons() if c.kind == "disagree"]


def test_a_denial_is_set_against_the_telling_that_has_it_so(tmp_path: Path) -> None:
    (row,) = clashes(tmp_path, ASSERTS, DENIES)
    assert "sold the bronze bells of the old tower to the mint of Velmar on Monday" in row.what
    assert row.why[0].startswith("one says that it is not so: “he had sold the bronze bells")
    assert len(row.articles) == 2


def test_two_denials_do_not_clash(tmp_path: Path) -> None:
    assert clashes(tmp_path, DENIES, DENIES_TOO) == []


def test_a_telling_that_only_passes_a_rumour_on_is_not_set_against_its_denial(tmp_path: Path) -> None:
    assert clashes(tmp_path, PASSES_ON, DENIES) == []
