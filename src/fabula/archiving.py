"""Old articles go from a working dossier into an archive, or out: what is resolved again and again stays small.

An archive is a dossier like any other, with the layers, revisions and decisions that went with its articles. Articles are in it
before they are taken out of where they were; whoever is killed in between has them twice, and the next run takes them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec

from fabula.dossier import Editor, Snapshot
from fabula.errors import UsageError
from fabula.link.events.dates import when
from fabula.model.records import Article
from fabula.store.addresses import shown


@dataclass
class Retired:
    """What went: by archive the ids of its new articles, "" for those that were dropped; how many ``stay``, and of these are ``undated``."""

    gone: dict[str, list[str]] = field(default_factory=dict)
    stay: int = 0
    undated: int = 0


def day_of(article: Article, came: Mapping[str, float]) -> date | None:
    """The last day on which an article may have been published; of an undated one, the day on which it came in, if that is known."""
    stretch = when(article.published.date) if article.published else None
    if stretch and stretch.last:
        return stretch.last
    at = came.get(article.id)
    return datetime.fromtimestamp(at, UTC).date() if at else None


def due(dossier: Snapshot, before: date, to: str | None, came: Mapping[str, float]) -> Retired:
    """What would go: articles of before a day, each with all texts that its source gave.

    ``to``: the archive; "{year}" and "{month}" in it stand for those of each article, so that an archive whose time is over is
    never resolved again. None: they are dropped.
    """
    out, of = Retired(), dossier.revisions()
    texts: dict[str, list[str]] = {}
    for i, (first, _) in of.items():
        texts.setdefault(first, []).append(i)  # by number, as revisions() has them
    for a in dossier:
        day = day_of(a, came)
        if day is None or day >= before:
            out.stay += 1
            out.undated += day is None
            continue
        place = to.replace("{year}", f"{day:%Y}").replace("{month}", f"{day:%Y-%m}") if to else ""
        out.gone.setdefault(place, []).extend(texts.get(of[a.id][0], [a.id]) if a.id in of else [a.id])
    return out


def retire(dossier: Editor, before: date, to: str | None = None, came: Mapping[str, float] | None = None) -> Retired:
    """Take the articles of before a day out, into an archive where one is named (as ``due`` has it).

    Decisions on nothing but them go over as well; all decisions stay where they were, and hold again for what comes back.
    Raises UsageError where the archive is the dossier itself.
    """
    found = due(dossier, before, to, came or {})
    of, decisions = dossier.revisions(), dossier.decisions()
    for place, ids in sorted(found.gone.items()):
        if not place:
            continue
        if shown(place) == dossier.path:
            raise UsageError(f"{dossier.path}: cannot be its own archive")
        there = set(ids)
        identity = {i: of[i][0] for i in ids if i in of and of[i][0] != i}
        with Editor(place, make=True) as archive:
            archive.take_over(map(dossier.annotation, ids), identity)
            made = {msgspec.json.encode(d) for d in archive.decisions()}
            own = [d for d in decisions if d.anchors and {a for a, _, _ in d.anchors} <= there]
            if new := [d for d in own if msgspec.json.encode(d) not in made]:
                archive.decide(*new)
    if every := [i for ids in found.gone.values() for i in ids]:
        dossier.take_out(every)
    return found
