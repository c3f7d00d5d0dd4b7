"""How a dossier's file is opened: to read it, which never changes it, or to write it; a stranger's file runs nothing."""

import errno
import os
import sqlite3
import stat
from pathlib import Path

from fabula.errors import DossierError
from fabula.store.sqlite.schema import STEPS, known, prepare

LARGEST = 512 * 1024 * 1024
"""Bytes of one value, at most: a damaged or hostile file that claims more is refused before memory is."""
FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def damaged(path: str, e: BaseException) -> DossierError:
    """The error that names a dossier for what the database, or the decoding of what it holds, ran into."""
    said = str(e)
    if "full" in said:
        return DossierError(f"{path}: the disk is full: what the dossier held is unchanged; make room and do it again")
    if "disk I/O" in said:
        return DossierError(
            f"{path}: could not be read or written (the disk, or a limit on what may be stored): what it held is unchanged"
        )
    if "locked" in said:
        return DossierError(f"{path}: is being written by another process: try again when it is done")
    if "malformed" in said or "not a database" in said or not isinstance(e, sqlite3.OperationalError):
        return DossierError(f"{path}: damaged, or no dossier: {said}; what is wrong: fabula verify {path}")
    return DossierError(f"{path}: {said}")


def _look(path: str) -> os.stat_result | None:
    """What stands under a path, or None. Raises DossierError where that cannot be told."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as e:
        why = getattr(e, "strerror", None) or str(e)
        raise DossierError(f"{path}: cannot be opened: {why}") from e
    if stat.S_ISDIR(found.st_mode):
        raise DossierError(f"{path}: is a folder; name a file for the dossier")
    if not stat.S_ISREG(found.st_mode):
        raise DossierError(f"{path}: is no ordinary file; name a file for the dossier")
    return found


def _held(path: str) -> None:
    found = _look(path)
    if found is None or not found.st_size:
        what = "an empty file, not a dossier" if found else "no such dossier"
        raise DossierError(f"{path}: {what}; make one with: fabula build SOURCE... -o {path}")


def _connect(path: str, how: str) -> sqlite3.Connection:
    uri = f"{Path(path).absolute().as_uri()}?{how}"
    db = sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
    try:
        # Before anything of the file is looked at: what its schema calls is not run, its pages are not trusted.
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        db.execute("PRAGMA temp_store = MEMORY")
        if hasattr(db, "setconfig"):  # Python 3.12
            for name, on in (("DEFENSIVE", True), ("ENABLE_TRIGGER", False), ("ENABLE_VIEW", False)):
                db.setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), on)
    except BaseException:
        db.close()
        raise
    return db


def to_read(path: str) -> sqlite3.Connection:
    """A connection that changes nothing, within one read transaction: all that it answers is of one generation.

    Works for a file that may not be written, in a folder that may not be, on a medium that cannot be. Raises DossierError
    where there is no dossier, or one that must be brought up to date first.
    """
    _held(path)
    if not os.access(path, os.R_OK):
        raise DossierError(f"{path}: cannot be opened: Permission denied")
    try:
        db = _pinned(path, "mode=rw" if os.access(path, os.W_OK) else "mode=ro")
    except sqlite3.OperationalError as e:
        # A folder where nothing can be written has no room for the files that readers and writers share.
        if not any(word in str(e) for word in ("unable to open", "readonly")):
            raise damaged(path, e) from e
        log = _look(f"{os.path.realpath(path)}-wal")
        if log is not None and log.st_size:
            raise DossierError(
                f"{path}: was not closed by who wrote it last (there is a file {path}-wal), and its folder may not be "
                "written: copy both files to another folder and open the copy"
            ) from e
        try:
            db = _pinned(path, "mode=ro&immutable=1")
        except (sqlite3.Error, UnicodeDecodeError) as again:
            raise damaged(path, again) from again
    except (sqlite3.Error, UnicodeDecodeError) as e:
        raise damaged(path, e) from e
    return db


def _pinned(path: str, how: str) -> sqlite3.Connection:
    db = _connect(path, how)
    try:
        db.execute("PRAGMA query_only = ON")
        if hasattr(sqlite3, "SQLITE_LIMIT_LENGTH"):
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
        pin(db)
        if known(db, path) < len(STEPS):
            raise DossierError(
                f"{path}: made by an earlier version of Fabula; bring it up to date with: fabula update {path}"
            )
    except BaseException:
        db.close()
        raise
    return db


def pin(db: sqlite3.Connection) -> None:
    """Begin reading: what is read from here on is the dossier as it is now."""
    if db.in_transaction:
        db.execute("ROLLBACK")
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def to_write(path: str, make: bool) -> sqlite3.Connection:
    """A connection that writes, brought up to date. Raises DossierError; only with ``make`` is a file made."""
    found = _look(path)
    if not make:
        _held(path)
    if found is not None and not os.access(path, os.W_OK):
        raise DossierError(f"{path}: may not be written")
    try:
        db = _connect(path, "mode=rwc" if make else "mode=rw")
    except (sqlite3.Error, UnicodeDecodeError) as e:
        raise damaged(path, e) from e
    try:
        db.execute("PRAGMA foreign_keys = ON")
        prepare(db, path)  # first: a file of something else must not be touched
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except (sqlite3.Error, UnicodeDecodeError) as e:
        db.close()
        raise damaged(path, e) from e
    except BaseException:
        db.close()
        raise
    return db
