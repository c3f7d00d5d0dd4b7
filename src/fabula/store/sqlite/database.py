"""One SQLite file as the database of a dossier: in WAL mode, its sentences indexed with FTS5."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import zip_longest
from threading import RLock
from typing import Any

from fabula.model.records import Pair
from fabula.store.sql.database import TABLES, Clash, Passage, Row, inserting
from fabula.store.sqlite.connection import damaged, pin, to_read, to_write
from fabula.store.sqlite.schema import PASSAGE

ASKED = 500
"""Keys asked for at once."""
_WORDS = "USING fts5vocab('main', 'passage', 'instance')"


class SqliteDatabase:
    """One connection to a dossier's file."""

    arrival: str | None = "rowid"

    def __init__(self, path: str, *, write: bool = False, make: bool = False) -> None:
        self.path, self.lock = path, RLock()
        self.db = to_write(path, make) if write else to_read(path)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.db.in_transaction

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What the database cannot do becomes a DossierError that names the file."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as e:
            raise damaged(self.path, e) from e

    def run(self, sql: str, *values: Any) -> list[Row]:
        """Run one statement and return its rows."""
        with self.lock, self.sound():
            return self.db.execute(sql, values).fetchall()

    def stream(self, sql: str, *values: Any) -> Iterator[Row]:
        """The rows of a statement one after the other."""
        with self.sound():
            yield from self.db.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        with self.lock, self.sound():
            self.db.executemany(sql, rows)

    def insert(self, table: str, rows: Iterable[Row], clash: Clash = "refuse") -> None:
        """Write rows."""
        marks = ", ".join("?" * len(TABLES[table].columns))
        self.run_many(inserting(table, clash, f"VALUES ({marks})"), rows)

    def begin(self) -> None:
        """Begin a transaction that writes."""
        self.db.execute("BEGIN IMMEDIATE")

    def settle(self) -> None:
        """Nothing: SQLite goes on after the largest number that there ever was."""

    def commit(self) -> None:
        """End it: all that was written is there."""
        self.db.execute("COMMIT")

    def rollback(self) -> None:
        """End it: nothing of what was written is there."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def refresh(self) -> None:
        """Answer from the newest state from here on."""
        with self.lock, self.sound():
            pin(self.db)

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self.db.close()

    def lengths(self) -> dict[str, int]:
        """By article id: the number of characters of its text."""
        return dict(self.run("SELECT id, length(text) FROM article"))

    def damage(self) -> Iterator[str]:
        """What SQLite says of its pages, indexes and references."""
        for (line,) in self.run("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield f"the file is damaged: {line}"
        for table, row, of, _ in self.run("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} belongs to no {of}"

    def size(self) -> dict[str, int]:
        """Bytes by table, where this SQLite counts them; else of the whole file alone."""
        try:
            rows = self.db.execute(
                "SELECT m.tbl_name, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY 1"
            ).fetchall()
            out: dict[str, int] = {}
            for name, size in rows:
                table = name if name in TABLES else "passage" if name.startswith("passage") else "other"
                out[table] = out.get(table, 0) + size
            return out
        except sqlite3.OperationalError:
            (pages,), (size,) = self.run("PRAGMA page_count")[0], self.run("PRAGMA page_size")[0]
            return {"all": pages * size}

    # Sentences

    def add_passages(self, rows: Sequence[Passage]) -> None:
        """Let sentences be found."""
        self.run_many('INSERT INTO passage (text, article, start, "end") VALUES (?, ?, ?, ?)', rows)

    def drop_passages(self, articles: Sequence[str]) -> None:
        """Let the sentences of articles be found no longer: all in one pass, since no index leads to them."""
        for n in range(0, len(articles), ASKED):
            some = articles[n : n + ASKED]
            self.run(f"DELETE FROM passage WHERE article IN ({','.join('?' * len(some))})", *some)

    def empty_passages(self) -> None:
        """Begin with no sentences: the table is not emptied but made anew, since what is damaged in it is not read."""
        self.run("DROP TABLE passage")
        self.run(PASSAGE)

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first."""
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

    def wrong_passages(self, sentences: Mapping[str, Sequence[Passage]]) -> str | None:
        """Whether what search looks in is these sentences: their text as it is kept, and the words that lead to them."""
        held: dict[str, list[Passage]] = {}
        rows: list[tuple[int, str]] = []
        for n, text, a, s, e in self.run('SELECT rowid, text, article, start, "end" FROM passage ORDER BY rowid'):
            held.setdefault(a, []).append((text, a, s, e))
            rows.append((n, text))
        for i in sorted(held.keys() | {k for k, v in sentences.items() if v}):
            if sorted(held.get(i, [])) != sorted(sentences.get(i, [])):
                return f"article {i}: search looks in other sentences than it has"
        with closing(sqlite3.connect(":memory:")) as fresh:
            fresh.execute(PASSAGE)
            fresh.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", rows)
            try:
                same = self._same_words(fresh)
            except sqlite3.Error:
                same = False
        return None if same else "search finds other words than the sentences have"

    def _same_words(self, fresh: sqlite3.Connection) -> bool:
        ask: Callable[[str], str] = "SELECT term, doc, offset FROM {} ORDER BY term, doc, offset".format
        fresh.execute(f"CREATE VIRTUAL TABLE temp.words {_WORDS}")
        with self.lock:
            # A table of this connection alone, over the index: nothing of the file is written.
            self.db.execute("PRAGMA query_only = OFF")
            try:
                self.db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.words {_WORDS}")
            finally:
                self.db.execute("PRAGMA query_only = ON")
            pairs = zip_longest(fresh.execute(ask("temp.words")), self.db.execute(ask("temp.words")))
            return all(a == b for a, b in pairs)
