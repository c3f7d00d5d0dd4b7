"""Claims: checkable assertions, clause by clause, with how far the article stands behind each.

A sentence is cut at coordinated and contrasting clauses that have a subject of their own; questions, orders, fragments,
courtesies ("thank you for joining us") and headlines without a verb are no claims. What a clause is (fact, judgement, forecast), its polarity and its modality
are read from the verb of what is claimed (under "he said that ...", from the verb of the content) and the words that
depend on it; who makes it, from the attribution around it.
"""

import bisect
from collections.abc import Sequence

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis, trimmed
from fabula.lang.en import grammar
from fabula.lang.en.grammar import finite
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.modals import MAY_BE
from fabula.lang.en.rules.claims import (
    CONTRAST,
    COURTESY,
    DENIED,
    DISTANT,
    DISTANTLY,
    DOUBTS,
    FAILING,
    HOPED,
    JUDGING,
    NEGATIVE,
)
from fabula.model.records import Attribution, Claim, Forecast, Mention, Pair, Time
from fabula.model.vocabulary import Backing, ClaimKind, ClaimModality

SUBJECTS = grammar.SUBJECTS | {Dep.EXPLETIVE}
_MARKS = frozenset(",;-–—•·▪*")
LEAST = 4
"""Words a claim must have: shorter ones are fragments."""


def claims(
    analysis: Analysis,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    forecasts: Sequence[Forecast],
) -> tuple[Claim, ...]:
    """The claims of an article, in text order, ids k0, k1, ...

    ``about`` are the chains that the clause mentions, in order of mention, each once.
    """
    starts = [m.start for m in mentions]
    said = _Containing([(p, a) for a in attributions for p in a.content])
    labels = _labels(analysis.text, attributions)
    expected = sorted((f.start, f.end) for f in forecasts)
    doubting = {t.idx for a in attributions if a.stance == "doubts" for p in a.cue for t in analysis.tokens(*p)}
    out: list[Claim] = []
    for sent in analysis.sents:
        for start, end, head in _clauses(analysis, sent):
            by = said.of(start, end)
            if labels.get(start, end) < end:
                start = labels[start]
            if COURTESY.match(analysis.text, start, end):
                continue
            core = _core(head)
            i, j = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
            words = [t for t in analysis.tokens(start, end) if not t.is_space]
            out.append(
                Claim(
                    id=f"k{len(out)}",
                    start=start,
                    end=end,
                    about=tuple(dict.fromkeys(m.chain for m in mentions[i:j] if m.end <= end)),
                    polarity="negative" if _negative(core) else "positive",
                    modality=_modality(head, core, words, by, analysis),
                    kind=_kind(start, end, words, {head, core, *head.children, *core.children}, expected),
                    stance="doubts" if head.idx in doubting else _stance(words, by, analysis),
                    attribution=by.id if by else None,
                )
            )
    return tuple(out)


def _labels(text: str, attributions: Sequence[Attribution]) -> dict[int, int]:
    """Where what a speaker says begins, by where the label before it does ("Smith: ...")."""
    out = {}
    for by in attributions:
        if any(text[s:e].strip("*_ ") == ":" for s, e in by.cue) and by.content:
            begin = min(s for s, _ in (*by.source, *by.cue))
            if begin < by.content[0][0]:
                out[begin] = by.content[0][0]
    return out


def _clauses(analysis: Analysis, sent: Span) -> list[tuple[int, int, Token]]:
    """The coordinated clauses of a sentence, each with its head verb."""
    root = sent.root
    if root.pos_ not in (Pos.VERB, Pos.AUXILIARY) or sent.text.rstrip(' \n\t”"’»)').endswith("?"):
        return []
    heads = [root]
    for t in root.children:
        verb = t.dep_ in (Dep.CONJUNCT, Dep.PARATAXIS) and t.pos_ in (Pos.VERB, Pos.AUXILIARY)
        contrast = t.dep_ == Dep.ADVERBIAL_CLAUSE and any(
            c.dep_ == Dep.SUBORDINATOR and c.lower_ in CONTRAST for c in t.children
        )
        if (verb or contrast) and any(c.dep_ in SUBJECTS for c in t.children):
            heads.append(t)
    heads.sort(key=lambda t: t.i)
    if heads[0] is not root and heads[0].right_edge.i < root.i:  # "While A, B": the second begins where the first ends
        edges = [sent.start, *(h.right_edge.i + 1 for h in heads if h.right_edge.i < root.i)]
        edges += [*(h.left_edge.i for h in heads if h.left_edge.i > root.i), sent.end]
        return _cut(analysis, heads, sorted(set(edges)))
    edges = [sent.start, *sorted(h.left_edge.i for h in heads if h.left_edge.i > root.left_edge.i), sent.end]
    return _cut(analysis, heads, edges)


def _cut(analysis: Analysis, heads: Sequence[Token], edges: list[int]) -> list[tuple[int, int, Token]]:
    """The clauses between edges (token indices) that are whole: with a finite verb and words enough."""
    out = []
    for h in heads:
        k = bisect.bisect_right(edges, h.i) - 1
        lo, hi = edges[k], edges[min(k + 1, len(edges) - 1)]
        start, end = _trim(analysis, lo, hi)
        size = sum(t.is_alpha or t.like_num for t in analysis.doc[lo:hi])
        if start < end and finite(h) and size >= LEAST:
            out.append((start, end, h))
    return sorted(out, key=lambda x: x[:2])


def _trim(analysis: Analysis, lo: int, hi: int) -> Pair:
    """The characters of tokens lo to hi, without conjunctions and punctuation at the edges."""
    doc = analysis.doc
    while lo < hi and (doc[lo].is_space or doc[lo].dep_ == Dep.CONJUNCTION or doc[lo].text in _MARKS):
        lo += 1
    while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].dep_ == Dep.CONJUNCTION or doc[hi - 1].text in (",", ";")):
        hi -= 1
    if lo >= hi:
        return 0, 0
    return trimmed(analysis.text, doc[lo].idx, doc[hi - 1].idx + len(doc[hi - 1]))


class _Containing:
    """Attributions by the span that they cover: the smallest that holds most of a clause."""

    def __init__(self, spans: list[tuple[Pair, Attribution]]) -> None:
        self.spans = sorted(spans, key=lambda x: x[0])
        self.starts = [p[0] for p, _ in self.spans]
        self.longest = max((e - s for (s, e), _ in self.spans), default=0)

    def of(self, start: int, end: int) -> Attribution | None:
        lo = bisect.bisect_left(self.starts, start - self.longest)
        hi = bisect.bisect_left(self.starts, end)
        best: tuple[int, int, Attribution] | None = None
        for (s, e), a in self.spans[lo:hi]:
            if 2 * (min(e, end) - max(s, start)) > end - start and (best is None or (e - s, s) < best[:2]):
                best = (e - s, s, a)
        return best[2] if best else None


def _core(head: Token) -> Token:
    """The verb of what is claimed: under a verb of saying, denying or thinking, that of its clause."""
    for _ in range(3):
        below = next((c for c in head.children if c.dep_ == Dep.CLAUSE and c.pos_ in (Pos.VERB, Pos.AUXILIARY)), None)
        if below is None or below is head:
            return head
        head = below
    return head


def _negative(head: Token) -> bool:
    """Whether a clause denies: an odd number of negations of its verb or of its verb's own arguments."""
    count = 0
    for c in head.children:
        count += c.dep_ == Dep.NEGATION or c.lower_ in NEGATIVE
        if c.dep_ in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT, Dep.ATTRIBUTE, Dep.OPEN_CLAUSE, Dep.EXPLETIVE):
            count += any(g.lower_ in NEGATIVE for g in c.children)
    failing = head.lemma_ in FAILING and any(c.dep_ in (Dep.OPEN_CLAUSE, Dep.OBJECT) for c in head.children)
    return (count + failing) % 2 == 1


def _modality(
    head: Token, core: Token, words: list[Token], by: Attribution | None, analysis: Analysis
) -> ClaimModality:
    denies = head.lemma_ in DENIED and any(c.dep_ == Dep.CLAUSE for c in head.children)
    if (
        denies
        or head.lemma_ == "deny"
        or (by and any(t.lemma_ in DENIED for s, e in by.cue for t in analysis.tokens(s, e)))
    ):
        return "denied"
    near = {core, *core.children}
    if any(
        t.lower_ in ("if", "unless") and t.dep_ == Dep.SUBORDINATOR and t.head.dep_ == Dep.ADVERBIAL_CLAUSE
        for t in words
    ):
        return "conditional"
    if any(t.lower_ in MAY_BE and (t in near or t.pos_ == Pos.ADVERB) for t in words):
        return "possible"
    return "hoped" if core.lemma_ in HOPED or head.lemma_ in HOPED else "asserted"


def _kind(start: int, end: int, words: list[Token], near: set[Token], expected: list[Pair]) -> ClaimKind:
    i = bisect.bisect_left(expected, (end, 0))
    if any(min(e, end) - max(s, start) > 0.4 * (end - start) for s, e in expected[max(0, i - 6) : i]):
        return "forecast"
    judging = (t for t in words if t.lemma_.lower() in JUDGING)  # a verb counts where it is the claim's own
    return "judgement" if any(t in near or t.pos_ not in (Pos.VERB, Pos.AUXILIARY) for t in judging) else "fact"


def _stance(words: list[Token], by: Attribution | None, analysis: Analysis) -> Backing:
    cue = [t for s, e in by.cue for t in analysis.tokens(s, e)] if by else []
    saying = any(t.lemma_ in DISTANT and any(c.dep_ == Dep.CLAUSE for c in t.children) for t in words)
    if saying or any(t.lemma_ in DISTANT for t in cue) or any(t.lower_ in DISTANTLY for t in words):
        return "distances"
    text = " ".join(t.lower_ for t in words)
    if DOUBTS.search(text) or (by is not None and by.stance == "doubts"):
        return "doubts"
    return "stands" if by is None else "reports"
