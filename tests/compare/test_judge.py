"""The judge of pairs: what its rules see, what it says of the pairs in tests/data, and its lines of JSON."""

import json
from collections import Counter
from pathlib import Path

import pytest

from fabula.compare.differences import findings, sentence
from fabula.compare.judge import compare_lines, judge, shipped
from fabula.compare.quantities import clash, quantities
from fabula.errors import UsageError

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(x) for x in (DATA / name).read_text(encoding="utf-8").splitlines()]


PAIRS, FRESH = rows("pairs.jsonl"), rows("pairs_fresh.jsonl")


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("About 3,000 people marched", "Some 2,500 demonstrators marched", False),
        ("About 3,000 people marched", "Some 800 people marched", True),
        ("Between 40 and 50 cattle drowned", "44 cattle drowned", False),
        ("Between 40 and 50 cattle drowned", "some 120 cattle drowned", True),
        ("At least 15 miners were trapped", "18 miners were trapped", False),
        ("At least 15 miners were trapped", "nine miners were trapped", True),
        ("The bridge is 2 kilometres long", "At 2,000 metres it is long", False),
        ("Half of the shops closed", "50 per cent of shops closed", False),
        ("It cost 4.5 million euros", "It cost €2m", True),
        ("It lasted six hours", "Six days after it, they met", False),
        ("On 14 May 2024 they met", "On 15 May 2023 they met", False),
        ("Three of the seven shots hit the door", "Seven shots hit the door, three of them high", False),
        ("Three of the nine shots hit the door", "Five of the nine shots hit the door", True),
        ("In week 15 losses came to 3", "They came in 2 weeks", False),
        ("A bid of $160MM was made", "A bid of $160 million was made", False),
        ("1, 263 birds are listed", "162 birds are listed", False),
        ("They won by 65 - 53 points", "They had 23 points", False),
    ],
)
def test_quantities_of_one_unit_differ_where_their_bounds_do_not_meet(left: str, right: str, differ: bool) -> None:
    assert (clash(quantities(left), quantities(right)) is not None) is differ


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The tariffs have cost 2,000 jobs.", "The tariffs have cost 5,000 jobs.", "numbers"),
        ("Police detained three people.", "Nobody was detained.", "negation"),
        ("The march ended peacefully.", "The march ended in violence.", "opposites"),
        ("The treaty was signed on 4 May.", "The treaty was signed on 9 May.", "dates"),
        ("The mayor will open the bridge.", "The mayor opened the bridge.", "development"),
        ("It was her first time in the final.", "She had already been in the final.", "first"),
        ("Rain flooded the cellar in Graz.", "Rain flooded the cellar in Linz.", "names"),
        ("The union may strike.", "The union strikes.", "possible"),
    ],
)
def test_a_difference_is_named(left: str, right: str, kind: str) -> None:
    found = findings(sentence(left), sentence(right))
    assert kind in [f.kind for f in found]
    assert all(f.why for f in found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The cause of the fire has not been determined.", "Inspectors came to help determine the cause of the fire."),
        ("Ms Falk, who was not at the mill, called on Saturday.", "Ms Falk called about the mill on Saturday."),
        ("They did not open the gate until noon.", "They opened the gate at noon."),
        ("She kept a promise not to reveal the name.", "In May she would reveal the name."),
        ("Do not open the gate, a sign warned.", "A sign told people to open the gate."),
        ("This is not the first time that the bell was cast in Orlo.", "The bell was cast in Orlo on Monday."),
        ("Not all of the mushrooms are poisonous.", "The market sold poisonous mushrooms."),
        ("He has neither boats nor nets.", "He owns a house but no nets."),
        ("The letter is not dated and is not signed.", "The letter is not signed."),
    ],
)
def test_what_is_not_denied_clashes_with_nothing(left: str, right: str) -> None:
    assert "negation" not in [f.kind for f in findings(sentence(left), sentence(right))]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The pilot was not hurt.", "The pilot did not suffer."),
        ("The government does not plan a vote.", "A vote is out of the question for the government."),
        ("Paper does not hold water.", "The dam holds back the water."),
        ("The talks lasted six hours.", "Six days after the talks, she was asked about them."),
    ],
)
def test_what_only_looks_like_a_difference_is_none(left: str, right: str) -> None:
    assert not [f for f in findings(sentence(left), sentence(right)) if f.relation == "clashes"]


def test_a_plan_and_what_came_of_it_are_a_development() -> None:
    v = judge("The mayor promises to build 500 flats.", "The mayor built 80 flats.")
    assert v.relation == "neither"
    assert v.development
    assert any("development" in w for w in v.why)


def test_a_verdict_says_why_with_the_figures() -> None:
    v = judge("The tariffs have cost 2,000 jobs in the mills.", "The tariffs have cost 5,000 jobs in the mills.")
    assert v.relation == "clashes"
    assert "2,000 jobs" in v.why[0]
    assert "5,000 jobs" in v.why[0]
    assert 0.5 <= v.score <= 1


def test_the_closest_sentence_of_a_long_passage_is_judged() -> None:
    filler = "The weather was fine and many came to the fair with their families. " * 12
    v = judge("Police detained 14 people at the fair.", filler + "Nobody was detained at the fair, police said.")
    assert v.relation == "clashes"


@pytest.mark.parametrize("text", ["", " ", "…", "\ud800", "٣٤٥", "a" * 5000, "no " * 900, "1" * 400, "\u202e12 😀"])
def test_any_text_is_judged(text: str) -> None:
    for v in (judge(text, "The mayor opened the bridge."), judge("The mayor opened the bridge.", text)):
        assert v.relation in ("agrees", "clashes", "neither")
        assert 0 <= v.score <= 1


def test_a_pair_is_judged_alike_alone_and_among_others() -> None:
    some = [(r["left"], r["right"]) for r in PAIRS[:6]]
    together = [judge(*p) for p in some]
    assert [judge(*p) for p in reversed(some)][::-1] == together


def test_lines_are_judged_and_a_bad_one_is_named() -> None:
    rows = [{"id": 7, "left": "The border is open.", "right": "The border is closed."}]
    (out,) = compare_lines([json.dumps(r) for r in rows] + ["\n"])
    found = json.loads(out)
    assert found["id"] == 7
    assert found["relation"] == "clashes"
    assert found["why"]
    with pytest.raises(UsageError, match="line 2"):
        list(compare_lines([json.dumps(rows[0]), '{"id": 1}']))


RULES = {"numbers": 0.7, "dates": 0.6, "polarity": 0.6, "modality": 0.5, "plan-outcome": 0.75, "all": 0.65}
LEARNED = {
    "numbers": 0.76,
    "dates": 0.6,
    "polarity": 0.6,
    "modality": 0.76,
    "plan-outcome": 0.84,
    "paraphrase": 0.56,
    "same-words-different-event": 0.68,
    "antonyms": 0.72,
    "all": 0.71,
}
"""Floors by kind of pair, and over all: of the rules alone, and with the learned judge. The pairs were written before
any judge had seen them; rules were then mended with their errors on screen: see pairs_fresh.jsonl. The judge that learned
entailment took all of these from 0.77 to 0.72 and the fresh ones from 0.57 to 0.52: its weights are fitted to others' pairs,
those before it were set beside these."""


def test_figures_by_kind_of_pair() -> None:
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for r in PAIRS:
        good = judge(r["left"], r["right"]).relation == r["relation"]
        for k in (r["kind"], "all"):
            right[k] += good
            size[k] += 1
    shares = {k: right[k] / size[k] for k in size}
    print(shares)
    assert size["all"] == 200
    floors = RULES if shipped() is None else LEARNED
    assert {k: shares[k] for k in floors if shares[k] < floors[k]} == {}


def test_figures_on_pairs_that_no_rule_was_mended_on() -> None:
    right = sum(judge(r["left"], r["right"]).relation == r["relation"] for r in FRESH)
    assert len(FRESH) == 100
    assert not {(r["left"], r["right"]) for r in FRESH} & {(r["left"], r["right"]) for r in PAIRS}
    assert right >= (30 if shipped() is None else 51)


FIRE = rows("fire.jsonl")
"""Two invented reports of one fire: what they contradict each other in, tell alike, and what is of different things."""


@pytest.mark.skipif(shipped() is None, reason="the rules alone know no contradiction in quite other words")
def test_two_reports_of_one_fire_clash_where_they_contradict_each_other() -> None:
    right: Counter[str] = Counter()
    for r in FIRE:
        right[r["relation"]] += judge(r["left"], r["right"]).relation == r["relation"]
    print(right)
    assert Counter(r["relation"] for r in FIRE) == {"clashes": 15, "agrees": 7, "neither": 15}
    assert right["clashes"] >= 11  # 7 before it knew entailment, and 7 of the others agreed; one does now
    assert right["agrees"] >= 2
    assert right["neither"] >= 12


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("The guests beat the hosts.", "The hosts lost to the guests.", "converse"),
        (
            "The town has never had a harbour.",
            "There has not been a harbour in the town at any time.",
            "both deny",
        ),
    ],
)
def test_two_wordings_of_one_thing_agree(left: str, right: str, kind: str) -> None:
    (found,) = [f for f in findings(sentence(left), sentence(right)) if f.kind == kind]
    assert found.relation == "agrees"
    assert not [f for f in findings(sentence(left), sentence(right)) if f.relation == "clashes"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The fair opens on 3 July.", "Tickets for the fair go on sale on 3 May."),
        ("The film took 30 million dollars.", "The actor earned three million dollars with the film."),
        ("The rate fell below 5 per cent.", "The rate fell to 4.9 per cent."),
        ("The service was not always good.", "The service was good."),
        ("The critics said it isn't just a success.", "The critics said it is a success."),
    ],
)
def test_figures_and_denials_of_different_things_are_no_clash(left: str, right: str) -> None:
    assert not [f for f in findings(sentence(left), sentence(right)) if f.relation == "clashes"]
