"""Words by which one thing is said to move another: verbs with their particles, complements, dependence, nouns.

Wider than ``cause_words``: what a reader takes as a link of the system that is told of, though no causal verb stands
there ("keeps the regime afloat", "lives on loans", "smaller crews mean more accidents"). Signs as there: 1 raises, brings
about or sustains, -1 lowers, ends or prevents, BETTER and WORSEN turn on whether the thing is good or bad to have.
General English, gathered from thesaurus classes of increase, decrease, support, dependence, hindrance and preservation.
"""

from typing import Final

from fabula.lang.en.cause_words import BETTER, WORSEN, Sign
from fabula.lang.en.wordlists import words


def _all(verbs: str, sign: Sign) -> dict[str, Sign]:
    return dict.fromkeys(verbs.split(), sign)


VERBS: Final[dict[str, Sign]] = {
    **_all(
        "boost raise increase lift strengthen bolster fuel feed drive spur stimulate encourage promote foster support sustain "
        "underpin finance fund subsidise subsidize bankroll preserve protect safeguard secure shield maintain uphold prolong "
        "extend entrench cement consolidate reinforce deepen widen heighten intensify inflame stoke swell inflate multiply "
        "double triple quadruple accelerate hasten speed energise energize embolden trigger spark provoke cause create "
        "generate produce bring breed yield prompt unleash attract invite necessitate demand restore rebuild revive renew "
        "rescue save nourish empower legitimise legitimize whet arouse stir awaken kindle ignite magnify amplify aggravate "
        "require force compel lengthen tighten harden sharpen brighten inspire quicken toughen embitter radicalise radicalize "
        "prop nurture furnish",
        1,
    ),
    **_all(
        "reduce lower cut weaken undermine hurt harm damage erode dent hit shrink slow hinder hamper impede limit restrict "
        "curb constrain dampen depress depress drain deplete empty exhaust sap squeeze strangle stifle choke suffocate "
        "cripple paralyse paralyze destroy ruin wreck devastate threaten endanger jeopardise jeopardize disrupt derail "
        "delay stall block obstruct thwart prevent stop halt end shorten interrupt suspend suppress quell contain deter "
        "discourage alienate isolate strain sour poison tarnish stain discredit diminish dilute offset counter blunt "
        "halve slash trim narrow drown starve deprive rob cost sink topple oust kill extinguish cool calm soothe defuse "
        "burden overwhelm stretch bleed corrode unsettle destabilise destabilize shake rattle divide split fracture compromise imperil "
        "lessen loosen sully ignore neglect postpone shelve abandon dodge skip frighten scare repel freeze slacken trim "
        "damp plug quench dispel demoralise demoralize outweigh displace eliminate eradicate remove",
        -1,
    ),
    **_all("ease relieve alleviate mitigate improve better soften cushion help aid benefit", BETTER),
    **_all("worsen exacerbate aggravate complicate compound", WORSEN),
    **_all("affect influence shape alter change transform determine reshape move", None),
}
"""Transitive verbs: subject upon object."""

PHRASAL: Final[dict[tuple[str, str], Sign]] = {
    **{
        (v, "up"): 1
        for v in "push drive bid prop shore build step stir whip speed free open force send bring keep".split()
    },
    **{
        (v, "down"): -1
        for v in "push drive bring drag slow wear run weigh hold keep cut scale force knock beat calm cool close shut tear".split()
    },
    **{(v, "back"): -1 for v in "hold keep cut scale set roll push".split()},
    **{(v, "off"): -1 for v in "cut choke put scare head ward stave hold fend shut".split()},
    ("put", "off"): -1,
    ("wipe", "out"): -1,
    ("stamp", "out"): -1,
    ("drive", "out"): -1,
    ("hollow", "out"): -1,
    ("set", "off"): 1,
    ("touch", "off"): 1,
    ("spark", "off"): 1,
    ("bring", "about"): 1,
    ("bring", "on"): 1,
    ("give", "rise"): 1,
    ("rule", "out"): -1,
    ("crowd", "out"): -1,
    ("dry", "up"): -1,
    ("use", "up"): -1,
    ("eat", "up"): -1,
    ("swallow", "up"): -1,
    ("break", "up"): -1,
    ("drive", "away"): -1,
    ("scare", "away"): -1,
    ("frighten", "away"): -1,
    ("frighten", "off"): -1,
    ("drain", "away"): -1,
    ("water", "down"): -1,
    ("bring", "back"): 1,
    ("win", "back"): 1,
    ("draw", "in"): 1,
    ("pull", "in"): 1,
    ("keep", "alive"): 1,
}
"""A verb with its particle: the particle decides."""

ONTO: Final[dict[tuple[str, str], Sign]] = {
    ("lead", "to"): 1,
    ("contribute", "to"): 1,
    ("add", "to"): 1,
    ("result", "in"): 1,
    ("feed", "into"): 1,
    ("translate", "into"): 1,
    ("turn", "into"): 1,
    ("spill", "into"): 1,
    ("spill", "over"): 1,
    ("push", "for"): 1,
    ("pay", "for"): 1,
    ("provide", "for"): 1,
    ("pave", "for"): 1,
    ("open", "to"): 1,
    ("call", "for"): 1,
    ("weigh", "on"): -1,
    ("prey", "on"): -1,
    ("eat", "into"): -1,
    ("cut", "into"): -1,
    ("bite", "into"): -1,
    ("detract", "from"): -1,
    ("interfere", "with"): -1,
    ("stand", "in"): -1,
    ("bear", "on"): None,
    ("chip", "at"): -1,
    ("eat", "up"): -1,
    ("stand", "behind"): 1,
    ("lie", "behind"): 1,
}
"""A verb with the preposition of what it moves."""

MISREAD: Final = words("fuel spur breed harm curb drive dent trigger spark boost strain stoke")
"""Verbs that a tagger takes for nouns between two nouns."""

INTO: Final = words("drive push plunge force tip send throw draw pull tempt lead bring take drag")
"""Verbs of "drives farmers into debt"."""

OFFERING: Final = words("offer give provide grant hand lend serve become form pose present")
DRIVING: Final = words(
    "force compel oblige push lead drive cause allow enable help let encourage press pressure tempt make leave"
)
"""Verbs of "compels him to lean on loans"."""

DEPENDING: Final = words("depend rely lean live hinge rest count bank draw thrive survive subsist ride")
"""Verbs of dependence: what follows "on" moves the subject the same way."""
DEPENDENT: Final = words("dependent reliant contingent conditional based")
NEEDING: Final = words("need require")
MEANING: Final = words("mean spell signal imply entail")
"""Verbs by which one thing means another: the object's own "more" or "less" decides."""

KEEPING: Final = words("keep make leave render hold turn")
"""Verbs with an object and what it is kept, made or left as."""
UPWARD: Final = words(
    "up alive afloat stable strong high going open intact safe together possible easy easier likely likelier likeliest "
    "dearer higher stronger better bigger safer wider deeper longer faster frequent attractive popular powerful dear costly"
)
DOWNWARD: Final = words(
    "down low back weak weaker poor poorer lower smaller shorter slower vulnerable fragile difficult harder impossible "
    "unlikely isolated idle short scarce bare cheap cheaper shut closed unable dependent"
)
STANDING: Final = words("popular unpopular dependent reliant independent vulnerable isolated powerful")
"""Complements that are an aspect of whom they are said of."""
BODIES: Final = words("government regime state country administration party region nation economy")
HELD: Final = {
    **dict.fromkeys((("in", "power"), ("in", "office"), ("in", "business"), ("in", "work"), ("in", "place")), 1),
    **dict.fromkeys((("in", "shape"), ("on", "course"), ("on", "track"), ("at", "work")), 1),
    **dict.fromkeys((("in", "check"), ("at", "bay"), ("under", "control"), ("out", "work"), ("at", "home")), -1),
}
"""A preposition and its noun that say what somebody or something is kept in: "keeps inflation in check"."""
WORSE: Final = words("worse")
"""Complements that say which way the object goes."""

MORE: Final = words(
    "more further greater longer higher stronger bigger larger deeper wider faster harder dearer hotter warmer rising worse"
)
LESS: Final = words("less fewer shorter lower weaker smaller slower cheaper cooler falling")
"""Words of "the more ..., the more ..."."""

SOURCES: Final = words(
    "source lifeline backbone pillar foundation basis engine driver guarantor guarantee mainstay bedrock cornerstone key"
)
"""Nouns of "A is the only SOURCE of B": A sustains B."""
THREATS: Final = words("threat danger risk obstacle barrier brake burden drag blow hindrance impediment setback")
"""Nouns of "A is a THREAT to B": A lowers B."""
INFLUENCING: Final = words("impact effect influence pressure toll consequence")
"""Nouns of "the IMPACT of A on B": no sign of their own."""
AIMING: Final = words(
    "hope want try seek aim plan intend wish expect attempt strive struggle manage begin start continue"
)
"""Verbs that lead to what is to be reached: the sign is that of what they govern."""
BY_MEANS: Final = words("by through via")
"""Prepositions that bring the means."""
PRONOUNS: Final = words(
    "it they them he him she her you me us we i one what who which that this these those there everyone nobody"
)
"""Words that name nothing by themselves."""
TELLING: Final = words("say tell report write expect warn add argue believe think note explain claim")
"""Verbs whose content is what a sentence is about."""
LEAVING: Final = words("leave quit flee emigrate resign migrate depart go strike")
"""What people do of whom there are then fewer."""
COMING: Final = words("return arrive come join stay enrol")
"""What people do of whom there are then more."""
BEGINNING: Final = words(
    "impose introduce launch start begin erupt adopt declare open grant approve rise grow soar jump climb surge break"
)
ENDING: Final = words("lift abolish scrap cancel repeal withdraw revoke fall drop plunge slump collapse shut")
"""Verbs of what comes about or is taken back, beside those that raise and lower."""
ELSEWHERE: Final = words("city abroad coast capital town overseas")
"""Where people are driven to who leave home."""
STOCKS: Final = words("keep retain attract hire recruit lose lack dismiss sack employ train")
"""What is done to people of whom there are then more or fewer."""
VALUE: Final = words(
    "value ground weight pace momentum strength appeal importance quarter third half fifth tenth percent per cent point "
    "lustre credibility % percentage fraction part"
)
"""What a thing gains or loses of itself: "the dinar lost a quarter of its value"."""
FEELINGS: Final = words(
    "anger fear worry concern unease outrage frustration discontent resentment fury anxiety panic alarm joy relief "
    "disappointment bitterness dissatisfaction unhappiness protest demonstration riot unrest"
)
"""What people feel or show "at" or "over" something: that moves it."""

GAINING: Final = words(
    "gain win get obtain secure earn restore regain build keep retain maintain preserve strengthen boost raise improve achieve "
    "ensure protect increase enhance create attract"
)
LOSING: Final = words("lose forfeit lack miss reduce lower cut weaken undermine ease end avoid limit prevent")
"""What is done to an aim: got or lost."""
