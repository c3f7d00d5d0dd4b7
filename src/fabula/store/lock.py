"""Who may write a dossier: one at a time, over processes and within one; the others wait for their turn, or are told.

The right to a file is a lock of the operating system on another beside it: it ends with the process that holds it, however
that ends; a database server has locks of its own. Readers need none: they see whole generations.
"""

import contextlib
import logging
import os
import sys
import time
from typing import Protocol

from fabula.errors import DossierError

WAIT = 600.0
"""Seconds that a writer waits for another; ``FABULA_WAIT`` in the environment says otherwise."""
_log = logging.getLogger("fabula")


def beside(path: str) -> str:
    """The file whose lock is the right to write a dossier, under whatever name the dossier was opened."""
    return os.path.realpath(path) + "-writer"


class Right(Protocol):
    """What one process at a time has: a lock on a file, or in a database server."""

    def had(self) -> bool | None:
        """Try to have it, at once; None where there are no locks to be had. Raises DossierError."""

    def holder(self) -> str:
        """Who has it, after an attempt that failed, as " (name)"; empty where that is not known."""

    def give(self) -> None:
        """Give it back."""


class FileRight:
    """The right to write one file: a lock on a file beside it."""

    def __init__(self, path: str) -> None:
        self.path, self._beside = path, beside(path)
        self._held: int | None = None
        self._who = ""

    def had(self) -> bool | None:
        """Try to have it; None where the file system has no locks."""
        try:
            handle = os.open(self._beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as e:
            raise DossierError(f"{self.path}: may not be written: {self._beside}: {e.strerror}") from e
        got = locked(handle)
        if got and _same(handle, self._beside):
            with contextlib.suppress(OSError):  # who it is, for those who wait; a full disk has no room for it
                os.truncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
            self._held = handle
            return True
        self._who = _who(handle)
        os.close(handle)
        return None if got is None else False

    def holder(self) -> str:
        """The number of the process that has it."""
        return self._who

    def give(self) -> None:
        """Give it back."""
        if self._held is None:
            return
        held, self._held = self._held, None
        # While it is held: who waits sees that the file is another, and opens the new one. Windows removes nothing that is
        # open: an empty file stays there.
        with contextlib.suppress(OSError):
            os.unlink(self._beside)
        os.close(held)


class Turn:
    """The right to write one dossier. ``take`` waits for it; it may be taken again by who has it, and each is given back."""

    def __init__(self, path: str, wait: float | None = None, right: Right | None = None) -> None:
        self.path, self._right = path, right or FileRight(path)
        self._wait = float(os.environ.get("FABULA_WAIT") or WAIT) if wait is None else wait
        self._depth = 0

    def __enter__(self) -> "Turn":
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.give()

    def take(self) -> None:
        """Wait for the right, with a word on standard error. Raises DossierError where it does not come in time."""
        if not self._depth:
            self._waited()
        self._depth += 1

    def give(self) -> None:
        """Give the right back."""
        self._depth -= 1
        if not self._depth:
            self._right.give()

    def _waited(self) -> None:
        until, pause, told = time.monotonic() + self._wait, 0.02, False
        while self._right.had() is False:
            who = self._right.holder()
            if time.monotonic() > until:
                raise DossierError(f"{self.path}: is being written by another process{who}: try again when it is done")
            if pause > 0.1 and not told:  # who only looks is gone by then
                _log.warning("fabula: %s: another process%s is writing it; waiting until it is done", self.path, who)
                told = True
            time.sleep(pause)
            pause = min(pause * 2, 0.5)


def busy(path: str) -> bool:
    """Whether somebody is writing a dossier now."""
    try:
        handle = os.open(beside(path), os.O_RDONLY)
    except OSError:
        return False
    try:
        return locked(handle, shared=True) is False
    finally:
        os.close(handle)


def _who(handle: int) -> str:
    number = os.pread(handle, 20, 0).decode("ascii", "replace").strip() if hasattr(os, "pread") else ""
    return f" ({number})" if number.isdigit() else ""


def _same(handle: int, path: str) -> bool:
    """Whether a file that is open is still the one of that name: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def locked(handle: int, shared: bool = False) -> bool | None:
        """Whether the lock was had; None where there are no locks."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import errno
    import fcntl

    def locked(handle: int, shared: bool = False) -> bool | None:
        """Whether the lock was had; None where there are no locks."""
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as e:
            if e.errno in (errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS):
                return None
            return False
        return True
