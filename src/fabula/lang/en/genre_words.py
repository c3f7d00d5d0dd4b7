"""The words by which kinds of articles give themselves away: live pages, opinion, press releases, lists, interviews."""

LIVE = r"\blive(?: blog| updates?| coverage|:| –| -)|\bas it happened\b|\bminute by minute\b|\blatest updates\b"
OPINION = r"\b(?:opinions?|editorial|op-ed|commentary|comment|columnist|viewpoint|leader|letters? to the editor|guest essay|perspective)\b"
VIEWS = r"\b(?:views?|opinions?) (?:expressed|here|in this)\b|\bdo not necessarily (?:reflect|represent)\b|\bis (?:an? )?(?:opinion )?columnist\b"
JUDGING = r"\b(?:should|must|ought to|need to|cannot|shameful|outrageous|wrong|absurd|surely|frankly|of course|let us|let's)\b"
OWN_VOICE = r"\b(?:I|we|my|our|us|me)\b"
RELEASE = (
    r"\bfor immediate release\b|\bmedia contacts?\b|\bpress contacts?\b|\bforward-looking statements?\b|^(?-i:About [A-Z][\w&.]*(?: [A-Z][\w&.]*){0,4}):?$|"
    r"\bnews provided by\b|\b(?:pr ?newswire|business ?wire|globe ?newswire|ein presswire|accesswire)\b|\bpress release\b"
)
ANNOUNCES = r"\b(?:today announced|is pleased to announce|are pleased to|is proud to|is excited to|a leading (?:provider|global|supplier|maker)|announced today)\b"
LISTED = (
    r"^(?:the |our |here are |top |best )?(?:top |best )?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
    r"(?: \w+){0,3}? (?:things|ways|reasons|tips|facts|places|books|films|movies|songs|games|gadgets|deals|recipes|questions|takeaways|"
    r"moments|photos|ideas|steps|signs|stories|people|products|gifts|mistakes|rules|lessons)\b|^(?:the )?best [\w ]+ of (?:19|20)\d\d\b"
)
INTERVIEW = r"\binterview(?:ed|s)?\b|\bin conversation with\b|\bq ?& ?a\b|\b(?:this|the) (?:interview|conversation) (?:has been|was) edited\b"
MACHINE = r"\b(?:machine|automatic(?:ally)?|google|deepl)[- ]translat\w+|\btranslat\w+ (?:by|with|using) (?:a machine|google|deepl|artificial|ai)\b"
