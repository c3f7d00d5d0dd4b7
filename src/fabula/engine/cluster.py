"""Run a function over items on a Ray cluster; results come in order, the same as one process gives.

Each worker is an actor, which loads its models once and is given a batch at a time. Whoever calls owns the store and writes:
a batch that a lost worker had is done again, and nothing can be there twice. Where RAY_ADDRESS is set that cluster does the
work, else one is started on this machine for the time of the call.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from fabula.errors import FabulaError, UsageError
from fabula.fingerprint import rules
from fabula.version import __version__

T = TypeVar("T")
U = TypeVar("U")

BATCH = 8
"""Items of a call: what is done again when a worker is lost, and what the trouble of a call is shared by."""
AHEAD = 2
"""Batches that a worker has, the one that it is at included: it need not wait for the next."""
WAITING = 8
"""Batches a worker that are read and not yet given on, since one before them is not done: what bounds memory."""
DEATHS = 2
"""Workers that end while they are at one item alone, until it is set aside."""
PATIENCE = 300.0
"""Seconds without any worker, until that is said."""
_log = logging.getLogger("fabula")


@dataclass(eq=False)
class Batch(Generic[T, U]):
    """Items that are given to a worker together. ``alone`` where a worker ended at them: then there is one, and nothing beside it."""

    items: list[T]
    alone: bool = False
    deaths: int = 0
    found: list[U] | None = None
    parts: list["Batch[T, U]"] = field(default_factory=list)

    def done(self) -> bool:
        """Whether all of it is there."""
        return self.found is not None or (bool(self.parts) and all(p.done() for p in self.parts))

    def results(self) -> Iterator[U]:
        """What came of its items, in order."""
        if self.found is not None:
            yield from self.found
        for p in self.parts:
            yield from p.results()


def _ray() -> Any:
    # Before it is loaded: what it would tell its makers of this machine it does not.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # A run-time environment that is the same everywhere needs no hook; warnings about our own settings help nobody.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as e:
        raise UsageError("the engine ray needs Ray: pip install 'fabula[ray]'") from e
    return ray


@contextmanager
def _connected(ray: Any, workers: int) -> Iterator[None]:
    """Within a cluster: the one that the process is in, the one of RAY_ADDRESS, or one of its own."""
    if ray.is_initialized():
        yield
        return
    more: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if not os.environ.get("RAY_ADDRESS"):
        more |= {
            "num_cpus": workers,
            "include_dashboard": False,
            "object_store_memory": 256 * 2**20,
            "address": "local",
        }
    try:
        ray.init(**more)
    except (ConnectionError, RuntimeError, ValueError, OSError) as e:
        raise FabulaError(f"no Ray cluster could be reached or started: {' '.join(str(e).split())}") from e
    try:
        yield
    finally:
        ray.shutdown()


class Worker:
    """What stands on a node: it has the function, and says which version of Fabula it has."""

    def made_by(self) -> tuple[str, str]:
        """The version, and the mark of the rules that make layers."""
        return __version__, rules("extract")

    def pid(self) -> int:
        """Its process, on its node."""
        return os.getpid()

    def do(self, function: Callable[[T], U], items: list[T]) -> list[U]:
        """What the function makes of each."""
        return [function(x) for x in items]


class _Pool(Generic[T, U]):
    """The workers of one run, and the batches that they are at."""

    def __init__(self, ray: Any, function: Callable[[T], U], workers: int, lost: Callable[[T], U]) -> None:
        self._ray, self._function, self._lost = ray, function, lost
        self._kind = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Worker)
        self._at: dict[Any, list[Any]] = {}  # by worker: the calls that it has
        self._calls: dict[Any, tuple[Any, Batch[T, U]]] = {}  # by call: its worker and its batch
        self._again: deque[Batch[T, U]] = deque()
        self.workers = workers
        while len(self._at) < workers:
            self._more()
        self._check()

    def _more(self) -> None:
        self._at[self._kind.remote()] = []

    def _check(self) -> None:
        """Raise FabulaError where a worker has another version: its layers would be others."""
        ours = (__version__, rules("extract"))
        for worker in self._at:
            try:
                theirs = self._ray.get(worker.made_by.remote(), timeout=PATIENCE)
            except self._ray.exceptions.GetTimeoutError as e:
                raise FabulaError(
                    f"the Ray cluster gave no worker within {PATIENCE:.0f} seconds: {self.workers} are asked for"
                ) from e
            except self._ray.exceptions.RayError as e:
                raise FabulaError(f"a Ray worker could not start: {str(e).splitlines()[0]}") from e
            if tuple(theirs) != ours:
                raise FabulaError(
                    f"a node of the Ray cluster has another Fabula ({theirs[0]}, {theirs[1]}): install {ours}"
                )

    def room(self) -> bool:
        """Whether a worker could take another batch."""
        return not self._again and self._free(False) is not None

    def _free(self, alone: bool) -> Any:
        """A worker with the fewest calls that may have one more, or None; one that is to work ``alone`` must have none."""
        able = [
            (len(calls), n, w)
            for n, (w, calls) in enumerate(self._at.items())
            if (not calls if alone else len(calls) < AHEAD) and not any(self._calls[c][1].alone for c in calls)
        ]
        return min(able)[2] if able else None

    def give(self, batch: Batch[T, U]) -> None:
        """Give a batch to a worker, as soon as there is one."""
        self._again.append(batch)
        self._fill()

    def _fill(self) -> None:
        while self._again:
            worker = self._free(self._again[0].alone)
            if worker is None:
                return
            batch = self._again.popleft()
            call = worker.do.remote(self._function, batch.items)
            self._at[worker].append(call)
            self._calls[call] = worker, batch

    def wait(self) -> None:
        """Wait until a batch is done, or a worker lost."""
        ready, _ = self._ray.wait(list(self._calls), num_returns=1)
        for call in ready:
            if call not in self._calls:
                continue  # of a worker that was found lost
            worker, batch = self._calls[call]
            try:
                batch.found = self._ray.get(call)
            except self._ray.exceptions.RayTaskError as e:
                raise e.cause if isinstance(e.cause, Exception) else FabulaError(str(e)) from e
            except self._ray.exceptions.RayError as e:
                self._gone(worker, str(e).splitlines()[0])
            else:
                del self._calls[call]
                self._at[worker].remove(call)
        self._fill()

    def _gone(self, worker: Any, why: str) -> None:
        """A worker ended: another takes its place, and what it was at is done again, an item a call."""
        calls = self._at.pop(worker)
        batches = [self._calls.pop(c)[1] for c in calls]
        if batches:
            _log.warning(
                "fabula: a worker was lost (%s): its %d articles are read again",
                why,
                sum(len(b.items) for b in batches),
            )
        self._more()
        for batch in reversed(batches):
            if not batch.alone:
                batch.parts = [Batch([x], alone=True) for x in batch.items]
                self._again.extendleft(reversed(batch.parts))
                continue
            batch.deaths += 1
            if batch.deaths >= DEATHS:
                batch.found = [self._lost(x) for x in batch.items]
            else:
                self._again.appendleft(batch)

    def close(self) -> None:
        """End all workers."""
        for worker in self._at:
            self._ray.kill(worker)


def run(function: Callable[[T], U], items: Iterable[T], workers: int, lost: Callable[[T], U]) -> Iterator[U]:
    """Yield ``function(item)`` for each item, in the items' order, whatever the number of workers and whichever are lost.

    ``function`` must be importable by name on every node. Items are taken as they are needed. An item at which two workers
    ended while they were at nothing else gives ``lost(item)``. Raises FabulaError where there is no cluster.
    """
    ray = _ray()
    with _connected(ray, workers):
        pool: _Pool[T, U] = _Pool(ray, function, workers, lost)
        waiting: deque[Batch[T, U]] = deque()
        source = iter(items)
        try:
            more = True
            while more or waiting:
                while more and pool.room() and len(waiting) < WAITING * workers:
                    some = list(islice(source, BATCH))
                    more = len(some) == BATCH
                    if some:
                        batch: Batch[T, U] = Batch(some)
                        waiting.append(batch)
                        pool.give(batch)
                while waiting and waiting[0].done():
                    yield from waiting.popleft().results()
                if waiting:
                    pool.wait()
        finally:
            pool.close()
