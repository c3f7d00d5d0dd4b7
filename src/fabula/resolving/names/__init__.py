"""Names across spellings, scripts and languages: whether two are one, and which of many are."""

from fabula.resolving.names.compare import Match, match
from fabula.resolving.names.lines import link_lines, match_lines
from fabula.resolving.names.link import Row, link

__all__ = ["Match", "Row", "link", "link_lines", "match", "match_lines"]
