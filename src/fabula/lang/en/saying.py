"""Verbs of saying, as lemmas in British and American spelling: one base, and what each use adds to it.

The lists differ because their questions do: whose words these are, what happened according to them, what is no forecast.
"""

from typing import Final

from fabula.lang.en.wordlists import words

REPORTING: Final = words(
    "say tell add announce report state declare note mention remark comment explain describe write confirm acknowledge"
    " claim allege assert argue insist suggest conclude emphasise emphasize stress warn"
)
"""Verbs that give somebody's words, whatever is asked of them."""

SPEECH: Final = REPORTING | words(
    "accept admit advise affirm answer ask assure attest boast brag bark caution charge chide chime chuckle complain concede"
    " confess confide contend continue counsel counter cry decry demand deny disclose divulge elaborate exclaim exult fume"
    " gloat gripe groan grumble hint imply indicate inform inquire insinuate interject intone joke lament laugh maintain"
    " mumble murmur muse mutter observe offer opine plead pledge point posit predict press proclaim profess promise propose"
    " protest quip quote rail reaffirm reason recall recite recommend recount reiterate relate remind repeat reply respond"
    " retort reveal roar scoff scold scream shout sigh signal smile snap speculate stammer summarise summarize sum surmise"
    " swear teach testify text theorise theorize thunder tout tweet underline underscore urge utter venture vow wail whisper"
    " yell email blog post demur concur echo quibble rebut lecture boom snarl sneer preach plea prophesy specify stipulate"
    " rule read guarantee telegraph pronounce ponder chant commiserate interrupt enthuse retell conjecture forecast project"
)
"""Verbs that report words: with a clause as their complement, or beside a quotation. Chosen by use in PolNeAR's training
articles: where at least about a third of a verb's uses are annotated there, or it is plainly of the same kind."""

OF_PEOPLE: Final = REPORTING | words(
    "admit ask believe continue deny observe point post promise quip reason recall recount reply respond sum testify think"
    " tweet urge vow"
)
"""Verbs whose subject is somebody, or a body of people, who speaks."""

OF_EVENTS: Final = REPORTING | words("believe charge disclose hear indicate know maintain quote reveal see show think")
"""Verbs whose clause is somebody's words: the event reported is in the clause first of all."""

OF_CAUSES: Final = words(
    "say tell warn note add believe think argue claim predict suggest stress insist expect announce know fear hope imagine"
    " suspect guess"
)
"""Verbs whose clause a connective really hangs on: "fell, she said, because of the strike"."""

OF_FIGURES: Final = words("say tell announce report confirm add state declare estimate show disclose reveal update")
"""Verbs of telling: when it was told is when the figure held."""

NO_FORECAST: Final = words(
    "say ask tell mention note add argue imagine see find suggest describe call define wonder guess conclude recall"
)
"""Verbs of which no forecast is made: "I would say"."""

QUESTIONING: Final = words("ask question press quiz grill challenge interview query probe confront")
"""Verbs whose object is who is to answer."""
