"""The gist of a side: who, what and to whom stay; when, how, why and what is said by the way go."""

import pytest

from fabula.extract.causes.argument_heads import gist
from fabula.extract.causes.things import about
from fabula.lang.en import pipeline as words

GISTS = [
    ("The company's decision last week, which surprised many, to close three plants", "company's decision"),
    ("The judge, presiding over a lawsuit against him, was unfit to serve", "judge was unfit to serve"),
    ("The minister never paid taxes on the house that he bought in 2015", "minister never paid taxes"),
    (
        "dozens of people demonstrated outside the newspaper's office",
        "people demonstrated outside the newspaper's office",
    ),
    ("thousands of bankers opened more than two million accounts for customers", "bankers opened accounts"),
    ("wealthy developers like Mr. Kern to pay no tax", "wealthy developers pay no tax"),
    ("the plan to cut emissions by half by 2030", "plan to cut emissions"),
    ("a series of storms that nobody had foreseen", "storms"),
]


@pytest.mark.parametrize(("side", "expected"), GISTS)
def test_a_long_side_is_told_by_its_gist(side: str, expected: str) -> None:
    spans = gist(words.parse(side), [(0, len(side))])
    assert " ".join(side[s:e] for s, e in spans) == expected


@pytest.mark.parametrize("side", ["the European Central Bank's surprise rate rise", "people who smoke", "drought"])
def test_what_is_its_own_gist_stays(side: str) -> None:
    assert gist(words.parse(side), [(0, len(side))]) == ()


@pytest.mark.parametrize(
    ("side", "clausal"),
    [("the talks fail", True), ("the failure of the talks", False), ("harder", True), ("the fighting", False)],
)
def test_an_event_that_a_clause_tells_is_marked(side: str, clausal: bool) -> None:
    assert about(words.parse(side), [(0, len(side))], [])[1] is clausal
