"""``fabula copy`` and ``fabula status``, and addresses where files stand."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.server import Place


def test_status_and_copy_say_what_they_did(fabula_cli: Run, example: Path, place: Place) -> None:
    there = place("copy")
    done = fabula_cli("copy", example, there)
    assert done.returncode == 0, done.stderr
    assert f"rows, as in {example}" in done.stderr.decode()
    assert (
        fabula_cli("show", "events", there, "--json").stdout == fabula_cli("show", "events", example, "--json").stdout
    )
    found = json.loads(fabula_cli("status", there, "--json").stdout)
    assert (found["dossier"], found["articles"], found["staged"], found["aside"]) == (there, 10, 0, {})
    assert found["bytes"]["in all"] == sum(v for k, v in found["bytes"].items() if k != "in all") > 0
    said = fabula_cli("status", there).stdout.decode()
    assert f"generation  {found['generation']}" in said
    again = fabula_cli("copy", example, there)
    assert (again.returncode, b"holds a dossier already" in again.stderr) == (2, True)
    assert fabula_cli("verify", there).returncode == 0


def test_commands_take_a_place_where_a_file_may_stand(fabula_cli: Run, place: Place, tmp_path: Path) -> None:
    there, told = place("made"), tmp_path / "told"
    told.mkdir()
    assert fabula_cli("build", told, "-o", there).returncode == 2, "no article: nothing is left"
    assert b"no such dossier" in fabula_cli("show", "events", there).stderr
    (told / "a.txt").write_text("OSLO, 2 March 2024. Anna Berg met Luis Solano, the mayor said.", encoding="utf-8")
    assert fabula_cli("build", told, "-o", there).returncode == 0
    assert b"Berg" in fabula_cli("entities", there).stdout
    assert b"1 held already" in fabula_cli("build", told, "-o", there).stderr
    assert fabula_cli("brief", there, "-o", tmp_path / "b.html").returncode == 0
    assert fabula_cli("remove", there, told / "a.txt").returncode == 0


def test_messages_are_json_where_that_is_asked_for(
    fabula_cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FABULA_LOG", "json")
    (tmp_path / "a.txt").write_text("OSLO, 2 March 2024. Anna Berg met Luis Solano, the mayor said.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = fabula_cli("build", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "x.fabula")
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert all({"time", "level", "message"} <= r.keys() for r in rows)
    assert [r["staged"] for r in rows if "staged" in r] == [1]
    assert [r["generation"] for r in rows if "generation" in r] == [1]
    assert [r["level"] for r in rows if "b.txt" in r["message"]] == ["error"]
