"""Two names as written: what makes them one, what keeps them apart, and that match says why."""

import json
from pathlib import Path

import pytest

from fabula.names import match
from fabula.names.compare import compare, hopeless
from fabula.names.tables import wordlist
from fabula.names.tokens import kind_of, parse

PAIRS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "data/name_pairs.jsonl").read_text("utf-8").splitlines()
]


def test_forty_pairs_of_our_own() -> None:
    said = [match(p["left"], p["right"], p["kind"]).same for p in PAIRS]
    right = sum(s == p["same"] for s, p in zip(said, PAIRS, strict=True))
    merged = [(p["left"], p["right"]) for s, p in zip(said, PAIRS, strict=True) if s and not p["same"]]
    assert len(PAIRS) == 40
    assert sum(not p["same"] for p in PAIRS) >= 15
    assert merged == []
    assert right >= 38


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: str(p["id"]))
def test_match_does_not_depend_on_the_side(pair: dict[str, str]) -> None:
    one, other = match(pair["left"], pair["right"], pair["kind"]), match(pair["right"], pair["left"], pair["kind"])
    assert one.same == other.same
    assert one.score == pytest.approx(other.score, abs=0.02)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Marek Zielinski", "Zielinski, Marek"),
        ("Dr. Anna Kowal", "Anna Kowal"),
        ("A. Kowal", "Anna Kowal"),
        ("Bill Harker", "William Harker"),
        ("Жанна Цветкова", "Zhanna Tsvetkova"),
        ("Зміцер Ваўчок", "Źmicier Vaŭčok"),
        ("Hans Joachim Vogel", "Hans J. Vogel"),
        ("Сергей Дубровин", "Сергея Дубровина"),
        ("Teng Wen-hua", "Deng Wenhua"),
        ("Mc Allister, Ian", "Ian McAllister"),
    ],
)
def test_one_person(left: str, right: str) -> None:
    assert match(left, right, "Person").same


@pytest.mark.parametrize(
    ("left", "right", "because"),
    [
        ("Ivan Petrov", "Oleg Petrov", "nothing answers"),
        ("Sergei Dubrovin", "Svetlana Dubrovina", "man's and a woman's"),
        ("Viktor Malin", "Viktoria Malin", "man's and a woman's"),
        ("Thomas Reed Jr.", "Thomas Reed Sr.", "generations"),
        ("Thomas Reed", "Thomas Reed Jr.", "generations"),
        ("John A. Miller", "John B. Miller", "nothing answers"),
        ("John C. Miller", "John H. C. Miller", "middle initials"),
        ("Hans Peter", "Peter Hans", "another order"),
        ("Omar bin Khalid", "Khalid bin Omar", "descends"),
        ("Petrov", "Ivan Petrov", "one name alone"),
        ("Ivan Sergeyevich Petrov", "Ivan Olegovich Petrov", "nothing answers"),
    ],
)
def test_two_persons_and_why(left: str, right: str, because: str) -> None:
    found = match(left, right, "Person")
    assert not found.same
    assert any(because in why for why in found.why)


@pytest.mark.parametrize(
    ("left", "right", "kind", "same"),
    [
        ("Nordwind Aktiengesellschaft", "Nordwind AG", "Company", True),
        ("OOO Vesna", "Vesna Limited Liability Company", "Company", True),
        ("Nordwind AG", "Nordwind GmbH", "Company", False),
        ("Harbour Fund II", "Harbour Fund III", "Company", False),
        ("Brigade 12", "Twelve Brigade", "Organization", True),
        ("Federal Grain Board", "FGB", "Organization", True),
        ("Министерство обороны", "Ministry of Defence", "Organization", True),
        ("Bank of North Haven", "Bank of South Haven", "Company", False),
        ("Republic of Belarus", "Беларусь", "place", True),
        ("Niger", "Nigeria", "place", False),
        ("Slovakia", "Slovenia", "place", False),
        ("Wien", "Vienna", "place", True),
    ],
)
def test_organisations_and_places(left: str, right: str, kind: str, same: bool) -> None:
    assert match(left, right, kind).same is same


def test_a_name_alone_is_one_with_itself_in_any_case_and_dress() -> None:
    for other in ("ANNA KOWAL", "<b>Anna</b> Kowal", "Anna\u200b Kowal", "\u202bAnna Kowal\u202c", "Anna  Kowal"):
        assert match("Anna Kowal", other, "Person").same


def test_names_dismissed_without_comparing_are_those_that_comparing_would_dismiss() -> None:
    given, surnames = (
        wordlist("Anna Ana Luis Louis A. Li-hua Lihua"),
        wordlist("Berg Bergh Solano Salano Lavrov Lavrovs"),
    )
    heads, tails = wordlist("Bank Banco UN Oslo Kyiv Kiev"), wordlist("Bergen Oslo France Nations GmbH 2 3")
    said = [(p[side], p["kind"]) for p in PAIRS for side in ("left", "right")]
    said += [(f"{x} {y}", "Person") for x in given for y in surnames] + [(x, "Person") for x in surnames]
    said += [(f"{x} {y}", kind) for x in heads for y in tails for kind in ("Company", "Place")]
    dismissed = count = 0
    for text, kind in said:
        for other, of in said:
            a, b = parse(text, kind_of(kind)), parse(other, kind_of(of))
            if a.kind != b.kind:
                continue
            count += 1
            if hopeless(a, b, 0.4):
                dismissed += 1
                found = compare(a, b)
                assert (found.same, found.score < 0.4) == (False, True), (text, other, found)
    assert dismissed > count / 2


@pytest.mark.parametrize(
    ("left", "right", "kind", "same"),
    [
        ("KLM Company", "K L M Co.", "organisation", True),
        ("NORDAL OIL COMP", "Nordal Oil Company", "organisation", True),
        ("Vesk Optik Limited Liability Comp", "Vesk Optik LLC", "organisation", True),
        ("So-called Council of the Varn Region", "Council of the Varn Region", "organisation", True),
        ("Ch. Mandal", "Chimed Mandal", "person", True),
        ("Ch. Mandal", "Tsend Mandal", "person", False),
        ("K L M Co.", "K L N Co.", "organisation", False),
    ],
)
def test_usual_short_forms_are_one_name(left: str, right: str, kind: str, same: bool) -> None:
    assert match(left, right, kind).same is same
