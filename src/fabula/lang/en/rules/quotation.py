"""English that the rules of ``attributions/quotation`` in ``extract`` go by: its word lists and patterns."""

import re

ELISION = re.compile(r"['’‘](?:\d\ds?|em|til|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)
