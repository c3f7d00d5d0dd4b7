"""Which main events are one story."""

import random

from fabula.link.articles.stories import stories
from fabula.model.records import Entity, Event

PEOPLE = ("anna", "luis", "mara", "piotr")
ENTITIES = [
    Entity(id=i, name=i, type="place" if i in ("kestria", "ruvenia") else "person", aliases=(i,), articles=(),
           members=(), anchors=())
    for i in (*PEOPLE, "kestria", "ruvenia", "busy")
]  # fmt: skip


def told(
    key: str, *articles: str, who: tuple[str, ...] = (), place: str | None = None, series: str | None = None
) -> Event:
    return Event(
        id=key, type="CONSULT", what="talks", date=None, place=place, articles=articles, members=(), entities=who,
        anchors=tuple((a, 0, 5) for a in articles), series=series,
    )  # fmt: skip


def found(main: dict[str, str], *events: Event) -> list[tuple[str, ...]]:
    want = stories(main, events, ENTITIES)
    for seed in range(3):
        r = random.Random(seed)
        shuffled = dict(r.sample(sorted(main.items()), len(main)))
        assert stories(shuffled, r.sample(events, len(events)), ENTITIES) == want
    assert sorted(a for s in want for a in s.articles) == sorted(main)
    assert all(bool(s.why) == (len(s.main_events) > 1) for s in want)
    return [s.articles for s in want]


TWO = {"a": "event:a", "b": "event:a", "c": "event:c"}


def test_an_event_that_both_tell_connects_two_main_events() -> None:
    assert found(TWO, told("x", "a", "c", who=("anna",))) == [("a", "b", "c")]


def test_a_series_of_the_same_two_people_connects() -> None:
    meetings = told("x", "a", who=("anna", "luis"), series="s"), told("y", "c", who=("anna", "luis"), series="s")
    assert found(TWO, *meetings) == [("a", "b", "c")]


def test_two_people_and_a_place_connect_but_one_of_them_does_not() -> None:
    both = told("x", "a", who=("anna", "luis"), place="Oslo"), told("y", "c", who=("anna", "luis"), place="Oslo")
    assert found(TWO, *both) == [("a", "b", "c")]
    one = told("x", "a", who=("anna",), place="Oslo"), told("y", "c", who=("anna",), place="Oslo")
    assert found(TWO, *one) == [("a", "b"), ("c",)]


def test_states_do_not_connect() -> None:
    states = ("kestria", "ruvenia")
    assert found(TWO, told("x", "a", who=states, place="Oslo"), told("y", "c", who=states, place="Oslo")) == [
        ("a", "b"),
        ("c",),
    ]


def test_who_is_in_everything_connects_nothing() -> None:
    main = {f"a{n}": f"event:a{n}" for n in range(20)}
    every = [told(f"e{n}", f"a{n}", who=("anna", "luis", "busy")) for n in range(20)]
    assert len(found(main, *every)) == 20


def test_nothing_in_common_is_no_story() -> None:
    assert found(TWO, told("x", "a", who=("anna",)), told("y", "c", who=("mara",))) == [("a", "b"), ("c",)]
