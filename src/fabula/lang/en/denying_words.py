"""Words that negate, and words by which one text denies what another says."""

import re

NEGATIVE = frozenset(
    "no not never none nobody nothing neither nor without hardly barely cannot fail fails failed failing refuse "
    "refused refuses refusing lack lacks lacked unable n't denied denies deny denying ruled unaware unharmed unhurt "
    "nowhere free yet".split()
)
"""Words that negate what follows; some only in a phrase: see ``ONLY``."""
ONLY = {"ruled": "out", "free": "of", "yet": "to", "fail": "to", "fails": "to", "failed": "to", "failing": "to",
         "refuse": "to", "refuses": "to", "refused": "to", "refusing": "to"}  # fmt: skip
NEVERTHELESS = {
    "not": ("only", "just", "until", "least", "always", "necessarily", "merely", "simply", "all", "every", "everyone"),
    "never": ("before",),
    "no": ("sooner", "doubt", "matter"),
}
"""Words after which a negation denies nothing."""
REFUTING = frozenset(
    "fake hoax false falsely untrue deny denies denied denying debunk debunked debunks refute refuted refutes myth "
    "rumor rumors rumour rumours satire satirical fabricated misleading incorrect inaccurate wrong bogus disproved "
    "doubt doubts doubtful prank contrary retracted retraction unfounded baseless dismissed".split()
)
CLAUSE = re.compile(
    r"[,;:()“”\"]|\s[–—-]\s|\b(?:but|although|though|while|because|which|who)\b|"
    r"\b(?=nor\b)|\b(?:and|or)\s+(?=(?:(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\s+)?(?:not|never)\b|"
    r"(?:is|are|was|were|has|have|had|do|does|did|would|could)n['’]t\b|(?:did|does|do)\s+not\b)"
)
AT_PLACE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|stay(?:s|ed)?|remain(?:s|ed)?)\s+(?:at|in|on|inside|outside|within|near|under)\b",
    re.IGNORECASE,
)
"""Being somewhere."""
NONE = re.compile(
    r"\b(?:no(?!\s+more\b)|not any|none of the|not a single|without any)\s+((?:[^\W\d_]+\s+){0,1}[^\W\d_]+)",
    re.IGNORECASE,
)
