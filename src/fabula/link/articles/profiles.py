"""What an article is about, as weighted terms: the common ground of grouping and of finding copies.

Words weigh by their rarity in English news at large (``background.txt``), not in the articles at hand, so that two
articles are as alike in a dossier of five as in one of fifty thousand.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fabula.extract.analysis import TOLD
from fabula.lang.en.stems import stems
from fabula.model.records import Annotation
from fabula.names.places import where

RARE = 7.0
"""The weight of a term that the background does not know: log of its 1,850 texts, about."""
LEAD = 250
"""So many code points of the body, and the title, are the lead."""
IN_LEAD, IN_NAME, IN_NUMBER = 1.25, 1.5, 2.0
"""How much more a term weighs in the lead, in a name, as a number. Calibrated on the ECB+ training topics."""
PLACE_TERM, DAY_TERM = 10.0, 10.0
"""What the place and the day of a reported event weigh, once each, beside words. Calibrated likewise."""


@dataclass(frozen=True, slots=True)
class ArticleProfile:
    """An article's terms and their weights, of unit length before any local weighing."""

    article: str
    weights: dict[str, float]


@cache
def background() -> dict[str, float]:
    """Stem to its inverse document frequency (natural log) in English news at large."""
    out: dict[str, float] = {}
    for line in files("fabula.link.articles").joinpath("background.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            value, *stems = line.split()
            out.update(dict.fromkeys(stems, float(value)))
    return out


def told(annotation: Annotation) -> list[str]:
    """The text of the zones that belong to the telling; the whole text where it has no zones."""
    article = annotation.article
    if not article.zones:
        return [article.text]
    return [article.text[z.start : z.end] for z in article.zones if z.kind in TOLD]


def profile(annotation: Annotation) -> ArticleProfile:
    """What an article is about."""
    text = annotation.article.text
    idf = background()
    parts = told(annotation)
    counts = Counter(s for part in parts for s in stems(part))
    lead: set[str] = set(stems(annotation.article.title or ""))
    room = LEAD
    for part in parts:
        lead.update(stems(part[:room]))
        room -= len(part)
        if room <= 0:
            break
    names = {s for m in annotation.mentions if m.form == "name" for s in stems(text[m.start : m.end])}
    weights: dict[str, float] = {}
    for term, n in counts.items():
        if len(term) < 2:
            continue
        weight = (1 + math.log(n)) * idf.get(term, RARE)
        if term in names:
            weight *= IN_NAME
        if term[0].isdigit():
            weight *= IN_NUMBER
        if term in lead:
            weight *= IN_LEAD
        if weight > 0:
            weights[term] = weight
    for term, n in facets(annotation).items():
        weights[term] = (1 + math.log(n)) * (PLACE_TERM if term.startswith("@") else DAY_TERM)
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return ArticleProfile(annotation.article.id, {t: w / length for t, w in sorted(weights.items())})


def facets(annotation: Annotation) -> Counter[str]:
    """The places ("@" and a code or name) and days ("#02-22") of the events that an article reports, with how often.

    States are left out: too many events share them.
    """
    text = annotation.article.text
    out: Counter[str] = Counter()
    for event in annotation.events:
        if event.place and event.type != "other":
            place = where(text[slice(*event.place)])
            if place and not place.wide:
                out["@" + place.key] += 1
        if event.time and (day := month_day(event.time)):
            out["#" + day] += 1
    return out


def month_day(value: str) -> str | None:
    """The month and day of a TIMEX3 value, "03-13"; None where it names no day of a month."""
    match = re.match(r"[\dX]{4}-(\d\d-\d\d)", value)
    return match[1] if match else None
