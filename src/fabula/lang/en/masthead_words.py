"""The words in which the furniture of a page names its outlet: rights, newsletters, apps, "About", "Follow"."""

NAME = r"(?P<name>(?:[Tt]he )?[A-Z0-9][\w.'’&+-]*(?: (?:(?:of|the|and|&|de|la|del|for) ){0,2}[A-Z0-9][\w.'’&+-]*){0,4})"
"""A name as furniture writes it: words with capitals, small ones between them."""
RIGHTS = (
    r"(?:©|\(c\)|&copy;|copyright)(?:[\s,©@]|\(c\)|copyright|by|\d{4}|[-–/]|(?-i:to|present))*\s(?P<name>[^\W_][^|\n©()]{1,60}?)"
    r"(?=\s*(?:$|[|\n©()]|[,.]\s|\.$|all rights|\d{4}|unless|[-–—]\s|issn|terms|privacy|powered))",
    r"^(?P<name>[^\W_][^|\n©()]{1,40}?)\s*(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d",
)
"""Who holds the rights: an outlet, or the company that owns it."""
OWNER = (
    r"(?:,? (?:llc|inc|ltd|limited|gmbh|corp|corporation|plc|company|co|holdings?|group|communications?|enterprises|publishing|publications|"
    r"publishers|networks?|media|newspapers|digital|international|pty|s\.?a|s\.?r\.?l|ag|oy|ab|b\.?v)\b\.?)+$"
)
"""How a company's name ends that may own the outlet and not be it."""
FRAMES: tuple[tuple[str, float], ...] = (
    (
        r"^\W*(?:subscribe|sign up|log in|login|register) (?:to|for|with|at) (?:the )?{name}\W*(?:today|now|newsletters?)?\W*$",
        1.0,
    ),
    (r"\b(?:get|download) (?:the )?{name}(?: news)? app\b", 1.0),
    (
        r"\b(?:subscribe to|support|join|welcome to|more great|delivered by|follow|get|elsewhere on) {name}(?= |\.|,|$)",
        0.7,
    ),
    (
        r"^\W*(?:about|more|more from|more on|follow|contact|advertise (?:with|on|in)|why|jobs (?:at|@)|careers at|work (?:at|for)|latest from|"
        r"best of|inside) {name}\W*(?:on \w+|online)?\W*$",
        0.7,
    ),
    (
        r"^\W*(?:the )?{name} (?:blog|newsletters?|homepage|home page|home|careers|events|store|shop|apps?|staff|plus|premium|podcasts?|archives?|"
        r"main menu|community guidelines|privacy policy|terms of (?:use|service))\W*$",
        0.7,
    ),
    (
        r"^{name} (?:is|was founded|has been) (?:an? |the |where |owned |part |published |not responsible|dedicated )",
        0.8,
    ),
    (r"(?:^|[.:] ){name} (?:may|does not|is not|cannot) (?:earn|receive|provide|responsible|endorse|be held)\b", 1.0),
    (r"\b(?:appeared|published) (?:first )?(?:on|in|by|at) {name}(?=\.|,|$)", 1.0),
    (r"\b(?:material|content|report) (?:on|from|for) {name}(?=\.|,|$| )", 0.5),
)
"""Lines of furniture that name the outlet, with the weight of each; their words may be in any case, the name may not."""
NOT_NAMES = frozenset(
    "us me this our your you my it the a an all more here newsletter newsletters news mobile apps app home menu search subscribe sections section "
    "stories story world sports sport politics opinion privacy terms policy cookies cookie service services copyright rights reserved archives archive "
    "video videos photos photo podcasts podcast events event today now free daily weekly morning weather market markets data email e-mail alerts "
    "account accounts google apple android amazon microsoft wordpress disqus rss ios iphone playstore ads adchoices advertisement trending popular "
    "topics topic tags related latest top back next previous close share print comments comment page site website web team staff people editor "
    "editors reporters reporter author authors contributor social media follow digital edition editions mail english español careers jobs "
    "community help support feedback faq contact classifieds obituaries delivery customer conversation business tech technology science health "
    "reprint reprints permission permissions notice infringement editorial guidelines standards morning evening review briefing "
    "entertainment lifestyle culture travel food style music tv film books arts games crosswords puzzles monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december".split()
)
"""Words that are no outlet's name when a name has nothing else."""
