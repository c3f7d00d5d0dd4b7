"""How a dossier's schema on a server is opened: to read it, within one snapshot, or to write it.

An address is what libpq takes (``postgresql://user@host:port/database``, with its options after ``?``), and one option more:
``schema``, which is ``fabula`` where it is not given. One schema is one dossier. What the address leaves out comes from the
environment and from ``~/.pgpass``, as for every program of PostgreSQL: a password need not stand in it.
"""

import atexit
import logging
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fabula.errors import DossierError, UsageError
from fabula.store.addresses import shown
from fabula.store.postgres.schema import STEPS, known, prepare

try:
    import psycopg
    from psycopg.types.string import StrBinaryDumper, StrDumperUnknown, TextBinaryLoader, TextLoader
    from psycopg_pool import ConnectionPool, PoolTimeout
except ImportError as e:  # pragma: no cover - without the extra
    raise UsageError("a dossier on a server needs psycopg: pip install 'fabula[postgres]'") from e

Connection = psycopg.Connection[tuple[Any, ...]]
SCHEMA = "fabula"
TURN, WITHIN = 0x46424C41, 0x46424C57
"""The first halves of the advisory locks: of the right to write, and of a transaction that writes."""
_pools: dict[str, "ConnectionPool[Connection]"] = {}
_opening = Lock()


@lru_cache(maxsize=64)
def parts(address: str) -> tuple[str, str]:
    """What libpq is given, and the schema. Raises UsageError."""
    where, _, query = address.partition("?")
    options = parse_qsl(query, keep_blank_values=True)
    schema = next((v for k, v in options if k == "schema"), SCHEMA)
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", schema) or schema.startswith("pg_"):
        raise UsageError(f"{schema} is no name for a schema: lower-case letters, digits and _ make one")
    rest = urlencode([(k, v) for k, v in options if k != "schema"])
    return f"{where}?{rest}" if rest else where, schema


def lock_key(address: str) -> int:
    """The second half of a dossier's advisory locks, which hold within its database."""
    return zlib.crc32(parts(address)[1].encode()) - 0x80000000


def failed(path: str, e: BaseException) -> DossierError:
    """The error that names a dossier for what the server said, or for its silence."""
    said = " ".join(str(e).split())
    if isinstance(e, psycopg.errors.DiskFull):
        return DossierError(
            f"{path}: the server's disk is full: what the dossier held is unchanged; make room and do it again"
        )
    if isinstance(e, psycopg.errors.LockNotAvailable):
        return DossierError(f"{path}: is being written by another process: try again when it is done")
    if isinstance(e, psycopg.errors.InsufficientPrivilege):
        return DossierError(f"{path}: the server does not allow it: {said}")
    if isinstance(e, psycopg.OperationalError | psycopg.InterfaceError):
        return DossierError(
            f"{path}: the connection to the server was lost ({said}): what the dossier held is unchanged; do it again"
        )
    return DossierError(f"{path}: {said}")


# A text may hold the character NUL, which PostgreSQL cannot: it is kept as a noncharacter, which is doubled itself.
_MARK = "\ufdd0"


def _escaped(text: str) -> str:
    if "\x00" in text or _MARK in text:
        return text.replace(_MARK, _MARK + "1").replace("\x00", _MARK + "0")
    return text


def _unescaped(text: str) -> str:
    return text.replace(_MARK + "0", "\x00").replace(_MARK + "1", _MARK) if _MARK in text else text


class _TextOut(StrDumperUnknown):
    def dump(self, obj: str) -> Any:
        return super().dump(_escaped(obj))


class _BinaryOut(StrBinaryDumper):
    def dump(self, obj: str) -> Any:
        return super().dump(_escaped(obj))


class _TextIn(TextLoader):
    def load(self, data: Any) -> Any:
        return _unescaped(str(super().load(data)))


class _BinaryIn(TextBinaryLoader):
    def load(self, data: Any) -> Any:
        return _unescaped(str(super().load(data)))


def _adapt(db: Connection) -> None:
    db.adapters.register_dumper(str, _BinaryOut)
    db.adapters.register_dumper(str, _TextOut)
    db.adapters.register_loader("text", _TextIn)
    db.adapters.register_loader("text", _BinaryIn)


def _options(application: str) -> dict[str, Any]:
    return {
        "autocommit": True,
        "application_name": application,
        "connect_timeout": 15,
        "client_encoding": "utf8",
        # A machine that fell silent is let go of within two minutes, and with it what it had locked.
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 6,
    }


def application() -> str:
    """As what this process is known to the server."""
    return f"fabula {os.getpid()} on {os.uname().nodename if hasattr(os, 'uname') else 'another machine'}"[:63]


def _configure(db: Connection) -> None:
    _adapt(db)
    for line in ("jit = off", "statement_timeout = 0", "tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10",
                 "tcp_keepalives_count = 6", "idle_in_transaction_session_timeout = 0"):  # fmt: skip
        db.execute(f"SET {line}")


def connect(address: str, path: str) -> Connection:
    """A connection of its own. Raises DossierError."""
    info, schema = parts(address)
    try:
        db = psycopg.connect(info, **_options(application()))
        _configure(db)
        db.execute(f'SET search_path TO "{schema}"')
    except psycopg.Error as e:
        raise _unreachable(path, e) from e
    return db


def _unreachable(path: str, e: BaseException) -> DossierError:
    return DossierError(f"{path}: cannot be opened: {' '.join(str(e).split())}")


def pool(address: str, path: str) -> "ConnectionPool[Connection]":
    """The connections of this process that read from a server: opened when they are needed, used again.

    Raises DossierError where the server cannot be reached.
    """
    info = parts(address)[0]
    with _opening:
        if info not in _pools:
            connect(
                address, path
            ).close()  # what is wrong is said here: a pool tries again and keeps the reason to itself
            logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
            _pools[info] = ConnectionPool(
                info,
                min_size=0,
                max_size=int(os.environ.get("FABULA_POOL") or 20),
                max_idle=60,
                kwargs=_options(application()),
                configure=_configure,
                check=ConnectionPool.check_connection,
                open=True,
                name="fabula",
            )
        return _pools[info]


@atexit.register
def close_pools() -> None:
    """Close all that wait to be used again."""
    with _opening:
        for p in _pools.values():
            p.close(2)
        _pools.clear()


def borrow(address: str, path: str) -> Connection:
    """A connection to read with, from the pool. Raises DossierError where the server cannot be reached, or all are in use."""
    shared = pool(address, path)
    try:
        db = shared.getconn(timeout=30)
    except PoolTimeout as e:
        connect(address, path).close()
        raise DossierError(f"{path}: all connections of this process are in use (FABULA_POOL says how many)") from e
    try:
        db.execute(f'SET search_path TO "{parts(address)[1]}"')
    except BaseException:
        shared.putconn(db)
        raise
    return db


def give_back(address: str, db: Connection) -> None:
    """Put a connection back."""
    try:
        if not db.closed and db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            db.rollback()
    except psycopg.Error:  # it is lost
        db.close()
    where = _pools.get(parts(address)[0])
    if where is None or where.closed:
        db.close()
    else:
        where.putconn(db)


@contextmanager
def borrowed(address: str, path: str) -> Iterator[Connection]:
    """A connection for the time of a block."""
    db = borrow(address, path)
    try:
        yield db
    except psycopg.Error as e:
        raise failed(path, e) from e
    finally:
        give_back(address, db)


def pin(db: Connection) -> None:
    """Begin reading: what is read from here on is the dossier as it is now."""
    if db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
        db.execute("ROLLBACK")
    db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    db.execute("SELECT 1 FROM pg_catalog.pg_class LIMIT 1")
    db.execute("SAVEPOINT pinned")


def unfail(db: Connection) -> None:
    """Go on reading the same state after a statement that failed."""
    if db.info.transaction_status == psycopg.pq.TransactionStatus.INERROR:
        db.execute("ROLLBACK TO SAVEPOINT pinned")


def to_read(address: str, path: str) -> Connection:
    """A connection that changes nothing, within one snapshot. Raises DossierError."""
    db = borrow(address, path)
    try:
        pin(db)
        held = known(db, parts(address)[1], path)
        if not held:
            raise DossierError(f"{path}: no such dossier; make one with: fabula build SOURCE... -o {path}")
        if held < len(STEPS):
            raise DossierError(
                f"{path}: made by an earlier version of Fabula; bring it up to date with: fabula update {path}"
            )
    except psycopg.Error as e:
        give_back(address, db)
        raise failed(path, e) from e
    except BaseException:
        give_back(address, db)
        raise
    return db


def to_write(address: str, path: str, make: bool) -> Connection:
    """A connection that writes, brought up to date. Raises DossierError; only with ``make`` is a dossier made."""
    db, schema = connect(address, path), parts(address)[1]
    try:
        held = known(db, schema, path)
        if not held and not make:
            raise DossierError(f"{path}: no such dossier; make one with: fabula build SOURCE... -o {path}")
        if held < len(STEPS):
            with db.transaction():
                db.execute("SELECT pg_advisory_xact_lock(%s, %s)", (WITHIN, lock_key(address)))
                prepare(db, schema, path)
    except psycopg.Error as e:
        db.close()
        raise failed(path, e) from e
    except BaseException:
        db.close()
        raise
    return db


def exists(address: str) -> bool:
    """Whether there is a schema of an address's name."""
    with borrowed(address, shown(address)) as db:
        found = db.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (parts(address)[1],)).fetchone()
    return found is not None


def drop(address: str) -> None:
    """Take away a dossier's schema, with all that is in it."""
    with borrowed(address, shown(address)) as db:
        db.execute(f'DROP SCHEMA IF EXISTS "{parts(address)[1]}" CASCADE')
