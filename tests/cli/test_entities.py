"""A person decides: merges, splits and names hold, survive, and can be taken back."""

import json
import sqlite3
from pathlib import Path

import pytest

import fabula
from tests.conftest import Run

TEXTS = {
    "one": "Ana Ruiz said on Friday that the bridge would open. Anna Ruis-Prado opened it. Piotr Lem was there.",
    "two": "Ana Ruiz, the mayor, praised the engineers. Ruiz thanked Piotr Lem.",
    "three": "The engineers met Piotr Lem in Velmar. Lem said that the bridge was safe.",
    "four": "The head of the engineers, Mr. Lem, said that the bridge was safe. Ana Ruiz agreed.",
}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"id": k, "text": v}) for k, v in TEXTS.items()), encoding="utf-8")
    path = tmp_path / "mine.fabula"
    fabula.build([str(rows)], path, plain=True).close()
    return path


def names(path: Path) -> dict[str, set[str]]:
    with fabula.open(path) as d:
        return {e.name: set(e.aliases) for e in d.entities()}


def test_a_merge_holds_survives_a_rebuild_and_can_be_taken_back(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    before = names(mine)
    assert {"Ana Ruiz", "Piotr Lem"} <= set(before)
    assert fabula_cli("entities", "merge", mine, "Ana Ruiz", "Piotr Lem").returncode == 0
    merged = [a for a in names(mine).values() if {"Ana Ruiz", "Piotr Lem"} <= a]
    assert len(merged) == 1
    more = tmp_path / "more.txt"
    more.write_text("Piotr Lem said on Monday that the second bridge would open in June.", encoding="utf-8")
    assert fabula_cli("build", more, "-o", mine, "--plain").returncode == 0
    assert any({"Ana Ruiz", "Piotr Lem"} <= a for a in names(mine).values())
    assert fabula_cli("entities", "undo", mine).returncode == 0
    assert not any({"Ana Ruiz", "Piotr Lem"} <= a for a in names(mine).values())


def test_a_split_keeps_apart_what_the_machine_joins(mine: Path, fabula_cli: Run) -> None:
    assert "Lem" in names(mine)["Piotr Lem"]
    with fabula.open(mine) as d:
        articles = len(d.entity("Piotr Lem").articles)
    done = fabula_cli("entities", "split", mine, "Piotr Lem", "Lem")
    assert done.returncode == 0, done.stderr
    with fabula.open(mine) as d:
        lems = [e for e in d.entities() if "Piotr Lem" in e.aliases]
        assert len(lems) == 1
        assert len(lems[0].articles) == articles - 1
        assert any(e.aliases == ("Lem", "Mr. Lem") and e.articles == ("four",) for e in d.entities())


def test_a_name_given_by_a_person_is_the_name(mine: Path, fabula_cli: Run) -> None:
    assert fabula_cli("entities", "rename", mine, "Ana Ruiz", "Mayor Ruiz").returncode == 0
    assert "Mayor Ruiz" in names(mine)
    shown = fabula_cli("entities", "show", mine, "Mayor Ruiz").stdout.decode()
    assert "[Ana Ruiz]" in shown
    assert "Why they are one" in shown


def test_decisions_can_be_exported_and_imported(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    fresh = tmp_path / "fresh.fabula"
    with sqlite3.connect(mine) as a, sqlite3.connect(fresh) as b:
        a.backup(b)
    fabula_cli("entities", "merge", mine, "Ana Ruiz", "Piotr Lem")
    kept = fabula_cli("entities", "export", mine).stdout
    assert json.loads(kept)["action"] == "same"
    assert fabula_cli("entities", "import", fresh, "-", stdin=kept).returncode == 0
    assert names(fresh) == names(mine)
    other = kept.replace(b'"one"', b'"elsewhere"').replace(b'"two"', b'"elsewhere"').replace(b'"three"', b'"elsewhere"')
    done = fabula_cli("entities", "import", fresh, "-", stdin=other)
    assert done.returncode == 1
    assert b"line 1" in done.stderr
    assert fabula_cli("entities", "import", fresh, "-", stdin=b"nonsense").returncode == 2


def test_the_list_is_the_default_and_wrong_names_say_so(mine: Path, fabula_cli: Run) -> None:
    assert b"Ana Ruiz" in fabula_cli("entities", mine).stdout
    rows = [json.loads(x) for x in fabula_cli("entities", mine, "--json").stdout.decode().splitlines()]
    assert all(r["evidence"] for r in rows)
    done = fabula_cli("entities", "merge", mine, "Ana Ruiz", "Nobody At All")
    assert done.returncode == 2
    assert b"Nobody At All" in done.stderr


def test_review_lists_doubtful_pairs_where_there_is_no_terminal(mine: Path, fabula_cli: Run) -> None:
    done = fabula_cli("entities", "review", mine)
    assert done.returncode == 0
    for line in done.stdout.decode().splitlines():
        row = json.loads(line)
        assert row["left"] != row["right"]
        assert row["why"]


LIST = "id,name,kind,country,role\nk1,Ana Ruiz,person,ES,mayor\nk2,Ana Ruiz,person,PT,singer\nk3,Piotr Lem,person,PL,\n,Bad,,,\n"


def known(path: Path, name: str) -> list[dict[str, str]]:
    with fabula.open(path) as d:
        (row,) = [r for r in d.rows("entities") if r["name"] == name]
    found: list[dict[str, str]] = row["known"]
    return found


def test_a_person_says_who_an_entity_is_in_a_list_and_can_take_it_back(
    mine: Path, tmp_path: Path, fabula_cli: Run
) -> None:
    (tmp_path / "people.csv").write_text(LIST, encoding="utf-8")
    done = fabula_cli("entities", "known", mine, tmp_path / "people.csv")
    assert done.returncode == 1  # one line is left out, and named
    assert b"people.csv: line 5: no identifier" in done.stderr
    rows = [json.loads(x) for x in fabula_cli("entities", "candidates", mine, "Ana Ruiz", "--json").stdout.splitlines()]
    assert {r["known"] for r in rows} == {"k1", "k2"}
    assert all(r["state"] == "candidate" and r["why"] and r["evidence"] for r in rows)
    assert b"k1" in fabula_cli("entities", "candidates", mine, "--csv").stdout
    assert known(mine, "Ana Ruiz") == []

    assert fabula_cli("entities", "accept", mine, "Ana Ruiz", "k1").returncode == 0
    assert known(mine, "Ana Ruiz") == [{"list": "people", "id": "k1", "name": "Ana Ruiz", "by": "person"}]
    assert b"k1" in fabula_cli("brief", mine, "--length", "full", "--format", "md", "-o", "-").stdout
    more = tmp_path / "more.txt"
    more.write_text("Ana Ruiz said on Monday that the second bridge would open in June.", encoding="utf-8")
    assert fabula_cli("build", more, "-o", mine, "--plain").returncode == 0
    assert [k["id"] for k in known(mine, "Ana Ruiz")] == ["k1"]
    kept = fabula_cli("entities", "export", mine).stdout
    assert json.loads(kept)["known"] == ["people", "k1"]

    assert fabula_cli("entities", "none", mine, "Ana Ruiz").returncode == 0
    assert known(mine, "Ana Ruiz") == []
    assert b"not (rejected): k1" in fabula_cli("entities", "show", mine, "Ana Ruiz").stdout
    assert fabula_cli("entities", "undo", mine).returncode == 0
    assert [k["id"] for k in known(mine, "Ana Ruiz")] == ["k1"]
    assert fabula_cli("entities", "reject", mine, "Ana Ruiz", "k1").returncode == 0
    assert known(mine, "Ana Ruiz") == []
    assert fabula_cli("verify", mine).returncode == 0


def test_wrong_calls_about_known_entities_say_what_to_do(mine: Path, tmp_path: Path, fabula_cli: Run) -> None:
    assert b"entities known" in fabula_cli("entities", "candidates", mine).stderr
    done = fabula_cli("entities", "known", mine, tmp_path / "none.csv")
    assert done.returncode == 1
    assert b"none.csv: no such file" in done.stderr
    done = fabula_cli("entities", "accept", mine, "Ana Ruiz", "k9")
    assert done.returncode == 2
    assert b"k9" in done.stderr
    done = fabula_cli("entities", "known", tmp_path / "no.fabula", tmp_path / "none.csv")
    assert done.returncode == 2
    assert not (tmp_path / "no.fabula").exists()


def test_a_doubtful_namesake_is_put_up_for_review(tmp_path: Path, fabula_cli: Run) -> None:
    rows = [
        {
            "id": "a",
            "published": "2024-07-01",
            "text": "Swedish singer Eva Lindal opened the hall. Eva Lindal sang twice.",
        },
        {
            "id": "b",
            "published": "2024-07-02",
            "text": "Eva Lindal, a Finnish minister, doubts the figures. Nothing was said.",
        },
    ]
    source, path = tmp_path / "rows.jsonl", tmp_path / "d.fabula"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    fabula.build([str(source)], path, plain=True).close()
    assert [e.articles for e in fabula.open(path).entities() if e.name == "Eva Lindal"] == [("a", "b")]
    found = [json.loads(x) for x in fabula_cli("entities", "review", path, "--json").stdout.decode().splitlines()]
    (row,) = [r for r in found if r["names"] == ["Eva Lindal", "Eva Lindal"]]
    assert row["why"][0] == "doubt"
    assert any(w.startswith("clash: ") for w in row["why"])
