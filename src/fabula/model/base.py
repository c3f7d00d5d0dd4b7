"""What all records share, and the two short forms of a span."""

from typing import Any

import msgspec

Pair = tuple[int, int]
"""A span in its shortest form: start and end, in code points."""

Anchor = tuple[str, int, int]
"""A span with its article: article id, start, end."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share."""

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, ready for JSON."""
        out: dict[str, Any] = msgspec.to_builtins(self)
        return out
