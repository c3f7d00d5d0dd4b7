"""English that the rules of ``mentions/coreference`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

GENERAL = words("""organization organisation group company
    firm party movement magazine newspaper church agency network channel
    city town village website site band team""")
"""Nouns that add nothing to the name that they stand with."""
EPITHETS = words(
    "man woman boy girl teenager teen youth kid politician leader star suspect defendant official veteran singer actor"
)
SOURCES = words(
    "source expert analyst specialist observer commentator interlocutor interviewee politician official diplomat "
    "scientist researcher economist sociologist historian lawyer writer journalist spokesman spokeswoman spokesperson"
)
"""Words for somebody who is quoted: with "the" and a verb of speech they mean who spoke before."""
WIDER = {
    "leader": words(
        "president premier minister chancellor king queen ruler dictator strongman chairman chief secretary"
    ),
    "lawmaker": words("senator congressman congresswoman representative mp mep"),
    "politician": words("senator congressman congresswoman mp mep minister mayor governor councillor candidate"),
    "official": words("minister secretary director commissioner undersecretary ambassador chief"),
    "businessman": words("billionaire oligarch entrepreneur founder ceo"),
    "chief": words("director president chairman head"),
}
"""Wider words that take up a role when something else tells whose: "the Arden leader"."""
SYNONYMS = {
    "mum": ("mother",),
    "mom": ("mother",),
    "mother": ("mum", "mom"),
    "dad": ("father",),
    "father": ("dad",),
    "firm": ("company",),
    "company": ("firm",),
    "nation": ("country",),
    "country": ("nation",),
    "site": ("website",),
    "website": ("site",),
    "organisation": ("organization",),
    "film": ("movie",),
    "movie": ("film",),
}
"""Nouns that news uses for one another when it repeats itself."""
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
