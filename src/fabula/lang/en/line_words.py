"""Words and forms by which a sentence of an article cannot stand alone as a line, or has something beside it that is no part of it."""

import re
from typing import Final

from fabula.lang.en.calendar import MONTHS, MONTHS_CUT, WEEKDAYS
from fabula.lang.en.times.direction import ARRANGED
from fabula.lang.en.wordlists import words

_MONTH = "|".join(m.title() for m in (*MONTHS, *MONTHS_CUT))
_DAY = "|".join(d.title() for d in WEEKDAYS)
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|ET|EST|EDT|CET|PT|PST))?"

CONNECTIVE: Final = re.compile(
    r"^(?:(?:and|but|or|so(?!-| (?:far|many|much|long|called))|yet(?! (?:another|to|more))),? |"
    r"(?:so|yet|still|also|however|meanwhile|moreover|furthermore|nevertheless|nonetheless|then|hence|"
    r"therefore|thus|instead|besides|rather|indeed|similarly|likewise|in addition|as a result|for example|for instance|"
    r"on the other hand|by contrast|in other words|of course|to be sure|in fact|after all|at the same time), )+",
    re.IGNORECASE,
)
"""What joins a sentence to the one before it; it goes."""

STAMPS: Final = re.compile(
    rf"^(?:(?:Page )?[Ll]ast [Uu]pdated(?: at| on)?:? (?:{_CLOCK},? ?)?(?:(?:{_DAY}),? )?(?:\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?)? ?(?:Help )?|"
    rf"(?:(?:{_DAY}),? )?\d{{1,2}} (?:{_MONTH}) \d{{4}} (?:Last [Uu]pdated at {_CLOCK} |{_CLOCK} )?(?:Help )?(?=[A-Z“\"])|"
    r"\((?:[Bb]y|AP|AFP|Reuters|Photo|Image|Getty|File|Courtesy|Credit|Video)\b[^()]{0,80}\) ?|"
    r"(?:UPDATED?|BREAKING|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|LIVE|ANALYSIS|OPINION)(?: NEWS)? ?[:|–—-] ?|"
    r"(?:[—–•*·»>|]|- |--)+ ?)+"
)
"""What pages and agencies set before the first words of a sentence: the time of an update, credits of pictures, marks of lists."""

BYLINE: Final = re.compile(rf"^By (?!(?:{_DAY}|{_MONTH})\b)[A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]*,? ?)+")
FURNITURE: Final = re.compile(
    r"https?:|www\.|\b(?:click here|read more|link text|sign up|subscribe|follow us|image caption|media caption|photograph by|all "
    r"rights reserved|scroll down|watch below|via twitter|file photo|more details soon|this story|this article|"
    r"pictured (?:above|below|right|left)|updated at)\b|\||</?\w",
    re.IGNORECASE,
)
"""What no sentence of news has."""

GLUED: Final = re.compile(
    r"(?<=[a-z0-9%’'] )(?:The|A|An|In|On|At|It|He|She|They|There|This|That|These|But|And|For|With|When|While|After|As|His|"
    r"Her|Its|Their|We|If|Since|Some|Many|Most|Police|Officials|Prosecutors|Speaking|Asked|According) (?=[a-z0-9])"
)
"""Where a caption or headline without a stop runs into the first sentence: a small word with a capital in the middle."""

HEADLINE: Final = re.compile(
    r"(?<=\w )(?:Of|To|By|From|Is|Are|Was|Were|Has|Have|Will|Into|Up|Out|Not|Be) (?:(?:a|an|the|in|on|to|of|for|by)\b|[A-Z])"
)
"""Small words with a capital as headlines have them."""

DEICTIC: Final = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|we|i|you|there|here|such|both|neither|either|others?|another|some|one|most|"
    r"the (?:former|latter|two|three|four|men|women|man|woman|move|step|decision|group|pair|report|statement|news|comments?|remarks)|"
    r"his|her|its|their|our|my|your)\b",
    re.IGNORECASE,
)
JOINING: Final = re.compile(
    r"^(?:(?:(?:just|shortly|soon|even|only|hours|days|weeks) )?(?:after|when|as|since|because|while|where|although|though|once|before|but|and|that) )*"
    r"(?!(?:if|unless|until|till|whether|than|lest|to|of|in|on|at|by|for|with|from|not|so|who|whom|whose|which|what|how|why)\b)",
    re.IGNORECASE,
)
"""What joins a clause to the one beside it, before a clause that can then stand alone."""
RELATIVE: Final = re.compile(r"^(?:who|which|that) (?=\w)", re.IGNORECASE)
"""What joins a clause to the noun that it says more of."""
POINTING: Final = re.compile(
    r"\b(?:in|on|to|for|by|of|with|at|from|after|before|during|under|over|about) (?:this|that|these|those|such) (?:regard|case|sense|way|point|respect|"
    r"reason|end|context|matter|issue|question|idea|decision|move|claims?|allegations?|remarks?|reports?|respect|front|score|sentiment)\b|"
    r"\b(?:the (?:former|latter)|doing so|do so|if (?:that|this|so|not)|did so|the same is|the following [a-z]+|as such|those (?:could|would|are|were|will)|the reverse|the opposite)\b",
    re.IGNORECASE,
)
"""Words that point at a sentence before."""
POINTING_TIME: Final = re.compile(
    r"\b(?:(?:the|that) (?:very )?same (?:day|week|month|year|night|evening|morning|time)|(?:the )?(?:next|following|previous|preceding) "
    r"(?:day|night|evening|morning|afternoon|week|month|year)|that (?:day|night|evening|morning|afternoon|week|month|year|time)|"
    r"(?:moments?|minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|previously|before|afterwards?)|at the time|by then|"
    r"(?:earlier|later) (?:in|that|on) |until then|back then|soon after(?:wards?)?$|shortly after(?:wards?)?[,.])",
    re.IGNORECASE,
)
"""Times that count from another sentence."""
AHEAD: Final = re.compile(
    rf"\b(?:{ARRANGED}|will|would|shall|to|scheduled|due|plans?|planned|expected|set|next|coming|upcoming|until|by|before|ahead|"
    r"may|might|could|can|should|must)\b|[’']ll\b",
    re.IGNORECASE,
)
"""What must stand before a day of the week that lies ahead of the day of writing."""
UNDATING: Final = re.compile(
    r"\b(?:since|until|till|by|between|before|after|from|than|back in|as of|through)(?: the| late| early| about)* ?$",
    re.IGNORECASE,
)
"""Before a date: it says since or until when, not when."""
FRONTING: Final = words(
    "as when while after before since if although though because despite in on at with during once until asked speaking"
)
"""Words that open a clause whose pronoun is named by what follows it."""
PERSONAL: Final = words("he she him her his hers they them their theirs")
IMPERSONAL: Final = words("it its")
OWNING: Final = words("his her its their")
MANY: Final = words("they them their theirs")
POINTING_NOUNS: Final = words(
    "event events move decision step incident clip video report reports statement scene scenes finding findings news development episode "
    "plan proposal remark remarks comment comments announcement ruling meeting speech letter email"
)
"""Nouns that with "the" alone mean one that a sentence before has told of."""
COUNTED_OFF: Final = re.compile(r"^(?:one|two|three|four|five|first|second|third|finally|lastly),? ", re.IGNORECASE)
"""How the parts of a list begin."""
ADDRESSES: Final = words("mr mrs ms miss dr sir madam mr. mrs. ms. dr.")
"""Forms of address, which are no role."""
ALONE: Final = words(
    "he she they it this that these those others some many both one another such all few several neither either none"
)
"""As the whole subject of a sentence they leave open who is meant."""
NO_TOPIC: Final = words(
    "year years day days week weeks month months time times people person percent official officials thing things way part number country "
    "countries news report reports article story statement government today state states world man men woman women place"
)
"""Nouns, as stems too, that many articles open with whatever they are about."""
SPOKEN: Final = words("said told says tells wrote spoke swore thought felt according")
"""Forms of verbs of speech that no ending tells."""
CAUSING: Final = re.compile(
    r"\b(?:because|caus(?:e|es|ed|ing)|due to|owing to|thanks to|led to|leads to|lead to|leading to|result(?:s|ed|ing)? (?:in|from)|as a result|"
    r"result of|blam(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|spark(?:s|ed|ing)?|prompt(?:s|ed|ing)?|driven by|fuel(?:s|led|ed|ing)|brought about|"
    r"forc(?:e|es|ed|ing)|prevent(?:s|ed|ing)?|help(?:s|ed|ing)?|allow(?:s|ed|ing)?|hurt(?:s|ing)?|boost(?:s|ed|ing)?|weaken(?:s|ed|ing)?|"
    r"raised?|reduc(?:e|es|ed|ing)|attributed to|stems? from|stemmed from|so that|in response to|provok(?:e|es|ed|ing)|contribut(?:e|es|ed|ing) to|"
    r"devastat(?:e|es|ed|ing)|rattl(?:e|es|ed|ing)|threaten(?:s|ed|ing)? to|killed|destroyed|damaged)\b",
    re.IGNORECASE,
)
"""Words that say plainly that one thing brings about another."""
MAY: Final = words("would could might may should can must")
"""Modals of a main clause by which it tells of nothing that happened."""
CLOCK: Final = re.compile(
    r"^(?:at |around |about )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$|^(?:noon|midnight|midday)$",
    re.IGNORECASE,
)
"""A time of day alone: the day is another sentence's."""
EXPECTING: Final = re.compile(
    r"\b(?:will|won[’']t|shall|(?:is|are|was|were) (?:due|set|expected|likely|unlikely|scheduled|about|slated|poised|planning|preparing|to be)|"
    r"plans? to|intends? to|expects?|predict(?:s|ed|ing)?|forecasts?|scheduled|next (?:week|month|year|spring|summer|autumn|fall|winter))\b|[’']ll\b",
    re.IGNORECASE,
)
"""Words by which something is said to come."""
EXPECTED_BY: Final = re.compile(
    r"\b(?:may|might|could|would|should)\b.*\b(?:sa(?:id|ys)|warn(?:s|ed)|told|believes?|expects?|according to|estimates?d?|think(?:s)?)\b|"
    r"\b(?:sa(?:id|ys)|warn(?:s|ed)|told|believes?|according to|estimates?d?|think(?:s)?)\b.*\b(?:may|might|could|would|should)\b",
    re.IGNORECASE,
)
"""What somebody says may come."""
WILLING: Final = re.compile(r"\b(?:will|won[’']t|shall)\b|[’']ll\b", re.IGNORECASE)
NO_ROLE: Final = words(
    "perhaps maybe only much like other fellow another one same whose who such more most very so too even"
)
"""Words that no role begins with."""
NOBODY: Final = re.compile(r"^(?:nobody|no one|none) ", re.IGNORECASE)
"""A sentence that denies by its subject."""
SAYING_TOO: Final = words(
    "deny accuse blame praise criticise criticize condemn demand plead predict propose reject defend dismiss concede estimate caution "
    "complain contend counsel disclose indicate inform pledge reaffirm reiterate reveal reassure tweet email threaten call"
)
"""Verbs beside those of speech by which people make statements that are shown as theirs."""
NAMED_DAYS: Final = re.compile(r"\b(?:Super|Black|Ash|Good|Holy|Palm|Bloody|Cyber|Fat|Shrove|Easter) $")
"""Before a day of the week: it is the name of one day, whichever week it is told in."""
WILL_BE: Final = re.compile(r"\b(?:will|[’']ll|is to|are to|due|scheduled|set) [^,]*$", re.IGNORECASE)
"""Before a day that is to come."""
OWN: Final = words("himself herself itself themselves")
