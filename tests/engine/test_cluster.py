"""Work on a Ray cluster comes back in order and once, whichever workers are lost; the dossier is the same to the byte."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.dossier import Editor, Snapshot, build
from fabula.engine import cluster
from fabula.errors import EmptyError, FabulaError, SourceError
from fabula.ingest.articles import articles
from fabula.model.quoting import encoded
from fabula.model.records import Annotation, Article
from fabula.store.copying import mark
from fabula.store.sql.database import TABLES
from fabula.views.lists import LISTS
from tests.conftest import EXAMPLE, ROOT

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'fabula[ray]'")
pytestmark = pytest.mark.filterwarnings("ignore")
"""Ray's own warnings of unclosed files and of what it will do one day."""


@pytest.fixture(scope="module", autouse=True)
def two_workers() -> Iterator[None]:
    """A cluster on this machine for all tests of the module."""
    with cluster._connected(cluster._ray(), 2):
        yield


def double(n: int) -> int:
    return 2 * n


def tell(at: tuple[str, int]) -> int:
    """Say which process is at what, and take a while."""
    folder, n = at
    with (Path(folder) / f"{n}-{os.getpid()}").open("w") as f:
        f.write("x")
    time.sleep(0.05)
    return n


def deadly(n: int) -> int:
    if n in (5, 21):
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def failing(n: int) -> int:
    if n == 3:
        raise FabulaError("three cannot be done")
    return n


def nothing(n: object) -> object:
    raise AssertionError(f"{n} was lost")


@pytest.mark.parametrize("count", [0, 1, 8, 9, 100])
@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_whatever_the_workers(count: int, workers: int) -> None:
    assert list(cluster.run(double, range(count), workers, nothing)) == [2 * n for n in range(count)]  # type: ignore[arg-type]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    found = cluster.run(double, endless(), 2, nothing)  # type: ignore[arg-type]
    assert [next(found) for _ in range(20)] == [2 * n for n in range(1, 21)]
    assert taken <= 20 + cluster.BATCH * 2 * (cluster.WAITING + 1)
    found.close()  # type: ignore[attr-defined]


def test_a_worker_that_is_killed_midway_loses_and_doubles_nothing(tmp_path: Path) -> None:
    killed: list[int] = []

    def kills() -> None:
        while not killed:
            for p in tmp_path.glob("20-*"):
                killed.append(int(p.name.split("-")[1]))
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.005)

    threading.Thread(target=kills, daemon=True).start()
    found = list(cluster.run(tell, [(str(tmp_path), n) for n in range(60)], 2, nothing))  # type: ignore[arg-type]
    assert found == list(range(60))
    assert killed
    twice = [n for n in range(60) if len(list(tmp_path.glob(f"{n}-*"))) > 1]
    assert len(twice) <= cluster.BATCH * cluster.AHEAD, "more was done again than one worker had"


def test_what_ends_two_workers_is_set_aside_and_named_and_the_rest_is_done() -> None:
    found = list(cluster.run(deadly, range(30), 2, lambda n: -n))
    assert found == [-n if n in (5, 21) else n for n in range(30)]


def test_an_error_of_the_function_comes_through_and_ends_the_run() -> None:
    with pytest.raises(FabulaError, match="three cannot be done"):
        list(cluster.run(failing, range(30), 2, nothing))  # type: ignore[arg-type]


def test_errors_of_sources_come_back_from_workers_as_they_were() -> None:
    e = pickle.loads(pickle.dumps(EmptyError("a.txt", "no text")))
    assert (type(e), e.source, e.why, str(e)) == (EmptyError, "a.txt", "no text", "a.txt: no text")


def test_a_node_with_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "rules", lambda stage: "others")
    with pytest.raises(FabulaError, match="another Fabula"):
        list(cluster.run(double, range(3), 1, nothing))  # type: ignore[arg-type]


def kill_one(stop: threading.Event) -> None:
    """End one of the workers once it is at work."""
    while not stop.is_set():
        for p in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if p.read_bytes().startswith(b"ray::Worker.do"):
                    os.kill(int(p.parent.name), signal.SIGKILL)
                    stop.set()
                    return
            except OSError:
                continue
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for workers in /proc")
def test_a_build_on_two_workers_one_killed_midway_is_the_same_to_the_byte(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "BATCH", 2)
    hit = threading.Event()
    threading.Thread(target=kill_one, args=(hit,), daemon=True).start()
    path = tmp_path / "x.fabula"
    told: list[object] = []
    dossier, failed = build([str(EXAMPLE)], path, workers=2, engine="ray", tell=told.append)
    dossier.close()
    assert hit.is_set(), "no worker was killed"
    hit.set()
    assert failed == []
    assert len([x for x in told if isinstance(x, Annotation)]) == 10
    with Snapshot(example) as one, Snapshot(path) as many:
        for what in LISTS:
            assert [encoded(r) for r in one.rows(what)] == [encoded(r) for r in many.rows(what)]
        for table in TABLES:
            assert mark(one._store.db, table) == mark(many._store.db, table), table
        assert list(many.verify()) == []


def test_a_poisoned_article_is_named_and_the_rest_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"Ana Ruiz said that bridge {n} would open in May.", encoding="utf-8")
    monkeypatch.setattr("fabula.engine.adding.annotate_or_error", dies_at_two)
    with Editor(tmp_path / "x.fabula", make=True) as d:
        failed = d.add(articles([str(tmp_path)]), workers=2, engine="ray")
        d.settle()
        assert len(list(d)) == 3
    (error,) = [e for e in failed if "2.txt" in str(e)]
    assert "set aside: two workers ended" in str(error)


def dies_at_two(article: Article) -> Annotation | SourceError:
    if "bridge 2" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Annotation(article=article, sentences=((0, len(article.text)),), models={"by": "hand"})


def test_a_driver_that_is_killed_leaves_whole_articles_and_no_workers_and_the_second_run_ends_the_same(
    example: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from fabula.engine import cluster; cluster.BATCH = 2; from fabula.engine import adding; adding.BATCH = 2;"
        "from fabula.dossier import build; build([sys.argv[1]], sys.argv[2], workers=1, engine='ray')[0].close()"
    )
    path = str(tmp_path / "x.fabula")
    environment = {k: v for k, v in os.environ.items() if k != "RAY_ADDRESS"}
    child = subprocess.Popen([sys.executable, "-c", code, str(EXAMPLE), path], cwd=ROOT, env=environment)
    while child.poll() is None and not staged(path):
        time.sleep(0.05)
    child.kill()
    child.wait()
    assert staged(path), "it ended before anything was staged"
    with Snapshot(path) as d:
        assert list(d) == []
    dossier, failed = build([str(EXAMPLE)], path, workers=2, engine="ray")
    dossier.close()
    assert failed == []
    with Snapshot(example) as one, Snapshot(path) as two:
        for table in TABLES:
            assert mark(one._store.db, table) == mark(two._store.db, table), table


def staged(path: str) -> int:
    if not Path(path).exists():
        return 0
    try:
        with Snapshot(path) as d:
            return int(d.status()["staged"])
    except FabulaError:
        return 0
