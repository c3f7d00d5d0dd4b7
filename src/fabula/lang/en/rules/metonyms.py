"""English that the rules of ``mentions/metonyms`` in ``extract`` go by: its word lists and patterns."""

from fabula.lang.en import lexicon as lex
from fabula.lang.en.saying import OF_PEOPLE
from fabula.lang.en.wordlists import words

SEATS = frozenset(
    {
        *("kremlin", "white house", "downing street", "10 downing street", "pentagon", "whitehall", "elysee", "élysée"),
        *("élysée palace", "capitol hill", "foggy bottom", "blue house", "bankova", "quai d'orsay", "westminster"),
        *("zhongnanhai", "bellevue palace", "blue house", "casa rosada", "quirinal palace", "smolny", "ballhausplatz"),
    }
)
"""Buildings and streets that news names for the offices in them."""
CAPITALS = words(
    """kabul tirana algiers luanda yerevan canberra vienna baku dhaka minsk brussels sarajevo brasilia sofia ottawa
    santiago beijing peking bogotá bogota zagreb havana prague copenhagen quito cairo tallinn helsinki paris tbilisi berlin
    bonn accra athens budapest reykjavik delhi jakarta tehran baghdad dublin jerusalem rome tokyo amman astana nairobi
    pristina bishkek riga beirut tripoli vilnius chisinau chișinău rabat kathmandu amsterdam abuja oslo islamabad
    lima manila warsaw lisbon doha bucharest moscow riyadh dakar belgrade bratislava ljubljana mogadishu pretoria seoul
    pyongyang madrid colombo khartoum stockholm bern berne damascus taipei dushanbe bangkok tunis ankara kampala kyiv kiev
    london washington montevideo tashkent caracas hanoi sanaa harare kinshasa lusaka wellington ashgabat nicosia
    valletta skopje podgorica vaduz ulaanbaatar vientiane naypyidaw muscat manama maputo windhoek gaborone kigali bamako
    niamey ouagadougou managua tegucigalpa asunción asuncion"""
) | frozenset(
    {"new delhi", "kuwait city", "mexico city", "buenos aires", "abu dhabi", "addis ababa", "phnom penh", "the hague"}
)
"""Seats of government that news names for the government."""
ACTS = OF_PEOPLE | lex.MINDS | words(
    """agree sign warn accuse deny reject demand announce approve impose lift sanction recognise recognize condemn
    support back oppose threaten insist propose offer refuse vow pledge send deploy expel summon negotiate withdraw seek
    veto ban order respond retaliate protest welcome denounce blame urge press pressure pursue escalate mobilise mobilize
    ratify cut suspend resume block allow permit grant release extradite denationalise nationalise recall appoint expect
    adopt declare invade annex arm fund finance subsidise supply train intervene mediate broker concede yield back hope
    defend dismiss counter reiterate signal hint maintain hold coordinate consult ally join quit leave abstain vote treat
    use try attempt prefer push call want"""
)  # fmt: skip
"""What only those who decide can do."""
LITERAL = words("lie sit stand stretch wake freeze sleep burn flood grow shake border wear fill empty host see")
"""What a place does, or what is seen there."""
SUFFER = words(
    """accuse urge pressure press warn tell ask convince blame criticise criticize thank persuade condemn sanction help
    support punish threaten provoke isolate appease embarrass consult inform remind trust force allow encourage anger"""
)
REACH = words(
    """visit leave reach enter bomb shell capture occupy besiege flee tour cross storm liberate see love surround attack
    strike hit flood"""
)
THERE = words("in at near outside around across throughout inside within beyond through toward towards into above")
MOTION = words(
    """fly go travel arrive come return drive move walk head march flee land depart commute take bring deliver ship
    transport relocate emigrate escape drive ride"""
)
DEALINGS = words(
    """relation relations tie ties talk talks negotiation negotiations agreement deal dialogue treaty pact cooperation
    alliance tension tensions conflict dispute standoff contact contacts consultation consultations rapprochement war
    pressure sanction sanctions accusation demand appeal letter message note ultimatum concession opposition loyalty
    dependence aid loan support credit weapon weapons trade partnership summit meeting understanding consensus row rift"""
)
JOURNEYS = words("road distance train flight flights route highway border railway corridor way trip visit journey line")
OWNED = words(
    """decision position policy policies response government regime leader leaders leadership official officials
    ambassador envoy demand demands claim claims ally allies interest interests intention intentions strategy stance plan
    plans refusal willingness reaction sanction sanctions proposal offer threat threats warning request role influence
    support opposition approach goal goals aim aims ambition ambitions view views attitude rhetoric propaganda pressure
    foreign spokesman spokeswoman spokesperson diplomat diplomats diplomacy war army troops statement relations obligations
    concern concerns aggression invasion aid help commitment consent approval readiness move moves actions hand"""
)
OWNED_PLACE = words(
    """street streets airport metro resident residents centre center square suburb suburbs district outskirts weather
    skyline park hotel station north south east west river university museum cathedral population climate
    region roads territory coast borders"""
)
TO_A_PLACE = frozenset({"between", "on", "from", "to", "toward", "towards", "for"})
