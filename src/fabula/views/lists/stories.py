"""Sets of articles about connected events."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.model.quoting import Row, quoted
from fabula.views.lists.listing import RowList, first_line

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """Sets of articles about connected events; ``main_event`` is that of most of its articles."""
    from fabula.link.articles.stories import stories  # here: what shows other kinds need not load it

    held, main = {a.id: a for a in dossier}, dossier.main_events()
    for s in stories(main, dossier.events(), dossier.entities()):
        most = Counter(main[i] for i in s.articles)
        first = min(s.main_events, key=lambda e: (-most[e], e))
        yield {
            "id": f"story-{first}",
            "main_event": first,
            "main_events": list(s.main_events),
            "articles": list(s.articles),
            "titles": [held[i].title for i in s.articles],
            "score": s.score,
            "why": list(s.why),
            "evidence": [row for i in s.articles for row in quoted(held[i], [first_line(held[i])])],
        }


LIST = RowList(rows, ("main_events", "articles", "titles", "score"))
