"""Reference lists in a dossier's store: known entities, the keys that find them, and who may be whom."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from fabula.model.records import Candidate, Known
from fabula.store.sqlite.reading import Reading
from fabula.store.sqlite.store import Store

BATCH = 5_000
"""Entries that are written at once: what an import holds in memory."""
_encode = msgspec.json.Encoder(order="deterministic").encode


def hashed(key: str) -> int:
    """A blocking key as a signed 64-bit integer."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


class KnownStore:
    """The tables of known entities of one store, to read."""

    def __init__(self, store: Reading) -> None:
        self._store = store

    def lists(self) -> list[tuple[str, str, int]]:
        """The lists held: name, path, number of entries."""
        return [(n, p, e) for n, p, e in self._store.run("SELECT name, path, entries FROM known_list ORDER BY name")]

    def fingerprint(self) -> str:
        """What is held: changes with every import."""
        return repr(self._store.run("SELECT name, sha256 FROM known_list ORDER BY name"))

    def find(self, keys: Iterable[str], limit: int) -> list[tuple[int, int]]:
        """The entries that share most keys, best first: (number, keys shared)."""
        wanted = sorted({hashed(k) for k in keys})
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return [
            (n, shared)
            for n, shared in self._store.run(
                f"SELECT known, count(*) AS shared FROM known_key WHERE key IN ({marks}) "
                "GROUP BY known ORDER BY shared DESC, known LIMIT ?",
                *wanted,
                limit,
            )
        ]

    def entries(self, numbers: Iterable[int]) -> Iterator[Known]:
        """Entries by their numbers."""
        for n in numbers:
            for (body,) in self._store.run("SELECT body FROM known WHERE number = ?", n):
                yield msgspec.json.decode(body, type=Known)

    def entry(self, list_: str, identifier: str) -> Known | None:
        """One entry of a list, or None."""
        rows = self._store.run("SELECT body FROM known WHERE list = ? AND id = ?", list_, identifier)
        return msgspec.json.decode(rows[0][0], type=Known) if rows else None

    def holders(self, identifier: str) -> list[str]:
        """The lists that hold an identifier."""
        return [r[0] for r in self._store.run("SELECT list FROM known WHERE id = ? ORDER BY list", identifier)]


class KnownWriter(KnownStore):
    """The tables of known entities of one store, to write."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._writer = store

    def replace(self, name: str, path: str, entries: Iterable[tuple[Known, Iterable[str]]]) -> int:
        """Put a list (entries with their blocking keys) in the place of the one of that name: all of it or none.

        Returns the number of entries.
        """
        db, count, digest = self._writer.db, 0, hashlib.sha256()
        with self._writer.writing():
            self._drop(name)
            number = int(db.execute("SELECT coalesce(max(number), 0) FROM known").fetchone()[0])
            stream = iter(entries)
            while batch := list(islice(stream, BATCH)):
                rows, keys = [], []
                for entry, found in batch:
                    number += 1
                    body = _encode(entry)
                    digest.update(body)
                    rows.append((number, name, entry.id, body.decode()))
                    keys += [(hashed(k), number) for k in found]
                db.executemany("INSERT INTO known VALUES (?, ?, ?, ?)", rows)
                db.executemany("INSERT OR IGNORE INTO known_key VALUES (?, ?)", sorted(keys))
                count += len(rows)
            db.execute("INSERT INTO known_list VALUES (?, ?, ?, ?)", (name, path, digest.hexdigest(), count))
        return count

    def remove(self, name: str) -> bool:
        """Take a list out; returns whether it was held."""
        with self._writer.writing():
            return self._drop(name)

    def _drop(self, name: str) -> bool:
        db = self._writer.db
        if not db.execute("SELECT 1 FROM known_list WHERE name = ?", (name,)).fetchone():
            return False
        db.execute("DELETE FROM known_key WHERE known IN (SELECT number FROM known WHERE list = ?)", (name,))
        db.execute("DELETE FROM known WHERE list = ?", (name,))
        db.execute("DELETE FROM known_list WHERE name = ?", (name,))
        return True

    def put_candidates(self, found: dict[str, list[Candidate]], mark: str) -> None:
        """Replace all candidates, beside the mark of what they were made from."""
        db = self._writer.db
        with self._writer.writing():
            db.execute("DELETE FROM candidate")
            db.executemany(
                "INSERT INTO candidate VALUES (?, ?, ?)",
                [(e, n, _encode(c).decode()) for e, cs in sorted(found.items()) for n, c in enumerate(cs)],
            )
            self._writer.put_facts({"identified": mark})
