"""All reports of an article: what the cues in the parse say, and the forms that the parser mostly gets wrong.

Those are read from the order of words: a verb before its source ("..., noted the experts"), a source and verb between
commas ("The town, residents say, is loud"), a verb taken for a plural noun, and a headline's colon.
"""

import re
from collections.abc import Callable

from spacy.tokens import Token

from fabula.extract.analysis import Analysis
from fabula.extract.attributions.cues import (
    NOMINAL,
    Report,
    according,
    clean,
    covered,
    cue_span,
    noun_report,
    phrase,
    verb_report,
)
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.reporting_verbs import (
    ATTITUDE,
    INFINITIVE,
    INVERTED,
    KICKERS,
    NOUNS,
    OBJECT,
    PREPOSITIONS,
    RELATIVE,
)
from fabula.lang.en.saying import SPEECH
from fabula.model.records import Pair

_VERBS = SPEECH | ATTITUDE | INFINITIVE | OBJECT | PREPOSITIONS.keys()
_HEADLINE = re.compile(r"\s*(?P<who>[^:“”\"‘«„\n]{2,50}):\s+(?P<what>\S+\s+\S+[^\n]*)")


def inverted_report(verb: Token, text: str) -> Report | None:
    """A verb after a comma with its source behind it, whatever the parse made of it: "..., noted the experts"."""
    doc = verb.doc
    first, last = verb.sent.start, verb.sent.end - 1
    at = verb.i - 1
    while at > first and doc[at].pos_ == Pos.AUXILIARY:
        at -= 1
    if at - first < 3 or doc[at].text != "," or verb.tag_ not in (Tag.PAST, Tag.PAST_PARTICIPLE, Tag.THIRD_PERSON):
        return None
    begin = verb.i + 1
    if begin <= last and doc[begin].lower_ in ("up", "out"):
        begin += 1
    if (
        begin > last
        or doc[begin].pos_ not in NOMINAL
        or doc[begin].tag_ in (Tag.OWNING_PRONOUN, Tag.ADJECTIVE, Tag.WHICH)
    ):
        return None
    token = doc[begin]
    while (
        token.head.i != token.i
        and begin <= token.head.i <= last
        and token.head.pos_ in NOMINAL
        and token.head.i != verb.i
    ):
        token = token.head
    source = phrase(token, text, lambda t: t.i <= verb.i)
    content = covered(doc, text, range(first, at))
    start = doc[at + 1].idx
    source = (max(source[0], doc[begin].idx), source[1])
    if not content or source[0] >= source[1]:
        return None
    cue = (start, doc[begin - 1].idx + len(doc[begin - 1]))
    return Report((source,), (cue,), content, 0.6, verb.i, token.i)


def parenthesis(verb: Token, text: str) -> Report | None:
    """A subject and its verb between commas, whatever the parse made of it: "The town, residents say, is loud"."""
    doc = verb.doc
    subject = next((c for c in verb.lefts if c.dep_ == Dep.SUBJECT), None)
    if subject is None or subject.i > verb.i or verb.i + 1 >= len(doc) or doc[verb.i + 1].text not in (",", "—", "–"):
        return None
    first = subject.left_edge.i - 1
    sent = verb.sent
    if first <= sent.start or doc[first].text not in (",", "—", "–") or subject.lower_ in RELATIVE:
        return None
    content = covered(doc, text, [*range(sent.start, first), *range(verb.i + 1, sent.end)])
    source = phrase(subject, text, lambda t: t.i == verb.i)
    return Report((source,), (cue_span(verb),), content, 0.7, verb.i, subject.i) if content else None


def mistagged(token: Token, text: str) -> Report | None:
    """A verb that the tagger took for a plural noun: "the analyst posits that ..."."""
    doc = token.doc
    sent = token.sent
    if token.i + 2 >= sent.end or token.i == sent.start or doc[token.i + 1].lower_ != "that":
        return None
    subject = doc[token.i - 1]
    if subject.pos_ != Pos.NAME and not (subject.pos_ == Pos.NOUN and subject.tag_ == Tag.NOUN):
        return None
    content = covered(doc, text, range(token.i + 2, sent.end))
    left = subject.i
    while left > sent.start and doc[left - 1].pos_ in (Pos.NAME, Pos.NOUN, Pos.ADJECTIVE, Pos.DETERMINER):
        left -= 1
    source = clean(text, doc[left].idx, subject.idx + len(subject))
    cue = (token.idx, token.idx + len(token))
    return Report((source,), (cue,), content, 0.6, token.i, subject.i) if content else None


def headline(analysis: Analysis) -> list[Report]:
    """The headline's own form of attribution: "Minister: No new taxes"."""
    out = []
    heads = [(z.start, z.end) for z in analysis.article.zones if z.kind == "title"]
    for a, b in heads or [_first_line(analysis)]:
        m = _HEADLINE.match(analysis.text, a, b)
        if m is None or m["who"].lower().split()[-1].strip(".") in KICKERS or len(m["who"].split()) > 4:
            continue
        left = [t for t in analysis.tokens(*m.span("who")) if not t.is_punct]
        if (
            not left
            or any(t.pos_ in (Pos.VERB, Pos.AUXILIARY, Pos.ADVERB, Pos.INTERJECTION) for t in left)
            or left[0].pos_ == Pos.ADPOSITION
        ):
            continue
        head = next((t for t in reversed(left) if t.pos_ in (Pos.NAME, Pos.NOUN)), left[-1])
        content = clean(analysis.text, *m.span("what"))
        source = clean(analysis.text, *m.span("who"))
        colon = m.end("who")
        if content[0] < content[1] and source[0] < source[1]:
            out.append(Report((source,), ((colon, colon + 1),), (content,), 0.6, -1 - colon, head.i))
    return out


def _first_line(analysis: Analysis) -> Pair:
    text = analysis.text
    start = next((i for i, c in enumerate(text) if not c.isspace()), 0)
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return (start, end) if end - start <= 200 and analysis.told(start) else (start, start)


def reports(analysis: Analysis, ok: Callable[[Token], bool]) -> list[Report]:
    """All that is reported in an article, by the tokens that ``ok`` admits as cues and by its headline."""
    text = analysis.text
    out = headline(analysis)
    for token in analysis.doc:
        pos = token.pos_
        if pos == Pos.VERB:
            lemma = token.lemma_.lower()
            if lemma == "accord":
                found = according(token, text) if ok(token) else None
            elif lemma in _VERBS and ok(token):
                found = verb_report(token, text)
                if found is None and lemma in INVERTED:
                    found = parenthesis(token, text) or inverted_report(token, text)
            else:
                continue
        elif pos == Pos.NOUN:
            lemma = token.lemma_
            found = noun_report(token, text) if lemma in NOUNS and ok(token) else None
            if found is None and token.tag_ == Tag.PLURAL and lemma in SPEECH and ok(token):
                found = mistagged(token, text)
        elif pos == Pos.ADPOSITION and token.lower_ == "according" and ok(token):
            found = according(token, text)
        else:
            continue
        if found is not None:
            out.append(found)
    return out
