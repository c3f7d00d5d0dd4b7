"""What makes a result: the rules, as the source of the modules that a stage imports, and the files of its models.

Results that are kept carry these marks, so that those of other rules or weights are made anew, with no version to
remember to raise. A stage's mark is of what that stage imports and nothing else: a page's style makes nothing anew.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).parent
STAGES = {
    "extract": "fabula.extract.annotate",
    "resolve": "fabula.engine.resolve",
}
"""The module that each stage is entered by: what it leads to, by imports, makes the stage's results."""
MODELS = frozenset({"models", "judge"})
"""Folders of weights, which have marks of their own."""
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(fabula[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(fabula[\w.]*))", re.M
)
_NAMED = re.compile(r"[\"'](fabula[\w.]+):\w+[\"']")
"""A function that is named to be imported when it is needed, as the registry of layers does: "module:name"."""
_ASIDE = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+[^\n]*\n|\n)+", re.M)
"""What only type checkers import."""


def digest(files: Iterable[tuple[str, bytes]], *more: int) -> str:
    """Twelve hexadecimal digits of the SHA-256 of files, by name and contents, and of the numbers that go with them."""
    found = hashlib.sha256(repr(more).encode())
    for name, body in files:
        found.update(f"\n{name} {len(body)}\n".encode())
        found.update(body)
    return found.hexdigest()[:12]


@cache
def rules(stage: str) -> str:
    """The mark of the code and the word lists of a stage; it is the same wherever the package is installed."""
    return digest((p.relative_to(TOP).as_posix(), p.read_bytes()) for p in files(stage))


def files(stage: str, top: Path = TOP) -> list[Path]:
    """The files that make a stage's results: the modules that it imports, however indirectly, and the data beside them.

    The package's own first module, which has the public interface, is no part of any stage.
    """
    seen: set[Path] = set()
    waiting = [STAGES[stage]]
    while waiting:
        for path in _modules(waiting.pop(), top):
            if path not in seen:
                seen.add(path)
                waiting += _imports(path.read_text(encoding="utf-8"))
    folders = {p.parent for p in seen} - {top}
    beside = {
        p
        for folder in folders
        for p in [*folder.iterdir(), *(folder / "data").glob("*")]
        if p.is_file() and p.suffix not in (".py", ".pyc") and folder.name not in MODELS
    }
    return sorted(seen | beside, key=lambda p: p.relative_to(top).as_posix())


def _modules(name: str, top: Path) -> Iterator[Path]:
    """The files of a module and of the packages that it is in, but for the first."""
    parts = name.split(".")[1:]
    for n in range(1, len(parts) + 1):
        at = top.joinpath(*parts[:n])
        for path in (at / "__init__.py", at.with_suffix(".py")):
            if path.is_file():
                yield path


def _imports(source: str) -> Iterator[str]:
    """The modules of this package that a source imports, wherever in it; names that are no modules lead nowhere."""
    yield from _NAMED.findall(source)
    for of, names, whole in _IMPORT.findall(_ASIDE.sub("", source)):
        yield whole or of
        for name in re.findall(r"(\w+)(?:[ \t]+as[ \t]+\w+)?", re.sub(r"#[^\n]*", "", names)):
            yield f"{of}.{name}"
