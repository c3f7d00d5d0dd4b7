"""English that the rules of ``events/days`` in ``extract`` go by: its word lists and patterns."""

import re

OPEN = re.compile(
    r"\b(?:un)?till?\s+(?:the\s+)?$|\b(?:through|thru|up to|beyond|by|before|after|prior to|ahead of|later than)\s+(?:the\s+)?$",
    re.I,
)
"""Words before a time that make it an end of something: the act itself has another day, or only a bound."""
AWAY = re.compile(r"\b(?:to|for|into|from|past|as far as)\s+(?:the\s+)?$", re.I)
"""Words before a time to which something is moved or stretched."""
MOVING = frozenset(
    "adjourn postpone delay defer extend prolong suspend reschedule push put move prorogue renew shift jail imprison sentence "
    "detain ban bar remand lengthen stretch carry".split()
)
"""Verbs whose "to" and "for" name the day that their object gets."""
BOTH = {
    "between": re.compile(r"\s+and\s+(?:the\s+)?"),
    "from": re.compile(r"\s+(?:to|until|till|through)\s+(?:the\s+)?"),
}
