"""Rows are shown only where they are sure: what is told at two times, of two doings, in part or elsewhere too makes none."""

import json
from pathlib import Path

import pytest

import fabula
from fabula.compare.differences import said as written
from fabula.compare.differences import sentence
from fabula.compare.pairing import AGREED, JudgedClaims, judged
from fabula.compare.profiles import profiles
from fabula.compare.verdicts import Verdicts

Odds = tuple[float, float, float]


def rows(folder: Path, *told: tuple[str, str], kind: str) -> list[fabula.Comparison]:
    """The rows of a kind of articles, each a day and a text."""
    source = folder / "told.jsonl"
    source.write_text(
        "".join(json.dumps({"id": str(n), "text": t, "published": d}) + "\n" for n, (d, t) in enumerate(told, 1)),
        encoding="utf-8",
    )
    with fabula.build([str(source)], folder / "told.fabula") as d:
        return [c for c in d.comparisons() if c.kind == kind]


SLIDE = (
    "Mudslide in Orlo\n\nA slide of mud killed {} people in the town of Orlo on Sunday. It buried the market street. "
    "The mayor of Orlo, Ana Belt, closed the schools.",
    "Slide in Orlo\n\nThe slide of mud in the town of Orlo on Sunday killed {} people. It buried the market street. "
    "The mayor of Orlo, Ana Belt, closed the schools.",
)


@pytest.mark.parametrize(("day", "clashes"), [("2026-03-02", 1), ("2026-03-05", 0)])
def test_a_toll_of_two_days_is_a_development(tmp_path: Path, day: str, clashes: int) -> None:
    told = (("2026-03-02", SLIDE[0].format("nine")), (day, SLIDE[1].format("14")))
    assert len(rows(tmp_path, *told, kind="disagree")) == clashes


class Asked(Verdicts):
    """A judge that says what it is told to, by the left's first word."""

    def __init__(self, said: dict[str, Odds]) -> None:
        super().__init__()
        self.said = said

    def probabilities(self, left: str, right: str) -> Odds | None:
        return self.said[left.split()[0]]


def _judged(there: float, back: float) -> JudgedClaims:
    texts = ("Clara Wend opened the new bridge of Orlo.", "Yesterday Clara Wend opened the new bridge of Orlo to cars.")
    told = [fabula.annotate(t) for t in texts]
    a, b = (p for x in told for p in profiles([x], [], {x.article.id: "event-1"}))
    odds: dict[str, Odds] = {"Clara": (there, 0.02, 0.98 - there), "Yesterday": (back, 0.02, 0.98 - back)}
    found = judged(a, b, 0.6, Asked(odds))
    assert found
    return found


def test_two_claims_agree_only_where_each_says_what_the_other_says() -> None:
    both, one, other = _judged(0.9, 0.8), _judged(0.9, 0.02), _judged(0.02, 0.9)
    assert both.link
    assert both.link.kind == "agree"
    assert both.link.score == pytest.approx(both.p[0], abs=0.001)
    assert both.p[0] >= AGREED
    assert one.link is None
    assert other.link is None
    assert both.odds[0] < _judged(0.9, 0.9).odds[0]  # of the two ways round, the less sure one is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The toll rose to 41 on Saturday.", "41"),
        ("It cost $17.5 million - a record.", "$17.5 million"),
        ("A 30-day truce began.", "30-day"),
        ("Some 412 households complained.", "412 households"),
        ("Dozens of goats fled.", "Dozens"),
    ],
)
def test_a_figure_is_written_with_what_it_counts_and_no_more(text: str, shown: str) -> None:
    s = sentence(text)
    assert written(text, s.numbers[0]) == shown


FAIR = (
    "Fair in Velmar\n\nThe autumn fair of Velmar opened on Monday with a concert on the square. {} The mayor of Velmar, Ana Belt, spoke.",
    "Velmar opens its autumn fair\n\nWith music on the square the town of Velmar opened its autumn fair on Monday. Ana Belt, the mayor "
    "of Velmar, welcomed everybody. {}",
)


def _alone(folder: Path, first: str, second: str) -> list[str]:
    told = [("2026-10-05", x.format(y)) for x, y in zip(FAIR, (first, second), strict=True)]
    return [c.what for c in rows(folder, *told, kind="only_in")]


def test_what_one_alone_says_has_a_number_or_a_person_of_its_own(tmp_path: Path) -> None:
    own = "The ferry brought 640 guests across the lake before noon."
    assert _alone(tmp_path, own, "A strong wind blew from the hills all day.") == [own]


@pytest.mark.parametrize(
    "second",
    [
        "By noon the ferry had carried 640 visitors over.",
        "Before noon guests came by ferry across the lake, in hundreds.",
    ],
    ids=["the number is told", "the same is told without it"],
)
def test_what_another_tells_too_is_not_alone(tmp_path: Path, second: str) -> None:
    assert _alone(tmp_path, "The ferry brought 640 guests across the lake before noon.", second) == []


def test_who_denies_doing_a_thing_denies_nothing_of_what_another_did(tmp_path: Path) -> None:
    told = "Fire in Orlo\n\nThe old mill of Orlo burned on Monday. {} Firemen saved the barn beside the old mill."
    first = told.format("A bolt of lightning caused the fire at the old mill of Orlo.")
    second = told.format("The miller Jon Harl denied causing the fire at the old mill of Orlo.")
    assert rows(tmp_path, ("2026-06-01", first), ("2026-06-02", second), kind="disagree") == []


def test_the_days_on_which_articles_came_out_do_not_clash(tmp_path: Path) -> None:
    told = "Last updated 5 {} in the morning by the desk of Velmar\n\nThe autumn fair of Velmar opened with a concert on the square."
    found = rows(
        tmp_path, ("2026-10-05", told.format("October")), ("2026-11-05", told.format("November")), kind="disagree"
    )
    assert found == []


def test_an_age_counts_nobody(tmp_path: Path) -> None:
    told = "Crash near Orlo\n\nThe crash of a bus near Orlo on Sunday killed {}. The bus had come from Velmar."
    first, second = told.format("one man"), told.format("Peter Banks, 40, a teacher from Velmar")
    assert rows(tmp_path, ("2026-03-02", first), ("2026-03-02", second), kind="disagree") == []
