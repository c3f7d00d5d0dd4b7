"""Word lists that mentions and chains rest on: titles, roles, kinds of things, countries, first names.

General English news vocabulary, written for this project; all entries are case-folded. Lists are small on purpose:
they break ties and veto, the article's own evidence decides.
"""

from fabula.lang.en.calendar import DATED, MONTHS_CUT, WEEKDAYS_CUT
from fabula.lang.en.wordlists import words

MALE_HONORIFICS = words("mr mr. sir lord king prince pope duke monsieur herr señor brother")
FEMALE_HONORIFICS = words("mrs mrs. ms ms. miss dame lady queen princess duchess madame frau señora sister")
HONORIFICS = (
    MALE_HONORIFICS
    | FEMALE_HONORIFICS
    | words(
        """dr dr. prof prof. rev rev. sen sen. rep rep. gov gov. gen gen. col col. lt lt. sgt sgt. capt capt. maj maj.
        hon hon. st. cmdr cmdr. adm adm. cpl pvt det. insp. supt. amb. pres. fr. judge justice sheikh ayatollah imam
        rabbi emir sultan sheik mullah"""
    )
)

TITLES = HONORIFICS | words(
    """president premier minister chancellor secretary senator representative congressman congresswoman governor mayor
    general colonel lieutenant sergeant captain major admiral commander marshal professor doctor judge justice
    spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief director ceo leader deputy
    ambassador envoy commissioner councillor councilor congressman lawmaker mp mep attorney prosecutor detective
    officer constable inspector superintendent bishop archbishop cardinal pope king queen prince princess emperor
    coach manager founder co-founder cofounder economist analyst scientist historian sociologist author writer actor
    actress singer director editor reporter journalist correspondent columnist activist campaigner lawyer student
    coauthor co-author musician advisor adviser aide strategist pollster candidate nominee speaker whip principal
    executive undersecretary dictator strongman oligarch businessman businesswoman entrepreneur billionaire
    veteran nominee expert researcher blogger influencer host presenter comedian pastor reverend president-elect
    treasurer comptroller sheriff midfielder striker goalkeeper defender captain skipper driver pilot astronaut"""
)
"""Words that stand before a name as its role: "President X", "political scientist Y"."""

TITLE_PARTS = words(
    """prime foreign vice deputy acting former first chief executive general interim then ex defence defense interior
    home finance state shadow emeritus managing senior associate assistant attorney major lieutenant brigadier rear
    minority majority press special opposition party political science campaign national security"""
)
"""Words that come with a title: "Prime Minister", "former Vice President"."""

MALE_NOUNS = words(
    """man boy father dad son brother husband uncle grandfather nephew king prince gentleman businessman spokesman
    chairman congressman policeman fisherman salesman grandson boyfriend widower fiancé guy lad monk actor waiter
    ex-husband stepfather godfather bishop cardinal pope"""
)
FEMALE_NOUNS = words(
    """woman girl mother mum mom daughter sister wife aunt grandmother niece queen princess lady businesswoman
    spokeswoman chairwoman congresswoman policewoman granddaughter girlfriend widow fiancée nun actress waitress
    ex-wife stepmother godmother duchess"""
)
KIN = words(
    """father dad mother mum mom parent son daughter brother sister husband wife uncle aunt cousin grandfather
    grandmother nephew niece child baby grandson granddaughter boyfriend girlfriend fiancé fiancée widow widower
    ex-husband ex-wife stepfather stepmother spouse partner sibling family twin friend colleague counterpart"""
)
PERSON_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | KIN
    | (TITLES - words("chair chief general major justice whip whip. speaker host"))
    | words(
        """person child kid teenager teen youth adult baby infant suspect victim witness defendant accused offender
        gunman attacker killer murderer shooter bomber terrorist militant rebel fighter soldier troop guard hacker
        patient nurse physician surgeon doctor teacher pupil worker employee employer owner boss resident citizen
        immigrant migrant refugee asylum-seeker seeker prisoner inmate hostage detainee protester protestor
        demonstrator marcher voter taxpayer customer consumer user developer engineer programmer fan player athlete
        footballer cyclist swimmer runner winner loser champion rival opponent critic supporter ally opponent
        member politician legislator official diplomat bureaucrat civilian policeman cop agent spy source insider
        observer commentator expert pundit academic scholar biologist chemist physicist climatologist astronomer
        psychologist doctor farmer fisherman driver passenger pedestrian motorist tourist visitor traveller traveler
        pilgrim worshipper believer priest cleric follower defector dissident exile hawk statesman autocrat
        guest dignitary neighbor neighbour survivor relative individual someone somebody anyone poster blogger tweeter
        reader viewer listener speaker chief head chair general partner head-of-state incumbent successor predecessor
        newcomer democrat republican conservative liberal socialist communist lawbreaker finalist man woman human
        investor trader shareholder banker buyer seller dealer smuggler trafficker thief robber burglar criminal
        firefighter paramedic rescuer volunteer donor recipient beneficiary claimant applicant appellant plaintiff
        juror lawyer solicitor barrister counsel representative delegate negotiator mediator organizer organiser
        fugitive gang-member kidnapper captor mercenary sniper"""
    )
)
GROUP_NOUNS = words(
    """police people public crowd population audience electorate jury staff crew personnel opposition military army
    navy militia troop force majority minority couple pair duo trio team family community generation youth
    leadership authorities media press clergy public workforce delegation cabinet panel gang mob side camp
    coalition alliance"""
)
"""Collective nouns: they take "they" as well as "it"."""

SOURCES = words(
    """analyst expert observer official source authority resident critic supporter opponent researcher scientist
    economist diplomat lawmaker witness activist protester police prosecutor investigator doctor lawyer aide
    adviser advisor campaigner commentator politician voter people leader representative spokesperson journalist
    reporter historian insider passenger survivor eyewitness neighbor neighbour relative"""
)
"""Heads of groups that news quotes without naming them."""

ORG_NOUNS = words(
    """company firm corporation organisation organization agency party ministry church university college school bank
    court parliament congress senate government administration authority council department office committee
    commission institute institution association union federation league club team foundation charity business
    startup retailer manufacturer maker carrier airline operator publisher developer studio label group regime bureau
    board regulator watchdog tribunal assembly legislature cabinet army navy military force hospital network
    conglomerate enterprise joint-venture subsidiary supplier think-tank consortium non-profit nonprofit ngo
    monopoly brand giant lobby laboratory academy museum store supermarket chain hotel restaurant"""
)
TRADES = words(
    "airline airlines airways air motors motor bank banking foods steel energy power oil petroleum media entertainment records"
    " pharma pharmaceuticals technologies technology systems electronics software labs laboratories studios pictures"
    " chemicals industries insurance logistics rail railways shipping cruises hotels resorts homes stores markets"
    " telecom communications networks mining resources capital partners ventures holdings brands"
)
"""Words for a trade at the end of a company's name, which its short name leaves out."""
COMPANY_NOUNS = words(
    "company firm corporation business startup retailer manufacturer maker carrier airline giant brand"
)
MEDIA_NOUNS = words("newspaper magazine broadcaster channel network outlet journal tabloid weekly daily website site")
PLACE_NOUNS = words(
    """country nation state city town village region province island district area capital county territory
    republic kingdom municipality suburb neighbourhood neighborhood port peninsula continent resort settlement
    constituency border coast airport station prison site square building street road bridge river lake mountain
    valley park hall camp stadium base plant residence palace"""
)
STATE_NOUNS = words("country nation state republic kingdom")
CITY_NOUNS = words("city town village capital municipality settlement")
EVENT_NOUNS = words(
    """attack war election summit meeting talks talk protest crash accident incident explosion bombing shooting fire
    storm hurricane earthquake flood crisis conflict strike campaign trial vote referendum festival match game race
    tournament championship ceremony conference exercise drill raid operation stampede riot rally strike siege
    invasion ceasefire negotiation visit election debate hearing launch event celebration disaster tragedy outbreak
    pandemic coup massacre"""
)
TIME_NOUNS = (
    words(
        """day week month year decade century hour minute second morning afternoon evening night time today yesterday
    tomorrow weekend percent per cent dollar euro pound % spring summer autumn winter
    midnight noon moment while date period"""
    )
    | DATED
)
CALENDAR = DATED | {*MONTHS_CUT, *WEEKDAYS_CUT} | words("gmt utc am pm a.m. p.m. easter christmas ramadan")

CORPORATE = words("inc inc. corp corp. ltd ltd. llc plc co co. gmbh ag sa s.a. nv company corporation limited holdings")
ORG_SUFFIXES = CORPORATE | words(
    """party university college school institute institution ministry department agency bureau commission committee
    council court parliament congress senate union association federation confederation league organization
    organisation foundation trust society academy group bank church army navy force forces police office service
    services administration authority board center centre plant works factory airlines airways industries systems
    motors technologies partners capital fund alliance movement front brigade guard club united fc team project
    initiative network assembly duma government consortium laboratory hospital museum orchestra studios
    pictures entertainment stores brothers associates command corps division battalion regiment directorate
    secretariat tribunal chamber coalition caucus campaign"""
)
MEDIA_SUFFIXES = words(
    """news times post journal herald tribune guardian telegraph gazette chronicle magazine newspaper tv television
    radio press mail express observer independent broadcasting today weekly daily review globe star sun mirror
    examiner inquirer dispatch courier reuters bloomberg wire"""
)
PLACE_SUFFIXES = words(
    """city town village island islands river lake sea ocean bay gulf mountain mountains mount valley desert province
    county district region oblast state territory republic airport street avenue road square park bridge tower towers
    palace residence peninsula strait channel coast beach hill hills station harbour harbor port cape stadium
    prison cathedral mosque temple hotel"""
)
EVENT_SUFFIXES = words(
    """war summit olympics games cup festival election elections conference championship championships tournament
    exercise exercises forum hurricane typhoon revolution uprising crisis treaty massacre battle fair prix marathon
    eurovision awards prize day protests"""
)
PRODUCT_NOUNS = words(
    """missile missiles rocket tank tanks drone drones aircraft jet jets fighter helicopter rifle launcher vaccine
    vaccines smartphone phone browser console app submarine frigate destroyer carrier system systems torpedo"""
)
PARLEYS = words("accord accords agreement ceasefire communique declaration pact protocol summit talks treaty truce")
"""What is named after where it was held: "the X talks", "the X accord"."""
PLACE_PREPOSITIONS = words("in at near from to toward towards into outside across around throughout off inside")
PARTICLES = words("von van der den de del della di da dos das du la le el al bin ibn ben abu ter zu af ould")
"""Lower-case words inside a person's name."""

NOUNS = GROUP_NOUNS | ORG_NOUNS | PLACE_NOUNS | EVENT_NOUNS
"""Common nouns that may trail a name in capitals without being part of it."""
OPENERS = words('" “ « ‘ ` : “')


WEATHER = words("rain snow hail thunder drizzle pour")
IMPERSONAL = words("seem appear happen turn follow emerge matter transpire")
CONTRASTING = words(
    """other another new old first second third fourth fifth last next previous former latter current early late same
    different similar main only own future past final initial original earlier later recent latest largest biggest
    north south east west northern southern eastern western left right male female local national international"""
)
"""Words that tell one thing from another of its kind: an epithet does not."""
MINDS = words(
    """want think believe hope fear feel know plan decide wish like love hate agree refuse hesitate try vow intend
    expect
    worry consider understand remember forget ask demand call accuse criticise criticize estimate live work fight"""
)
"""Verbs whose subject has a mind, or is a body of those who do."""

_COUNTRIES = """
afghanistan:afghan,afghans albania:albanian algeria:algerian angola:angolan argentina:argentine,argentinian
armenia:armenian australia:australian austria:austrian azerbaijan:azerbaijani,azeri bahrain:bahraini
bangladesh:bangladeshi belarus:belarusian,belarussian,byelorussian belgium:belgian bolivia:bolivian
bosnia:bosnian botswana:botswanan brazil:brazilian britain:british,briton bulgaria:bulgarian cambodia:cambodian
cameroon:cameroonian canada:canadian chad:chadian chile:chilean china:chinese colombia:colombian congo:congolese
croatia:croatian,croat cuba:cuban cyprus:cypriot czechia:czech denmark:danish,dane ecuador:ecuadorian
egypt:egyptian england:english eritrea:eritrean estonia:estonian ethiopia:ethiopian fiji:fijian
finland:finnish,finn france:french gabon:gabonese gambia:gambian georgia:georgian germany:german ghana:ghanaian
greece:greek guatemala:guatemalan guinea:guinean haiti:haitian honduras:honduran hungary:hungarian
iceland:icelandic,icelander india:indian indonesia:indonesian iran:iranian iraq:iraqi ireland:irish israel:israeli
italy:italian jamaica:jamaican japan:japanese jordan:jordanian kazakhstan:kazakh,kazakhstani kenya:kenyan
kosovo:kosovar kuwait:kuwaiti kyrgyzstan:kyrgyz laos:laotian latvia:latvian lebanon:lebanese liberia:liberian
libya:libyan lithuania:lithuanian luxembourg:luxembourgish macedonia:macedonian madagascar:malagasy
malawi:malawian malaysia:malaysian maldives:maldivian mali:malian malta:maltese mauritania:mauritanian
mexico:mexican moldova:moldovan mongolia:mongolian montenegro:montenegrin morocco:moroccan mozambique:mozambican
myanmar:burmese namibia:namibian nepal:nepalese,nepali netherlands:dutch nicaragua:nicaraguan niger:nigerien
nigeria:nigerian norway:norwegian oman:omani pakistan:pakistani palestine:palestinian panama:panamanian
paraguay:paraguayan peru:peruvian philippines:filipino,philippine poland:polish,pole portugal:portuguese
qatar:qatari romania:romanian russia:russian rwanda:rwandan scotland:scottish,scot senegal:senegalese
serbia:serbian,serb
singapore:singaporean slovakia:slovak,slovakian slovenia:slovenian,slovene somalia:somali spain:spanish,spaniard
sudan:sudanese sweden:swedish,swede switzerland:swiss syria:syrian taiwan:taiwanese tajikistan:tajik
tanzania:tanzanian thailand:thai togo:togolese tunisia:tunisian turkey:turkish,turk türkiye:turkish
turkmenistan:turkmen uganda:ugandan ukraine:ukrainian uruguay:uruguayan uzbekistan:uzbek venezuela:venezuelan
vietnam:vietnamese wales:welsh yemen:yemeni zambia:zambian zimbabwe:zimbabwean europe:european africa:african
asia:asian america:american
"""
DEMONYMS: dict[str, str] = {}
"""Adjectives and peoples to their country, case-folded; plurals included."""
COUNTRIES: set[str] = set()
for _entry in _COUNTRIES.split():
    _country, _, _adjectives = _entry.partition(":")
    COUNTRIES.add(_country)
    for _adjective in _adjectives.split(","):
        DEMONYMS[_adjective] = _country
        if not _adjective.endswith(("sh", "ch", "ese", "ss", "s")):
            DEMONYMS[_adjective + "s"] = _country
COUNTRIES |= {
    *("north korea", "south korea", "new zealand", "saudi arabia", "sri lanka", "costa rica", "el salvador"),
    *("south africa", "south sudan", "ivory coast", "united states", "united kingdom", "czech republic", "hong kong"),
    *("united arab emirates", "dominican republic", "papua new guinea", "burkina faso", "sierra leone"),
    *("russian federation", "us", "usa", "uk", "uae", "great britain", "northern ireland", "soviet union", "ussr"),
    *("eastern europe", "western europe", "central asia", "middle east", "south east asia", "southeast asia"),
}

CITIES = words(
    """kabul tirana algiers luanda yerevan canberra sydney melbourne vienna baku dhaka minsk brussels sarajevo brasilia
    sofia ottawa toronto montreal vancouver santiago beijing shanghai bogotá bogota zagreb havana prague copenhagen
    quito cairo tallinn helsinki paris marseille tbilisi berlin munich frankfurt hamburg accra athens budapest
    reykjavik delhi mumbai jakarta tehran baghdad dublin jerusalem rome milan naples turin tokyo osaka kyoto amman
    astana almaty nairobi pristina bishkek riga beirut tripoli vilnius chisinau monaco rabat kathmandu amsterdam
    rotterdam hague abuja lagos oslo islamabad karachi lahore gaza lima manila warsaw krakow lisbon porto doha
    bucharest moscow petersburg riyadh dakar belgrade bratislava ljubljana mogadishu johannesburg seoul pyongyang
    madrid barcelona colombo khartoum stockholm bern geneva zurich damascus aleppo taipei dushanbe bangkok tunis
    ankara istanbul kampala kyiv kiev kharkiv odesa odessa lviv donetsk crimea london manchester edinburgh glasgow
    belfast cardiff birmingham liverpool washington york boston chicago dallas houston philadelphia miami atlanta
    seattle detroit denver phoenix montevideo tashkent caracas hanoi sanaa harare dubai singapore kinshasa lusaka
    texas california florida ohio michigan virginia arizona nevada georgia oregon alaska hawaii illinois iowa kansas
    kentucky louisiana maine maryland massachusetts minnesota mississippi missouri montana nebraska oklahoma
    pennsylvania tennessee utah vermont wisconsin wyoming ontario quebec alberta queensland victoria bavaria
    catalonia siberia donbas chechnya xinjiang tibet kashmir wellington auckland christchurch"""
)
"""Cities and regions that news names without more; a person's name of the same letters can still win."""

ALIASES: dict[str, str] = {
    **dict.fromkeys(("us", "usa", "america", "united states of america", "u.s", "u.s.a"), "united states"),
    **dict.fromkeys(("uk", "britain", "great britain", "u.k"), "united kingdom"),
    **dict.fromkeys(("uae",), "united arab emirates"),
    **dict.fromkeys(("un", "u.n"), "united nations"),
    **dict.fromkeys(("eu", "e.u"), "european union"),
    **dict.fromkeys(("dprk",), "north korea"),
    **dict.fromkeys(("russian federation",), "russia"),
    **dict.fromkeys(("ussr",), "soviet union"),
    **dict.fromkeys(("holland",), "netherlands"),
    **dict.fromkeys(("burma",), "myanmar"),
    **dict.fromkeys(("l.a",), "la"),
}
"""Second names of states and unions, to the one that stands for them."""

ORGANISATIONS = words(
    """nato unesco unicef opec interpol fifa uefa nasa fbi cia kgb fsb who imf wto osce asean mossad kremlin
    twitter facebook google microsoft apple amazon youtube
    instagram tiktok telegram whatsapp wikipedia linkedin netflix tesla boeing airbus gazprom"""
)

RANKS_OF_BODIES = words("general major king queen prince baron dean bishop marshal")
"""Titles that names of companies begin with too: "General Electric"."""
MALE_NAMES = words(
    """aaron abdul abdullah adam ahmad ahmed alan albert alejandro aleksandr alex alexander alexandre alexei
    alexey ali allan allen anatoly anders andreas andrei andrew andrey andrzej angelo anthony antonio anton arnold
    arthur ben benjamin bernard bernie bill billy bob bobby boris brad brian bruce bryan carl carlos charles
    charlie chris
    christian christopher chuck claude claudio colin craig daniel dan danny dave david dean dennis derek dick diego
    dimitri
    dmitri dmitry dominic don donald douglas ed eddie edgar eduardo edward edwin emmanuel enrique eric ernest eugene
    evgeny felix ferdinand fernando francis francisco frank franz fred frederick gabriel gary geoffrey george gerald
    gerard gerhard giovanni giuseppe glenn gordon graham greg gregory guillermo gustavo hamid hans harold harry hassan
    heinz helmut henri henry herbert howard hugh hugo hussein ian ibrahim igor ilya ivan ivo jack jacob jacques jake
    james jamie jan jason javier jean jeff jeffrey jeremy jerry jim jimmy joe joel joey johan john johnny jon
    jonathan jorge
    jose josé josef joseph joshua juan julian jürgen justin karl keith ken kenneth kevin khalid konstantin kurt kyle
    lars larry lee leo leonard leonid lewis liam louis luca luis luke mahmoud manuel marc marco marcus mario mark
    martin
    matt matteo matthew max maxim maxime michael michel miguel mike mikhail mohamed mohammad mohammed muhammad
    mustafa nathan neil nicholas nick nicky nicolas nigel nikita nikolai noah oleg oliver omar oscar otto pablo
    patrick paul
    pavel pedro peter petr phil philip philippe pierre piotr rafael rajiv ralph ramon ray raymond richard rick
    rob robert roberto rodney rodrigo roger roman ron ronald roy rudolf russell ryan salman sam samuel scott sean
    sebastian sergei sergey serge simon stanislav stefan stephen stephan steve steven stuart sven syed ted terry
    theodore thomas tim timothy todd tom tommy tony tyler valery vasily viktor victor vincent vitaly vladimir
    volodymyr walter warren wayne wilhelm will william wolfgang xavier yaroslav yevgeny yuri yury yusuf zachary"""
)
FEMALE_NAMES = words(
    """abigail adriana agnes aisha alexandra alice alicia alison amanda amber amelia amy ana andrea angela anita ann
    anna anne annie ashley audrey barbara beatrice becky belinda beth betty beverly brenda bridget brittany camilla
    carla carmen carol caroline carolyn catherine cecilia charlotte chelsea cheryl christina christine cindy claire
    clara claudia connie courtney crystal cynthia daniela danielle darya debbie deborah debra
    denise diana diane dolores donna dora doris dorothy ekaterina elaine eleanor elena eliza elizabeth ella ellen
    elsa emily emma erica erika esther eugenia eva evelyn evita fatima fiona florence frances gabriela gabriella
    gemma georgia geraldine gertrude gina giorgia gloria grace greta gwen hannah harriet hazel heather heidi helen
    helena hillary hilary ida ingrid irene irina iris isabel isabella ivana jacqueline jane janet janice jasmine
    jeanne jennifer jenny jessica jill jo joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia
    julie june karen karin kate katherine kathleen kathryn kathy katie kelly kim kirsten kristen kristin
    larisa laura lauren laurie leila leslie liliana lily linda lisa liz louise lucia lucy ludmila lydia lyudmila
    madeleine maggie marcia margaret margarita maria marie marilyn marina marta martha mary maureen meghan
    melanie melissa mercedes meredith mia michelle mila miriam molly monica nadia nadezhda nancy naomi natalia natalie
    natalya natasha nicola nicole nina nora norma olga olivia pamela patricia paula pauline peggy penelope petra
    phyllis priscilla rachel raisa rebecca regina renee rita roberta rosa rose rosemary ruth sabrina sally samantha
    sandra sara sarah sharon sheila shirley silvia simone sofia sonia sonya sophia sophie stella stephanie sue susan
    susanna suzanne svetlana sylvia tamara tania tanya tara tatiana teresa theresa tiffany tina tracy
    ursula valentina valerie vanessa vera veronica victoria virginia vivian wendy yelena yolanda yulia yvette yvonne
    zainab zoe"""
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
