"""English that the rules of ``claims/layer`` in ``extract`` go by: its word lists and patterns."""

import re

HOPED = frozenset("hope want wish aim seek desire aspire".split())
DENIED = frozenset("deny reject dismiss refute rebut disavow".split())
DISTANT = frozenset("claim allege assert insist maintain purport".split())
"""Verbs of saying with which the article keeps its distance: as a cue, or with a clause as their object."""
DISTANTLY = frozenset("reportedly allegedly supposedly purportedly ostensibly so-called".split())
JUDGING = frozenset(
    "should must ought probably likely unlikely obviously clearly surely certainly apparently arguably seem appear "
    "think believe suspect consider rightly wrongly unfortunately fortunately logical evident questionable".split()
)
NEGATIVE = frozenset("no not n't never none nobody nothing neither nor without hardly barely scarcely nowhere".split())
FAILING = frozenset("fail refuse decline lack cease stop".split())
CONTRAST = frozenset("while whereas although though".split())
DOUBTS = re.compile(
    r"\b(?:unverified|unconfirmed|(?:not|n't|never|cannot) (?:\w+ ){0,3}(?:verif|confirm)\w*|questionable)"
)
COURTESY = re.compile(
    r"(?:(?:(?:oh|well|and|so|yes|no|hello|hi|good (?:morning|afternoon|evening))[,!]?|(?:\w+\.? ){0,2}\w+[,!]) )?"
    r"(?:(?:i(?: would|['’]d) like to )?(?:thank you|thanks)(?! to\b)(?=[\s,.!]|$)|i (?:thank|welcome) you\b|(?:you are|you['’]re) "
    r"(?:very )?welcome\b|(?:(?:it['’]s|it is|i['’]m|i am|we['’]re|we are) )?(?:a |an |my |our |very |so |real |great )*"
    r"(?:pleasure|honou?r|glad|happy|delighted|great|good|nice|pleased)(?: for (?:me|us))? to "
    r"(?:be (?:here|back|with you)|(?:have|see|meet|talk to|talk with|speak to|speak with|hear from) you)\b)",
    re.IGNORECASE,
)
"""What is said to be polite, at the start of a clause, whoever is addressed first."""
