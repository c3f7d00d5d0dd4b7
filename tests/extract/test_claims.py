"""Claims: which clauses make one, their polarity, modality, kind, and how far the article stands behind them."""

import hashlib

import pytest

from fabula.extract.analysis import Analysis
from fabula.extract.claims.layer import claims
from fabula.lang.en import pipeline as words
from fabula.model.records import Article, Attribution, Claim


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
    "text",
    [
        "Dr. Orsa, thank you for joining us today.",
        "Thank you very much for having me here.",
        "It is a great pleasure to be here with all of you.",
        "I'm very glad to see you again in the studio.",
        "You're very welcome, we are always here.",
    ],
)
def test_courtesies_are_no_claims(text: str) -> None:
    assert [t for t, _ in _claims(text) if "always" not in t] == []


def test_a_claim_that_ends_before_what_is_said_stays_whole() -> None:
    text = "The mayor said this at noon: we are ruined."
    article = Article(id="a", path="-", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    content = (text.index("we"), len(text))
    said = Attribution(id="a0", kind="direct", source=((0, 9),), cue=((27, 28),), content=(content,))
    for c in claims(Analysis(article, words.parse(text)), (), (), [said], ()):
        assert c.start < c.end


def test_a_claim_begins_after_the_mark_of_a_list() -> None:
    assert [t for t, _ in _claims("• The council raised the tax.")] == ["The council raised the tax."]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks to the new dam, the valley was spared the flood.",
        "The mayor thanked the firemen for their work.",
        "The mayor thanks the firemen for their work.",
        "The mayor is glad to see you in the council.",
        "He is happy to be back in the office.",
        "It is good to see that the council has lowered the rents.",
    ],
)
def test_what_only_sounds_like_a_courtesy_is_a_claim(text: str) -> None:
    assert [t for t, _ in _claims(text)] == [text]


def test_a_claim_begins_after_the_label_of_who_speaks() -> None:
    text = "Dr. Orsa: The council raised the tax."
    label, content = (0, 8), (10, len(text))
    article = Article(id="a", path="-", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    turn = Attribution(id="a0", kind="direct", source=(label,), cue=((8, 9),), content=(content,))
    (found,) = claims(Analysis(article, words.parse(text)), (), (), [turn], ())
    assert text[found.start : found.end] == "The council raised the tax."


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
