"""One schema of a PostgreSQL database as the database of a dossier."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, count, islice
from threading import RLock
from typing import Any

import psycopg
from psycopg import pq

from fabula.errors import DossierError
from fabula.model.records import Pair
from fabula.store.addresses import shown
from fabula.store.postgres import words as cutting
from fabula.store.postgres.connection import WITHIN, failed, give_back, lock_key, pin, to_read, to_write, unfail
from fabula.store.postgres.schema import types
from fabula.store.sql.database import TABLES, Clash, Passage, Row, inserting

FEW = 32
"""Rows that are written one statement each; more go by COPY."""
ASKED = 500
"""Articles asked for at once."""
PATIENCE = "30s"
"""How long a transaction that writes waits for another."""


@lru_cache(maxsize=1024)
def _marked(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class PostgresDatabase:
    """One connection to a dossier's schema."""

    arrival: str | None = None

    def __init__(self, address: str, *, write: bool = False, make: bool = False) -> None:
        self.address, self.path, self.lock = address, shown(address), RLock()
        self._write, self._closed = write, False
        self.db = to_write(address, self.path, make) if write else to_read(address, self.path)
        self._made: set[str] = set()
        self._cursors = count()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return not self.db.closed and self.db.info.transaction_status != pq.TransactionStatus.IDLE

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What the server cannot do becomes a DossierError that names the dossier."""
        try:
            yield
        except psycopg.Error as e:
            if not self._write and not self.db.closed:
                unfail(self.db)
            raise failed(self.path, e) from e

    def _open(self) -> None:
        if self._closed:
            raise DossierError(f"{self.path}: is closed")

    def run(self, sql: str, *values: Any) -> list[Row]:
        """Run one statement and return its rows."""
        with self.lock, self.sound():
            self._open()
            with self.db.cursor(binary=True) as found:
                found.execute(_marked(sql), values)
                return found.fetchall() if found.description else []

    def stream(self, sql: str, *values: Any) -> Iterator[Row]:
        """The rows of a statement one after the other."""
        self._open()
        with self.sound():
            if not self.in_transaction:
                with self.db.cursor(binary=True) as held:
                    yield from held.execute(_marked(sql), values)
                return
            with self.db.cursor(f"fabula{next(self._cursors)}", binary=True) as found:
                found.itersize = ASKED
                yield from found.execute(_marked(sql), values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        with self.lock, self.sound(), self.db.cursor() as found:
            found.executemany(_marked(sql), list(rows))

    def insert(self, table: str, rows: Iterable[Row], clash: Clash = "refuse") -> None:
        """Write rows: few one by one, many by COPY; what may clash by way of a table of this connection alone."""
        waiting = iter(rows)
        first = list(islice(waiting, FEW + 1))
        columns, key = TABLES[table]
        if len(first) <= FEW:
            if first:
                marks = ", ".join("?" * len(columns))
                self.run_many(inserting(table, clash, f"VALUES ({marks})"), first)
            return
        into = table if clash == "refuse" else f"coming_{table}"
        with self.lock, self.sound():
            if into != table:
                if into not in self._made:
                    self.db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {into} (LIKE {table}) ON COMMIT DELETE ROWS")
                    self._made.add(into)
                self.db.execute(f"TRUNCATE {into}")
            named = ", ".join(columns)
            with self.db.cursor() as found, found.copy(f"COPY {into} ({named}) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(types(table))
                for row in chain(first, waiting):
                    copy.write_row(row)
            if into != table:
                keys = ", ".join(key)
                last = "DESC" if clash == "replace" else "ASC"  # of rows that share a key
                source = f"SELECT DISTINCT ON ({keys}) {named} FROM {into} ORDER BY {keys}, ctid {last}"
                self.db.execute(inserting(table, clash, source))

    def begin(self) -> None:
        """Begin a transaction that writes: it waits for whoever else is within one."""
        self._open()
        self.db.execute("BEGIN")
        try:
            self.db.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            self.db.execute("SELECT pg_advisory_xact_lock(%s, %s)", (WITHIN, lock_key(self.address)))
        except BaseException:
            self.rollback()
            raise

    def settle(self) -> None:
        """Go on counting decisions after the last one."""
        self.run(
            "SELECT setval(pg_get_serial_sequence('decision', 'number'), coalesce(max(number), 0) + 1, false) FROM decision"
        )

    def commit(self) -> None:
        """End it: all that was written is there."""
        self.db.execute("COMMIT")

    def rollback(self) -> None:
        """End it: nothing of what was written is there. A connection that is lost has done so already."""
        self._made.clear()  # a table that was made within it is gone too
        if self.in_transaction:
            self.db.execute("ROLLBACK")

    def refresh(self) -> None:
        """Answer from the newest state from here on; over another connection where this one was lost."""
        with self.lock, self.sound():
            self._open()
            if self.db.closed:
                give_back(self.address, self.db)
                self.db = to_read(self.address, self.path)
            pin(self.db)

    def close(self) -> None:
        """Close the connection, or give it back."""
        with self.lock:
            if self._closed:
                return
            self._closed = True
            if self._write:
                self.db.close()
            else:
                give_back(self.address, self.db)

    def lengths(self) -> dict[str, int]:
        """By article id: the number of characters of its text."""
        return dict(self.run("SELECT id, length(text) FROM article"))

    def damage(self) -> Iterator[str]:
        """Nothing: a server sees to its pages and references itself."""
        yield from ()

    def size(self) -> dict[str, int]:
        """Bytes by table, its indexes included."""
        return {
            n: int(s)
            for n, s in self.run(
                "SELECT c.relname::text, pg_total_relation_size(c.oid) FROM pg_class c "
                "WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) "
                "AND c.relkind = 'r' ORDER BY 1"
            )
        }

    # Sentences

    def add_passages(self, rows: Sequence[Passage]) -> None:
        """Let sentences be found."""
        found = cutting.cut([text for text, _, _, _ in rows])
        sums: dict[str, list[int]] = {}
        with self.lock, self.sound():
            with (
                self.db.cursor() as c,
                c.copy('COPY passage (article, start, "end", length, words) FROM STDIN') as copy,
            ):
                for (_, article, start, end), cut in zip(rows, found, strict=True):
                    copy.write_row((article, start, end, len(cut), cutting.vector(cut)))
                    at = sums.setdefault(article, [0, 0])
                    at[0] += 1
                    at[1] += len(cut)
            self.run_many("INSERT INTO indexed VALUES (?, ?, ?)", [(i, n, m) for i, (n, m) in sums.items()])

    def drop_passages(self, articles: Sequence[str]) -> None:
        """Let the sentences of articles be found no longer."""
        for n in range(0, len(articles), ASKED):
            some = list(articles[n : n + ASKED])
            for table in ("passage", "indexed"):
                self.run(f"DELETE FROM {table} WHERE article = ANY(?::text[])", some)

    def empty_passages(self) -> None:
        """Begin with no sentences."""
        for table in ("passage", "indexed"):
            self.run(f"DELETE FROM {table}")

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first."""
        phrases = [p for p in cutting.cut(words.replace("\x00", " ").split()) if p]
        if not phrases:
            return []
        ((rows, total),) = self.run(
            "SELECT coalesce(sum(sentences), 0)::bigint, coalesce(sum(words), 0)::bigint FROM indexed"
        )
        single = len(phrases) == 1
        hits = [] if single else [
            self.run("SELECT count(*) FROM passage WHERE words @@ ?::tsquery", cutting.query([p]))[0][0] for p in phrases
        ]  # fmt: skip
        looked = [w for p in phrases for w in p]
        places = ", ".join(["ARRAY(SELECT unnest(u.positions) FROM unnest(words) u WHERE u.lexeme = ?)"] * len(looked))
        found = self.run(
            f'SELECT article, start, "end", length, {places} FROM passage WHERE words @@ ?::tsquery',
            *looked,
            cutting.query(phrases),
        )
        hits = hits or [len(found)]

        def ranks() -> Iterator[tuple[float, str, int, int]]:
            for article, start, end, length, *at in found:
                each = iter(at)
                counts = [cutting.occurrences(p, each) for p in phrases]
                yield cutting.ranked(counts, rows, hits, length, total), article, start, end

        return [(a, (s, e), r) for r, a, s, e in heapq.nsmallest(limit, ranks())]

    def wrong_passages(self, sentences: Mapping[str, Sequence[Passage]]) -> str | None:
        """Whether what search looks in is these sentences, and the words that lead to them are theirs."""
        held: dict[str, list[tuple[int, int, int, str]]] = {}
        for a, s, e, n, words in self.stream('SELECT article, start, "end", length, words::text FROM passage'):
            held.setdefault(a, []).append((s, e, n, words))
        told = {i: (n, m) for i, n, m in self.run("SELECT article, sentences, words FROM indexed")}
        for i in sorted(held.keys() | {k for k, v in sentences.items() if v}):
            wanted = sorted(sentences.get(i, []), key=lambda x: x[2:])
            if sorted(x[:2] for x in held.get(i, [])) != [x[2:] for x in wanted]:
                return f"article {i}: search looks in other sentences than it has"
            cut = cutting.cut([x[0] for x in wanted])
            vectors = self.run(
                "SELECT v::tsvector::text FROM unnest(?::text[]) WITH ORDINALITY AS x (v, n) ORDER BY n",
                [cutting.vector(c) for c in cut],
            )
            if sorted(held.get(i, [])) != [
                (x[2], x[3], len(c), v) for x, c, (v,) in zip(wanted, cut, vectors, strict=True)
            ]:
                return "search finds other words than the sentences have"
            if told.get(i) != (len(cut), sum(map(len, cut))):
                return "search counts other words than the sentences have"
        return None
