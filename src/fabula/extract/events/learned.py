"""Events that no rule names: what the learned heads find beside the acts of the rules, and how sure each trigger is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.events.actors import CLIMB
from fabula.extract.events.acts import Act, set_modality
from fabula.extract.events.triggers import candidates, marks
from fabula.extract.events.verb_frames import lemma
from fabula.lang.en.event_words import STATIVE
from fabula.lang.en.grammar import purpose, whole_clause
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.rules.acts import ASIDE, VERBAL
from fabula.lang.en.saying import OF_EVENTS
from fabula.model.records import Participant, Time
from fabula.neural.happenings import heads
from fabula.neural.reader import States

LEAST = 0.35
"""Probability from which a verb tells of an event: chosen on ECB+ development topics (docs/events.md)."""

NOUN = 0.6
"""The same for a noun or adjective: in texts that are no news they are taken for happenings too easily."""
ALONE = 0.8
"""The same for the main verb of a text of one sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the heads say of a trigger."""

    sure: float
    vector: bytes


UNSEEN = Seen(1.0, b"")


class Finder:
    """The heads over one article."""

    def __init__(self, analysis: Analysis, states: States) -> None:
        self.states = states
        self.alone = len(analysis.sents) == 1
        self._sentences: dict[int, np.ndarray] = {}

    def seen(self, t: Token) -> Seen:
        """What the heads say of a word."""
        word, around = self.states.over(t.idx, t.idx + len(t)), self._around(t)
        return Seen(round(heads().chance(word, around, marks(t)), 4), heads().vector(word, around))

    def acts(self, sent: Span, known: Sequence[Act]) -> list[Act]:
        """The acts of a sentence that are not ``known``.

        A text of one sentence is read as PLOVER codes one, by its typed acts; an act of another kind is added on its main line
        alone, where no typed one stands.
        """
        taken = {t.i for a in known for t in (a.trigger, a.verb)}
        if self.alone and any(a.depth == 0 for a in known):
            return []
        out = []
        for t in candidates(sent):
            if t.i in taken or (self.alone and t != sent.root):
                continue
            chance = heads().chance(self.states.over(t.idx, t.idx + len(t)), self._around(t), marks(t))
            if chance >= (ALONE if self.alone else LEAST if t.pos_ == Pos.VERB else NOUN):
                out.append(act_of(t))
        return out

    def _around(self, t: Token) -> np.ndarray:
        sent = t.sent
        if sent.start not in self._sentences:
            self._sentences[sent.start] = self.states.over(sent.start_char, sent.end_char)
        return self._sentences[sent.start]


def act_of(t: Token) -> Act:
    """A word that the heads take for a trigger, as an act of no type, with what is over it read for its modality."""
    top, depth = t, 0
    if t.pos_ in VERBAL:
        while (
            top.dep_ == Dep.OPEN_CLAUSE
            and top.head.pos_ in VERBAL
            and not any(c.dep_ == Dep.OBJECT for c in top.head.children)
        ):
            top = top.head
    at = top
    for _ in range(CLIMB):
        depth += at.dep_ in ASIDE
        if at.head == at:
            break
        at = at.head
    act = Act("other", t, t, top, depth if t.pos_ in VERBAL else max(2, depth))
    if t.pos_ in VERBAL:
        set_modality(act)
        act.type = "other"
    return act


def is_news(act: Act, when: Time | None, participants: Sequence[Participant]) -> bool:
    """Whether an act is what its sentence reports: told by a verb on the main line with somebody who takes part, or by a whole
    clause of its own ("after two men were killed on Monday") that has a day."""
    if not any(p.role in ("source", "target") for p in participants):
        return False
    if act.type == "other" and lemma(act.verb) in STATIVE | OF_EVENTS:
        return False  # what is said, thought or so is no happening of its own
    if act.verb.pos_ not in VERBAL or purpose(act.top):
        return False
    done = act.verb is act.top or act.modality != "happened" or lemma(act.top) in STATIVE
    if act.type == "other" and not done:
        return False  # "voted to close the port": the vote
    return act.depth == 0 or (when is not None and whole_clause(act.verb))
