"""Which articles a build must annotate, and where they wait for the flip.

An article is held where its source gave this text before: by its id, or by the address that all of it was had from (a row or an entry of a feed has none of its own). Another text of
the same source is a new revision of the article; a page of which no more than the furniture changed is none.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from time import monotonic

import msgspec

from fabula.engine.workers import run
from fabula.errors import FabulaError, SourceError
from fabula.model.records import Annotation, Article
from fabula.store.writer import Writer

_log = logging.getLogger("fabula")
BATCH = 16
"""Articles a transaction: what a kill can cost."""
Tell = Callable[[Annotation | SourceError | None], None]


def called(article: Article) -> str:
    """An article as messages name it: by its path, and by its id where one was given with it or the path is no name."""
    if article.path == "-":
        return f"standard input ({article.id})"
    return article.path if article.id == article.sha256[:16] else f"{article.path} ({article.id})"


def annotate_or_error(article: Article) -> Annotation | SourceError:
    """Annotate one article; what goes wrong in it is returned as an error that names it, so that the rest goes on."""
    from fabula.extract.annotate import annotate  # here: what only asks a dossier need not load the models

    try:
        return annotate(article)
    except FabulaError as e:
        return SourceError(called(article), str(e))
    except Exception as e:  # a bug in a layer must not cost the other articles
        return SourceError(called(article), f"could not be annotated, please report this: {type(e).__name__}: {e}")


def lost(article: Article) -> SourceError:
    """What is said of an article at which workers end."""
    return SourceError(
        called(article),
        "set aside: two workers ended while they read it, perhaps for want of memory; please report this",
    )


def annotated(articles: Iterable[Article], workers: int, engine: str = "local") -> Iterator[Annotation | SourceError]:
    """Annotate articles in their order: in this process or others on this machine, or on a Ray cluster (``engine`` "ray")."""
    if engine == "ray":
        from fabula.engine import cluster

        return cluster.run(annotate_or_error, articles, workers, lost)
    return run(annotate_or_error, articles, workers)


def left_out(found: Annotation) -> list[SourceError]:
    """The layers of an article that failed, each as an error that names the article, the layer and the reason."""
    article = called(found.article)
    return [
        SourceError(article, f"read without {name}, please report this: {why}") for name, why in found.left_out.items()
    ]


class Adding:
    """One build's articles: ``models`` says what makes layers of a language now, as JSON; ``told`` gives the telling in an article's text."""

    def __init__(self, store: Writer, models: Callable[[str | None], str], told: Callable[[Article], str]) -> None:
        self._store, self._models, self._told = store, models, told
        self._identity: dict[str, str] = {}
        self._given: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._staged, self._begun = 0, monotonic()

    def add(
        self,
        found: Iterable[Article | SourceError],
        workers: int,
        tell: Tell,
        whole: Collection[str] = (),
        engine: str = "local",
    ) -> list[SourceError]:
        """Annotate and stage what is not held yet; returns the inputs that failed. ``whole`` as ``Editor.add`` has it."""
        failed: list[SourceError] = []

        def new() -> Iterator[Article]:
            for a in found:
                if isinstance(a, SourceError):
                    failed.append(a)
                    tell(a)
                    continue
                wanted = self._wanted(a, a.id in whole)
                if wanted is None:
                    tell(None)
                else:
                    yield wanted

        batch: list[Annotation] = []
        for x in annotated(new(), workers, engine):
            tell(x)
            if isinstance(x, SourceError):
                failed.append(x)
                continue
            for e in left_out(x):
                failed.append(e)
                tell(e)
            batch.append(x)
            if len(batch) >= BATCH:
                self._put(batch)
                batch = []
        if batch:
            self._put(batch)
        return failed

    def _put(self, batch: list[Annotation]) -> None:
        self._store.add(batch, self._identity)
        self._staged += len(batch)
        fields = {"dossier": self._store.path, "staged": self._staged, "seconds": round(monotonic() - self._begun, 3)}
        _log.info("%s: %d articles staged", self._store.path, self._staged, extra={"fields": fields})

    def _wanted(self, a: Article, whole: bool) -> Article | None:
        """The article under the id that it is to have, or None where it is held as it is."""
        first = self._first(a, whole)
        if first is not None:
            source = self._store.first(first)
            if self._newest(source) == self._told(a):
                return None  # only the furniture is another
            if a.id == first:
                a = msgspec.structs.replace(a, id=f"{a.id}-{a.sha256[:8]}")
            self._identity[a.id] = source
        if self._given.get(a.id) == a.sha256:
            return None  # of two paths to one text the first counts
        self._given[a.id] = a.sha256
        self._texts[self._identity.get(a.id) or self._store.first(a.id)] = self._told(a)
        if self._same(a, self._store.held(a.id)):
            return None
        if self._same(a, self._store.held(a.id, staged=True)):  # a build that was cut off read it
            self._store.take_up([a.id], self._identity)
            return None
        return a

    def _first(self, a: Article, whole: bool) -> str | None:
        """The id of an article of the same source that has another text, or None."""
        held = self._store.held(a.id)
        if a.id != a.sha256[:16]:  # given with it
            taken = self._given.get(a.id) or (held[0] if held else a.sha256)
            return a.id if taken != a.sha256 else None
        if held or not whole or not a.path.startswith(("http://", "https://")):
            return None
        first = self._store.at_address(a.path)
        return first if first != a.id else None

    def _newest(self, source: str) -> str:
        """What the newest text of a source tells."""
        if source not in self._texts:
            self._texts[source] = self._told(self._store.annotation(self._store.newest(source)).article)
        return self._texts[source]

    def _same(self, a: Article, held: tuple[str, str, str] | None) -> bool:
        """Whether what is held of an article is what would be made of it now."""
        if held is None or (held[0], held[2]) != (a.sha256, self._models(a.language)):
            return False
        was = msgspec.json.decode(held[1], type=Article)
        return was.path != a.path or was == msgspec.structs.replace(a, text="")  # from elsewhere: the first counts
