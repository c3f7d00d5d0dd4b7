"""One whole state of the dossier as the pages need it, made once a generation; and the way from one to the next.

What is dear to derive is derived when it is first asked for and kept with the state. While a newer generation is made ready
beside it, pages go on answering from the one before, so that nobody waits for a build.
"""

import contextlib
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from fabula.derive.causal.edges import Edge
from fabula.derive.figures import figures
from fabula.derive.forecasts.ledger import Ledger, ledger
from fabula.derive.naming import Names
from fabula.derive.salience import Salience, salience
from fabula.derive.system import weighing
from fabula.derive.system.assembling import System, system
from fabula.derive.system.rows import Told, told
from fabula.derive.system.weighing import Loop
from fabula.derive.timeline import TimelineEntry, timeline
from fabula.dossier import Snapshot
from fabula.errors import FabulaError
from fabula.link.entities.reviewing import doubtful
from fabula.model.records import Anchor, Article, Comparison, Entity, Event, Figure, Judgement, Lineage, Pair
from fabula.views.articles import ArticleName, named
from fabula.views.brief import Brief, brief
from fabula.views.outlets import Outlet, outlets

T = TypeVar("T")
LOOK = 0.4
"""Seconds between two looks for a newer generation."""
AT_ONCE = 3.0
"""Seconds that a page waits for a new generation to be ready before it answers from the one before."""


class once(Generic[T]):  # noqa: N801
    """A property that is made once an object, by one thread, while the others wait for it."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, it: None, owner: type) -> "once[T]": ...
    @overload
    def __get__(self, it: object, owner: type) -> T: ...
    def __get__(self, it: object | None, owner: type) -> "once[T] | T":
        if it is None:
            return self
        kept = it.__dict__
        if self.name not in kept:
            with kept["_locks"].setdefault(self.name, threading.RLock()):  # parts are made of earlier parts: no circle
                if self.name not in kept:
                    kept[self.name] = self.make(it)
        found: T = kept[self.name]
        return found


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or their gist, as a list shows them. ``who`` is a name, ``entity`` its id where it is one."""

    article: str
    id: str
    who: str | None
    entity: str | None
    kind: str
    stance: str
    day: str
    content: tuple[Pair, ...]
    source: tuple[Pair, ...]


class State:
    """A generation of a dossier, and what is derived from it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._locks: dict[str, threading.RLock] = {}
        self._kept: dict[str, Any] = {}
        self.d = snapshot
        self.generation = snapshot.generation
        self._users, self._over, self._count = 0, False, threading.Lock()

    # how long it is held

    def take(self) -> None:
        """Hold it open."""
        with self._count:
            self._users += 1

    def give(self) -> None:
        """Hold it no more; the last one closes it where a newer one is served."""
        with self._count:
            self._users -= 1
            done = self._over and self._users == 0
        if done:
            self.d.close()

    def end(self) -> None:
        """A newer one is served from now on."""
        with self._count:
            self._over = True
            done = self._users == 0
        if done:
            self.d.close()

    def warm(self) -> None:
        """Make all that pages ask of it, unless it is over before."""
        self.take()
        try:
            for part in WARM:
                if self._over:
                    return
                getattr(self, part)
        finally:
            self.give()

    def keep(self, key: str, make: Callable[[], T]) -> T:
        """What a page makes of it, made once; by two at once at the most, who make the same."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    # what it holds

    @once
    def articles(self) -> dict[str, Article]:
        """By id: the articles that the story is read from, with their texts."""
        return {a.id: a for a in self.d}

    @once
    def names(self) -> dict[str, ArticleName]:
        """By article id, in the order of their numbers: what each article is known by."""
        return named(self.articles.values(), self.d.published())

    @once
    def days(self) -> dict[str, str]:
        """By article id: its day, ISO, as far as it is known; empty where it is not."""
        published = self.d.published()
        out = {}
        for i, a in self.articles.items():
            p = a.published if a.published and a.published.date else published.get(i)
            out[i] = (p.date or p.not_before or "")[:10] if p else ""
        return out

    @once
    def count_of_sources(self) -> int:
        """How many tell it: outlets, and articles that name none."""
        return len({n.short for n in self.names.values()})

    @once
    def latest(self) -> str:
        """The day of the latest telling, ISO; empty where none is dated."""
        return max(self.days.values(), default="")

    @once
    def entities(self) -> list[Entity]:
        """Who and what is in it, those in most articles first."""
        return sorted(self.d.entities(), key=lambda e: (-len(e.articles), -len(e.anchors), e.name))

    @once
    def entity(self) -> dict[str, Entity]:
        """By id."""
        return {e.id: e for e in self.entities}

    @once
    def who(self) -> Names:
        """Who a chain is."""
        return Names(self.entities)

    @once
    def entries(self) -> list[TimelineEntry]:
        """The timeline."""
        return timeline(self.d)

    @once
    def entry(self) -> dict[str, TimelineEntry]:
        """By event id: its entry on the timeline."""
        return {e.event.id: e for e in self.entries}

    @once
    def events(self) -> dict[str, Event]:
        """By id."""
        return {e.event.id: e.event for e in self.entries}

    @once
    def salience(self) -> dict[str, Salience]:
        """By event id: how much it matters, and why."""
        return salience(self.d)

    @once
    def matters(self) -> dict[str, float]:
        """By event id: how much it matters, 0 to 1."""
        return {i: x.value for i, x in self.salience.items()}

    @once
    def figures(self) -> list[Figure]:
        """The figures that are followed, those told by most articles first."""
        return figures(self.d)

    @once
    def comparisons(self) -> list[Comparison]:
        """What tellings share, where they clash; sharpest first."""
        return self.d.comparisons()

    @once
    def ledger(self) -> Ledger:
        """Every forecast once."""
        return ledger(self.d)

    @once
    def system(self) -> System:
        """What can rise and fall, and what is said to move what."""
        return system(self.d)

    @once
    def links(self) -> dict[str, Edge]:
        """The system's links by id."""
        return {e.id: e for e in self.system.links}

    @once
    def roles(self) -> dict[str, list[str] | list[Loop]]:
        """Of the system: what moves and is not moved (drivers), what is only moved (outcomes), what all goes through, loops."""
        found = self.system
        narrow = weighing.bottlenecks(found) if len(found.variables) <= 200 else []
        return {
            "drivers": weighing.drivers(found)[:12],
            "outcomes": weighing.outcomes(found)[:12],
            "bottlenecks": narrow[:8],
            "loops": weighing.loops(found)[:12],
        }

    @once
    def told(self) -> Told:
        """By article: its causal relations, for the passages of links."""
        return told(self.d)

    @once
    def lineage(self) -> list[Lineage]:
        """Which article was drawn from which."""
        return self.d.lineage()

    @once
    def outlets(self) -> list[Outlet]:
        """The outlets, those with most articles first."""
        return outlets(self.d)

    @once
    def outlet(self) -> dict[str, str]:
        """By article id: its outlet as it is most often spelt."""
        return {i: o.name for o in self.outlets for i in (*o.articles, *o.copies)}

    @once
    def statements(self) -> list[Statement]:
        """Who said what, the latest first."""
        out = []
        for x in self.d.annotations():
            for r in x.attributions:
                if not r.content:
                    continue
                e = self.who.entity(x.article.id, r.speaker)
                out.append(
                    Statement(
                        article=x.article.id,
                        id=r.id,
                        who=e.name if e else self.who.maker(x, r.speaker, r),
                        entity=e.id if e else None,
                        kind=r.kind,
                        stance=r.stance,
                        day=self.days[x.article.id],
                        content=r.content,
                        source=r.source,
                    )
                )
        order = {i: n.number for i, n in self.names.items()}
        out.sort(key=lambda s: (order[s.article], s.content[0][0]))
        out.sort(key=lambda s: s.day, reverse=True)
        return out

    @once
    def said(self) -> dict[str, list[Statement]]:
        """By article: its statements."""
        out: dict[str, list[Statement]] = {}
        for x in self.statements:
            out.setdefault(x.article, []).append(x)
        return out

    @once
    def judged(self) -> list[Judgement]:
        """Every judgement on entities."""
        return [j for j in self.d.judgements() if j.kind == "entity"]

    @once
    def doubtful(self) -> list[tuple[Judgement, Entity, Entity]]:
        """The pairs of entities that a person should look at, likeliest first."""
        return doubtful(self.d)

    @once
    def main_event(self) -> dict[str, str]:
        """By article: the event that it is about."""
        return self.d.main_events()

    @once
    def event_of(self) -> dict[tuple[str, str], str]:
        """By article and event mention: the event."""
        return {m: e.id for e in self.events.values() for m in e.members}

    @once
    def figure_at(self) -> dict[str, list[tuple[int, int, str]]]:
        """By article: where it tells a figure, and which."""
        out: dict[str, list[tuple[int, int, str]]] = {}
        for f in self.figures:
            for p in f.points:
                out.setdefault(p.article, []).append((p.anchor[1], p.anchor[2], f.id))
        return out

    @once
    def spelt(self) -> list[tuple[str, ...]]:
        """Of each entity, in their order: its names without case and marks."""
        return [tuple({folded(n) for n in (e.name, *e.aliases)}) for e in self.entities]

    @once
    def story(self) -> Brief:
        """The first screen of the brief."""
        return brief(self.d, "short", matters=self.salience)

    @once
    def order(self) -> list[str]:
        """The articles in the order in which they were added."""
        return self.d.added()

    def text(self, anchor: Anchor) -> str:
        """The words at an anchor, on one line."""
        i, start, end = anchor
        return " ".join(self.articles[i].text[start:end].split())


WARM = ("names", "days", "entities", "entity", "who", "entries", "entry", "events", "figures", "comparisons",
        "story", "order", "ledger", "system", "links", "roles", "told", "lineage", "outlets", "outlet", "statements", "said", "matters", "main_event", "event_of", "figure_at", "spelt", "judged", "doubtful")  # fmt: skip
"""What is made ready before a generation is served."""


def _warmed(state: State) -> None:
    """Make a state ready, where that can be done: what cannot be made is said by the page that asks for it."""
    with contextlib.suppress(Exception):
        state.warm()


def folded(text: str) -> str:
    """Letters without case and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


class Holder:
    """The state that is served: the newest that is ready."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._state = State(Snapshot(path))
        self._probe = Snapshot(path)
        self._lock, self._looked = threading.Lock(), 0.0
        self._ready: threading.Event | None = None
        self._begun = 0.0
        self.failed: str | None = None
        threading.Thread(target=_warmed, args=(self._state,), daemon=True).start()

    def close(self) -> None:
        """Close the file."""
        self._probe.close()
        self._state.end()

    @property
    def coming(self) -> bool:
        """Whether a newer state is being made ready."""
        return self._ready is not None

    @contextmanager
    def state(self) -> Iterator[State]:
        """The state to answer a request from."""
        self._look()
        with self._lock:
            found = self._state
            found.take()
        try:
            yield found
        finally:
            found.give()

    def _look(self) -> None:
        """Go on to a newer generation where there is one: at once where that is quick, else when it is ready."""
        with self._lock:
            if self._ready is None:
                now = time.monotonic()
                if now - self._looked < LOOK:
                    return
                self._looked = now
                try:
                    newest = self._probe.refresh()
                except FabulaError as e:  # what was read stays readable
                    self.failed = str(e)
                    return
                self.failed = None
                if newest == self._state.generation:
                    return
                self._ready, self._begun = threading.Event(), now
                threading.Thread(target=self._go_on, args=(self._ready,), daemon=True).start()
            ready, left = self._ready, self._begun + AT_ONCE - time.monotonic()
        if left > 0:
            ready.wait(left)

    def look_now(self) -> None:
        """After a decision of one's own: look at once."""
        self._looked = 0.0

    def _go_on(self, ready: threading.Event) -> None:
        try:
            fresh = State(Snapshot(self.path))
            try:
                fresh.warm()
            except BaseException:
                fresh.end()
                raise
            with self._lock:
                before, self._state = self._state, fresh
            before.end()
        except FabulaError as e:
            self.failed = str(e)
        finally:
            with self._lock:
                self._ready = None
            ready.set()
