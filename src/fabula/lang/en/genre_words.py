"""The words by which kinds of articles give themselves away: live pages, opinion, press releases, lists, interviews."""

LIVE = r"\blive(?: blog| updates?| coverage|:| –| -)|\bas it happened\b|\bminute by minute\b|\blatest updates\b"
OPINION = (
    r"\b(?:opinions?|editorial|op-ed|commentary|columnist|viewpoint|letters? to the editor|guest (?:essay|column)|perspective|"
    r"advice columns?|analysis by)\b"
)
"""What stands beside a title or in a byline; in menus it says nothing."""
OPINION_TITLE = r"^(?:opinion|column|commentary|editorial|op-ed|analysis|viewpoint|guest column|letters?)\s?[:|–—]|[|–—]\s?(?:opinion|commentary)$"
AGENCIES = r"\bwire (?:services?|reports?)\b|\bnews agenc(?:y|ies)\b|\bfrom agencies\b|\bagencies$"
VIEWS = r"\b(?:views?|opinions?) (?:expressed|here|in this)\b|\bdo not necessarily (?:reflect|represent)\b|\bis (?:an? )?(?:opinion )?columnist\b"
JUDGING = r"\b(?:should|must|ought to|need to|cannot|shameful|outrageous|wrong|absurd|surely|frankly|of course|let us|let's)\b"
OWN_VOICE = r"\b(?:I|we|my|our|us|me)\b"
RELEASE = (
    r"\bfor immediate release\b|\bmedia contacts?\b|\bpress contacts?\b|\bforward-looking statements?\b|^(?-i:About [A-Z][\w&.]*(?: [A-Z][\w&.]*){0,4}):?$|"
    r"\bnews provided by\b|\b(?:pr ?newswire|business ?wire|globe ?newswire|ein presswire|accesswire)\b|\bpress release\b"
)
ANNOUNCES = r"\b(?:today announced|is pleased to announce|are pleased to|is proud to|is excited to|a leading (?:provider|global|supplier|maker)|announced today)\b"
PLEASED = r"[“\"]we(?:['’]re| are) (?:very |so )?(?:excited|thrilled|delighted|proud|pleased|happy|honou?red) (?:to|that|about)\b|[“\"]we(?:['’]re| are) \w+ to have\b"
ENQUIRE = r"\bfor (?:more|further) information,? (?:please )?(?:visit|contact|see|go to)\b|\bto learn more,? visit\b"
LISTED = (
    r"^(?:the |our |here are |top |best )?(?:top |best )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
    r"(?: \w+){0,3}? (?:things|ways|reasons|tips|facts|places|books|films|movies|songs|games|gadgets|deals|recipes|questions|takeaways|"
    r"moments|photos|ideas|steps|signs|stories|people|products|gifts|mistakes|rules|lessons)\b|^(?:the )?best [\w ]+ of (?:19|20)\d\d\b|\bgift (?:guide|ideas)\b"
)
INTERVIEW = r"\binterview(?:ed|s)?\b|\bin conversation with\b|\bq ?& ?a\b|\b(?:this|the) (?:interview|conversation) (?:has been|was) edited\b"
MACHINE = r"\b(?:machine|automatic(?:ally)?|google|deepl)[- ]translat\w+|\btranslat\w+ (?:by|with|using) (?:a machine|google|deepl|artificial|ai)\b"
