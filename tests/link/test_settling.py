"""One type for one name across tellings: what one mislabels, the others put right."""

from fabula.link.entities.resolve import entities
from fabula.model.records import Entity
from tests.link.test_entities import telling

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"


def types(*told: tuple[str, str]) -> list[tuple[str, str, int]]:
    found, _ = entities([telling(f"a{n}", f"{name} was named.", (name, t, "c0")) for n, (name, t) in enumerate(told)])
    return sorted(_row(e) for e in found)


def _row(e: Entity) -> tuple[str, str, int]:
    return e.name, e.type, len(e.articles)


def test_a_full_name_that_one_telling_takes_for_a_body_is_the_person_of_the_others() -> None:
    told = [("Anatol Kotsky", PERSON), ("Anatol Kotsky", PERSON), ("Anatol Kotsky", ORGANISATION)]
    assert types(*told) == [("Anatol Kotsky", PERSON, 3)]


def test_the_form_of_a_name_decides_between_two_tellings() -> None:
    assert types(("Veldar Group", PERSON), ("Veldar Group", ORGANISATION)) == [("Veldar Group", ORGANISATION, 2)]
    assert types(("Ivan Kotsky", PERSON), ("Ivan Kotsky", ORGANISATION)) == [("Ivan Kotsky", PERSON, 2)]


def test_another_spelling_of_a_person_named_in_full_is_that_person_whatever_its_label() -> None:
    told = [("Yanka Lukarenko", PERSON), ("Янка Лукаренко", ORGANISATION), ("Łukarenka", PLACE)]
    assert [(t, n) for _, t, n in types(*told)] == [(PERSON, 3)]


def test_a_place_and_a_person_of_one_word_stay_two() -> None:
    found = types(("Lincoln", PLACE), ("Lincoln", PLACE), ("Abel Lincoln", PERSON))
    assert ("Lincoln", PLACE, 2) in found


def test_the_order_of_tellings_makes_no_difference() -> None:
    told = [("Mira Tull", PERSON), ("Mira Tull", ORGANISATION), ("Mira Tull", PLACE)]
    assert types(*told) == types(*told[::-1])
    assert len(types(*told)) == 1
