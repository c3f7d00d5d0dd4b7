"""English that the rules of ``quantities/role`` in ``extract`` go by: its word lists and patterns."""

import re

PART = re.compile(
    r"(?:\bincluding|\bamong (?:them|those|the dead|the victims)[,:]?|\bof (?:them|whom|which|those),?)\s+"
    r"(?:(?:at least|about|some|the|up to)\s+)?$",
    re.IGNORECASE,
)
OF_THE = re.compile(r"\s+of\s+(?:the|those|these|them|whom|his|her|their|its)\b", re.IGNORECASE)
WAS = re.compile(
    r"\b(?:up|down|from|previous(?:ly)?|earlier|initial(?:ly)?|compared with|compared to)\s+(?:an?\s+|the\s+)?"
    r"(?:(?:earlier|previous|initial|first)\s+(?:\w+\s+)?(?:of\s+)?)?(?:at least |about |some |nearly |more than )?$",
    re.IGNORECASE,
)
"""Before the number that something was."""
FURTHER = re.compile(r"\s+(?:\w+\s+)?(?:more|others?|additional|further)\b", re.IGNORECASE)
AGREED = frozenset({"deal", "offer", "offer a share", "price", "fee"})
"""Kinds that are what they are, whether or not what they are paid for comes about."""
