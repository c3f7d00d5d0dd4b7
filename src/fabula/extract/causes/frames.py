"""The reader's frames and the rules' relations of a sentence brought together.

The reader knows better which sentences are causal and where a clause begins and ends; the rules know the sign, the
kind, and the many small relations between noun phrases that the reader's corpus leaves out. So: a frame gives the
spans, a rule that found the same relation gives it its sign and its kind, and a frame that no rule found is read for
its sign by its words. A relation of the rules alone stands where its signal is plain.
"""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.causes import signs
from fabula.extract.causes.argument_heads import highest
from fabula.extract.causes.conditions import counterfactual
from fabula.extract.causes.verbs import Relation, heavy, hedged
from fabula.lang.en.cause_words import VERBS
from fabula.lang.en.grammar import AUXILIARIES, SUBJECTS, negated, person, trim
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.frames import AIMS, CONDITIONAL
from fabula.model.records import Pair
from fabula.model.vocabulary import CauseKind
from fabula.neural.frames import Frame

_UNREAL = frozenset({"had", "were"})


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
    return highest([t for s, e in spans for t in analysis.tokens(s, e)])


GAP = 25
"""Characters between two pieces of one role that the reader merely skipped, a word or three; farther ones are stray."""
RAGGED = 2
"""Words that the reader may have left over before the punctuation mark at which a condition's clause ends."""


def tidied(analysis: Analysis, sent: Span, f: Frame) -> Frame:
    """A condition's frame with one span for each role, from a clause's first word to its last.

    Calibrated on a tenth of the counterfactual corpus that no model was trained on. Of other frames only fragments are
    mended.
    """
    if f.task != "condition":
        return _mended(analysis, sent, f)
    roles = {k: _whole(v) for k, v in f.roles.items()}
    a, c = roles.get("antecedent"), roles.get("consequent")
    if a is not None and c is not None:
        a, c = _subject_back(analysis, a, c)
    roles = {"antecedent": a, "consequent": c}
    out: dict[str, tuple[Pair, ...]] = {}
    for name, span in roles.items():
        if span is None:
            continue
        other = roles["consequent" if name == "antecedent" else "antecedent"]
        edge = _edges(analysis, sent, span, other, name)
        if edge is not None:
            out[name] = (_fitted(analysis.text, edge, other, name),)
    return Frame(f.task, f.score, out)


DOUBTED = 0.1
"""A relation that a verb or a noun states, and that the reader has not seen, stands where the reader thinks the sentence at
least so likely causal."""
ACTED = 0.8
"""The same where the words may as well tell of a mere act: a verb of harm done ("killed"),
a cause that is a person or a time. Words of causation proper (Girju's simple causatives:
"created", "is explained by") are not doubted so: the reader learnt what is causal from one corpus of protest news, and
such words say it in any. Chosen on the Causal News Corpus's dev."""
CONDITION = 0.55
"""The least score of a condition's frame."""
_TAIL = {
    "antecedent": re.compile(r", but\s|, (?:al)?though\s|, so\s|, according\s|, said\s"),
    "consequent": re.compile(r", (?:al)?though\s|, so\s|, according\s|, said\s"),
}
"""Where a condition's clause ends in the corpus: of its training rows, 40 antecedents end before ", but" and 13 run on, 21
consequents end before the others and 6 run on. A dash ends as many as it does not."""
_LEAD = {"antecedent": re.compile(r"\beven\s+$", re.I), "consequent": re.compile(r"\bthen,?\s+$", re.I)}
"""What the corpus counts in at a clause's beginning: "even" before 71 of 100 antecedents, "then" before 56 of 94 consequents."""
_LEAST = 12
"""Characters of a clause that a tail may leave over; less is no clause."""


def _fitted(text: str, span: Pair, other: Pair | None, name: str) -> Pair:
    """A condition's clause with the edges that its corpus gives it."""
    start, end = span
    tail = _TAIL[name].search(text, start + _LEAST, end)
    if tail is not None:
        end = tail.start()
    lead = _LEAD[name].search(text[max(0, start - 8) : start])
    if lead is not None:
        begins = max(0, start - 8) + lead.start()
        if other is None or begins >= other[1] or start <= other[0]:
            start = begins
    return start, end


def _mended(analysis: Analysis, sent: Span, f: Frame) -> Frame:
    """A frame without fragments: no side ends in an auxiliary or begins after the noun that its first word hangs on."""
    roles = dict(f.roles)
    for name, other in (("cause", "effect"), ("effect", "cause")):
        spans = list(roles.get(name, ()))
        if not spans:
            continue
        tokens = analysis.tokens(*spans[-1])
        if len(tokens) > 1 and tokens[-1].dep_ in AUXILIARIES and tokens[-1].head.i > tokens[-1].i:
            spans[-1] = (spans[-1][0], tokens[-2].idx + len(tokens[-2]))
        first = analysis.token_at(spans[0][0])
        if first is not None and first.dep_ == Dep.PREPOSITION and first.lower_ == "in" and first.head.i + 1 == first.i:
            noun = first.head
            begins = noun.left_edge
            free = begins.i >= sent.start and not any(_in(t, p) for t in noun.lefts for p in roles.get(other, ()))
            if (
                noun.pos_ == Pos.NOUN
                and noun.dep_ in SUBJECTS
                and free
                and not any(_in(noun, p) for p in roles.get(other, ()))
            ):
                roles["signal"] = tuple(p for p in roles.get("signal", ()) if not p[0] <= noun.idx < p[1])
                spans[0] = (begins.idx, spans[0][1])
        roles[name] = tuple(spans)
    return Frame(f.task, f.score, roles)


def _whole(spans: Sequence[Pair]) -> Pair | None:
    """The longest of a role's pieces, with its near neighbours."""
    runs: list[Pair] = []
    for s, e in sorted(spans):
        if runs and s - runs[-1][1] <= GAP:
            runs[-1] = (runs[-1][0], e)
        else:
            runs.append((s, e))
    return max(runs, key=lambda r: r[1] - r[0], default=None)


def _subject_back(analysis: Analysis, a: Pair, c: Pair) -> tuple[Pair, Pair]:
    """Give a consequent the subject that the antecedent before it swallowed."""
    first, last = analysis.token_at(c[0]), analysis.token_at(a[1] - 1)
    if first is None or last is None or last.i + 1 != first.i or last.dep_ not in SUBJECTS or last.head.i < first.i:
        return a, c
    begins = last.left_edge
    if begins.idx <= a[0]:
        return a, c
    end = analysis.doc[begins.i - 1]
    return (a[0], end.idx + len(end)), (begins.idx, c[1])


def _edges(analysis: Analysis, sent: Span, span: Pair, other: Pair | None, name: str) -> Pair | None:
    """A span from its first word to its last: without punctuation and "that", with a subject and an end cut off."""
    tokens = trim(list(analysis.tokens(*span)))
    if not tokens:
        return None
    doc = analysis.doc
    tokens = _clause_of(tokens, name)
    if name == "consequent":
        if len(tokens) > 1 and tokens[0].lower_ == "that" and tokens[0].dep_ == Dep.SUBORDINATOR:
            tokens = tokens[1:]
        verb = (
            tokens[0].head
            if tokens[0].dep_ in (Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY, Dep.NEGATION, Dep.ADVERB)
            else tokens[0]
        )
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.right_edge.i + 1 == tokens[0].i), None)
        if subject is not None and subject.left_edge.i >= sent.start and not _in(subject, other):
            tokens = [*doc[subject.left_edge.i : tokens[0].i], *tokens]
    end = tokens[-1].i + 1
    rest: list[Token] = []
    while end < sent.end and not doc[end].is_punct and not doc[end].is_space and not _in(doc[end], other):
        rest.append(doc[end])
        end += 1
    if (
        0 < len(rest) <= RAGGED
        and rest[0].dep_ not in (Dep.CONJUNCTION, Dep.SUBORDINATOR)
        and (end >= sent.end or not _in(doc[end], other))
    ):
        tokens = [*tokens, *rest]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _clause_of(tokens: list[Token], name: str) -> list[Token]:
    """Of what a semicolon or a closing quotation mark parts, the antecedent's first, the consequent's first unreal."""
    parts: list[list[Token]] = [[]]
    marks = sum(t.text == '"' for t in tokens)
    for t in tokens:
        if t.text == ";" or t.text == "”" or (t.text == '"' and marks == 1):
            parts.append([])
        else:
            parts[-1].append(t)
    parts = [p for p in map(trim, parts) if len(p) > 1]
    if len(parts) < 2:
        return tokens
    if name == "antecedent":
        return parts[0]
    return next((p for p in parts if any(t.tag_ == Tag.MODAL for t in p)), parts[0])


def _in(token: Token, span: Pair | None) -> bool:
    return span is not None and span[0] <= token.idx < span[1]


def merged(
    analysis: Analysis, sent: Span, frames: Sequence[Frame], rules: Sequence[Relation], causal: float = 1.0
) -> list[Relation]:
    """A sentence's relations, those of frames first, surest first; ``frames`` are those that begin in it.

    ``causal`` is how likely the reader thinks the sentence causal.
    """
    out: list[Relation] = []
    used: set[int] = set()
    taken: list[Relation] = []
    conditions = CONDITIONAL.search(sent.text) is not None
    for f in sorted(frames, key=lambda f: (f.task != "condition", -f.score, sorted(f.roles.items()))):
        if f.task == "condition" and (f.score < CONDITION or not conditions):
            continue
        f = tidied(analysis, sent, f)
        cause, effect, _ = _roles(f)
        if not cause or (not effect and f.task == "cause") or any(same(x, cause, effect) for x in taken):
            continue
        fitting = [k for k, r in enumerate(rules) if same(r, cause, effect)]
        if f.task == "cause" and any(rules[k].conditional for k in fitting):
            fitting = [k for k in fitting if rules[k].conditional]
        found = [rules[k] for k in fitting]
        used.update(fitting)
        if len({r.reading.sign for r in found}) > 1 and f.task == "cause":
            for r in found:
                r.read = f.score
            taken += found  # coordinated causes or effects, each with a sign of its own
            out += found
            continue
        best = max(found, key=lambda r: (covered(r.cause, cause) + covered(r.effect, effect), -r.at.i), default=None)
        made = _framed(analysis, sent, f, best)
        if made is not None:
            made.read, made.ruled = f.score, best is not None
            taken.append(made)
            out.append(made)
    rest = [r for k, r in enumerate(rules) if k not in used]
    conditional = any(r.conditional and r.effect for r in out)
    for r in rest:
        least = ACTED if _acted(analysis, r) else DOUBTED
        # The corpus marks no denials ("failed to weaken"): the reader takes them for no causes, so it says nothing of them.
        plain = r.at.pos_ not in (Pos.VERB, Pos.AUXILIARY, Pos.NOUN) or r.negated or causal >= least
        if r.sure and plain and not (conditional and r.conditional):
            out.append(r)
    return out


def _acted(analysis: Analysis, r: Relation) -> bool:
    """Whether a relation of the rules may tell of a mere act rather than of what causes what."""
    if r.at.lemma_.lower() in ("kill", "injure", "wound"):
        return True
    cause = head(analysis, r.cause)
    return cause is not None and (person(cause) or cause.ent_type_ in (Ent.DATE, Ent.TIME))


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
    kind: CauseKind = "cause"
    opening = analysis.token_at(cause[0][0])
    if conditional:
        unreal = (what is not None and counterfactual(what)) or (opening is not None and opening.lower_ in _UNREAL)
        kind = "counterfactual" if unreal or what is None else "condition"
        if opening is not None and opening.lower_ == "unless":
            reading.turn(-1, opening)
    elif said.startswith(AIMS) or analysis.text[cause[0][0] :][:3].casefold() == "to ":
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
            beside = (
                effect.dep_ == Dep.CONJUNCT and effect.head.i == t.i
            )  # a clause of its own: not what the verb acts on
            if (
                t.pos_ == Pos.VERB
                and t.lemma_.lower() in VERBS
                and t.i != effect.i
                and not beside
                and negated(t) is None
            ):
                return t
    return None
