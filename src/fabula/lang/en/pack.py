"""The English language pack."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from spacy.tokens import Doc

from fabula.lang.en import pipeline
from fabula.lang.en.times import find
from fabula.model.records import Time


class English:
    """English, as the shipped layers read it: all of them."""

    code = "en"
    reader = True

    def version(self) -> str:
        """Name and version of the spaCy pipeline."""
        return pipeline.version()

    def parse(self, text: str) -> Doc:
        """A text's parse, with sentences that keep to lines."""
        return pipeline.parse(text)

    def memory(self) -> AbstractContextManager[object]:
        """Keeps spaCy's vocabulary from growing with every article; one thread at a time."""
        return pipeline.zone()

    def times(self, text: str, published: date | None, told: Callable[[int], bool]) -> tuple[Time, ...]:
        """The time expressions of a text in TIMEX3 terms."""
        return tuple(find(text, published, told))

    def maker(self, layer: str, shipped: Callable[..., Any]) -> Callable[..., Any] | None:
        """Every layer that Fabula ships."""
        return shipped


ENGLISH = English()
