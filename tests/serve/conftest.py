"""A workbench on a free port, over dossiers of the examples."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from fabula.serve.app import Workbench
from fabula.serve.guard import Rules
from fabula.serve.running import server

Client = httpx.Client


@contextmanager
def serving(path: Path, token: str | None = None) -> Iterator[str]:
    """Serve a dossier in a thread; yields the address."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    bench = Workbench(str(path), Rules("127.0.0.1", port, token))
    ready = threading.Event()
    running = server(bench, ready.set)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.should_exit = True
        thread.join(20)
        bench.close()
        bound.close()


@pytest.fixture(scope="session")
def site(flood: Path) -> Iterator[str]:
    """The workbench of the second example, to be read."""
    with serving(flood) as address:
        yield address


@pytest.fixture
def mine(example: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A workbench of one's own, to decide on and add to: its address and its dossier."""
    path = tmp_path / "mine.fabula"
    shutil.copy(example, path)
    with serving(path) as address:
        yield address, path


def post(address: str, path: str, **more: object) -> httpx.Response:
    """Send a form as a page of the server would."""
    return httpx.post(address + path, headers={"origin": address}, timeout=120, **more)  # type: ignore[arg-type]


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come to hold"
        time.sleep(0.1)
