"""English that the rules of ``causes/frames`` in ``extract`` go by: its word lists and patterns."""

import re

AIMS = ("to", "in order", "so that", "so as", "in a bid", "in an attempt", "in an effort")
CONDITIONAL = re.compile(
    r"\b(?:if|unless|wish\w*|without|but for|provided|providing|suppos(?:e|ing)|assuming|imagin\w+|otherwise)\b"
    r"|(?:^|[,.;:“\"—-]\s*|\bthat\s+)(?:had|should|were)\b"
    r"|\b(?:would|could|might|should|ought to|[’']d)\s+(?:\w+\s+){0,2}?(?:have|[’']ve)\b",
    re.I,
)
"""What a sentence must hold for a frame of a condition to stand. The corpus that the reader learnt conditions from has
no other sentences, so that it sees conditions everywhere: of 356 held-back ones all but 7 frames have it, of 131 frames
in news 10."""
