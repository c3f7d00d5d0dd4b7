"""Names across spellings, scripts and languages: whether two are one, and which of many are."""

from fabula.resolving.names.compare import Match, match

__all__ = ["Match", "match"]
