"""The tutorial's commands do what it says, in its order, in an empty folder."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

BLOCK = re.compile(r"^```(console|text)(?: (exit|file)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_the_tutorial_runs(fabula_cli: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "flood", tmp_path / "examples" / "flood")
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    run = 0
    for kind, option, value, body in BLOCK.findall(text):
        if kind == "text":
            (tmp_path / value).write_text(body, encoding="utf-8")
            continue
        for line in body.splitlines():
            assert line.startswith("$ fabula "), line
            done = fabula_cli(*shlex.split(line)[2:], cwd=tmp_path)
            assert done.returncode == (int(value) if option == "exit" else 0), (line, done.stderr.decode())
            run += 1
    assert run == text.count("\n$ ")
    assert run >= 15
    for made in ("flood.html", "flood.fabula", "checked.html", "flood.ndjson", "wire.zip", "flood.graphml"):
        assert (tmp_path / made).stat().st_size > 0, made
    html = (tmp_path / "checked.html").read_text("utf-8")
    assert "190 million, the passage 90 million" in html
