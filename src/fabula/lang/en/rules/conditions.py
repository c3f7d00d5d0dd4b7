"""English that the rules of ``causes/conditions`` in ``extract`` go by: its word lists and patterns."""

import re

UNREAL = re.compile(r"\b(?:without|but for|not for|would|could|might|should|ought)\b", re.I)
"""A sentence without any of these needs no search for counterfactuals."""
WITHOUT = re.compile(
    r"\b(?:if\s+not\s+for|were\s+it\s+not\s+for|had\s+it\s+not\s+been\s+for|but\s+for|without|if\s+only)\b", re.I
)
MODAL_WORDS = frozenset({"will", "may", "might", "could", "would", "can"})
