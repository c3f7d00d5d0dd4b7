"""Names across spellings, scripts and languages: whether two are one, and which of many are."""

from fabula.names.compare import Match, match
from fabula.names.lines import link_lines, match_lines
from fabula.names.link import Row, link

__all__ = ["Match", "Row", "link", "link_lines", "match", "match_lines"]
