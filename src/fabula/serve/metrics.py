"""/metrics: how the dossier and its server stand, as text that Prometheus reads; and a line of the log for each request."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fabula.dossier import Snapshot
from fabula.engine import watching
from fabula.errors import FabulaError
from fabula.serve.guard import App, Message, Receive, Scope, Send
from fabula.serve.jobs import Jobs
from fabula.version import __version__

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
FRESH = 30.0
"""Seconds for which what was counted in the dossier is told again: a large one is walked over to know its size."""
METHODS = frozenset({"GET", "HEAD", "POST"})
_log = logging.getLogger("fabula")
Sample = tuple[Mapping[str, str], float]


class Counted:
    """The outermost part of the server: counts what is asked and how it is answered, what the guard refuses included."""

    def __init__(self, app: App) -> None:
        self._app, self._lock = app, threading.Lock()
        self.answers: Counter[tuple[str, str]] = Counter()
        self.seconds = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def heard(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, heard)
        finally:
            took = time.monotonic() - began
            method = scope["method"] if scope["method"] in METHODS else "other"
            with self._lock:
                self.answers[method, str(status)] += 1
                self.seconds += took
            # The query is left out: it may hold the token.
            fields = {"method": method, "path": scope["path"][:200], "status": status, "seconds": round(took, 4)}
            _log.info("%s %s: %d", method, fields["path"], status, extra={"fields": fields})


class Metrics:
    """What /metrics says of one dossier."""

    def __init__(self, path: str, jobs: Jobs) -> None:
        self._path, self._jobs = path, jobs
        self._lock, self._at, self._held = threading.Lock(), 0.0, list[str]()
        self.counted: Counted | None = None

    def route(self) -> Route:
        """Where it is asked."""

        async def answer(_: Request) -> Response:
            return Response(await run_in_threadpool(self.text), media_type=MEDIA)

        return Route("/metrics", answer, methods=["GET"])

    def text(self) -> str:
        """All of it."""
        with self._lock:
            if time.monotonic() - self._at > FRESH or not self._held:
                self._held, self._at = list(self._of_dossier()), time.monotonic()
            held = self._held
        return "\n".join([*held, *self._of_server()]) + "\n"

    def _of_dossier(self) -> Iterator[str]:
        try:
            with Snapshot(self._path) as d:
                found = d.status()
        except FabulaError:
            yield from family("fabula_up", "gauge", "Whether the dossier can be read.", [({}, 0)])
            return
        yield from family("fabula_up", "gauge", "Whether the dossier can be read.", [({}, 1)])
        for name, help_, value in (
            ("generation", "Number of the state that is read.", found["generation"]),
            ("updating", "Whether somebody is writing the next one.", int(found["updating"])),
            ("articles", "Articles held.", found["articles"]),
            ("articles_replaced", "Of these, texts that a newer one of their source replaced.", found["replaced"]),
            ("articles_staged", "Articles that wait for a build to end, or to be done again.", found["staged"]),
            ("articles_aside", "Articles that could not be resolved.", len(found["aside"])),
            ("decisions", "Decisions of a person.", found["decisions"]),
        ):
            yield from family(f"fabula_{name}", "gauge", help_, [({}, value)])
        rows = [({"kind": k}, n) for k, n in found["resolved"].items()]
        yield from family("fabula_resolved", "gauge", "Records across articles, by kind.", rows)
        size = [({"table": t}, n) for t, n in found["bytes"].items() if t != "in all"]
        yield from family("fabula_stored_bytes", "gauge", "What the dossier takes, by table.", size)

    def _of_server(self) -> Iterator[str]:
        yield from family("fabula_build_info", "gauge", "The version that serves.", [({"version": __version__}, 1)])
        try:
            watch = watching.standing(self._path, time.time())
        except FabulaError:
            watch = None
        if watch:
            states = [({"state": s}, watch["sources"][s]) for s in sorted(watch["sources"])]
            yield from family("fabula_watch_sources", "gauge", "Sources of the watch, by how they stand.", states)
            for name, help_, value in (
                ("last_round_timestamp_seconds", "When the watch ended its last round.", watch["last"]),
                ("came_last_hour", "Articles that came in within the last hour.", watch["hour"]),
                ("came_last_day", "Articles that came in within the last day.", watch["day"]),
            ):
                yield from family(f"fabula_watch_{name}", "gauge", help_, [({}, value)])
        phases = Counter(j.phase for j in self._jobs.every())
        jobs = [({"phase": p}, phases[p]) for p in ("waiting", "reading", "linking", "done", "failed")]
        yield from family("fabula_jobs", "gauge", "Jobs of adding from a page that are remembered, by phase.", jobs)
        if self.counted:
            answers = [({"method": m, "status": s}, n) for (m, s), n in sorted(self.counted.answers.items())]
            yield from family("fabula_requests_total", "counter", "Requests answered.", answers)
            yield from family(
                "fabula_request_seconds_total", "counter", "Seconds spent on them.", [({}, self.counted.seconds)]
            )


def family(name: str, kind: str, help_: str, samples: Iterable[Sample]) -> Iterator[str]:
    """A metric in Prometheus' text format: what it is, then a line for each sample. Nothing where there are none."""
    lines = [f"{name}{_labels(labels)} {value}" for labels, value in samples]
    if lines:
        yield f"# HELP {name} {help_}"
        yield f"# TYPE {name} {kind}"
        yield from lines


def _labels(labels: Mapping[str, Any]) -> str:
    if not labels:
        return ""
    escaped = (
        (k, str(v).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")) for k, v in sorted(labels.items())
    )
    return "{" + ",".join(f'{k}="{v}"' for k, v in escaped) + "}"
