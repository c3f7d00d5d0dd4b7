"""The right to write a dossier on a server: an advisory lock, which ends with the connection that holds it."""

from typing import Any

import psycopg

from fabula.store.addresses import shown
from fabula.store.postgres.connection import TURN, Connection, borrowed, connect, failed, lock_key

_HELD = (
    "SELECT a.application_name FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND l.classid = %s AND l.objid = (%s::bigint & 4294967295)::oid"
)


class AdvisoryRight:
    """The right to write one dossier, over a connection of its own."""

    def __init__(self, address: str) -> None:
        self.address, self.path = address, shown(address)
        self._key = (TURN, lock_key(address))
        self._db: Connection | None = None

    def had(self) -> bool:
        """Try to have it. Raises DossierError."""
        if self._db is None or self._db.closed:
            self._db = connect(self.address, self.path)
        try:
            return self._ask("SELECT pg_try_advisory_lock(%s, %s)") == [(True,)]
        except psycopg.Error as e:
            self.give()
            raise failed(self.path, e) from e

    def holder(self) -> str:
        """The process that has it, and its machine."""
        try:
            who = [r[0] for r in self._ask(_HELD) if r[0]]
        except psycopg.Error:
            return ""
        return f" ({who[0]})" if who else ""

    def give(self) -> None:
        """Give it back: it ends with the connection."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        assert self._db is not None
        return self._db.execute(sql, self._key).fetchall()


def busy(address: str) -> bool:
    """Whether somebody is writing a dossier now."""
    with borrowed(address, shown(address)) as db:
        return bool(db.execute(_HELD, (TURN, lock_key(address))).fetchall())
