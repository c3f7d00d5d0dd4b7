"""What two claims of different tellings are to each other, in their context: who says it, when, of which event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from fabula.compare.calibrating import SHIPPED, Calibration
from fabula.compare.comparability import (
    HALF,
    TOGETHER,
    apart,
    both_deny,
    common,
    covered,
    grounded,
    one_matter,
    one_thing,
    same_subject,
)
from fabula.compare.differences import Finding, findings, said
from fabula.compare.judge import pooled, prior, weighed
from fabula.compare.model import CLASSES
from fabula.compare.profiles import ClaimProfile
from fabula.compare.verdicts import Verdicts
from fabula.compare.wording import none_of
from fabula.lang.en.calendar import MONTHS
from fabula.lang.en.tense_words import SO_FAR, STILL
from fabula.model.vocabulary import Linked, Relation

SURE = 0.8
"""Probability from which the learned judge's word alone makes a clash, without a difference that a rule can name. Set
by hand, high, as one claim set against another is not what it was trained on; not calibrated."""
LIKELY = 0.5
"""Probability that a clash must have: it is claimed only where it is likelier than not."""
MATTER = 0.34
"""Similarity from which a difference between two claims is a clash: below it, they may be about different things."""
APART = 14
"""Days between two tellings from which what differs may have changed meanwhile: a development, not a clash."""
CLOSE = 0.65
"""Similarity from which other dates are not those of other things."""
POOLED = 0.5
"""What the words that two claims share weigh beside the learned judge: it was trained on passages, many beside the
point, while candidates are alike already. Set on the shipped example."""
AGREED = 0.36
"""Probability of agreement, asked both ways round, from which two claims agree: each says what the other says. The judge that learned on
with all headlines gives what agrees less than the one before, which had 0.42 (0.55 for INSIDE): at that the seeds kept 5 of 7 rows."""
LONGER, INSIDE = 2, 0.47
"""Times the keys of the shorter claim from which the longer is one of several things, of which the shorter may be one: then
the longer must say what the shorter says, with this probability."""
RUNNING = frozenset(
    {"deaths", "injured", "missing", "evacuated", "displaced", "rescued", "arrested", "charged", "infected", "destroyed",
     "damaged", "without power"}
)  # fmt: skip
"""Kinds of figures that change while a story runs: told on two days, they are two states of one count."""
NEWS = 0.4
"""Similarity from which a plan and an outcome are one thing's."""
OWN = 0.1
"""Probability of a clash below which differing figures of a plan are none: what a calibration can take back."""
CERTAIN = 0.85
"""Probability of the learned judge alone from which two short claims of one event, of one subject, clash. Set by hand on
invented pairs of reports (tests/data/contradictions.jsonl)."""
BRIEF = 9
"""Keys that a claim has at the most for the judge's word alone to be of what it says as a whole."""
ALIKE = 0.3
"""Similarity from which a difference that a person can check is a clash where both claims are of one event."""
CHECKABLE = frozenset({"numbers", "dates", "negation", "opposites", "first", "count"})
"""Kinds of finding that a person can check in the two passages, and that make a clash of fact."""


Reason = Finding | Literal["learned", "expected", "later", "view", "alike", "decided"]
"""What decided: a finding; the learned judge alone; an expectation beside what is; that they were said at different times;
that they are opinions; that they say the same; or a person."""


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """``kind``: agree, disagree, development or view; ``score`` in 0..1; ``why``: one part an item.

    ``reason`` is the first of ``why`` as a tag: two articles are set against each other once for one reason. ``decided``:
    a person decided it.
    """

    kind: Linked
    score: float
    why: tuple[str, ...]
    reason: Reason
    decided: bool = False


@dataclass(frozen=True, slots=True)
class JudgedClaims:
    """Two claims held against each other: ``link`` where they have something to say to each other; the probabilities of
    CLASSES as shipped (``odds``) and as calibrated (``p``)."""

    link: ClaimLink | None
    odds: tuple[float, float, float]
    p: tuple[float, float, float]
    why: tuple[str, ...]

    @property
    def relation(self) -> Relation:
        """agrees, clashes, neither, development or view."""
        return _RELATION[self.link.kind] if self.link else "neither"

    @property
    def doubt(self) -> float:
        """How near the call was: 1 on the threshold between the relation and its likeliest rival, 0 far from it."""
        k = CLASSES.index(self.relation) if self.relation in CLASSES else 2
        return 1 - abs(self.p[k] - max(x for n, x in enumerate(self.p) if n != k))


_RELATION: Final[dict[Linked, Relation]] = {
    "agree": "agrees",
    "disagree": "clashes",
    "development": "development",
    "view": "view",
}


class Ruled(msgspec.Struct, frozen=True, array_like=True):
    """What the rules say of two claims, whatever else is told: ``found``, and the places in it of what is of one thing
    and can make a clash. ``none``: whether one counts what the other says there is none of."""

    found: tuple[Finding, ...]
    clashing: tuple[int, ...]
    none: bool


def ruled(a: ClaimProfile, b: ClaimProfile) -> Ruled:
    """Ask the rules. They see the two claims alone, so that what they say can be kept (``memory``)."""
    found = [f for f in findings(a.core, b.core) if f.kind != "names"]  # entities are resolved: spellings do not matter
    none = _none_against_count(a, b)
    if none:
        found = [none, *(f for f in found if f.kind not in ("development", "same number", "negation"))]
    if (a.claim.modality == "denied") != (b.claim.modality == "denied") and not none:
        found = [*(f for f in found if f.kind != "negation"), Finding("neither", "denial")]
    if not any(f.kind in ("negation", "both deny", "opposites", "numbers") for f in found) and (
        verb := both_deny(a, b)
    ):
        found.append(Finding("agrees", "both deny", (f"{verb}-",)))
    clashing = [n for n, f in enumerate(found) if f.kind in CHECKABLE and f.relation == "clashes" and grounded(f, a, b)]
    return Ruled(tuple(found), tuple(clashing), none is not None)


def judged(
    a: ClaimProfile,
    b: ClaimProfile,
    like: float,
    verdicts: Verdicts,
    calibration: Calibration = SHIPPED,
    whatever: bool = False,
    rules: Callable[[ClaimProfile, ClaimProfile], Ruled] = ruled,
) -> JudgedClaims | None:
    """Judge two claims whose similarity is ``like``. None where they are of different things, whatever the learned judge
    would say, so it is not asked; unless it shall be ``whatever`` they are about. ``rules`` may remember.
    """
    told = rules(a, b)
    found = list(told.found)
    if told.none:
        like = max(like, MATTER)
    clashing = [found[n] for n in told.clashing]
    clashing = [f for f in clashing if not (f.kind == "dates" and _datelines(f, a, b))]
    if like < CLOSE and not _one_act(a, b):
        clashing = [f for f in clashing if f.kind != "dates"]
    matter = bool(clashing) or one_matter(a, b)
    if not (matter or whatever):
        return None
    p = prior(min(1.0, 1.4 * like))
    learned = verdicts.probabilities(a.core.text, b.core.text)
    why = [f"similarity {like:.2f}"]
    if learned:
        p = pooled(list(learned), p, POOLED)
        why.append(f"the learned judge: {CLASSES[p.index(max(p))]} {max(p):.0%}")
    trust = min(1.0, 0.4 + like)
    odds = weighed(p, found, trust)
    named = any(f.kind == "both deny" and f.words for f in found)  # what both say is named; one may say more
    within = max(len(a.keys), len(b.keys)) >= LONGER * min(len(a.keys), len(b.keys))
    if matter and learned and not named and odds[0] >= min(AGREED, max(odds)):
        turned = verdicts.probabilities(b.core.text, a.core.text) or learned
        back = weighed(pooled(list(turned), prior(min(1.0, 1.4 * like)), POOLED), found, trust)
        if within:
            odds = odds if len(a.keys) < len(b.keys) else back
        else:
            odds = min(odds, back, key=lambda x: x[0])  # what one says beyond the other is not agreed on
    final = calibration(odds)
    sure = bool(learned) and learned is not None and learned[1] >= CERTAIN and like >= MATTER and _one_act(a, b)
    link = (
        _link(a, b, like, found, clashing, calibration(p), final, sure, INSIDE if within and not named else AGREED)
        if matter
        else None
    )
    reasons = (*link.why, *why) if link else (*(f.why for f in found), *why)
    return JudgedClaims(link, _three(odds), _three(final), reasons)


def _shown(p: float) -> float:
    return round(min(0.995, p), 3)


def _three(p: list[float]) -> tuple[float, float, float]:
    a, c, n = (round(x, 6) for x in p)
    return a, c, n


def _link(
    a: ClaimProfile,
    b: ClaimProfile,
    like: float,
    found: list[Finding],
    clashing: list[Finding],
    p: list[float],
    final: list[float],
    sure: bool,
    least: float,
) -> ClaimLink | None:
    """What two claims have to say to each other: ``p`` without and ``final`` with what the rules ``found``; those
    findings that can make a clash are ``clashing``. ``sure``: whether the learned judge's word alone makes one; ``least``: the probability from which they agree."""
    relation = CLASSES[final.index(max(final))]
    agreement, clash = map(_shown, final[:2])
    expected = "forecast" in (a.claim.kind, b.claim.kind) and a.claim.kind != b.claim.kind
    figures = any(f.kind in ("numbers", "count") for f in clashing)
    if (any(f.kind == "development" for f in found) or expected) and not (figures and not _later(a, b)):
        told = next((f for f in found if f.kind == "development"), None)
        word = told.why if told else "a development: an expectation, and what is"
        if like < NEWS or not one_thing(a, b) or not _came(a, b):
            return None
        return ClaimLink("development", _shown(1 - final[0]), (word,), told or "expected")
    if figures and relation != "agrees" and like >= MATTER and final[1] >= OWN:  # a figure of the same thing differs
        return _clash(a, b, clash, clashing)
    near = a.event is not None and a.event == b.event and bool(clashing) and _one_act(a, b)
    likely = final[1] >= ALIKE if near else relation == "clashes" and final[1] >= LIKELY
    if likely and like >= (ALIKE if near else MATTER):
        if clashing or (p[1] >= SURE and _close(a, b)):
            return _clash(a, b, clash, clashing)
        if sure and not any(f.relation == "agrees" for f in found):
            return _clash(a, b, clash, clashing)
    if any(f.relation == "clashes" and f.kind in CHECKABLE for f in found):
        return None  # what differs in a figure, a date or a "not" does not agree
    shared = a.keys & b.keys
    doubted = "doubts" in (a.claim.stance, b.claim.stance) and a.claim.stance != b.claim.stance
    if final[0] >= least and not doubted and len(shared) >= 2 and not shared <= (a.entities | b.entities):
        alike = tuple(f.why for f in found if f.relation == relation)
        return ClaimLink("agree", agreement, alike or ("each says what the other says, by the learned judge",), "alike")
    return None


def _clash(a: ClaimProfile, b: ClaimProfile, score: float, found: Sequence[Finding]) -> ClaimLink | None:
    """Two claims that clash by what was ``found``, or by the learned judge alone where nothing was."""
    first = found[0] if found else None
    reasons = tuple(f.why for f in found) or (
        "what one says cannot be so if what the other says is, by the learned judge",
    )
    if "hoped" in (a.claim.modality, b.claim.modality) or "conditional" in (a.claim.modality, b.claim.modality):
        return None
    if "possible" in (a.claim.modality, b.claim.modality) or a.core.possible or b.core.possible:
        return None
    expectations = a.core.future and b.core.future and not (first and first.kind in ("numbers", "dates", "count"))
    if expectations or "judgement" in (a.claim.kind, b.claim.kind):
        return ClaimLink("view", score, ("a difference of view, not of fact", *reasons), "view")
    if _running(a, b, first) or _later(a, b):
        if first is None:
            return None  # nothing that a person can check has changed
        return ClaimLink("development", score, ("a development: said at different times", *reasons), "later")
    return ClaimLink("disagree", score, reasons, first or "learned")


def _came(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether one tells what was to come and the other, no earlier, what came."""
    for plan, came in ((a, b), (b, a)):
        ahead = plan.claim.kind == "forecast" or plan.core.future
        back = came.claim.kind != "forecast" and came.core.past and not (came.core.future or came.core.possible)
        if ahead and back and not (plan.day and came.day and came.day < plan.day):
            return True
    return False


def _running(a: ClaimProfile, b: ClaimProfile, first: Finding | None) -> bool:
    """Whether what differs is a count that goes on, or a state that may have ended since: told on two days, both may be so."""
    if first is None:
        return False
    if first.kind == "numbers" and any(SO_FAR.search(p.core.text) for p in (a, b)):
        return True
    if not a.day or not b.day or a.day == b.day:
        return False
    kinds = [{q.kind for q in p.core.numbers} & RUNNING for p in (a, b)]
    return any(kinds) if first.kind in ("numbers", "count") else any(STILL.search(p.text) for p in (a, b))


def _datelines(f: Finding, a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two dates are only those on which the articles came out."""
    days = [f"{MONTHS[p.day.month - 1]} {p.day.day}" if p.day else "" for p in (a, b)]
    return list(f.words) == days


def _one_act(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two short claims of one event tell of one act of one subject."""
    if a.event is None or a.event != b.event or max(len(a.keys), len(b.keys)) > BRIEF:
        return False
    return bool(common(a, b)) and covered(a, b) >= HALF and not apart(a, b) and same_subject(a, b)


def _close(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether two claims share so much that the learned judge alone may set them against each other."""
    return len(common(a, b)) >= TOGETHER and covered(a, b) >= HALF and not apart(a, b)


def _later(a: ClaimProfile, b: ClaimProfile) -> bool:
    """Whether what two tellings say holds at different times: APART days apart or more, or of different events and not
    known to be of one day or the next."""
    days = abs((a.day - b.day).days) if a.day and b.day else None
    shares = any("%" in q.units for q in a.core.numbers) and any("%" in q.units for q in b.core.numbers)
    if a.event is not None and a.event == b.event and not shares:  # polls and prices move from day to day
        return days is not None and days >= APART
    return days is None or days > 1


def _none_against_count(a: ClaimProfile, b: ClaimProfile) -> Finding | None:
    """ "No inspectors" against "six inspectors": a count against none, whatever the verbs."""
    for x, y in ((a, b), (b, a)):
        for unit in sorted(x.none & y.counted):
            q = next(q for q in y.core.numbers if unit in q.units[:2])
            return Finding("clashes", "count", (none_of(x.core.text)[unit], said(y.core.text, q)))
    return None
