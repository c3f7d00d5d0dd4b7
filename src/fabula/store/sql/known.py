"""Reference lists in a dossier's store: known entities, the keys that find them, and who may be whom."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from fabula.model.records import Candidate, Known
from fabula.store.sql.database import Database, encode

if TYPE_CHECKING:
    from fabula.store.writer import Writer

BATCH = 5_000
"""Entries that are written at once: what an import holds in memory."""


def hashed(key: str) -> int:
    """A blocking key as a signed 64-bit integer."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


class KnownStore:
    """The tables of known entities of one store, to read."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def lists(self) -> list[tuple[str, str, int]]:
        """The lists held: name, path, number of entries."""
        return [(n, p, e) for n, p, e in self._db.run("SELECT name, path, entries FROM known_list ORDER BY name")]

    def fingerprint(self) -> str:
        """What is held: changes with every import."""
        return repr(self._db.run("SELECT name, sha256 FROM known_list ORDER BY name"))

    def find(self, keys: Iterable[str], limit: int) -> list[tuple[int, int]]:
        """The entries that share most keys, best first: (number, keys shared)."""
        wanted = sorted({hashed(k) for k in keys})
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return [
            (n, shared)
            for n, shared in self._db.run(
                f"SELECT known, count(*) AS shared FROM known_key WHERE key IN ({marks}) "
                "GROUP BY known ORDER BY shared DESC, known LIMIT ?",
                *wanted,
                limit,
            )
        ]

    def entries(self, numbers: Iterable[int]) -> Iterator[Known]:
        """Entries by their numbers."""
        for n in numbers:
            for (body,) in self._db.run("SELECT body FROM known WHERE number = ?", n):
                yield msgspec.json.decode(body, type=Known)

    def entry(self, list_: str, identifier: str) -> Known | None:
        """One entry of a list, or None."""
        rows = self._db.run("SELECT body FROM known WHERE list = ? AND id = ?", list_, identifier)
        return msgspec.json.decode(rows[0][0], type=Known) if rows else None

    def wrong(self) -> Iterator[str]:
        """The lists that are not as they were taken in."""
        for name, sha256 in self._db.run("SELECT name, sha256 FROM known_list ORDER BY name"):
            h = hashlib.sha256()
            for (body,) in self._db.stream("SELECT body FROM known WHERE list = ? ORDER BY number", name):
                h.update(body.encode())
            if h.hexdigest() != sha256:
                yield name

    def holders(self, identifier: str) -> list[str]:
        """The lists that hold an identifier."""
        return [r[0] for r in self._db.run("SELECT list FROM known WHERE id = ? ORDER BY list", identifier)]


class KnownWriter(KnownStore):
    """The tables of known entities of one store, to write."""

    def __init__(self, db: Database, writer: "Writer") -> None:
        super().__init__(db)
        self._writer = writer

    def replace(self, name: str, path: str, entries: Iterable[tuple[Known, Iterable[str]]]) -> int:
        """Put a list (entries with their blocking keys) in the place of the one of that name: all of it or none.

        Returns the number of entries.
        """
        db, count, digest = self._db, 0, hashlib.sha256()
        with self._writer.writing():
            self._drop(name)
            number = int(db.run("SELECT coalesce(max(number), 0) FROM known")[0][0])
            stream = iter(entries)
            while batch := list(islice(stream, BATCH)):
                rows, keys = [], []
                for entry, found in batch:
                    number += 1
                    body = encode(entry)
                    digest.update(body)
                    rows.append((number, name, entry.id, body.decode()))
                    keys += [(hashed(k), number) for k in found]
                db.insert("known", rows)
                db.insert("known_key", sorted(keys), "ignore")
                count += len(rows)
            db.insert("known_list", [(name, path, digest.hexdigest(), count)])
        return count

    def remove(self, name: str) -> bool:
        """Take a list out; returns whether it was held."""
        with self._writer.writing():
            return self._drop(name)

    def _drop(self, name: str) -> bool:
        db = self._db
        if not db.run("SELECT 1 FROM known_list WHERE name = ?", name):
            return False
        db.run("DELETE FROM known_key WHERE known IN (SELECT number FROM known WHERE list = ?)", name)
        db.run("DELETE FROM known WHERE list = ?", name)
        db.run("DELETE FROM known_list WHERE name = ?", name)
        return True

    def put_candidates(self, found: dict[str, list[Candidate]], mark: str) -> None:
        """Replace all candidates, beside the mark of what they were made from."""
        db = self._db
        with self._writer.writing():
            db.run("DELETE FROM candidate")
            db.insert(
                "candidate",
                [(e, n, encode(c).decode()) for e, cs in sorted(found.items()) for n, c in enumerate(cs)],
            )
            self._writer.put_facts({"identified": mark})
