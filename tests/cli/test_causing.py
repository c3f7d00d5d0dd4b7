"""The causal map of a dossier, listed and run."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Run


def test_edges_hold_their_evidence(example: Path, fabula_cli: Run) -> None:
    rows = [json.loads(x) for x in fabula_cli("causes", example, "--json").stdout.decode().splitlines()]
    assert len(rows) > 10
    assert all(r["evidence"] and 0 < r["belief"] <= 1 for r in rows)
    harvest = [r for r in rows if "harvest" in r["cause"] and "fruit prices" in r["effect"]]
    assert harvest
    assert harvest[0]["sign"] == "-"


def test_reasons_name_entities_and_not_their_ids(example: Path, fabula_cli: Run) -> None:
    rows = [json.loads(x) for x in fabula_cli("causes", example, "--concepts", "--json").stdout.decode().splitlines()]
    why = next(r["why"] for r in rows if r["name"] == "tariffs")
    assert why[0].startswith("Ruvenia tariff = tariff: ")
    assert not any("@" in line for r in rows for line in r["why"])


def test_what_if_names_what_moves_and_what_carries_it(example: Path, fabula_cli: Run) -> None:
    def ask(*more: str) -> list[dict[str, object]]:
        done = fabula_cli("whatif", example, "--grain", "phrase", "--set", "tariffs=-1", "--json", *more)
        assert done.returncode == 0, done.stderr
        return [json.loads(x) for x in done.stdout.decode().splitlines()]

    rows = ask()
    mills = [r for r in rows if "sawmills" in str(r["id"])]
    assert mills
    assert mills[0]["median"] > 0  # type: ignore[operator]
    assert mills[0]["path"][0] == "tariffs"  # type: ignore[index]
    assert mills[0]["evidence"]
    assert ask() == rows
    assert all(p["path"][0] == "tariffs" and p["evidence"] for r in rows for p in r["paths"])  # type: ignore[attr-defined]
    printed = fabula_cli("whatif", example, "--grain", "phrase", "--set", "tariffs=-1").stdout
    assert b"not a forecast" in printed
    assert b"scaling proves" in printed
    assert (
        b"nothing proves"
        in fabula_cli("whatif", example, "--grain", "phrase", "--set", "tariffs=-1", "--plain-rule").stdout
    )


def test_an_unknown_concept_or_value_is_refused(example: Path, fabula_cli: Run) -> None:
    for wrong in ("quarks=1", "tariffs=5", "tariffs", "tariffs=much"):
        done = fabula_cli("whatif", example, "--grain", "phrase", "--set", wrong)
        assert done.returncode == 2
        assert wrong.split("=")[0].encode() in done.stderr


@pytest.fixture
def mine(example: Path, tmp_path: Path) -> Path:
    """A copy of the example's dossier, to be changed."""
    return shutil.copy(example, tmp_path / "mine.fabula")


def listed(run: Run, path: Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in run("causes", path, "--concepts", "--json").stdout.decode().splitlines()]


def test_an_edited_map_is_kept_through_a_rebuild_and_taken_back(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    file, more = tmp_path / "map.json", tmp_path / "more.txt"
    before = listed(fabula_cli, mine)
    assert fabula_cli("causes", mine, "--export", file).returncode == 0
    unchanged = fabula_cli("causes", mine, "--edit", file)
    assert (unchanged.returncode, b"nothing changed" in unchanged.stderr) == (0, True)
    edited = json.loads(file.read_text("utf-8"))
    tariffs = next(c for c in edited["concepts"] if c["name"] == "tariffs")
    output = next(c for c in edited["concepts"] if c["name"] == "output")
    tariffs["name"] = "The tariffs, all of them"
    tariffs["members"] += output["members"]
    edited["concepts"].remove(output)
    file.write_text(json.dumps(edited), "utf-8")
    done = fabula_cli("causes", mine, "--edit", file)
    assert b"decided: 1 call, 1 join" in done.stderr, done.stderr
    more.write_text("The tariffs have lowered output in the valley. Lower output has hurt the mills.", "utf-8")
    assert fabula_cli("build", more, "-o", mine).returncode == 0
    now = {c["name"]: c for c in listed(fabula_cli, mine)}
    assert {"tariff", "output"} <= {m["phrase"] for m in now["The tariffs, all of them"]["members"]}
    assert any("a person's join" in w for w in now["The tariffs, all of them"]["why"])
    exported = fabula_cli("entities", "export", mine).stdout
    assert fabula_cli("causes", mine, "--undo").returncode == 0
    assert "The tariffs, all of them" not in {c["name"] for c in listed(fabula_cli, mine)}
    assert fabula_cli("causes", mine, "--undo").returncode == 0
    assert {c["name"] for c in before} <= {c["name"] for c in listed(fabula_cli, mine)}
    assert fabula_cli("entities", "import", mine, "-", stdin=exported).returncode == 0
    assert "The tariffs, all of them" in {c["name"] for c in listed(fabula_cli, mine)}


def test_a_map_file_that_cannot_be_read_is_named_in_one_line(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "fabula causal map 1", "concepts": [{"name": 3}], "edges": []}', "utf-8")
    for file, said in ((bad, "$.concepts[0].name"), (tmp_path / "none.json", "cannot be read")):
        done = fabula_cli("causes", mine, "--edit", file)
        assert done.returncode == 2
        assert str(file) in done.stderr.decode()
        assert said in done.stderr.decode()
        assert len(done.stderr.splitlines()) == 1


def test_every_join_is_shown_with_its_score_and_reasons(example: Path, fabula_cli: Run) -> None:
    joined = [c for c in listed(fabula_cli, example) if len(c["members"]) > 1]
    assert joined
    for c in joined:
        assert len(c["why"]) == len(c["members"]) - 1
        assert all(re.search(r": \d\.\d\d \(", w) for w in c["why"])


def test_graphml_holds_the_whole_map(example: Path, fabula_cli: Run) -> None:
    rows = [json.loads(x) for x in fabula_cli("causes", example, "--json").stdout.decode().splitlines()]
    root = ET.fromstring(fabula_cli("causes", example, "--graphml").stdout.decode())
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {n.get("id"): n for n in root.iterfind(".//g:node", space)}
    edges = {e.get("id"): e for e in root.iterfind(".//g:edge", space)}
    assert {r["id"] for r in rows} == set(edges)
    for e in edges.values():
        assert e.get("source") in nodes
        assert e.get("target") in nodes
        assert all(d.text for d in e.iterfind("g:data", space))
    for row in rows:
        assert edges[row["id"]].findtext("g:data[@key='edge-sign']", namespaces=space) == row["sign"]


def test_two_things_at_once_are_refused(example: Path, fabula_cli: Run) -> None:
    done = fabula_cli("causes", example, "--graphml", "--json")
    assert done.returncode == 2


def test_what_if_on_the_system_answers_in_sentences_with_passages(fabula_cli: Run, example: Path) -> None:
    done = fabula_cli("whatif", example, "--set", "tariffs=-1")
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert out.startswith("If tariffs of Ruvenia fall, the reports imply (this is no forecast):")
    assert "rises (" in out or "rise (" in out
    assert "article" in out
    assert "“" in out, "each change shows the passages that it rests on"
    rows = [json.loads(x) for x in fabula_cli("system", example, "--json").stdout.decode().splitlines()]
    assert {r["kind"] for r in rows} == {"variable", "link"}
    assert all(r["evidence"] for r in rows)
