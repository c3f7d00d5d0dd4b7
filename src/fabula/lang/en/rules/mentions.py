"""English that the rules of ``mentions/layer`` in ``extract`` go by: its word lists and patterns."""

import re

BARE = re.compile(r"^[(\[]?(?:(?:the|a|an|his|her|its|their|our|my)\s+)?", re.IGNORECASE)
"""An article or possessive before a role is no part of it."""
