"""Names of months and days of the week, in lower case: every list of them is made from these."""

from typing import Final

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""In order: a month's number is its place, counted from 1."""
MONTHS_CUT: Final = (*("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),)
"""Shortened forms; May has none."""
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In order, from the first day of ISO 8601's week."""
WEEKDAYS_CUT: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Shortened forms."""
DATED: Final = frozenset((*MONTHS, *WEEKDAYS))
"""Months and days of the week."""
