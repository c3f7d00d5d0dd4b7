"""What happened, by date."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.model.quoting import Row
from fabula.views.lists.listing import RowList

if TYPE_CHECKING:
    from fabula.store.reader import Reader


def rows(dossier: "Reader") -> Iterator[Row]:
    """One row an event, in order of date; the undated last."""
    from fabula.derive.timeline import rows as of_events  # here: other lists need not load it

    return of_events(dossier)


LIST = RowList(rows, ("when", "what", "status", "support"))
