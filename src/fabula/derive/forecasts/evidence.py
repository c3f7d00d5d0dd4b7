"""What a resolution rests on: a passage named by its place, or found by its words."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.derive.forecasts.ledger import LedgerEntry
from fabula.errors import UsageError
from fabula.model.records import Anchor, Article

if TYPE_CHECKING:
    from fabula.store.reader import Reader

_PLACE = re.compile(r"(.+):(\d+)-(\d+)")
SHOWN = 8
"""Passages that are offered where a phrase finds several."""


def passage(dossier: "Reader", by: str, entry: LedgerEntry) -> Anchor:
    """The passage at ARTICLE:START-END (an id, the beginning of one, a path or a file's name), or the one sentence that
    holds a phrase, other than the forecast's own tellings. Raises UsageError where there is none, or several."""
    if m := _PLACE.fullmatch(by):
        a = _article(list(dossier), m[1])
        start, end = int(m[2]), int(m[3])
        if not 0 <= start < end <= len(a.text):
            raise UsageError(f"--by {by}: {a.path} has characters 0 to {len(a.text)}")
        return a.id, start, end
    own = entry.anchors
    found = [
        e
        for e in dossier.search(by, limit=4 * SHOWN)
        if not any(i == e.article and s < e.end and e.start < t for i, s, t in own)
    ]
    phrase = " ".join(by.casefold().split())
    exact = [e for e in found if phrase in " ".join(e.text.casefold().split())]
    found = exact or found
    if len(found) == 1:
        return found[0].article, found[0].start, found[0].end
    if not found:
        raise UsageError(f"--by {by}: no passage holds all these words; see: fabula search {dossier.path} WORDS")
    rows = "\n".join(f"  {e.path}:{e.start}-{e.end}  {' '.join(e.text.split())}" for e in found[:SHOWN])
    raise UsageError(f"--by {by}: {len(found)} passages hold these words; say which by its place:\n{rows}")


def _article(articles: Sequence[Article], name: str) -> Article:
    for match in (
        [a for a in articles if a.id == name],
        [a for a in articles if a.path == name or a.path.replace("\\", "/").rsplit("/", 1)[-1] == name],
        [a for a in articles if a.id.startswith(name)],
    ):
        if len(match) == 1:
            return match[0]
        if match:
            raise UsageError(f"{name}: {len(match)} articles are called so; say which by id")
    raise UsageError(f"{name}: no article is called so; see: fabula show articles FILE")
