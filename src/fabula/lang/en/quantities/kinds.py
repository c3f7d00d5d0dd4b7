"""What news counts, by kind, with the words that say so; and the words that tell a whole from a part of it.

Kinds of what becomes of people come by their verbs and states, kinds of money, shares and areas by the nearest word that
names one, kinds of things by their noun. What is counted by no word of these is of the open class: its own noun names it.
"""

from dataclasses import dataclass

W = frozenset[str]


def _w(words: str) -> W:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of people or things. Lemmas: ``done`` are verbs with what is counted as their object ("kill"), ``does``
    as their subject ("die"), ``states`` words that stand beside it ("dead"), ``nouns`` what counts it itself ("death")."""

    kind: str
    done: W = frozenset()
    does: W = frozenset()
    states: W = frozenset()
    nouns: W = frozenset()


FATES = (
    Fate("deaths", _w("kill slay murder massacre slaughter behead electrocute"), _w("die perish succumb drown"),
         _w("dead killed slain deceased murdered drowned"), _w("death fatality dead")),
    Fate("injured", _w("injure wound hurt maim hospitalize hospitalise"), frozenset(),
         _w("injured wounded hurt hospitalized hospitalised"), _w("injury injured wounded")),
    Fate("missing", frozenset(), _w("disappear vanish"), _w("missing unaccounted trapped"), _w("missing disappearance")),
    Fate("evacuated", _w("evacuate relocate move"), _w("flee evacuate"), _w("evacuated"), _w("evacuee evacuation")),
    Fate("displaced", _w("displace uproot"), frozenset(), _w("displaced homeless"), frozenset()),
    Fate("rescued", _w("rescue save"), _w("survive"), _w("rescued saved"), _w("survivor")),
    Fate("arrested", _w("arrest detain apprehend"), frozenset(), _w("arrested detained"), _w("arrest detention")),
    Fate("charged", _w("charge indict prosecute"), frozenset(), _w("charged indicted"), _w("indictment")),
    Fate("infected", _w("infect"), frozenset(), _w("infected"), _w("infection")),
    Fate("abducted", _w("kidnap abduct"), frozenset(), _w("kidnapped abducted"), _w("hostage captive")),
    Fate("participants", frozenset(), _w("march protest gather rally demonstrate attend participate assemble walk parade"),
         frozenset(), _w("participant marcher protester demonstrator attendee")),
    Fate("laid off", _w("fire sack dismiss"), frozenset(), _w("jobless unemployed"), _w("layoff redundancy")),
)  # fmt: skip
"""What becomes of people."""
LOSSES = (
    Fate("destroyed", _w("destroy burn level raze gut flatten lose incinerate demolish engulf wreck consume"),
         _w("burn collapse"), _w("destroyed levelled leveled gutted razed lost burned burnt flattened")),
    Fate("damaged", _w("damage"), frozenset(), _w("damaged")),
    Fate("without power", frozenset(), frozenset(), _w("power electricity")),
)  # fmt: skip
"""What becomes of buildings."""
HOMES = _w("home house dwelling residence")
BUILDINGS = _w("building structure property school church hut shop business")
LIVES = _w("life")
TAKES_LIVES = _w("claim take cost lose end")
DISMISSES = _w("fire sack dismiss charge lose save")
"""Verbs that make a kind only of people who hold a post, or only of things: "lose" is of homes, "fire" of workers."""
WORKERS = _w("worker employee staff job people person member teacher miner")

TOTALS = _w("toll number total tally count figure list estimate")
"""Nouns that give the sum of something: "the number of dead"."""
MEASURES = _w("rise climb grow increase jump soar stand reach hit pass top exceed surpass total put bring raise lower cut "
              "revise fall drop shrink be remain push take estimate place reduce correct swell mount double near go "
              "come give report set tally approach count list")  # fmt: skip
"""Verbs that set a sum to a number."""

COUNTED = {
    "job": "jobs", "layoff": "jobs",
    "vote": "votes", "ballot": "votes", "seat": "seats", "mandate": "seats", "delegate": "delegates",
    "case": "cases", "casualty": "casualties", "victim": "victims",
    "hostage": "hostages", "prisoner": "prisoners", "refugee": "refugees", "migrant": "migrants",
    "inmate": "prisoners", "troop": "troops", "soldier": "troops",
}  # fmt: skip
"""Kinds by the noun that is counted."""
MARGIN = _w("gap margin lead majority difference")
"""Nouns of what one is ahead by; so is "by 800 votes"."""

MONEY = {
    "offer": "offer", "bid": "offer", "proposal": "offer",
    "deal": "deal", "takeover": "deal", "acquisition": "deal", "merger": "deal", "buyout": "deal", "acquire": "deal",
    "buy": "deal", "purchase": "deal", "value": "deal", "valuation": "deal", "transaction": "deal",
    "price": "price", "trade": "price", "close": "price", "sell": "price",
    "cost": "cost", "damage": "damage", "loss": "losses", "repair": "cost", "rebuild": "cost",
    "damages": "damages", "sue": "damages", "suit": "damages", "lawsuit": "damages", "award": "damages", "claim": "damages",
    "jury": "damages", "verdict": "damages", "compensation": "damages",
    "fine": "fine", "fined": "fine", "penalty": "fine", "settlement": "settlement", "settle": "settlement",
    "fee": "fee", "bail": "bail", "bond": "bail", "ransom": "ransom", "bribe": "bribe",
    "aid": "aid", "relief": "aid", "donate": "donations", "donation": "donations", "pledge": "aid", "fund": "funds",
    "funding": "funds", "grant": "funds", "loan": "loan", "bailout": "loan", "budget": "budget", "debt": "debt",
    "deficit": "deficit", "surplus": "surplus", "revenue": "revenue", "sale": "revenue", "turnover": "revenue",
    "profit": "profit", "earnings": "profit", "income": "profit", "salary": "pay", "wage": "pay", "pay": "paid",
    "invest": "investment", "investment": "investment", "raise": "raised", "reward": "reward", "tax": "tax",
    "save": "savings", "saving": "savings", "spend": "spending", "spending": "spending", "stake": "stake",
    "tariff": "tariffs", "subsidy": "subsidies", "contract": "contract", "worth": "worth",
}  # fmt: skip
"""Kinds of money by the word nearest to it; "damages" in the plural are those of a court."""
HARMS = _w("estimate put reach total exceed cause do inflict suffer sustain leave wreak")
"""Verbs beside which "damages" are no court's: the fire did a million in damages."""
SHARE_OF_STOCK = _w("share stock")
SHARES = {
    "contain": "share contained", "contained": "share contained", "containment": "share contained",
    "search": "share searched", "searched": "share searched", "count": "share counted", "counted": "share counted",
    "report": "share counted", "turnout": "turnout", "vote": "vote share", "poll": "vote share", "ballot": "vote share",
    "support": "vote share", "approval": "approval", "approve": "approval", "favor": "vote share",
    "unemployment": "unemployment", "jobless": "unemployment", "inflation": "inflation", "growth": "growth", "grow": "growth",
    "interest": "interest rate", "rate": "rate", "yield": "yield", "stake": "stake", "tariff": "tariffs", "tax": "tax",
    "capacity": "capacity", "full": "capacity", "vaccinate": "share vaccinated", "occupancy": "occupancy",
    "respondent": "share of respondents", "survey": "share of respondents",
}  # fmt: skip
"""Kinds of shares by the word nearest to them."""
BURNS = _w("burn scorch char blacken consume torch destroy sear rage spread")
FLOODS = _w("flood inundate submerge swamp")
GROWS = _w("cover grow spread size reach swell engulf")
"""What an area is: of what burned, of what is under water, of the thing itself."""

SURELY = frozenset(
    {"share contained", "share searched", "share counted", "turnout", "unemployment", "inflation", "approval"}
)
"""Kinds of shares that a word near by names for sure, though another is nearer: "64 percent of votes counted"."""
WEAKLY = frozenset({"worth", "paid", "raised", "savings", "spending", "tax"})
"""Kinds of money whose word says little: any other near by names it."""
WINS = frozenset("win take get poll secure garner receive have lead score draw trail claim stand".split())
"""Verbs with which a party or a candidate has a share of the votes, where an election is spoken of."""
HELD = frozenset(
    "vote share,votes,seats,delegates,approval,price,price a share,revenue,profit,stake,pay,yield,rate,debt,budget,"
    "tax,capacity,stores,jobs,spending,interest rate,troops,customers".split(",")
)
"""Kinds that somebody has: a party its seats, a company its profit."""

SEVERAL = frozenset({"participants", "share of respondents"})
"""Kinds of which several stand beside each other, each of others: the marchers of two squares, the answers to two questions.
Two values that differ are of one figure only where the tellings are dated and near each other, answers never."""

EVENTS = {
    "fire": "fire", "wildfire": "fire", "blaze": "fire", "bushfire": "fire", "inferno": "fire", "flame": "fire",
    "earthquake": "quake", "quake": "quake", "tremor": "quake", "temblor": "quake", "tsunami": "tsunami",
    "storm": "storm", "hurricane": "storm", "typhoon": "storm", "cyclone": "storm", "tornado": "storm", "twister": "storm",
    "flood": "flood", "flooding": "flood", "floodwater": "flood", "deluge": "flood", "crash": "crash", "collision": "crash",
    "accident": "crash", "derailment": "crash", "wreck": "crash", "plane": "crash", "jet": "crash", "train": "crash",
    "bus": "crash", "ferry": "sinking", "boat": "sinking", "ship": "sinking", "sinking": "sinking", "capsizing": "sinking",
    "shipwreck": "sinking", "explosion": "blast", "blast": "blast", "bombing": "blast", "bomb": "blast",
    "shooting": "attack", "rampage": "attack", "gunman": "attack", "attack": "attack", "assault": "attack", "raid": "attack",
    "strike": "attack", "airstrike": "attack", "ambush": "attack", "massacre": "attack", "shelling": "attack",
    "war": "war", "conflict": "war", "fighting": "war", "offensive": "war", "outbreak": "outbreak", "epidemic": "outbreak",
    "pandemic": "outbreak", "virus": "outbreak", "disease": "outbreak", "landslide": "landslide", "mudslide": "landslide",
    "avalanche": "avalanche", "collapse": "collapse", "eruption": "eruption", "volcano": "eruption", "protest": "protest",
    "demonstration": "protest", "rally": "protest", "riot": "protest", "unrest": "protest", "march": "protest",
    "clash": "protest", "heatwave": "heat", "drought": "drought", "famine": "famine", "stampede": "crush", "crush": "crush",
    "election": "election", "runoff": "election", "referendum": "election", "recount": "election", "crackdown": "protest",
}  # fmt: skip
"""Nouns of occurrences that figures are told of, by what occurred."""

RECALLS = _w("anniversary commemoration")
"""Words of a sentence that tells again what was long ago: its number is of that, and of the same only where it is one told before."""
ADDED = _w("another more additional extra further other others")
"""Words beside a number that put it on top of another one."""
RECORDS = _w("since than unlike deadliest worst largest biggest record deadlier worse compared compare previous average "
             "typical usually earlier")  # fmt: skip
"""Words beside which a number is another case's: a record, or what is usual."""
FROM = _w("from")
CHANGES = _w("rise fall grow increase decrease drop climb jump plunge soar gain lose slip sink tumble surge decline dip shrink "
             "advance slump up down add ease edge rally shed")  # fmt: skip
"""Verbs with which a share or a sum is a change, not a level, unless "to" says which."""
UP = _w("raise rise climb grow increase jump")
SOURCES = _w("put estimate give count list place report say says tally record confirm")
"""Verbs whose subject says what the number is."""

GATHERING = frozenset(
    "deaths,injured,missing,evacuated,displaced,rescued,infected,homes destroyed,buildings destroyed,homes damaged,"
    "buildings damaged,area burned,casualties,cases,arrested".split(",")
)
"""Kinds whose sum grows as more is known: of two numbers in one article the larger is the whole, and a lower one later a
correction."""
OF_EVENTS = GATHERING | frozenset(
    "without power,area flooded,share contained,share searched,share counted,turnout,lead in votes,damage,losses,"
    "participants,abducted,charged,survivors".split(",")
)
"""Kinds that are of an occurrence, whoever is named beside them."""
OF_ELECTIONS = frozenset({"share counted", "turnout", "lead in votes"})
FIXED = frozenset({"fee", "fine", "settlement", "sentence", "bail", "reward", "ransom", "bribe", "participants"})
"""Kinds of which there is one value for good: another is no later one, but another account of it."""
FLUCTUATING = frozenset({"price", "price a share", "vote share", "yield", "approval", "unemployment", "inflation"})
"""Kinds that rise and fall, so that an old value may be a new one again."""
FALLING = frozenset({"missing", "evacuated", "without power"})
"""Kinds that fall in the nature of things: a lower number is no correction."""
ANYBODY = frozenset(
    "people person resident victim life death fatality dead soul civilian man human other inhabitant villager "
    "local injury arrest participant evacuee survivor".split()
)
"""Nouns that count all who are meant; others count some of them: of the dead, the children."""
