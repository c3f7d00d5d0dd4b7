"""English that the rules of ``events/acts`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.event_words import READY
from fabula.lang.en.labels import Dep, Pos
from fabula.lang.en.saying import OF_EVENTS

SPEECHES = OF_EVENTS | frozenset({"promise", "pledge", "vow", "swear", "threaten", "agree", "warn"})
READY_TO = READY | {"set", "schedule", "expect", "prepare", "slate", "commit", "determine", "plan"}
NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
AFTER = frozenset({"of", "between", "with", "against", "by", "in", "at", "on", "among", "near"})
SEEKING = frozenset({"hope", "want", "wish", "seek", "strive"})
COUNTING = frozenset({"bet", "count", "rely", "insist", "dream", "think", "talk", "aim", "consider"})
"""Verbs whose preposition and gerund name what is only thought of: "bets on winning"."""
POSSIBLE_TO = frozenset(
    "possible impossible feasible difficult hard easy necessary important essential crucial vital dangerous likely unlikely "
    "willing unwilling reluctant ready eager keen free unable determined prepared".split()
)
REFUSING = frozenset("refusal unwillingness reluctance failure inability hesitation".split())
HOPING = frozenset("hope wish desire dream ambition aspiration willingness readiness eagerness".split())
PLANNING = frozenset(
    "plan proposal decision promise pledge vow agreement deal offer intention commitment threat".split()
)
"""Nouns by what an infinitive that hangs on them is."""
RANKED = frozenset("first second third last only next latest youngest oldest".split())
APPOINTING = frozenset({"announce", "call", "arrange", "convene", "organise", "organize", "fix", "book", "appoint"})
"""Verbs whose "for" gives the day of what is still to come."""
OBJECTS = frozenset({Dep.OBJECT, Dep.PASSIVE_SUBJECT, Dep.INDIRECT_OBJECT, Dep.PREDICATE, Dep.ATTRIBUTE})
ACTORS = frozenset({Dep.SUBJECT, Dep.CLAUSE_SUBJECT, Dep.AGENT})
COMPLEMENTS = frozenset({Dep.CLAUSE, Dep.OPEN_CLAUSE, Dep.PARATAXIS})
ASIDE = frozenset(
    {
        Dep.ADVERBIAL_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.PREPOSITION_CLAUSE,
        Dep.APPOSITION,
        Dep.ADJECTIVE_COMPLEMENT,
    }
)
VERBAL = frozenset({Pos.VERB, Pos.AUXILIARY})
IFS = frozenset({"if", "unless", "whether"})
