"""What all tests share: the shipped example as a dossier, built once, and the way to the seeds."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server import place, server

__all__ = ["place", "server"]

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


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example as a dossier."""
    import fabula

    path = tmp_path_factory.mktemp("example") / "summits.fabula"
    fabula.build([str(EXAMPLE)], path).close()
    return path


@pytest.fixture
def dossier(example: Path) -> Iterator["object"]:
    """The example's dossier, open."""
    import fabula

    with fabula.open(example) as d:
        yield d
