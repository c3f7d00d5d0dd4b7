"""The articles of a dossier."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fabula.lang.language import reads
from fabula.model.quoting import Row, quoted
from fabula.views.articles import article_names
from fabula.views.lists.listing import RowList, first_line

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row an article, in the order of their numbers."""
    from fabula.ingest.reading.genre import blocks, genre  # here: other lists need no reader of pages

    main, dated, names = dossier.main_events(), dossier.published(), article_names(dossier)
    revisions, aside = dossier.revisions(), dossier.aside()
    for i, name in names.items():
        a = dossier.article(i)
        published = a.published if a.published and a.published.date else dated.get(a.id, a.published)
        stated = [s.span for name in sorted(a.stated) for s in a.stated[name] if s.span]
        if published and published.span:
            stated.append(published.span)
        kind = genre(a)
        yield {
            "id": a.id,
            "number": name.number,
            "path": a.path,
            "title": a.title,
            "outlet": a.outlet,
            "authors": list(a.authors),
            "language": a.language,
            "read": reads(a.language),
            "published": published.to_dict() if published else None,
            "genre": {"kind": kind.kind, "score": kind.score, "why": list(kind.why), "others": kind.others},
            "entries": [
                {"time": b.time, "start": b.start, "end": b.end}
                for b in (blocks(a) if kind.kind == "live page" else ())
            ],
            "main_event": main.get(a.id),
            "revision": revisions[a.id][1] if a.id in revisions else 1,
            "earlier": earlier(a.id, revisions),
            "aside": aside.get(a.id),
            "sha256": a.sha256,
            "characters": len(a.text),
            "evidence": quoted(a, stated or [first_line(a)]),
        }


def earlier(article: str, revisions: Mapping[str, tuple[str, int]]) -> list[str]:
    """The ids that older texts of an article's source are kept under."""
    if article not in revisions:
        return []
    source, number = revisions[article]
    return [i for i, (first, n) in revisions.items() if first == source and n < number]


LIST = RowList(rows, ("number", "title", "outlet", "published", "language", "read"))
