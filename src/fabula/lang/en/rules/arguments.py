"""English that the rules of ``causes/arguments`` in ``extract`` go by: its word lists and patterns."""

import re

DATELINE = re.compile(
    r"\s*[A-Z][\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,2}|of|and|de|la))*,?\s*(?:\([^()\n]{2,40}\)\s*)?(?:--?|[—–])\s+(?=[A-Z\"“‘'])"
)
"""A place, mostly with a day and an agency, and a dash, where a paragraph begins."""
WHERE = frozenset(
    {"in", "at", "on", "near", "from", "across", "around", "outside", "off", "inside", "throughout", "over"}
)
