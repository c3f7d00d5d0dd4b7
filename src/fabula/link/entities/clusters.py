"""Units that may be one entity, joined as judgements say, as long as nothing forbids it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fabula.model.records import Judgement
from fabula.names.compare import SAME, compare
from fabula.names.gazetteer import place
from fabula.names.tokens import Name, parse
from fabula.store.memo import Memo, key_of, number_of


class JudgementDraft(NamedTuple):
    """A judgement before its reasons are written out; ``names`` are a kind and two names whose comparison gives them."""

    left: str
    right: str
    same: bool
    score: float
    why: tuple[str, ...] = ()
    names: tuple[str, str, str] | None = None
    doubt: bool = False

    @property
    def key(self) -> bytes:
        """Changes with anything that the judgement says."""
        return key_of(
            self.left, self.right, int(self.same), f"{self.score:.3f}", *self.why, *(self.names or ()), int(self.doubt)
        )

    def judgement(self) -> Judgement:
        """The judgement, with its reasons."""
        reasons: tuple[str, ...] = ()
        if self.names:
            reasons = compare(parse(self.names[1], self.names[0]), parse(self.names[2], self.names[0])).why
        return Judgement(
            kind="entity", left=self.left, right=self.right, same=self.same, score=self.score, why=(*reasons, *self.why),
            doubt=self.doubt,
        )  # fmt: skip


class Forest:
    """Union-find over units, by key, with what must stay apart. What was never joined nor parted takes no room.

    ``named`` gives the kind and the names of a unit; none where it is a name that clashes with no other by itself.
    """

    def __init__(self, memo: Memo, named: Callable[[str], tuple[str, Sequence[str]]]) -> None:
        self.named = named
        self.parent: dict[str, str] = {}
        self.names: dict[str, dict[str, int]] = {}
        """The names of each cluster, with a number for each and its kind."""
        self.apart: dict[str, dict[str, str]] = defaultdict(dict)
        """Clusters that must stay apart, with the reason."""
        self.blessed: set[str] = set()
        """Clusters that a person made: their own names may clash, so it is enough to agree with one of them."""
        self.clashes = memo.answers("clash", lasting=True)
        self.clashing = memo.answers("clashing")
        self.mark: dict[str, int] = {}
        """A number for all names of a cluster."""
        self._read: dict[int, tuple[str, str]] = {}
        self._vetoes: dict[tuple[str, str], tuple[tuple[int, int], str | None]] = {}

    def find(self, key: str) -> str:
        """What a unit is a part of."""
        parent = self.parent
        if key not in parent:
            return key
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def named_in(self, key: str) -> dict[str, int]:
        """The names of a cluster, which a unit leads."""
        found = self.names.get(key)
        if found is None:
            kind, names = self.named(key)
            found = self.names[key] = {n: number_of(f"{kind}\0{n}") for n in names}
            self.mark[key] = 0
            for name, number in found.items():
                self.mark[key] ^= number
                self._read[number] = (name, kind)
        return found

    def part(self, left: str, right: str, why: str = "a person said that they are two") -> None:
        """Two may never be one."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self.apart[a].setdefault(b, why)
            self.apart[b].setdefault(a, why)

    def free(self, key: str) -> bool:
        """Whether a unit is alone, bears no name that might clash, and nothing keeps it from any other."""
        return key not in self.parent and key not in self.apart and not self.named_in(key)

    def veto(self, left: str, right: str) -> str | None:
        """Why two clusters may not be one; None where they may, or are one already."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return None
        if a in self.apart and b in self.apart[a]:
            return self.apart[a][b]
        mine, theirs = self.named_in(a), self.named_in(b)
        if not mine or not theirs:
            return None
        # The same two are asked about again and again while they grow no further.
        sizes = len(mine), len(theirs)
        known = self._vetoes.get((a, b))
        if known is None or known[0] != sizes:
            known = self._vetoes[a, b] = sizes, self._clashing(a, b)
        return known[1]

    def _clashing(self, a: str, b: str) -> str | None:
        if a in self.blessed or b in self.blessed:
            return self._first(a, b, True)
        if not self.clashing.get(self.mark[a], self.mark[b], lambda *_: self._first(a, b) is not None):
            return None
        return self._first(a, b)

    def _first(self, a: str, b: str, blessed: bool = False) -> str | None:
        """The first two names that clash; None where none do, or, if one is ``blessed``, where two do not."""
        clashing = None
        ask, clash, theirs = self.clashes.get, self._clash, self.names[b].items()
        for x, m in self.names[a].items():
            for y, n in theirs:
                if m != n and ask(m, n, clash):
                    clashing = clashing or f"{x} and {y} clash"
                    if not blessed:
                        return clashing
                elif blessed:
                    return None
        return clashing

    def _clash(self, left: int, right: int) -> bool:
        a, b = sorted((self._read[left], self._read[right]))
        return _clash(parse(*a), parse(*b))

    def join(self, left: str, right: str) -> None:
        """Make two one; the lesser key leads."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return
        names = self.named_in(a)
        for name, number in self.named_in(b).items():
            if name not in names:
                names[name] = number
                self.mark[a] ^= number
        del self.names[b]
        self.parent.setdefault(a, a)
        self.parent[b] = a
        if b in self.blessed:
            self.blessed.add(a)
        for other, why in sorted(self.apart.pop(b, {}).items()):
            self.apart[other].pop(b, None)
            self.apart[other].setdefault(a, why)
            self.apart[a].setdefault(other, why)


def _clash(x: Name, y: Name) -> bool:
    """Whether two names rule each other out, not merely fail to agree."""
    if x.text == y.text:
        return False
    if x.kind == "place" and (a := place(x.text)) and (b := place(y.text)):
        return a != b
    found = compare(x, y)
    if found.same:
        return False
    if found.clash:
        return True
    if min(len(x.tokens), len(y.tokens)) < 2 or found.score >= SAME - 0.2:
        return False
    # Else a slip at a time would lead from "New Aern" to "New Uelm", and on to all that are called New.
    return x.kind == "person" or min(found.unanswered) > 0


def refused(forest: Forest, a: str, b: str, names: tuple[str, str, str], score: float) -> JudgementDraft:
    """Say that two, in order, are not one. ``names`` are a kind and the names of either, whose comparison says why."""
    return JudgementDraft(a, b, False, round(score, 3), (), names)


def judged(forest: Forest, a: str, b: str, names: tuple[str, str, str], score: float) -> JudgementDraft:
    """Join two, in order, whose names say that they are one, if nothing forbids it."""
    veto = forest.veto(a, b)
    if veto:
        return JudgementDraft(a, b, False, round(score, 3), (f"veto: {veto}",), names)
    forest.join(a, b)
    return JudgementDraft(a, b, True, round(score, 3), (), names)


def joined(forest: Forest, a: str, b: str, score: float, why: str) -> JudgementDraft:
    """Join two for a reason that is told, if nothing forbids it."""
    left, right = sorted((a, b))
    veto = forest.veto(left, right)
    if veto:
        return JudgementDraft(left, right, False, round(score, 3), (why, f"veto: {veto}"))
    forest.join(left, right)
    return JudgementDraft(left, right, True, round(score, 3), (why,))
