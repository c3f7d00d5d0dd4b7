"""The timeline: dates shown as what they are, plans beside what came of them, and what a user may ask of it."""

import datetime
import json
from pathlib import Path

import pytest

import fabula
from fabula.derive.timeline import ends, said, status, timeline
from fabula.errors import UsageError
from fabula.model.records import Event
from tests.conftest import Run


def event(**more: object) -> Event:
    fields = {
        "id": "event:a:e0", "type": "CONSULT", "what": "talks", "date": None, "place": None, "articles": ("a",),
        "members": (("a", "e0"),), "anchors": (("a", 0, 5),),
    }  # fmt: skip
    return Event(**{**fields, **more})


@pytest.mark.parametrize(
    ("fields", "part", "want"),
    [
        ({"date": "2025-03-13"}, None, ("day", "13 March 2025")),
        ({"date": "2023-03"}, None, ("month", "March 2023")),
        ({"date": "2023-03"}, "START", ("month", "early March 2023")),
        ({"date": "2020"}, None, ("year", "2020")),
        ({"not_before": "2024-05-03", "not_after": "2024-05-09"}, None, ("interval", "between 3 and 9 May 2024")),
        ({"not_before": "2024-04-30", "not_after": "2024-05-09"}, None, ("interval", "between 30 April and 9 May 2024")),
        ({"not_before": "2024-12-30", "not_after": "2025-01-02"}, None,
         ("interval", "between 30 December 2024 and 2 January 2025")),
        ({"not_after": "2024-05-09"}, None, ("before", "not after 9 May 2024")),
        ({"not_before": "2024-05-09"}, None, ("after", "not before 9 May 2024")),
        ({}, None, ("none", "not dated")),
    ],
)  # fmt: skip
def test_a_date_is_shown_as_far_as_it_is_known(fields: dict[str, str], part: str | None, want: tuple[str, str]) -> None:
    e = event(**fields)
    assert said(e, *ends(e), part) == want


def test_a_plan_is_set_beside_what_came_of_it() -> None:
    assert status(event(), "13 March 2025") == "took place"
    assert status(event(announced=("a",)), "13 March 2025") == "announced for 13 March 2025; took place"
    planned = event(announced=("a",), modality="planned")
    assert status(planned, "13 March 2025") == "announced for 13 March 2025; no telling says that it took place"
    assert status(planned, None) == "announced; no telling says that it took place"


def test_the_example_in_order(example: Path) -> None:
    with fabula.open(example) as d:
        entries, every = timeline(d), timeline(d, every=True)
        rows = d.to_dicts("timeline")
        events = {e.id for e in d.events() if e.line}  # what is only brought up makes no line
    assert {e.event.id for e in every} == events
    assert {e.event.id for e in entries} < events
    assert len({(e.what, e.when) for e in entries}) == len(entries)  # each line once a day
    assert all(e.what.endswith((".", "!", "”", '"')) for e in entries)
    both = [e.first for e in entries if e.first and e.last]
    assert both == sorted(both)
    assert [e.precision == "none" for e in entries] == sorted(e.precision == "none" for e in entries)
    talks = next(r for r in rows if r["date"] == "2024-05-14" and r["type"] == "CONSULT")
    assert talks["status"] == "announced for 14 May 2024; took place"
    assert (talks["support"], len(talks["articles"])) == (4, 5)
    assert "Milena Dražić" in talks["entities"]
    march = next(r for r in rows if r["date"] == "2024-06-01" and r["support"] > 1)
    assert march["status"] == "announced for 1 June 2024; took place"
    for r in rows:
        assert r["evidence"]
        assert r["what"][0].isupper() or not r["what"][0].isalpha()


def test_only_what_is_asked_for(example: Path) -> None:
    with fabula.open(example) as d:
        alias = next(a for e in d.entities() if e.name == "Milena Dražić" for a in e.aliases if a != e.name)
        by_name, by_alias = timeline(d, entity="milena dražić"), timeline(d, entity=alias)
        assert by_name == by_alias
        assert 0 < len(by_name) < len(timeline(d))
        may = timeline(d, since="2024-05", until="2024-05-31")
        assert may
        for e in may:
            first, last = e.first or e.reported, e.reported or e.last
            assert first is not None
            assert last is not None
            assert first <= datetime.date(2024, 5, 31)
            assert last >= datetime.date(2024, 5, 1)
        assert {e.event.type for e in timeline(d, type_="protest")} == {"PROTEST"}
        for wrong, words in (
            ({"entity": "Nobody"}, "no entity is called Nobody; see: fabula entities"),
            ({"since": "May"}, "not a date: May; write"),
            ({"until": "2024-02-30"}, "not a date: 2024-02-30"),
            ({"since": "2025", "until": "2024"}, "ends \\(2024\\) before it begins \\(2025\\)"),
            ({"type_": "war"}, "no type of event is called war; there are: AGREE"),
        ):
            with pytest.raises(UsageError, match=words):
                timeline(d, **wrong)


def test_as_a_command(example: Path, fabula_cli: Run) -> None:
    table = fabula_cli("timeline", example).stdout.decode()
    assert "14 May 2024" in table
    assert "took place" in table
    lines = [json.loads(x) for x in fabula_cli("timeline", example, "--json").stdout.decode().splitlines()]
    assert len(lines) == len(table.splitlines()) - 1
    assert fabula_cli("timeline", example, "--csv").stdout.decode().startswith("id,when,precision,date")
    bad = fabula_cli("timeline", example, "--from", "soon")
    assert bad.returncode == 2
    assert bad.stderr.decode().count("\n") == 1
    found = fabula_cli("timeline", example, "--timelinejs")
    out = json.loads(found.stdout)
    dated = [r for r in lines if r["not_before"] and r["not_after"]]
    assert [e["unique_id"] for e in out["events"]] == [r["id"] for r in dated]
    assert f"{len(lines) - len(dated)} events" in found.stderr.decode()


def test_html_in_an_article_stays_text_in_timelinejs(tmp_path: Path, fabula_cli: Run) -> None:
    text = "President <b>Ruiz</b> visited Oslo on 3 May 2024 & met <script>alert(1)</script> the mayor.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = fabula_cli("timeline", tmp_path / "a.txt", "--plain", "--all", "--timelinejs")
    out = json.loads(done.stdout)
    assert out["events"][0]["start_date"] == {"year": 2024, "month": 5, "day": 3}
    assert "<script" not in json.dumps(out)
    assert "<b>" not in json.dumps(out)
    assert "&lt;" in json.dumps(out)


def test_years_before_our_era_and_centuries_are_dates_and_no_report_s_day(tmp_path: Path) -> None:
    text = "Romans burned the old port in 44 BC. Traders signed a treaty with the town in 1215. Kestria annexed the coast in the 20th century.\n"
    (tmp_path / "a.json").write_text(json.dumps({"published": "2024-03-12", "text": text}), encoding="utf-8")
    with fabula.build([str(tmp_path / "a.json")], tmp_path / "a.fabula") as d:
        said_ = {e.what.split()[0]: (e.when, e.what) for e in timeline(d)}
    assert said_["Romans"] == ("44 BC", "Romans burned the old port in 44 BC.")
    assert said_["Traders"][1] == "Traders signed a treaty with the town in 1215."
    assert said_["Kestria"][0] == "between 1 January 1900 and 31 December 1999"
