"""What a language is to Fabula: a pack that parses its texts and says which layers can be made of them.

A language is a folder beside this file, or a package of its own that names its pack as an entry point::

    [project.entry-points."fabula.languages"]
    de = "fabula_german:GERMAN"

An article in a language that no pack reads is kept with its text, zones, title, date and exact copies; its layers stay empty.
"""

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Protocol

from fabula.errors import ModelError
from fabula.model.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

GROUP = "fabula.languages"
"""The group of entry points that language packs are found under, each by its ISO 639-1 code."""
SHIPPED = {"en": "fabula.lang.en.pack:ENGLISH"}
"""The packs that come with Fabula."""
DEFAULT = "en"
"""How an article is read whose language is not known: one too short to tell."""


class Language(Protocol):
    """A language pack. ``code`` is ISO 639-1; ``reader`` says whether the shipped reader model reads the language."""

    code: str
    reader: bool

    def version(self) -> str:
        """What parses: layers that another version made are made anew."""

    def parse(self, text: str) -> "Doc":
        """A text's words, sentences, parse and names; offsets are code points of the text, sentences keep to lines."""

    def memory(self) -> AbstractContextManager[object]:
        """Frees what parsing took, when the block ends."""

    def times(self, text: str, published: date | None, told: Callable[[int], bool]) -> tuple[Time, ...]:
        """The time expressions of a text, in order and apart; relative ones count from ``published``.

        ``told`` says whether a position belongs to the telling.
        """

    def maker(self, layer: str, shipped: Callable[..., Any]) -> Callable[..., Any] | None:
        """What makes a layer: the function that Fabula ships, one of the pack's own, or None: the layer stays empty."""


def base(code: str | None) -> str:
    """The language alone of a tag such as "en-GB" or "pt_BR", in lower case; DEFAULT where none is known."""
    found = (code or DEFAULT).replace("_", "-").split("-")[0].strip().casefold()
    return {"eng": "en", "english": "en"}.get(found, found)


@cache
def _added() -> dict[str, EntryPoint]:
    return {base(x.name): x for x in entry_points(group=GROUP)}


def reads(code: str | None) -> bool:
    """Whether a pack reads a language. Loads none."""
    found = base(code)
    return found in SHIPPED or found in _added()


@cache
def _pack(code: str) -> Language:
    try:
        if code in _added():
            added: Language = _added()[code].load()
            return added
        module, _, name = SHIPPED[code].partition(":")
        shipped: Language = getattr(importlib.import_module(module), name)
        return shipped
    except Exception as e:
        raise ModelError(f"the language pack for {code} cannot be loaded: {type(e).__name__}: {e}") from e


def pack(code: str | None) -> Language | None:
    """The pack that reads a language; None where there is none. Raises ModelError where one cannot be loaded."""
    return _pack(base(code)) if reads(code) else None
