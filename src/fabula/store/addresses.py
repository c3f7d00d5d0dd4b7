"""What a dossier's name says: a file, or an address on a database server, which may hold a password."""

import re
from pathlib import Path

_SERVER = re.compile(r"postgres(?:ql)?://", re.I)
_PASSWORD = re.compile(r"(\bpostgres(?:ql)?://[^:/@?\s]*):[^@/\s]*(?=@)|(?<=[?&]password=)[^&\s]+", re.I)


def on_server(name: str | Path) -> bool:
    """Whether a name is the address of a database server."""
    return _SERVER.match(str(name)) is not None


def without_password(text: str) -> str:
    """A message, or an address of a database, without a password that stands in an address in it."""
    return _PASSWORD.sub(r"\1", text)


def shown(name: str | Path) -> str:
    """A dossier's name as messages show it: an address without its password."""
    return without_password(str(name)) if on_server(name) else str(name)
