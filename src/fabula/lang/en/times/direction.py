"""Which way a bare weekday, month or day points: read from the preposition before it and the verbs around it.

The nearest verb decides, as tense does for HeidelTime (Strötgen and Gertz 2013), but from a short list of forms and
endings rather than from part-of-speech tags, so that no parse is needed.
"""

import re
from collections.abc import Iterator

ARRANGED = "opens|begins|starts|meets?|faces?|visits|travels|convenes|resumes|hosts|holds|kicks off|takes place|goes (?:on|to|before|into)"
"""What is arranged is told in the present: "the trial opens Monday"."""
_AHEAD = (
    # a passive as one: in "will be opened" it is not "opened" that tells the tense
    r"(?:will|shall|won't|would|may|might|can|could|should|must|to)(?: not| also| soon| only| \w+ly)? be"
    r"(?: \w+ly)? [a-z]{2,}(?:ed|en|wn|de|ld|ght|pt|nt)|"
    r"will|shall|won't|(?:is|are|was|were|be|being|been|remains?) (?:to|due|likely|expected|set|scheduled|slated|"
    r"planned|supposed|hoping|planning|preparing|ready|going|about)|to be|to have|gonna|would|could|"
    r"may|might|can|should|must|"
    r"(?:has|have) to|expect(?:s|ed|ing)?|scheduled?|slated|plan(?:s|ned|ning)?|intend(?:s|ed)?|upcoming|forthcoming|"
    r"hop(?:e|es|ed|ing) to|aim(?:s|ing)?|deadline|due|ahead of|looming|await(?:s|ing)?|"
    r"(?:agree[sd]?|set|vow(?:s|ed)?|promise[sd]?|want(?:s|ed)?|need(?:s|ed)?|prepar(?:e|es|ed|ing)|likely|ready|"
    r"call(?:s|ed)?|order(?:s|ed)|invite[sd]|urge[sd]?|pledge[sd]?|decide[sd]|force[sd]?|asked|told [a-z]+) to|"
    rf"(?<!the )(?<!a )(?<!of )(?<!his )(?<!her )(?<!its )(?<!their )(?<!and )(?:{ARRANGED})"
)
_BEHIND = (
    r"was|were|had|has|have|did|been|said|told|went|came|took|met|held|won|lost|made|got|gave|began|ran|fell|rose|hit|"
    r"led|left|found|saw|shot|struck|broke|sent|spoke|became|fought|brought|bought|paid|wrote|read|kept|grew|drew|sold|"
    r"stood|chose|flew|drove|threw|beat|hurt|sued|swept|sank|dealt|quit|after|since|[a-z]{2,}ed"
)
_CUE = re.compile(rf"(?<![\w-])(?:(?P<ahead>{_AHEAD}|\w+'ll|'ll)|(?P<behind>{_BEHIND}))(?![\w-])|'ll(?!\w)")
_ARRANGED = (
    r"(?:meeting|hearing|vote|talks|session|conference|march|rally|strike|trial|summit|election|protest|match|game|launch|"
    r"debate|demonstration)s?"
)
"""What is called for a day to come."""
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<weak>by|until|till|through)|(?P<ahead>effective|starting|beginning|from now until|scheduled for|set for|"
    r"due|(?:is|are|begins?|starts?|opens?|closes?|ends?|falls?|takes place|kicks off)(?= (?:in|on) )|planned for|"
    rf"slated for|expected|ahead of|pending|as (?:early|soon) as|{_ARRANGED} for)|(?P<behind>since|as of|after|as recently as|dated|ended|ending|the past))"
    r"(?: (?:on|in|the))* ?$"
)
_HEADLINE = re.compile(r"(?<![\w-])to [a-z]+")
_EDGE = re.compile(r"[a-z0-9)\"'][.!?;][\"')\]]* +(?=[A-Z\"'(])|\n")
_ABBREVIATED = re.compile(r"(?:^|[ (.])(?:[a-z]|mr|mrs|ms|dr|st|gen|sen|rep|gov|lt|col|sgt|jan|feb|mar|apr|jun|jul|aug|"
                          r"sept?|oct|nov|dec|[ap]\.m)\.$")  # fmt: skip
REACH = 160
"""How far, in characters, a verb may stand from the expression; a long clause of news."""


def _sentence(text: str, low: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence around an expression, no further than ``REACH`` either way."""
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    lo, hi = first, last
    for m in _EDGE.finditer(text, first, start):
        if not _ABBREVIATED.search(low, max(0, m.start() - 6), m.start() + 2):
            lo = m.end()
    for m in _EDGE.finditer(text, end, last):
        if not _ABBREVIATED.search(low, max(0, m.start() - 6), m.start() + 2):
            hi = m.start() + 1
            break
    return lo, hi


def _cues(text: str, low: str, lo: int, hi: int) -> Iterator[re.Match[str]]:
    """Verbs of a stretch; not the month of May."""
    return (m for m in _CUE.finditer(low, lo, hi) if m[0] != "may" or text[m.start()] == "m")


def direction(text: str, low: str, start: int, end: int) -> int:
    """1 where the expression points ahead, -1 behind, 0 where nothing says. ``low`` is ``text`` in lower case."""
    lo, hi = _sentence(text, low, start, end)
    near = _BEFORE.search(low, lo, start)
    if near and near["weak"]:
        # "By early March they had gone": only the verb that follows tells.
        after = next(_cues(text, low, end, hi), None) if near.start() - lo <= 1 else None
        return -1 if after and after["behind"] else 1
    if near:
        return 1 if near["ahead"] else -1
    before = max(_cues(text, low, lo, start), key=re.Match.start, default=None)
    cue = before or next(_cues(text, low, end, hi), None)
    if cue is None:
        first_line = "\n" not in text[:start].strip()
        return 1 if first_line and _HEADLINE.search(low, lo, start) else 0
    return -1 if cue["behind"] else 1
