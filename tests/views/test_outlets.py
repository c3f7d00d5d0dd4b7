"""The outlets side by side: counts, their own words with passages, copies for nobody, no outlet said to be so."""

import json
from pathlib import Path

import pytest

import fabula
from fabula.views.brief import brief
from fabula.views.outlets import NOT_STATED, outlets, plain
from tests.conftest import Run

ROWS = [
    {
        "id": "a",
        "outlet": "Velmar Daily",
        "text": "Karel Novik, the embattled mayor of Velmar, opened the new bridge on Monday. The bridge cost 40 million "
        "euros. Karel Novik, the embattled mayor of Velmar, thanked the 300 workers who built it. A band played.",
    },
    {
        "id": "b",
        "outlet": "velmar daily",
        "text": "Karel Novik, the embattled mayor of Velmar, will meet the harbour council on Friday. The council has "
        "seven members, and five of them voted against the budget in March.",
    },
    {
        "id": "c",
        "outlet": "Border Observer",
        "text": "Karel Novik, the reformist mayor of Velmar, opened the new bridge on Monday. The bridge cost 40 million "
        "euros, the builders said. Some 2,000 people watched the fireworks over the river afterwards.",
    },
    {
        "id": "d",
        "text": "Karel Novik, the mayor, opened the new bridge on Monday. The bridge is 800 metres long and crosses the "
        "river Marna at the old mill.",
    },
]


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outlets")
    copy = {**ROWS[2], "id": "e", "outlet": "Border Observer", "text": ROWS[2]["text"] + " Copyright the agency."}
    rows = folder / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, [*ROWS, copy])), encoding="utf-8")
    path = folder / "outlets.fabula"
    fabula.build([str(rows)], path, plain=True).close()
    return path


def test_an_outlet_is_one_however_it_is_spelt_and_none_is_said_to_be_so(mine: Path, fabula_cli: Run) -> None:
    table = fabula_cli("outlets", mine).stdout.decode()
    assert table.splitlines()[-1].startswith(NOT_STATED)
    with fabula.open(mine) as d:
        found = {o.name.casefold(): o for o in outlets(d)}
    assert set(found) == {"velmar daily", "border observer", NOT_STATED}
    assert found["velmar daily"].articles == ["a", "b"]


def test_each_outlets_own_words_stand_beside_the_others_with_their_passages(mine: Path, fabula_cli: Run) -> None:
    out = fabula_cli("outlets", mine, "--outlet", "VELMAR DAILY", "--json").stdout.decode()
    rows = [json.loads(x) for x in out.splitlines()]
    texts = {r["id"]: r["text"] for r in ROWS}
    (own,) = [r for r in rows if r["kind"] == "words" and "embattled" in r["its words"]]
    assert own["what"] == "Karel Novik"
    assert own["tellings"] == 2  # three times in two tellings
    assert "reformist" in own["beside"]
    assert "embattled" not in own["beside"]
    for r in rows:
        assert r["evidence"]
        for e in r["evidence"]:
            if e["article"] in texts:
                assert texts[e["article"]][e["start"] : e["end"]] == e["text"]


def test_a_copy_counts_for_nobody(mine: Path) -> None:
    with fabula.open(mine) as d:
        (copy,) = [x.source for x in d.lineage() if x.kind == "copy"]
        (o,) = [o for o in outlets(d) if o.name == "Border Observer"]
        assert copy in ("c", "e")
        assert {*o.articles, copy} == {"c", "e"}
        assert o.copies == [copy]
        assert o.wording
        assert all(w.count == 1 for w in o.wording)
        assert not any(a[0] == copy for w in o.wording for a in w.anchors)


def test_what_one_outlet_alone_reports_is_its_own(mine: Path) -> None:
    with fabula.open(mine) as d:
        found = {o.name: o for o in outlets(d)}
        assert any("fireworks" in c.what for c in found["Border Observer"].alone)
        assert not any("fireworks" in c.what for c in found[NOT_STATED].alone)


def test_the_brief_sets_outlets_side_by_side_unless_there_is_one(mine: Path, tmp_path: Path) -> None:
    with fabula.open(mine) as d:
        (s,) = [s for s in brief(d, "full").sections if s.key == "outlets"]
        assert any("embattled" in c for g in s.groups for x in g.lines for c in x.cells)
        assert all(x.refs for g in s.groups for x in g.lines)


def test_an_unknown_outlet_is_named_beside_those_there_are(mine: Path, fabula_cli: Run) -> None:
    done = fabula_cli("outlets", mine, "--outlet", "Nobody's Paper")
    assert done.returncode == 2
    assert b"Border Observer" in done.stderr
    csv = fabula_cli("outlets", mine, "--csv").stdout.decode()
    assert csv.startswith("id,outlet,kind,what")


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("The embattled mayor’s", "embattled mayor"),
        ("his  main\nrival", "main rival"),
        ("the man", ""),
        ("Mr.", ""),
        ("“comeback kid", "comeback kid"),
        ("the man who came in from the cold one winter night to ask for bread and soup", ""),
    ],
)
def test_phrases_are_compared_without_articles_and_possessives(phrase: str, said: str) -> None:
    assert plain(phrase) == said
