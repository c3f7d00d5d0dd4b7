"""What makes a result: the rules, as the package's own source, and the files of its models.

Results that are kept carry these marks, so that those of other rules or weights are made anew, with no version to
remember to raise.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SHOWING = frozenset({"cli", "export", "views", "serve"})
"""Folders that only show what was made."""


def digest(files: Iterable[tuple[str, bytes]], *more: int) -> str:
    """Twelve hexadecimal digits of the SHA-256 of files, by name and contents, and of the numbers that go with them."""
    found = hashlib.sha256(repr(more).encode())
    for name, body in files:
        found.update(f"\n{name} {len(body)}\n".encode())
        found.update(body)
    return found.hexdigest()[:12]


@cache
def rules() -> str:
    """The mark of the code that reads and resolves; it is the same wherever the package is installed."""
    top = Path(__file__).parent
    named = sorted((p.relative_to(top).as_posix(), p) for p in top.rglob("*.py"))
    return digest((name, p.read_bytes()) for name, p in named if name.split("/")[0] not in SHOWING)
