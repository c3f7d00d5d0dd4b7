"""Fabula reads many tellings of a story and builds the one story that they tell.

>>> import fabula
>>> found = fabula.annotate('“We will sign on Friday,” said the mayor, Ana Ruiz.')
>>> [found.article.text[s:e] for s, e in found.attributions[0].content]
['“We will sign on Friday,”']
>>> with fabula.build(["examples/summits"], "story.fabula") as dossier:  # doctest: +SKIP
...     for row in dossier.to_dicts("attributions"):
...         print(row["speaker"], row["content"])
"""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fabula.errors import (
    AddressError,
    DossierError,
    EmptyError,
    EvidenceError,
    FabulaError,
    ModelError,
    NotTextError,
    SourceError,
    TooLargeError,
    UsageError,
)
from fabula.model.records import (
    Annotation,
    Article,
    Attribution,
    Candidate,
    Cause,
    Claim,
    Comparison,
    Decision,
    Entity,
    Event,
    EventMention,
    Evidence,
    Forecast,
    Judgement,
    Known,
    Lineage,
    Mention,
    Participant,
    Published,
    Series,
    Stated,
    Time,
    Zone,
)
from fabula.version import __version__

if TYPE_CHECKING:
    from fabula.dossier import Dossier, Editor, Snapshot

__all__ = [
    "AddressError",
    "Annotation",
    "Article",
    "Attribution",
    "Candidate",
    "Cause",
    "Claim",
    "Comparison",
    "Decision",
    "Dossier",
    "DossierError",
    "Editor",
    "EmptyError",
    "Entity",
    "Event",
    "EventMention",
    "Evidence",
    "EvidenceError",
    "FabulaError",
    "Forecast",
    "Judgement",
    "Known",
    "Lineage",
    "Mention",
    "ModelError",
    "NotTextError",
    "Participant",
    "Published",
    "Series",
    "Snapshot",
    "SourceError",
    "Stated",
    "Time",
    "TooLargeError",
    "UsageError",
    "Zone",
    "__version__",
    "annotate",
    "build",
    "open",
]


def __getattr__(name: str) -> Any:
    if name in ("Dossier", "Editor", "Snapshot"):  # on demand: what only reads records need not load the store
        from fabula import dossier

        return getattr(dossier, name)
    raise AttributeError(f"module 'fabula' has no attribute {name!r}")


def annotate(text: str, *, published: str | None = None, title: str | None = None, plain: bool = True) -> Annotation:
    """Annotate one text: every layer, with spans as code points into ``text``.

    ``published`` is an ISO date that relative dates count from. ``plain`` says that the text is body already: with
    False, furniture is looked for. Raises EmptyError for a text without words.
    """
    from fabula.extract.annotate import annotate as _annotate
    from fabula.ingest.reading import read
    from fabula.ingest.sources import Item

    return _annotate(read(Item(source="-", media="row", text=text, published=published, title=title), plain=plain))


def build(sources: Sequence[str] | str, path: str | Path, *, plain: bool = False, workers: int = 1) -> "Editor":
    """Make or extend the dossier at ``path`` from files, folders, globs, JSONL files or addresses; gives it to read and decide.

    Inputs that fail are named in a warning each; the rest go on. Raises DossierError where the file is unusable.
    """
    from fabula.dossier import build as _build

    dossier, failed = _build(sources, path, plain=plain, workers=workers)
    for e in failed:
        warnings.warn(str(e), stacklevel=2)
    return dossier


def open(path: str | Path) -> "Snapshot":  # noqa: A001 - fabula.open, as in the design
    """Open a dossier to read it; nothing in it changes. Raises DossierError where there is none."""
    from fabula.dossier import Snapshot

    return Snapshot(path)
