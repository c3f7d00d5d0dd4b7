"""Claims: which clauses make one, their polarity, modality, kind, and how far the article stands behind them."""

import hashlib

import pytest

from fabula.annotating.analysis import Analysis
from fabula.annotating.claims import claims
from fabula.language import words
from fabula.records import Article, Attribution, Claim


def _claims(text: str, *said: tuple[str, str]) -> list[tuple[str, Claim]]:
    """The claims of a text; ``said`` are pairs of a cue and a content."""
    article = Article(id="a", path="-", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    at = lambda s: (text.index(s), text.index(s) + len(s))  # noqa: E731
    reports = [
        Attribution(id=f"a{n}", kind="indirect", source=(), cue=(at(cue),), content=(at(content),))
        for n, (cue, content) in enumerate(said)
    ]
    found = claims(Analysis(article, words.parse(text)), (), (), reports, ())
    return [(text[c.start : c.end], c) for c in found]


def test_coordinated_clauses_with_subjects_of_their_own_are_claims_of_their_own() -> None:
    found = _claims("The council raised the tax, and the mayor resigned on Friday.")
    assert [t for t, _ in found] == ["The council raised the tax", "the mayor resigned on Friday."]


def test_a_contrasting_clause_is_a_claim_of_its_own() -> None:
    found = _claims("While the council raised the tax, the mayor lowered the rents in town.")
    assert len(found) == 2
    assert found[1][0].startswith("the mayor")


@pytest.mark.parametrize(
    "text", ["Did the council raise the tax?", "“What did he do for us?”", "A quiet town.", "Rain."]
)
def test_questions_and_fragments_are_no_claims(text: str) -> None:
    assert _claims(text) == []


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The council did not raise the tax.", "negative"),
        ("Nobody was hurt in the fire.", "negative"),
        ("No bridge was built over the river.", "negative"),
        ("The council failed to raise the tax.", "negative"),
        ("He said that the council had not raised the tax.", "negative"),
        ("Nobody failed to pay the tax.", "positive"),
        ("The mayor sold the house that nobody wanted.", "positive"),
        ("The council raised the tax.", "positive"),
    ],
)
def test_polarity_is_that_of_what_is_claimed(text: str, polarity: str) -> None:
    assert [c.polarity for _, c in _claims(text)] == [polarity]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The council may raise the tax.", "possible"),
        ("If it rains, the council will close the road.", "conditional"),
        ("The mayor wants to raise the tax.", "hoped"),
        ("The mayor denied that he had raised the tax.", "denied"),
        ("The council asked if the mayor had paid the tax.", "asserted"),
        ("The council raised the tax in May.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [c.modality for _, c in _claims(text)] == [modality]


def test_opinion_is_told_from_fact() -> None:
    assert [c.kind for _, c in _claims("The council should probably raise the tax.")] == ["judgement"]
    assert [c.kind for _, c in _claims("The council raised the tax by two per cent.")] == ["fact"]


def test_whose_claim_it_is_and_how_far_the_article_stands_behind_it() -> None:
    text = "The mayor claims that the council stole the money."
    ((_, claim),) = _claims(text, ("claims", "that the council stole the money"))
    assert (claim.attribution, claim.stance) == ("a0", "distances")
    ((_, claim),) = _claims("The council allegedly stole the money.")
    assert claim.stance == "distances"
    ((_, claim),) = _claims("The theft could not be independently verified by this paper.")
    assert claim.stance == "doubts"
    ((_, claim),) = _claims("The council stole the money.")
    assert claim.stance == "stands"


@pytest.mark.parametrize("text", ["", "\n\n", "!!! ???", "“”", "one two three four five six"])
def test_odd_text_gives_no_empty_spans(text: str) -> None:
    assert all(c.start < c.end for _, c in _claims(text))
