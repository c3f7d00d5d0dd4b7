"""A reader sees whole generations and nothing else, whatever is written meanwhile, and from however many threads."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fabula.dossier import Editor, Snapshot
from fabula.errors import DossierError, UsageError
from fabula.model.decisions import Rename
from fabula.store import opening
from fabula.store.addresses import on_server
from fabula.store.sql.database import TABLES
from tests.conftest import ROOT
from tests.server import Place
from tests.store.telling import PEOPLE, telling

WRITES = """
import sys, time
from fabula.dossier import Editor
from tests.store.telling import telling
path, first, last, pause = sys.argv[1], *map(int, sys.argv[2:4]), float(sys.argv[4])
with Editor(path, make=True) as d:
    for n in range(first, last):
        d._begin()
        for k in range(3):  # batches, as a build writes them
            d._writer.add([telling(3 * n + k)])
            time.sleep(pause)
        d.resolve()
"""


def writer(path: str, *args: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path), *map(str, args)], cwd=ROOT, stderr=subprocess.PIPE
    )


def made(path: str, count: int = 6) -> str:
    with Editor(path, make=True) as d:
        d._writer.add([telling(n) for n in range(count)])
        d.resolve()
    return path


def everything(d: Snapshot) -> list[object]:
    return [
        [a.id for a in d],
        d.entities(),
        d.events(),
        d.comparisons(),
        d.main_events(),
        d.judgements(),
        d.decisions(),
        d.search("gas", 1000),
        d.to_dicts("timeline"),
    ]


def test_two_hundred_reads_beside_a_build_in_another_process_see_whole_generations_only(place: Place) -> None:
    path = made(place("x"), 3)
    seen: dict[int, list[object]] = {}
    reads = 0
    with writer(path, 1, 5, 0.05) as child:
        while not staged(path):
            time.sleep(0.05)
        while reads < 200 or child.poll() is None:
            reads += 1
            with Snapshot(path) as d:
                number, found = d.generation, everything(d)
                assert d.generation == number
                ids = found[0]
                assert isinstance(ids, list)
                assert len(ids) % 3 == 0, "half a build"
                assert {a for e in d.events() for a in e.articles} == set(ids)
                if number not in seen:
                    seen[number] = found
                    assert list(d.verify()) == []
                assert seen[number] == found
            time.sleep(0.02)
        _, said = child.communicate()
    assert child.returncode == 0, said
    assert len(seen) > 1, "nothing was written meanwhile"
    with Snapshot(path) as d:
        assert len(list(d)) == 15
        assert list(d.verify()) == []


def test_a_snapshot_stays_what_it_was_until_it_is_told_to_go_on(place: Place) -> None:
    path = made(place("x"), 3)
    with Snapshot(path) as d, Editor(path) as e:
        before = everything(d)
        e._writer.add([telling(7)])
        assert everything(e) == before, "what is staged is seen"
        e.resolve()
        assert len(list(e)) == 4
        assert everything(d) == before
        assert d.refresh() == e.generation
        assert everything(d) == everything(e) != before


def test_updating_is_told_while_somebody_writes(place: Place) -> None:
    path = made(place("x"), 3)
    with Snapshot(path) as d:
        assert not d.updating
        with opening.turn(path):
            assert d.updating
        assert not d.updating
    if not on_server(path):
        assert sorted(p.name for p in Path(path).parent.iterdir()) == ["x"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_killed_leaves_the_old_generation_and_the_second_run_ends_the_same(
    number: int, place: Place
) -> None:
    path, whole = made(place("x"), 3), made(place("whole"), 3)
    with writer(whole, 1, 3, 0) as child:
        child.communicate()
    with Snapshot(path) as d:
        before = everything(d)
    with writer(path, 1, 2, 30) as child:
        while not staged(path):
            time.sleep(0.05)
        child.send_signal(number)
        child.communicate()
    with Snapshot(path) as d:
        assert everything(d) == before
        assert list(d.verify()) == []
        assert not d.updating
    with Editor(path) as e:  # a decision does not take up what a build left
        e.decide(Rename(left=((next(iter(d.id for d in e)), 0, 4),), name="The One"))
        assert len(list(e)) == 3
        e.undo()
    with writer(path, 1, 3, 0) as child:
        child.communicate()
    with Snapshot(path) as d, Snapshot(whole) as w:
        assert everything(d) == everything(w)


def staged(path: str) -> bool:
    store = opening.to_read(path)
    found = store.run("SELECT count(*) FROM staged")
    store.close()
    return found != [(0,)]


def held(path: str) -> object:
    """All of a file, or all that is in a schema."""
    if not on_server(path):
        return Path(path).read_bytes()
    store = opening.to_read(path)
    found = [store.run(f"SELECT * FROM {t} ORDER BY 1, 2") for t in TABLES]
    store.close()
    return found


def test_deciding_on_a_snapshot_is_refused(place: Place) -> None:
    path = made(place("x"), 3)
    before = held(path)
    with Snapshot(path) as d:
        with pytest.raises(UsageError, match=r"fabula\.Editor"):
            d.decide(Rename(left=((next(iter(d)).id, 0, 4),), name="The One"))
        with pytest.raises(UsageError, match=r"fabula\.Editor"):
            d.undo()
        with pytest.raises(DossierError):
            d._store.run("DELETE FROM article")
        everything(d)
    assert held(path) == before


def test_threads_share_a_snapshot_and_an_editor_and_lose_no_decision(place: Place) -> None:
    path = made(place("x"), 12)
    wrong: list[BaseException] = []

    def decides(e: Editor, n: int) -> None:
        try:
            for a in [a.id for a in e][n::4]:
                e.decide(Rename(left=((a, 0, 4),), name=f"The {n} of {a}"))
        except BaseException as error:
            wrong.append(error)

    def reads(d: Snapshot, still: list[object] | None) -> None:
        try:
            for _ in range(10):
                found = everything(d)
                assert still is None or found == still
        except BaseException as error:
            wrong.append(error)

    with Snapshot(path) as d, Editor(path) as e:
        threads = [threading.Thread(target=decides, args=(e, n)) for n in range(4)]
        threads += [threading.Thread(target=reads, args=(d, everything(d))) for _ in range(3)]
        threads += [threading.Thread(target=reads, args=(e, None))]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert wrong == []
        assert len(e.decisions()) == 12
        assert list(e.verify()) == []


def test_a_second_writer_waits_with_a_word_and_gives_up_with_a_name(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    path = made(place("x"), 3)
    turn = opening.turn(path)
    turn.take()
    with Editor(path, wait=0.5) as e:
        rename = Rename(left=((next(iter(e)).id, 0, 4),), name="The One")
        with pytest.raises(DossierError, match=f"{re.escape(path)}.*another process.*{os.getpid()}"):
            e.decide(rename)
        assert "waiting" in caplog.text
        assert e.decisions() == []
        threading.Timer(0.3, turn.give).start()
        e.decide(rename)
        assert len(e.decisions()) == 1


def test_two_builds_and_two_deciders_at_once_double_nothing(place: Place) -> None:
    path, apart = made(place("x"), 3), made(place("apart"), 3)
    for args in ((1, 4), (4, 7)):
        with writer(apart, *args, 0) as child:
            child.communicate()
    children = [writer(path, 1, 4, 0.01), writer(path, 4, 7, 0.01)]
    for c in children:
        _, said = c.communicate()
        assert c.returncode == 0, said
    with Snapshot(path) as d, Snapshot(apart) as a:
        assert everything(d) == everything(a)
        assert list(d.verify()) == []
        assert len(d.entities()) == len({e.id for e in d.entities()}) == len(PEOPLE)
