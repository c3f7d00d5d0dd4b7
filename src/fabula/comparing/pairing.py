"""What two claims of different tellings are to each other, in their context: who says it, when, of which event."""

from dataclasses import dataclass

from fabula.comparing.differences import Finding, findings
from fabula.comparing.judge import merged, pooled, prior, shipped
from fabula.comparing.model import CLASSES
from fabula.comparing.profiles import Profile
from fabula.comparing.wording import none_of

SURE = 0.8
"""Probability from which the learned judge's word alone makes a clash, without a difference that a rule can name. Set
by hand, high, as one claim set against another is not what it was trained on; not calibrated."""
MATTER = 0.34
"""Similarity from which a difference between two claims is a clash: below it, they may be about different things."""
APART = 14
"""Days between two tellings from which what differs may have changed meanwhile: a development, not a clash."""
CLOSE = 0.55
"""Similarity from which other dates are not those of other things."""
POOLED = 0.5
"""What the words that two claims share weigh beside the learned judge: it was trained on passages, many beside the
point, while candidates are alike already. Set on the shipped example."""
AGREED = 0.3
"""Probability of agreement from which, with nothing against it, two claims agree, be "neither" even likelier. Set by
hand while looking at the shipped example and at the sample articles, so neither is a blind test of it."""
NEWS = 0.4
"""Similarity from which a plan and an outcome are one thing's."""
CHECKABLE = frozenset({"numbers", "dates", "negation", "opposites", "first", "count"})
"""Kinds of finding that a person can check in the two passages, and that make a clash of fact."""


@dataclass(frozen=True, slots=True)
class Link:
    """``kind``: agree, disagree, development or view; ``score`` in 0..1; ``why``: one part an item."""

    kind: str
    score: float
    why: tuple[str, ...]


def link(a: Profile, b: Profile, like: float) -> Link | None:
    """Judge two claims whose similarity is ``like``; None where they have nothing to say to each other."""
    found = [f for f in findings(a.core, b.core) if f.kind != "names"]  # entities are resolved: spellings do not matter
    none = _none_against_count(a, b)
    if none:
        like = max(like, MATTER)
        found = [none, *(f for f in found if f.kind not in ("development", "same number", "negation"))]
    if (a.claim.modality == "denied") != (b.claim.modality == "denied") and not none:
        found = [*(f for f in found if f.kind != "negation"), Finding("clashes", "negation", "one of them is a denial")]
    model = shipped()
    p = prior(min(1.0, 1.4 * like))
    if model:
        p = pooled([float(x) for x in model.probabilities(a.core.text, b.core.text)], p, POOLED)
    why = [f"similarity {like:.2f}"] + (
        [f"the learned judge: {c} {x:.0%}" for x, c in sorted(zip(p, CLASSES, strict=True), reverse=True)[:1]]
        if model
        else []
    )
    verdict = merged(p, found, min(1.0, 0.4 + like), why)
    clashing = [f for f in found if f.kind in CHECKABLE and f.relation == "clashes"]
    if like < CLOSE:
        clashing = [f for f in clashing if f.kind != "dates"]
    if a.entities - b.entities and b.entities - a.entities and _shares(a, b):
        clashing = [f for f in clashing if f.kind != "numbers"]  # each party has a share of its own
    expected = "forecast" in (a.claim.kind, b.claim.kind) and a.claim.kind != b.claim.kind
    figures = any(f.kind in ("numbers", "count") for f in clashing)
    if (any(f.kind == "development" for f in found) or expected) and not (figures and not _later(a, b)):
        word = next((f.why for f in found if f.kind == "development"), "a development: an expectation, and what is")
        return Link("development", verdict.score, (word, *why)) if like >= NEWS else None
    if figures and verdict.relation == "neither" and like >= MATTER:  # the plan's own figure differs
        return _clash(a, b, 0.5, tuple(f.why for f in clashing), why)
    if verdict.relation == "clashes" and (clashing or p[1] >= SURE) and like >= MATTER:
        return _clash(a, b, verdict.score, tuple(f.why for f in clashing) or ("the learned judge alone",), why)
    shared = a.keys & b.keys
    agreed = p[0] >= AGREED and p[0] > p[1] and a.claim.polarity == b.claim.polarity
    agreed = agreed and not any(f.relation != "agrees" for f in found)
    if (verdict.relation == "agrees" or agreed) and len(shared) >= 2 and not shared <= (a.entities | b.entities):
        return Link("agree", verdict.score, verdict.why)
    return None


def _clash(a: Profile, b: Profile, score: float, reasons: tuple[str, ...], why: list[str]) -> Link | None:
    if "hoped" in (a.claim.modality, b.claim.modality) or "conditional" in (a.claim.modality, b.claim.modality):
        return None
    if "possible" in (a.claim.modality, b.claim.modality):
        return None
    expectations = a.core.future and b.core.future and not reasons[0].startswith(("numbers", "dates", "none"))
    if expectations or "judgement" in (a.claim.kind, b.claim.kind):
        return Link("view", score, ("a difference of view, not of fact", *reasons, *why))
    if _later(a, b):
        return Link("development", score, ("a development: said at different times", *reasons, *why))
    return Link("disagree", score, (*reasons, *why))


def _shares(a: Profile, b: Profile) -> bool:
    """Whether both give shares of a whole."""
    return all(any(q.units[:1] in (("%",), ("percent",)) for q in p.core.numbers) for p in (a, b))


def _later(a: Profile, b: Profile) -> bool:
    """Whether what two tellings say holds at different times: APART days apart or more, or of different events."""
    if a.day and b.day:
        return abs((a.day - b.day).days) >= APART
    return a.event != b.event


def _none_against_count(a: Profile, b: Profile) -> Finding | None:
    """ "No inspectors" against "six inspectors": a count against none, whatever the verbs."""
    for x, y in ((a, b), (b, a)):
        for unit in sorted(x.none & y.counted):
            q = next(q for q in y.core.numbers if unit in q.units[:2])
            said = f"“{none_of(x.core.text)[unit]}”, “{y.core.text[q.start : q.end]} {unit}-”"
            return Finding("clashes", "count", f"none against a count: {said}")
    return None
