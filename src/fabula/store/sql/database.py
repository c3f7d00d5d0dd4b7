"""What a database must do for a dossier: statements, transactions, rows in bulk, and sentences that can be searched.

Statements are written once, in the SQL that SQLite and PostgreSQL share (``?`` for a value, ``ON CONFLICT``). What differs
between the two stands behind this protocol.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from threading import RLock
from typing import Any, Literal, NamedTuple, Protocol

import msgspec

from fabula.model.records import Pair

Passage = tuple[str, str, int, int]
"""A sentence to search: its text, its article, where it starts and ends."""
Row = tuple[Any, ...]
encode = msgspec.json.Encoder(order="deterministic").encode


class Table(NamedTuple):
    """A table's columns, and those of them that no two rows share."""

    columns: tuple[str, ...]
    key: tuple[str, ...]


TABLES: Mapping[str, Table] = {
    "article": Table(("id", "sha256", "path", "text", "record"), ("id",)),
    "annotation": Table(("article", "models", "layers", "digest"), ("article",)),
    "staged": Table(
        ("article", "sha256", "path", "text", "record", "models", "layers", "digest"),
        ("article",),
    ),
    "revision": Table(("article", "identity", "number"), ("article",)),
    "aside": Table(("article", "why", "makers"), ("article",)),
    "resolved": Table(("kind", "id", "sort", "part", "body", "digest"), ("kind", "id", "part")),
    "judgement": Table(
        ("kind", "left_key", "right_key", "made_by", "body", "part", "digest"),
        ("kind", "left_key", "right_key", "made_by"),
    ),
    "memo": Table(("kind", "key", "body"), ("kind", "key")),
    "verdict": Table(
        ("left_hash", "right_hash", "judge", "agrees", "clashes", "neither"), ("left_hash", "right_hash", "judge")
    ),
    "decision": Table(("number", "body"), ("number",)),
    "known_list": Table(("name", "path", "sha256", "entries"), ("name",)),
    "known": Table(("number", "list", "id", "body"), ("number",)),
    "known_key": Table(("key", "known"), ("key", "known")),
    "candidate": Table(("entity", "position", "body"), ("entity", "position")),
    "fact": Table(("key", "value"), ("key",)),
}
"""All that a dossier is, in an order in which it can be written; the sentences to search follow from it."""

Clash = Literal["refuse", "replace", "ignore"]
"""What becomes of a row under a key that is taken: an error, the row takes the place of what was, or what was stays."""


class Database(Protocol):
    """One connection. Safe to use from several threads that hold its ``lock``."""

    arrival: str | None
    """What rows are in the order of adding by; None where there is nothing."""
    path: str
    lock: RLock

    @property
    def in_transaction(self) -> bool: ...
    def sound(self) -> AbstractContextManager[None]:
        """What the database cannot do becomes a DossierError that names the dossier."""

    def run(self, sql: str, *values: Any) -> list[Row]:
        """Run one statement and return its rows."""

    def stream(self, sql: str, *values: Any) -> Iterator[Row]:
        """The rows of a statement one after the other, without holding them all."""

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""

    def insert(self, table: str, rows: Iterable[Row], clash: Clash = "refuse") -> None:
        """Write rows, as the table's columns are in ``TABLES``."""

    def begin(self) -> None:
        """Begin a transaction that writes: it waits for whoever else is within one."""

    def settle(self) -> None:
        """After rows came with numbers of their own: go on counting after the last."""

    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def refresh(self) -> None:
        """Of a connection that only reads: answer from the newest state from here on."""

    def close(self) -> None: ...

    def lengths(self) -> dict[str, int]:
        """By article id: the number of characters of its text."""

    def damage(self) -> Iterator[str]:
        """What the database itself says is wrong with its pages, indexes and references, and with which article or table."""

    def size(self) -> dict[str, int]:
        """Bytes by table, its indexes included."""

    # sentences

    def add_passages(self, rows: Sequence[Passage]) -> None:
        """Let sentences be found."""

    def drop_passages(self, articles: Sequence[str]) -> None:
        """Let the sentences of articles be found no longer."""

    def empty_passages(self) -> None:
        """Begin with no sentences, whatever became of those that were there."""

    def search(self, words: str, limit: int) -> list[tuple[str, Pair, float]]:
        """Sentences that hold all the words, best first: (article id, span, BM25 rank: lower is better)."""

    def wrong_passages(self, sentences: Mapping[str, Sequence[Passage]]) -> str | None:
        """Whether what search looks in is these sentences, by article; else what is wrong."""


def digest(*parts: str | bytes) -> bytes:
    """A hash of parts, which are kept apart."""
    h = hashlib.blake2b(digest_size=16)
    for p in parts:
        raw = p.encode("utf-8", "surrogatepass") if isinstance(p, str) else p
        h.update(len(raw).to_bytes(8, "big") + raw)
    return h.digest()


def inserting(table: str, clash: Clash, source: str) -> str:
    """The statement that writes rows of a table from a ``source``: VALUES, or a SELECT."""
    columns, key = TABLES[table]
    others = [c for c in columns if c not in key]
    end = {
        "refuse": "",
        "ignore": f" ON CONFLICT ({', '.join(key)}) DO NOTHING",
        "replace": f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in others)}",
    }[clash if others or clash != "replace" else "ignore"]
    return f"INSERT INTO {table} ({', '.join(columns)}) {source}{end}"
