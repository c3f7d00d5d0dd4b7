"""Direct speech by rules: for each quotation, the cue and the source beside it.

A quotation is a statement where a cue introduces it (a verb of speech before it, mostly with a comma or a colon) or
follows it ("...," she said), or where it is whole sentences by itself; then it goes on with who spoke last in its
paragraph. What is left (scare quotes, titles, nicknames, quoted words inside an indirect statement) stands for nothing
by itself.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.cues import Report, clean, cue_span, phrase, source_of
from fabula.extract.attributions.grounds import AttributionGround
from fabula.extract.attributions.quotation import Quotation
from fabula.lang.en.grammar import NOUN_PREMODIFIERS
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.reporting_verbs import ATTITUDE, OBJECT
from fabula.lang.en.rules.direct import POST, PRONOUNS, SAID
from fabula.lang.en.saying import SPEECH
from fabula.model.records import Pair

STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr|\bMs|\bDr|\bSt|\bJr|\bSr|\bLt)(?<!\bMrs|\bRep|\bSen|\bGov|\bGen|\bCol)[.!?…][)\"”’]*(?=\s)|\n"
)
"""Where a sentence ends, for the narrow windows beside a quotation: the parser often errs just there."""

_REACH = 260
"""How far beside a quotation its cue may stand, in characters."""
_SIGNED = re.compile(
    r"[ \t\xa0]*(?:\n\s*)?(?P<dash>[-–—―]{1,2})[ \t\xa0]*(?P<who>[^\W\d_a-z][^\n!?:;“”\"]{1,80}?)[. \t\xa0]*(?=\n|$)"
)
_BRACKETED = re.compile(
    r"[ \t\xa0]*(?:\n\s*)?(?P<dash>\()(?P<who>[^\W\d_a-z][^\n!?:;“”\"()]{3,80})\)[. \t\xa0]*(?=\n|$)"
)
"""A signature in brackets at the end of a paragraph: "(Lars Ohm, economist at Kestria Bank)"."""
_POSTED = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,3}, [^\W\dA-Z_]")
"""A name of two words or more, with a post behind a comma: "Lars Ohm, economist"."""
_TITLE = 8
"""Words at most of a quotation that may be a title."""
_NEAR = 12
"""Words at most between an indirect statement and the quotation that goes on with it, in one paragraph."""
_ENDS = re.compile(r"[,?!…—–-]['’\")]*\s*$|\.\.\.\s*$")
_WHOLE = re.compile(r"[.?!…][)'’\"]*\s*$")
_WORD = re.compile(r"\w+")
_BEFORE = SAID | OBJECT | ATTITUDE


@dataclass(slots=True)
class Statement:
    """Direct speech as it is found: spans, the quotations that it is made of, and how its source is known."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: list[Pair]
    ground: AttributionGround
    score: float
    quotes: list[int] = field(default_factory=list)
    head: int | None = None
    subject: int | None = None


class Finder:
    """Finds the cue beside each top-level quotation of an analysis."""

    def __init__(self, analysis: Analysis, quotes: Sequence[Quotation], reports: Sequence[Report] = ()) -> None:
        self.text = analysis.text
        self.doc: Doc = analysis.doc
        self.analysis = analysis
        self.quotes = quotes
        self.reports = sorted(reports, key=lambda r: last_end(r))
        self.report_ends = [last_end(r) for r in self.reports]
        self.edges = [q.start for q in quotes]

    def inside(self, position: int) -> bool:
        """Whether a position lies inside a quotation."""
        i = bisect_right(self.edges, position) - 1
        return i >= 0 and position < self.quotes[i].end

    def after(self, k: int) -> Pair:
        """The window in which a cue may follow quotation ``k``: the rest of its sentence, up to the next quotation."""
        start = self.quotes[k].end
        end = min(start + _REACH, self.edges[k + 1] if k + 1 < len(self.edges) else len(self.text), len(self.text))
        stop = STOP.search(self.text, start, end)
        return start, stop.start() if stop else end

    def before(self, k: int) -> Pair:
        """The window in which a cue may introduce quotation ``k``: its sentence so far, from the last quotation on.

        At the beginning of a line, it is the last sentence of the line above where that ends with a colon.
        """
        end = self.quotes[k].start
        above = self.text[max(0, end - 40) : end].rstrip()
        if above.endswith(":") and "\n" in self.text[max(0, end - 40) + len(above) : end]:
            end = max(0, end - 40) + len(above)
        start = max(0, end - _REACH, self.quotes[k - 1].end if k else 0)
        last = start
        for stop in STOP.finditer(self.text, start, end):
            last = stop.end()
        return last, end

    def tokens(self, window: Pair) -> list[Token]:
        return [t for t in self.analysis.tokens(*window) if not t.is_space and t.idx >= window[0]]

    def following(self, k: int) -> Statement | None:
        """The statement of a quotation that its cue follows."""
        q = self.quotes[k]
        window = self.after(k)
        tail = self.text[window[0] : window[0] + 2]
        if self.belongs_to_next(k, window):
            return None
        soft = _ENDS.search(self.text, max(q.start, q.end - 8), q.inner[-1][1]) is not None or tail[:1] in ",—–"
        tokens = self.tokens(window)
        if not tokens:
            return None
        if tail[:1] == ":":
            return self.titled(k, window)
        for n, token in enumerate(tokens):
            if token.is_punct:
                continue
            lemma = token.lemma_.lower()
            if lemma == "accord" or token.lower_ == "according":
                return self.made(k, token, window, AttributionGround.ACCORDING) if soft or n < 3 else None
            if lemma in SAID and token.pos_ == Pos.VERB and token.tag_ != Tag.BASE:
                if self.mixed(k, token):
                    return None
                if (
                    token.tag_ == Tag.PAST_PARTICIPLE
                    and not any(c.dep_ in (Dep.AUXILIARY, Dep.SUBJECT) for c in token.children)
                    and n == 0
                ):
                    return None
                if token.tag_ == Tag.ING and not soft:
                    return None
                if not soft and (n > 4 or self.amid(k)):
                    return None
                return self.made(k, token, window, AttributionGround.CUE_AFTER)
            if (
                token.pos_ == Pos.VERB
                and token.dep_ not in (Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.ADJECTIVE)
                and n > 1
                and not soft
            ):
                return None
        return None

    def titled(self, k: int, window: Pair) -> Statement | None:
        """A quotation that opens a headline, its source after the colon: "'We stay': villagers defy plan"."""
        start = self.quotes[k].start
        if self.text[self.line(start) : start].strip() or self.text[window[1] - 1 : window[1] + 1].strip().endswith(
            "."
        ):
            return None
        for t in self.tokens(window)[1:]:
            if t.pos_ in (Pos.NAME, Pos.NOUN, Pos.PRONOUN):
                while t.head.i > t.i and t.dep_ in NOUN_PREMODIFIERS and t.head.idx < window[1]:
                    t = t.head
                source = self.outside(phrase(t, self.text), t)
                cue = ((window[0], window[0] + 1),)
                return (
                    self.statement(k, source, cue, t, None, AttributionGround.COLON, 0.6)
                    if source[0] < source[1]
                    else None
                )
            if t.pos_ == Pos.VERB:
                return None
        return None

    def amid(self, k: int) -> bool:
        """Whether a quotation begins in the middle of a sentence."""
        start, end = self.before(k)
        return end == self.quotes[k].start and bool(self.text[start:end].strip(" \t\xa0-–—>•*([…."))

    def mixed(self, k: int, verb: Token) -> bool:
        """Whether a quotation is a fragment of the clause that its cue reports, or none of that cue's business."""
        if not self.amid(k):
            return False
        if any(c.dep_ == Dep.CLAUSE and c.i > verb.i for c in verb.children):
            return True
        return any(r.head == verb.i and any(s <= self.quotes[k].start < e for s, e in r.content) for r in self.reports)

    def belongs_to_next(self, k: int, window: Pair) -> bool:
        """Whether what follows is a sentence of its own that introduces the next quotation."""
        q = self.quotes[k]
        between = self.text[window[0] : window[1]].strip()
        if not _WHOLE.search(self.text, max(q.start, q.end - 8), q.inner[-1][1]) or not between[:1].isupper():
            return False
        stopped = self.text[q.inner[-1][1] - 1] == "."
        into_next = k + 1 < len(self.quotes) and window[1] == self.edges[k + 1] and between[-1] in ",:"
        return into_next or (stopped and between.split(maxsplit=1)[0].lower() in PRONOUNS)

    def introducing(self, k: int) -> Statement | None:
        """The statement of a quotation that its cue introduces."""
        q = self.quotes[k]
        window = self.before(k)
        lead = self.text[window[0] : window[1]].rstrip()
        if not lead.strip():
            return None
        colon = lead.endswith(":")
        comma = lead.endswith(",")
        tokens = self.tokens(window)
        for token in reversed(tokens):
            lemma = token.lemma_.lower()
            if lemma == "accord" or token.lower_ == "according":
                if colon or comma:
                    return self.made(k, token, window, AttributionGround.ACCORDING)
                continue
            if token.pos_ in (Pos.VERB, Pos.AUXILIARY) and lemma in SAID:
                last = tokens[-1]
                near = token.i == last.i or (colon or comma) or last.lower_ == "that"
                if near and (colon or comma or self.sentence(q)):
                    made = self.made(k, token, window, AttributionGround.CUE_BEFORE)
                    if made is not None:
                        return made
        if colon:
            return self.headed(k, tokens, window)
        return self.led(k, tokens, window)

    def led(self, k: int, tokens: list[Token], window: Pair) -> Statement | None:
        """A statement after a colon that quotes from its middle on: 'he quipped: the mayor "has never seen one"'."""
        at = self.text.rfind(": ", *window)
        if at < 0:
            return None
        first = clean(self.text, at, window[1])
        for token in reversed(tokens):
            if token.idx < at and token.pos_ == Pos.VERB and token.lemma_.lower() in SPEECH:
                made = self.made(k, token, window, AttributionGround.CUE_BEFORE)
                if made is not None and first[0] < first[1]:
                    made.content.insert(0, first)
                return made
        return None

    def sentence(self, q: Quotation) -> bool:
        """Whether a quotation is whole sentences: a capital first and a stop last."""
        s, e = q.inner[0][0], q.inner[-1][1]
        first = _WORD.search(self.text, s, e)
        return first is not None and first.group()[0].isupper() and self.text.count(" ", s, e) >= 2

    def headed(self, k: int, tokens: list[Token], window: Pair) -> Statement | None:
        """A colon without a verb of speech: whose the nearest clause or noun is."""
        for token in reversed(tokens):
            if (token.pos_ == Pos.VERB and token.lemma_.lower() in _BEFORE) or (
                token.pos_ in (Pos.VERB, Pos.AUXILIARY) and token.dep_ == Dep.ROOT
            ):
                made = self.made(k, token, window, AttributionGround.COLON)
                if made is not None:
                    return made
        for token in reversed(tokens):
            if token.dep_ == Dep.OWNER or (
                token.pos_ in (Pos.PRONOUN, Pos.NAME) and token.dep_ in (Dep.ROOT, Dep.SUBJECT, Dep.PREPOSITION_OBJECT)
            ):
                token = self.holder(token, tokens)
                source = phrase(token, self.text, lambda t: t.dep_ == Dep.CASE_MARK)
                if source[1] > window[1]:  # the quotation is part of the noun: a name or a scare quote
                    continue
                cue = clean(self.text, tokens[-1].idx, window[1])
                return self.statement(
                    k, source, (cue,) if cue[0] < cue[1] else (), token, None, AttributionGround.COLON, 0.6
                )
        return None

    def holder(self, token: Token, tokens: list[Token]) -> Token:
        """Who holds a post at a body named last before a colon: "Tom Adair, an analyst at the Northern Institute:"."""
        if token.ent_type_ == Ent.PERSON:
            return token
        first = next((t for t in tokens if t.i == token.left_edge.i), token)
        for t in reversed(tokens):
            if t.i < first.i and t.pos_ == Pos.NAME and t.dep_ not in (Dep.OWNER, Dep.COMPOUND):
                between = self.text[
                    t.idx + len(t) : first.idx + (0 if first.pos_ != Pos.DETERMINER else len(first) + 1)
                ]
                return t if POST.fullmatch(between) else token
        return token

    def made(self, k: int, verb: Token, window: Pair, ground: AttributionGround) -> Statement | None:
        """The statement with a cue's source: by the parse where it stands in the window, else by its place."""
        subject: Token | None
        if ground is AttributionGround.ACCORDING:
            to = next((t for t in verb.subtree if t.i == verb.i + 1 and t.lower_ == "to"), None)
            subject = (
                next((c for c in to.children if c.dep_ == Dep.PREPOSITION_OBJECT), None) if to is not None else None
            )
            cue: Pair = (verb.idx, to.idx + 2) if to is not None else (verb.idx, verb.idx + len(verb))
        else:
            subject, cue = source_of(verb), cue_span(verb)
        if subject is None or self.inside(subject.idx):
            subject = self.placed(verb, window)
        if subject is None or subject.pos_ == Pos.SPACE:
            return None
        source = phrase(subject, self.text, lambda t: t.i == verb.i or t.is_ancestor(verb))
        source = self.outside(source, subject)
        if source[0] >= source[1]:
            return None
        return self.statement(k, source, (cue,), subject, verb, ground, 0.9)

    def outside(self, span: Pair, token: Token) -> Pair:
        """A source's span without what of it lies in a quotation."""
        i = bisect_right(self.edges, token.idx) - 1
        start = max(span[0], self.quotes[i].end) if i >= 0 and self.quotes[i].end <= token.idx else span[0]
        end = min(span[1], self.edges[i + 1]) if i + 1 < len(self.edges) else span[1]
        return clean(self.text, start, end)

    def placed(self, verb: Token, window: Pair) -> Token | None:
        """A cue's source by its place: the noun phrase after the verb where the verb comes first, else before."""
        tokens = [t for t in self.tokens(window) if not t.is_punct]
        at = next((n for n, t in enumerate(tokens) if t.i == verb.i), None)
        if at is None:
            return None
        rest = tokens[at + 1 :] if at == 0 else list(reversed(tokens[:at]))
        for t in rest[:6]:
            if t.pos_ in (Pos.NAME, Pos.NOUN, Pos.PRONOUN) and t.ent_type_ not in (Ent.DATE, Ent.TIME):
                while (
                    t.dep_ in (Dep.COMPOUND, Dep.OWNER, Dep.NOUN_MODIFIER, Dep.ADJECTIVE, Dep.APPOSITION, Dep.FLAT)
                    and t.head in tokens
                    and t.head.i != verb.i
                ):
                    t = t.head
                return t
            if t.pos_ in (Pos.VERB, Pos.ADPOSITION, Pos.CONJUNCTION):
                return None
        return None

    def statement(
        self,
        k: int,
        source: Pair,
        cue: tuple[Pair, ...],
        subject: Token,
        verb: Token | None,
        ground: AttributionGround,
        score: float,
    ) -> Statement:
        return Statement(
            (source,), cue, list(self.quotes[k].parts), ground, score, [k], verb.i if verb else None, subject.i
        )

    def line(self, position: int) -> int:
        """Where the line that a position lies in begins."""
        return self.text.rfind("\n", 0, position) + 1

    def free(self, k: int) -> bool:
        """Whether a quotation stands by itself: it begins a sentence and is a whole one."""
        q = self.quotes[k]
        start, end = self.before(k)
        if self.text[start:end].strip(" \t\xa0-–—>•*([…."):
            return False
        whole = _WHOLE.search(self.text, max(q.start, q.inner[-1][1] - 6), q.inner[-1][1]) is not None
        rest = self.text[q.end : q.end + 1]
        if not rest.strip() and start + 1 >= q.start - 1 and self.title_case(q):
            return False
        return self.sentence(q) and (whole or (rest and rest in ".!?") or not q.closed)

    def title_case(self, q: Quotation) -> bool:
        """Whether a quotation is a title or a heading: short, its words capitalised."""
        found = _WORD.findall(self.text, q.inner[0][0], q.inner[-1][1])
        return len(found) <= _TITLE and all(w[0].isupper() or len(w) <= 3 for w in found)

    def run(self) -> list[Statement]:
        """All direct statements, in text order; quotations that share a cue or go on in one paragraph are joined."""
        out: list[Statement] = []
        for k in range(len(self.quotes)):
            found = self.following(k) or self.signed(k) or self.introducing(k)
            if found is not None:
                if out and found.head is not None and out[-1].head == found.head and k - 1 in out[-1].quotes:
                    out[-1].content.extend(self.quotes[k].parts)
                    out[-1].quotes.append(k)
                else:
                    out.append(found)
            elif self.free(k):
                self.go_on(out, k)
        return out

    def go_on(self, out: list[Statement], k: int) -> None:
        """A quotation without a cue: more of what was said last.

        In its paragraph it joins what was said there, and it is a statement of the same source where the paragraph
        above ends with one. Else nothing says whose it is.
        """
        q = self.quotes[k]
        line = self.line(q.start)
        i = bisect_right(self.report_ends, q.start) - 1
        report = self.reports[i] if i >= 0 and self.report_ends[i] > self.above(line) else None
        spoken = out[-1] if out and last_end(out[-1]) > self.above(line) else None
        if report is not None and spoken is not None and last_end(spoken) >= self.report_ends[i]:
            report = None
        if report is not None and self.report_ends[i] > line:
            if len(_WORD.findall(self.text, self.report_ends[i], q.start)) <= _NEAR:
                content = [*report.content, *q.parts]
                out.append(
                    Statement(
                        report.source,
                        report.cue,
                        content,
                        AttributionGround.GOES_ON,
                        0.6,
                        [k],
                        report.head,
                        report.subject,
                    )
                )
                return
        elif report is None and spoken is not None:
            if last_end(spoken) > line:
                spoken.content.extend(q.parts)
                spoken.quotes.append(k)
                return
            stop = STOP.search(self.text, last_end(spoken), line)
            last = _WORD.search(self.text, stop.end() if stop else line, line) is None
            if spoken.source and last and not self.text[line : q.start].strip():
                out.append(
                    Statement(
                        spoken.source, (), list(q.parts), AttributionGround.CONTINUES, 0.5, [k], None, spoken.subject
                    )
                )
                return
        out.append(Statement((), (), list(q.parts), AttributionGround.ALONE, 0.3, [k]))

    def above(self, line: int) -> int:
        """Where the line above the one that begins at ``line`` begins, empty ones passed over."""
        end = line
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return self.text.rfind("\n", 0, end) + 1

    def signed(self, k: int) -> Statement | None:
        """A quotation with its speaker's name below or behind it, after a dash or in brackets."""
        m = _SIGNED.match(self.text, self.quotes[k].end) or _BRACKETED.match(self.text, self.quotes[k].end)
        if m is None:
            return None
        name = m.span("who")
        tokens = [t for t in self.tokens(name) if not t.is_punct]
        if m["dash"] == "(" and not (any(t.ent_type_ == Ent.PERSON for t in tokens) or _POSTED.match(m["who"])):
            return None
        if not tokens or any(t.pos_ in (Pos.VERB, Pos.AUXILIARY) for t in tokens if t.tag_ != Tag.ING):
            return None
        head = next((t for t in tokens if t.head.i not in {x.i for x in tokens} or t.head.i == t.i), tokens[0])
        cue = (m.start("dash"), m.end("dash"))
        return self.statement(k, clean(self.text, *name), (cue,), head, None, AttributionGround.SIGNED, 0.8)


def last_end(said: Report | Statement) -> int:
    """Where a statement ends, with its cue and source."""
    return max(p[1] for spans in (said.source, said.cue, said.content) for p in spans)
