"""Metonyms: capitals, states and seats of power named for those who govern there.

Read for each mention from what stands beside it: what it does ("Minsk warned"), what is done to it, the preposition
before it ("in Minsk", "talks with Minsk"), what it owns. Where nothing decides, both readings stay open. The kinds of evidence
follow Markert and Nissim, "SemEval-2007 Task 08: Metonymy Resolution" (2007): place-for-people against literal.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from fabula.extract.mentions.phrase import SUBJECTS, Phrase
from fabula.lang.en import lexicon as lex
from fabula.lang.en.saying import OF_PEOPLE
from fabula.lang.en.wordlists import words
from fabula.model.vocabulary import MetonymReading

PLACE: Final = "place"
GOVERNMENT: Final = "government"

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a metonym may mean, the likelier first, and what decided; ``why`` is None where nothing did."""

    kinds: tuple[MetonymReading, ...]
    why: str | None


def readings(doc: Doc, phrase: Phrase) -> Reading | None:
    """How a name is to be read; None where it is no capital, state or seat of power."""
    if phrase.form != "name" or phrase.type not in ("place", "organisation", "other") or phrase.inner:
        return None
    text = " ".join(phrase.key)
    seat = text in SEATS or " ".join(phrase.key[-1:]) in SEATS
    state = text in lex.COUNTRIES or lex.ALIASES.get(text, "") in lex.COUNTRIES
    if not (seat or state or text in CAPITALS):
        return None
    found = _decided(doc[phrase.head], phrase)
    if found is None:
        return Reading((GOVERNMENT, PLACE) if seat else (PLACE, GOVERNMENT), None)
    kind, why = found
    return Reading((kind, PLACE if kind == GOVERNMENT else GOVERNMENT), why)


def _decided(head: Token, phrase: Phrase) -> tuple[MetonymReading, str] | None:
    before = head.doc[phrase.first - 1] if phrase.first else None
    if before is not None and before.lower_ == "the" and phrase.first > 1:
        before = head.doc[phrase.first - 2]
    for _ in range(3):  # "Warsaw and Minsk agreed": the second has what the first does
        if head.dep_ != "conj" or head.head.i == head.i:
            break
        head = head.head
    dep, governor = head.dep_, head.head
    verb = governor.lemma_.casefold()
    if dep in SUBJECTS:
        if verb in LITERAL:
            return PLACE, f"subject of {verb}"
        if dep == "nsubj" and (verb in ACTS or _controls(governor)):
            return GOVERNMENT, f"subject of {verb}"
        if dep == "nsubjpass" and verb in SUFFER:
            return GOVERNMENT, f"object of {verb}"
        return (PLACE, f"object of {verb}") if dep == "nsubjpass" and verb in REACH else None
    if dep in ("dobj", "dative"):
        if verb in SUFFER:
            return GOVERNMENT, f"object of {verb}"
        return (PLACE, f"object of {verb}") if verb in REACH else None
    if dep in ("poss", "compound", "nmod"):
        owned = governor.lower_
        if owned in OWNED or governor.lemma_ in OWNED:
            return GOVERNMENT, f"owner of {owned}"
        return (PLACE, f"owner of {owned}") if owned in OWNED_PLACE else None
    if dep == "pobj":
        return _after(governor)
    if before is not None and before.lower_ in ("in", "near", "at") and before.pos_ == "ADP":
        return PLACE, f"after {before.lower_}"
    return None


def _controls(verb: Token) -> bool:
    """Whether a verb leads to one of deciding: "is trying to", "has agreed to"."""
    return any(c.dep_ == "xcomp" and c.lemma_ in ACTS for c in verb.children)


def _after(preposition: Token) -> tuple[MetonymReading, str] | None:
    """What a preposition before a name decides, with what it hangs on."""
    low, over = preposition.lower_, preposition.head
    lemma = over.lemma_.casefold()
    if preposition.dep_ == "agent":
        return (GOVERNMENT, f"{over.lower_} by it") if lemma in ACTS else None
    dealt = lemma in DEALINGS or over.lower_ in DEALINGS
    if low == "to" and over.lower_ == "according":
        return GOVERNMENT, "after according to"
    if low in ("with", "against") and (dealt or lemma in ACTS):
        return GOVERNMENT, f"after {over.lower_} {low}"
    if low in ("between", "on", "from", "to", "toward", "towards", "for") and dealt:
        return GOVERNMENT, f"after {over.lower_} {low}"
    if low in ("between", "from", "to") and (lemma in MOTION or over.lower_ in JOURNEYS or lemma in JOURNEYS):
        return PLACE, f"after {over.lower_} {low}"
    if low == "of" and over.lower_ in OWNED_PLACE:
        return PLACE, f"{over.lower_} of it"
    if low in THERE:
        return PLACE, f"after {low}"
    return None
