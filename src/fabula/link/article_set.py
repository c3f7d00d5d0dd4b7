"""The annotated articles of a dossier as resolving sees them: by id, each read only when it is needed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import TypeVar

import msgspec

from fabula.model.records import Annotation
from fabula.store.memo import Memo, key_of

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
AHEAD = 200
"""Articles whose digests are made before they are written down."""

T = TypeVar("T")


def of_the_last(make: Callable[[Annotation], T]) -> Callable[[Annotation], T]:
    """Keeps what is made of the last article: the digests that are made of it in turn may ask for one thing."""
    last: list[tuple[Annotation, T]] = []

    @wraps(make)
    def made(annotation: Annotation) -> T:
        if not last or last[0][0] is not annotation:
            last[:] = [(annotation, make(annotation))]
        return last[0][1]

    return made


class ArticleSet:
    """Articles by id, with the key of each: a hash of the article and its layers, and of the version of resolving, so
    that what an earlier one kept of it is not found. ``load`` reads one."""

    def __init__(self, keys: Mapping[str, bytes], load: Callable[[str], Annotation], memo: Memo) -> None:
        self.ids = sorted(keys)
        self.keys = [key_of(keys[i]) for i in self.ids]
        self.at = {i: n for n, i in enumerate(self.ids)}
        self.memo = memo
        self.annotation = lru_cache(maxsize=64)(load)

    @classmethod
    def of(cls, annotations: Iterable[Annotation], memo: Memo | None = None) -> "ArticleSet":
        """Articles at hand, with nothing known of them yet."""
        held = {a.article.id: a for a in annotations}
        return cls({i: key_of(_encode(a)) for i, a in held.items()}, held.__getitem__, memo or Memo())

    def __len__(self) -> int:
        return len(self.ids)

    def annotations(self, ids: Iterable[str]) -> Iterator[Annotation]:
        """Some of them, in the order asked for."""
        return (self.annotation(i) for i in ids)

    def prepare(self, makers: Mapping[str, Callable[[Annotation], bytes]], write: Callable[[], None]) -> None:
        """Make the digests that are missing, of all kinds while an article is at hand; ``write`` is called now and then."""
        missing: set[int] = set()
        for kind in makers:
            new = self.memo.missing(kind, self.keys)
            missing.update(n for n, k in enumerate(self.keys) if k in new)
        for count, n in enumerate(sorted(missing), 1):
            annotation = self.annotation(self.ids[n])
            for kind, make in makers.items():
                self.memo.keep(kind, self.keys[n], make(annotation))
            if count % AHEAD == 0:
                write()

    def digests(self, kind: str, make: Callable[[Annotation], bytes], at: Iterable[int] | None = None) -> list[bytes]:
        """The digests of a kind, of the articles at some positions or of all, in order."""
        wanted = list(range(len(self.ids)) if at is None else at)
        found = self.memo.find(kind, [self.keys[n] for n in wanted])
        for n in wanted:
            if self.keys[n] not in found:
                found[self.keys[n]] = make(self.annotation(self.ids[n]))
                self.memo.keep(kind, self.keys[n], found[self.keys[n]])
        return [found[self.keys[n]] for n in wanted]
