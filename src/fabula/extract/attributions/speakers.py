"""The speaker of an attribution: which chain its source belongs to, or why none.

The chain is that of the mention that covers the source's head word; an apposition or a name inside the source counts
where the head has none ("the director of the institute, Ann Reed"), a possessor or a place inside it does not ("Reed's
newspaper" is not Reed). A relative pronoun stands for its antecedent. First persons outside quotation marks are the
article's own voice.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.lang.en.grammar import NOUN_CLAUSES
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.reporting_verbs import RELATIVE, WRITINGS
from fabula.lang.en.rules.speakers import GENERIC, LED_BY, OWN
from fabula.model.records import Mention, Pair

ARTICLE = "article"
"""The speaker that stands for the article's own voice."""


_QUESTION = re.compile(r"^[ \t\xa0*_]*(?:Q|Question)[.:]", re.MULTILINE)
_BOTH = frozenset({"they", "both"})
_BEFORE = 60
"""Words before a sentence in which the two may stand that its "they" are."""
_FORMS = {"name": "named", "nominal": "by role", "pronoun": "pronoun"}


class Speakers:
    """Answers which chain a source belongs to, for one article."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        self.analysis = analysis
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end, m.chain))
        self.starts = [m.start for m in self.mentions]
        self.longest = max((m.end - m.start for m in self.mentions), default=0)
        self.questions: int | None = None
        self.called = {m.chain for m in mentions if m.form != "pronoun"}
        self.names: dict[str, str] = {}
        self.surnames: dict[str, str] = {}
        for m in self.mentions:
            if m.form == "name":
                words = _words(analysis.text[m.start : m.end])
                self.names.setdefault(" ".join(words), m.chain)
                if len(words) > 1 and m.type == "person":
                    self.surnames.setdefault(words[-1], m.chain)

    def covering(self, token: Token) -> Mention | None:
        """The shortest mention that a token lies in."""
        return self.shortest(token.idx, token.idx + len(token))

    def shortest(self, start: int, end: int) -> Mention | None:
        """The shortest mention that overlaps a span."""
        best: Mention | None = None
        i = bisect_left(self.starts, end) - 1
        while i >= 0 and self.starts[i] > start - self.longest:
            m = self.mentions[i]
            if m.end > start and (best is None or m.end - m.start < best.end - best.start):
                best = m
            i -= 1
        return best

    def within(self, span: Pair) -> list[Mention]:
        """The mentions that lie in a span, in order."""
        i, j = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[1])
        return [m for m in self.mentions[i:j] if m.end <= span[1]]

    def head(self, source: Sequence[Pair]) -> Token | None:
        """The head word of a source: the first whose own head lies outside it."""
        tokens = [t for s, e in source for t in self.analysis.tokens(s, e) if not t.is_punct and not t.is_space]
        inside = {t.i for t in tokens}
        while len(tokens) > 1 and tokens[0].lower_ in ("by", "from", "in"):
            inside.discard(tokens.pop(0).i)
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)

    def of(self, source: Sequence[Pair], subject: int | None = None) -> tuple[str | None, str]:
        """The chain of a source and how it is known; None with the reason where it is open.

        ``subject`` is the index of the source's head word, where the parse gave it.
        """
        if not source:
            return None, "no source stated"
        token = self.analysis.doc[subject] if subject is not None else self.head(source)
        if token is None:
            return None, "the source has no word"
        word = token.lower_
        if word in RELATIVE and token.head.dep_ in NOUN_CLAUSES and token.head.head.i != token.head.i:
            token = token.head.head
        m = self.covering(token)
        if m is None and token.lemma_.lower() in WRITINGS:
            owner = next((c for c in token.children if c.dep_ == Dep.OWNER), None)
            if owner is not None and (m := self.covering(owner)) is not None:
                return m.chain, f"{_FORMS.get(m.form, m.form)}, whose {token.text} it is"
        if token.lower_ in _BOTH and (two := self.pair(token, m)):
            return two[0], "two who were named together before"
        if m is not None:
            return m.chain, _FORMS.get(m.form, m.form)
        for inner in source:
            for m in self.within(inner):
                root = self.analysis.tokens(m.start, m.end).root if m.start < m.end else None
                if m.form != "pronoun" and root is not None and _same(root, token):
                    return m.chain, f"{_FORMS.get(m.form, m.form)}, in apposition"
        if word in OWN:
            return ARTICLE, "first person outside quotation marks"
        named = self.names.get(" ".join(_words(" ".join(self.analysis.text[s:e] for s, e in source))))
        if named is not None:
            return named, "named elsewhere in the article"
        if token.pos_ == Pos.PRONOUN or word in GENERIC:
            return (
                None,
                f"nobody in particular: {token.text}" if word in GENERIC else f"open whom {token.text} stands for",
            )
        return None, f"no entity: {' '.join(self.analysis.text[s:e] for s, e in source)[:80]}"

    def also(self, source: Sequence[Pair], speaker: str | None) -> tuple[str, ...]:
        """The chains of those who speak with the speaker: "Ruiz and Hansen said", "they both said" of two named before."""
        token = self.head(source)
        if token is None or speaker in (None, ARTICLE):
            return ()
        found: list[str] = []
        if token.lower_ in _BOTH and (two := self.pair(token, self.covering(token))) and two[0] == speaker:
            return two[1:]
        inside = {t.i for s, e in source for t in self.analysis.tokens(s, e)}
        for other in token.conjuncts:
            if other.i in inside and other.dep_ == Dep.CONJUNCT and not _neither(other):
                m = self.covering(other)
                if m is not None and m.chain != speaker and m.chain not in found:
                    found.append(m.chain)
        return tuple(found)

    def pair(self, token: Token, m: Mention | None) -> tuple[str, str] | None:
        """The two people named last together before "they" or "both", where nothing else is known of the pronoun."""
        if m is not None and (m.chain in self.called or m.form != "pronoun"):
            return None
        doc, sent = token.doc, token.sent
        for t in reversed(doc[max(0, sent.start - _BEFORE) : sent.start]):
            if t.dep_ == Dep.CONJUNCT and t.head.i < t.i and not _neither(t):
                two = [self.covering(x) for x in (t.head, t)]
                named = [x for x in two if x is not None and x.form == "name" and x.type in ("person", "other")]
                if len(named) == 2 and any(x.type == "person" for x in named):
                    first, second = (x.chain for x in named)
                    return (first, second) if first != second else None
        return None

    def guest(self, position: int) -> str | None:
        """Who answers the questions of an interview that names nobody at the answers: the one named before them.

        Of several the one named more than twice as often as any other; None where nobody is.
        """
        if self.questions is None:
            m = _QUESTION.search(self.analysis.text)
            self.questions = m.start() if m else 0
        lead = min(self.questions, position)
        named = [m for m in self.mentions if m.end <= lead and m.type == "person" and m.form == "name"]
        text = self.analysis.text
        count = Counter(m.chain for m in named if text[: m.start].rstrip()[-2:].lower() != "by")
        first = count.most_common(2)
        return first[0][0] if first and (len(first) == 1 or first[0][1] > 2 * first[1][1]) else None

    def by_name(self, name: str) -> str | None:
        """The chain that goes by a name, in full or by surname."""
        words = _words(name)
        if not words:
            return None
        return self.names.get(" ".join(words)) or self.surnames.get(words[-1]) or self.names.get(words[-1])


def _neither(token: Token) -> bool:
    """Whether a conjunct is one of which only one is meant: "Ruiz or Hansen"."""
    return any(c.dep_ == Dep.CONJUNCTION and c.lower_ in ("or", "nor", "but") for c in token.head.children)


def _same(root: Token, token: Token) -> bool:
    """Whether a name's root and a head word name the same one: in apposition, or one compounding the other."""
    if root.i == token.i or (root.head.i == token.i and root.dep_ in (Dep.APPOSITION, Dep.COMPOUND, Dep.NOUN_MODIFIER)):
        return True
    return (
        token.head.i == root.i
        and token.dep_ in (Dep.APPOSITION, Dep.COMPOUND, Dep.NOUN_MODIFIER, Dep.SUBJECT)
        and root.pos_ == Pos.NAME
    )


def _words(name: str) -> list[str]:
    kept = "".join(c if c.isalnum() else " " for c in name.replace("’s", "").replace("'s", "").lower()).split()
    return [w for w in kept if w not in LED_BY]
