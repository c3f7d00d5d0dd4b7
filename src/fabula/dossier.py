"""The dossier: the façade that everything is asked through, over a store."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from fabula.compare.relations import ACTIONS as COMPARING
from fabula.errors import FabulaError, SourceError, UsageError
from fabula.model.records import (
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
from fabula.model.spans import untrue
from fabula.store.sqlite.known import KnownStore
from fabula.store.sqlite.store import Store
from fabula.views import rows

if TYPE_CHECKING:
    from fabula.ingest.sources import Item  # what only asks a dossier need not load what reads articles

BATCH = 16
"""Articles a transaction: what a kill can cost."""


def prepare(item: "Item", plain: bool) -> Article | SourceError:
    """Read one input; what cannot be read is returned as the error that names it."""
    from fabula.ingest.reading import read

    try:
        return read(item, plain=plain)
    except SourceError as e:
        return e


def annotate_or_error(article: Article) -> Annotation | SourceError:
    """Annotate one article; what goes wrong in it is returned as an error that names it, so that the rest goes on."""
    from fabula.extract.annotate import annotate  # here: what only asks a dossier need not load the models

    try:
        return annotate(article)
    except FabulaError as e:
        return SourceError(article.path, str(e))
    except Exception as e:  # a bug in a layer must not cost the other articles
        return SourceError(article.path, f"could not be annotated, please report this: {type(e).__name__}: {e}")


def left_out(found: Annotation) -> list[SourceError]:
    """The layers of an article that failed, each as an error that names the article, the layer and the reason."""
    path = found.article.path
    return [
        SourceError(path, f"read without {name}, please report this: {why}") for name, why in found.left_out.items()
    ]


def articles(
    sources: Sequence[str], *, plain: bool = False, stdin: BinaryIO | None = None, allow_private: bool = False
) -> Iterator[Article | SourceError]:
    """Read every article of the sources, in order; errors come in their place."""
    from fabula.ingest.sources import find

    for item in find(sources, plain=plain, stdin=stdin, allow_private=allow_private):
        yield item if isinstance(item, SourceError) else prepare(item, plain)


class Dossier:
    """What many tellings say, in one file. A context manager; ``fabula.open`` and ``fabula.build`` give one.

    Iterating over it yields its articles. ``readonly`` is for asking alone; ``make`` makes the file where it is missing.
    """

    def __init__(self, path: str | Path, *, readonly: bool = True, make: bool = False) -> None:
        self._store = Store(path, readonly=readonly, make=make)
        self.path = str(path)

    def __enter__(self) -> "Dossier":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __iter__(self) -> Iterator[Article]:
        return self._store.articles()

    # Making

    def add(
        self,
        found: Iterable[Article | SourceError],
        *,
        workers: int = 1,
        tell: Callable[[Annotation | SourceError | None], None] = lambda _: None,
    ) -> list[SourceError]:
        """Add articles that are not held yet; returns the inputs that failed.

        Held articles are skipped by id and content hash, unless other models made their layers. ``tell`` hears of
        each one: an Annotation that was added, an error, or None for one that was held.
        """
        from fabula.engine.workers import run
        from fabula.extract.annotate import models

        held, current = self._store.held(), msgspec.json.encode(models(), order="deterministic").decode()
        ids = {i: h for i, h in held}
        failed: list[SourceError] = []

        def new() -> Iterator[Article]:
            for a in found:
                if isinstance(a, SourceError):
                    failed.append(a)
                    tell(a)
                    continue
                if ids.get(a.id, a.sha256) != a.sha256:  # another text under an id that is taken
                    a = msgspec.structs.replace(a, id=f"{a.id}-{a.sha256[:8]}")
                if (a.id, a.sha256) in held and held[a.id, a.sha256] == current:
                    tell(None)
                    continue
                ids[a.id], held[a.id, a.sha256] = a.sha256, current
                yield a

        batch: list[Annotation] = []
        for x in run(annotate_or_error, new(), workers):
            tell(x)
            if isinstance(x, SourceError):
                failed.append(x)
                continue
            for e in left_out(x):
                failed.append(e)
                tell(e)
            batch.append(x)
            if len(batch) >= BATCH:
                self._store.add(batch)
                batch = []
        if batch:
            self._store.add(batch)
        return failed

    def resolve(self) -> bool:
        """Link and compare across articles, where anything has changed since the last time; returns whether it had."""
        mark = self._mark()
        if self._store.fact("resolved") == mark:
            self._identify(mark)
            return False
        from fabula.compare.verdicts import Verdicts
        from fabula.engine.resolve import resolve
        from fabula.link.article_set import Told
        from fabula.store.memo import Memo

        store, memo = self._store, Memo(self._store.kept, self._store.keeps)
        told = Told(store.digests(), store.annotation, memo)
        found = resolve(
            told, self._resolving(), store.parts(), self._makers(), lambda: store.memorise(memo), Verdicts(store)
        )
        main = msgspec.json.encode(found.main_events, order="deterministic").decode()
        facts = {"resolved": mark, "main_events": main, "compared": msgspec.json.encode(found.counts).decode()}
        store.replace_resolved(found.parts, found.judgements, facts, memo)
        self._identify(mark)
        return True

    def _identify(self, resolved: str) -> None:
        """Find the known entities that entities may be, where lists, entities or decisions have changed."""
        from fabula.engine.decisions import OF_KNOWN

        known = self.known
        said = [d for d in self.decisions() if d.action in OF_KNOWN]
        mark = hashlib.sha256(f"{resolved} {known.fingerprint()} {said}".encode()).hexdigest()
        if self._store.fact("identified") == mark or (not known.lists() and not known.candidates()):
            return
        from fabula.link.entities.identify import identify

        found = identify(known, self.entities(), self._store.annotations(), self.decisions()) if known.lists() else {}
        known.put_candidates(found, mark)

    def add_known(
        self, path: str, name: str | None = None, tell: Callable[[Known | SourceError], None] = lambda _: None
    ) -> tuple[str, int]:
        """Take in a reference list, in place of an earlier one of its name; returns the name and the number of entries.

        ``name`` is the file's, without its endings, where none is given. ``tell`` hears of each entry and of each line
        that cannot be used. Raises SourceError where the file is no list: nothing is changed then.
        """
        from fabula.names.known.index import known_keys
        from fabula.names.known.lists import read_list

        name = name or Path(path).name.split(".")[0] or path

        def good() -> Iterator[tuple[Known, Iterable[str]]]:
            for found in read_list(path, name):
                tell(found)
                if isinstance(found, Known):
                    yield found, known_keys(found)

        return name, self.known.replace(name, path, good())

    def _makers(self) -> str:
        """The versions of all that makes what is resolved: others make it anew."""
        from fabula.compare.verdicts import version
        from fabula.extract.annotate import models

        return repr([*sorted(models().items()), version()])

    def _mark(self) -> str:
        person = msgspec.json.encode(self._resolving())
        return hashlib.sha256(self._store.fingerprint().encode() + person + self._makers().encode()).hexdigest()

    def _resolving(self) -> list[Decision]:
        from fabula.engine.decisions import RESOLVING

        return [x for x in self._store.decisions() if x.action in RESOLVING | COMPARING]

    # Asking

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
        from fabula.engine.resolve import Story

        fact = self._store.fact("compared")
        out = msgspec.json.decode(fact, type=dict[str, int]) if fact else {}
        for story in self._store.resolved("story", Story):
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

    def decide(self, *decisions: Decision) -> None:
        """Keep a person's decisions and resolve anew: they outrank the machine and survive rebuilds."""
        from fabula.engine.decisions import check

        sizes = {a.id: len(a.text) for a in self}
        for d in decisions:
            check(d)
            for i, start, end in (*d.left, *d.right):
                if not 0 <= start < end <= sizes.get(i, -1):
                    raise UsageError(f"a decision rests on characters {start} to {end} of article {i}: not held here")
        self._store.decide(decisions)
        self.resolve()

    def undo(self, actions: Collection[str] | None = None) -> Decision | None:
        """Take the last decision back (the last of some actions) and resolve anew; returns it, None where none was."""
        last = self._store.undo(actions)
        self.resolve()
        return last

    def entity(self, name: str) -> Entity:
        """The entity with an id, a name or an alias (any case); raises UsageError where none or several have it."""
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
        raise UsageError(f"{self.path}: no entity is called {name}; see: fabula entities {self.path}")

    @property
    def known(self) -> KnownStore:
        """The reference lists held."""
        return KnownStore(self._store)

    def candidates(self) -> dict[str, list[Candidate]]:
        """By entity id: the known entities that it may be, best first, as a person left them."""
        return self.known.candidates()

    def published(self) -> dict[str, Published]:
        """By article id: publication dates and bounds that follow from other tellings."""
        return self._store.resolved_by_id("published", Published)

    def main_events(self) -> dict[str, str]:
        """By article id: the event that the article is about. Articles about one event share it."""
        fact = self._store.fact("main_events")
        return msgspec.json.decode(fact, type=dict[str, str]) if fact else {}

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
        if what not in rows.KINDS:
            raise UsageError(f"cannot show {what!r}; there are: {', '.join(rows.KINDS)}")
        return rows.KINDS[what](self)

    def to_dicts(self, what: str) -> list[dict[str, Any]]:
        """``rows``, as a list."""
        return list(self.rows(what))

    def search(self, words: str, limit: int = 20) -> list[Evidence]:
        """Sentences that hold all the words (any case, with or without diacritics), best first."""
        found = self._store.search(words, limit)
        paths = {a.id: a for a in self._store.articles(sorted({x[0] for x in found}))}
        return [
            Evidence(article=i, path=paths[i].path, start=s, end=e, text=paths[i].text[s:e]) for i, (s, e), _ in found
        ]

    def verify(self) -> Iterator[str]:
        """Prove the one rule: yields a line for each untrue span and each text that is not what its hash says."""
        size: dict[str, int] = {}
        for x in self._store.annotations():
            a = x.article
            size[a.id] = len(a.text)
            if hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest() != a.sha256:
                yield f"article {a.id}: the text is not what its SHA-256 says"
            zones = [(z.start, z.end) for z in a.zones]
            if [s for s, _ in zones] != [0, *(e for _, e in zones[:-1])] or (zones and zones[-1][1] != len(a.text)):
                yield f"article {a.id}: its zones do not tile its text"
            for line in untrue(x):
                yield f"article {a.id}: {line}"
        for i, p in self.published().items():
            if p.span and not 0 <= p.span[0] < p.span[1] <= size.get(i, -1):
                yield f"article {i}: no such span of its date: {p.span[0]} to {p.span[1]}"
        for kind, found in (
            ("entity", self.entities()),
            ("event", self.events()),
            ("series", self.series()),
            ("comparison", self.comparisons()),
            ("lineage", self.lineage()),
            ("candidate", [c for cs in self.candidates().values() for c in cs]),
        ):
            for r in found:
                if not r.anchors:
                    yield f"{kind} {r.id} has no evidence"
                for i, s, e in r.anchors:
                    if not 0 <= s < e <= size.get(i, -1):
                        yield f"{kind} {r.id}: no such span: {s} to {e} of article {i}"
        for pair in self.pairs():
            for i, s, e in (pair.left, pair.right):
                if not 0 <= s < e <= size.get(i, -1):
                    yield f"pair {pair.id}: no such span: {s} to {e} of article {i}"


def build(
    sources: Sequence[str] | str,
    path: str | Path,
    *,
    plain: bool = False,
    workers: int = 1,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    tell: Callable[[Annotation | SourceError | None], None] = lambda _: None,
) -> tuple[Dossier, list[SourceError]]:
    """Make or extend a dossier; returns it, and the inputs that failed."""
    names = [sources] if isinstance(sources, str) else list(sources)
    dossier = Dossier(path, readonly=False, make=True)
    failed = dossier.add(
        articles(names, plain=plain, stdin=stdin, allow_private=allow_private), workers=workers, tell=tell
    )
    dossier.resolve()
    return dossier, failed
