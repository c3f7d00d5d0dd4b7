"""Claims: checkable assertions, clause by clause, with how far the article stands behind each.

A sentence is cut at coordinated clauses that have a subject of their own; questions, fragments and headlines without a
verb are no claims. What a clause is (fact, judgement, forecast), its polarity and its modality are read from its own
words; who makes it, from the attribution around it.
"""

import bisect
from collections.abc import Sequence

from spacy.tokens import Span, Token

from fabula.annotating.analysis import Analysis, trimmed
from fabula.records import Attribution, Claim, Forecast, Mention, Pair, Time

POSSIBLE = frozenset("may might could perhaps possibly maybe plausible possible potentially conceivably".split())
HOPED = frozenset("hope want wish aim seek desire aspire strive try attempt".split())
DENIED = frozenset("deny reject dismiss refute rebut disavow".split())
DISTANT = frozenset("claim allege assert insist maintain purport reportedly allegedly supposedly purportedly".split())
JUDGING = frozenset(
    "should must ought probably likely unlikely obviously clearly surely certainly apparently arguably seem appear think "
    "believe suspect consider rightly wrongly unfortunately fortunately logical evident questionable".split()
)
NEGATIVE = frozenset("no not n't never none nobody nothing neither nor without hardly barely scarcely nowhere".split())
FAILING = frozenset("fail refuse decline lack cease stop".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
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
    expected = sorted((f.start, f.end) for f in forecasts)
    out: list[Claim] = []
    for sent in analysis.sents:
        for start, end, head in _clauses(analysis, sent):
            by = said.of(start, end)
            i, j = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
            words = [t for t in analysis.tokens(start, end) if not t.is_space]
            out.append(
                Claim(
                    id=f"k{len(out)}",
                    start=start,
                    end=end,
                    about=tuple(dict.fromkeys(m.chain for m in mentions[i:j] if m.end <= end)),
                    polarity="negative" if _negative(head, words) else "positive",
                    modality=_modality(head, words, by, analysis),
                    kind=_kind(start, end, words, expected),
                    stance=_stance(words, by, analysis),
                    attribution=by.id if by else None,
                )
            )
    return tuple(out)


def _clauses(analysis: Analysis, sent: Span) -> list[tuple[int, int, Token]]:
    """The coordinated clauses of a sentence, each with its head verb."""
    root = sent.root
    if root.pos_ not in ("VERB", "AUX") or sent.text.rstrip().endswith("?"):
        return []
    heads = [root]
    for t in root.children:
        verb = t.dep_ in ("conj", "parataxis") and t.pos_ in ("VERB", "AUX")
        if verb and any(c.dep_ in SUBJECTS for c in t.children):
            heads.append(t)
    edges = [sent.start, *sorted(h.left_edge.i for h in heads[1:] if h.left_edge.i > root.left_edge.i), sent.end]
    out = []
    for h in heads:
        k = bisect.bisect_right(edges, h.i) - 1
        lo, hi = edges[k], edges[min(k + 1, len(edges) - 1)]
        start, end = _trim(analysis, lo, hi)
        finite = h.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
            c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in h.children if c.dep_ in ("aux", "auxpass")
        )
        size = sum(t.is_alpha or t.like_num for t in analysis.doc[lo:hi])
        if start < end and finite and size >= LEAST:
            out.append((start, end, h))
    return sorted(out, key=lambda x: x[:2])


def _trim(analysis: Analysis, lo: int, hi: int) -> Pair:
    """The characters of tokens lo to hi, without conjunctions and punctuation at the edges."""
    doc = analysis.doc
    while lo < hi and (doc[lo].is_space or doc[lo].dep_ == "cc" or doc[lo].text in (",", ";", "-", "–", "—")):
        lo += 1
    while hi > lo and (doc[hi - 1].is_space or doc[hi - 1].dep_ == "cc" or doc[hi - 1].text in (",", ";")):
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


def _negative(head: Token, words: list[Token]) -> bool:
    """Whether a clause denies: an odd number of negations of its head or its head's own arguments."""
    near = {head, *head.children}
    near |= {c for t in head.children if t.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "xcomp") for c in t.children}
    count = sum(t.dep_ == "neg" or (t in near and t.lower_ in NEGATIVE) for t in words)
    return (count + (head.lemma_ in FAILING)) % 2 == 1


def _modality(head: Token, words: list[Token], by: Attribution | None, analysis: Analysis) -> str:
    if by and any(t.lemma_.lower() in DENIED for s, e in by.cue for t in analysis.tokens(s, e)):
        return "denied"
    if any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in words):
        return "conditional"
    if any(t.lower_ in POSSIBLE for t in words):
        return "possible"
    return "hoped" if head.lemma_ in HOPED else "asserted"


def _kind(start: int, end: int, words: list[Token], expected: list[Pair]) -> str:
    i = bisect.bisect_left(expected, (end, 0))
    if any(min(e, end) - max(s, start) > 0.4 * (end - start) for s, e in expected[max(0, i - 6) : i]):
        return "forecast"
    return "judgement" if any(t.lemma_.lower() in JUDGING for t in words) else "fact"


def _stance(words: list[Token], by: Attribution | None, analysis: Analysis) -> str:
    cue = [t for s, e in by.cue for t in analysis.tokens(s, e)] if by else []
    if any(t.lemma_.lower() in DISTANT for t in [*cue, *words]):
        return "distances"
    text = " ".join(t.lower_ for t in words)
    if "verif" in text or "unconfirmed" in text or "not confirm" in text:
        return "doubts"
    return "stands" if by is None else "reports"
