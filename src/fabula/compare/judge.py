"""Do two passages agree, clash, or neither? A learned judge and rules together, with the reason.

The left is a claim or a headline, the right a passage or a whole article: the right's sentences that best cover the
left are what it is held against.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from fabula.compare.differences import WEIGHTS, Finding, Sentence, findings, sentence
from fabula.compare.excerpt import excerpt, sentences
from fabula.compare.model import CLASSES, JudgeModel
from fabula.errors import UsageError

LONG = 480
"""Characters from which the right is a passage with much beside the point: findings weigh by how well its closest
sentence covers the left."""
LOOSE = 0.1
"""How far a finding in the closest sentence of a long passage counts, times its coverage: the learned judge has seen
the passage, the rules one sentence of it. Of 0, 0.1, 0.2, 0.3, 0.5 and 0.8 all but the last two are as good on the headlines
kept for calibrating."""
LEARNED = 0.95
"""What the learned judge's log probabilities weigh for a passage that is not long, beside the words that both have."""
SHIFT = ((0.02, 0.55, -0.64), (0.15, 0.53, -0.73))
"""What is added to the log odds of agrees and of clashes there: at any rate, times the share of the left's content words
that the right has, and times the share of the fuller side's that both have. Fitted, with LEARNED and WEIGHTS
(training/judgeweights.py), to the pairs kept for calibrating whose passage is not long: claims and entailment."""
EVEN = (1.0, 1.0, 1.0)
FAVOUR = (4.0, 1.5, 1.0)
"""What each of CLASSES' probabilities is multiplied with, at the most, to choose a relation for a passage that is not long:
a left of many words says more than one thing, of which a right that tells the same in the main need not have all.
Scores stay as they are."""
PLAIN, FULL = 8, 20
"""Content words of the left up to which nothing is favoured, and from which all of FAVOUR is. Chosen with it, on the same pairs
and on answers to two of the questions of ../shared/data/nanco."""
COVERED = 0.3
"""Share of the left's content stems that the right's closest sentence must hold for a finding to count."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``relation``: agrees, clashes or neither; ``score`` in 0..1: its probability; ``why``: what decided, one part an
    item; ``development``: whether one tells a plan or an expectation and the other what came of it."""

    relation: str
    score: float
    why: tuple[str, ...]
    development: bool = False


@cache
def shipped() -> JudgeModel | None:
    """The shipped judge, loaded once a process; None where its files are missing: then the rules judge alone."""
    model = JudgeModel()
    return model if model.there else None


def judge(left: str, right: str) -> Verdict:
    """Judge a pair of texts."""
    mine = sentence(left)
    if not mine.stems:
        return Verdict("neither", 0.5, ("the left has no content words",))
    parts = sentences(right) if len(right) > LONG else (right,)
    theirs = max(map(sentence, parts), key=lambda s: coverage(mine, s), default=sentence(right))
    covered = coverage(mine, theirs)
    found = findings(mine, theirs) if covered >= COVERED else []
    developed = any(f.kind == "development" for f in found)
    if developed:  # a plan's figures and those of what came of it may differ
        found = [f for f in found if f.relation != "clashes" or f.kind not in ("numbers", "dates")]
    model = shipped()
    if model:
        p = [float(x) for x in model.probabilities(left, excerpt(left, right))]
        why = [f"the learned judge: {c} {x:.0%}" for x, c in sorted(zip(p, CLASSES, strict=True), reverse=True)][:1]
    else:
        p = prior(covered)
        why = [f"{covered:.0%} of the left's words are in the right's closest sentence"]
    if len(right) > LONG:
        return merged(p, found, LOOSE * covered if model else covered, why)
    if not model:
        return merged(p, found, 1.0, why)
    both = min(covered, coverage(theirs, mine))
    return merged(shifted(p, covered, both), found, both, why, EVEN if developed else favoured(len(mine.stems)))


def merged(
    p: list[float], found: list[Finding], trust: float, why: list[str], favour: tuple[float, ...] = EVEN
) -> Verdict:
    """The likeliest relation where what the rules found is ``weighed`` in, with its reasons."""
    e = weighed(p, found, trust)
    k = max(range(len(e)), key=lambda k: e[k] * favour[k])
    score, relation = e[k], CLASSES[k]
    reasons = (*(f.why for f in found if f.relation == relation), *why)
    if relation == "agrees" and not any(f.relation == "clashes" for f in found):
        reasons += ("no figure, date or negation stands against it",)
    development = any(f.kind == "development" for f in found)
    return Verdict(relation, round(min(0.995, score), 3), reasons, development and relation == "neither")


def weighed(p: list[float], found: list[Finding], trust: float) -> list[float]:
    """Probabilities moved by what the rules found: each adds its weight, times ``trust``, to its log odds."""
    logits = [math.log(max(x, 1e-6)) for x in p]
    for f in found:
        logits[CLASSES.index(f.relation)] += trust * WEIGHTS[f.kind]
    top = max(logits)
    e = [math.exp(x - top) for x in logits]
    return [x / sum(e) for x in e]


def favoured(size: int) -> tuple[float, float, float]:
    """FAVOUR as it is for a left of so many content words."""
    share = min(1.0, max(0.0, math.log(max(size, 1) / PLAIN) / math.log(FULL / PLAIN)))
    agrees, clashes, neither = (x**share for x in FAVOUR)
    return agrees, clashes, neither


def shifted(p: list[float], covered: float, both: float) -> list[float]:
    """The learned judge's probabilities where the words that two sides have in common are weighed in: see SHIFT."""
    z = [LEARNED * math.log(max(x, 1e-6)) for x in p]
    for k, by in enumerate(SHIFT):
        z[k] += sum(x * y for x, y in zip(by, (1.0, covered, both), strict=True))
    e = [math.exp(x - max(z)) for x in z]
    return [x / sum(e) for x in e]


def pooled(p: list[float], q: list[float], share: float) -> list[float]:
    """Two opinions as one: a logarithmic pool, the second weighing ``share`` (Genest and Zidek, 1986)."""
    mixed = [x ** (1 - share) * y**share for x, y in zip(p, q, strict=True)]
    return [x / sum(mixed) for x in mixed]


def prior(covered: float) -> list[float]:
    """The probabilities of CLASSES by shared words alone, for where the learned judge is missing. Set by hand."""
    agrees = 0.1 + 0.65 * covered
    clashes = 0.1 + 0.1 * covered
    return [agrees, clashes, max(0.12, 1 - agrees - clashes)]


def coverage(a: Sentence, b: Sentence) -> float:
    """Share of the first's distinct content stems that the second holds."""
    wanted = set(a.stems)
    return len(wanted & set(b.stems)) / len(wanted) if wanted else 0.0


def compare_lines(lines: Iterable[str]) -> Iterator[str]:
    """Judge lines of {id, left, right} into lines of {id, relation, score, why}. Raises UsageError naming the line."""
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
            v = judge(row["left"], row["right"])
            found = {"id": row["id"], "relation": v.relation, "score": v.score, "why": list(v.why)}
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as e:
            raise UsageError(f"line {n}: expected a JSON object with id, left and right") from e
        yield msgspec.json.encode(found).decode()
