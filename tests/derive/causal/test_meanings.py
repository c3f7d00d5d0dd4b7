"""Paraphrases and opposites: joined by what words mean, with the reason; what only looks alike is kept apart."""

import random

import pytest
from benchmarks.concepts import about, figures

from fabula.derive.causal.concepts import concepts, doubtful, judged, judgements


def test_joins_on_the_pairs_written_for_this_project_are_right() -> None:
    every, fresh = figures(), figures("fresh")
    assert every["pairs"] >= 300
    assert every["precision"] >= 0.98
    assert every["recall"] >= 0.75
    assert fresh["precision"] >= 0.98
    assert fresh["recall"] >= 0.4


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("joblessness in the valley", "unemployment in the valley", "synonyms"),
        ("environmental policy", "policy on the environment", "of one family"),
        ("the cost of living", "inflation", "synonyms"),
        ("evacuating villages", "the evacuation of villages", "evacuation of village"),
    ],
)
def test_a_paraphrase_is_joined_and_says_why(left: str, right: str, why: str) -> None:
    row = judged(about(left), about(right))
    assert row.same
    assert row.kind == "concept"
    assert any(why in w for w in row.why), row.why


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("deflation", "inflation"),
        ("mistrust of the police", "trust in the police"),
        ("food security", "hunger"),
        ("the truce's violation", "compliance with the truce"),
    ],
)
def test_an_opposite_is_joined_with_a_flip(left: str, right: str) -> None:
    pair = [about(left), about(right)]
    row = judged(*pair)
    assert (row.same, row.kind) == (True, "opposite")
    assert any("opposites" in w for w in row.why)
    found, index = concepts(pair, judgements(pair))
    assert len(found) == 1
    assert {flip for _, flip in found[0].members} == {False, True}
    assert index[pair[0].key][0] == index[pair[1].key][0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("North Sea oil output", "North Sea gas output"),
        ("male youth unemployment", "female youth unemployment"),
        ("immigration", "migration"),
        ("press freedom", "pressure on freedom"),
        ("train delays", "training delays"),
        ("conflict of interest", "war"),
        ("prices", "food prices"),
    ],
)
def test_what_only_looks_alike_is_kept_apart(left: str, right: str) -> None:
    pair = [about(left), about(right)]
    assert not judged(*pair).same
    assert len(concepts(pair, judgements(pair))[0]) == 2


def test_a_doubtful_pair_is_put_up_for_review_and_not_joined() -> None:
    pair = [about("prices"), about("food prices")]
    rows = judgements(pair)
    assert [(j.left, j.right) for j in doubtful(rows)] == [("food price", "price")]
    assert not rows[0].same


def test_the_order_of_the_phrases_does_not_matter() -> None:
    told = [
        "joblessness",
        "the unemployment rate",
        "employment",
        "job losses",
        "layoffs",
        "unemployment",
        "jobless rates",
    ]
    expected = concepts([about(t) for t in told], judgements(about(t) for t in told))[0]
    for seed in range(5):
        random.Random(seed).shuffle(told)
        assert concepts([about(t) for t in told], judgements(about(t) for t in told))[0] == expected
