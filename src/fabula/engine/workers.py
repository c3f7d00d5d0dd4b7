"""Run a function over items in this process, or in worker processes on this machine; results come in order."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from fabula.errors import FabulaError

T = TypeVar("T")
U = TypeVar("U")

AHEAD = 4
"""Items in flight a worker: enough to keep it busy, few enough that memory does not grow with the input."""


def run(function: Callable[[T], U], items: Iterable[T], workers: int = 1) -> Iterator[U]:
    """Yield ``function(item)`` for each item, in the items' order, whatever the number of workers.

    ``function`` must be importable by name where workers > 1. Items are taken as they are needed. Workers end with this
    process, however it ends, and at once where the caller stops early. Raises FabulaError where a worker was killed.
    """
    if workers <= 1:
        yield from map(function, items)
        return
    waiting: deque[Future[U]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_attend)
    try:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as e:
        raise FabulaError(
            "a worker process was ended from outside, perhaps for want of memory; try again with fewer --workers"
        ) from e
    except BaseException:
        _stop(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool's workers now: what they are at is not wanted, and the longest article takes a minute."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _attend() -> None:
    """In a worker: leave interrupting to the parent, and end when it has ended.

    A parent that is killed can tell its workers nothing, but the system closes its end of a pipe, on every platform.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_outlive, args=(parent.join,), daemon=True).start()


def _outlive(join: Callable[[], object]) -> None:
    join()
    os._exit(1)
