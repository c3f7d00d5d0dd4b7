"""English that the rules of ``forecasts/layer`` in ``extract`` go by: its word lists and patterns."""

import re

from fabula.lang.en.modals import MAY_COME
from fabula.lang.en.wordlists import words
from fabula.model.vocabulary import Likelihood

FUTURE = re.compile(
    r"\b(?:will|wo|shall|may|might|could|can|likely|unlikely|going|gon|expect\w*|predict\w*|forecast\w*|projected|"
    r"poised|bound|destined|slated|scheduled|set|due|about|plans?|planning|intends?|vow\w*|pledge\w*|certain|sure|plausible|"
    r"possible|conceivable|imminent|inevitable|tipped|anticipat\w*|foresee\w*|risks?|threatens?)\b|['’]ll\b",
    re.I,
)
ASIDE = re.compile(r",\s+(?:while|whereas|although|though)\b", re.I)
"""A contrast that a comma sets off is no part of the forecast before it, however it was parsed."""
BANDS: dict[str, Likelihood] = {
    **dict.fromkeys(
        words("certainly definitely surely undoubtedly inevitably inevitable bound certain sure destined doubtless"),
        "certain",
    ),
    **dict.fromkeys(
        words("likely probably presumably expected projected poised tipped anticipated expect expects expecting"),
        "likely",
    ),
    **dict.fromkeys(
        MAY_COME,
        "possible",
    ),
    **dict.fromkeys(
        words("unlikely doubtful hardly"),
        "unlikely",
    ),
}
SEEMS = words("is are 's ’s 're ’re am remains be look looks seem seems appear appears")
BE_TO = words(
    "likely unlikely expected set poised bound destined slated scheduled due about certain sure projected "
    "tipped forecast predicted anticipated"
)
HOW = words("very highly extremely most almost nearly virtually practically increasingly")
PLANS = words("plan intend vow pledge")
STATIVE = words("be have seem appear know believe think contain belong consist mean resemble")
CONCESSIONS = frozenset({"whether", "if", "unless", "lest", "so"})
NOBODY = frozenset({"you", "i", "we", "one", "who", "that", "which"})
LIKELIHOODS = frozenset(
    {"plausible", "possible", "likely", "conceivable", "probable", "certain", "unlikely", "doubtful"}
)
