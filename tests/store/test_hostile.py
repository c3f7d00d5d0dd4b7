"""Files from strangers, damaged bytes, places that may not be written: named, nothing of them run, nothing of them changed."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from fabula.dossier import Editor, Snapshot
from fabula.errors import DossierError, FabulaError
from fabula.views.brief import brief
from fabula.views.lists import LISTS
from fabula.views.markdown import markdown
from tests.store.telling import telling

STRANGE = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON staged BEGIN DELETE FROM article; END",
    "view": "CREATE VIEW v AS SELECT load_extension('/tmp/x')",
    "view in place": "DROP TABLE fact; CREATE VIEW fact AS WITH RECURSIVE r(key, value) AS (SELECT 'a', 'b' UNION ALL "
    "SELECT key, value FROM r) SELECT key, value FROM r",
    "table": "CREATE TABLE more (x)",
    "index": "CREATE INDEX i ON article (length(text))",
    "types": "DROP TABLE fact; CREATE TABLE fact (key, value)",
    "generated": "DROP TABLE fact; CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT AS (zeroblob(1000000000)))",
    "no table": "DROP TABLE memo",
    "other index": 'DROP TABLE passage; CREATE VIRTUAL TABLE passage USING fts5(text, article, start, "end")',
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "x.fabula"
    with Editor(path, make=True) as d:
        d._writer.add([telling(n, key=f"a{n}") for n in range(4)])
        d.resolve()
    return path


@pytest.mark.parametrize("what", STRANGE)
def test_a_file_with_tables_that_fabula_did_not_make_is_refused_by_name_and_kept(what: str, made: Path) -> None:
    db = sqlite3.connect(made)
    db.executescript(STRANGE[what])
    db.close()
    before = made.read_bytes()
    for kind in (Snapshot, Editor):
        with pytest.raises(DossierError, match=r"x\.fabula: .*tables are not as they should be"):
            kind(made)
    assert made.read_bytes() == before


@pytest.mark.parametrize("sql", ["PRAGMA user_version = -3", "PRAGMA user_version = 0", "PRAGMA application_id = 7"])
def test_a_header_that_lies_is_refused(sql: str, made: Path) -> None:
    db = sqlite3.connect(made)
    db.execute(sql)
    db.close()
    for kind in (Snapshot, Editor):
        with pytest.raises(DossierError, match=r"x\.fabula"):
            kind(made)


def test_damaged_bytes_are_a_dossier_error_whatever_is_asked(made: Path) -> None:
    whole = made.read_bytes()
    for start in range(0, len(whole), 1500):
        made.write_bytes(whole[:start] + bytes(b ^ 0x5A for b in whole[start : start + 700]) + whole[start + 700 :])
        try:
            with Snapshot(made) as d:
                list(d.verify())
                for what in ("articles", "entities", "events", "timeline", "attributions"):
                    d.to_dicts(what)
                d.search("gas")
        except DossierError as e:
            assert "x.fabula" in str(e)  # noqa: PT017 - that it is raised is not the point: that nothing else is


LIES: list[object] = [-1, 0, 10**9, -(10**18), 2**80, "", "nowhere", "a1", None, [], {}, 0.5, True, [["a1", 5, 2]]]


def lied(value: object, rng: random.Random, depth: int = 0) -> object:
    """A record with one value somewhere in it that is not what it was."""
    if isinstance(value, dict) and value and (depth == 0 or rng.random() < 0.9):
        key = rng.choice(sorted(value))
        return {**value, key: lied(value[key], rng, depth + 1)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], lied(value[at], rng, depth + 1), *value[at + 1 :]]
    return rng.choice(LIES)


@pytest.mark.parametrize("seed", range(4))
def test_records_that_lie_are_named_or_shown_and_nothing_else_happens(seed: int, made: Path) -> None:
    rng = random.Random(seed)
    whole = made.read_bytes()
    for _ in range(30):
        made.write_bytes(whole)
        db = sqlite3.connect(made)
        table, column = rng.choice(
            [("resolved", "body"), ("annotation", "layers"), ("article", "record"), ("fact", "value")]
        )
        rows = db.execute(f"SELECT rowid, {column} FROM {table}" if table != "fact" else "SELECT key, value FROM fact")
        key, body = rng.choice([r for r in rows if r[1].startswith("{")])
        where = "rowid" if table != "fact" else "key"
        new = json.dumps(lied(json.loads(body), rng))
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {where} = ?", (new, key))
        db.commit()
        db.close()
        for ask in (*LISTS, "brief", "search"):
            try:
                with Snapshot(made) as d:
                    if ask == "brief":
                        markdown(brief(d))
                    elif ask == "search":
                        d.search("gas")
                    else:
                        d.to_dicts(ask)
            except FabulaError as e:
                assert str(e)  # noqa: PT017 - that it is raised is not the point: that nothing else is


def test_a_file_that_is_cut_off_is_named(made: Path) -> None:
    whole = made.read_bytes()
    for size in (1, 50, 100, 4096, len(whole) // 2):
        made.write_bytes(whole[:size])
        try:
            with Snapshot(made) as d:
                assert list(d.verify())
        except DossierError as e:
            assert "x.fabula" in str(e)  # noqa: PT017 - that it is raised is not the point: that nothing else is


def as_nobody(kind: type[Snapshot], path: Path) -> str:
    """What a user who may not do everything reads of a dossier: root may write anywhere."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.write(into, read(kind, path).encode())
        finally:
            os._exit(0)
    os.close(into)
    os.waitpid(child, 0)
    with open(out) as f:
        return f.read()


def read(kind: type[Snapshot], path: Path) -> str:
    try:
        with kind(path) as d:
            return f"{len(list(d))} {len(d.entities())} {len(d.search('gas'))} {len(list(d.verify()))}"
    except DossierError as e:
        return f"DossierError {e}"


@pytest.fixture
def reachable(made: Path) -> Path:
    """The dossier in a folder that others may enter, wherever pytest keeps its own."""
    for folder in [made.parent, *made.parent.parents]:
        if folder.stat().st_uid == os.getuid() and folder not in (Path("/"), Path("/tmp")):
            folder.chmod(0o755)
    return made


def test_a_dossier_can_be_read_where_nothing_may_be_written(reachable: Path) -> None:
    wanted = read(Snapshot, reachable)
    assert wanted.split()[0] == "4"
    reachable.chmod(0o444)
    reachable.parent.chmod(0o555)
    before = sorted(os.listdir(reachable.parent))
    try:
        assert as_nobody(Snapshot, reachable) == wanted
        assert sorted(os.listdir(reachable.parent)) == before
        assert "may not be written" in as_nobody(Editor, reachable)
    finally:
        reachable.parent.chmod(0o755)


def test_a_folder_that_may_not_be_entered_and_a_file_that_may_not_be_read_are_named(reachable: Path) -> None:
    reachable.chmod(0o000)
    assert as_nobody(Snapshot, reachable).startswith(f"DossierError {reachable}: cannot be opened: Permission")
    reachable.chmod(0o644)
    reachable.parent.chmod(0o000)
    try:
        assert as_nobody(Snapshot, reachable).startswith(f"DossierError {reachable}: cannot be opened: Permission")
    finally:
        reachable.parent.chmod(0o755)


@pytest.mark.parametrize("path", ["/dev/null", "/dev/full", "/tmp", "/dev/null/x", "/nowhere/x", "a\0b", "x" * 300])
def test_what_cannot_be_a_dossier_is_named(path: str) -> None:
    for kind in (Snapshot, lambda p: Editor(p, make=True)):
        with pytest.raises(DossierError):
            kind(path)


FULL = """
import resource, signal, sys
from fabula.dossier import Editor
from fabula.errors import DossierError, FabulaError
from fabula.views.brief import brief
from fabula.views.lists import LISTS
from fabula.views.markdown import markdown
from tests.store.telling import telling
with Editor(sys.argv[1]) as d:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    try:
        d._begin()
        d._writer.add([telling(n, key=f"a{n}", more=" It rained." * 3000) for n in range(4, 30)])
        d.resolve()
    except DossierError as e:
        print("DossierError", e)
"""


def test_a_disk_without_room_is_named_and_nothing_is_lost(made: Path) -> None:
    with Snapshot(made) as d:
        before = [d.entities(), d.events(), d.search("gas")]
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(made), "600000"], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.startswith(f"DossierError {made}: ")
    assert "unchanged" in done.stdout
    with Snapshot(made) as d:
        assert [d.entities(), d.events(), d.search("gas")] == before
        assert list(d.verify()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written_is_no_bug(made: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fabula", "show", "articles", str(made)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2, done.stderr
    assert b"no space left" in done.stderr.lower()
