"""Run a function over items in this process, or in worker processes on this machine; results come in order."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

AHEAD = 4
"""Items in flight a worker: enough to keep it busy, few enough that memory does not grow with the input."""


def run(function: Callable[[T], U], items: Iterable[T], workers: int = 1) -> Iterator[U]:
    """Yield ``function(item)`` for each item, in the items' order, whatever the number of workers.

    ``function`` must be importable by name where workers > 1. Items are taken as they are needed.
    """
    if workers <= 1:
        yield from map(function, items)
        return
    waiting: deque[Future[U]] = deque()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
