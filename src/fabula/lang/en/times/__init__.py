"""Time expressions on plain text: ``find``, and calendar helpers (``iso_of``, ``bounds``) for other stages."""

from fabula.lang.en.times.scan import find
from fabula.lang.en.times.values import bounds, iso_of

__all__ = ["bounds", "find", "iso_of"]
