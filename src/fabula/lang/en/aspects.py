"""The inventory of aspects: what can rise and fall in public affairs, business, security, health, environment, disasters.

A line is one aspect: its name, a colon, the words that tell of it parted by bars, and after "!" the words that tell of its
opposite. Words of a phrase stand in any order. A name that ends in "*" needs an owner to mean one thing ("price" of what,
"support" of whom); one that ends in "+" is of the whole story where nobody owns it (a war, a drought). The table is this
project's own; which aspects there are follows the subject headings that newsrooms share (IPTC Media Topics, level 2 and 3).
"""

from typing import Final

ASPECTS: Final = """
economy: economy|economic growth|growth economy|gdp|economic output|economic situation|economic condition|economic performance|public finance|state finance|finance country|coffer|state resource|economic recovery|economic stability|economic strength|growth ! recession|economic hardship|hardship|economic crisis|economic downturn|economic slump|economic decline|economic woe|economic trouble|economic difficulty|economic pain|economic collapse|stagnation|austerity
inflation+: inflation|consumer price|cost living|living cost|price rise|price level|rising price ! deflation|purchasing power
unemployment+: unemployment|joblessness|jobless rate|unemployment rate ! employment|employment rate
jobs*: job|workplace|work place ! layoff|job loss|job cut|redundancy|redundancies|dismissal worker
wages*: wage|salary|pay|pay rise|pension
interest rates+: interest rate|borrowing cost|lending rate|rate hike|high rate|monetary tightening|expensive credit|cost credit|interest bank ! cheap credit
currency*: currency|exchange rate|rouble|ruble|value currency ! devaluation|currency crisis
debt*: debt|indebtedness|public debt|borrowing|liability
budget*: budget|public spending|government spending|state budget ! budget deficit|deficit|shortfall budget|budget gap
taxes*: tax|taxation|levy|duty fuel
tariffs*: tariff|customs duty|import duty|import tax
sanctions*: sanction|embargo|trade restriction|economic restriction|punitive measure|asset freeze|blacklist
trade*: trade|commerce|trade flow|trade tie ! trade war|trade barrier
exports*: export|foreign sale|overseas sale
imports*: import
investment*: investment|foreign investment|capital spending|investor|capital inflow ! capital flight|capital outflow
financial support*: financial support|financial aid|financial assistance|loan|credit|credit line|funding|bailout|source credit|economic support|economic aid|financing|fund|money from|cheap energy|energy subsidy|grant
subsidies: subsidy|fuel subsidy|food subsidy|price subsidy|farm subsidy
prices*: price|household bill|energy bill|heating bill|water bill|fee|fare|premium
profits*: profit|profitability|margin|earnings ! loss company|net loss
revenue*: revenue|income|turnover|proceeds|takings|sale
shares*: share|share price|stock|stock price|market value
demand*: demand|appetite|order|consumption|spending consumer
supply*: supply|delivery|availability|stock level|headcount ! shortage|scarcity|lack|shortfall|disruption supply
production*: production|output|manufacturing|industrial output
competition*: competition|rivalry|competitor|competitive pressure|rival
market share*: market share|market position|position market
productivity*: productivity|efficiency
poverty+: poverty|destitution|impoverishment ! wealth|prosperity|living standard|standard living|welfare
inequality+: inequality|income gap|disparity ! equality
tourism*: tourism|tourist|visitor|tourist arrival
housing*: housing|home building|housing supply|dwelling
rents*: rent|housing cost|cost housing|house price|home price|property price
freight rates+: freight|freight rate|shipping cost|transport cost|cost transport
traffic*: traffic|congestion|port traffic|throughput
industry*: industry|factory|plant|mill|smelter
energy supply*: energy supply|gas supply|oil supply|fuel supply|power supply|electricity supply|power station|electricity output|power output ! blackout|power cut|outage|energy shortage
oil price+: oil price|price oil|price barrel|crude price
gas price: gas price|price gas
energy prices+: energy price|electricity price|power price|fuel price|electricity bill|energy cost|electricity
dependence*: dependence|dependency|reliance|dependent|reliant|subordination|vassal|lean ! self-sufficiency|autonomy|self-reliance
sovereignty: sovereignty|independence|independent state|statehood|self-rule ! annexation|absorption|occupation
power: power|rule|regime|grip power|grip|hold power|regime stability|stability regime|survival regime|political survival|position power|leadership|strong position|political position|stay power|remain power|government stability ! overthrow|ouster|downfall|fall regime|destabilization|destabilisation|coup|loss power
legitimacy: legitimacy|international recognition|recognition|international standing|credibility|international image|reputation|prestige|standing|image ! illegitimacy|discredit
popularity: popularity|popular|public support|approval rating|support voter|voter support|popular support|support government|support president|support minister|majority|poll rating|re-election|electoral chance ! unpopularity|unpopular
trust*: trust|confidence|faith ! distrust|mistrust|suspicion
support*: support|backing|solidarity|endorsement
opposition: opposition|opposition party|opposition movement|opposition strength
unrest: unrest|protest|demonstration|discontent|riot|civil unrest|social unrest|uprising|revolt|dissent|strike wave|social tension|popular discontent ! public order|social peace
anger: anger|outrage|resentment|fury|frustration|bitterness|indignation|public anger|popular anger
fear*: fear|anxiety|panic|worry|insecurity|unease ! reassurance
morale*: morale|mood|optimism|hope ! despair|pessimism
repression: repression|crackdown|persecution|political prisoner|arrest opposition|censorship|intimidation|political trial|arrest ! freedom|press freedom|civil liberty|human right
democracy: democracy|democratisation|democratization|free election|democratic reform ! dictatorship|authoritarianism|autocracy
corruption: corruption|graft|bribery|bribe|embezzlement
openness: transparency|openness|candour|integrity|disclosure
rule of law*: rule law|judicial independence|court independence|legal certainty
unity*: unity|cohesion|united front|solidarity member ! division|disunity|split|rift|discord
integration*: integration|merger state|closer union|confederation|single currency|unification ! secession|separation|disintegration|exit union
relations*: relation|tie|relationship|rapprochement|closer tie|friendship|dialogue|contact|cooperation|thaw|partnership|alliance ! isolation|confrontation|estrangement|rupture|conflict west|diplomatic row|strained relation|diplomatic crisis
tension*: tension|escalation|hostility|confrontation|brinkmanship|aggression|provocation|volatility|standoff|friction ! de-escalation|detente|calm|restraint
war+: war|warfare|conflict|fighting|armed conflict|invasion|hostilities|military operation|bloodshed ! peace|peace deal|peace agreement|ceasefire|truce|end war|armistice
peace talks*: peace talk|mediation|mediator|peace process|peace broker|peace discussion|mediating|mediate|negotiation|talk|diplomacy
trade agreement: trade agreement|trade deal|trade pact|free trade|trade treaty
security pact: security pact|defence pact|defence agreement|security agreement|security guarantee|military alliance
agreement*: agreement|deal|treaty|accord|pact|settlement
military strength*: military strength|army|defence|defense|arm|weapon|military aid|arm supply|weapon delivery|troop|military capability|armament|defence spending|military spending|ammunition
military exercises*: exercise|drill|military exercise|manoeuvre|maneuver|military presence
deterrence*: deterrence|deterrent
security*: security|safety|protection|stability ! insecurity|instability|danger|vulnerability|threat security
terrorism+: terrorism|terrorist attack|extremism|militancy
casualties*: casualty|death|fatality|death toll|victim|injury ! survival|survivor
migration*: migration|migrant|refugee|immigration|displacement|flow refugee|influx
emigration: emigration|brain drain|people city|young city|family city|people abroad|worker abroad|doctor abroad|exodus|departure young ! return emigrant
crime*: crime|violence|murder|theft|gang|smuggling|trafficking
influence*: influence|sway|leverage|dominance|clout|sphere influence|role region
sovereign debt*: sovereign debt|default|bankruptcy|insolvency ! solvency
election chances*: election chance|electoral success|election victory|election win|prospect election|chance winning ! election defeat
turnout*: turnout
reform: reform|modernisation|modernization|liberalisation|liberalization
regulation*: regulation|rule trade|oversight|supervision|inspection ! deregulation
lawsuits*: lawsuit|litigation|legal action|court case|complaint|legal risk
approval*: approval|authorisation|authorization|licence|license|permit|clearance
fines*: fine|penalty|damages
education*: education|school|schooling|teaching|literacy
health: health|public health|life expectancy|well-being|wellbeing ! illness|sickness|ill health
health care: health care|healthcare|hospital|hospital capacity|medical care|treatment ! overcrowding hospital
waiting lists: waiting list|waiting time
complications: complication|side effect
burnout: burnout|exhaustion|fatigue
infections*: infection|case|outbreak|epidemic|pandemic|spread virus|transmission|virus
vaccination*: vaccination|vaccine|immunisation|immunization|vaccine uptake ! vaccine hesitancy
mortality*: mortality|death rate|overdose
hunger*: hunger|famine|starvation|malnutrition|food insecurity|food shortage ! food security|food supply
food prices+: food price|price food|price bread|price rice|bread price|rice price|grain price|price grain
harvest*: harvest|crop|yield|agricultural production|farm output|agriculture ! crop failure|poor harvest
farming*: farm|farming|farmer income
irrigation*: irrigation|water field
water supply*: water supply|drinking water|water availability|water ! water shortage|water scarcity|lack water
reservoir level*: reservoir|water level dam|dam level ! low water
groundwater*: groundwater|water table|aquifer
drought+: drought|dry spell|dry winter|lack rain ! rain|rainfall
rain+: heavy rain|downpour|storm|hurricane|typhoon
flooding*: flood|flooding|inundation|high water
river level*: river|river level|swollen river
fire*: fire|wildfire|blaze|forest fire|bushfire
heat+: heat|heatwave|heat wave|temperature
climate change+: climate change|global warming|climate crisis|warming
emissions*: emission|carbon emission|greenhouse gas|co2
pollution*: pollution|smog|contamination|waste|spill ! clean air|air quality|water quality
deforestation*: deforestation|logging|forest loss ! reforestation|forest cover
biodiversity*: biodiversity|species|wildlife|fish stock ! extinction
embankments*: embankment|dyke|levee|flood defence|flood protection|dam safety ! breach|dam failure
dam releases*: gate|release water|release dam|dam release|open gate|spillway
repairs*: repair|maintenance|upkeep|repair budget|budget repair ! neglect
rebuilding*: rebuilding|reconstruction|recovery effort|restoration
building*: construction|building|development land
warning*: warning|alert|siren|alarm|early warning
evacuation*: evacuation
damage*: damage|destruction|devastation|harm property
accidents*: accident|crash|collision|derailment|mishap
workload: workload|work load|overwork
crews*: crew|staff|staffing|personnel|workforce|manpower ! smaller crew|understaffing|staff shortage|cut crew
strike*: strike|walkout|work stoppage|industrial action|stoppage|labour dispute
working conditions: working condition|night shift|overtime
costs*: cost|operating cost|labour cost|production cost|expense
delays*: delay|hold-up|backlog|disruption
quality*: quality|standard
innovation*: innovation|research|technology|invention
automation*: automation|robot|artificial intelligence
compensation*: compensation|relief fund|relief|payout|aid package
humanitarian aid*: humanitarian aid|aid delivery|aid convoy
inquiry*: inquiry|investigation|probe|commission inquiry|independent commission
accountability*: accountability|responsibility|scrutiny ! impunity
media coverage*: media coverage|press coverage|news coverage|media attention|public attention|publicity
propaganda*: propaganda|disinformation|misinformation|fake news
rationing*: rationing|ration
threats*: threat|ultimatum
sales*: sales|customer|clientele
consumer spending*: consumer spending|spending household|retail sale|household spending
spending*: spending|outlay|expenditure
saving*: saving|thrift
land subsidence*: subsidence|soil erosion
roads*: road|highway|railway|bridge
ambition*: ambition|aim|goal
pressure*: pressure|coercion|blackmail
concessions*: concession|compromise
nuclear weapons*: nuclear weapon|nuclear arsenal|nuclear programme|nuclear program|missile
space for talks*: room negotiation|scope compromise
population*: population|birth rate|fertility ! depopulation|ageing
"""
"""One aspect a line; see the top."""

CARRIERS: Final = frozenset(
    "risk threat danger fear prospect wave level rate amount flow need use number degree extent growth rise increase "
    "possibility likelihood chance problem issue question burden volume scale pace size intensity lack volume effort "
    "attempt campaign call hope promise state position situation condition process course source cause case kind type "
    "ability capacity right right interest role part share measure policy programme program package plan decision act "
    "demand start beginning end return presence absence".split()
)
"""Heads that stand for what they are of: "the risk of unrest" is unrest."""

BARE: Final = {"prices": "inflation"}
"""Aspects that mean another where nobody and nothing owns them: "rising prices" are inflation."""

ACTING: Final = frozenset(
    "business corporation commission employer retailer utility regulator audience shareholder following authority treasury government bank state town city village country nation union ministry agency authority court parliament party company firm "
    "administration cabinet council committee regime opposition police army public household family consumer buyer seller "
    "investor shareholder customer user neighbour neighbor community group side member ally partner economist trader rival "
    "department office institute university hospital school club association federation league alliance bloc".split()
)
"""Who acts or is acted upon, beside people: by itself no variable, though its power, money or mood is one."""

QUALITIES: Final = frozenset(
    "long short high low new old large small big little other many much more most less least own same such recent early late "
    "next last first second third final main major minor key great good bad strong weak heavy light hard easy free full empty "
    "open closed common general special specific certain possible likely potential real true actual current present future "
    "past former previous annual monthly weekly daily quarterly yearly national local regional global international foreign "
    "domestic public private social political economic financial industrial official legal central northern southern eastern "
    "western independent modern traditional direct indirect total overall average additional further extra higher lower "
    "bigger smaller longer shorter stronger weaker deeper wider cheaper dearer better worse serious severe sharp steep slow "
    "fast rapid sudden steady constant mass massive huge vast widespread broad deep wide poor rich aging ageing growing rising "
    "falling shrinking struggling declining ongoing continued continuing mounting increasing decreasing lasting so-called "
    "stricter tighter tougher looser harsher milder closer greater larger fewer cheap expensive dear costly stronger faster slower ageing heavy heavier lighter renewed fresh night nightly summer autumn winter spring seasonal temporary permanent prime chief senior deputy run-up lost".split()
)
"""Words before a noun that say what it is like, not whose it is."""

WEAKENED: Final = frozenset(
    "strained stretched tight lost depleted squeezed empty ruined broken damaged failing ailing battered crumbling "
    "struggling weakened faltering sluggish stagnant shattered dwindling vanishing".split()
)
"""Words before a noun that say that there is less of it, or that it fares badly."""

DIRECTED: Final = frozenset(
    {
        "dependence", "sanctions", "financial support", "support", "pressure", "tariffs", "influence", "trust", "threats",
        "military strength", "exports", "imports", "humanitarian aid",
    }
)  # fmt: skip
"""Aspects of one upon or with another: whoever is named of both, they are one's."""

COUNTED: Final = frozenset({"supply", "shortage"})
"""Aspects whose name is told with what they are of: "a shortage of pumps", told as "pumps"."""

ANYBODYS: Final = frozenset({"wages", "prices", "rents", "costs", "inflation", "taxes", "unemployment"})
"""Aspects of which one person's stand for everybody's: "inflation has eaten up her wages"."""

PERSONAL: Final = frozenset(
    "power popularity legitimacy support trust anger fear morale influence ambition health threats opposition pressure casualties".split()
)
"""Aspects that a person has as well as a state or a company."""

DEFINITE: Final = frozenset(
    {
        "economy", "currency", "budget", "budget deficit", "reservoir level", "river level", "strike", "drought", "war",
        "opposition", "population", "harvest", "oil price", "gas price", "rule of law",
    }
)  # fmt: skip
"""Aspects that a sentence has with "the"."""

PAIRED: Final = frozenset({"relations", "trade", "agreement"})
"""Aspects between two or more: all of their owners count."""
SCARCE: Final = frozenset(
    "shortage scarcity dearth lack scarce glut surplus fewer number more additional extra loss exodus".split()
)
"""Words of change that say of a thing how much of it there is: "a shortage of pumps" is the supply of pumps, lowered."""

LACKING: Final = frozenset("shortage scarcity dearth scarce glut surplus".split())
"""Those that say so of any thing; the others of people alone ("fewer nurses")."""

LOOSE: Final = frozenset("growth stagnation slump collapse recession".split())
"""Words that are the economy's by themselves, and another's where they say of what."""

GENERAL: Final = frozenset(
    "country state nation government regime company firm region city town authority ruler maker group people public capital "
    "world population citizen resident leader national".split()
)
"""Words that name an owner without saying which: "the country's economy" is the one that the others tell of."""

ALSO_VERBS: Final = frozenset(
    "share live strike shift rule order support power demand supply need release secure fire drill exercise fund pay cost price rent aid "
    "trade export import vote talk contact alarm alert design staff crew damage harm burn spill default reform repair build "
    "building delay threat water soil crash trust fear hope worry".split()
)
"""Nouns of the inventory that are verbs as well."""
