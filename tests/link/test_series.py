"""What recurs, and what does not."""

import random

from fabula.link.events.series import recurring
from fabula.model.records import Annotation, Article, Entity, Event, EventMention

ANNA, LUIS, MARA = "anna", "luis", "mara"
PEOPLE = [
    Entity(id=i, name=i.title(), type="person", aliases=(i.title(),), articles=(), members=(), anchors=())
    for i in (ANNA, LUIS, MARA)
]


def happening(
    key: str, date: str | None, who: tuple[str, ...], text: str = "They met.", trigger: str = "met",
    type_: str = "CONSULT", place: str | None = None,
) -> tuple[Event, Annotation]:  # fmt: skip
    start = text.index(trigger)
    mention = EventMention(id="e0", start=start, end=start + len(trigger), clause=(0, len(text)), type=type_)
    article = Article(id=key, path=key, sha256=key, text=text)
    event = Event(
        id=f"event:{key}:e0", type=type_, what=text, date=date, place=place, articles=(key,), members=((key, "e0"),),
        anchors=((key, 0, len(text)),), entities=tuple(sorted(who)),
    )  # fmt: skip
    return event, Annotation(article=article, events=(mention,))


def series(*told: tuple[Event, Annotation]) -> list[tuple[str, tuple[str, ...]]]:
    found = recurring([e for e, _ in told], [a for _, a in told], PEOPLE)
    for seed in range(3):
        mixed = random.Random(seed).sample(told, len(told))
        assert recurring([e for e, _ in mixed], [a for _, a in mixed], PEOPLE)[1] == found[1]
    for s in found[1]:
        assert s.why
        assert {e.id for e in found[0] if e.series == s.id} == set(s.events)
    return [(s.rhythm, s.dates) for s in found[1]]


def test_the_meetings_of_the_same_two_people_are_a_series() -> None:
    days = ("2024-01-10", "2024-05-14", "2024-12-02")
    told = [happening(k, d, (ANNA, LUIS)) for k, d in zip("abc", days, strict=True)]
    assert series(*told) == [("irregular", days)]


def test_two_days_of_one_visit_are_not() -> None:
    assert series(happening("a", "2024-05-14", (ANNA, LUIS)), happening("b", "2024-05-15", (ANNA, LUIS))) == []


def test_a_visit_of_two_days_counts_once_in_a_series() -> None:
    days = ("2024-05-14", "2024-05-15", "2024-09-01")
    told = [happening(k, d, (ANNA, LUIS)) for k, d in zip("abc", days, strict=True)]
    assert series(*told) == [("irregular", ("2024-05-14", "2024-09-01"))]


def test_an_exercise_each_september_is_yearly() -> None:
    days = ("2021-09-10", "2022-09-12", "2023-09-08")
    told = [
        happening(k, d, (MARA,), "Ruvenia held exercises at Lund.", "exercises", "MOBILIZE", "Lund")
        for k, d in zip("abc", days, strict=True)
    ]
    assert series(*told) == [("yearly", days)]


def test_other_people_places_words_or_kinds_make_no_series() -> None:
    talks = happening("a", "2024-01-10", (ANNA, LUIS), place="Oslo")
    assert series(talks, happening("b", "2024-05-14", (ANNA, MARA), place="Oslo")) == []
    assert series(talks, happening("b", "2024-05-14", (ANNA, LUIS), type_="PROTEST")) == []
    assert series(happening("a", "2024-01-10", (ANNA,)), happening("b", "2024-05-14", (ANNA,))) == []
    assert series(happening("a", "2024-01-10", ()), happening("b", "2025-01-10", ())) == []
    again = "The annual talks again met."
    assert series(happening("a", "2024-01-10", (), again), happening("b", "2025-01-10", (), again)) == []


def test_what_is_not_dated_is_no_occurrence() -> None:
    assert series(happening("a", None, (ANNA, LUIS)), happening("b", "2024-05-14", (ANNA, LUIS))) == []
    assert series(happening("a", "2023", (ANNA, LUIS)), happening("b", "2024-05-14", (ANNA, LUIS))) == []
