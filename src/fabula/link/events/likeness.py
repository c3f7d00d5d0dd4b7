"""How likely two reports tell of one occurrence: what they share, weighed by a small learned scorer (docs/events.md).

The scorer never overrules what rules know: ``barred`` says which two cannot be one whatever their words.
"""

import math
import re
from collections.abc import Mapping

import numpy as np

from fabula.lang.en.saying import OF_EVENTS
from fabula.link.articles.profiles import RARE, background
from fabula.link.events.codes import scorer
from fabula.link.events.dates import APART, EQUAL, WITHIN, compare
from fabula.link.events.reports import EventReport
from fabula.names.places import APART as ELSEWHERE
from fabula.names.places import SAME, compatible, stand

_WEEKDAY = re.compile(r"[\dX]{4}-W(?:XX|\d\d)-([1-7])")
FEATURES = (
    "word vectors", "sentence vectors", "one word", "one stem", "articles alike", "sentences alike", "parties shared",
    "parties apart", "names shared", "names alike", "no names", "one day", "one time within the other", "time of one only",
    "one place", "places apart", "one type", "types apart", "both nouns", "noun and verb", "one group", "one article",
    "numbers shared", "numbers apart", "less sure", "both news", "modalities apart", "rarity", "report of words",
    "one stem, articles alike", "one stem, sentences alike", "word vectors, sentences alike", "word vectors, names alike",
)  # fmt: skip
"""What a pair is judged by, in order; each lies between -1 and 1."""


def barred(a: EventReport, b: EventReport) -> bool:
    """Whether two reports cannot be of one occurrence: their days lie apart, their places do, or they count differently."""
    moment = compare(a.time, b.time)
    if moment == APART or (moment != EQUAL and not compatible(a.places, b.places)):
        return True
    if (a.bygone and b.time is None) or (b.bygone and a.time is None):
        return True
    first, second = weekday(a), weekday(b)
    if first and second and first != second:
        return True
    if a.said.ordinal != b.said.ordinal and (a.article == b.article or (a.said.ordinal and b.said.ordinal)):
        return True
    if a.said.stem != b.said.stem and not (a.who & b.who or a.around & b.around):
        return True  # other words, and nobody named beside both
    return late(a, b) or late(b, a)


def weekday(r: EventReport) -> int:
    """The day of the week that a report is told of, 1 to 7; 0 where none is known."""
    if r.time is not None and r.time.exact and r.time.first is not None:
        return r.time.first.isoweekday()
    found = _WEEKDAY.match(r.said.time or "")
    return int(found[1]) if found else 0


def late(a: EventReport, b: EventReport) -> bool:
    """Whether one tells as past what the other has on a day after the first was published."""
    day = a.page.day
    return bool(
        day
        and a.said.modality == "happened"
        and b.time is not None
        and b.time.first is not None
        and b.time.first.toordinal() > day
    )


def shared(a: Mapping[int, float], b: Mapping[int, float]) -> float:
    """The cosine of two rows of weighted terms, each of length one."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(w * b[t] for t, w in a.items() if t in b)


def features(a: EventReport, b: EventReport) -> list[float]:
    """What two reports share, as FEATURES; the same either way round."""
    p, q = a.said, b.said
    words, sentences = _cosines(p.vector, q.vector)
    stem = p.stem == q.stem
    pages = shared(a.page.terms, b.page.terms) if a.page is not b.page else 1.0
    first, second = a.page.sentences[p.sentence], b.page.sentences[q.sentence]
    said = shared(first.terms, second.terms)
    who = len(a.who & b.who)
    near = len(a.around & b.around)
    names = near / max(1, min(len(a.around), len(b.around)))
    moment = compare(a.time, b.time)
    stands = {stand(x, y) for x in a.places for y in b.places}
    spot = any(stand(x, y) == SAME and not x.wide for x in a.places for y in b.places)
    typed = p.kind != "other" and q.kind != "other"
    numbers = len({*first.numbers} & {*second.numbers})
    idf = background()
    rare = min(idf.get(p.word, RARE), idf.get(q.word, RARE)) / RARE
    return [
        words,
        sentences,
        float(p.word == q.word),
        float(stem),
        pages,
        said,
        min(2, who) / 2,
        float(bool(a.who and b.who and not who)),
        min(3, near) / 3,
        names,
        float(not a.around or not b.around),
        float(moment == EQUAL),
        float(moment == WITHIN),
        float((a.time is None) != (b.time is None)),
        float(spot),
        float(ELSEWHERE in stands and not spot),
        float(typed and p.kind == q.kind),
        float(typed and p.kind != q.kind),
        float(p.noun and q.noun),
        float(p.noun != q.noun),
        float(a.group is not None and a.group == b.group),
        float(a.article == b.article),
        min(2, numbers) / 2,
        float(bool(first.numbers and second.numbers and not numbers)),
        min(p.sure, q.sure),
        float(p.news and q.news),
        float(p.modality != q.modality),
        rare,
        float(p.word in OF_EVENTS or q.word in OF_EVENTS),
        stem * pages,
        stem * said,
        words * said,
        words * names,
    ]


def _cosines(a: bytes, b: bytes) -> tuple[float, float]:
    """How near two mentions' words and their sentences lie: -1 to 1, 0 where one was not read."""
    if not a or not b:
        return 0.0, 0.0
    x, y = np.frombuffer(a, dtype=np.int8).astype(np.int32), np.frombuffer(b, dtype=np.int8).astype(np.int32)
    half = len(x) // 2
    return float(x[:half] @ y[:half]) / 127**2, float(x[half:] @ y[half:]) / 127**2


def likelihood(a: EventReport, b: EventReport) -> float:
    """The probability that two reports tell of one occurrence, by the learned scorer; 0 where they are barred or not read."""
    if not a.said.vector or not b.said.vector or barred(a, b):
        return 0.0
    w = scorer()
    x = np.array(features(a, b))
    hidden = np.maximum(x @ w["in"] + w["in_b"], 0)
    return float(1 / (1 + np.exp(-(hidden @ w["out"] + w["out_b"]))))


def reasons(a: EventReport, b: EventReport) -> list[str]:
    """What two reports that the scorer joins share, in words."""
    found = dict(zip(FEATURES, features(a, b), strict=True))
    said = {
        "word": ("one stem", f"word: {a.said.stem}"),
        "vectors": ("word vectors", f"words alike {found['word vectors']:.2f}"),
        "sentences": ("sentences alike", f"sentences alike {found['sentences alike']:.2f}"),
        "articles": ("articles alike", f"articles alike {found['articles alike']:.2f}"),
        "who": ("parties shared", f"who: {len(a.who & b.who)} shared"),
        "names": ("names shared", f"named beside both: {len(a.around & b.around)}"),
        "day": ("one day", "when: same day"),
        "place": ("one place", f"where: {a.said.place}"),
    }
    return [words for name, words in said.values() if found[name] > 0]
