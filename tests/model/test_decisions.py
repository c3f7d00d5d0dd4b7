"""Decisions: one type a kind, whole or refused, and readable from what earlier versions wrote."""

from typing import get_args

import msgspec
import pytest

import fabula
from fabula.errors import UsageError
from fabula.model import decisions
from fabula.model.decisions import (
    BaseDecision,
    Calibrate,
    Call,
    Decision,
    Different,
    Flip,
    ForecastOutcome,
    OfEntities,
    Relate,
    Rename,
    Same,
    SignOf,
    actions,
    decoded,
)

HERE, THERE = (("a", 0, 4),), (("b", 2, 9),)

BEFORE = {
    "action": None, "left": [["a", 0, 4]], "right": [], "name": None, "status": None, "note": None, "on": None,
    "probability": None, "sign": None, "known": None, "relation": None, "values": [],
}  # fmt: skip
"""A decision as versions before wrote it: one record with the fields of all actions."""

OLD = [
    {"action": "same", "right": [["b", 2, 9]]},
    {"action": "different", "right": [["b", 2, 9]]},
    {"action": "rename", "name": "The Lender"},
    {"action": "known", "known": ["list", "Q1"]},
    {"action": "not-known", "known": ["list", "Q1"]},
    {"action": "none"},
    {"action": "forecast", "status": "true", "note": "it did", "on": "2024-07-31"},
    {"action": "forecast", "probability": 0.4},
    {"action": "join"},
    {"action": "oppose", "right": [["b", 2, 9]]},
    {"action": "part", "right": [["b", 2, 9]]},
    {"action": "call", "name": "Hunger"},
    {"action": "flip", "sign": -1},
    {"action": "sign", "right": [["b", 2, 9]], "sign": None},
    {"action": "reject", "right": [["b", 2, 9]]},
    {"action": "accept", "right": [["b", 2, 9]]},
    {"action": "relate", "right": [["b", 2, 9]], "relation": "development"},
    {"action": "calibrate", "left": [], "name": "judge", "values": [0.9, 0.1, -0.2]},
]


@pytest.mark.parametrize("old", OLD, ids=lambda o: o["action"])
def test_what_earlier_versions_wrote_is_read_and_comes_out_the_same(old: dict[str, object]) -> None:
    found = decoded(msgspec.json.encode({**BEFORE, **old}))
    found.check()
    assert found.action == old["action"]
    written = msgspec.json.decode(msgspec.json.encode(found))
    for name, value in old.items():
        assert written[name] == value
    assert decoded(msgspec.json.encode(found)) == found
    with pytest.raises(AttributeError):
        found.action = "same"  # type: ignore[misc]


def test_every_kind_of_decision_is_tried_above() -> None:
    new = {"link"}  # no earlier version wrote it: see tests/cli/test_system.py
    assert {str(o["action"]) for o in OLD} | new == actions(Decision)
    assert len({k.__name__ for k in get_args(Decision)}) == 18 == len(actions(Decision))


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{}",
        '{"action": "frobnicate", "left": [["a", 0, 4]]}',
        '{"action": "same", "left": [["a", 0, 4]], "name": "of no use to it"}',
        '{"action": "rename", "left": [["a", 0, 4]]}',
        '{"action": "flip", "left": [["a", 0, 4]], "sign": 2}',
        '{"action": "relate", "left": [["a", 0, 4]], "relation": "resembles"}',
        '{"action": "same", "left": [["a", 0]]}',
        '{"action": "calibrate", "left": [["a", 0, 4]], "name": "judge", "values": [1, 0, 0]}',
    ],
)
def test_what_is_no_decision_is_not_read_as_one(body: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decoded(body)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Same(left=()), "same rests on nothing"),
        (Rename(left=HERE, name="  "), "rename gives no name"),
        (Call(left=(), name="Hunger"), "call rests on nothing"),
        (Flip(left=HERE, sign=3), "3"),  # type: ignore[arg-type]
        (SignOf(left=HERE, right=THERE, sign=0), "0"),  # type: ignore[arg-type]
        (Relate(left=HERE, relation="view"), "one passage alone"),
        (Relate(left=HERE, right=THERE, relation="resembles"), "resembles"),  # type: ignore[arg-type]
        (Calibrate(name="judge", values=(0.0, 0.0, 0.0)), "scale above 0"),
        (ForecastOutcome(left=HERE, status="true"), "evidence"),
        (ForecastOutcome(left=HERE, probability=2), "2"),
    ],
)
def test_a_decision_that_is_not_whole_says_why(wrong: BaseDecision, why: str) -> None:
    with pytest.raises(UsageError, match=f"^not a decision: .*{why}"):
        wrong.check()


def test_the_public_name_is_the_union_of_them() -> None:
    assert fabula.Decision is decisions.Decision
    assert isinstance(Different(left=HERE, right=THERE), fabula.Decision)
    assert not isinstance("different", fabula.Decision)


def test_a_group_of_kinds_has_the_actions_of_its_kinds() -> None:
    assert actions(OfEntities) == {"same", "different", "rename"}
    assert actions(OfEntities, ForecastOutcome) == {"same", "different", "rename", "forecast"}
