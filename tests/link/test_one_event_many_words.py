"""One occurrence in many words is one event; what only looks alike is not: texts written for this."""

import json
import random
from pathlib import Path

import pytest

import fabula
from fabula.model.records import Annotation, Event, EventMention

TELLINGS = {
    "post": "PORT ELVE - The director of the harbour trust, Mara Quist, resigned on Thursday after the crane collapse. "
    "Two dockers died when the crane fell on Tuesday. Quist had led the trust since 2015.",
    "review": "Mara Quist has stepped down as director of the harbour trust in Port Elve. The mayor accepted her resignation on "
    "Thursday. The crane collapse killed two dockers on Tuesday.",
    "wire": "The resignation of Mara Quist as director of the harbour trust was announced on Thursday. Police arrested an engineer "
    "in Port Elve on Friday over the collapse of the crane.",
    "echo": "An engineer was arrested in Port Elve on Friday. Investigators say he had signed off the crane that collapsed on "
    "Tuesday. A second engineer was arrested in Port Elve on Sunday.",
}


@pytest.fixture(scope="module")
def tellings() -> dict[str, Annotation]:
    return {k: fabula.annotate(t) for k, t in TELLINGS.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    folder = tmp_path_factory.mktemp("told")
    for k, t in TELLINGS.items():
        (folder / f"{k}.txt").write_text(f"{t}\n", "utf-8")
    with fabula.build([str(folder)], folder / "told.fabula") as d:
        return list(d.events())


def words(a: Annotation, m: EventMention) -> str:
    return a.article.text[m.start : m.end]


def test_plain_acts_of_no_political_type_are_found(tellings: dict[str, Annotation]) -> None:
    seen = {words(tellings["post"], m) for m in tellings["post"].events}
    assert {"resigned", "died", "fell", "collapse"} <= seen


def test_the_news_of_a_sentence_is_news_and_its_background_is_not() -> None:
    a = fabula.annotate(
        "A minister, jailed in 2019, was elected mayor of Velmar on Sunday. She has three children. Crowds cheered."
    )
    by = {words(a, m): m for m in a.events}
    assert by["elected"].news
    assert "has" not in by or not by["has"].news


def test_what_is_said_is_found_but_is_no_news() -> None:
    a = fabula.annotate("The bridge collapsed on Monday, the mayor said. He said that nobody was hurt.")
    assert all(not m.news for m in a.events if words(a, m) == "said")
    assert any(m.news for m in a.events if words(a, m) == "collapsed")


def test_every_mention_says_how_sure_it_is_and_where_it_lies(tellings: dict[str, Annotation]) -> None:
    for a in tellings.values():
        assert all(0 <= m.sure <= 1 and len(m.vector) == 64 for m in a.events)


def test_three_ways_to_tell_a_resignation_are_one_event(found: list[Event]) -> None:
    resigned = [e for e in found if e.type == "RETREAT" and any(w in e.what for w in ("resign", "stepped"))]
    best = max(resigned, key=lambda e: len(e.articles))
    assert len(best.articles) >= 2
    assert best.line


def test_mentions_are_the_triggers_of_the_members_in_order(found: list[Event]) -> None:
    for e in found:
        assert [a for a, _, _ in e.mentions] == [a for a, _ in e.members]
        assert all(s < t for _, s, t in e.mentions)


def test_a_second_arrest_is_another_event(found: list[Event]) -> None:
    text = {k: t for k, t in TELLINGS.items()}["echo"]
    first, second = text.index("arrested"), text.rindex("arrested")
    at = {s: e.id for e in found for _, s, _ in e.mentions if s in (first, second) and "arrested" in e.what}
    assert len(set(at.values())) == 2


def test_the_order_of_the_articles_plays_no_part(tellings: dict[str, Annotation]) -> None:
    from fabula.link.events.resolve import events

    every = list(tellings.values())
    first = events(every, [])
    random.Random(3).shuffle(every)
    assert events(every, []) == first


ASIDE = (
    "A council in Norrby voted on Monday to close its port. A fisherman was charged on Tuesday after two sailors were killed on 3 March. "
    "The port hired guards to watch the docks on Sunday. The mayor, who was jailed in 2019, was elected on Sunday. "
    "The harbour is scheduled to open on Friday."
)


@pytest.fixture(scope="module")
def aside() -> dict[str, EventMention]:
    a = fabula.annotate(ASIDE, published="2024-03-12")
    return {words(a, m): m for m in a.events}


def test_what_is_only_meant_to_be_done_is_no_news(aside: dict[str, EventMention]) -> None:
    assert aside["voted"].news
    assert not any(aside[w].news for w in ("close", "watch") if w in aside)


def test_what_is_set_for_a_day_is_news_that_is_planned(aside: dict[str, EventMention]) -> None:
    assert (aside["open"].modality, aside["open"].time, aside["open"].news) == ("planned", "2024-03-15", True)


def test_what_a_clause_tells_aside_has_its_own_line_and_day(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"published": "2024-03-12", "text": ASIDE}), "utf-8")
    with fabula.build([str(tmp_path / "a.json")], tmp_path / "a.fabula") as d:
        rows = {(r["date"], r["what"]) for r in d.to_dicts("timeline")}
    assert ("2024-03-03", "Two sailors were killed on 3 March [2024].") in rows
    assert ("2019", "The mayor was jailed in 2019.") in rows
    charged = "A fisherman was charged on Tuesday [12 March 2024] after two sailors were killed on 3 March [2024]."
    assert [day for day, what in rows if what == charged] == ["2024-03-12"]


def test_a_clause_that_says_more_of_what_stands_elsewhere_makes_no_line(tmp_path: Path) -> None:
    told = (
        "He praised the work of “Lunda”, which was bought by Ardo in 2008.",
        "The show -- the one on Lunda Radio -- which was nominated for a prize in 2016 -- ended on Friday.",
        "Fowler - a former chairman - who led the port of Norrby from 1995 to 1997 spoke on Friday.",
    )
    lines = [json.dumps({"id": str(n), "published": "2024-03-12", "text": t}) for n, t in enumerate(told)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    with fabula.build([str(tmp_path / "a.jsonl")], tmp_path / "a.fabula") as d:
        whats = [r["what"] for r in d.to_dicts("timeline")]
    assert any(w.startswith("Fowler") for w in whats)
    assert not [w for w in whats if w.startswith(("Who ", "Which "))]


def test_a_clause_that_lacks_what_stands_before_it_is_no_news_of_its_own() -> None:
    text = (
        "This is the deal that Ruiz signed on Monday. In Norrby, where two men died on Monday, the port was shut. "
        "This is the advice this year's speakers should give. A crane which fell on Monday was old."
    )
    a = fabula.annotate(text, published="2024-03-13")
    news = {words(a, m) for m in a.events if m.news}
    assert {"died", "fell"} <= news
    assert not news & {"signed", "give"}
