"""What a person decides of variables and links, as decisions that rest on passages and so outlast rebuilds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.derive.causal.edges import Edge
from fabula.derive.system.assembling import System, phrases_of
from fabula.derive.system.rows import told
from fabula.derive.system.variables import Variable
from fabula.errors import UsageError
from fabula.model.decisions import AddLink, Call, Decision, Flip, Join, Part, Reject
from fabula.model.records import Anchor
from fabula.model.vocabulary import Sign, turned

if TYPE_CHECKING:
    from fabula.store.reader import Reader

KEPT = 5
"""Anchors that a decision keeps of a phrase: any one of them finds it again."""


def merged(found: System, one: Variable, other: Variable) -> list[Decision]:
    """Two variables are one."""
    return [Join(left=_anchors(found, _keys(one)), right=_anchors(found, _keys(other)))]


def split(found: System, v: Variable, words: str) -> list[Decision]:
    """The phrases of a variable that hold some words are another variable."""
    fold = words.casefold()
    at = {p.key for p in phrases_of(found) if fold in p.told.casefold()}
    apart = [k for k in _keys(v) if k in at]
    stay = [k for k in _keys(v) if k not in at]
    if not apart or not stay:
        which = "no phrase" if not apart else "every phrase"
        raise UsageError(f"{which} of {v.name} holds “{words}”: {'; '.join(v.phrases)}")
    return [Part(left=_anchors(found, stay), right=_anchors(found, apart))]


def renamed(found: System, v: Variable, name: str) -> list[Decision]:
    """A variable is called so."""
    return [Call(left=_anchors(found, _keys(v)), name=name)]


def flipped(found: System, v: Variable) -> list[Decision]:
    """A variable stands upside down: each of its phrases tells of the opposite of what it seemed to."""
    return [Flip(left=_anchors(found, [k]), sign=1 if flip else -1) for k, flip in v.members]


def rejected(dossier: "Reader", found: System, cause: Variable, effect: Variable) -> list[Decision]:
    """No passage of a link tells of it."""
    edge = edge_of(found, cause, effect)
    if edge is None:
        raise UsageError(f"there is no link from {cause.name} to {effect.name}")
    texts = told(dossier)
    out: list[Decision] = []
    for r in edge.reports:
        if r.relation in found.added:
            raise UsageError(f"you added the link from {cause.name} to {effect.name}; take it back with --undo")
        c = texts[r.article][1][r.relation]
        out.append(Reject(left=((r.article, *c.cause[0]),), right=((r.article, *c.effect[0]),)))
    return out


def added(found: System, cause: Variable, effect: Variable, sign: Sign | None, note: str) -> list[Decision]:
    """One variable moves another, though no passage says so."""
    (left, one), (right, other) = (_upright(found, v) for v in (cause, effect))
    return [AddLink(left=left, right=right, sign=sign if one == other else turned(sign), note=note)]


def edge_of(found: System, cause: Variable, effect: Variable) -> Edge | None:
    """The link from one variable to another."""
    return next((e for e in found.links if (e.cause, e.effect) == (cause.id, effect.id)), None)


def _upright(found: System, v: Variable) -> tuple[tuple[Anchor, ...], bool]:
    """Anchors of a variable's phrases that tell of it itself, or, where none does, of its opposite."""
    own = [k for k, flip in v.members if not flip]
    return _anchors(found, own or _keys(v)), not own


def _keys(v: Variable) -> list[str]:
    return [k for k, _ in v.members]


def _anchors(found: System, keys: Sequence[str]) -> tuple[Anchor, ...]:
    """A few places of each phrase."""
    of: dict[str, list[Anchor]] = {}
    for p in sorted(phrases_of(found), key=lambda p: p.anchor):
        of.setdefault(p.key, []).append(p.anchor)
    return tuple(a for k in keys for a in list(dict.fromkeys(of[k]))[:KEPT])
