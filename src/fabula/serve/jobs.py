"""Articles that are added from a page: one job after another, in the background, each with how far it is."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from fabula.errors import FabulaError, SourceError
from fabula.ingest.items import Given, Item
from fabula.model.records import Annotation, Article

KEPT = 20
"""Jobs that are remembered."""


@dataclass(frozen=True)
class Brought:
    """Something to be read: a file's ``data`` under its ``name``, or with none an address."""

    name: str
    data: bytes | None = None


@dataclass
class Job:
    """Articles to be added. ``phase``: waiting, reading, linking, done or failed; ``added`` are ids, ``failed`` says why."""

    number: int
    brought: Sequence[Brought]
    given: Given
    phase: str = "waiting"
    added: list[str] = field(default_factory=list)
    held: int = 0
    failed: list[str] = field(default_factory=list)
    error: str | None = None
    undone: bool = False
    began: float = field(default_factory=time.time)

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.phase in ("done", "failed")


class Jobs:
    """The jobs of one server, newest last."""

    def __init__(self, path: str, changed: Callable[[], None]) -> None:
        self.path, self._changed = path, changed
        self._all: list[Job] = []
        self._lock, self._numbers = threading.Lock(), itertools.count(1)
        self._turn = threading.Lock()

    def every(self) -> list[Job]:
        """Those that are remembered, the newest first."""
        with self._lock:
            return list(reversed(self._all))

    def find(self, number: str) -> Job | None:
        """The job with a number."""
        return next((j for j in self.every() if str(j.number) == number), None)

    @property
    def running(self) -> bool:
        """Whether something is being added."""
        return any(not j.over for j in self.every())

    def begin(self, brought: Sequence[Brought], given: Given) -> Job:
        """Add what was brought, in the background."""
        job = Job(next(self._numbers), brought, given)
        with self._lock:
            self._all = [*self._all, job][-KEPT:]
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def _run(self, job: Job) -> None:
        from fabula.dossier import Editor

        with self._turn:
            job.phase, end = "reading", "failed"
            try:
                with Editor(self.path) as d:
                    before = {a.id for a in d}
                    whole: set[str] = set()
                    d.add(_found(job, whole), tell=lambda x: _heard(job, x), whole=whole)
                    job.phase = "linking"
                    for e in d.settle():
                        job.failed.append(str(e))
                    job.held += sum(a in before for a in job.added)
                    job.added = [a for a in job.added if a not in before]
                end = "done"
            except FabulaError as e:
                job.error = str(e)
            except Exception as e:  # a bug: the page must say so, not wait for ever
                job.error = f"a bug: {type(e).__name__}: {e}"
            finally:
                job.brought = [Brought(b.name) for b in job.brought]
                self._changed()
                job.phase = end


def _heard(job: Job, found: Annotation | SourceError | None) -> None:
    if isinstance(found, Annotation):
        job.added.append(found.article.id)
    elif found is None:
        job.held += 1
    else:
        job.failed.append(str(found))


def _found(job: Job, whole: set[str]) -> Iterator[Article | SourceError]:
    """The articles of what was brought, one by one; errors in their place."""
    from fabula.ingest.reading import read
    from fabula.ingest.sources import opened

    for b in job.brought:
        for item in opened(b.name, BytesIO(b.data) if b.data is not None else None, job.given):
            if not isinstance(item, Item):
                yield item
                continue
            try:
                found = read(item)
            except SourceError as e:
                yield e
                continue
            if b.data is None and item.line is None and item.part is None:
                whole.add(found.id)
            yield found
