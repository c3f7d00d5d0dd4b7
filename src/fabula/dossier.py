"""The dossier: a Snapshot to read, an Editor to decide and to build, over a store."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from fabula.errors import DossierError, FabulaError, SourceError, UsageError
from fabula.ingest.articles import articles
from fabula.model.records import (
    Anchor,
    Annotation,
    Article,
    Candidate,
    ClaimPair,
    Comparison,
    Decision,
    Entity,
    Event,
    Evidence,
    Judgement,
    Known,
    Lineage,
    Published,
    Series,
)
from fabula.store import opening
from fabula.store.addresses import shown
from fabula.store.writer import KnownLists
from fabula.views.lists import LISTS

if TYPE_CHECKING:
    from fabula.engine.generations import Generations  # what only asks a dossier need not load what makes one
    from fabula.ingest.items import Given


DAMAGE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""The errors that records with impossible values can bring about anywhere; of a sound dossier they are bugs."""


class Snapshot:
    """What many tellings say, as its store held it when it was opened. A context manager; ``fabula.open`` gives one.

    It never changes the file, not even to bring it up to date, and answers from one generation whatever others write
    meanwhile (``refresh`` goes on to the newest). Safe to use from several threads. Iterating over it yields the articles that
    the story is read from: of each source its newest text.

    Raises DossierError where there is no dossier, or one that an earlier version made: it says what brings that up to date.
    """

    def __init__(self, path: str | Path) -> None:
        self._address, self.path = str(path), shown(path)
        self._store = opening.to_read(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        try:
            if isinstance(e, DAMAGE) or type(e) is RuntimeError:
                wrong = next(self.verify(), None)
                if wrong:  # what a sound dossier does not bring about
                    raise DossierError(
                        f"{self.path}: damaged: {wrong}; what else is wrong: fabula verify {self.path}"
                    ) from e
        finally:
            self.close()

    def close(self) -> None:
        """Close it."""
        self._store.close()

    def __iter__(self) -> Iterator[Article]:
        return self._store.articles()

    # Which state it is

    @property
    def generation(self) -> int:
        """Which state of the dossier this is: 1 for the first that a build made, higher with each change."""
        return self._store.generation

    @property
    def updating(self) -> bool:
        """Whether somebody is writing the dossier now: what is read here is the state before."""
        return opening.busy(self._address)

    def refresh(self) -> int:
        """Go on to the newest generation; returns its number."""
        self._store.refresh()
        return self.generation

    def decide(self, *decisions: Decision) -> None:
        """A snapshot decides nothing: raises UsageError."""
        raise UsageError(f"{self.path}: is open to be read; to decide, open it with fabula.Editor")

    def undo(self, actions: Collection[str] | None = None) -> Decision | None:
        """A snapshot takes nothing back: raises UsageError."""
        raise UsageError(f"{self.path}: is open to be read; to take back a decision, open it with fabula.Editor")

    # What it holds

    def annotations(self) -> Iterator[Annotation]:
        """Every article with its layers, by id."""
        return self._store.annotations()

    def entities(self) -> list[Entity]:
        """Who and what is in it, most mentioned first."""
        return self._store.resolved("entity", Entity)

    def events(self) -> list[Event]:
        """What happened, in order of date; the undated last."""
        return self._store.resolved("event", Event)

    def series(self) -> list[Series]:
        """What recurs: occurrences of one event, in order of date."""
        return self._store.resolved("series", Series)

    def comparisons(self) -> list[Comparison]:
        """What tellings share, where they clash, what one alone says; sharpest first."""
        return self._store.resolved("comparison", Comparison)

    def pairs(self) -> list[ClaimPair]:
        """Pairs of claims that were held against each other: those that say something, were decided, or are in doubt."""
        return self._store.resolved("pair", ClaimPair)

    def compared(self) -> dict[str, int]:
        """What comparing took: articles, claims, pairs judged, the most of one article; and, of the last build, pairs new
        to the learned judge (``new``) and to the rules (``ruled``)."""
        from fabula.engine.resolve import StoryPart

        out = self._store.facts("compared", int)
        for story in self._store.resolved("story", StoryPart):
            for name, n in story.counts.items():
                out[name] = max(out.get(name, 0), n) if name == "most" else out.get(name, 0) + n
        return out

    def lineage(self) -> list[Lineage]:
        """Which article was drawn from which."""
        return self._store.resolved("lineage", Lineage)

    def judgements(self) -> list[Judgement]:
        """Every judgement that two things are one, or are not."""
        return self._store.judgements()

    def decisions(self) -> list[Decision]:
        """What a person decided, in the order of deciding."""
        return self._store.decisions()

    def entity(self, name: str) -> Entity:
        """The entity with an id, a name or an alias (any case); of an id that is no more, who took its place.

        Raises UsageError where none or several have it.
        """
        fold = name.casefold()
        entities = self.entities()
        for match in (
            [e for e in entities if e.id == name],
            [e for e in entities if e.name.casefold() == fold],
            [e for e in entities if any(a.casefold() == fold for a in e.aliases)],
        ):
            if len(match) == 1:
                return match[0]
            if match:
                ids = ", ".join(e.id for e in match)
                raise UsageError(f"{self.path}: {len(match)} entities are called {name}; say which by id: {ids}")
        now = self.redirects().get(name)
        for e in entities:
            if e.id == now:
                return e
        raise UsageError(f"{self.path}: no entity is called {name}; see: fabula entities {self.path}")

    def redirects(self) -> dict[str, str]:
        """By id of an entity that is no more (merged, or told by a fuller name now): the id of who took its place."""
        return self._store.redirects()

    @property
    def known(self) -> KnownLists:
        """The reference lists held."""
        return self._store.known

    def candidates(self) -> dict[str, list[Candidate]]:
        """By entity id: the known entities that it may be, best first, as a person left them."""
        return self._store.candidates()

    def published(self) -> dict[str, Published]:
        """By article id: publication dates and bounds that follow from other tellings."""
        return self._store.resolved_by_id("published", Published)

    def main_events(self) -> dict[str, str]:
        """By article id: the event that the article is about. Articles about one event share it."""
        return self._store.facts("main_events", str)

    def article(self, article_id: str) -> Article:
        """One article by its id; raises UsageError where there is none."""
        for a in self._store.articles([article_id]):
            return a
        raise UsageError(f"{self.path}: no article has the id {article_id}")

    def annotation(self, article_id: str) -> Annotation:
        """One article with its layers; raises DossierError where it is not held with them."""
        return self._store.annotation(article_id)

    def rows(self, what: str) -> Iterator[dict[str, Any]]:
        """What ``fabula show WHAT`` lists: dicts with ``id``, fields and ``evidence``. Raises UsageError."""
        if what not in LISTS:
            raise UsageError(f"cannot show {what!r}; there are: {', '.join(LISTS)}")
        return LISTS[what].rows(self)

    def to_dicts(self, what: str) -> list[dict[str, Any]]:
        """``rows``, as a list; in a notebook it is shown as a table."""
        from fabula.views.notebook import Rows

        found = self.rows(what)
        return Rows(found, LISTS[what].columns)

    def frame(self, what: str, library: str = "pandas") -> Any:
        """``rows`` as a frame of pandas or polars. Raises UsageError."""
        from fabula.views.frames import frame

        return frame(self, what, library)

    def search(self, words: str, limit: int = 20) -> list[Evidence]:
        """Sentences that hold all the words (any case, with or without diacritics), best first."""
        found = self._store.search(words, limit)
        paths = {a.id: a for a in self._store.articles(sorted({x[0] for x in found}))}
        return [
            Evidence(article=i, path=paths[i].path, start=s, end=e, text=paths[i].text[s:e]) for i, (s, e), _ in found
        ]

    def places(self, words: str, limit: int = 20) -> list[Anchor]:
        """Where the sentences stand that ``search`` finds, without their words."""
        return [(i, *span) for i, span, _ in self._store.search(words, limit)]

    def added(self) -> list[str]:
        """The ids of the articles that the story is read from, in the order in which they were added; none where no order is kept."""
        return self._store.added()

    def revisions(self) -> dict[str, tuple[str, int]]:
        """By article id, of sources that gave more than one text: the id of their first article, and which text it is, from 1."""
        return self._store.revisions()

    def aside(self) -> dict[str, str]:
        """By article id: why an article is left out of the story, though it is held."""
        return self._store.aside()

    def status(self) -> dict[str, Any]:
        """Its state: ``generation``; whether it is ``updating``; ``articles``, how many of them a newer text ``replaced``, how
        many wait ``staged`` for a build to be done again, which are ``aside`` and why; rows of what is ``resolved`` by kind;
        ``decisions``; ``bytes`` by table, and in all.
        """
        return {"dossier": self.path, "updating": self.updating, **self._store.status()}

    def _repr_html_(self) -> str | None:
        """What a notebook shows; None, so that it shows the plain form, where the dossier cannot be read."""
        from fabula.views.notebook import of_dossier

        try:
            return of_dossier(self, self.path)
        except FabulaError:
            return None

    def verify(self) -> Iterator[str]:
        """Prove the one rule: yields a line for each thing that is not as it must be, with what mends it."""
        from fabula.engine.verify import verify

        return verify(self._store)


class Editor(Snapshot):
    """A dossier to be written, and to be read as a snapshot is: what it wrote it sees. ``fabula.build`` gives one.

    One writes at a time: another waits ``wait`` seconds for its turn (600, or what ``FABULA_WAIT`` says), then raises
    DossierError. Safe to use from several threads, which take turns. ``make`` makes the file where it is missing; a file of an
    earlier version is brought up to date.
    """

    def __init__(self, path: str | Path, *, make: bool = False, wait: float | None = None) -> None:
        self._writer = opening.to_write(path, make)
        try:
            super().__init__(path)
        except BaseException:
            self._writer.close()
            raise
        self._mutex, self._turn, self._adding = RLock(), opening.turn(path, wait), False
        self._made: Generations | None = None

    @property
    def _engine(self) -> "Generations":
        if self._made is None:
            from fabula.engine.generations import Generations

            self._made = Generations(self._writer)
        return self._made

    def close(self) -> None:
        """Close the file. What was added and not resolved waits for a build that is given the same."""
        with self._mutex:
            super().close()
            self._end()
            self._writer.close()

    def _begin(self) -> None:
        if not self._adding:
            self._turn.take()
            self._adding = True

    def _end(self) -> None:
        if self._adding:
            self._adding = False
            self._turn.give()

    def _flip(self, change: Callable[[], None] | None = None, *, decides: bool = False) -> tuple[bool, dict[str, str]]:
        with self._mutex, self._turn:
            found = self._engine.flip(change, decides=decides)
            self._end()
            self._store.refresh()
            return found

    def add(
        self,
        found: Iterable[Article | SourceError],
        *,
        workers: int = 1,
        tell: Callable[[Annotation | SourceError | None], None] = lambda _: None,
        whole: Collection[str] = (),
        engine: str = "local",
    ) -> list[SourceError]:
        """Read articles for the next generation, which ``resolve`` makes; returns the inputs that failed.

        Of those in ``whole``, an address as ``path`` says which article it is: another text from there is a new revision.

        Held articles are skipped, unless other models made their layers. ``tell`` hears of each one: an Annotation that was
        added, an error, or None for one that was held. ``engine``: "local" for processes on this machine, "ray" for a cluster.
        """
        with self._mutex:
            self._begin()
            return self._engine.add(found, workers, tell, whole, engine)

    def resolve(self) -> bool:
        """Link and compare across articles, where anything has changed since the last time; returns whether it had."""
        return self._flip()[0]

    def settle(self) -> list[SourceError]:
        """As ``resolve``; returns the articles that had to be set aside, each with the reason."""
        aside = self._flip()[1]
        return [
            SourceError(
                a.path,
                f"kept, but left out of the story, since it could not be resolved; please report this: {aside[a.id]}",
            )
            for a in self._store.articles(sorted(aside))
        ]

    def remove(self, article: str) -> list[str]:
        """Take an article out, with all its revisions, by its id or path, and resolve anew; returns the ids that went.

        Raises UsageError where there is none, or where several articles came from the path.
        """
        with self._mutex, self._turn:
            ids = self._meant(article)
            self.take_out(ids)
            return ids

    def take_out(self, ids: Collection[str]) -> None:
        """Take articles out by their ids, and resolve anew."""
        with self._mutex, self._turn:
            self._engine.remove(ids)
            try:
                self._flip()
            finally:
                self._engine.forget()

    def take_over(self, told: Iterable[Annotation], identity: Mapping[str, str]) -> None:
        """Take in articles as another dossier has them, layers included, and resolve; those that are held already stay.

        ``identity``: as ``Writer.add`` has it. Raises DossierError where another text is held under an article's id.
        """
        with self._mutex, self._turn:
            for x in told:
                held = self._writer.held(x.article.id)
                if held and held[0] != x.article.sha256:
                    raise DossierError(f"{self.path}: holds another text under the id {x.article.id}")
                if not held:
                    self._writer.add([x], identity)
            self._flip()

    def _meant(self, article: str) -> list[str]:
        every = set(self._writer.every_id())
        found = [article] if article in every else self._writer.ids_at(article)
        of = {self._writer.first(i) for i in found}
        if len(of) > 1:
            raise UsageError(
                f"{self.path}: {len(of)} articles came from {article}; say which by id: {', '.join(sorted(of))}"
            )
        if not of:
            raise UsageError(
                f"{self.path}: no article has the id or path {article}; see: fabula show articles {self.path}"
            )
        return sorted(i for i in every if self._writer.first(i) in of)

    def update(self, anew: bool = False) -> list[SourceError]:
        """Bring what is resolved up to date; ``anew`` throws away all that can be made again from texts, layers and decisions.

        Returns the articles that had to be set aside.
        """
        with self._mutex, self._turn:
            if anew:
                with self._writer.writing():
                    self._writer.drop_made()
                    self._writer.index_anew()
                    return self.settle()
            return self.settle()

    def add_known(
        self, path: str, name: str | None = None, tell: Callable[[Known | SourceError], None] = lambda _: None
    ) -> tuple[str, int]:
        """Take in a reference list, in place of an earlier one of its name; returns the name and the number of entries.

        ``name`` is the file's, without its endings, where none is given. ``tell`` hears of each entry and of each line
        that cannot be used. Raises SourceError where the file is no list: nothing is changed then.
        """
        from fabula.names.known.index import known_keys
        from fabula.names.known.lists import read_list

        called = name or Path(path).name.split(".")[0] or path

        def good() -> Iterator[tuple[Known, Iterable[str]]]:
            for found in read_list(path, called):
                tell(found)
                if isinstance(found, Known):
                    yield found, known_keys(found)

        counted: list[int] = []
        self._flip(lambda: counted.append(self._engine.known.replace(called, path, good())))
        return called, counted[-1]

    def remove_known(self, name: str) -> bool:
        """Take a reference list out; returns whether it was held."""
        held: list[bool] = []
        self._flip(lambda: held.append(self._engine.known.remove(name)))
        return held[-1]

    def decide(self, *decisions: Decision) -> None:
        """Keep a person's decisions and resolve anew: they outrank the machine and survive rebuilds."""
        with self._mutex, self._turn:
            sizes = self._writer.lengths()
            for d in decisions:
                d.check()
                for i, start, end in d.anchors:
                    if not 0 <= start < end <= sizes.get(i, -1):
                        raise UsageError(
                            f"a decision rests on characters {start} to {end} of article {i}: not held here"
                        )
            self._flip(partial(self._writer.decide, decisions), decides=True)

    def undo(self, actions: Collection[str] | None = None) -> Decision | None:
        """Take the last decision back (the last of some actions) and resolve anew; returns it, None where none was."""
        last: list[Decision | None] = []
        self._flip(lambda: last.append(self._writer.undo(actions)), decides=True)
        return last[-1]


Dossier = Snapshot
"""A dossier, to be read."""


def build(
    sources: Sequence[str] | str,
    path: str | Path,
    *,
    plain: bool = False,
    workers: int = 1,
    engine: str = "local",
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    given: "Given | None" = None,
    tell: Callable[[Annotation | SourceError | None], None] = lambda _: None,
) -> tuple[Editor, list[SourceError]]:
    """Make or extend a dossier; returns it, and the inputs that failed. ``given`` is said of all articles."""
    names = [sources] if isinstance(sources, str) else list(sources)
    dossier = Editor(path, make=True)
    try:
        whole: set[str] = set()
        found = articles(names, plain=plain, stdin=stdin, allow_private=allow_private, given=given, whole=whole)
        failed = dossier.add(found, workers=workers, engine=engine, tell=tell, whole=whole)
        aside = dossier.settle()
    except BaseException:
        dossier.close()
        raise
    for e in aside:
        tell(e)
    return dossier, [*failed, *aside]
