"""English that the rules of ``attributions/direct`` in ``extract`` go by: its word lists and patterns."""

import re

from fabula.lang.en.saying import SPEECH

POST = re.compile(r"\s*,\s[^:\n]{2,60}\b(?:at|of|with|for|from|in)\s(?:the\s)?", re.I)
"""What stands between somebody's name and the body where they have a post."""
PRONOUNS = frozenset({"he", "she", "they", "it", "the", "i", "we", "but", "and", "in", "a", "on", "his", "her"})
SAID = SPEECH | frozenset(
    {"begin", "go", "put", "open", "start", "conclude", "accord", "reckon", "think", "wonder", "sing"}
)
