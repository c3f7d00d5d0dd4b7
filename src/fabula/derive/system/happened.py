"""What happened that moves a variable: "tariffs were imposed on 3 May" raises tariffs, from that day on.

An event moves a variable where its clause is grounded to it and its verb says which way: something is brought about, raised,
lowered or ended, or is itself what the variable is (a strike, a flood).
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.derive.causal.mapping import tellings
from fabula.derive.causal.phrases import phrase
from fabula.derive.system.assembling import System, owners_of
from fabula.derive.system.grounding import Ground, ground, is_aspect, opposite_of, verb_sign
from fabula.derive.system.variables import Owners, Variable
from fabula.lang.en.function_words import PREPOSITIONS
from fabula.lang.en.stems import singular
from fabula.model.records import Anchor, Annotation, EventMention, Record
from fabula.model.vocabulary import Sign

if TYPE_CHECKING:
    from fabula.store.reader import Reader


_END = re.compile(r",|;|\b(?:in order to|to|as|after|because|before|while|when|so that)\b")
"""What ends the part of a clause that says what its trigger is done to."""


class Move(Record, frozen=True, kw_only=True):
    """An event that moves a variable up or down: its ISO date, as far as known, and where it is told."""

    variable: str
    date: str
    sign: Sign
    event: str
    what: str
    anchor: Anchor


def moves(dossier: "Reader", found: System) -> list[Move]:
    """What happened that moves a variable of the system, in order of date."""
    owners = owners_of(dossier.entities())
    told = {t.article: t for t in tellings(dossier)}
    dated = {m: e for e in dossier.events() if e.date and e.modality == "happened" for m in e.members}
    out: dict[tuple[str, str], Move] = {}
    for x in dossier.annotations():
        for m in x.events:
            e = dated.get((x.article.id, m.id))
            if e is None or e.date is None or m.polarity != "positive" or m.modality != "happened":
                continue
            t = told[x.article.id]
            cut = _END.search(t.text, m.end, m.clause[1])
            end = cut.start() if cut else m.clause[1]
            after = t.text[m.end : end].split()
            has_object = bool(after) and after[0].casefold() not in PREPOSITIONS
            told_in = (m.start if has_object else m.clause[0], end)
            p = phrase(t.article, t.text, [told_in], [], t.names, t.called, True)
            g = ground(p) if p is not None else None
            sign = _sign(x, m, g) if g is not None else None
            v = _variable(found.variables, owners, g) if g is not None and sign is not None else None
            if g is None or v is None or sign is None:
                continue
            if v.aspect == opposite_of(g.aspect):
                sign = -1 if sign == 1 else 1
            anchor = (x.article.id, *m.clause)
            out.setdefault(
                (v.id, e.id), Move(variable=v.id, date=e.date, sign=sign, event=e.id, what=e.what, anchor=anchor)
            )
    return sorted(out.values(), key=lambda m: (m.date, m.variable, m.event))


def _sign(x: Annotation, m: EventMention, g: Ground) -> Sign | None:
    """Which way an event moves what its clause is of; None where its trigger does not say."""
    if not g.named:
        return None
    trigger = x.article.text[m.start : m.end].casefold()
    if is_aspect(trigger) and singular(trigger.split()[-1]) in g.why:
        return -1 if g.turned else 1
    sign = verb_sign(trigger.split()[0])
    if sign is None:
        return None
    if g.turned:  # the verb is in the reading already
        return -1
    return sign


def _variable(variables: Sequence[Variable], owners: Owners, g: Ground) -> Variable | None:
    """The variable that a reading is of: of its owner, else the only one of its aspect."""
    fitting = [v for v in variables if v.aspect in (g.aspect, opposite_of(g.aspect))]
    of = owners.of(g)
    own = of[0].removeprefix("@") if of else None
    return next((v for v in fitting if v.of == own), fitting[0] if len(fitting) == 1 else None)
