"""Asking servers again and again without being a burden: pauses between requests to one host, robots.txt, what they hold.

robots.txt as RFC 9309 has it: read once a day, at most 500 kB of it; where there is none (4xx) all may be asked, where
the server fails, nothing for now. A Crawl-delay counts as far as a minute.
"""

import email.utils
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from fabula.errors import AddressError, SourceError
from fabula.ingest.sources.web import AGENT, ERRORS, TOTAL_SECONDS, Answer, ask, named

GAP = 2.0
"""Seconds between two requests to one host."""
LONGEST_GAP = 60.0
ROBOTS_BYTES = 500_000
ROBOTS_AGE = 24 * 3600.0
ROBOTS_AGAIN = 3600.0
"""Seconds after which a robots.txt that could not be had is asked for again."""
LONGEST_WAIT = 24 * 3600.0
"""What a Retry-After may ask for at most: a day."""
Ask = Callable[..., Answer]


class Clock(Protocol):
    """The time, and a way to let it pass."""

    def now(self) -> float:
        """Seconds since 1970."""

    def wait(self, seconds: float) -> None:
        """Let time pass; less of it where somebody ends the work."""


class Stoppable:
    """The real clock, which can be told to wait no longer."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Let time pass, until somebody stops it."""
        self._stop.wait(max(0.0, seconds))

    def stop(self) -> None:
        """From now on nothing waits."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()


@dataclass(slots=True)
class _Host:
    """What is known of a host (scheme, name and port)."""

    rules: RobotFileParser | None = None
    why: str = ""
    until: float = 0.0
    gap: float = GAP
    last: float = 0.0


class Polite:
    """Asks for addresses as a guest would."""

    def __init__(
        self, clock: Clock, *, allow_private: bool = False, seconds: float = TOTAL_SECONDS, gap: float = GAP
    ) -> None:
        self._clock, self._private, self._seconds, self._gap = clock, allow_private, seconds, gap
        self._hosts: dict[str, _Host] = {}

    def ask(self, address: str, etag: str | None = None, modified: str | None = None) -> Answer | SourceError:
        """The answer of an address, or the error that names it."""
        try:
            return ask(
                address,
                allow_private=self._private,
                etag=etag,
                modified=modified,
                seconds=self._seconds,
                before=lambda here: self._before(address, here),
            )
        except (SourceError, *ERRORS) as error:
            return named(address, error)

    def _before(self, address: str, here: str) -> None:
        parts = urlsplit(here)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return  # asking refuses it by name
        root = f"{parts.scheme}://{parts.netloc}"
        host = self._hosts.setdefault(root, _Host(gap=self._gap))
        if self._clock.now() >= host.until:
            self._read_robots(root, host)
        if host.rules is None:
            raise AddressError(address, f"may not be asked for now: {host.why}")
        if not host.rules.can_fetch(AGENT, here):
            raise AddressError(address, f"may not be asked: {root}/robots.txt says so")
        self._pause(host)

    def _pause(self, host: _Host) -> None:
        left = host.last + host.gap - self._clock.now()
        if 0 < left <= LONGEST_GAP:
            self._clock.wait(left)
        host.last = self._clock.now()

    def _read_robots(self, root: str, host: _Host) -> None:
        self._pause(host)
        host.rules, host.until = None, self._clock.now() + ROBOTS_AGAIN
        try:
            answer = ask(f"{root}/robots.txt", allow_private=self._private, seconds=self._seconds)
        except (SourceError, *ERRORS) as error:
            # A robots.txt that is no text, or is empty, is none; a server that does not answer is another thing.
            if not isinstance(error, SourceError) or isinstance(error, AddressError):
                host.why = str(named(f"{root}/robots.txt", error))
                return
            answer = Answer(404, root)
        if answer.status >= 500 or answer.status == 429:
            host.why = f"{root}/robots.txt answers with status {answer.status}"
            return
        host.rules, host.until = RobotFileParser(), self._clock.now() + ROBOTS_AGE
        host.rules.parse(answer.data[:ROBOTS_BYTES].decode("utf-8", "replace").splitlines())
        delay = host.rules.crawl_delay(AGENT)
        host.gap = min(LONGEST_GAP, max(self._gap, float(delay))) if delay else self._gap


def retry_after(value: str | None, now: float) -> float:
    """The seconds that a Retry-After asks for, as a number or a date; 0 where it asks for none."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(LONGEST_WAIT, float(value[:9]))
    try:
        when = email.utils.parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return 0.0
    return max(0.0, min(LONGEST_WAIT, when - now))
