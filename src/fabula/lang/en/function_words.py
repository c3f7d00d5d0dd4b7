"""The words that hold a sentence together, by what they do; lists of words to pass over are made from these.

All in lower case. A list that leaves out more or fewer words than another names the difference.
"""

from typing import Final

from fabula.lang.en.modals import MODALS
from fabula.lang.en.wordlists import words

ARTICLES: Final = words("a an the")
DEMONSTRATIVES: Final = words("this that these those")
PRONOUNS: Final = words("he she it they we you i")
"""As subjects."""
OBJECT_PRONOUNS: Final = words("him them us me")
"""As objects, where the form is one of its own."""
POSSESSIVES: Final = words("his her its their our your my")
BE: Final = words("is are was were be been")
HAVE: Final = words("have has had")
DO: Final = words("do does did")
ASKING: Final = words("who which what when")
"""Words of questions that also join clauses."""
WHERE_WHY: Final = words("where why how")
JOINING: Final = words(
    "and or but if as so also even just only any both each many more most other some such no not here there then hence "
    "therefore thus"
)
"""Words that join or weigh and mean nothing alone."""

GRAMMAR: Final = ARTICLES | DEMONSTRATIVES | PRONOUNS | POSSESSIVES | BE | HAVE | DO | MODALS | ASKING | JOINING
"""What every list of words to pass over holds."""
_RARER: Final = words("am being having much n't nor s shall t very whether")
"""Forms that stand at the head of no line, and hardly ever in a name."""

STOP: Final = (
    GRAMMAR
    | OBJECT_PRONOUNS
    | WHERE_WHY
    | _RARER
    | words(
        "yet than at by for from in into of on onto to up with about over under after before between through during doing "
        "done all own same now said say says told tell tells according added new although though while whereas however "
        "because since despite still meanwhile course quite already without time times one two first last year years "
        "nobody nothing none never neither hardly barely cannot"
    )
)
"""Words of a claim that say nothing of what it is about, when it is compared with another."""

OF_PHRASES: Final = (
    GRAMMAR | OBJECT_PRONOUNS | _RARER | words("every unless thereby whose re ve ll m d to level levels extent kind")
)
"""Words of a cause or an effect that are its grammar."""
PREPOSITIONS: Final = words(
    "of in on at for from with between by to over under against among into within across after before "
    "during about around towards toward upon without through despite due because"
)
"""Words of a cause or an effect that tie its nouns together."""

INITIAL: Final = (
    GRAMMAR
    | WHERE_WHY
    | words(
        """in on at by for from to of with yet while after before since until although though because however meanwhile yes
        now today yesterday tomorrow one two three all every another same less few several according despite during
        following under over between among about against into through last next first second third new earlier later still
        like unlike please thank thanks read see photo image picture file video sources source related advertisement editor
        share follow topics author perhaps indeed moreover furthermore finally instead well let mr mrs ms dr breaking
        exclusive opinion analysis update watch live"""
    )
)
"""Words that begin a sentence or a headline with a capital and are no name."""

OF_LINES: Final = (GRAMMAR - JOINING - DO - words("my might must should")) | words(
    "and as but no not or of in on at to for by with from said where how than"
)
"""Words that lines of one page share whatever they are about: the list that the line classifier was trained with."""

NO_UNIT: Final = GRAMMAR | words(
    "of on in at to by for from with between after before during since into over under against per than out up down"
)
"""What a number does not count, though it stand right after it."""
