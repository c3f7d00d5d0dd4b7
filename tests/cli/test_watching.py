"""``fabula watch`` and ``fabula new`` on the command line."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fabula.cli import fabula as cli
from fabula.engine import watching
from tests.engine.misbehaving import DAY, Accelerated, Site


def run(*args: str) -> Any:
    return CliRunner().invoke(cli, list(args), catch_exceptions=False, standalone_mode=True)


def test_once_then_status_then_what_is_new(tmp_path: Path) -> None:
    path, clock = tmp_path / "story.fabula", Accelerated()
    (tmp_path / "own.txt").write_text(
        "Bridge shut\n\nThe council of Velmar shut the bridge over the Sarn on Tuesday.\n"
    )
    with Site(clock) as site:
        sources = [f"{site.url}/changing", f"{site.url}/gone", str(tmp_path / "own.txt")]
        first = run("watch", str(path), *sources, "--once", "--allow-private")
        assert first.exit_code == 0
        assert "2 new, 0 changed, 1 failed" in first.stderr
        assert "/gone: answers with status 404" in first.stderr
        clock.time += 2 * DAY
        second = run("watch", str(path), *sources, "--once", "--allow-private")
        assert "/changing: new text: paragraph 1: “100” became “102”" in second.stderr
        assert "0 new, 1 changed, 0 failed" in second.stderr  # what failed is left alone for a while

    status = [json.loads(x) for x in run("watch", str(path), "--status", "--json").stdout.splitlines()]
    assert [(Path(r["source"]).name, r["state"], r["polls"]) for r in status] == [
        ("changing", "answers", 2),
        ("gone", "fails", 1),
    ]
    stands = json.loads(run("status", str(path), "--json").stdout)["watch"]
    assert (stands["sources"], stands["hour"] > 0) == ({"answers": 1, "fails": 1}, True)
    assert "1 answers, 1 fails" in run("status", str(path)).stdout
    today = time.strftime("%Y-%m-%d")
    rows = [json.loads(x) for x in run("new", str(path), "--since", today, "--json").stdout.splitlines()]
    assert [r["kind"] for r in rows[:3]] == ["article", "article", "text changed"]
    assert rows[2]["what"] == "Flood in Velmar: paragraph 1: “100” became “102”"
    assert ["100" in e["text"] for e in rows[2]["evidence"]] == [True, False]
    assert {r["kind"] for r in rows} <= {"article", "text changed", "event", "figure", "clash", "forecast due"}
    assert any(r["kind"] == "event" for r in rows)
    none = run("new", str(path), "--since", "2099-01-01", "--json")
    assert none.stdout == ""


def test_a_signal_ends_a_watch_with_what_it_read_kept(tmp_path: Path) -> None:
    path, clock = tmp_path / "story.fabula", Accelerated()
    with Site(clock) as site:
        command = [sys.executable, "-m", "fabula", "watch", str(path), f"{site.url}/changing", "--allow-private"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        said = process.stderr.readline()
        assert "1 new, 0 changed, 0 failed; next at" in said
        process.send_signal(signal.SIGTERM)
        out = process.communicate(timeout=60)[1]
        assert process.returncode == 0
        assert "stopped; 1 article;" in out
        assert site.counts["/changing"] == 1
    assert len(watching.load(path).came) == 1
    assert not list(tmp_path.glob("*.watch.*"))


def test_nothing_to_watch_and_no_watch_are_said(tmp_path: Path) -> None:
    path = str(tmp_path / "story.fabula")
    process = [sys.executable, "-m", "fabula", "watch", path]
    for more, said in (([], "nothing to watch"), (["--status"], "is not watched")):
        done = subprocess.run([*process, *more], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert said in done.stderr
    assert not Path(path).exists()


@pytest.mark.parametrize(("value", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400)])
def test_times_are_read(value: str, seconds: float) -> None:
    from fabula.cli.watching import Stretch

    assert Stretch().convert(value, None, None) == seconds


@pytest.mark.parametrize("value", ["", "0", "x", "8d", "-5m", "1.5h", "٤m"])
def test_other_times_are_refused(value: str, tmp_path: Path) -> None:
    done = run("watch", str(tmp_path / "x.fabula"), "https://example.org/", "--every", value)
    assert done.exit_code == 2
    assert "is no time like" in done.stderr
