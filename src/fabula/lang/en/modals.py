"""Modal verbs, and the words that make a thing possible, likely or unreal; in lower case, as the parser splits them."""

from typing import Final

from fabula.lang.en.wordlists import words

MODALS: Final = words("will would can could should may might must")
POSSIBLE: Final = words("may might could")
"""Verbs by which something may be so, or may come."""
ABLE: Final = POSSIBLE | words("can ca")
"""The same and what somebody is able to do ("ca" is of "can't")."""
DUTY: Final = words("must should ought")
WILL: Final = words("will shall 'll ’ll wo")
"""Verbs of what is to come ("wo" is of "won't")."""
WOULD: Final = words("would 'd ’d")
AHEAD: Final = WILL | WOULD
"""Auxiliaries of what is still to come, or was when it was told."""
WOULD_HAVE: Final = WOULD | words("could might should ought")
"""Verbs that with "have" tell what did not come about."""
UNCERTAIN: Final = POSSIBLE | words("would if unless whether")
"""Words beside which a number is not a number of anything that is."""
NOT_YET: Final = (MODALS - {"will"}) | words("to whether if cannot")
"""Words before a verb that does not tell that its act came about."""

PERHAPS: Final = words("perhaps possibly potentially conceivably")
_PLAUSIBLE: Final = PERHAPS | words("maybe plausible possible")
MAY_BE: Final = POSSIBLE | _PLAUSIBLE
"""Words by which a claim says only that something may be so."""
MAY_COME: Final = ABLE - {"ca"} | _PLAUSIBLE | {"conceivable"}
"""Words by which a forecast says only that something may come."""
HEDGES: Final = (
    POSSIBLE | PERHAPS | words("probably likely unlikely apparently allegedly reportedly presumably arguably seemingly")
)
"""Words by which a cause is told with less than certainty."""
