"""One forecast is one entry, with its tellings; what became of it is a person's to say, and lasts."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import fabula
from fabula.compare.differences import sentence
from fabula.derive.forecasts.bands import UNSTATED
from fabula.derive.forecasts.bearing import proposals
from fabula.derive.forecasts.evidence import passage
from fabula.derive.forecasts.joining import EACH, candidate_pairs, joined
from fabula.derive.forecasts.ledger import LedgerEntry, ledger
from fabula.derive.forecasts.standings import standings
from fabula.derive.forecasts.tellings import ForecastTelling
from fabula.errors import UsageError
from fabula.model.decisions import ForecastOutcome
from fabula.model.records import Article, Forecast
from tests.derive.forecasts.conftest import ROWS, built


@pytest.fixture
def mine(story: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(story, tmp_path / "mine.fabula"))


def entry(path: Path, words: str) -> LedgerEntry:
    with fabula.open(path) as d:
        found = [e for e in ledger(d).entries if words in e.first.text]
    assert len(found) == 1, [e.first.text for e in found]
    return found[0]


def decide(path: Path, e: LedgerEntry, status: str | None, **more: object) -> None:
    from fabula.dossier import Editor

    with Editor(path) as d:
        d.decide(ForecastOutcome(left=e.anchors, status=status, **more))  # type: ignore[arg-type]


def test_one_forecast_told_by_several_is_one_entry(story: Path) -> None:
    bridge = entry(story, "bridge will open")
    assert [t.article.id for t in bridge.tellings] == ["gazette", "herald", "wire"]
    assert bridge.makers == ("Ana Ruiz",)
    assert bridge.due is not None
    assert bridge.due.last == date(2030, 6, 30)
    assert [t.copied for t in bridge.tellings] == [False, False, True]
    assert any("words" in w and "the same maker" in w for w in bridge.why)
    assert len(entry(story, "carry nine thousand").tellings) == 2


def test_due_dates_count_from_publication_and_stay_relative_without_one(story: Path) -> None:
    assert (tolls := entry(story, "tolls may rise").due) is not None
    assert (tolls.last, tolls.words) == (date(2030, 3, 18), "two weeks")
    assert (road := entry(story, "second road").due) is not None
    assert (road.last, road.value) == (None, "P2W")
    assert (spring := entry(story, "ferries will be sold").due) is not None
    assert (spring.last, spring.words) == (None, "next spring")


def test_the_longest_overdue_come_first_and_the_resolved_last(mine: Path) -> None:
    decide(mine, entry(mine, "bridge will open"), "true", note="it did")
    with fabula.open(mine) as d:
        shown = [e.first.text for e in ledger(d).ordered(date(2030, 8, 1))]
    assert "tolls may rise" in shown[0]
    assert "bridge will open" in shown[-1]


def test_the_order_of_arrival_plays_no_part(story: Path, tmp_path: Path) -> None:
    with fabula.open(story) as d:
        first = [(e.id, e.anchors, e.why) for e in ledger(d).entries]
    with fabula.open(built(tmp_path, ROWS[::-1])) as d:
        assert [(e.id, e.anchors, e.why) for e in ledger(d).entries] == first


def test_a_resolution_outlives_new_articles_and_can_be_taken_back(mine: Path, tmp_path: Path) -> None:
    bridge = entry(mine, "bridge will open")
    with fabula.open(mine) as d:
        opened = passage(d, "opened by the mayor", bridge)
    decide(mine, bridge, "true", right=(opened,), on="2030-06-28")
    source = tmp_path / "earlier.jsonl"
    text = "The Marlow bridge will open by the end of June, Ana Ruiz said."
    source.write_text(json.dumps({"id": "courier", "published": "2030-01-12", "text": text}), encoding="utf-8")
    fabula.build([str(source)], mine, plain=True).close()
    with fabula.open(mine) as d:
        after = ledger(d).find(bridge.id)
        assert not list(d.verify())
    assert len(after.tellings) == 4
    assert after.id != bridge.id
    assert (after.status, after.outcome.evidence, after.outcome.on) == ("come true", (opened,), "2030-06-28")
    decide(mine, after, "false", note="only half of it opened")
    assert entry(mine, "bridge will open").status == "failed"
    from fabula.dossier import Editor

    with Editor(mine) as d:
        d.undo(("forecast",))
    assert entry(mine, "bridge will open").status == "come true"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"status": "true"}, "evidence"),
        ({"status": "maybe", "note": "x"}, "maybe"),
        ({"status": "true", "note": "x", "on": "June"}, "June"),
        ({"status": None, "probability": 1.5}, "1.5"),
        ({"status": None}, "status or a probability"),
        ({"status": "true", "right": (("after", 5, 9999),)}, "9999"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(mine: Path, more: dict[str, object], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        decide(mine, entry(mine, "bridge will open"), more.pop("status"), **more)  # type: ignore[arg-type]
    assert entry(mine, "bridge will open").status == "open"


def test_evidence_is_one_passage_or_the_choice_is_shown(story: Path) -> None:
    ferry = entry(story, "unlikely to survive")
    with fabula.open(story) as d:
        a, s, e = passage(d, "ferry company closed in May", ferry)
        assert d.article(a).text[s:e].startswith("The ferry company closed in May")
        assert passage(d, "after:0-20", ferry) == ("after", 0, 20)
        with pytest.raises(UsageError, match=r"passages hold these words(?s:.*):\d+-\d+"):
            passage(d, "the mayor", ferry)
        with pytest.raises(UsageError, match="no passage"):
            passage(d, "quicksilver", ferry)
        with pytest.raises(UsageError, match="no article"):
            passage(d, "nowhere.txt:1-4", ferry)


def test_later_passages_are_proposed_with_reasons_and_earlier_ones_not(story: Path) -> None:
    with fabula.open(story) as d:
        entries = ledger(d).entries
        found = proposals(d, entries)
    by = {e.first.text: [(p.article.id, p.article.text[p.start : p.end]) for p in found[e.id]] for e in entries}
    bridge = next(v for k, v in by.items() if "bridge will open" in k)
    assert bridge[0] == ("after", "The Marlow bridge was opened by the mayor, Ana Ruiz, on June 28.")
    ferry = next(v for k, v in by.items() if "unlikely to survive" in k)
    assert ferry[0][1].startswith("The ferry company closed in May")
    assert all(article != "before" for passages in by.values() for article, _ in passages)
    for e in entries:
        for p in found[e.id]:
            assert p.score == pytest.approx(sum(v for _, v in p.parts))
            assert any(n == "words" for n, _ in p.parts)
            assert p.anchor[0] not in {t.article.id for t in e.tellings}
    assert {e.status for e in entries} == {"open"}


def test_undated_tellings_are_proposed_as_such(story: Path) -> None:
    with fabula.open(story) as d:
        road = [e for e in ledger(d).entries if e.first.article.id == "notes"]
        found = proposals(d, road)
    assert {p.when for ps in found.values() for p in ps} <= {"the forecast's date is not stated"}


def test_an_outlet_is_scored_for_its_own_voice_alone(mine: Path) -> None:
    decide(mine, entry(mine, "unlikely to survive"), "false", note="it closed")
    with fabula.open(mine) as d:
        found = {(s.kind, s.name): s for s in standings(ledger(d).entries)}
    gazette, wire = found["outlet", "Marlow Gazette"], found["outlet", "River Wire"]
    assert gazette.carried > gazette.own
    assert gazette.scored == ((0.325, False),)
    assert gazette.counts["failed"] == 1
    assert gazette.brier is None
    assert wire.carried > 1
    assert wire.scored == ()
    assert found["maker", "Ana Ruiz"].own == 2


def test_pairs_grow_with_the_tellings_not_with_their_square() -> None:
    """Every telling shares its commonest words with every other; few pairs are worth judging all the same."""

    def telling(n: int) -> ForecastTelling:
        text = f"the council will sell the mill in ward{n // 2} to firm{n // 2}"
        keys = frozenset({"council", "sell", "mill", f"ward{n // 2}", f"firm{n // 2}"})
        f = Forecast(id="f0", start=0, end=len(text))
        a = Article(id=f"a{n:03}", path=f"a{n}.txt", sha256=str(n), text=text)
        return ForecastTelling(
            article=a, forecast=f, text=text, maker=None, who=("outlet", a.id), own=True, outlet=a.id, root=a.id,
            published=None, band=UNSTATED, due=None, condition=None, core=sentence(text), keys=keys,
            entities=frozenset(), meant=(), about=keys,
        )  # fmt: skip

    told = [telling(n) for n in range(300)]
    assert len(candidate_pairs(told)) <= EACH * len(told)
    assert [ids for ids, _ in joined(told)] == [[n, n + 1] for n in range(0, 300, 2)]
