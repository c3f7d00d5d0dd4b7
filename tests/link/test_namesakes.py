"""Two who bear one full name: parted on strong evidence, kept whole on thin, and a person's word comes first."""

import itertools
import json

import pytest
from benchmarks.namesakes import CASES, bearers

from fabula.link.entities.resolve import entities
from fabula.model.records import Annotation, Judgement
from tests.link.test_known import told

PERSON, PLACE = "person", "place"
A = told("a", "Jan Kral, a Czech minister, spoke. Jan Kral, 60, left Brno.", ("Jan Kral", PERSON, "c0"),
         ("a Czech minister", PERSON, "c0"), ("Jan Kral", PERSON, "c0"), ("Brno", PLACE, "c1"))  # fmt: skip
B = told(
    "b",
    "Jan Kral, 22, an Australian swimmer, won.",
    ("Jan Kral", PERSON, "c0"),
    ("an Australian swimmer", PERSON, "c0"),
)
C = told("c", "Jan Kral came to Brno.", ("Jan Kral", PERSON, "c0"), ("Brno", PLACE, "c1"))
THIN = told("d", "Jan Kral, a Slovak singer, sang.", ("Jan Kral", PERSON, "c0"), ("a Slovak singer", PERSON, "c0"))


def krals(found: list[Annotation], judged: list[Judgement] | None = None) -> list[tuple[str, ...]]:
    made, _ = entities(found, judged or [])
    return sorted(e.articles for e in made if "Jan Kral" in e.aliases)


@pytest.mark.parametrize("case", [json.loads(x) for x in CASES.read_text("utf-8").splitlines()], ids=lambda c: c["id"])
def test_invented_cases(case: dict[str, object]) -> None:
    got, why = bearers(case)
    assert got == case["bearers"], why


def test_births_roles_and_states_part_two_and_company_decides_for_the_third() -> None:
    assert krals([A, B, C]) == [("a", "c"), ("b",)]


def test_the_order_of_arrival_makes_no_difference() -> None:
    results = [entities(list(p)) for p in itertools.permutations([A, B, C, THIN])]
    assert all(r == results[0] for r in results)


def test_thin_evidence_leaves_them_one_and_in_doubt() -> None:
    assert krals([A, THIN]) == [("a", "d")]
    _, judged = entities([A, THIN])
    assert any(j.same and j.why[0] == "doubt" and "clash" in " ".join(j.why) for j in judged)


def test_a_person_outranks_what_parts_them() -> None:
    one = Judgement(kind="entity", left="a/c0", right="b/c0", same=True, score=1.0, by="person")
    assert krals([A, B], [one]) == [("a", "b")]
    two = Judgement(kind="entity", left="a/c0", right="d/c0", same=False, score=1.0, by="person")
    assert krals([A, THIN], [two]) == [("a",), ("d",)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Goals: Jan Kral (23) and Jan Kral (88).", "Jan Kral, 41, spoke."),  # minutes of a match
        ("Jan Kral (2001-2005) was the first mayor.", "Jan Kral, 60, spoke."),  # a term of office
        ("Jan Kral's 12-year-old son sang.", "Jan Kral, 60, spoke."),
        ("Jan Kral, 2 others and a dog fled.", "Jan Kral, 60, spoke."),
    ],
)
def test_a_number_that_is_no_age_parts_nobody(first: str, second: str) -> None:
    one, other = (told(i, t, ("Jan Kral", PERSON, "c0")) for i, t in (("a", first), ("b", second)))
    assert krals([one, other]) == [("a", "b")]
