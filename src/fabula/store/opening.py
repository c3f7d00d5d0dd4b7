"""Which store has a dossier: a file is SQLite's, an address that begins with postgresql:// a PostgreSQL server's.

What opens a dossier goes through here, so that wherever a file may stand an address may.
"""

import os
from pathlib import Path

from fabula.store.addresses import on_server, shown
from fabula.store.lock import Turn
from fabula.store.lock import busy as file_busy
from fabula.store.sql.reading import Reading
from fabula.store.sql.writing import Writing
from fabula.store.sqlite.database import SqliteDatabase


def to_read(name: str | Path) -> Reading:
    """A dossier to read, pinned to its newest generation. Raises DossierError where there is none."""
    if on_server(name):
        from fabula.store.postgres.database import PostgresDatabase  # needs an extra, and takes a while to load

        return Reading(PostgresDatabase(str(name)))
    return Reading(SqliteDatabase(str(name)))


def to_write(name: str | Path, make: bool = False) -> Writing:
    """A dossier to write, brought up to date; only with ``make`` is one made. Raises DossierError."""
    if on_server(name):
        from fabula.store.postgres.database import PostgresDatabase

        return Writing(PostgresDatabase(str(name), write=True, make=make))
    return Writing(SqliteDatabase(str(name), write=True, make=make))


def turn(name: str | Path, wait: float | None = None) -> Turn:
    """The right to write a dossier, to wait for."""
    if on_server(name):
        from fabula.store.postgres.turn import AdvisoryRight

        return Turn(shown(name), wait, AdvisoryRight(str(name)))
    return Turn(str(name), wait)


def busy(name: str | Path) -> bool:
    """Whether somebody is writing a dossier now."""
    if on_server(name):
        from fabula.store.postgres.turn import busy as server_busy

        return server_busy(str(name))
    return file_busy(str(name))


def exists(name: str | Path) -> bool:
    """Whether there is anything under a name."""
    if on_server(name):
        from fabula.store.postgres.connection import exists as server_exists

        return server_exists(str(name))
    return Path(name).exists()


def drop(name: str | Path) -> None:
    """Take away a dossier that was made and holds nothing."""
    if on_server(name):
        from fabula.store.postgres.connection import drop as server_drop

        server_drop(str(name))
    else:
        os.unlink(name)
