"""Names that hold a day's or a month's word and tell no time: newspapers, clubs, what happened on a day that is its name.

A closed list of kinds, general English, written for this project: weekdays stand beside other capitals too often ("told CNN
Tuesday") for a capital alone to make a name.
"""

import re

from fabula.lang.en.calendar import WEEKDAYS
from fabula.lang.en.times.rule import Context, Rule
from fabula.model.records import Time

_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_PAPERS = (
    r"times|telegraph|mirror|express|mail|post|sun|star|herald|record|world|mercury|independent|tribune|review|magazine|"
    r"people|sport|politics|business post|night live|night lights|morning herald|evening post"
)
_BODIES = r"club|group|movement|circle|afternoon club|league|mass|school|service"
# not "Super Tuesday" or "Cyber Monday": these have a date, and it is the weekday's
_EPITHETS = r"bloody|casual|ruby|golden|throwback|manic|stormy|judgment"
_TODAYS = r"usa|russia|india|malaysia|psychology|history|christianity|science|physics|medicine|catholic"


def _is_named(m: re.Match[str], c: Context) -> tuple[Time, ...] | None:
    """No expression, and none within, where every word of the name but "on", "of" and "the" is written with a capital."""
    words = re.finditer(r"[a-z]+", c.low[m.start() : m.end()])
    if all(c.text[m.start() + w.start()].isupper() for w in words if w[0] not in ("on", "of", "the", "class")):
        return ()
    return None


RULES = (
    Rule(
        "named",
        rf"{_DAY} (?:{_PAPERS}|{_BODIES})|(?:mail|independent) on sunday|(?:{_EPITHETS}) {_DAY}(?! (?:morning|night))|"
        rf"(?:{_TODAYS}) today|(?:today|tomorrow|yesterday|{_DAY})-class",
        _is_named,
    ),
)
