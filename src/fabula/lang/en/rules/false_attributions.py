"""English that the rules of ``attributions/false_attributions`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

OF = words(
    "accuse allege assume believe blame call charge condemn consider credit criticise criticize deem denounce describe"
    " dub expect hail label mention mock name nominate nickname portray praise presume regard report ridicule rumor"
    " rumour say see slam suspect think tout view vilify"
)
"""Verbs whose passive has for its subject whom or what is spoken of. Not those that tell the subject's own state ("was
convinced that") nor "quote" and "cite", whose passive names the speaker."""
TO = words("advise ask inform notify remind tell urge warn")
"""Verbs whose passive has for its subject who is spoken to."""
EMPTY = words("that this it so these those which what the same such yes no not as much otherwise one")
"""Words that, alone, state nothing."""
POINTING = words("the a an this that these those his her its their our my")
BELIEVED = words("say think believe know")
"""Verbs that "to" after their past participle makes passive: "people said to be missing"."""
NUMBERING = words("at least about around some more than nearly almost over up to only just a the or and")
SEEMING = words("seem appear look happen turn mean follow")
