"""How a text says that something is not so: patterns of reports, of denying them and of calling them false.

A pattern that tells what was reported has it as the group "said".
"""

import re

REPORT = (
    r"(?:reports?|rumou?rs?|claims?|stor(?:y|ies)|allegations?|accusations?|articles?|tales?|suggestions?|speculation|"
    r"assertions?|insinuations?)"
)
"""Words for what somebody said to be so."""
FALSE = (
    r"(?:false|fake|untrue|inaccurate|incorrect|wrong|(?:hoax|lie)(?:e?s)?|rubbish|nonsense|unfounded|baseless|groundless|"
    r"bogus|phon(?:e)?y|fabricat(?:ed|ions?)|made[- ]up|invented|debunked|disproved|not (?:true|accurate|correct|real))"
)
IS = r"(?:is|are|was|were|(?:has|have|had) been|turn(?:s|ed) out to be|prove[dns]*(?: to be)?)"
QUITE = (
    r"(?:\s+(?:all|just|totally|entirely|completely|simply|wildly|largely|purely|categorically|actually|now|later|confirmed|"
    r"called|described|dismissed|branded|exposed|revealed|as|to be|nothing but|a|an|the|another|complete|elaborate|cruel|"
    r"total|pure|absolute))*"
)
THAT = r"(?:that|claiming|suggesting|saying|stating|alleging|indicating)"
DENY = r"(?:den(?:y|ie[sd]|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rubbish(?:es|ed)|rebut(?:s|ted)?|rebuff(?:s|ed)?|disput(?:es?|ed|ing)|debunk(?:s|ed|ing)?)"
CALL = r"(?:call(?:s|ed|ing)?|describ(?:es|ed|ing)|brand(?:s|ed)|label(?:s|l?ed)|dismiss(?:es|ed)|slamm?(?:s|ed))"
OPEN = r"(?![“\"]?(?:as|to|in|on|at|by|from|and|or|with|for|but|made|about|against|after|over|on|which|who)\b)"
REST = r"[^.;]+"
INNER = re.compile(r"\.(?=[^\s”\"])|(?<=\b[A-Z])\.|(?<=\bJan|\bFeb|\bMar|\bApr|\bAug|\bOct|\bNov|\bDec)\.")
"""A full stop in a number, after an initial or a month: it does not end a sentence."""
SAID = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b{REPORT}(?:\s+[^\s.;]+){{0,6}}?\s+(?:{THAT}|of|about)\s+(?P<said>{REST}?)\s+{IS}{QUITE}\s+[“\"‘']?{FALSE}\b",
        rf"\b{DENY}(?:\s+[^\s.;]+){{0,4}}?\s+{REPORT}(?:\s+[^\s.;]+){{0,9}}?\s+(?:{THAT}|of)\s+(?P<said>{REST})",
        rf"\b{DENY}(?:\s+[^\s.;,]+){{0,2}}?\s+{REPORT}\s+{OPEN}(?P<said>{REST})",
        rf"\b{CALL}\b[^.;]{{0,40}}\b{FALSE}\b[^.;]{{0,40}}\b{REPORT}\s+(?:\w+\s+){{0,4}}?(?:{THAT}|of|about)\s+(?P<said>{REST})",
        rf"\bno\s+(?:truth|evidence|proof|basis|substance)(?:\s+\w+){{0,3}}?\s+{REPORT}\s+(?:{THAT}|of)\s+(?P<said>{REST})",
        rf"\bno\s+(?:evidence|proof)\s+(?:at all\s+|whatsoever\s+)?that\s+(?P<said>{REST})",
        rf"\b(?:not|isn['’]t|wasn['’]t)\s+(?:true|the case|correct)\s+that\s+(?P<said>{REST})",
        rf"\b(?:untrue|false)\s+that\s+(?P<said>{REST})",
        rf"\b(?:falsely|incorrectly|wrongly|erroneously)\s+(?:claim|report|stat|sa|suggest|announc|alleg)\w*\s+(?:that\s+)?(?P<said>{REST})",
        rf"\b(?:fake|false|bogus|phone?y|untrue|fabricated|hoax|made-up|erroneous|debunked)\s+(?:\w+\s+)?{REPORT}\s+(?:\w+\s+){{0,3}}?"
        rf"(?:{THAT}|of|about|claimed|claims|said|stated|suggested|alleged)\s+(?:that\s+)?(?P<said>{REST})",
        rf"\bden(?:ie[sd]|ying)(?:\s+\w+){{0,3}}?\s+that\s+(?P<said>{REST})",
        rf"\bden(?:ie[sd]|ying)\s+(?!(?:\w+\s+){{0,3}}?{REPORT})(?P<said>(?:(?:having|being|ever|any|he|she|it|they|\w+ing)\b|(?:his|her|their|its|the|a)\b(?={REST}?\b(?:is|are|was|were|has|have|had|did|will|would)\b)){REST})",
        rf"^(?P<said>{REST}),\s+(?:an?\s+{REPORT}|which|something)\s+(?:that\s+)?(?:[^\s.;,]+\s+){{1,5}}(?:has\s+|have\s+)?(?:den(?:y|ie[sd])|"
        rf"disput(?:es?|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?)\b",
        r"\b(?P<said>death|deaths)\s+hoax\b",
    )
)
CONTRARY = re.compile(
    rf"\bcontrary to\b[^.;,]{{0,30}}\b{REPORT}\b[^.;,]{{0,40}},\s+(?P<before>{REST}?)(?:\b(?:no|not|never)\b|n['’]t\b)(?P<after>{REST})",
    re.IGNORECASE,
)
"""Before a sentence that negates what was reported."""
THE = r"(?:the|this|that|these|those|such|his|her|their|its|all|any|\w+['’]s)"
IT = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b{THE}\s+(?:\w+\s+){{0,3}}?{REPORT}\s+{IS}{QUITE}\s+[“\"‘']?{FALSE}\b",
        rf"\b{THE}\s+(?:\w+\s+){{0,3}}?{REPORT}\s[^.;]{{0,50}}\bbut\s+{IS}{QUITE}\s+[“\"‘']?{FALSE}\b",
        rf"^\W*(?:it|this|that)(?:['’]s|\s+{IS}){QUITE}\s+[“\"‘']?{FALSE}\b",
        rf"\b{DENY}\s+(?:\w+\s+)?{THE}\s+(?:\w+\s+){{0,2}}?{REPORT}\b",
        rf"\b{CALL}\s+{THE}\s+(?:\w+\s+){{0,3}}?{REPORT}\s+(?:as\s+)?[“\"‘']?(?:\w+\s+){{0,2}}?{FALSE}\b",
        rf"\b(?:fake|false|bogus|phone?y|untrue|fabricated|hoax)\s+(?:\w+\s+)?{REPORT}\b",
        r"\b(?:death|internet|online|media)\s+hoax\b",
    )
)
"""What calls a report false without telling it."""
TOLD = re.compile(
    rf"\b{REPORT}\b(?:\s+[^\s.;]+){{0,6}}?\s+(?:{THAT}|claimed|claims|said|stated|suggested|suggests?|alleged|reported)\s+(?:that\s+)?(?P<said>{REST})",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\s[–—-]+\s.*|[—–].*|,\s+(?:as|saying|but|according|which|who|after|while|because|calling|adding|and (?:even|also|the))\b.*|\s+as claimed\b.*",
    re.IGNORECASE | re.DOTALL,
)
CUE = re.compile(
    r"den(?:y|ie[sd]|ying)|reject|dismiss|refut|rubbish|rebut|disput|debunk|fals|fake|untrue|not true|inaccura|incorrect|"
    r"wrong|hoax|nonsense|unfounded|baseless|groundless|bogus|phon|fabricat|made[- ]up|invented|no (?:truth|evidence|proof|basis)|"
    r"not (?:accurate|correct|real|the case)|contrary to|errone|\bwrong|\blies?\b",
    re.IGNORECASE,
)
RUMOURED = re.compile(
    r"\b(?:rumou?r\w*|alleg\w+|purport\w*|supposed(?:ly)?|so-called|hoax\w*|unconfirmed|unverified|fake\w*|looking into|"
    r"investigating)\b",
    re.IGNORECASE,
)
"""What says that something was only said to be so."""
RUMOUR = re.compile(
    RUMOURED.pattern
    + r"|\b(?:claim(?:s|ed|ing)?|potential(?:ly)?|suspected|(?:news|reports?) (?:of|that)|it (?:was|has been|had been) (?:reported|claimed|said))\b",
    re.IGNORECASE,
)
"""The same, and what may be no more than that."""
MISTRUSTS = re.compile(
    r"\b(?:hoax\w*|faked|fake(?=\W*(?:$|[.,;!?–—]))|fake news|bogus|misinform\w*|disinform\w*|such lies|a lie|satir\w+|debunk\w*|prank\w*|parod\w+|photoshop\w*|doctored|fabricat\w+|untrue|not true|(?:was|were|been) made up|"
    rf"(?:false|fake|bogus) (?:\w+ )?{REPORT})\b",
    re.IGNORECASE,
)
"""Words of a telling that doubts what it tells."""
UNSURE = re.compile(
    r"(?:\b(?:if|whether|may|might|could|would|neither|nor|refus\w+ to|declin\w+ to|can|cannot|not|never|without|confirm or)|n['’]t)\s+"
    r"(?:\w+\s+){0,3}?(?:be\s+)?(?:den(?:y|ied|ying)|reject|dismiss|refut|false|fake|a hoax|untrue)",
    re.IGNORECASE,
)
"""What says that something may be false, or was not denied."""
ALLEGED = re.compile(
    r"\b(?:charged|accus\w+|suspect\w*|suspicion|alleg\w+|investigat\w+|question(?:ed|ing)|indict\w+)\b", re.IGNORECASE
)
"""Words after which something is not said to be so: denying it clashes with nothing."""
DENIED = re.compile(r"\b(?:den(?:y|ie[sd]|ying)|not guilty|not|never)\b|n['’]t\b", re.IGNORECASE)
"""Words with which something is denied, whatever it is."""
