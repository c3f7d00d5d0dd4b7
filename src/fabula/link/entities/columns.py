"""The chains of all articles, column by column: a dossier has a million of them, so no object is made of each.

A chain is its position: by article id, then by first mention. Its names as they are read are a row of their own
tables, its own at first; where all articles together give it a type of another kind, one that is shared by all of the same names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from fabula.link.article_set import ArticleSet
from fabula.link.entities.chains import NOTHING, SEVERAL, Described, NamedChain, Sheet, cast, describe, sheet
from fabula.link.entities.namesakes import BearerEvidence
from fabula.link.entities.type_votes import Labels, settle
from fabula.model.vocabulary import mention_type
from fabula.names.tokens import kind_of
from fabula.store.arrays import Bools, Ints, Places, Ragged
from fabula.store.memo import key_of

T = TypeVar("T")
LOADED = 100_000
"""Chains of which objects are held at once."""


class Columns:
    """By chain: ``at`` (position of its article), ``chain``, ``type`` as settled, ``row`` (of its names).

    By row: ``full``, ``identity``, ``joined``, ``id``, ``kind``, ``bare``, ``number``, ``keys``, ``heard``, as ``Described``
    has them. ``company`` are all names of each article, folded. Articles' chains begin at ``starts``.
    """

    def __init__(self, told: ArticleSet) -> None:
        self.told = told
        decoder = msgspec.msgpack.Decoder(Sheet)
        sheets = [decoder.decode(body) for body in told.digests("sheet", sheet)]
        sizes = np.array([len(s.chain) for s in sheets], dtype=np.int64)
        self.starts: list[int] = np.concatenate([[0], np.cumsum(sizes)]).tolist()
        self.at = np.repeat(np.arange(len(sheets)), sizes)
        self.chain = list(chain.from_iterable(s.chain for s in sheets))
        self.type = list(chain.from_iterable(s.type for s in sheets))
        self.full = list(chain.from_iterable(s.full for s in sheets))
        self.joined = list(chain.from_iterable(s.joined for s in sheets))
        self.id = list(chain.from_iterable(s.id for s in sheets))
        kinds = {t: kind_of(t) for t in sorted(set(self.type))}
        self.kind = [kinds[t] for t in self.type]
        self.bare: Bools = _flags(s.bare for s in sheets)
        self.number = _numbers(s.number for s in sheets)
        self.identity = _numbers(s.identity for s in sheets)
        self.company = [s.company for s in sheets]
        several = {k: _ragged(sheets, k) for k in SEVERAL}
        self.keys, self.heard = several["keys"], several["heard"]
        self.row: Places = np.arange(len(self.chain))
        self._names = dict(_placed(self.starts, (s.names for s in sheets)))
        self._stated = dict(_placed(self.starts, (s.stated for s in sheets)))
        labels = Labels(
            type=self.type,
            full=self.full,
            called=_numbers(s.called for s in sheets),
            word=_numbers(s.word for s in sheets),
            surname=list(chain.from_iterable(s.surname for s in sheets)),
            alone=list(chain.from_iterable(s.alone for s in sheets)),
            size=np.frombuffer(b"".join(s.size for s in sheets), np.uint8),
            fits=_flags(s.fits for s in sheets),
            mentions=np.frombuffer(b"".join(s.mentions for s in sheets), "<u4").tolist(),
            types=dict(_placed(self.starts, (s.types for s in sheets))),
            ends=several["ends"],
            letters=several["letters"],
        )
        del sheets
        self._retype(settle(labels, told.memo))

    def __len__(self) -> int:
        return len(self.chain)

    def key(self, n: int) -> str:
        """A chain's key in judgements."""
        return f"{self.told.ids[self.at[n]]}/{self.chain[n]}"

    def of(self, article: str) -> range:
        """The chains of an article."""
        at = self.told.at[article]
        return range(self.starts[at], self.starts[at + 1])

    def text(self, n: int) -> str:
        """A chain's fullest name."""
        return self.full[int(self.row[n])]

    def find(self, key: str) -> int | None:
        """The chain of a key in judgements; None where there is none."""
        # Either part may hold a slash.
        for cut in (i for i, c in enumerate(key) if c == "/"):
            at = self.told.at.get(key[:cut])
            if at is not None:
                for n in range(self.starts[at], self.starts[at + 1]):
                    if self.chain[n] == key[cut + 1 :]:
                        return n
        return None

    def stated(self, n: int) -> BearerEvidence:
        """What is stated of a chain."""
        return self._stated.get(n, NOTHING)

    @property
    def telling(self) -> list[int]:
        """The chains of which something is stated that tells one bearer of a name from another."""
        return [n for n, e in self._stated.items() if e.told]

    def _retype(self, types: Sequence[str]) -> None:
        """Give each chain its type, and names read anew where that is of another kind."""
        kinds = {t: kind_of(t) for t in sorted({*types, *self.type})}
        was, self.type = self.type, list(types)
        turned: dict[bytes, list[int]] = {}
        asked: dict[bytes, tuple[dict[str, int], str]] = {}
        for n, (new, old) in enumerate(zip(types, was, strict=True)):
            if new is not old and kinds[new] != kinds[old]:
                names = self._names.get(n) or {self.full[n]: 1}
                key = key_of(kinds[new], *(f"{name}\0{k}" for name, k in sorted(names.items())))
                turned.setdefault(key, []).append(n)
                asked[key] = names, kinds[new]
        kept = self.told.memo.table("described", Described, asked, lambda key: describe(*asked[key]))
        more = [kept[key] for key in turned]
        for k, places in enumerate(turned.values(), len(self.full)):
            self.row[places] = k
        self.full += [d.full for d in more]
        self.joined += [d.joined for d in more]
        self.id += [d.id for d in more]
        self.kind += [asked[key][1] for key in turned]
        self.bare = np.concatenate([self.bare, np.array([d.bare for d in more], dtype=bool)])
        self.number = np.concatenate([self.number, np.array([d.number for d in more], dtype=np.uint64)])
        self.identity = np.concatenate([self.identity, np.array([d.identity for d in more], dtype=np.uint64)])
        self.keys = self.keys.more(Ragged.of([d.keys for d in more]))
        self.heard = self.heard.more(Ragged.of([d.heard for d in more]))

    def load(self, groups: Iterable[Sequence[int]]) -> Iterator[list[NamedChain]]:
        """The objects of some chains, group by group: a number of groups are read at once."""
        some: list[Sequence[int]] = []
        size = 0
        for group in groups:
            some.append(group)
            size += len(group)
            if size >= LOADED:
                yield from self._load(some)
                some, size = [], 0
        yield from self._load(some)

    def _load(self, groups: Sequence[Sequence[int]]) -> Iterator[list[NamedChain]]:
        wanted = sorted({n for group in groups for n in group})
        places = sorted({int(self.at[n]) for n in wanted})
        bodies = dict(zip(places, self.told.digests("cast", cast, places), strict=True))
        whole, decoder = msgspec.msgpack.Decoder(list[msgspec.Raw]), msgspec.msgpack.Decoder(NamedChain)
        found: dict[int, NamedChain] = {}
        last, chains = -1, list[msgspec.Raw]()
        for n in wanted:
            at = int(self.at[n])
            if at != last:
                last, chains = at, whole.decode(bodies.pop(at))
            c = found[n] = decoder.decode(chains[n - self.starts[at]])  # of most articles one or two are wanted
            c.type = mention_type(self.type[n])
        return ([found[n] for n in group] for group in groups)


def _flags(parts: Iterable[bytes]) -> npt.NDArray[np.bool_]:
    return np.frombuffer(b"".join(parts), np.uint8).astype(bool)


def _numbers(parts: Iterable[bytes]) -> Ints:
    return np.frombuffer(b"".join(parts), "<u8").astype(np.uint64)


def _ragged(sheets: Sequence[Sheet], name: str) -> Ragged:
    lengths = np.frombuffer(b"".join(s.lengths[name] for s in sheets), "<u4")
    return Ragged(_numbers(s.several[name] for s in sheets), lengths)


def _placed(starts: Sequence[int], parts: Iterable[Mapping[int, T]]) -> Iterator[tuple[int, T]]:
    """What articles say of their chains by position among all."""
    for start, part in zip(starts, parts, strict=False):
        for n, x in part.items():
            yield start + n, x
