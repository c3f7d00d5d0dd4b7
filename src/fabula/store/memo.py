"""What earlier builds found: results of pure functions by the hash of what they were computed from.

Everything that is resolved is a function of the set of articles and of nothing else. What is dear to compute in it
(an article's digest, the likeness of a pair, the parts of a cluster) is itself a function of few articles; its results
are kept under a hash of those. A build recomputes what is cheap for all articles and finds the rest, so that it ends the same
whether it started from nothing or from any earlier state, and costs little where little is new.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.fingerprint import rules
from fabula.store.arrays import Ints, Places

T = TypeVar("T")
Floats = npt.NDArray[np.float64]

_MIX, _ALL = 0x9E3779B97F4A7C15, 0xFFFFFFFFFFFFFFFF
_packed = msgspec.msgpack.Encoder().encode


def key_of(*parts: str | bytes | int) -> bytes:
    """A key of 16 bytes for parts, which are kept apart; other rules give other keys, so that old results are not found."""
    h = _ruled(rules("resolve")).copy()
    try:
        h.update(_packed(parts))
    except UnicodeEncodeError:  # half of a surrogate pair, which a text may hold
        h.update(_packed([_bytes(p) for p in parts]))
    return h.digest()


@lru_cache(maxsize=1)
def _ruled(mark: str) -> "hashlib.blake2b":
    """What each key begins with."""
    return hashlib.blake2b(_packed([mark]), digest_size=16)


def _bytes(part: str | bytes | int) -> bytes | int:
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


@lru_cache(maxsize=1 << 16)
def number_of(text: str) -> int:
    """A number of 64 bits for a string."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def numbers(keys: Iterable[bytes]) -> Ints:
    """Keys as numbers of 64 bits: their first half."""
    return np.frombuffer(b"".join(k[:8] for k in keys), dtype=">u8").astype(np.uint64)


def shuffled(names: Sequence[str]) -> Places:
    """The positions of names in the order of their hashes: an order that hangs neither on how the names sort nor, as that
    of keys would, on the version of the rules.
    """
    number = np.array([number_of(n) for n in names], dtype=np.uint64)
    return np.lexsort((np.arange(len(names)), number))


class Memo:
    """Kept results by kind and key; ``fresh`` and ``used``, all of which is there, say what to keep.

    ``held`` finds those of earlier builds, ``holds`` says under which keys there are any.
    """

    def __init__(
        self,
        held: Callable[[str, Sequence[bytes]], dict[bytes, bytes]] | None = None,
        holds: Callable[[str, Sequence[bytes]], set[bytes]] | None = None,
    ) -> None:
        self._held = held or (lambda kind, keys: {})
        self._holds = holds or (lambda kind, keys: set(self._held(kind, keys)))
        self.fresh: dict[str, dict[bytes, bytes]] = {}
        self.used: dict[str, set[bytes]] = {}
        self.unsure: set[str] = set()
        """Kinds of which not all that is in use need be there."""
        self._answers: dict[str, Answers] = {}

    def use(self, kind: str, keys: Iterable[bytes]) -> None:
        """Say that what is held under keys, if anything, is in use, without reading it."""
        self.used.setdefault(kind, set()).update(keys)
        self.unsure.add(kind)

    def find(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The results that are held under keys; from now on these are in use."""
        fresh = self.fresh.get(kind, {})
        found = {k: fresh[k] for k in keys if k in fresh}
        missing = [k for k in keys if k not in found]
        if missing:
            found.update(self._held(kind, missing))
        self.used.setdefault(kind, set()).update(found)
        return found

    def missing(self, kind: str, keys: Sequence[bytes]) -> set[bytes]:
        """The keys under which nothing is held; from now on the others are in use."""
        wanted = set(keys)
        missing = wanted - self.fresh.get(kind, {}).keys() - self._holds(kind, keys)
        self.used.setdefault(kind, set()).update(wanted - missing)
        return missing

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Keep a result."""
        self.used.setdefault(kind, set()).add(key)
        self.fresh.setdefault(kind, {})[key] = body

    def table(self, kind: str, type_: type[T], keys: Iterable[bytes], make: Callable[[bytes], T]) -> dict[bytes, T]:
        """What each of many keys has, all of it kept as one; made where no earlier build has it."""
        name = key_of(kind, "table")
        body = self.find(kind, [name]).get(name)
        held = msgspec.msgpack.decode(body, type=dict[bytes, type_]) if body else {}  # type: ignore[valid-type]
        found = {k: held[k] if k in held else make(k) for k in keys}
        if found.keys() != held.keys():
            self.keep(kind, name, msgspec.msgpack.encode(dict(sorted(found.items()))))
        return found

    def answers(self, kind: str, lasting: bool = False) -> "Answers":
        """Yes or no of pairs that are asked for one by one; ``close`` keeps what was asked, if ``lasting`` what was held too."""
        if kind not in self._answers:
            name = key_of(kind, "answers")
            self._answers[kind] = Answers(self.find(kind, [name]).get(name, b""), lasting)
        return self._answers[kind]

    def close(self) -> None:
        """Keep the answers, where something is new in them or no longer asked for."""
        for kind, found in self._answers.items():
            if found.changed:
                self.keep(kind, key_of(kind, "answers"), found.body())

    def pairs(self, kind: str, left: Ints, right: Ints, score: Callable[[Sequence[int]], Iterable[float]]) -> Floats:
        """The scores of pairs of things, given as the hashes of what a score depends on; either order is one pair.

        ``score`` is asked, by position, for the pairs that no earlier build scored. Scores are kept as 32-bit floats
        and come back so, found or fresh: rounding must not tell which.
        """
        low, high = np.minimum(left, right), np.maximum(left, right)
        with np.errstate(over="ignore"):
            want = (low * np.uint64(_MIX)) ^ (high + (low >> np.uint64(29)))
        name = key_of(kind, "pairs")
        body = self.find(kind, [name]).get(name, b"")
        count = len(body) // 12
        known = np.frombuffer(body, dtype="<u8", count=count)
        scores = np.frombuffer(body, dtype="<f4", count=count, offset=8 * count)
        # In order, since looking for one after the other in a table that no cache holds takes ten times as long.
        order = np.argsort(want, kind="stable")
        want = want[order]
        at = np.searchsorted(known, want)
        at[at == count] = 0
        hit = known[at] == want if count else np.zeros(len(want), dtype=bool)
        found = np.zeros(len(want), dtype=np.float32)
        found[hit] = scores[at[hit]]
        asked = np.zeros(count, dtype=bool)
        asked[at[hit]] = True
        missing = np.flatnonzero(~hit)
        if len(missing):
            new, first, place = np.unique(want[missing], return_index=True, return_inverse=True)
            some = order[missing[first]]
            back = np.argsort(some)  # as they came: what is alike stands together there
            fresh = np.empty(len(some), dtype=np.float32)
            fresh[back] = np.fromiter(score(some[back].tolist()), dtype=np.float32, count=len(some))
            found[missing] = fresh[place]
            known, scores = np.concatenate([known[asked], new]), np.concatenate([scores[asked], fresh])
            by = np.argsort(known, kind="stable")
            known, scores = known[by], scores[by]
        elif not asked.all():
            known, scores = known[asked], scores[asked]
        if len(missing) or not asked.all():
            self.keep(kind, name, known.astype("<u8").tobytes() + scores.astype("<f4").tobytes())
        out = np.empty(len(want))
        out[order] = found
        return out


class Answers:
    """Whether pairs of things, given as numbers, have some relation, either order being one pair: many, and which of
    them are asked for hangs on the answers, so that they cannot be asked for at once.

    ``lasting``: those that are not asked for are kept too, since what asks for them may have found a shorter way.
    """

    def __init__(self, body: bytes = b"", lasting: bool = False) -> None:
        self._body, self._count = body, len(body) // 9
        self._held: dict[int, bool] | None = None
        self._asked: dict[int, bool] = {}
        self._new = 0
        self.lasting = lasting

    def get(self, left: int, right: int, compute: Callable[[int, int], bool]) -> bool:
        """The answer for two numbers, computed of them where no build has yet."""
        low, high = (left, right) if left < right else (right, left)
        key = (low * _MIX & _ALL) ^ (high + (low >> 29) & _ALL)
        found = self._asked.get(key)
        if found is None:
            if self._held is None:
                keys, yes = self._parts()
                self._held = dict(zip(keys.tolist(), yes.tolist(), strict=True))
            found = self._held.get(key)
            if found is None:
                found = compute(low, high)
                self._new += 1
            self._asked[key] = found
        return found

    def _parts(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
        """What was held: keys in order, and the answers."""
        n = self._count
        return np.frombuffer(self._body, "<u8", n), np.frombuffer(self._body, "?", n, 8 * n)

    @property
    def changed(self) -> bool:
        """Whether ``body`` would be another than what was held."""
        return self._new > 0 or (not self.lasting and len(self._asked) != self._count)

    def body(self) -> bytes:
        """What is kept: the keys in order, then the answers."""
        asked = np.array(list(self._asked), dtype="<u8")
        yes = np.array(list(self._asked.values()), dtype="?")
        if self.lasting:
            asked, yes = (np.concatenate(both) for both in zip((asked, yes), self._parts(), strict=True))
        keys, first = np.unique(asked, return_index=True)
        return keys.astype("<u8").tobytes() + yes[first].tobytes()
