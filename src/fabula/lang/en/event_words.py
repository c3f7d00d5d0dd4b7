"""The words that report political events, by PLOVER's sixteen types.

Written for this project from the definitions of the types and their modes (PLOVER, Open Event Data Alliance, 2021,
which condenses CAMEO: Schrodt, 2012); no entry is taken from a published dictionary. Lemmas throughout. A frame reads
``verbs | what goes with them | type``: a verb with its particle is written ``hand_over``; what goes with it is any of
the listed lemmas or CLASSES in its object, ``subj:`` in its subject, ``prep:`` in a phrase with that preposition,
``_person`` and the like for a name of that kind, ``!obj`` for no object at all, ``*`` for anything, ``!x`` for anything but x. The first frame that fits a verb counts, so narrow ones stand before broad ones.
"""

from dataclasses import dataclass
from typing import Final

from fabula.lang.en.wordlists import words
from fabula.model.vocabulary import EventType, event_type

COOPERATIVE: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE: Final = words("THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT REJECT ACCUSE")
FORCE: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})

_CLASSES = {
    "TALKS": "talk meeting summit negotiation consultation discussion dialogue mediation conference conversation "
    "round session contact",
    "TIES": "tie relation relationship link diplomatic recognition",
    "TREATY": "agreement accord pact treaty deal memorandum protocol convention contract truce settlement mou charter "
    "declaration bill law legislation",
    "AIDS": "aid assistance relief help support grant loan credit donation fund funding money food rice medicine supply grain "
    "wheat flour shelter asylum refuge protection equipment training million billion dollar euro blanket vaccine "
    "package intelligence photograph scholarship debt",
    "ARMS": "weapon arm missile tank aircraft jet helicopter ammunition rocket",
    "TROOPS": "troop soldier force army military navy warship ship fleet battalion brigade regiment tank police "
    "reservist paramilitary militia marine commando unit guerrilla jet bomber convoy patrol division carrier reserve "
    "fighter rebel destroyer frigate cruiser submarine gunboat vessel artillery",
    "PEACE": "peacekeeper peacekeeping observer monitor inspector mediator",
    "WORKERS": "worker student farmer protester demonstrator employee teacher driver union miner resident villager "
    "crowd thousand hundred prisoner activist supporter people man youth woman trucker opposition inmate settler",
    "CURBS": "restriction curfew emergency censorship ban curb ban control martial sanction embargo limit freeze "
    "moratorium tariff",
    "SIEGE": "blockade siege closure encirclement blockage roadblock",
    "PEOPLE": "people person man woman suspect activist journalist leader member protester demonstrator official "
    "dissident militant student worker soldier citizen opposition minister editor reporter politician lawyer "
    "youth rebel national civilian refugee",
    "CAPTIVES": "prisoner hostage detainee captive inmate pow dissident crew",
    "ENVOYS": "diplomat ambassador envoy attache consul inspector official staff observer journalist worker mission "
    "correspondent spy",
    "LAND": "city town village territory area region border bridge base island airport capital post position hill "
    "camp province district country settlement strip zone",
    "MEDIA": "newspaper station paper radio website broadcaster magazine party organization group publication film book "
    "rally protest demonstration march gathering program newspaper",
    "HOMES": "home house building property land farm asset office school village plant line power pipeline field crop "
    "tower bridge shop car vehicle church mosque temple station infrastructure mast",
    "ROADS": "road highway street bridge traffic railway port border entrance roadway transport crossing motorway "
    "rail route access runway",
    "CAUSE": "demand appeal condition proposal call request reform plan term offer",
    "PROPOSALS": "proposal offer demand call appeal request plan ultimatum invitation deal bid idea accusation claim "
    "charge allegation condition resolution compromise initiative suggestion agreement change ceasefire truce",
    "SECRETS": "intelligence information evidence data technology photograph",
    "GRIEF": "complaint protest objection concern outrage dismay anger disapproval criticism regret note displeasure",
    "PRAISE": "support solidarity confidence satisfaction gratitude sympathy approval appreciation backing condolence "
    "thanks admiration welcome optimism praise",
    "INQUIRY": "investigation inquiry probe hearing trial lawsuit suit case proceeding charge complaint audit "
    "prosecution",
    "FIRE": "fire shot rocket missile shell mortar bullet grenade round gunfire",
    "WARGAMES": "exercise drill manoeuvre maneuver game",
    "REVOLT": "power government coup regime",
}

_FRAMES = """
hold have resume begin start open continue attend conduct join finish conclude convene complete return | TALKS to:TALKS to:negotiating | CONSULT
host receive welcome greet | for:TALKS for:visit in:visit | CONSULT
host receive | _person _norp TALKS minister president delegation leader envoy official | CONSULT
engage enter participate take_part | in:TALKS into:TALKS | CONSULT
meet confer consult negotiate mediate visit | * | CONSULT
meet_with talk_with | * | CONSULT
speak talk | with:* by:phone by:telephone to:_person to:_norp to:_gpe | CONSULT
tour | _gpe region country | CONSULT
parley liaise | * | CONSULT
come go return | on:visit for:TALKS to:TALKS | CONSULT
phone telephone | * | CONSULT
discuss debate | * | CONSULT
sit_down | with:* | CONSULT
pay make begin launch | visit trip mediation | CONSULT
arrive fly travel | for:visit for:TALKS on:visit to:meet | CONSULT
exchange | view opinion | CONSULT
receive | minister president ambassador envoy delegation leader chancellor | CONSULT

sign ratify finalize finalise initial approve endorse adopt | TREATY plan resolution policy | SUPPORT
establish restore resume normalize normalise upgrade expand improve strengthen forge | TIES diplomatic | SUPPORT
open reopen | embassy consulate | SUPPORT
praise commend applaud hail laud congratulate endorse back thank salute defend honor honour champion | * | SUPPORT
support | * | SUPPORT
welcome | * | SUPPORT
approve | loan credit package aid | AID
send extend convey offer | congratulation condolence greeting regard | SUPPORT
reassure embrace cheer bless congratulate | * | SUPPORT
pay | tribute | SUPPORT
throw lend give pledge | support weight backing | SUPPORT
forgive apologize apologise reconcile | * | SUPPORT
express voice reaffirm reiterate pledge declare show | PRAISE | SUPPORT
recognize recognise | _gpe _norp _person government independence state sovereignty election result legitimacy president leader regime republic | SUPPORT
rally queue stand throw | behind:* | SUPPORT
vote | for:* in:favor in:favour | SUPPORT
uphold vindicate | * | SUPPORT
stand side | with:* by:* | SUPPORT

return resume hand_back give_back | LAND home property land body remain asset treasure artifact artefact helicopter CAPTIVES | RETREAT
release free liberate hand_over set_free repatriate | CAPTIVES PEOPLE soldier pilot nun _person _norp from:* | RETREAT
release | * !video !statement !report !film !album !datum !data !information !figure !document !record !song !book !photo !picture !study !name !list !transcript !email !game !version !result !detail !poll !survey !image !footage !tape !fund !money | RETREAT
lift end ease raise remove break | SIEGE | RETREAT
open reopen | border bridge crossing corridor checkpoint gate airport | RETREAT
expel deport remove evict | refugee migrant immigrant civilian resident villager settler worker family asylum | COERCE
recall withdraw evacuate pull_out | ENVOYS embassy PEACE | SANCTION
withdraw quit pull_out | from:_org from:commonwealth from:alliance from:organization from:league from:body | SANCTION
withdraw pull_out pull_back evacuate remove redeploy | TROOPS from:_gpe from:_loc from:_norp from:LAND LAND settlement settler | RETREAT
withdraw retreat pull_out pull_back flee | subj:TROOPS | RETREAT
retreat surrender capitulate disarm demobilize demobilise demilitarize disengage | * | RETREAT
lay_down put_down give_up hand_in surrender hand_over | ARMS gun | RETREAT
declare observe announce implement order respect begin call honor hold proclaim | ceasefire truce cease-fire armistice | RETREAT
cease stop halt end suspend | fire hostility fighting attack bombing offensive shelling war violence campaign bombardment | RETREAT
extend | ceasefire truce armistice | RETREAT
hand_over transfer turn_over cede relinquish | power control territory authority command | RETREAT
stand_down demobilise decommission | * | RETREAT
allow permit grant | access inspection inspector monitor PEACE observer | RETREAT
resign step_down step_aside abdicate | * | RETREAT
quit leave | office post presidency power government job cabinet | RETREAT
dismantle destroy scrap | ARMS stockpile nuclear | RETREAT
complete begin start finish announce order | withdrawal pullout retreat evacuation disarmament release resignation | RETREAT
admit | inspector PEACE observer | RETREAT

lift ease relax loosen shorten remove end repeal abolish waive rescind revoke scrap soften reduce | CURBS state emergency law sentence charge | CONCEDE
allow permit legalize legalise authorize authorise | * | CONCEDE
accept | CAUSE reform ultimatum condition resignation result | CONCEDE
grant concede give restore extend cede | amnesty autonomy independence pardon right freedom concession self-rule citizenship power parole bail | CONCEDE
concede relent back_down bow give_in cave | * | CONCEDE
yield | !obj to:* power | CONCEDE
drop | charge demand case lawsuit bid opposition objection | CONCEDE
cut | sentence term | CONCEDE
agree bow submit | to:demand to:reform | CONCEDE
commute pardon amnesty acquit exonerate reprieve reinstate rehabilitate unban decriminalize | * | CONCEDE
make offer | concession | CONCEDE
enhance introduce initiate implement adopt enact | reform freedom democracy | CONCEDE
take | step toward:reform | CONCEDE
call hold announce schedule | election referendum | CONCEDE
meet satisfy fulfil fulfill | demand condition | CONCEDE

conduct hold stage launch begin carry_out start | WARGAMES | COOPERATE
share exchange swap | SECRETS prisoner expertise | COOPERATE
extradite hand_over turn_over | suspect criminal PEOPLE * | COOPERATE
cooperate collaborate co-operate trade partner team_up | * | COOPERATE
resume expand increase boost begin open launch | trade commerce export import cooperation flight shipment pipeline patrol | COOPERATE
import export | * | COOPERATE
buy purchase sell | ARMS oil gas grain wheat rice fuel coal uranium electricity tonne ton to:_gpe from:_gpe | COOPERATE
join | force:* forces coalition alliance union exercise | COOPERATE
build develop | pipeline railway plant joint together:* | COOPERATE

give provide send donate grant deliver supply extend offer ship allocate disburse contribute dispatch lend award earmark pour distribute rush airlift channel hand_out | AIDS | AID
send deploy dispatch | PEACE medic doctor rescue team | AID
arrive deploy land | subj:PEACE subj:peacekeeping subj:aid | AID
arrive land | with:AIDS | AID
aid assist help_out bail_out bankroll subsidize subsidise shelter airlift evacuate rescue feed resettle harbor vaccinate | * | AID
launch begin start run | airlift relief rescue | AID
clothe nurse treat | refugee victim wound wounded civilian | AID
offer | AIDS | AGREE
fund finance | * | AID
help | AIDS _gpe _norp victim survivor refugee civilian needy country nation government | AID
help | with:* | AID
open | to:refugee to:migrant to:civilian | AID
forgive cancel write_off reschedule | debt loan | AID
accept admit take_in absorb host | refugee migrant evacuee asylum-seeker | AID
arm train equip | TROOPS rebel opposition government | AID
protect guard escort | convoy civilian refugee minority | AID

lodge file register submit express voice deliver issue | GRIEF | ACCUSE
file bring press open launch begin start initiate order put face conduct lay lodge announce | INQUIRY under:INQUIRY charge | ACCUSE
accuse blame condemn criticize criticise denounce censure decry deplore rebuke chide slam blast lambaste charge allege indict fault castigate deride assail reprimand admonish berate vilify disapprove scold reproach bemoan lament chastise revile disparage | * | ACCUSE
sue prosecute investigate impeach probe incriminate implicate interrogate question scrutinize | * | ACCUSE
find | guilty | ACCUSE
take bring haul drag | to:court before:court to:justice | ACCUSE
raise express voice | concern question fear doubt alarm | ACCUSE
subpoena ridicule mock lambast insult jeer heckle vilify | * | ACCUSE
hold blame | responsible accountable for:* | ACCUSE
complain protest_to | * | ACCUSE
summon | ambassador envoy diplomat charge consul | ACCUSE
link | to:attack to:bombing to:terrorism | ACCUSE
attack | policy decision record speech plan comment statement law | ACCUSE
hold | responsible | ACCUSE
point | finger | ACCUSE
describe brand label call | as:terrorist as:enemy as:traitor terrorist liar traitor criminal | ACCUSE
object | to:* | ACCUSE
oppose | * | ACCUSE
mobilize unite rally campaign | against:* | ACCUSE

reject rebuff spurn dismiss decline repudiate snub turn_down rule_out shun brush_off shrug_off veto scorn renounce disavow | * | REJECT
refuse | * | REJECT
defy flout violate breach ignore disobey disregard break | ban order resolution law ceasefire truce agreement embargo call appeal warning commitment promise sanction curfew deadline treaty | REJECT
throw_out strike_down overrule overturn annul void | * | REJECT
balk baulk | at:* | REJECT
disagree dissent stonewall demur | * | REJECT
say vote | no against:* | REJECT
violate break breach | ceasefire truce armistice | ASSAULT
renege backtrack go_back | * | REJECT
resist | pressure demand call effort proposal attempt | REJECT
block obstruct stall thwart delay postpone | PROPOSALS vote resolution process bill TREATY | REJECT
fail | to:reach to:agree to:attend to:sign to:comply to:accept in:TALKS | REJECT
break_down collapse deadlock founder | subj:TALKS | REJECT
walk_out pull_out withdraw | of:TALKS from:TALKS from:TREATY from:agreement | SANCTION
deny | request entry visa access permission | REJECT
vote | against:* down | REJECT

threaten warn | * | THREATEN
issue give deliver set | ultimatum warning threat deadline | THREATEN
vow swear | * | THREATEN
alert caution | against:* | THREATEN
declare vow swear pledge | revenge retaliation vengeance jihad | THREATEN
express | readiness willingness intention | AGREE
menace intimidate blackmail | * | THREATEN

demonstrate riot picket strike | !obj | PROTEST
march rally | subj:WORKERS for:* in:support in:protest | PROTEST
march | subj:WORKERS | PROTEST
march rally gather walk assemble | to:protest to:demonstrate to:demand to:denounce to:oppose to:condemn | PROTEST
protest | * | PROTEST
rally march gather | subj:WORKERS against:* in:protest | PROTEST
stage hold organize organise join mount launch begin start continue lead end go call take_part | demonstration rally protest strike sit-in riot march vigil walkout on:strike boycott hunger in:protest in:demonstration | PROTEST
walk_out | subj:WORKERS | PROTEST
stop | work | PROTEST
block blockade barricade occupy storm obstruct seize | ROADS embassy parliament building | PROTEST
gather mass assemble | outside:* in:front | PROTEST
down | tool | PROTEST
mutiny revolt rebel rise_up fast self-immolate | * | PROTEST
loot ransack | * | PROTEST
boycott | * | PROTEST
burn torch hurl throw | flag effigy tyre tire stone rock portrait bottle car | PROTEST
take | street | PROTEST
chant shout | slogan | PROTEST
defect | * | PROTEST
set | fire:mattress | PROTEST

expel | * | SANCTION
suspend cut halt sever freeze withhold stop end cancel discontinue cut_off break_off call_off reduce break postpone withdraw downgrade abandon scale_back slash interrupt curtail | TIES AIDS TALKS visit trade export import flight delivery shipment program programme cooperation agreement treaty pact effort operation service mission membership summit participation mediation sale supply contact accreditation | SANCTION
impose slap tighten announce order declare adopt extend | sanction embargo tariff boycott suspension | SANCTION
recall withdraw evacuate pull_out | ENVOYS embassy PEACE | SANCTION
close shut | embassy consulate mission office border crossing | SANCTION
sanction blacklist embargo ostracize isolate | * | SANCTION
convict sentence fine disqualify | * | SANCTION
quit leave pull_out | TALKS alliance organization organisation bloc coalition treaty pact | SANCTION
freeze seize block | asset account fund | COERCE
bar prohibit ban | import export AIDS trade flight product entry | SANCTION
deny | entry aid visa | SANCTION
sack dismiss fire oust suspend | minister official general commander government chief premier judge | SANCTION

mobilize mobilise | * | MOBILIZE
deploy mass amass station position redeploy | TROOPS ARMS PEACE security defence defense | MOBILIZE
send dispatch move rush order pour reinforce put call_up increase boost build_up strengthen concentrate | TROOPS on:alert security patrol reinforcement presence | MOBILIZE
enter advance move arrive patrol cross gather land push march roll sail head mass | subj:TROOPS | MOBILIZE
prepare brace gear_up | war battle offensive attack for:war for:battle for:attack for:invasion | MOBILIZE
test test-fire test-launch fire launch conduct carry_out | missile test nuclear ballistic satellite | MOBILIZE
violate enter penetrate buzz | airspace territorial | MOBILIZE
put place raise | on:alert alert | MOBILIZE
fly | over:* | MOBILIZE
stage hold parade | parade | MOBILIZE
call_up draft conscript | * | MOBILIZE
beef_up step_up tighten | security defence defense patrol presence | MOBILIZE
patrol | * | MOBILIZE

arrest detain imprison jail apprehend kidnap abduct deport evict confiscate expropriate nationalize censor outlaw gag hijack round_up extort subjugate oppress repress suppress persecute | * | COERCE
take | hostage prisoner captive custody | COERCE
hold | hostage prisoner captive shield detainee as:hostage as:shield refugee under:arrest | COERCE
seize capture intercept | ARMS property asset ship vessel boat land document money drug newspaper fund equipment suspect PEOPLE farm | COERCE
seize | power office building plane airport control | COERCE
ban bar prohibit suspend shut shut_down close close_down dissolve disband raid blacklist storm restrict revoke limit | MEDIA PEOPLE political newspaper parliament assembly party university constitution school voting travel movement licence license | COERCE
ban bar prohibit restrict | * | COERCE
impose declare clamp institute enforce order extend | curfew emergency martial restriction ban censorship law state blockade tax | COERCE
demolish bulldoze raze vandalize ransack loot torch sabotage | * | COERCE
destroy damage burn blow_up set | HOMES | COERCE
harass abuse mistreat torment | * | COERCE
annul cancel | election vote result | COERCE
disqualify | * | COERCE
hack jam | * | COERCE
blockade besiege encircle seal_off seal cordon surround | * | COERCE
order | newspaper paper to:close to:suspend to:leave closure | COERCE
raid search | * | COERCE
crack_down clamp_down | * | COERCE
force coerce compel | * | COERCE
spread | rumor rumour disinformation propaganda lie | COERCE
put place | under:arrest under:detention | COERCE

open fire lob launch hurl lob rain | FIRE | ASSAULT
fire shoot | on:* at:* into:* | ASSAULT
kill murder assassinate massacre slay slaughter execute behead lynch wound injure maim torture rape beat beat_up whip flog stab gun_down mow_down shoot shoot_down shoot_dead bomb shell bombard strafe attack ambush assault invade poison gas pound overrun storm batter hack_to_death torpedo mutilate exterminate electrocute molest | * | ASSAULT
die perish fall | in:attack in:fighting in:clash in:bombing in:shooting in:violence in:battle in:raid in:blast in:explosion | ASSAULT
explode detonate set_off | bomb device grenade mine charge bombing explosive subj:bomb subj:device subj:mine subj:grenade subj:car | ASSAULT
claim take cost | life | ASSAULT
declare wage | war | ASSAULT
hang garrotte strangle | _person _norp PEOPLE | ASSAULT
cleanse decimate annihilate | * | ASSAULT
blow_up | * | ASSAULT
detonate explode go_off | * | ASSAULT
capture occupy retake recapture conquer seize take overrun reoccupy annex | LAND control | ASSAULT
launch mount carry_out stage conduct begin renew resume wage plan commit repel step_up unleash lead | attack offensive assault raid strike invasion operation bombing war incursion airstrike shelling ambush bombardment massacre genocide killing sweep campaign coup | ASSAULT
clash fight battle skirmish grapple | * | ASSAULT
strike hit pound | subj:missile subj:rocket subj:jet subj:aircraft subj:warplane subj:helicopter subj:TROOPS subj:plane subj:shell subj:drone | ASSAULT
use fire | gas tear cannon baton chemical force | ASSAULT
sink down ram | ship boat vessel plane helicopter jet aircraft | ASSAULT
force drive drive_out push | out:* from:* refugee | ASSAULT
disperse | protest protester demonstrator crowd demonstration march rally | ASSAULT
topple overthrow depose | * | ASSAULT
penetrate thrust | * | ASSAULT

demand urge plead beg beseech implore exhort appeal petition pressure | * | REQUEST
call | on:* upon:* for:* | REQUEST
call_for call_on | * | REQUEST
tell push press advise encourage ask lobby | to:* for:* | REQUEST
request invite summon order instruct command | * | REQUEST
seek | AIDS help refuge asylum extradition meeting TALKS explanation apology permission mandate approval return release | REQUEST
insist | on:* that:* | REQUEST
make issue renew reiterate repeat present submit send | demand appeal call request plea | REQUEST
solicit require entreat | * | REQUEST
file submit present | petition request plea | REQUEST
remind | to:* | REQUEST
propose recommend | * | REQUEST

agree | * | AGREE
reach strike negotiate seal achieve conclude clinch secure | TREATY deal understanding compromise consensus | AGREE
commit | to:* | AGREE
promise pledge offer undertake volunteer | * | AGREE
make give | promise pledge commitment offer assurance | AGREE
accept | invitation PROPOSALS offer role | AGREE
consent assent accede pave | * | AGREE
"""

_NOUNS = {
    "CONSULT": "talk meeting summit negotiation consultation dialogue visit mediation discussion",
    "ASSAULT": "attack bombing killing murder assassination massacre shelling airstrike raid ambush clash fighting "
    "shooting invasion offensive bombardment explosion blast assault coup incursion slaying beheading gunfight stabbing",
    "PROTEST": "protest demonstration rally riot strike sit-in march walkout boycott",
    "COERCE": "arrest kidnapping abduction crackdown detention seizure deportation demolition hijacking curfew",
    "SANCTION": "sanction embargo expulsion suspension",
    "MOBILIZE": "deployment mobilization mobilisation buildup",
    "RETREAT": "withdrawal resignation ceasefire truce surrender retreat pullout release",
    "COOPERATE": "exercise drill maneuver manoeuvre wargame extradition",
    "AID": "aid",
    "SUPPORT": "endorsement",
    "ACCUSE": "investigation inquiry probe indictment lawsuit accusation condemnation",
    "REJECT": "rejection refusal veto",
    "THREATEN": "threat ultimatum",
    "AGREE": "agreement pledge accord pact",
    "REQUEST": "demand appeal",
}

STANDALONE: Final = frozenset({"CONSULT", "ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "COOPERATE"})
"""Types whose nouns report an event by themselves; the others' nouns name its object too often ("food aid")."""

INTEND = words("plan intend mean aim expect hope want wish propose prepare")
"""Verbs that look ahead to the act that they govern without being one."""

TRANSPARENT = words(
    "begin start continue resume try attempt seek manage help come go get keep appear seem happen move be have do "
    "return serve proceed decide opt set use rush hasten act work"
)
"""Verbs that leave the reporting of the act to the verb or noun that they govern."""

LIGHT = words(
    "hold have make pay launch stage conduct begin start continue carry mount attend join open resume do take give "
    "undertake wage lead organize organise go face see commit hold suffer"
)
"""Verbs that leave the naming of the act to their object; the event's word is then that noun."""

INTO = words("engage enter participate go take sit return part come")
"""Verbs that leave it to the object of their preposition ("engage in talks", "return to negotiations")."""

HAPPEN = words(
    "take occur happen begin start continue end erupt break resume open kick last proceed follow schedule plan expect "
    "postpone cancel slate set"
)
"""Verbs whose subject names what happens ("talks took place", "the visit is scheduled")."""

AHEAD_ADJ = words("upcoming planned scheduled forthcoming expected coming future proposed imminent")
"""Adjectives of what is still to come."""


READY = words("ready willing prepared set due likely scheduled expected determined eager committed")
"""Adjectives and participles that look ahead: "is ready to", "is due to"."""


STATIVE = words(
    "be have seem appear remain become include consist contain belong mean need want like love hate know believe "
    "think feel hope fear wish expect depend concern cost own possess resemble matter lack exist live stay keep do go "
    "get make take use say tell see look show reflect suggest continue try begin start let consider"
)
"""Verbs that report no happening of their own, dated or not."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon: what must go with a verb for it to report an event of ``type``."""

    type: EventType
    objects: frozenset[str]
    subjects: frozenset[str]
    phrases: tuple[tuple[str, frozenset[str]], ...]
    anything: bool
    bare: bool = False
    unless: frozenset[str] = frozenset()


def _members(word: str) -> list[str]:
    return _CLASSES[word].split() if word in _CLASSES else [word]


def _frames() -> dict[str, tuple[Frame, ...]]:
    narrow: dict[str, list[Frame]] = {}
    broad: dict[str, list[Frame]] = {}
    for line in _FRAMES.splitlines():
        if not line.strip():
            continue
        verbs, needs, kind = (part.strip() for part in line.split("|"))
        objects: list[str] = []
        subjects: list[str] = []
        phrases: list[tuple[str, frozenset[str]]] = []
        for need in needs.split():
            if ":" not in need:
                objects += _members(need)
                continue
            where, what = need.split(":")
            if where == "subj":
                subjects += _members(what)
            else:
                phrases.append((where, frozenset(_members(what))))
        unless = frozenset(o[1:] for o in objects if o.startswith("!") and o != "!obj")
        known = frozenset(o for o in objects if o != "*" and not o.startswith("!"))
        frame = Frame(
            event_type(kind), known, frozenset(subjects), tuple(phrases), "*" in objects, "!obj" in objects, unless
        )
        for verb in verbs.split():
            (broad if frame.anything else narrow).setdefault(verb, []).append(frame)
    return {v: tuple(narrow.get(v, []) + broad.get(v, [])) for v in sorted({*narrow, *broad})}


FRAMES: Final = _frames()
"""Lemma, with its particle where it has one, to its frames: the narrow before the broad, each as listed."""

NOUNS: Final[dict[str, EventType]] = {
    noun: event_type(kind) for kind, nouns in _NOUNS.items() for noun in nouns.split()
}
"""Noun lemma to the type of event that it names."""


def base(word: str, kind: EventType) -> EventType:
    """The type of the happening that a trigger names: a meeting that is promised is AGREE, and a meeting all the same.

    ``word`` is the trigger as written, ``kind`` its event's type, which stands where the word itself tells none.
    """
    low = word.lower()
    for form in (low, low.removesuffix("s")):
        if form in NOUNS:
            return NOUNS[form]
    if kind not in {"AGREE", "THREATEN", "REJECT", "REQUEST"}:
        return kind
    for ending, put in (
        ("", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ting", ""),
    ):
        if low.endswith(ending):
            frames = FRAMES.get(low[: len(low) - len(ending)] + put, ())
            broad = next((f.type for f in frames if f.anything), None)
            if broad:
                return broad
    return kind
