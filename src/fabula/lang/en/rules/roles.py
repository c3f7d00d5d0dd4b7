"""English that the rules of ``mentions/roles`` in ``extract`` go by: its word lists and patterns."""

import re
from typing import Final

from fabula.model.vocabulary import RoleStatus

BESIDE: Final[dict[str, RoleStatus]] = {
    "acting": "acting",
    "interim": "acting",
    "incoming": "future",
    "future": "future",
    "current": "current",
    "incumbent": "current",
}
STATUS: Final[tuple[tuple[RoleStatus, re.Pattern[str]], ...]] = (
    (
        "former",
        re.compile(r"^(?:(?:the|a|his|her|its|their) )?(?:former|ex|then|late|erstwhile|one-?time|outgoing)\b", re.I),
    ),
    ("acting", re.compile(r"\b(?:acting|interim|caretaker)\b", re.I)),
    ("future", re.compile(r"\b(?:future|incoming|designate|elect)\b", re.I)),
    ("current", re.compile(r"^(?:(?:the|a|his|her|its|their) )?(?:current|incumbent|sitting|present)\b", re.I)),
)
BEFORE = re.compile(
    r"\b(former|ex|then|late|onetime|outgoing|acting|interim|incoming|future|current|incumbent)[- ]$", re.I
)
OPENS = re.compile(
    r"(?:^|[\s,(])(?P<how>since|from|between|until|till|up to|in|during|through)\s+(?:the\s+)?$|(?P<paren>\()$", re.I
)
DIRECT = re.compile(
    r"[\s,]*(?P<how>\(|\b(?:since|from|between|until|till|up to|in|during|through)(?=\s))\s*(?:the\s+)?", re.I
)
JOINS = re.compile(r"\s*(?:[-–—]|to|and|until|till|through)\s*$", re.I)
CUT_WORDS = re.compile(r"[\s,]*(?:\(|\b(?:since|from|between|until|till|up to|in|during|through)\s+(?:the\s+)?)$", re.I)
