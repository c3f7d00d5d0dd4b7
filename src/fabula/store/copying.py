"""A dossier copied from one store to another, row by row, and proved to be the same."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from fabula.errors import DossierError
from fabula.store import opening
from fabula.store.sql.database import TABLES, Database, Row
from fabula.store.sql.reading import Reading
from fabula.store.sql.writing import Writing

Tell = Callable[[str, int], None]


def rows(db: Database, table: str) -> Iterator[Row]:
    """All rows of a table, in the order of its key."""
    columns, key = TABLES[table]
    return db.stream(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(key)}")


def mark(db: Database, table: str) -> str:
    """A hash of all that a table holds, the same in every store."""
    h = hashlib.sha256()
    for row in rows(db, table):
        h.update(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]).encode("utf-8", "surrogatepass"))
    return h.hexdigest()


def copied(source: Reading, target: Writing, tell: Tell = lambda table, count: None) -> None:
    """Copy all of a dossier into one that holds nothing, in one transaction, and hold each table against where it came from.

    Raises DossierError where the target holds something, or where a table is not the same afterwards: nothing is written then.
    """
    with target.writing():
        if any(target.run(f"SELECT 1 FROM {t} LIMIT 1") for t in TABLES):
            raise DossierError(f"{target.path}: holds a dossier already; copy to a place that holds none")
        for table in TABLES:
            count = 0

            def counted(found: Iterator[Row]) -> Iterator[Row]:
                nonlocal count
                for row in found:
                    count += 1
                    yield row

            target.db.insert(table, counted(rows(source.db, table)))
            tell(table, count)
        target.db.settle()
        target.index_anew()
        for table in TABLES:
            if mark(source.db, table) != mark(target.db, table):
                raise DossierError(f"{target.path}: {table} is not what it was in {source.path}: nothing was kept")


def copy(source: str | Path, target: str | Path, tell: Tell = lambda table, count: None) -> None:
    """Copy a dossier to a place that holds none, from file to server or back. ``tell`` hears of each table and its rows.

    Raises DossierError where the target holds a dossier, and where the copy is not the same: nothing is left then.
    """
    new = not opening.exists(target)
    with closing(opening.to_read(source)) as held:
        try:
            with closing(opening.to_write(target, make=True)) as made, opening.turn(target):
                copied(held, made, tell)
        except BaseException:
            if new and opening.exists(target):
                opening.drop(target)
            raise
