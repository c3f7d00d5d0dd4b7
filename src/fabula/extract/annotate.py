"""From an article to its annotation: parse once, read once, then a layer after the other.

A pure function of the article and the models: the same article gives the same layers in any process, alone or in a
batch. ``layers.py`` lists the layers; their order is that of what they need from each other.
"""

import multiprocessing
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from fabula.errors import EvidenceError, ModelError
from fabula.extract.analysis import TOLD, WHERE_AND_BY, Analysis, trimmed
from fabula.extract.layers import LAYERS, Layer, in_order
from fabula.fingerprint import rules
from fabula.ingest.reading.lines import flowing
from fabula.lang.language import Language, base, pack
from fabula.model.records import Annotation, Article, Pair, Record
from fabula.model.spans import check, untrue_in
from fabula.neural.happenings import heads
from fabula.neural.reader import Reader
from fabula.version import __version__


@cache
def reader() -> Reader:
    """The shipped reader, loaded once a process.

    It has two threads where the machine has them and this process the machine: it is half of the work, and spaCy, the
    other half, has one. A worker process has one.
    """
    alone = multiprocessing.parent_process() is None
    return Reader(threads=2 if alone and (os.cpu_count() or 1) > 1 else 1)


def models(language: str | None = None) -> dict[str, str]:
    """What makes the layers of an article in a language, by name: an annotation made by others is out of date.

    Where no pack reads the language, ``unread`` names it.
    """
    made = {"fabula": f"{__version__} {rules('extract')}"}
    words = pack(language)
    if words is None:
        return {**made, "unread": base(language)}
    read = {"reader": reader().version, "happenings": heads().version} if words.reader else {}
    return {**made, **read, "words": words.version()}


def annotate(article: Article) -> Annotation:
    """All layers of an article. Raises ModelError where a model or the pack of the article's language cannot be loaded.

    Of an article whose language no pack reads no layers are made; its lines stand for sentences. A layer that fails, by an
    error in its rules or by a record without a true span, is left out: it is empty, those that need it are made from none
    of it, and ``left_out`` says why.
    """
    words = pack(article.language)
    if words is None:
        found = Annotation(article=article, sentences=lines(article), models=models(article.language))
    else:
        with words.memory():
            found = _annotate(article, words)
    check(found)
    return found


def _annotate(article: Article, words: Language) -> Annotation:
    a = Analysis(article, words.parse(told_only(article)), words)
    made: dict[str, Any] = {"frames": (), "causal": {}, "states": None}
    left_out: dict[str, str] = {}
    if words.reader:
        try:
            told = [(z.start, z.end) for z in article.zones if z.kind in TOLD - WHERE_AND_BY]
            seen = reader().read(a.text, told, a.sentences)
            causal = dict(zip(a.sentences, seen.causal, strict=True))
            states = seen.states if seen.states.hidden.size else None  # of bylines alone nothing is read
            made |= {"frames": seen.frames, "causal": causal, "states": states}
        except ModelError:
            raise
        except Exception as e:
            left_out["reader"] = in_a_line(e)
    for layer in in_order(LAYERS):
        try:
            made[layer.name] = made_of(layer, a, made)
        except Exception as e:  # a bug in one layer costs this layer, not the article
            made[layer.name] = ()
            left_out[layer.name] = in_a_line(e)
    layers = {x.name: made[x.name] for x in LAYERS}
    return Annotation(
        article=article, sentences=a.sentences, models=models(article.language), left_out=left_out, **layers
    )


def made_of(layer: Layer, analysis: Analysis, made: Mapping[str, Any]) -> tuple[Record, ...]:
    """One layer, from what it needs. Raises EvidenceError where a record of it has no true span, and what its rules raise."""
    maker = analysis.language.maker(layer.name, layer.maker())
    if maker is None:
        return ()
    found: tuple[Record, ...] = maker(analysis, *(made[n] for n in layer.needs))
    for wrong in untrue_in(layer.name, found, len(analysis.text)):
        raise EvidenceError(wrong)
    return found


def in_a_line(e: Exception) -> str:
    """An error as one line: its kind and what it says."""
    return " ".join(f"{type(e).__name__}: {e}".split())


def lines(article: Article) -> tuple[Pair, ...]:
    """The spans of the telling's lines, without white space at their edges and without those that are nothing else."""
    out: list[Pair] = []
    at = 0
    for line in told_only(article).splitlines(keepends=True):
        start, end = trimmed(article.text, at, at + len(line.rstrip()))
        at += len(line)
        if start < end and line.strip():
            out.append((start, end))
    return tuple(out)


def told_only(article: Article) -> str:
    """The article's text as it flows, with all that is not the telling blanked out, line breaks kept: offsets stay."""
    text, out = flowing(article.text, article.zones), []
    for z in article.zones:
        part = text[z.start : z.end]
        out.append(part if z.kind in TOLD else "".join("\n" if c == "\n" else " " for c in part))
    return "".join(out)
