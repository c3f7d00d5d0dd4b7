"""Roles with their time: when a person held what is stated beside the name, as far as the text says."""

import bisect
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from fabula.extract.mentions.entity_types import fold
from fabula.extract.mentions.nominals import CUT
from fabula.extract.mentions.phrase import Phrase
from fabula.lang.en import lexicon as lex
from fabula.lang.en.grammar import NOUN_CLAUSES
from fabula.lang.en.labels import Dep, Tag
from fabula.lang.en.rules.roles import BEFORE, BESIDE, CUT_WORDS, DIRECT, JOINS, OPENS, STATUS
from fabula.model.records import Mention, Pair, Role, Time
from fabula.model.vocabulary import RoleStatus

REACH = 30
"""Characters after a role within which its time must begin."""


def dated(
    text: str, sentences: Sequence[Pair], mentions: Sequence[Mention], times: Sequence[Time]
) -> tuple[Mention, ...]:
    """The mentions, each role with the status and the time that are stated of it."""
    starts = [t.start for t in times]
    ends = [e for _, e in sentences]
    out = []
    for m in mentions:
        if m.roles:
            stop = ends[min(bisect.bisect_right(ends, m.start), len(ends) - 1)] if ends else len(text)
            own = tuple(_dated(text, r, times, starts, stop, m) for r in m.roles)
            if own != m.roles:
                m = msgspec.structs.replace(m, roles=own)
        out.append(m)
    return tuple(out)


def predicated(doc: Doc, phrase: Phrase) -> Pair | None:
    """The role that a clause gives its subject: "X was defence minister", "X has served as mayor since May"."""
    head = doc[phrase.head]
    verb = head.head
    if (
        (phrase.type != "person" and phrase.word != "who")
        or head.dep_ != Dep.SUBJECT
        or verb.lemma_ not in ("be", "become", "remain", "serve", "work")
    ):
        return None
    if any(c.dep_ in (Dep.NEGATION, Dep.SUBORDINATOR) or c.tag_ == Tag.MODAL for c in verb.lefts):
        return None
    for c in verb.rights:
        noun = next((g for g in c.children if g.dep_ == Dep.PREPOSITION_OBJECT), None) if c.lower_ == "as" else c
        if noun is None or (noun is c and c.dep_ != Dep.ATTRIBUTE):
            continue
        if fold(noun.lemma_) not in lex.TITLES or noun.tag_ in (Tag.PLURAL, Tag.PLURAL_NAME):
            continue
        start, end = noun.left_edge, noun.right_edge
        for cut in noun.rights:
            if cut.dep_ in CUT or cut.dep_ in NOUN_CLAUSES:
                end = doc[cut.left_edge.i - 1]
                break
        while end.i > noun.i and end.is_punct:
            end = doc[end.i - 1]
        return start.idx, end.idx + len(end)
    return None


def _dated(text: str, role: Role, times: Sequence[Time], starts: list[int], stop: int, m: Mention) -> Role:
    words = text[role.start : role.end]
    status: RoleStatus | None = next((s for s, pattern in STATUS if pattern.search(words)), None)
    before = BEFORE.search(text[max(0, role.start - 12) : role.start])
    if status is None and before:
        low = before.group(1).casefold()
        status = BESIDE.get(low, "former")
    found = _time(text, role, times, starts, stop, m)
    if found is None:
        return msgspec.structs.replace(role, status=status) if status else role
    since, until, span = found
    end = role.end
    if role.start < span[0] < role.end:  # the time stands within the phrase: the role is what goes before it
        kept = CUT_WORDS.sub("", text[role.start : span[0]]).rstrip()
        end = role.start + len(kept) or role.end
    return Role(start=role.start, end=end, status=status, since=since, until=until, time=span)


def _time(
    text: str, role: Role, times: Sequence[Time], starts: list[int], stop: int, m: Mention
) -> tuple[str | None, str | None, Pair] | None:
    """The first time that a preposition or a bracket ties to a role: from when, until when, and the span."""
    i = bisect.bisect_left(starts, role.start)
    edge = min(stop, role.end + REACH)
    while i < len(times) and times[i].start < edge:
        first = times[i]
        i += 1
        if first.type != "DATE" or not first.value[:2].isdigit() or m.start <= first.start < m.end:
            continue
        opened = OPENS.search(text[role.start : first.start])
        how = (opened["how"] or "(").casefold() if opened else ""
        second = times[i] if i < len(times) and JOINS.fullmatch(text[first.end : times[i].start]) else None
        if not (opened or (second and first.start < role.end)) or not _beside(text, role, first.start, m):
            continue
        if second is not None and second.type == "DATE" and how not in ("since", "until", "till", "up to"):
            return first.value, second.value, (first.start, second.end)
        if how in ("since", "from"):
            return first.value, None, (first.start, first.end)
        if how in ("until", "till", "up to", "through"):
            return None, first.value, (first.start, first.end)
        if how in ("in", "during"):
            return first.value, first.value, (first.start, first.end)
    return None


def _beside(text: str, role: Role, at: int, m: Mention) -> bool:
    """Whether nothing but what opens it stands between a role (or the name that follows it) and a time."""
    if at < role.end:
        return True
    led = role.end <= m.start
    gap = DIRECT.fullmatch(text[m.end if led else role.end : at]) if at >= m.end or not led else None
    return gap is not None and (not led or gap["how"].casefold() in ("(", "since"))
