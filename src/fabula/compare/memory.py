"""What earlier builds found of claims: an article's reading, and what the rules say of a pair, each by what it is made of.

Both are kept by article: a pair with the one that comes first. A story that is compared anew reads its old tellings from
here, rules on the pairs that are new, and keeps those that it met this time and no others: so what is kept is
the same whatever came first. The learned judge's verdicts are kept apart (``verdicts``), since they need the texts alone.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Protocol

import msgspec

from fabula.compare.pairing import Ruled, ruled
from fabula.compare.profiles import ClaimProfile
from fabula.compare.reading import ClaimReading, kept, opened
from fabula.model.records import Annotation

READINGS, RULED = "claims", "ruled"
"""The kinds of results kept."""
_decode = msgspec.msgpack.Decoder(list[tuple[bytes, Ruled]]).decode


class KeptRulings(Protocol):
    """Where results are kept by kind and key: ``store.memo.Memo``."""

    def find(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The results that are held under keys."""

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Keep a result."""


class Memory:
    """``key`` gives the key of an article, by its id: a hash of it, of its layers and of the rules."""

    def __init__(self, store: KeptRulings, key: Callable[[str], bytes]) -> None:
        self._store, self._key = store, key
        self._held: dict[str, bytes] = {}
        self._known: dict[str, dict[bytes, Ruled]] = {}
        self._met: dict[str, dict[bytes, Ruled]] = {}
        self._marks: dict[tuple[str, str], bytes] = {}
        self.new = 0
        """Pairs that the rules had to be asked about, of the articles at hand."""

    def readings(self, annotations: Sequence[Annotation]) -> list[ClaimReading]:
        """The readings of articles, in order."""
        keys = [self._key(x.article.id) for x in annotations]
        found = self._store.find(READINGS, keys)
        for x, k in zip(annotations, keys, strict=True):
            if k not in found:
                found[k] = kept(x)
                self._store.keep(READINGS, k, found[k])
        return [opened(found[k]) for k in keys]

    def begin(self, articles: Iterable[str]) -> None:
        """Take up articles whose pairs will be asked about."""
        keys = {a: self._key(a) for a in articles}
        found = self._store.find(RULED, list(keys.values()))
        self._held = {a: found.get(k, b"") for a, k in keys.items()}
        self._known = {a: dict(_decode(body)) if body else {} for a, body in self._held.items()}
        self._met = {a: {} for a in keys}
        self._marks = {}
        self.new = 0

    def ruled(self, a: ClaimProfile, b: ClaimProfile) -> Ruled:
        """What the rules say of a pair of claims, of two of the articles at hand."""
        together = a.event is not None and a.event == b.event
        key = hashlib.blake2b(self._mark(a) + self._mark(b) + bytes([together]), digest_size=16).digest()
        found = self._known[a.article].get(key)
        if found is None:
            found = ruled(a, b)
            self.new += 1
        self._met[a.article][key] = found
        return found

    def end(self) -> None:
        """Keep the pairs that were asked about, and no others, of each of the articles at hand."""
        for article, met in self._met.items():
            body = msgspec.msgpack.encode(sorted(met.items(), key=itemgetter(0)))
            if body != self._held[article]:
                self._store.keep(RULED, self._key(article), body)
        self._held, self._known, self._met, self._marks = {}, {}, {}, {}

    def _mark(self, p: ClaimProfile) -> bytes:
        """A hash of all that the rules ask of a claim, but for its event, of which they ask whether it is the other's."""
        at = p.article, p.claim.id
        if at not in self._marks:
            said = (
                p.claim,
                p.text,
                p.core.text,
                sorted(p.keys),
                sorted(p.entities),
                p.speaker,
                p.day,
                p.subject,
                sorted(p.recalls),
            )
            self._marks[at] = hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return self._marks[at]
