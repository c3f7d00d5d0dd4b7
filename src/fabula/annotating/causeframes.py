"""The reader's frames and the rules' relations of a sentence brought together.

The reader knows better which sentences are causal and where a clause begins and ends; the rules know the sign, the
kind, and the many small relations between noun phrases that the reader's corpus leaves out. So: a frame gives the
spans, a rule that found the same relation gives it its sign and its kind, and a frame that no rule found is read for
its sign by its words. A relation of the rules alone stands where its signal is plain.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from fabula.annotating import signs
from fabula.annotating.analysis import Analysis
from fabula.annotating.causegrammar import negated
from fabula.annotating.causeverbs import Relation, heavy, hedged
from fabula.annotating.causewords import VERBS
from fabula.annotating.conditions import counterfactual
from fabula.language.frames import Frame
from fabula.records import Pair

_UNREAL = frozenset({"had", "were"})
_AIMS = ("to", "in order", "so that", "so as", "in a bid", "in an attempt", "in an effort")


def covered(a: Sequence[Pair], b: Sequence[Pair]) -> float:
    """The share of the shorter of two sides that lies within the other, by characters: 0 where either is empty."""
    both = sum(max(0, min(e, y) - max(s, x)) for s, e in a for x, y in b)
    least = min(sum(e - s for s, e in a), sum(e - s for s, e in b))
    return both / least if least else 0.0


def same(r: Relation, cause: Sequence[Pair], effect: Sequence[Pair]) -> bool:
    """Whether a relation has the sides given, give or take: half of the shorter of each side is shared."""
    if not r.effect or not effect:
        return not r.effect and not effect and covered(r.cause, cause) >= 0.5
    return covered(r.cause, cause) >= 0.5 and covered(r.effect, effect) >= 0.5


def head(analysis: Analysis, spans: Sequence[Pair]) -> Token | None:
    """The highest token of the spans: the one that no other token within them governs."""
    tokens = [t for s, e in spans for t in analysis.tokens(s, e)]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct and not t.is_space]
    return next((t for t in tops if heavy(t)), tops[0] if tops else None)


def merged(analysis: Analysis, sent: Span, frames: Sequence[Frame], rules: Sequence[Relation]) -> list[Relation]:
    """A sentence's relations, those of frames first, surest first; ``frames`` are those that begin in it."""
    out: list[Relation] = []
    used: set[int] = set()
    taken: list[Relation] = []
    for f in sorted(frames, key=lambda f: (f.task != "condition", -f.score, sorted(f.roles.items()))):
        cause, effect, _ = _roles(f)
        if not cause or (not effect and f.task == "cause") or any(same(x, cause, effect) for x in taken):
            continue
        fitting = [k for k, r in enumerate(rules) if same(r, cause, effect)]
        if f.task == "cause" and any(rules[k].conditional for k in fitting):
            fitting = [k for k in fitting if rules[k].conditional]
        found = [rules[k] for k in fitting]
        used.update(fitting)
        if len({r.reading.sign for r in found}) > 1 and f.task == "cause":
            taken += found  # coordinated causes or effects, each with a sign of its own
            out += found
            continue
        best = max(found, key=lambda r: (covered(r.cause, cause) + covered(r.effect, effect), -r.at.i), default=None)
        made = _framed(analysis, sent, f, best)
        if made is not None:
            taken.append(made)
            out.append(made)
    rest = [r for k, r in enumerate(rules) if k not in used]
    conditional = any(r.conditional and r.effect for r in out)
    for r in rest:
        if r.sure and not (conditional and r.conditional):
            out.append(r)
    return out


def _roles(f: Frame) -> tuple[tuple[Pair, ...], tuple[Pair, ...], tuple[Pair, ...]]:
    if f.task == "condition":
        return f.roles.get("antecedent", ()), f.roles.get("consequent", ()), ()
    return f.roles.get("cause", ()), f.roles.get("effect", ()), f.roles.get("signal", ())


def _framed(analysis: Analysis, sent: Span, f: Frame, rule: Relation | None) -> Relation | None:
    """A frame as a relation: with the sign and kind of the rule that found the same, else read from its own words."""
    cause, effect, signal = _roles(f)
    where = head(analysis, cause)
    what = head(analysis, effect)
    if where is None:
        return None
    conditional = f.task == "condition"
    if rule is not None:
        return Relation(
            cause,
            effect,
            signal or rule.signal,
            rule.reading,
            rule.at,
            kind=rule.kind,
            conditional=conditional or rule.conditional,
            negated=rule.negated,
            hedged=rule.hedged,
        )
    said = " ".join(analysis.text[s:e].casefold() for s, e in signal)
    reading = signs.event(where) if heavy(where) else signs.nominal(where)[1]
    kind = "cause"
    opening = analysis.token_at(cause[0][0])
    if conditional:
        unreal = (what is not None and counterfactual(what)) or (opening is not None and opening.lower_ in _UNREAL)
        kind = "counterfactual" if unreal or what is None else "condition"
        if opening is not None and opening.lower_ == "unless":
            reading.turn(-1, opening)
    elif said.startswith(_AIMS) or analysis.text[cause[0][0] :][:3].casefold() == "to ":
        kind = "purpose"
    if kind == "purpose" or what is None:
        reading = signs.Reading(None)
    else:
        verb = _trigger(analysis, signal, what)
        if verb is not None:
            trigger = VERBS[verb.lemma_.lower()]
            kind = trigger.kind
            reading.turn(signs.directed(trigger.sign, what), verb)
        reading.join(signs.outcome(what) if heavy(what) else signs.nominal(what)[1])
    return Relation(
        cause,
        effect,
        signal,
        reading,
        where,
        kind=kind,
        conditional=conditional,
        negated=False,
        hedged=what is not None and hedged(what),
    )


def _trigger(analysis: Analysis, signal: Iterable[Pair], effect: Token) -> Token | None:
    """The causal verb among the signal's words, unless it is the effect's own."""
    for s, e in signal:
        for t in analysis.tokens(s, e):
            if t.pos_ == "VERB" and t.lemma_.lower() in VERBS and t.i != effect.i and negated(t) is None:
                return t
    return None
