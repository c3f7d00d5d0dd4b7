"""A dossier keeps what it was given, whatever happens to it."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import fabula
from fabula.dossier import Editor
from fabula.dossier import build as _build
from fabula.ingest.articles import articles
from tests.conftest import EXAMPLE, ROOT, Run

KINDS = ("articles", "entities", "events", "attributions", "claims", "forecasts", "causes", "comparisons", "lineage")


def shown(path: Path) -> dict[str, list[dict[str, object]]]:
    with fabula.open(path) as d:
        return {k: d.to_dicts(k) for k in KINDS}


def test_verify_proves_a_sound_dossier(example: Path, fabula_cli: Run) -> None:
    done = fabula_cli("verify", example)
    assert done.returncode == 0
    assert b"10 articles" in done.stdout


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("UPDATE article SET text = replace(text, 'Lake', 'Pond')", "SHA-256"),
        (
            "UPDATE annotation SET layers = json_set(layers, '$.mentions[0].end', 999999)",
            "no such span",
        ),
        (
            """UPDATE resolved SET body = json_set(body, '$.anchors[0][2]', 999999) WHERE kind = 'entity'""",
            "no such span",
        ),
        ("""UPDATE resolved SET body = json_set(body, '$.anchors', json('[]')) WHERE kind = 'event'""", "no evidence"),
    ],
)
def test_verify_finds_what_was_tampered_with(example: Path, tmp_path: Path, harm: str, message: str) -> None:
    copy = tmp_path / "harmed.fabula"
    with sqlite3.connect(example) as good, sqlite3.connect(copy) as bad:
        good.backup(bad)
        bad.execute(harm)
    with fabula.open(copy) as d:
        assert message in "\n".join(d.verify())


def test_building_again_adds_nothing_and_changes_nothing(example: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again.fabula"
    with sqlite3.connect(example) as a, sqlite3.connect(copy) as b:
        a.backup(b)
    told: list[object] = []
    with Editor(copy) as d:
        assert d.add(articles([str(EXAMPLE)]), tell=told.append) == []
        assert not d.resolve()
    assert told == [None] * 10
    assert shown(copy) == shown(example)


def test_the_order_of_arrival_does_not_matter(example: Path, tmp_path: Path) -> None:
    names = sorted(map(str, EXAMPLE.glob("*.*")))
    names = [n for n in names if not n.endswith(".json")]
    random.Random(7).shuffle(names)
    path = tmp_path / "shuffled.fabula"
    fabula.build(names[:4], path).close()
    fabula.build(names[4:], path, workers=2).close()
    assert shown(path) == shown(example)


def test_the_same_text_twice_is_held_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ana Ruiz said that the bridge would open in May.", encoding="utf-8")
    with fabula.build([str(tmp_path)], tmp_path / "x.fabula") as d:
        assert len(list(d)) == 1


def test_another_text_under_an_id_is_a_new_revision_and_the_old_text_is_kept(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "\n".join(
            json.dumps({"id": "one", "text": f"Ana Ruiz said that bridge {n} would open in May."}) for n in (1, 2)
        ),
        encoding="utf-8",
    )
    with fabula.build([str(rows)], tmp_path / "x.fabula", plain=True) as d:
        (newest,) = d
        assert "bridge 2" in newest.text
        assert "bridge 1" in d.article("one").text
        assert d.revisions() == {"one": ("one", 1), newest.id: ("one", 2)}
        assert list(d.verify()) == []
    told: list[object] = []
    _build([str(rows)], tmp_path / "x.fabula", plain=True, tell=told.append)[0].close()
    assert told == [None, None]


def test_killed_at_any_moment_a_build_can_be_run_again(example: Path, tmp_path: Path) -> None:
    """Killed at random moments; each second run ends as an undisturbed one does."""
    rng = random.Random(20261122)
    code = "import sys, fabula; fabula.build([sys.argv[1]], sys.argv[2]).close()"
    started = time.monotonic()
    expected = shown(example)
    subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLE), str(tmp_path / "undisturbed.fabula")], check=True, cwd=ROOT
    )
    whole = time.monotonic() - started
    assert shown(tmp_path / "undisturbed.fabula") == expected
    for n, number in enumerate((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)):
        path = tmp_path / f"killed-{n}.fabula"
        child = subprocess.Popen([sys.executable, "-c", code, str(EXAMPLE), str(path)], cwd=ROOT)
        time.sleep(rng.uniform(0.3, 1.0) * whole)
        if child.poll() is None:
            os.kill(child.pid, number)
        child.wait()
        fabula.build([str(EXAMPLE)], path).close()
        assert shown(path) == expected
        with fabula.open(path) as d:
            assert list(d.verify()) == []


def test_a_file_of_something_else_is_refused_and_kept(tmp_path: Path, fabula_cli: Run) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    text = tmp_path / "notes.txt"
    text.write_text("Not a database at all, but long enough to be taken for a header.", encoding="utf-8")
    for path in (other, text):
        before = path.read_bytes()
        done = fabula_cli("build", EXAMPLE / "01-harbour-post.txt", "-o", path)
        assert done.returncode == 2
        assert path.name.encode() in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert path.read_bytes()[16:] == before[16:]


def test_a_dossier_of_a_later_version_is_refused(example: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.fabula"
    with sqlite3.connect(example) as a, sqlite3.connect(later) as b:
        a.backup(b)
        b.execute("PRAGMA user_version = 99")
    with pytest.raises(fabula.DossierError, match="later version"):
        fabula.open(later)


def test_search_folds_case_and_diacritics(dossier: fabula.Dossier) -> None:
    found = dossier.search("DRAZIC accord")
    assert any("Dražić" in e.text for e in found)
    assert all("accord" in e.text for e in found)
    assert dossier.search('"; DROP TABLE article; --') == []
    assert dossier.search("NEAR( * ^") == []
