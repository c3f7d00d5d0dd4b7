"""What a call asks for: a name, an event, a time, an outlet, words; on the brief and on lists, and what is new since a day."""

import io
import json
from pathlib import Path

import pytest

import fabula
from fabula.cli.asking import by_speaker
from fabula.cli.common import table
from fabula.errors import UsageError
from fabula.views.brief import Brief, brief
from fabula.views.briefdata import data
from fabula.views.narrowing import Narrowing
from fabula.views.worddocument import document
from tests.conftest import Run


def lines(made: Brief, *keys: str) -> list[str]:
    return [" ".join(x.cells) for s in made.sections if not keys or s.key in keys for g in s.groups for x in g.lines]


def test_a_brief_of_words_holds_lines_with_these_words_alone(flood: Path) -> None:
    with fabula.open(flood) as d:
        made = brief(d, "short", asked=Narrowing(d, about="opening the dam gates"))
    found = lines(made, "story", "next")
    assert found
    assert all("gates" in x and "dam" in x for x in found)
    assert "only what was asked for (about opening the dam gates)" in made.about


def test_a_brief_of_a_name_names_it_and_of_an_outlet_is_its_own(flood: Path) -> None:
    with fabula.open(flood) as d:
        of_name = brief(d, "short", asked=Narrowing(d, entity="Anders Rook"))
        of_outlet = brief(d, "short", asked=Narrowing(d, outlet="world wire", since="2024-03-10"))
        outlets = {a.id: a.outlet for a in d}
    assert lines(of_name, "story")
    assert all("Rook" in x for x in lines(of_name, "story"))
    told = [x for s in of_outlet.sections if s.key == "story" for g in s.groups for x in g.lines]
    assert {outlets[of_outlet.passages[x.refs[0] - 1][0]] for x in told} == {"World Wire"}


def test_an_event_is_told_by_its_own_sentences(flood: Path) -> None:
    with fabula.open(flood) as d:
        event = next(e for e in d.events() if "resigned as director" in e.what)
        asked = Narrowing(d, event=event.id)
        assert all(asked.keeps(a) for a in event.anchors)
        assert any(not asked.keeps(e.anchors[0]) for e in d.events())


@pytest.mark.parametrize(
    "wrong",
    [
        {"entity": "Nobody Known"},
        {"event": "none"},
        {"outlet": "The Moon"},
        {"since": "soon"},
        {"since": "2025", "until": "2024"},
    ],
)
def test_what_there_is_none_of_is_named(wrong: dict[str, str], flood: Path) -> None:
    with fabula.open(flood) as d, pytest.raises(UsageError):
        Narrowing(d, **wrong)


def test_what_is_new_since_a_day_comes_first_and_is_told_after_it(flood: Path) -> None:
    with fabula.open(flood) as d:
        made = brief(d, "short", since="2024-03-16")
        published = {a.id: (a.published.date or "")[:10] for a in d if a.published}
    new = made.sections[0]
    assert (new.key, new.title) == ("since", "New since 16 March 2024")
    for x in new.groups[0].lines:
        i, _, _ = made.passages[x.refs[0] - 1]
        assert published[i] > "2024-03-16"
    assert any(x.startswith("Deaths (Pellin flood): 43") for x in lines(made, "since"))
    assert not set(lines(made, "since")) & set(lines(made, "story"))


def test_a_brief_as_data_holds_its_passages_to_the_character(flood: Path) -> None:
    with fabula.open(flood) as d:
        made = brief(d)
        texts = {a.id: a.text for a in d}
    out = json.loads(json.dumps(data(made)))
    assert [s["key"] for s in out["sections"]] == [s.key for s in made.sections]
    for s in out["sections"]:
        for x in s["lines"]:
            assert x["evidence"]
            for e in x["evidence"]:
                assert texts[e["article"]][e["start"] : e["end"]] == e["text"]


def test_a_brief_as_a_word_document_has_every_line_and_passage(flood: Path) -> None:
    docx = pytest.importorskip("docx")
    with fabula.open(flood) as d:
        made = brief(d)
    read = docx.Document(io.BytesIO(document(made)))
    text = "\n".join(p.text for p in read.paragraphs) + "\n".join(
        c.text for t in read.tables for r in t.rows for c in r.cells
    )
    for x in lines(made, "story", "quotes"):
        assert " ".join(x.split()) in text
    assert f"[{len(made.passages)}] “" in text


def test_lists_are_narrowed_by_the_same_words(flood: Path, fabula_cli: Run) -> None:
    for words in (["quotes"], ["figures"], ["timeline"], ["compare"]):
        every = fabula_cli(*words, flood, "--json").stdout.decode().splitlines()
        some = fabula_cli(*words, flood, "--json", "--about", "flood").stdout.decode().splitlines()
        top = fabula_cli(*words, flood, "--json", "--top", "2").stdout.decode().splitlines()
        assert 0 < len(some) < len(every), words
        assert set(some) <= set(every)
        assert len(top) == 2
        assert set(top) <= set(every)


@pytest.mark.parametrize("columns", ["70", "110"])
def test_a_table_in_a_terminal_is_wrapped_and_cuts_no_word(
    columns: str, flood: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with fabula.open(flood) as d:
        rows = [{"when": r["when"], "what": r["what"]} for r in d.rows("timeline")]
    table(rows)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= int(columns)
    shown = set(out.split())
    for r in rows:
        assert set(r["what"].split()) <= shown


def test_who_is_heard_most_comes_first(flood: Path) -> None:
    with fabula.open(flood) as d:
        rows = by_speaker(d.rows("attributions"))
    assert rows[0]["speaker"] == "Marta Kellin"
    assert rows[-1]["speaker"] in (None, "article")


@pytest.mark.parametrize(
    "what", ["entities", "events", "figures", "attributions", "claims", "forecasts", "causes", "comparisons"]
)
def test_rows_say_how_much_they_matter_and_why(what: str, flood: Path) -> None:
    with fabula.open(flood) as d:
        rows = list(d.rows(what))
    assert rows
    assert all(0 <= r["salience"] <= 1 and isinstance(r["salient"], list) for r in rows)
    best = max(rows, key=lambda r: r["salience"])
    assert best["salient"]
