"""A command that is ended leaves nothing behind: no worker, no temporary file; and what it says of it is true."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

SENTENCE = "“We will open the bridge number {} in May,” the mayor, Ana Ruiz, said on Monday in Halden. "


def children(parent: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.add(int(path.parent.name))
    return found | {x for c in found for x in children(c)}


def alive(pids: set[int]) -> set[int]:
    out = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state not in "ZX":
            out.add(pid)
    return out


def wait(until: "object", seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough articles that reading them takes a while."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    texts = ("".join(SENTENCE.format(100 * n + k) for k in range(40)) for n in range(60))
    path.write_text("\n".join(json.dumps({"id": f"n{n}", "text": t}) for n, t in enumerate(texts)), encoding="utf-8")
    return path


def started(tmp_path: Path, *words: object) -> "subprocess.Popen[bytes]":
    (tmp_path / "tmp").mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "fabula", *map(str, words)],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(number: int, rows: Path, tmp_path: Path) -> None:
    p = started(tmp_path, "build", rows, "-o", tmp_path / "x.fabula", "--workers", "2")
    assert wait(lambda: len(children(p.pid)) >= 3, 60), "two workers and their tracker"
    time.sleep(1)
    family = children(p.pid)
    p.send_signal(number)
    _, err = p.communicate(timeout=60)
    assert p.returncode == {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}[number], err
    assert wait(lambda: not alive(family), 20), "a worker outlived the build"
    if number != signal.SIGKILL:
        assert b"Traceback" not in err
        assert b"run the same command again" in err
        assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("verb", ["brief", "quotes"])
def test_texts_in_the_temporary_folder_go_with_the_command(verb: str, number: int, rows: Path, tmp_path: Path) -> None:
    p = started(tmp_path, verb, rows)
    folder = tmp_path / "tmp"
    assert wait(lambda: any(folder.rglob("*.fabula")), 60)
    p.send_signal(number)
    _, err = p.communicate(timeout=60)
    assert p.returncode == 128 + number
    assert list(folder.iterdir()) == []
    assert b"kept" not in err


def test_an_interrupted_annotate_does_not_claim_that_something_was_kept(rows: Path, tmp_path: Path) -> None:
    p = started(tmp_path, "annotate", rows, "--jsonl")
    assert p.stdout is not None
    p.stdout.readline()
    p.send_signal(signal.SIGINT)
    _, err = p.communicate(timeout=60)
    assert p.returncode == 130
    assert b"interrupted" in err
    assert b"kept" not in err
