"""What words of concepts mean: synonyms, opposites and word families of the news, written for this project.

A line of ``SENSES`` is one sense: its words and phrases parted by bars, its opposites after "!". Phrases are given
without articles and prepositions, in the order of the words ("cost living" is "the cost of living"). What is close and not
the same (debt and deficit, migrants and refugees) stands apart: a false join falsifies the map, a missed one does not.
"""

from typing import Final

from fabula.lang.en.wordlists import words

SENSES: Final = """
unemployment|joblessness|jobless rate|unemployment rate|worklessness ! employment|employment rate
job loss|layoff|redundancy|job cut|mass layoff|mass redundancy ! job creation|hiring|recruitment
inflation|inflation rate|consumer price|consumer price inflation|cost living|living cost ! deflation
wage|salary|pay|remuneration
economy|economic growth|growth economy|economic expansion|national economy|economic output ! recession|economic downturn|economic slump|economic contraction|downturn economy|contraction economy
investment|capital spending
interest rate|borrowing cost|cost borrowing|lending rate
public debt|government debt|national debt|sovereign debt|state debt|debt state|debt government
budget deficit|fiscal deficit|fiscal gap|budget gap ! budget surplus|fiscal surplus
trade deficit|trade gap ! trade surplus
tariff|customs duty|import duty|import tax|import tariff|customs tariff
tax|taxation|levy
sanction|embargo|economic sanction|trade sanction|trade embargo|economic embargo|economic restriction|trade restriction
house price|home price|property price|housing price|price house|price home|price property
rent|rental price|housing rent|house rent
housing cost|cost housing|accommodation cost
insolvency|bankruptcy ! solvency
export|foreign sale|overseas sale
revenue|income|turnover|takings|proceeds
profit|profitability|net profit ! loss|net loss
loan|lending|bank loan|bank lending|bank credit|lending bank|loan bank
competition|rivalry
walkout|strike|work stoppage|industrial action|strike action|labour strike|labor strike
bombardment|air strike|airstrike|air raid|bombing|shelling|aerial attack|aerial bombing|bombing raid
missile attack|missile strike|rocket attack|rocket strike|rocket fire
drone attack|drone strike|attack drone
company|firm|corporation
worker|employee|staff
shortage|scarcity|lack|dearth|shortfall|insufficiency ! surplus|glut|abundance|oversupply
supply|delivery
arm|weapon|weaponry
farm output|agricultural production|agricultural output|farm production|farming output
output|production
crop yield|harvest yield|yield crop|crop output
crop|harvest
agriculture|farming
power cut|power outage|blackout|electricity outage|outage|power failure|electricity cut|load shedding
fuel price|petrol price|gasoline price|price fuel|price petrol|price gasoline
petrol|gasoline
oil price|price oil|crude price|crude oil price|price crude|price crude oil|price barrel oil
oil|crude|crude oil|petroleum
gas|natural gas
carbon emission|emission carbon|carbon dioxide emission|emission carbon dioxide|co2 emission|emission co2
climate change|global warming|changing climate|warming globe|warming planet|warming climate|climate crisis|climate breakdown
renewable energy|renewables|green energy|clean energy
nuclear power|atomic energy|nuclear energy|atomic power
drought|dry spell|lack rain|lack rainfall
heavy rain|heavy rainfall|downpour|torrential rain|rainstorm|heavy downpour
rain|rainfall|precipitation
flood|flooding|inundation
wildfire|forest fire|bushfire|bush fire
deforestation|clearing forest|forest clearing|forest clearance|clearance forest|felling forest|forest loss|loss forest ! reforestation|afforestation
earthquake|quake|tremor
landslide|mudslide
air pollution|polluted air|pollution air|smog|dirty air
water pollution|polluted water|pollution water|contaminated water|water contamination
water shortage|scarcity water|water scarcity|lack water|shortage water
hunger|food insecurity|starvation|lack food|food shortage|shortage food ! food security
malnutrition|undernourishment|undernutrition|malnourishment
vaccination|immunisation|immunization|inoculation
vaccine hesitancy|vaccine scepticism|vaccine refusal ! vaccine acceptance|vaccine uptake
infection|infection rate
disease|illness|sickness ! good health
death|fatality
mortality|death rate|mortality rate
child|children|childhood|kid
smoking|tobacco use|use tobacco|tobacco consumption|consumption tobacco
overdose|drug overdose|overdose death|drug death
waiting time|wait|wait time|time wait|waiting list
outbreak|epidemic
doctor|physician
medicine|medication
war|warfare|armed conflict|conflict|hostility|fighting|combat|military conflict ! peace
conflict interest
peace prize
ceasefire|truce|cease-fire|armistice|cessation hostility
terrorism|terrorist attack|terror attack|terror|act terror
troop|soldier|serviceman
military spending|defence spending|defense spending|military expenditure|defence expenditure|defense expenditure|military budget|defence budget|defense budget
invasion|incursion
refugee|displaced person|people fleeing|person fleeing
immigration|arrival immigrant|arrival migrant|influx migrant|influx immigrant|inflow migrant
hostage|captive
kidnapping|abduction|hostage-taking
escalation|intensification ! de-escalation|deescalation
tension|friction ! detente|thaw|rapprochement
turnout|voter turnout|electoral turnout|election turnout|turnout voter|turnout election
opinion poll|opinion survey|poll survey
popularity|public support|approval rating|public approval|support public|support population
stability|calm ! instability|turmoil|volatility|upheaval
unrest|civil unrest|disorder|public disorder|civil disorder|rioting|riot|popular unrest|social unrest ! public order
protest|demonstration|rally|street protest|demonstration street|protest street|street demonstration|mass protest
democracy ! authoritarianism|dictatorship|autocracy|authoritarian rule
support|backing ! opposition
trust|confidence ! distrust|mistrust|suspicion
unity|cohesion|solidarity ! division|disunity|split|rift|discord
transparency|openness ! secrecy|opacity
corruption|graft
bribery|bribe|bribing
press freedom|freedom press|media freedom|freedom media|free press ! press censorship|media censorship|censorship press|censorship media|censorship
cooperation|co-operation|collaboration ! non-cooperation|noncooperation
compliance|adherence|observance ! violation|breach|non-compliance|noncompliance|infringement
law|legislation|statute
rule|regulation ! deregulation
repression|crackdown|clampdown|suppression
poverty|destitution|impoverishment ! wealth|prosperity|affluence
success ! failure
victory|triumph ! defeat
strength ! weakness
optimism ! pessimism
safety ! danger
satisfaction|contentment ! dissatisfaction|discontent
inclusion ! exclusion
access ! exclusion
centralisation|centralization ! decentralisation|decentralization
crime|criminality|offence|offense|lawbreaking
violent crime|violent offence|violent offense|crime violence
shooting|gun violence|gun crime|gun attack|firearm violence
burglary|break-in|housebreaking
theft|stealing|larceny
murder|homicide|killing
prison|jail
detention|imprisonment|incarceration|jailing ! release
traffic accident|road accident|car accident|traffic crash|car crash|road crash|road traffic accident|traffic collision|accident road|crash road
train|rail|railway
airline|carrier|air carrier
traffic jam|congestion|gridlock|traffic congestion
tourist|visitor|holidaymaker
tourist arrival|visitor number|tourist number|arrival tourist|number visitor|number tourist|arrival visitor|influx tourist
pupil|student|schoolchild
absenteeism|absence|truancy|school absenteeism|school absence
school closure|closing school|closure school|shutdown school
footballer|football player|soccer player
match|game
cyber attack|cyberattack|hacking|hack|hacker attack|cyber-attack
data breach|data leak|leak data|breach data
artificial intelligence|ai
spending|expenditure|outlay
aid|assistance
ban|prohibition
restriction|curb|limit|limitation
woman|women|female
man|men|male
country|nation
worry|concern|anxiety|unease|fear
anger|outrage|fury|indignation
damage|harm
closure|closing|shutdown|shutting ! opening|reopening
withdrawal|pullout|pull-out
departure|exit|leaving
criticism|condemnation ! praise|acclaim
agreement|deal|accord|pact
talk|negotiation
ruling|verdict
delay|hold-up|postponement
home|house|housing
defence|defense
labour|labor
programme|program
influx|inflow ! outflow
emigration|brain drain|exodus
birth rate|fertility rate|fertility|birthrate
life expectancy|longevity
retirement age|pension age
minimum wage|wage floor
credit rating|creditworthiness
stock market|share price|stock price|equity market
currency|exchange rate|value currency
"""
FAMILIES: Final = """
economy economic|agriculture agricultural|region regional|nation national|environment environmental
industry industrial|finance financial|commerce commercial|election electoral|medicine medical|law legal
crime criminal|climate climatic|culture cultural|education educational|technology technological
diplomacy diplomatic|democracy democratic|violence violent|pollution polluted|politic political
society social|culture cultural|tourist tourism|science scientific|history historical|territory territorial
tension tense|safety safe|security secure|stability stable|poverty poor|wealth wealthy|reliability reliable
closure closing closed|failure failing|payment paying|arrest arresting|growth growing|flight fleeing
loss losing|sale selling|purchase buying|import importing|export exporting|strike striking|spread spreading
loan lending|cut cutting|rise rising|decision deciding|expansion expanding|invasion invading|evasion evading
extension extending|division dividing|erosion eroding|explosion exploding|suspension suspending|inclusion including
exclusion excluding|destruction destroying|reduction reducing|production producing|construction constructing
attack attacking|defence defending|defense defending|departure departing|arrival arriving|survival surviving
approval approving|removal removing|withdrawal withdrawing|refusal refusing|dismissal dismissing|renewal renewing
denial denying|death dying|theft stealing|analysis analysing|proof proving|belief believing
advice advising|choice choosing|pursuit pursuing|pressure pressuring|delivery delivering|recovery recovering
discovery discovering|bribery bribing bribe|burglary burgling|robbery robbing|treaty|move moving movement
infection infecting infected|strength strengthening|weakness weakening|width widening|use using usage
price pricing|rent rental renting|mother maternal|father paternal|parent parental|president presidential|minister ministerial|government governmental
parliament parliamentary|constitution constitutional|judge judicial judiciary|province provincial|city urban
money monetary|coast coastal|glacier glacial|sun solar|religion religious|race racial|tribe tribal|ethnicity ethnic
nutrition nutritional|globe global|nature natural|structure structural|biology biological|chemistry chemical
tradition traditional|profession professional|territory territorial|language linguistic|emotion emotional
health healthy|hunger hungry|death dead deadly|drug-resistance drug-resistant|legality legal|supply supplying
unemployed unemployment|employed employment|poor poverty
"""
APART: Final = words(
    "market marketing train training department departure import importance importation press pressure process "
    "procession success succession access accession general generation organ organisation organization account "
    "accounting accountancy found foundation person personal critic critical station state statement capital "
    "capitalisation express expression present presentation evening morning meeting building hospital apartment "
    "competence competition design designation reserve reservation relation communication community "
    "convention conference commission committee constitution institution question position condition mission "
    "parliament document government element instrument section session engine engineering proposal"
)
"""Words that the endings would take for another's family."""
ENDINGS: Final = (
    ("isation", "is"), ("ization", "is"), ("ising", "is"), ("izing", "is"), ("ise", "is"), ("ize", "is"),
    ("uation", "u"), ("uating", "u"), ("uated", "u"), ("icating", "ic"), ("ating", ""), ("ated", ""), ("ication", "ic"), ("ation", ""), ("ition", ""), ("ution", "ut"), ("tion", "t"), ("ssion", "ss"),
    ("sion", "s"), ("ment", ""), ("ance", ""), ("ence", ""), ("ing", ""), ("ate", ""), ("al", ""), ("ure", ""), ("ed", ""),
    ("e", ""),
)  # fmt: skip
"""Endings of verbs and of the nouns made of them, with what is left of the ending."""
NEGATIVE = ("in", "un", "dis", "non", "non-", "im", "ir", "il", "mis", "de", "de-")
NO_OPPOSITES = words(
    "information discount discover discharge discourse dispatch disclosure discipline mission instance insight disposition "
    "dissolution immigration imposition mischief infighting intuition inversion indignity default delight defeat "
    "decline deliver deposit depression design demand insider insurgency intention intent invention investment "
    "irrigation illustration missile disease display distance district dispute discussion distribution disaster "
    "deployment detention device devotion delegation department departure deposition derivation description"
)
"""Words that look like the negation of another and are not."""
RELATIONAL: Final = words(
    "price cost rate supply demand share use risk number amount value access right freedom spending relation tie quality "
    "security safety system policy plan programme program project rule law change market fee fund service force "
    "power rating result effect level case figure condition situation aid support opposition trust "
    "confidence interest time work party group member area sector output production sale investment import export "
    "strike attack accident injury delay closure virus violence crime abuse health education energy "
    "admission attendance equality stability action measure decision deal agreement bill reform vote victory "
    "defeat loss profit revenue income wage tax debt deficit surplus shortage lack ban talk visit meeting "
    "pressure threat crisis problem issue"
)
"""Nouns that say little without what they are of: bare, they are not taken for a fuller phrase of the same head."""
WIDE: Final = words(
    "overall general current recent ongoing total possible potential own entire whole certain various new old "
    "future further continued continuing existing present today public actual real long-term short-term serious "
    "major main full big large great considerable significant substantial mass widespread so-called level rate"
)
"""Modifiers that hardly narrow a thing down."""
