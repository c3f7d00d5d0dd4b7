"""The words that attribute: general English, chosen by use in PolNeAR's training articles.

A verb is listed with a form of complement where at least about a third of its uses with that form are annotated there,
or where it is plainly of the same kind as those that are. Lemmas, in British and American spelling.
"""

from fabula.lang.en.wordlists import words

ATTITUDE = words(
    "think believe feel fear hope worry expect suspect doubt wonder consider deem reckon assume figure guess know learn"
    " realise realize recognise recognize understand agree disagree find show indicate estimate calculate determine"
    " demonstrate anticipate foresee envisage foretell prove regret resent question presume conclude want wish see"
    " decide appear seem dream imagine"
)
"""Verbs that report thoughts or findings: with a clause as their complement."""

WEAK = words("see know appear seem prove decide imagine dream show find understand read rule learn")
"""Verbs whose clause counts only after an explicit subject that is a name or a noun."""

INFINITIVE = words(
    "ask seek refuse decline vow urge promise pledge hope agree propose threaten order offer claim expect want demand"
    " vote decide call implore beg beseech plead exhort encourage advise recommend request swear undertake"
    " intend plan wish prefer profess purport"
)
"""Verbs that report with an infinitive: "vowed to return"."""

PREPOSITIONS: dict[str, frozenset[str]] = {
    "refer": frozenset({"to"}),
    "allude": frozenset({"to"}),
    "object": frozenset({"to"}),
    "point": frozenset({"to"}),
    "hint": frozenset({"at"}),
    "comment": frozenset({"on"}),
    "insist": frozenset({"on", "upon"}),
    "elaborate": frozenset({"on"}),
    "complain": frozenset({"about", "of"}),
    "warn": frozenset({"of", "against", "about"}),
    "boast": frozenset({"about", "of"}),
    "brag": frozenset({"about"}),
    "joke": frozenset({"about"}),
    "rail": frozenset({"against", "about"}),
    "speak": frozenset({"of"}),
    "state": frozenset({"of"}),
    "say": frozenset({"of", "about"}),
    "apologise": frozenset({"for"}),
    "apologize": frozenset({"for"}),
}
"""Verbs that report with a preposition: "warned of a crisis"."""

INVERTED = words(
    "say note add explain conclude observe argue suggest remark comment stress insist claim recall admit reply answer"
    " ask believe think point sum emphasise emphasize underline clarify state write quip reckon predict warn"
)
"""Verbs that stand before their source after what they report: ", noted the experts"."""

OBJECT = words(
    "call accuse criticise criticize describe denounce blame blast cite announce mention tweet list dismiss slam tout"
    " declare deem applaud acknowledge portray quote label praise condemn decry deride mock propose claim report note"
    " express question oppose endorse recall recount reveal disclose outline highlight discuss reiterate confirm deny"
    " hail lambaste lament ridicule rebuke brand characterise characterize dub liken echo emphasise emphasize stress"
    " underscore bemoan admonish chide reject predict post back tell defend demand"
)
"""Verbs that report with an object: "called it a mistake", "denied the charge"."""

NOUNS = words(
    "accusation admission allegation announcement argument assertion assessment assumption assurance belief claim"
    " comment complaint conclusion concern confession contention conviction declaration denial expectation fear"
    " feeling hope hint idea impression insistence notion opinion pledge prediction promise proposal remark report"
    " revelation sense statement suggestion suspicion theory threat view vow warning worry message acknowledgement"
    " acknowledgment evidence speculation doubt answer reply"
)
"""Nouns of speech and thought: with a clause as their complement ("his warning that ...")."""

DOCUMENTS = words(
    "statement letter tweet email e-mail memo note message ad advertisement post report release lawsuit petition order"
    " motion resolution op-ed article column essay speech sign text blog"
)
"""What one issues to say something: "issued a statement saying ..." is said by who issued it."""

KICKERS = words(
    "latest breaking exclusive revealed watch look wow update byline notice bombshell boom busted opinion analysis"
    " review live video photos leaked comment editorial interview explainer factbox timeline profile briefing email"
    " report daily news obituary podcast feature background context preview recap in it"
)
"""What stands before a headline's colon and is nobody."""

RELATIVE = words("who whom whose which that")
"""Pronouns that stand for what comes before them."""

WRITINGS = words(
    "speech statement remark word comment message letter tweet post email memo interview testimony address answer reply"
    " warning claim memoir autobiography op-ed column essay quote quotation article voice announcement declaration"
)
"""What somebody says or writes: its possessor is the speaker ("his speech")."""

LABELS = words(
    "photo photos image images video videos source sources credit caption read update updated note tags tag topics"
    " topic category categories date time place location when where what why who how contact email phone tel fax web"
    " website related share follow also see more example warning correction editor's subject from to cc re step tip"
    " pros cons verdict result results score ingredients method price rating runtime director cast genre address venue"
    " tickets summary key background context posted published written by author edited facebook twitter instagram http"
    " https and but the this that these those here there it so then now first second third finally however"
)
"""How a line's label begins that is no speaker, lower-cased."""

PARTICLES = words("of the and de von van der den al bin la le du di da el for & to")
"""Words of a name that need no capital."""
