"""The line below a title that names the outlet, with or without the date: "Anytown Post, 3 March 2021"."""

import re

from fabula.ingest.reading.dates import Date, dates

OUTLET = re.compile(
    r"(?:the\s+)?(?:[\w.’'&!-]+\s+){0,4}?(?:[\w-]*news|press|times|agency|tribune|gazette|herald|observer|"
    r"guardian|telegraph|"
    r"post|journal|daily|weekly|magazine|media|radio|tv|television|broadcasting|monitor|chronicle|review|today|"
    r"online|wire|"
    r"bulletin|digest|courier|independent|standard|mirror|express|reuters|[\w-]+\.(?:com|news|org|net|info|eu|by|ru|ua|pl))",
    re.IGNORECASE,
)
"""The name of an outlet: up to five words, the last of which is one that outlets bear."""
_BETWEEN = re.compile(r"\s*[,|·•–—-]\s*")


def imprint(line: str) -> tuple[int, Date | None] | None:
    """Where the outlet's name ends in a line that is a name alone, or a name and a date; None for any other line."""
    if len(line) > 90:
        return None
    if OUTLET.fullmatch(line):
        return (len(line), None) if line[:1].isupper() and line == line.strip() else None
    for date in dates(line):
        name = line[: date.start]
        between = [m for m in _BETWEEN.finditer(name) if m.end() == len(name)]
        if (
            between
            and date.end == len(line.rstrip())
            and name[:1].isupper()
            and OUTLET.fullmatch(name[: between[-1].start()])
        ):
            return between[-1].start(), date
    return None
