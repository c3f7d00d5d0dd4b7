"""The words of causation: verbs with their sign and their frame, connectives, nouns of influence.

General English, gathered from the causal verb classes of Girju (2003) and of Khoo, Chan and Niu (2000), and from the
connectives of the Penn Discourse Treebank's "contingency" sense. Signs: 1 raises or brings about, -1 lowers or
prevents, None says that something changes and not which way, ``W`` turns on whether the thing is a good or a bad one.
"""

from typing import Final, NamedTuple

from fabula.lang.en.wordlists import phrases, words
from fabula.model.vocabulary import CauseKind

Sign = int | None

WORSEN: Final = 2
"""Raises what is bad and lowers what is good."""
BETTER: Final = -2
"""Lowers what is bad and raises what is good."""


class Trigger(NamedTuple):
    """What a causal verb says: the sign, the kind, how its effect is attached, and whether people cause by it.

    ``frame`` is "o" (object), "o-to" (object, or object with an infinitive) or a preposition of the effect ("to").
    ``agents``: a person as its subject still makes a causal relation ("the mayor caused a row"); without it a person
    who reduces or strengthens something merely acts.
    """

    sign: Sign
    kind: CauseKind = "cause"
    frame: str = "o"
    agents: bool = False


def _all(verbs: str, trigger: Trigger) -> dict[str, Trigger]:
    return dict.fromkeys(verbs.split(), trigger)


VERBS: Final[dict[str, Trigger]] = {
    **_all(
        "cause trigger provoke spark ignite evoke elicit fuel fuelle stoke incite prompt precipitate induce engender unleash "
        "inflict necessitate foment instigate occasion spawn entail",
        Trigger(1, agents=True),
    ),
    **_all("create generate produce drive bring yield inspire encourage stimulate attract breed kindle", Trigger(1)),
    **_all(
        "boost strengthen increase raise enhance bolster amplify intensify heighten escalate expand accelerate "
        "reinforce deepen widen foster promote fortify lift cement extend magnify multiply swell spur propel "
        "invigorate revive galvanize galvanise consolidate nourish compound elevate",
        Trigger(1),
    ),
    **_all("benefit", Trigger(1)),
    **_all(
        "reduce lower weaken undermine decrease cut hit hurt harm damage disrupt hamper hinder impede limit restrict "
        "constrain diminish erode destabilize destabilise dent shrink slow depress curb curtail stifle suppress dampen "
        "threaten endanger jeopardize jeopardise cripple devastate destroy wreck ruin halve deplete sap drain thwart "
        "frustrate derail stall paralyse paralyze halt stop strain imperil compromise obstruct inhibit deter "
        "discourage discredit mar upset isolate de-escalate deescalate defuse soften minimise minimize offset "
        "counteract neutralise neutralize contain quell erase eradicate eliminate dull blunt delay tarnish narrow "
        "squeeze choke deprive end",
        Trigger(-1),
    ),
    **_all("prevent avert block forestall preclude stop bar prohibit avoid", Trigger(-1, "prevent", agents=False)),
    **_all("ease alleviate mitigate relieve improve calm soothe remedy cushion lessen better", Trigger(BETTER)),
    **_all("worsen exacerbate aggravate deteriorate complicate", Trigger(WORSEN)),
    **_all("affect influence alter change reshape transform shape impact determine shift", Trigger(None)),
    **_all("force compel oblige", Trigger(1, frame="o-to", agents=True)),
    **_all("push tempt lead", Trigger(1, frame="o-to")),
    **_all("allow enable permit empower help let", Trigger(1, "enable", "o-to")),
    **_all("facilitate ensure guarantee", Trigger(1, "enable")),
    **_all("anger enrage infuriate frighten alarm outrage worry", Trigger(1, agents=True)),
    **_all("kill injure wound", Trigger(1)),
}

PREPOSITIONAL: Final[dict[tuple[str, str], Trigger]] = {
    ("lead", "to"): Trigger(1, frame="to", agents=True),
    ("result", "in"): Trigger(1, frame="in", agents=True),
    ("contribute", "to"): Trigger(1, frame="to"),
    ("culminate", "in"): Trigger(1, frame="in"),
    ("add", "to"): Trigger(1, frame="to"),
    ("end", "in"): Trigger(1, frame="in"),
    ("weigh", "on"): Trigger(-1, frame="on"),
    ("eat", "into"): Trigger(-1, frame="into"),
    ("bite", "into"): Trigger(-1, frame="into"),
    ("cut", "into"): Trigger(-1, frame="into"),
    ("feed", "into"): Trigger(1, frame="into"),
    ("depend", "on"): Trigger(1, frame="on"),
}
"""Verbs whose effect hangs on a preposition. "A depends on B" has cause and effect the other way round."""

BY_SOURCE: Final = {
    ("result", "from"): 1,
    ("stem", "from"): 1,
    ("arise", "from"): 1,
    ("derive", "from"): 1,
    ("suffer", "from"): -1,
    ("suffer", "under"): -1,
    ("struggle", "under"): -1,
    ("benefit", "from"): 1,
    ("profit", "from"): 1,
    ("die", "of"): 1,
    ("die", "from"): 1,
}
"""Verbs whose subject is the effect and whose preposition brings the cause."""

LIGHT: Final[dict[tuple[str, str], tuple[Sign, str]]] = {
    ("open", "door"): (1, "to"),
    ("pave", "way"): (1, "for"),
    ("pose", "threat"): (-1, "to"),
    ("pose", "danger"): (-1, "to"),
    ("pose", "risk"): (-1, "to"),
    ("pose", "challenge"): (-1, "to"),
    ("give", "rise"): (1, "to"),
    ("give", "boost"): (1, "to"),
    ("give", "impetus"): (1, "to"),
    ("put", "end"): (-1, "to"),
    ("put", "pressure"): (-1, "on"),
    ("put", "strain"): (-1, "on"),
    ("put", "stress"): (-1, "on"),
    ("exert", "pressure"): (-1, "on"),
    ("deal", "blow"): (-1, "to"),
    ("take", "toll"): (-1, "on"),
    ("cast", "doubt"): (-1, "on"),
    ("cast", "shadow"): (-1, "over"),
    ("do", "harm"): (-1, "to"),
    ("do", "damage"): (-1, "to"),
    ("do", "good"): (1, "to"),
    ("have", "effect"): (None, "on"),
    ("have", "impact"): (None, "on"),
    ("have", "influence"): (None, "on"),
    ("have", "implication"): (None, "for"),
    ("have", "consequence"): (None, "for"),
    ("have", "repercussion"): (None, "for"),
    ("play", "role"): (None, "in"),
    ("raise", "question"): (None, "about"),
}
"""Light verbs with their noun: the sign (that of the noun's adjectives where None) and the effect's preposition."""

INFLUENCE: Final = words("impact effect influence implication repercussion consequence pressure toll")
"""Nouns of the form "the impact of A on B"."""

OBSTACLES: Final[dict[str, int]] = {
    "problem": -1,
    "obstacle": -1,
    "threat": -1,
    "risk": -1,
    "danger": -1,
    "challenge": -1,
    "barrier": -1,
    "hindrance": -1,
    "impediment": -1,
    "hurdle": -1,
    "blow": -1,
    "setback": -1,
    "boost": 1,
    "boon": 1,
    "catalyst": 1,
    "driver": 1,
    "cause": 1,
    "trigger": 1,
    "reason": 1,
    "key": 1,
    "lifeline": 1,
    "contribution": 1,
}
"""Nouns by which "A is a NOUN for/to/of B" says that A raises or lowers B."""

OUTCOMES: Final = words("result consequence outcome product reflection response reaction upshot")
"""Nouns by which "A is the NOUN of/to B" says that B brought A about."""

NEEDED: Final = words("critical important essential crucial vital necessary key needed instrumental")
"""Adjectives of "A is ADJECTIVE to do B": A makes B possible."""

FAVOURS: Final = {
    "favorable": 1,
    "favourable": 1,
    "beneficial": 1,
    "good": 1,
    "conducive": 1,
    "harmful": -1,
    "detrimental": -1,
    "bad": -1,
    "disastrous": -1,
    "damaging": -1,
    "devastating": -1,
    "negative": -1,
    "positive": 1,
    "adverse": -1,
    "serious": -1,
    "severe": -1,
    "dire": -1,
    "grave": -1,
    "catastrophic": -1,
    "unfavourable": -1,
    "unfavorable": -1,
}
"""Adjectives of influence, and of "A is ADJECTIVE for B"."""

CAUSAL_MARKS: Final = words("because since as lest")
CONDITION_MARKS: Final = words("if unless provided providing supposing")
CONCESSIVE: Final = words("though although whereas while despite")

BECAUSE_OF: Final = phrases(
    "because of|due to|owing to|thanks to|as a result of|as a consequence of|in response to|"
    "in the wake of|in the aftermath of|on account of|in view of|in light of|in connection with|"
    "in protest at|in protest against|in retaliation for|in the face of|by virtue of|for lack of|"
    "for fear of|following|given|amid"
)
"""Prepositions that bring a cause, in lower case. Those that only hint at one ("after", "amid") ask for an event."""

THEREFORE: Final = phrases(
    "therefore|thus|hence|consequently|accordingly|thereby|as a result|as a consequence|"
    "because of this|because of that|for this reason|for that reason|in consequence|as such"
)
"""Adverbs by which a clause is the effect of the one before it."""

PROTEST: Final = words(
    "protest demonstrate demonstration rally march strike agitation agitate clash riot unrest stir "
    "outrage anger sit-in boycott bandh dharna blockade campaign picket walkout uprising petition "
    "criticism controversy row"
)
"""Acts that are told with what they are about: "a strike over pay", "protested against the plan"."""

CHARGE: Final = words(
    "arrest detain jail imprison sentence convict fine punish charge sue criticise criticize condemn "
    "blame slam rebuke suspend expel sack dismiss fire prosecute apologise apologize book hold remand"
)
"""Acts that answer something: "arrested for theft"."""

DEMANDING: Final = words(
    "demand seek protest allege condemn oppose resent denounce urge accuse threaten decry fear call"
)
"""Participles that give the reason of the act that they follow: "They marched, demanding change"."""

OUTCOME_PARTICIPLES: Final = words("leave kill injure wound end bring turn make raise")
"""Verbs that are no causal triggers by themselves and are as a participle that follows: "leaving six dead"."""

DOWNWARD: Final = words("down")
UPWARD: Final = words("up")
"""Particles that say which way something is brought, pushed or driven."""
LOWS: Final = words(
    "low minimum bottom trickle fraction half third quarter fifth tenth zero standstill halt nothing stop"
)
HIGHS: Final = words("high record peak maximum")
"""Levels to which something is brought: "pushed its shares to a ten-year low"."""
LEVELING: Final = words("push drive send bring take pull drag force cut")
"""Verbs of which a level or a particle says which way their object goes."""

PEOPLE: Final = words(
    "people person man woman child youth student teacher farmer villager resident local citizen voter "
    "worker labourer employee employer staff union trader merchant driver operator owner police policeman "
    "officer official authority soldier troop force army military militant rebel terrorist insurgent "
    "guerrilla gunman attacker mob crowd group team gang protester protestor demonstrator activist "
    "agitator supporter opponent member leader president minister premier mayor governor senator lawmaker "
    "legislator politician candidate party faction outfit organisation organization committee council "
    "councillor court judge lawyer prosecutor parent family relative friend doctor nurse journalist "
    "reporter expert analyst spokesman spokeswoman spokesperson chief director manager management company "
    "firm board commando guard guerilla victim suspect player coach fan cop constable cadre volunteer "
    "pilgrim passenger commuter"
)
"""Nouns for those who act. Who acts on a thing is no cause of it: "farmers blocked the road"."""
