"""``fabula remove``, ``update`` and ``verify``, as a person calls them."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from fabula.cli import fabula
from fabula.dossier import Editor
from tests.store.telling import telling


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "x.fabula"
    with Editor(path, make=True) as d:
        d._writer.add([telling(n, key=f"a{n}") for n in range(4)])
        d.resolve()
    return str(path)


def test_an_article_is_removed_by_the_path_that_it_came_from(mine: str) -> None:
    done = CliRunner().invoke(fabula, ["remove", mine, "2.txt"])
    assert done.exit_code == 0, done.output
    assert "took out a2; 3 articles left" in done.output
    again = CliRunner().invoke(fabula, ["remove", mine, "2.txt"])
    assert again.exception is not None
    assert "no article has the id or path 2.txt" in str(again.exception)


def test_what_verify_names_update_mends(mine: str) -> None:
    assert CliRunner().invoke(fabula, ["verify", mine]).exit_code == 0
    db = sqlite3.connect(mine)
    db.execute("UPDATE resolved SET body = json_set(body, '$.name', 'Nobody') WHERE kind = 'entity'")
    db.commit()
    db.close()
    done = CliRunner().invoke(fabula, ["verify", mine])
    assert done.exit_code != 0
    assert "not as it was written" in done.output
    assert "fabula update --anew" in done.output
    done = CliRunner().invoke(fabula, ["update", mine, "--anew"])
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(fabula, ["verify", mine]).exit_code == 0


def test_an_older_dossier_is_named_with_the_command_that_brings_it_up_to_date(tmp_path: Path) -> None:
    from tests.store.test_schema import dossier_of

    old = str(dossier_of(5, tmp_path / "old.fabula"))
    shown = CliRunner().invoke(fabula, ["show", "articles", old])
    assert f"fabula update {old}" in str(shown.exception)
    assert CliRunner().invoke(fabula, ["update", old]).exit_code == 0
    assert CliRunner().invoke(fabula, ["show", "articles", old]).exit_code == 0
    assert CliRunner().invoke(fabula, ["verify", old]).exit_code == 0
