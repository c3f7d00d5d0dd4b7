"""What all tests share: the two shipped examples as dossiers, built once, and the way to the seeds."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import browser
from tests.server import place, server

try:
    import fcntl
except ImportError:  # where the system has no such locks, each worker builds its own
    fcntl = None  # type: ignore[assignment]

__all__ = ["browser", "place", "server"]

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "summits"
SEEDS = ROOT.parent / "shared" / "seeds"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def fabula_cli() -> Run:
    """Run the command line in a process of its own, as a user would."""

    def run(*args: object, stdin: bytes = b"", **more: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "fabula", *map(str, args)],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=300,
            env={k: v for k, v in os.environ.items() if k != "COLUMNS"} | {"NO_COLOR": "1", "FABULA_DEBUG": ""},
            **more,  # type: ignore[call-overload]
        )

    return run


def shared(name: str, sources: Path, factory: pytest.TempPathFactory) -> Path:
    """A dossier of a folder, built once for all workers of a run: tests that change one copy it first."""
    import fabula

    root = factory.getbasetemp()
    if fcntl and os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    path = root / name / f"{name}.fabula"
    path.parent.mkdir(exist_ok=True)
    with (path.parent / "built").open("a+") as mark:
        if fcntl:
            fcntl.flock(mark, fcntl.LOCK_EX)
        mark.seek(0)
        if not mark.read():
            fabula.build([str(sources)], path).close()
            mark.write("whole")
    return path


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example as a dossier, to be read."""
    return shared("summits", EXAMPLE, tmp_path_factory)


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second example as a dossier, to be read: 26 reports of one flood."""
    return shared("flood", EXAMPLE.parent / "flood", tmp_path_factory)


@pytest.fixture
def dossier(example: Path) -> Iterator["object"]:
    """The example's dossier, open."""
    import fabula

    with fabula.open(example) as d:
        yield d
