"""Words of what is still to come, has happened, may be, or hangs on a condition."""

import re

FUTURE = re.compile(
    r"\b(?:will|shall|won't|going to|(?:is|are|was|were|be) to (?!blame)|(?:is|are|was|were) due|would|"
    r"(?<!as )(?<!had )(?:planned|expected|hoped|promised|intended|scheduled|pledged|vowed)|expects?|"
    r"plans? (?:to|for|on)|intends?|hop(?:es?|ing) (?:to|for|that)|promises?|pledges?|vows?|predict(?:s|ed)?|"
    r"forecast(?:s|ers)?|want(?:s|ed)? to|aim(?:s|ed)? (?:to|for)|likely to|about to|set to|should the)\b",
    re.IGNORECASE,
)
"""Words of what is still to come, or was when it was written."""
PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|been|\w{2,}ed|met|won|lost|went|came|took|made|gave|held|built|sold|sent|paid|cut|"
    r"rose|fell|grew|began|left|said|told|spoke|struck|sank|drew|led|broke|brought|bought|fought|found|got|ran|shot)\b",
    re.IGNORECASE,
)
"""Words of what has happened."""
POSSIBLE = re.compile(r"\b(?:may|might|could|possibl[ey]|perhaps|maybe|potentially)\b(?!\s+\d)")
CONDITION = re.compile(r"\b(?:if|unless|should the|provided that|in case)\b", re.IGNORECASE)
SO_FAR = re.compile(r"\b(?:so far|to date|as of|until now|up to now|already)\b", re.IGNORECASE)
"""Words of a count that goes on."""
STILL = re.compile(
    r"\b(?:still|any ?more|no longer|now|remain(?:s|ed|ing)?|yet|currently|at present|at the moment)\b", re.IGNORECASE
)
"""Words of a state that may end."""
