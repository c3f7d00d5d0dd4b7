"""Time expressions on plain text: ``find``, and calendar helpers (``iso_of``, ``bounds``) for other stages."""

from fabula.annotating.timex.scan import find
from fabula.annotating.timex.values import bounds, iso_of

__all__ = ["bounds", "find", "iso_of"]
