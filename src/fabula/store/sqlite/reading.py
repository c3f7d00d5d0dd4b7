"""Reading a dossier's file: rows made records, whatever the connection is for."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar

import msgspec

from fabula.errors import DossierError
from fabula.model.decisions import decoded
from fabula.model.records import Annotation, Article, Candidate, Decision, Judgement, Pair, Record
from fabula.store.sqlite.connection import damaged, pin

R = TypeVar("R", bound=Record)
T = TypeVar("T")
ASKED = 500
"""Keys asked for at once."""
SUPERSEDED = (
    "SELECT r.article FROM revision r WHERE r.number < (SELECT max(number) FROM revision WHERE identity = r.identity)"
)
"""Articles that a later text of the same source has taken the place of."""
encode = msgspec.json.Encoder(order="deterministic").encode


def digest(*parts: str | bytes) -> bytes:
    """A hash of parts, which are kept apart."""
    h = hashlib.blake2b(digest_size=16)
    for p in parts:
        raw = p.encode("utf-8", "surrogatepass") if isinstance(p, str) else p
        h.update(len(raw).to_bytes(8, "big") + raw)
    return h.digest()


class Reading:
    """One connection to a dossier's file, and what can be asked of it. Safe to use from several threads.

    A connection that is to read alone answers from one generation until it is told to ``refresh``.
    """

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self.db, self.path = db, path
        self.lock = RLock()

    def close(self) -> None:
        """Close the file; a closed store answers nothing."""
        with self.lock:
            self.db.close()

    def refresh(self) -> None:
        """From now on answer from the newest generation."""
        with self.lock, self.sound():
            pin(self.db)

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What the database cannot do becomes a DossierError that names the file."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as e:
            raise damaged(self.path, e) from e

    def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows; a database error becomes a DossierError."""
        with self.lock, self.sound():
            return self.db.execute(sql, values).fetchall()

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

    def every_id(self) -> list[str]:
        """All articles held, those too that a newer text has taken the place of."""
        return [r[0] for r in self.run("SELECT id FROM article ORDER BY id")]

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Articles by id: all that the story is read from, or those named."""
        for i in self.ids() if ids is None else ids:
            for text, record in self.run("SELECT text, record FROM article WHERE id = ?", i):
                found = self.decoded(record, Article, f"article {i}")
                yield msgspec.structs.replace(found, text=text)

    def lengths(self) -> dict[str, int]:
        """By article id: the number of characters of its text."""
        return dict(self.run("SELECT id, length(text) FROM article"))

    def annotations(self) -> Iterator[Annotation]:
        """All articles that the story is read from, with their layers, by id."""
        return (self.annotation(i) for i in self.ids())

    def annotation(self, article_id: str) -> Annotation:
        """One article with its layers; raises DossierError where it is not held."""
        return self._annotation(
            article_id,
            "SELECT a.text, a.record, n.models, n.layers FROM article a JOIN annotation n ON n.article = a.id WHERE a.id = ?",
        )

    def _annotation(self, article_id: str, sql: str) -> Annotation:
        for text, record, models, layers in self.run(sql, article_id):
            what = f"article {article_id}"
            # One decoding of one text: the layers are an object already, so what they lack is put in at its end.
            return msgspec.structs.replace(
                self.decoded(f'{layers[:-1]},"article":{record},"models":{models}}}', Annotation, what),
                article=msgspec.structs.replace(self.decoded(record, Article, what), text=text),
            )
        raise DossierError(f"{self.path}: article {article_id} is not held with its layers")

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
            raise damaged(self.path, e) from e

    def resolved_by_id(self, kind: str, type_: type[R]) -> dict[str, R]:
        """The resolved records of a kind by their id."""
        rows = self.run("SELECT id, body FROM resolved WHERE kind = ? ORDER BY sort, id", kind)
        return {i: self.decoded(b, type_, f"{kind} {i}") for i, b in rows}

    def judgements(self, by: str | None = None) -> list[Judgement]:
        """Judgements, of machine or person or both, in a fixed order."""
        rows = self.run(
            "SELECT body FROM judgement WHERE ?1 IS NULL OR made_by = ?1 ORDER BY kind, left_key, right_key, made_by",
            by,
        )
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

    @property
    def generation(self) -> int:
        """Which state of the dossier this is: every change that readers see raises it."""
        return self.decoded(self.fact("generation") or "0", int, "its generation")

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first: (article id, span, BM25 rank: lower is better)."""
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.split())
        if not quoted:
            return []
        rows = self.run(
            'SELECT article, start, "end", rank FROM passage WHERE passage MATCH ? '
            "ORDER BY rank, article, start LIMIT ?",
            quoted.replace("\x00", " "),
            limit,
        )
        return [(a, (s, e), r) for a, s, e, r in rows]
