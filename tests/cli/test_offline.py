"""Nothing telephones and nothing is written beside what was asked for: not by Fabula, not by what it stands on."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fabula.neural import sessions
from tests.conftest import ROOT

ALONE = Path(__file__).with_name("alone.py")
TEXT = (
    "HALDEN, March 4, 2024 - “The bridge will open in May,” the mayor, Ana Ruiz, said on Monday. Piotr Lem denied it.\n"
)
PAGE = (
    "<html><head><title>Bridge shut</title></head><body><nav>Home</nav><article><h1>Bridge shut</h1>"
    + f"<p>{TEXT}</p>" * 3
    + "</article></body></html>"
)


SERVE = """
import re, signal, subprocess, sys, urllib.request
p = subprocess.Popen([sys.executable, "-m", "fabula", "serve", sys.argv[1], "--port", "0"], stderr=subprocess.PIPE, text=True)
address = re.search(r"http://\\S+", p.stderr.readline())[0]
for page in ("", "timeline", "entities", "search?q=bridge", "add", "metrics", "api"):
    urllib.request.urlopen(address + page, timeout=120).read()
p.send_signal(signal.SIGINT)
sys.exit(p.wait(60) not in (0, 130))
"""
"""Serve a dossier, ask some of its pages, and end."""


def alone(folder: Path, *command: str) -> tuple[list[str], "subprocess.CompletedProcess[bytes]"]:
    """Run a command in a network of its own, with a home, a temporary and a working folder that are empty; returns the
    names that were asked for. Skips where the system allows no such network."""
    for name in ("home", "tmp", "here"):
        (folder / name).mkdir(exist_ok=True)
    env = {k: v for k, v in os.environ.items() if not k.startswith("XDG_") and k != "ORT_DISABLE_TELEMETRY"}
    env |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    unshare = shutil.which("unshare")
    if not unshare:
        pytest.skip("there is no unshare: no network of its own can be made here")
    call = [unshare, "--user", "--map-root-user", "--net", "--mount", sys.executable, str(ALONE), *command]
    done = subprocess.run(call, cwd=folder / "here", env=env, capture_output=True, check=False, timeout=600)
    if done.returncode == 77 or b"unshare:" in done.stderr:
        pytest.skip(f"no network of its own can be made here: {done.stderr.decode().strip()}")
    return done.stdout.decode().split(), done


def fabula(*words: object) -> list[str]:
    return [sys.executable, "-m", "fabula", *map(str, words)]


def test_the_name_server_hears_what_is_asked(tmp_path: Path) -> None:
    ask = "import socket\ntry: socket.getaddrinfo('collector.example', 443)\nexcept OSError: pass"
    asked, _ = alone(tmp_path, sys.executable, "-c", ask)
    assert "collector.example" in asked


def test_no_command_asks_for_a_name_or_writes_beside_its_files(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "a.txt").write_text(TEXT, encoding="utf-8")
    (given / "b.html").write_text(PAGE, encoding="utf-8")
    dossier = tmp_path / "x.fabula"
    for words in (
        ["build", given, "-o", dossier, "--workers", "2"],
        ["annotate", given, "--jsonl"],
        ["brief", given, "-o", tmp_path / "brief.html"],
        ["compare", dossier],
        ["serve", dossier],
    ):
        call = [sys.executable, "-c", SERVE, str(dossier)] if words[0] == "serve" else fabula(*words)
        asked, done = alone(tmp_path, *call)
        assert done.returncode == 0, done.stderr.decode()
        assert asked == [], words[0]
    for name in ("home", "tmp", "here"):
        assert list((tmp_path / name).rglob("*")) == [], name
    made = {p.name for p in tmp_path.iterdir()}
    assert made == {"home", "tmp", "here", "given", "x.fabula", "brief.html"}
    assert {p.name for p in given.iterdir()} == {"a.txt", "b.html"}


def test_telemetry_is_off_before_the_library_is_loaded() -> None:
    code = (
        "import os, sys; os.environ.pop('ORT_DISABLE_TELEMETRY', None)\n"
        "from fabula.neural import sessions\nassert 'onnxruntime' not in sys.modules\n"
        "class See:\n def find_spec(self, name, path=None, target=None):\n"
        "  if name == 'onnxruntime': print(os.environ.get('ORT_DISABLE_TELEMETRY'))\n"
        "sys.meta_path.insert(0, See())\nsessions.runtime()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=120)
    assert done.stdout.split() == [b"1"], done.stderr.decode()


def test_the_call_is_made_where_an_application_loaded_the_library_first(monkeypatch: pytest.MonkeyPatch) -> None:
    ort = pytest.importorskip("onnxruntime")
    called: list[bool] = []
    monkeypatch.setattr(ort, "disable_telemetry_events", lambda: called.append(True), raising=False)
    sessions.runtime.__wrapped__()
    assert called == [True]


def test_one_place_loads_the_library() -> None:
    wanted = re.compile(r"^\s*(?:import onnxruntime|from onnxruntime)", re.MULTILINE)
    found = [p.name for p in (ROOT / "src").rglob("*.py") if wanted.search(p.read_text("utf-8"))]
    assert found == ["sessions.py"]
