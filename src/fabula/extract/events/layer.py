"""Event mentions: who did what to whom, when and where, in PLOVER's types, read from the parse.

A sentence's events are those that it reports, not those that it only mentions on the way: the acts on the line from
its root through what is said, tried or begun, the acts beside these, and, aside from that line, happenings with a day
or a place of their own. An act that is promised, threatened, demanded or refused is one event, of that type (so
PLOVER's codebook has it), not two.
"""

import bisect
from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis, trimmed
from fabula.extract.events.actors import CLIMB, fellows, phrase, roles, subject
from fabula.extract.events.acts import Act, acts
from fabula.extract.events.days import timed
from fabula.extract.events.learned import UNSEEN, Finder, Seen, act_of, is_news
from fabula.extract.events.verb_frames import lemma
from fabula.lang.en.event_words import STATIVE
from fabula.lang.en.grammar import to_infinitive
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.rules.actors import PLACING
from fabula.lang.en.rules.acts import COMPLEMENTS, OBJECTS, VERBAL
from fabula.lang.en.rules.events import MOTION
from fabula.lang.en.saying import OF_EVENTS
from fabula.model.records import Attribution, EventMention, Mention, Pair, Participant, Time
from fabula.names import gazetteer
from fabula.neural.reader import States

NAMING = frozenset(
    {Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT, Dep.COMPOUND, Dep.OWNER, Dep.APPOSITION, Dep.ADJECTIVE, Dep.NUMBER}
)
"""Relations by which a word of time is part of what is named, not of when something happens."""


class Layers:
    """The article's other layers, by position."""

    def __init__(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
    ) -> None:
        self.analysis = analysis
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._mention_starts = [m.start for m in self.mentions]
        self.times = sorted((t for t in times if t.type in {"DATE", "TIME"}), key=lambda t: (t.start, t.end))
        self._time_starts = [t.start for t in self.times]
        pieces = [(s, e, a.id) for a in attributions for s, e in a.content]
        self.contents = sorted(pieces, key=lambda p: (p[0], -p[1], p[2]))
        self._content_starts = [p[0] for p in self.contents]
        self._longest_content = max((e - s for s, e, _ in pieces), default=0)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a span."""
        i = bisect.bisect_left(self._mention_starts, start)
        j = bisect.bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[i:j] if m.end <= end]

    def covering(self, head: Token, span: Pair) -> Mention | None:
        """The longest mention in a phrase that covers its head; else one whose end the head is."""
        at = head.idx
        inside = [m for m in self.within(*span) if m.start <= at < m.end]
        if inside:
            return max(inside, key=lambda m: (m.end - m.start, -m.start))
        i = bisect.bisect_right(self._mention_starts, at) - 1
        for m in self.mentions[max(0, i - 3) : i + 1]:
            if m.start <= at < m.end:
                return m
        return None

    def in_sentence(self, sent: Span) -> list[tuple[Time, Token]]:
        """The times of a sentence, each with the word that carries it, or the words where the parse splits it."""
        i = bisect.bisect_left(self._time_starts, sent.start_char)
        j = bisect.bisect_left(self._time_starts, sent.end_char)
        out = []
        for t in self.times[i:j]:
            tokens = self.analysis.tokens(t.start, t.end)
            # Of "October 2, 2024" the parse may hang the day and the year on different words.
            out += [(t, token) for token in tokens if token.head == token or token.head not in tokens]
        return out

    def place(self, head: Token) -> Pair | None:
        """The place that a phrase names, if it names one."""
        span = phrase(head)
        places = [m for m in self.within(*span) if self.names_place(m)]
        if not places:
            return None
        best = next((m for m in places if m.start <= head.idx < m.end), places[0])
        start = best.start
        for token in self.analysis.tokens(best.start, best.end):
            if token.tag_ == Tag.POSSESSIVE:  # "Peter's Springfield residence": the place begins after its owner
                start = token.idx + len(token)
        return trimmed(self.analysis.text, start, best.end) if start < best.end else (best.start, best.end)

    def names_place(self, m: Mention) -> bool:
        """Whether a mention is of a place: by its type, or a town's name that was taken for a body of that name."""
        if m.type == "place":
            return True
        if m.form != "name" or m.type != "organisation":
            return False
        return "." in (gazetteer.place(self.analysis.text[m.start : m.end]) or "")

    @cached_property
    def dateline(self) -> tuple[Span, Pair] | None:
        """The sentence that the dateline before the text opens, and the place that it names."""
        for zone in self.analysis.article.zones:
            if zone.kind == "dateline":
                names = [m for m in self.within(zone.start, zone.end) if m.form == "name"]
                lead = next((s for s in self.analysis.sents if s.end_char > zone.end), None)
                if names and lead is not None and self.analysis.text[zone.start : names[0].start].strip() == "":
                    return lead, (names[0].start, names[0].end)
        return None

    def attribution(self, position: int) -> str | None:
        """The innermost attribution whose content holds a position."""
        best: tuple[int, str] | None = None
        i = bisect.bisect_right(self._content_starts, position) - 1
        while i >= 0 and self.contents[i][0] >= position - self._longest_content:
            start, end, key = self.contents[i]
            if end > position and (best is None or end - start < best[0]):
                best = (end - start, key)
            i -= 1
        return best[1] if best else None


def events(
    analysis: Analysis,
    mentions: Sequence[Mention],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    states: States | None = None,
) -> tuple[EventMention, ...]:
    """The event mentions of an article, in order of their triggers; ids "e0", "e1", ...

    Types: PLOVER's sixteen (see ``plover``), or "other" for a happening of none of these: one with a day of its own, or
    one that the learned heads find in the ``states`` of the reader (docs/events.md).
    """
    layers = Layers(analysis, mentions, times, attributions)
    finder = Finder(analysis, states) if states is not None else None
    found: list[EventMention] = []
    for sent in analysis.sents:
        dated = layers.in_sentence(sent)
        read = acts(sent)
        if not any(a.depth <= 1 for a in read):
            read += others(sent, dated)
        own = len(read)
        if finder is not None:
            read += finder.acts(sent, read)
        rows = []
        for n, act in enumerate(read):
            nodes = clause_words(act)
            when = timed(act, nodes, dated)
            where = placed(act, nodes, layers) or beside(act, when, sent, layers) or opened(act, sent, layers)
            if act.depth <= 1 or when or where or n >= own:
                rows.append((act, when, where))
        for act, when, where in sorted(rows, key=lambda r: (r[0].trigger.i, r[0].type)):
            seen = finder.seen(act.trigger) if finder is not None else UNSEEN
            found.append(mention(act, when, where, layers, f"e{len(found)}", seen))
    return tuple(found)


def clause_words(act: Act) -> list[Token]:
    """The words that a phrase of time or place may hang on to belong to an act: its own and those that carry it."""
    nodes = [act.trigger]
    for token in (act.verb, act.top):
        if token not in nodes:
            nodes.append(token)
    if (
        act.depth <= 1
        and act.top.dep_ in {Dep.ADVERBIAL_CLAUSE, Dep.OPEN_CLAUSE}
        and act.top.head.pos_ == Pos.VERB
        and to_infinitive(act.top)
    ):
        nodes.append(act.top.head)  # "marched on Saturday to protest": one happening, with one day and place
    if act.verb.pos_ not in VERBAL:
        head = act.trigger.head
        if (
            act.trigger.dep_ in {Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT, Dep.ATTRIBUTE}
            and lemma(head) not in OF_EVENTS
        ):
            nodes.append(head)
    elif act.trigger == act.verb:
        nodes += [
            c
            for c in act.verb.children
            if c.dep_ in {Dep.OBJECT, Dep.ATTRIBUTE, Dep.ADJECTIVE_COMPLEMENT, Dep.PARTICLE}
        ]
    return nodes


def placed(act: Act, nodes: list[Token], layers: Layers) -> Pair | None:
    """The place that an act is given by a phrase on its words ("in", "at", ...), or by what it visits."""
    moving = any(lemma(n) in MOTION for n in nodes)
    if act.verb.pos_ not in VERBAL:  # "talks with the minister in Oslo": the parse gives the place to the minister
        nodes = nodes + [p for c in act.trigger.children if lemma(c) in {"with", "between"} for p in c.children]
    else:  # "meet the minister in Oslo": nor is the minister a minister in Oslo
        nodes = nodes + [
            h for n in nodes for c in n.children if c.dep_ in OBJECTS for h in fellows(c) if h.ent_type_ == Ent.PERSON
        ]
    preps = sorted({c.i: c for n in nodes for c in n.children if c.dep_ in {Dep.PREPOSITION, Dep.ADVERB}}.items())
    for wanted in (PLACING, frozenset({"to"}) if moving else frozenset()):
        for _, prep in preps:
            if lemma(prep) in wanted and (where := _governed(prep, layers)):
                return where
    visited = [c for n in nodes for c in n.children if c.dep_ == Dep.OBJECT] if moving else []
    if where := next(filter(None, map(layers.place, visited)), None):
        return where
    return _of_noun(act.trigger, layers) if act.verb.pos_ not in VERBAL else None


def _governed(prep: Token, layers: Layers) -> Pair | None:
    """The first place among a preposition's objects."""
    objects = (c for c in prep.children if c.dep_ == Dep.PREPOSITION_OBJECT)
    return next(filter(None, map(layers.place, objects)), None)


def _of_noun(noun: Token, layers: Layers) -> Pair | None:
    """The place of an event that is a noun: by the words right behind it, or before it ("the Oslo talks")."""
    after = noun.right_edge.i + 1
    if after < len(noun.doc) and lemma(prep := noun.doc[after]) in PLACING and (where := _governed(prep, layers)):
        return where
    before = (c for c in noun.children if c.dep_ in {Dep.COMPOUND, Dep.NOUN_MODIFIER})
    return next(filter(None, map(layers.place, before)), None)


def state(name: str) -> bool:
    """Whether a name is that of a state or a union of states."""
    code = gazetteer.place(name)
    return code is not None and "." not in code


def beside(act: Act, when: Time | None, sent: Span, layers: Layers) -> Pair | None:
    """The place that stands beside an act's time ("in Oslo on Monday"), whatever the parse hangs it on.

    Only where the time follows the act's trigger, so that the two are its own.
    """
    if when is None or when.start < act.trigger.idx or not sent.start_char <= when.start < sent.end_char:
        return None
    time = layers.analysis.tokens(when.start, when.end)
    for m in layers.within(act.trigger.idx, sent.end_char):
        if m.form != "name" or not layers.names_place(m):
            continue
        place = layers.analysis.tokens(m.start, m.end)
        if not len(place) or not len(time) or place.start == 0 or lemma(place.doc[place.start - 1]) not in PLACING:
            continue
        between = place.doc[place.end : time.start] if m.end <= when.start else place.doc[time.end : place.start - 1]
        if len(between) <= 1 and all(t.lower_ in {"on", ",", "in"} for t in between):
            return m.start, m.end
    return None


def opened(act: Act, sent: Span, layers: Layers) -> Pair | None:
    """The dateline's place, for what the sentence after it reports first of all and gives no place of its own."""
    if act.depth or act.top not in {sent.root, *sent.root.conjuncts} or layers.dateline is None:
        return None
    lead, place = layers.dateline
    if lead.start != sent.start:
        return None
    for m in layers.within(sent.start_char, sent.end_char):
        if (m.start, m.end) != place and layers.names_place(m):
            tokens = layers.analysis.tokens(m.start, m.end)
            if len(tokens) and tokens.start and lemma(tokens.doc[tokens.start - 1]) in PLACING:
                return None
    return place


def mention(
    act: Act, when: Time | None, where: Pair | None, layers: Layers, key: str, seen: Seen = UNSEEN
) -> EventMention:
    """The record of an act."""
    participants: list[Participant] = []
    for role, head in roles(act):
        start, end = trimmed(layers.analysis.text, *phrase(head))
        named = head.head == act.trigger and head.dep_ in {Dep.COMPOUND, Dep.NOUN_MODIFIER}
        if named and (start, end) == where and not state(layers.analysis.text[start:end]):
            continue  # "the Oslo talks": where, not who; states act, too
        known = layers.covering(head, (start, end))
        if start < end:
            participants.append(Participant(role=role, start=start, end=end, chain=known.chain if known else None))
    if where:
        there = next((m for m in layers.within(*where) if (m.start, m.end) == where), None)
        participants.append(
            Participant(role="place", start=where[0], end=where[1], chain=there.chain if there else None)
        )
    trigger = act.trigger
    carrier = act.verb if act.verb.pos_ in VERBAL else governing(act.trigger)
    clause = layers.analysis.doc[carrier.left_edge.i : carrier.right_edge.i + 1]
    return EventMention(
        id=key,
        start=trigger.idx,
        end=trigger.idx + len(trigger),
        clause=trimmed(layers.analysis.text, clause.start_char, clause.end_char),
        type=act.type,
        participants=tuple(participants),
        time=when.value if when else None,
        time_span=(when.start, when.end) if when else None,
        place=where,
        polarity=act.polarity,
        modality=act.modality,
        attribution=layers.attribution(trigger.idx),
        sure=seen.sure,
        news=is_news(act, when, participants),
        aside=act.depth > 0,
        vector=seen.vector,
    )


def governing(noun: Token) -> Token:
    """The verb whose clause a noun stands in; the noun itself where there is none."""
    at = noun
    for _ in range(CLIMB):
        if at.pos_ in VERBAL:
            return at
        if at.head == at:
            break
        at = at.head
    return noun


def carrier(token: Token) -> Token | None:
    """The verb that a word of time modifies, straight or through its preposition; None where it is part of a name."""
    at = token
    for _ in range(CLIMB):
        if at.dep_ in NAMING:
            return None
        if at.head == at:
            return None
        at = at.head
        if at.pos_ in VERBAL:
            return at
    return None


def others(sent: Span, dated: list[tuple[Time, Token]]) -> list[Act]:
    """Happenings of no political type: the acts on the main line that have a day and somebody who acts."""
    out: list[Act] = []
    for _, token in dated:
        verb = carrier(token)
        if verb is None:
            continue
        if verb.pos_ != Pos.VERB or any(a.verb == verb for a in out):
            continue
        base = lemma(verb)
        if base in STATIVE or base in OF_EVENTS or verb.dep_ not in {Dep.ROOT, Dep.CONJUNCT, *COMPLEMENTS}:
            continue
        if subject(verb) is None and not any(c.dep_ == Dep.PASSIVE_SUBJECT for c in verb.children):
            continue
        out.append(act_of(verb))
    return out
