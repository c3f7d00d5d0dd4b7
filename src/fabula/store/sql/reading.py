"""Reading a dossier's rows: made records, whatever database has them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from fabula.errors import DossierError
from fabula.model.decisions import decoded
from fabula.model.records import Annotation, Article, Candidate, Decision, Judgement, Pair, Record
from fabula.store.sql.database import TABLES, Database, Passage
from fabula.store.sql.known import KnownStore

R = TypeVar("R", bound=Record)
T = TypeVar("T")
SUPERSEDED = (
    "SELECT r.article FROM revision r WHERE r.number < (SELECT max(number) FROM revision WHERE identity = r.identity)"
)
"""Articles that a later text of the same source has taken the place of."""

_LAYERS = "a.text, a.record, n.models, n.layers FROM article a JOIN annotation n ON n.article = a.id"
TOGETHER = 50
"""Articles asked for at once: what a reader holds, and how seldom it waits for a server."""


class Reading:
    """What can be asked of a dossier over one connection. Safe to use from several threads.

    A connection that is to read alone answers from one generation until it is told to ``refresh``.
    """

    def __init__(self, db: Database) -> None:
        self.db, self.path, self.lock = db, db.path, db.lock

    @property
    def known(self) -> KnownStore:
        """The reference lists held."""
        return KnownStore(self.db)

    def close(self) -> None:
        """Close the connection; a closed store answers nothing."""
        self.db.close()

    def refresh(self) -> None:
        """From now on answer from the newest generation."""
        self.db.refresh()

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; a database error becomes a DossierError."""
        return self.db.run(sql, *values)

    def decoded(self, body: str, type_: type[T], what: str) -> T:
        """A record from its JSON. Raises DossierError where it is none."""
        return self._readable(lambda: msgspec.json.decode(body, type=type_), what)

    def decision(self, body: str, what: str) -> Decision:
        """A decision from its JSON, also as earlier versions wrote it. Raises DossierError where it is none."""
        return self._readable(lambda: decoded(body), what)

    def _readable(self, decode: Callable[[], T], what: str) -> T:
        try:
            return decode()
        except (msgspec.DecodeError, UnicodeError, RecursionError, TypeError) as e:
            raise DossierError(
                f"{self.path}: damaged: {what} is not readable; what is wrong: fabula verify {self.path}"
            ) from e

    # Articles and their layers

    def ids(self) -> list[str]:
        """The articles that the story is read from: of each source its newest text."""
        return [r[0] for r in self.run(f"SELECT id FROM article WHERE id NOT IN ({SUPERSEDED}) ORDER BY id")]

    def added(self) -> list[str]:
        """As ``ids``, in the order in which they were added; empty where the database keeps no order."""
        if self.db.arrival is None:
            return []
        sql = f"SELECT id FROM article WHERE id NOT IN ({SUPERSEDED}) ORDER BY {self.db.arrival}"
        return [r[0] for r in self.run(sql)]

    def every_id(self) -> list[str]:
        """All articles held, those too that a newer text has taken the place of."""
        return [r[0] for r in self.run("SELECT id FROM article ORDER BY id")]

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Articles by id: all that the story is read from, or those named."""
        for some in _some(self.ids() if ids is None else list(ids)):
            marks = ",".join("?" * len(some))
            rows = {r[0]: r[1:] for r in self.run(f"SELECT id, text, record FROM article WHERE id IN ({marks})", *some)}
            for i in some:
                if i in rows:
                    found = self.decoded(rows[i][1], Article, f"article {i}")
                    yield msgspec.structs.replace(found, text=rows[i][0])

    def lengths(self) -> dict[str, int]:
        """By article id: the number of characters of its text."""
        return self.db.lengths()

    def annotations(self) -> Iterator[Annotation]:
        """All articles that the story is read from, with their layers, by id."""
        for some in _some(self.ids()):
            marks = ",".join("?" * len(some))
            rows = {r[0]: r[1:] for r in self.run(f"SELECT a.id, {_LAYERS} WHERE a.id IN ({marks})", *some)}
            for i in some:
                if i not in rows:
                    raise DossierError(f"{self.path}: article {i} is not held with its layers")
                yield self._annotated(i, *rows[i])

    def annotation(self, article_id: str) -> Annotation:
        """One article with its layers; raises DossierError where it is not held."""
        return self._annotation(article_id, f"SELECT {_LAYERS} WHERE a.id = ?")

    def _annotation(self, article_id: str, sql: str) -> Annotation:
        for row in self.run(sql, article_id):
            return self._annotated(article_id, *row)
        raise DossierError(f"{self.path}: article {article_id} is not held with its layers")

    def _annotated(self, article_id: str, text: str, record: str, models: str, layers: str) -> Annotation:
        what = f"article {article_id}"
        # One decoding of one text: the layers are an object already, so what they lack is put in at its end.
        return msgspec.structs.replace(
            self.decoded(f'{layers[:-1]},"article":{record},"models":{models}}}', Annotation, what),
            article=msgspec.structs.replace(self.decoded(record, Article, what), text=text),
        )

    def revisions(self) -> dict[str, tuple[str, int]]:
        """By article id, of sources that gave more than one text: the id of their first article, and which it is, from 1."""
        return {
            a: (i, n)
            for a, i, n in self.run("SELECT article, identity, number FROM revision ORDER BY identity, number")
        }

    def aside(self) -> dict[str, str]:
        """By article id: why an article could not be resolved."""
        return dict(self.run("SELECT article, why FROM aside ORDER BY article"))

    # What is resolved from them

    def resolved(self, kind: str, type_: type[R]) -> list[R]:
        """The resolved records of a kind, in order."""
        rows = self.run("SELECT body FROM resolved WHERE kind = ? ORDER BY sort, id", kind)
        decoder = msgspec.json.Decoder(type_)
        try:
            return [decoder.decode(r[0]) for r in rows]
        except (msgspec.DecodeError, UnicodeError, RecursionError) as e:
            raise DossierError(
                f"{self.path}: damaged, or no dossier: {e}; what is wrong: fabula verify {self.path}"
            ) from e

    def resolved_by_id(self, kind: str, type_: type[R]) -> dict[str, R]:
        """The resolved records of a kind by their id."""
        rows = self.run("SELECT id, body FROM resolved WHERE kind = ? ORDER BY sort, id", kind)
        return {i: self.decoded(b, type_, f"{kind} {i}") for i, b in rows}

    def judgements(self, by: str | None = None) -> list[Judgement]:
        """Judgements, of machine or person or both, in a fixed order."""
        of, values = ("WHERE made_by = ? ", [by]) if by else ("", [])
        rows = self.run(f"SELECT body FROM judgement {of}ORDER BY kind, left_key, right_key, made_by", *values)
        return [self.decoded(r[0], Judgement, "a judgement") for r in rows]

    def decisions(self) -> list[Decision]:
        """What a person decided, in the order of deciding."""
        rows = self.run("SELECT body FROM decision ORDER BY number")
        return [self.decision(r[0], "a decision") for r in rows]

    def candidates(self) -> dict[str, list[Candidate]]:
        """By entity id: the known entities that it may be, best first."""
        out: dict[str, list[Candidate]] = {}
        for entity, body in self.run("SELECT entity, body FROM candidate ORDER BY entity, position"):
            out.setdefault(entity, []).append(self.decoded(body, Candidate, f"a candidate of {entity}"))
        return out

    def fact(self, key: str) -> str | None:
        """A fact about the dossier itself, or None."""
        rows = self.run("SELECT value FROM fact WHERE key = ?", key)
        return rows[0][0] if rows else None

    def facts(self, key: str, type_: type[T]) -> dict[str, T]:
        """A fact that is a table; empty where there is none."""
        body = self.fact(key)
        found: dict[str, T] = self.decoded(body, dict[str, type_], f"its {key}") if body else {}  # type: ignore[valid-type]
        return found

    def redirects(self) -> dict[str, str]:
        """By id of an entity that is no more: the id of the one that has its place now."""
        return self.facts("redirects", str)

    @property
    def generation(self) -> int:
        """Which state of the dossier this is: every change that readers see raises it."""
        return self.decoded(self.fact("generation") or "0", int, "its generation")

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first: (article id, span, BM25 rank: lower is better)."""
        return self.db.search(words, limit)

    def counts(self) -> dict[str, int]:
        """Rows by table; of what is resolved, by kind."""
        out = {t: int(self.run(f"SELECT count(*) FROM {t}")[0][0]) for t in TABLES if t != "resolved"}
        out.update(self.run("SELECT kind, count(*) FROM resolved GROUP BY kind ORDER BY kind"))
        return out

    def status(self) -> dict[str, Any]:
        """How it stands, as ``fabula status`` shows it."""
        counts, size = self.counts(), self.db.size()
        kinds = ("entity", "event", "series", "story", "comparison", "pair", "lineage")
        return {
            "generation": self.generation,
            "articles": counts["article"],
            "replaced": len(self.superseded()),
            "staged": counts["staged"],
            "aside": self.aside(),
            "resolved": {k: counts[k] for k in kinds if k in counts},
            "decisions": counts["decision"],
            "lists": counts["known_list"],
            "bytes": {**dict(sorted(size.items())), "in all": sum(size.values())},
        }

    # What proves it: rows as they stand, for ``engine.verify``

    def damage(self) -> Iterator[str]:
        """What the database itself says is wrong."""
        return self.db.damage()

    def superseded(self) -> set[str]:
        """The articles that a later text of the same source has taken the place of."""
        return {r[0] for r in self.run(SUPERSEDED)}

    def article_row(self, article_id: str) -> tuple[Any, ...]:
        """Of an article that is held with its layers: SHA-256, path, record, models, layers, and the hash of these."""
        (row,) = self.run(
            "SELECT a.sha256, a.path, a.record, n.models, n.layers, n.digest FROM article a "
            "JOIN annotation n ON n.article = a.id WHERE a.id = ?",
            article_id,
        )
        return row

    def resolved_rows(self) -> Iterator[tuple[Any, ...]]:
        """All that is resolved: kind, id, sort, part, body, and the hash of these."""
        return self.db.stream("SELECT kind, id, sort, part, body, digest FROM resolved ORDER BY kind, id")

    def candidate_rows(self) -> list[tuple[Any, ...]]:
        """Who may be whom: entity, position."""
        return self.run("SELECT entity, position FROM candidate ORDER BY entity, position")

    def judgement_rows(self) -> Iterator[tuple[Any, ...]]:
        """Judgements: kind, left, right, who made it, body, part, and the hash of these."""
        return self.db.stream(
            "SELECT kind, left_key, right_key, made_by, body, part, digest FROM judgement "
            "ORDER BY kind, left_key, right_key, made_by"
        )

    def decision_rows(self) -> list[tuple[int, str]]:
        """Decisions: number, body."""
        return [(n, b) for n, b in self.run("SELECT number, body FROM decision ORDER BY number")]

    def revision_rows(self) -> list[tuple[str, str]]:
        """Texts of sources that gave more than one: article, first article."""
        return [(a, i) for a, i in self.run("SELECT article, identity FROM revision ORDER BY article")]

    def wrong_passages(self, sentences: Mapping[str, Sequence[Passage]]) -> str | None:
        """Whether what search looks in is these sentences, by article; else what is wrong."""
        return self.db.wrong_passages(sentences)


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[n : n + TOGETHER] for n in range(0, len(ids), TOGETHER))
