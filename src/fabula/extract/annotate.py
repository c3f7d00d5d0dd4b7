"""From an article to its annotation: parse once, read once, then a layer after the other.

A pure function of the article and the models: the same article gives the same layers in any process, alone or in a
batch. The order of the layers is that of what they need from each other.
"""

import multiprocessing
import os
from functools import cache

from fabula.extract.analysis import TOLD, Analysis
from fabula.extract.attributions.layer import attributions
from fabula.extract.causes.layer import causes
from fabula.extract.claims.layer import claims
from fabula.extract.events.layer import events
from fabula.extract.forecasts.layer import forecasts
from fabula.extract.mentions.layer import mentions
from fabula.extract.mentions.roles import dated
from fabula.extract.times.layer import times
from fabula.fingerprint import rules
from fabula.lang.en import pipeline as words
from fabula.model.records import Annotation, Article
from fabula.model.spans import check
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


def models() -> dict[str, str]:
    """What makes the layers, by name: an annotation made by other versions is out of date."""
    return {"fabula": f"{__version__} {rules()}", "reader": reader().version, "words": words.version()}


def annotate(article: Article) -> Annotation:
    """All layers of an article. Raises ModelError where a model is missing, EvidenceError on a span that is not so."""
    with words.pipeline().memory_zone():  # else spaCy's vocabulary grows with every article
        found = _annotate(article)
    check(found)
    return found


def _annotate(article: Article) -> Annotation:
    a = Analysis(article, words.parse(told_only(article)))
    told = [(z.start, z.end) for z in article.zones if z.kind in TOLD]
    seen = reader().read(article.text, told, a.sentences)
    frames, causal = seen.frames, dict(zip(a.sentences, seen.causal, strict=True))
    when = times(a)
    who = dated(a.text, a.sentences, mentions(a), when)
    said = attributions(a, who, frames)
    happened = events(a, who, when, said)
    expected = forecasts(a, who, when, said)
    return Annotation(
        article=article,
        sentences=a.sentences,
        mentions=who,
        times=when,
        attributions=said,
        events=happened,
        claims=claims(a, who, when, said, expected),
        forecasts=expected,
        causes=causes(a, said, frames, causal),
        models=models(),
    )


def told_only(article: Article) -> str:
    """The article's text with all that is not the telling blanked out, line breaks kept: offsets stay."""
    text, out = article.text, []
    for z in article.zones:
        part = text[z.start : z.end]
        out.append(part if z.kind in TOLD else "".join("\n" if c == "\n" else " " for c in part))
    return "".join(out)
