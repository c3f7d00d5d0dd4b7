"""The system on the command line: listed, drawn, written for other programs, corrected and run."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import fabula
from tests.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = {
    "a": "The tariffs have weakened the economy of Ostrelia. A weaker economy raises unemployment. High unemployment has deepened unrest.",
    "b": "Unrest threatens the government’s hold on power. The tariffs hurt the economy, Ana Kolb said.",
    "c": "Economist Ana Kolb said: “The tariffs strengthen the economy.” The ministry imposed tariffs on steel on 3 May 2024.",
    "d": "If the tariffs end, the economy will grow by 2026, the central bank forecast.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("system")
    rows = [{"id": k, "text": t, "title": f"Report {k}", "published": "2024-05-06"} for k, t in TEXTS.items()]
    (folder / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    fabula.build([str(folder / "in.jsonl")], folder / "x.fabula", plain=True).close()
    return folder / "x.fabula"


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "own.fabula"))


def rows(run: Run, path: Path, *more: str) -> list[dict[str, Any]]:
    done = run("system", path, "--json", *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(x) for x in done.stdout.decode().splitlines()]


def names(found: list[dict[str, Any]]) -> dict[str, str]:
    return {r["id"]: r["name"] for r in found if r["kind"] == "variable"}


def pairs(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    of = names(found)
    return {(of[r["cause"]], of[r["effect"]]) for r in found if r["kind"] == "link"}


def test_it_reads_as_a_person_reads_a_map(fabula_cli: Run, made: Path) -> None:
    out = fabula_cli("system", made).stdout.decode()
    for said in ("Variables", "Drivers", "Outcomes", "Contested", "Links", "What happened that moves one"):
        assert said in out
    assert "2024-05-03" in out, "an event that moves a variable stands there with its date"


def test_a_passage_is_a_clause_that_one_can_read(fabula_cli: Run, made: Path) -> None:
    told = [e["text"] for r in rows(fabula_cli, made) if r["kind"] == "link" for e in r["evidence"]]
    assert "The tariffs have weakened the economy of Ostrelia" in told


def test_a_forecast_is_named_on_the_link_that_it_follows(fabula_cli: Run, made: Path) -> None:
    named = [f for r in rows(fabula_cli, made) if r["kind"] == "link" for f in r["forecasts"]]
    assert any("2026" in f["evidence"][0]["text"] for f in named)


def test_it_is_drawn_without_scripts_or_style_attributes(fabula_cli: Run, made: Path) -> None:
    out = fabula_cli("system", made, "--svg").stdout.decode()
    root = ET.fromstring(out)
    assert root.tag == f"{SVG}svg"
    assert not [e for e in root.iter() if e.tag == f"{SVG}script" or "style" in e.attrib]
    assert out == fabula_cli("system", made, "--svg").stdout.decode()


def test_graphml_and_csv_have_every_link(fabula_cli: Run, made: Path) -> None:
    links = [r for r in rows(fabula_cli, made) if r["kind"] == "link"]
    root = ET.fromstring(fabula_cli("system", made, "--graphml").stdout.decode())
    assert len(root.findall(".//{*}edge")) == len(links)
    listed = list(csv.DictReader(io.StringIO(fabula_cli("system", made, "--csv").stdout.decode())))
    assert len(listed) == len(links)
    assert all(r["cause"] in names(rows(fabula_cli, made)).values() for r in listed)


def test_around_a_variable_stands_what_moves_it_and_what_it_moves(fabula_cli: Run, made: Path) -> None:
    found = rows(fabula_cli, made, "--around", "unemployment")
    assert all("unemployment" in pair for pair in pairs(found))
    assert len(pairs(found)) < len(pairs(rows(fabula_cli, made)))


def test_what_one_speaker_claims_stands_alone(fabula_cli: Run, made: Path) -> None:
    found = [r for r in rows(fabula_cli, made, "--claimed-by", "Ana Kolb") if r["kind"] == "link"]
    assert found
    assert all(r["by"] == ["Ana Kolb"] for r in found)


def test_the_grain_of_phrases_is_the_map_of_causes(fabula_cli: Run, made: Path) -> None:
    concepts = fabula_cli("causes", made, "--concepts", "--json").stdout.decode().splitlines()
    assert set(names(rows(fabula_cli, made, "--grain", "phrase"))) == {json.loads(x)["id"] for x in concepts}


def test_decisions_outlast_a_rebuild_and_can_be_taken_back(fabula_cli: Run, own: Path) -> None:
    before = pairs(rows(fabula_cli, own))
    for call in (
        ("--rename", "unrest", "riots in the streets"),
        ("--reject", "unemployment", "unrest"),
        ("--link", "tariffs", "riots in the streets", "+", "--note", "Seen in the archive of the port."),
    ):
        done = fabula_cli("system", own, *call)
        assert done.returncode == 0, done.stderr
    assert fabula_cli("update", own, "--anew").returncode == 0
    found = rows(fabula_cli, own)
    assert "riots in the streets" in names(found).values()
    assert ("unemployment", "riots in the streets") not in pairs(found)
    link = next(r for r in found if r.get("notes"))
    assert link["by"] == ["you"]
    assert link["sign"] == 1
    assert link["evidence"], "a link that a person adds stands on the passages of its two variables"
    assert fabula_cli("brief", own, "--length", "full", "--format", "md", "-o", own.with_suffix(".md")).returncode == 0
    assert "you: Seen in the archive" in own.with_suffix(".md").read_text("utf-8")
    for _ in range(3):
        assert fabula_cli("system", own, "--undo").returncode == 0
    assert pairs(rows(fabula_cli, own)) == before


def test_two_variables_are_merged_and_split_again(fabula_cli: Run, own: Path) -> None:
    count = len(names(rows(fabula_cli, own)))
    assert fabula_cli("system", own, "--merge", "unemployment", "unrest").returncode == 0
    assert len(names(rows(fabula_cli, own))) == count - 1
    assert fabula_cli("system", own, "--split", "unemployment", "unrest").returncode == 0
    assert len(names(rows(fabula_cli, own))) == count


def test_a_flip_turns_the_signs_of_a_variable(fabula_cli: Run, own: Path) -> None:
    def sign() -> int:
        found = rows(fabula_cli, own)
        of = names(found)
        links = {(of[r["cause"]], of[r["effect"]]): r["sign"] for r in found if r["kind"] == "link"}
        return int(links["unemployment", "unrest"])

    before = sign()
    assert fabula_cli("system", own, "--flip", "unrest").returncode == 0
    assert sign() == -before


@pytest.mark.parametrize(
    "call",
    [
        ("--link", "tariffs", "unrest", "+"),
        ("--split", "unrest", "xylophone"),
        ("--reject", "unrest", "tariffs"),
        ("--merge", "unrest", "xylophone"),
        ("--svg", "--json"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_reason(fabula_cli: Run, own: Path, call: tuple[str, ...]) -> None:
    done = fabula_cli("system", own, *call)
    assert done.returncode == 2
    assert done.stderr.strip()


def test_a_what_if_names_a_variable_by_words_that_come_near(fabula_cli: Run, made: Path) -> None:
    done = fabula_cli("whatif", made, "--set", "unemploymnt=1")
    assert done.returncode == 0, done.stderr
    assert b"read as unemployment" in done.stderr
    assert fabula_cli("whatif", made, "--set", "xylophones=1").returncode == 2


def test_opposite_theories_give_both_answers_with_who_holds_them(fabula_cli: Run, made: Path) -> None:
    out = fabula_cli("whatif", made, "--set", "tariffs=1").stdout.decode()
    assert "The reports contradict each other on whether" in out
    assert "If it raises it, as Ana Kolb" in out
    assert "If it lowers it, as " in out


def test_two_scenarios_stand_side_by_side(fabula_cli: Run, made: Path) -> None:
    done = fabula_cli("whatif", made, "--compare", "unemployment=1", "unemployment=1, tariffs=1", "--json")
    found = {r["name"]: r for r in map(json.loads, done.stdout.decode().splitlines())}
    assert found["unrest"]["a"] > 0
    assert any(r["a"] == 0 and r["b"] != 0 for r in found.values())


def test_a_run_begins_with_what_happened(fabula_cli: Run, made: Path) -> None:
    out = fabula_cli("whatif", made, "--from-events").stdout.decode()
    assert out.startswith("2024-05-03: ")
    assert "the reports imply" in out


def test_something_must_change(fabula_cli: Run, made: Path) -> None:
    assert fabula_cli("whatif", made).returncode == 2
