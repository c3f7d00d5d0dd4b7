"""Keeping a dossier up to date: which sources are asked when, and what came of it.

What is known of the sources stands in a file of its own beside the dossier (``story.fabula.watch``), written whole after
each round, so that a watch that is killed goes on from there. A feed's entries whose text is short, and the addresses of
lists and sitemaps, are pages of their own: each is asked for, and asked again at growing intervals until it rests.
"""

import hashlib
import io
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from fabula.errors import AddressError, DossierError, SourceError
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.sources import find
from fabula.ingest.sources.kinds import contents
from fabula.ingest.sources.polite import Clock, Polite, retry_after
from fabula.ingest.sources.web import ERRORS, Answer, is_address, named
from fabula.model.records import Article
from fabula.store.addresses import on_server, shown

EVERY = 900.0
"""Seconds between two looks at a source."""
LONGEST = 24 * 3600.0
"""The longest that a source that fails is left alone."""
RESTS = 2 * 24 * 3600.0
"""A page that a feed or list named is not asked again once its interval reaches this."""
JITTER = 0.1
"""Share by which intervals vary, so that many watches do not ask at one moment."""
SHORT = 120
"""Words below which an entry's text is taken for a summary, and its page is asked for. Agencies' shortest items have 60 to
100 words, summaries of feeds 15 to 60; whoever takes a short item's page as well loses nothing."""
AT_ONCE = 100
"""Sources asked in one round: what they gave is kept before more are asked."""
DEEPEST = 2
"""Steps from what was given to the last list that is followed: an index of sitemaps, a sitemap, its pages."""
TRIES = 6
"""Failures after which a page that a feed or list named is given up."""
MOST = 20_000
"""Sources that are kept track of: of more, pages that rest are forgotten, the longest unasked first."""
Keep = Callable[[list[Article | SourceError], set[str]], list[SourceError]]
"""Takes articles into the dossier, with the ids of those that are all of their address; returns what failed."""


class Watched(msgspec.Struct):
    """A source and how it stands. Times are seconds since 1970, 0 for never.

    One that is not ``given`` was named by another (``named_by``, ``depth`` steps from what was given), which said of it
    ``published``, ``outlet``, ``title`` and a ``mark`` that changes when it says that it changed. One that is ``gone`` is
    asked no more.
    """

    address: str
    given: bool = True
    depth: int = 0
    named_by: str = ""
    mark: str = ""
    due: float = 0.0
    not_before: float = 0.0
    etag: str | None = None
    modified: str | None = None
    digest: str = ""
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    asked: float = 0.0
    answered: float = 0.0
    polls: int = 0
    unchanged: int = 0
    failures: int = 0
    error: str = ""
    gone: bool = False

    @property
    def state(self) -> str:
        """How it stands: it rests, fails, answers, or was not asked yet."""
        if self.gone or not (self.given or self.named_by):
            return "rests"
        return "fails" if self.failures else "answers" if self.answered else "not asked yet"


class State(msgspec.Struct):
    """What a watch knows: its sources by address, and when each article came in."""

    sources: dict[str, Watched] = {}
    came: dict[str, float] = {}
    rounds: int = 0
    last: float = 0.0


def state_file(dossier: str | Path) -> Path:
    """Where the state of a dossier's watch stands."""
    if on_server(dossier):  # of who watches, where that runs: the server keeps what came of it
        return Path(f"{re.sub(r'[^a-z0-9_]+', '-', shown(dossier).lower())}.watch")
    return Path(f"{dossier}.watch")


def load(dossier: str | Path) -> State:
    """What is known of a dossier's watch; raises DossierError where its file is damaged."""
    try:
        return msgspec.json.decode(state_file(dossier).read_bytes(), type=State)
    except FileNotFoundError:
        return State()
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise DossierError(f"{state_file(dossier)}: damaged ({e}); remove it, and every source is asked anew") from None


def standing(dossier: str | Path, now: float) -> dict[str, Any] | None:
    """How a dossier's watch stands: ``sources`` by how they stand, when its ``last`` round ended, how many articles came in within
    the last ``hour`` and ``day``. None where it is not watched. Raises DossierError where what is known of it is damaged."""
    if not state_file(dossier).exists():
        return None
    known = load(dossier)
    states = Counter(w.state for w in known.sources.values())
    since = {n: sum(t > now - s for t in known.came.values()) for n, s in (("hour", 3600.0), ("day", 86_400.0))}
    return {"sources": dict(sorted(states.items())), "last": known.last, **since}


def save(dossier: str | Path, state: State) -> None:
    """Write the state in one step: it is there as it was, or as it is."""
    at = state_file(dossier)
    new = at.with_name(f"{at.name}.{os.getpid()}")
    try:
        new.write_bytes(msgspec.json.encode(state))
        new.replace(at)
    finally:
        new.unlink(missing_ok=True)


class Watch:
    """A watch over some sources. ``tell`` hears of each error; ``keep`` takes articles in."""

    def __init__(
        self,
        state: State,
        sources: list[str],
        clock: Clock,
        polite: Polite,
        keep: Keep,
        *,
        every: float = EVERY,
        save: Callable[[State], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.state, self._clock, self._polite, self._keep = state, clock, polite, keep
        self._every, self._save, self._stopped = every, save, stopped
        self._files = [s for s in sources if not is_address(s)]
        for known in state.sources.values():
            known.given = known.address in sources  # what was given once and is no longer is not asked
        for address in sources:
            if is_address(address):
                known = state.sources.setdefault(address, Watched(address))
                known.given, known.gone, known.depth = True, False, 0
        by_depth = sorted(state.sources.values(), key=lambda w: w.depth)
        self._active: dict[str, None] = {}
        for w in by_depth:
            if w.given or w.named_by in self._active:
                self._active[w.address] = None

    @property
    def ended(self) -> bool:
        """Whether somebody told it to stop."""
        return self._stopped()

    def due(self, *, now: bool = False) -> list[Watched]:
        """The sources to ask, the longest due first; with ``now`` also those whose interval is not over yet."""
        time = self._clock.now()
        found = [w for w in self._alive() if w.not_before <= time and (w.due <= time or (now and w.given))]
        return sorted(found, key=lambda w: (w.due, w.address))

    def _alive(self) -> Iterator[Watched]:
        return (w for a in self._active if not (w := self.state.sources[a]).gone)

    def next(self) -> float:
        """When something is due next."""
        times = [max(w.due, w.not_before) for w in self._alive()]
        files = [self.state.last + self._every] if self._files else []
        return min([*times, *files], default=self._clock.now() + self._every)

    def round(self, *, now: bool = False) -> list[SourceError]:
        """Ask everything that is due, and what it leads to; take in what came; returns what failed."""
        articles: list[Article | SourceError] = []
        whole: set[str] = set()
        asked: set[str] = set()
        if self._files and (now or self.state.last + self._every <= self._clock.now()):
            self._read(find(self._files), articles, whole, None)
        while waiting := [w for w in self.due(now=now) if w.address not in asked][: AT_ONCE - len(asked)]:
            for w in waiting:
                if self._stopped():
                    break
                asked.add(w.address)
                articles += self._poll(w, whole)
            if self._stopped():
                break
        failed = [a for a in articles if isinstance(a, SourceError)]
        good: list[Article | SourceError] = [a for a in articles if not isinstance(a, SourceError)]
        if good:
            failed += self._keep(good, whole)
        # Only now is it written down what servers said of their texts: what is not kept is asked for again.
        self.state.rounds += 1
        self.state.last = self._clock.now()
        self._forget()
        self._save(self.state)
        return failed

    def came(self, ids: list[str]) -> None:
        """Note that articles came in."""
        for i in ids:
            self.state.came.setdefault(i, self._clock.now())
        for i in list(self.state.came)[: max(0, len(self.state.came) - 5 * MOST)]:
            del self.state.came[i]
        self._save(self.state)

    def _poll(self, w: Watched, whole: set[str]) -> list[Article | SourceError]:
        w.asked, w.polls = self._clock.now(), w.polls + 1
        answer = self._polite.ask(w.address, w.etag, w.modified)
        if isinstance(answer, SourceError):
            return self._failed(w, answer)
        if answer.status == 304:
            self._answered(w, changed=False)
            return []
        if answer.about is None:
            if answer.status == 410 and not w.given:
                w.gone = True
            error = AddressError(w.address, f"answers with status {answer.status}")
            return self._failed(w, error, retry_after(answer.retry_after, self._clock.now()))
        digest = hashlib.sha256(answer.data).hexdigest()
        if digest == w.digest:
            w.etag, w.modified = answer.etag, answer.modified
            self._answered(w, changed=False)
            return []
        found = self._taken(w, answer, whole)
        errors = [x for x in found if isinstance(x, SourceError)]
        w.etag, w.modified, w.digest = answer.etag, answer.modified, digest
        self._answered(w, changed=True)
        if errors and len(errors) == len(found):
            w.error = str(errors[0])[:300]
        return found

    def _taken(self, w: Watched, answer: Answer, whole: set[str]) -> list[Article | SourceError]:
        """The articles of an answer; pages that it names become sources."""

        def follow(address: str) -> Iterator[Item | SourceError]:
            yield Item(source=address, media="link", url=address)

        assert answer.about is not None
        articles: list[Article | SourceError] = []
        try:
            self._read(contents(io.BytesIO(answer.data), answer.about, follow), articles, whole, w)
        except ERRORS as error:
            articles.append(named(w.address, error))
        return articles

    def _read(
        self,
        items: Iterator[Item | SourceError],
        out: list[Article | SourceError],
        whole: set[str],
        w: Watched | None,
    ) -> None:
        for item in _guarded(items):
            if isinstance(item, SourceError):
                out.append(item)
                continue
            if w is not None and self._is_page(item, w):
                continue
            try:
                article = _article(item, w)
            except SourceError as e:
                out.append(e)
                continue
            if item.line is None and item.part is None:
                whole.add(article.id)
            out.append(article)

    def _is_page(self, item: Item, w: Watched) -> bool:
        """Whether an item is only named here and stands at an address of its own, which is then watched."""
        link = item.media == "link"
        short = item.media == "row" and item.part is not None and len((item.text or "").split()) < SHORT
        if not item.url or not (link or short) or w.depth > DEEPEST:
            return False
        mark = hashlib.sha256(f"{item.title}|{item.published}|{item.text}".encode()).hexdigest()[:16]
        page = self.state.sources.get(item.url)
        if page is None:
            page = Watched(item.url, given=False, depth=w.depth + 1, named_by=w.address, mark=mark)
            self.state.sources[page.address] = page
        elif not page.given and page.mark != mark:
            page.mark, page.gone, page.due, page.unchanged = mark, False, 0.0, 0
        if not page.given:
            page.published, page.title, page.outlet = item.published, item.title, item.outlet
        self._active[page.address] = None
        return True

    def _answered(self, w: Watched, *, changed: bool) -> None:
        now = self._clock.now()
        w.answered, w.failures, w.error, w.not_before = now, 0, "", 0.0
        w.unchanged = 0 if changed else w.unchanged + 1
        wait = self._every if w.given or changed else self._every * 2.0 ** min(20, w.unchanged)
        w.gone = w.gone or (not w.given and wait >= RESTS)
        w.due = now + self._varied(w, min(wait, RESTS))

    def _failed(self, w: Watched, error: SourceError, asked_for: float = 0.0) -> list[Article | SourceError]:
        now = self._clock.now()
        w.failures, w.error = w.failures + 1, str(error)[:300]
        wait = max(asked_for, min(LONGEST, self._every * 2.0 ** min(12, w.failures - 1)))
        w.due = w.not_before = now + max(asked_for, self._varied(w, wait))
        if not w.given and w.failures >= TRIES:
            w.gone = True
        return [error]

    def _varied(self, w: Watched, wait: float) -> float:
        """An interval, a little longer or shorter: by the address and how often it was asked, so the same each time."""
        return wait * (1 + JITTER * (2 * random.Random(f"{w.address} {w.polls}").random() - 1))

    def _forget(self) -> None:
        resting = sorted((w.asked, a) for a, w in self.state.sources.items() if not w.given and w.gone)
        for _, address in resting[: max(0, len(self.state.sources) - MOST)]:
            del self.state.sources[address]
            self._active.pop(address, None)


def _guarded(items: Iterator[Item | SourceError]) -> Iterator[Item | SourceError]:
    """What a reader yields; an error that it raises comes last."""
    try:
        yield from items
    except SourceError as error:
        yield error


def _article(item: Item, w: Watched | None) -> Article:
    """An item's article. What a feed said of a page counts for its date; else where the page itself says nothing."""
    if w is None or w.given or item.part is not None:
        return read(item)
    item = replace(item, published=item.published or w.published)
    found = read(item)
    if (w.title and not found.title) or (w.outlet and not found.outlet):
        found = read(replace(item, title=found.title or w.title, outlet=found.outlet or w.outlet))
    return found


def run(watch: Watch, clock: Clock, *, once: bool, heard: Callable[[list[SourceError]], None]) -> None:
    """Ask round after round until somebody stops the watch; with ``once`` until all that is there was asked.

    ``heard`` is told after each round what failed in it.
    """
    heard(watch.round(now=True))
    while not watch.ended and not (once and not watch.due()):
        clock.wait(watch.next() - clock.now())
        if not watch.ended:
            heard(watch.round())
