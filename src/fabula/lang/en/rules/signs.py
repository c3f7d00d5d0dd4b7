"""English that the rules of ``causes/signs`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en.wordlists import words

RAISE_NOUNS = words(
    "increase rise growth expansion escalation intensification surge boost gain strengthening spread "
    "upsurge uptick hike jump proliferation enlargement acceleration improvement recovery resurgence "
    "revival"
)
LOWER_NOUNS = words(
    "decrease reduction decline drop fall lack shortage deficit loss shrinkage weakening absence collapse "
    "shortfall scarcity erosion disruption failure downturn slump exhaustion depletion deterioration halt "
    "squeeze cut cutback dearth suspension cessation withdrawal end closure removal limitation "
    "restriction constraint curtailment destruction slowdown delay interruption"
)
RAISE_ADJECTIVES = words(
    "more great greater increased increasing increase high higher grow growing rising risen heightened "
    "additional further strong stronger enhanced escalated escalating expanded expanding broad broader "
    "wide wider widespread deep deeper bigger big larger massive strengthened intensified mounting new "
    "fresh renewed closer record"
)
LOWER_ADJECTIVES = words(
    "less few fewer low lower reduced decreased decreasing declining limited weak weaker weakened "
    "diminished shrinking falling insufficient inadequate little scarce poor poorer dwindling smaller "
    "below-average drier-than-normal slow slower missing reduce decrease unable impossible"
)
WORSE_ADJECTIVES = words("worsening worsened deteriorating worse worst")
BETTER_ADJECTIVES = words("improved improving better best")
RISING = words(
    "rise grow increase surge soar climb jump spread escalate intensify expand spike accelerate flourish "
    "thrive recover rebound strengthen swell mount widen deepen"
)
FALLING = words(
    "fall decline decrease drop fade collapse shrink dwindle plunge slump weaken diminish vanish "
    "disappear cease end stop halt close shut dry fail evaporate wane ebb subside plummet tumble erode suffer "
    "deteriorate die lapse stagnate slow contract crumble"
)
LOSING = words("lose lack forfeit miss abandon cut drop cancel suspend withdraw remove refuse deny reject ban")
BARRIERS = words(
    "tariff sanction ban restriction embargo blockade curfew siege lockdown moratorium suspension veto curb"
)
"""What is taken away when it is lifted."""
GAINING = words("gain get win obtain receive secure acquire derive seek keep retain maintain")
STOPPING = words("stop cease fail refuse quit abandon struggle neglect decline")
THROUGH = words("be help find risk think believe suspect guess imagine say expect")
BAD = words(
    "conflict crisis war violence hunger poverty flood flooding unemployment inflation tension shortage "
    "disease instability unrest debt corruption insecurity deficit pollution crime recession damage pain "
    "problem threat danger risk famine malnutrition drought pressure suffering strain stress loss "
    "hardship fear panic anger outbreak epidemic pandemic violation abuse division rift displacement "
    "burden fighting clash hostility injury mortality death harm congestion delay impact emission warming "
    "difficulty discontent isolation chaos trouble row dispute gap concern worry anxiety ills misery "
    "volatility uncertainty inequality repression mistrust distrust shock"
)
GOOD = words(
    "economy relation relationship relations security access growth health condition stability trust "
    "confidence quality performance tie situation welfare safety livelihood prospect trade productivity "
    "income life education environment position image reputation cooperation service climate freedom "
    "democracy peace standard morale ability capacity efficiency nutrition yield production understanding "
    "resilience outlook standing finance"
)
IN = words(
    "increase rise growth surge boost upsurge uptick hike jump acceleration improvement recovery decrease reduction decline "
    "drop fall weakening collapse slump deterioration cut cutback slowdown loss lack shortage deficit interruption delay"
)
"""Nouns whose "in" brings what changes, unless it is a place or a time: "a rise in prices", not "a rise in the north"."""
ON = words("restriction constraint limitation squeeze cut")
TO = words("cut end halt disruption restriction limitation boost improvement loss closure cutback")
OF_ITSELF = words(
    "rise growth fall decline drop collapse closure end failure weakening recovery absence slump deterioration surge "
    "expansion spread erosion destruction suspension removal escalation exhaustion depletion shrinkage resurgence revival"
)
"""Nouns of what a thing does, or of what is done to it: their owner is what changes. Of others it may be who acts."""
TIMES = words(
    "day week month year decade century spring summer autumn winter season weekend morning evening night time period"
)
PLACES = words(
    "region area country valley city town village district province state county north south east west centre center capital "
    "island islands coast border land world place zone territory neighbourhood neighborhood camp street port delta continent "
    "community nation sea river lake mountain desert suburb municipality kingdom republic"
)
BELOW = words("poorer lower less fewer below drier weaker")
"""Words before an adjective that lower: "poorer than usual". "Less" does before a word of amount: "less wealthy" is of a kind."""
AMOUNT = (
    RAISE_ADJECTIVES
    | LOWER_ADJECTIVES
    | WORSE_ADJECTIVES
    | BETTER_ADJECTIVES
    | words("sharp significant substantial severe steep slight marginal gradual sudden total complete serious drastic")
)
KINDS = frozenset(
    (a, n)
    for a, nouns in {
        "high": "court school street command ground season tide seas",
        "higher": "education court",
        "lower": "court house chamber",
        "low": "season tide ground",
        "deep": "sea",
        "great": "power",
        "new": "year",
        "little": "finger",
        "fresh": "water air fruit",
        "strong": "man",
        "poor": "quarter district country",
    }.items()
    for n in nouns.split()
)
"""Adjective and noun that together name a kind of thing."""
BECOMING = frozenset({"become", "be", "remain", "get", "stay", "seem"})
TO_COME = frozenset({"likely", "able", "ready", "expected", "set", "sure", "bound"})
SMALL = frozenset({"poor", "poorer", "weak", "slow", "low", "little", "deep"})
