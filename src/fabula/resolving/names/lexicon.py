"""Small general lexicons of names: titles, particles, suffixes, legal forms, given names and their short forms."""

TITLES = frozenset(
    """
    mr mrs ms miss mx sir dame lord lady dr prof professor doctor rev reverend fr father sister brother hon honourable
    honorable his her excellency majesty highness president präsident präsidentin presidente président prezydent
    prezident predsednik президент президентка прэзідэнт chancellor kanzler kanclerz premier prime minister ministr
    министр міністр міністар sen senator сенатор sénateur rep representative congressman congresswoman gov governor
    губернатор mayor bürgermeister мэр judge justice chief general gen colonel col major maj captain capt lieutenant
    lt sergeant sgt admiral adm marshal commander cmdr генерал полковник майор king queen prince princess emperor tsar
    duke duchess count countess baron baroness pope cardinal bishop archbishop patriarch metropolitan imam ayatollah
    sheikh shaikh shaykh sheik shah mullah mulla maulana mawlawi maulvi haji hajji qari sayyid syed sayed ustad hafiz
    herr frau monsieur madame mademoiselle signor signora señor señora senhor senhora don doña pan pani pán paní gospod
    gospa господин господин пан спадар spadar mv ss hms uss vessel ship comrade товарищ ex former late acting deputy vice
    """.split()
)
"""Words before a name that are no part of it (a ship's MV among them)."""

PARTICLES = frozenset(
    """
    al el ul ad as ash at ath az ar an ibn bin ben bint binte bat abu aba umm um von van der den de del della di da dos das
    do du la le les los las lo ter ten te zu zum zur af av y e i of the and und et ap ter ould na sa
    """.split()
)
"""Particles of names: they weigh little, and one that is missing clashes with nothing."""

GENERATIONS = {
    **dict.fromkeys("jr jnr junior младший молодший малодшы młodszy mladší mlajši младши filho fils юниор".split(), "junior"),
    **dict.fromkeys("sr snr senior старший старшы starszy starší starejši старши père".split(), "senior"),
    **{"ii": "2", "iii": "3", "iv": "4", "2nd": "2", "3rd": "3", "4th": "4"},
}
"""Generation suffixes and what they say. Two that differ are two people."""

LEGAL_FORMS = {
    "private": "llc ltd limited ooo ооо тов тоо srl sarl gmbh spzoo zoo bv sro doo pte pty kft llp oü uab sia lda ltda",
    "public": "plc ag sa spa nv oao пао оао jsc ojsc pjsc ao ао ab asa as oyj se nyrt ad ад kk pao zao зао cjsc ат ват пат aktiengesellschaft ojs",
    "corporation": "inc incorporated corp corporation co company cos",
    "partnership": "lp llp kg gbr snc",
}
"""Legal forms by family: the name of one says little, a clash of families says that two firms are two."""

LEGAL_PHRASES = {
    "limited liability company": "llc",
    "limited liability partnership": "llp",
    "public limited company": "plc",
    "open joint stock company": "ojsc",
    "public joint stock company": "pjsc",
    "closed joint stock company": "cjsc",
    "joint stock company": "jsc",
    "joint stock compan": "jsc",
    "societatea cu raspundere limitata": "srl",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "societe anonyme": "sa",
    "общество с ограниченной ответственностью": "ооо",
    "открытое акционерное общество": "оао",
    "публичное акционерное общество": "пао",
    "закрытое акционерное общество": "зао",
    "акционерное общество": "ао",
    "товариство з обмеженою відповідальністю": "тов",
    "sp z o o": "spzoo",
    "spolka z o o": "spzoo",
    "b v b a": "bvba",
    "d o o": "doo",
    "s r o": "sro",
    "united states of america": "usa",
    "united states": "us",
    "united kingdom": "uk",
    "european union": "eu",
    "united nations": "un",
}
"""Spelt-out legal forms and states, and their short ones."""

NUMBERS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety".split(),
        [*range(21), 30, 40, 40, 50, 60, 70, 80, 90],
        strict=True,
    )
)
ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        [*range(1, 13), *range(1, 11)],
        strict=True,
    )
)

_SHORT_FORMS = """
alexander alex alec sasha sascha alejandro aleksander alexandre alaksandar aliaksandr oleksandr oleksander olek sanya shura
alexandra sasha sandra
alexei alexey aleksei aleksey alyosha lyosha alexy oleksii oleksiy
alfred fred alf
albert al bert
andrew andy drew andrei andrey andriy andrii andrej andrzej andras andrés
anthony tony antony anton antoni
barack barry
benjamin ben benny binyamin benyamin
bernard bernie
catherine katherine kate kathy cathy katie kathryn ekaterina katya kateryna katarzyna katsiaryna
charles charlie chuck carl karl carlos karol
christopher chris kris krzysztof
daniel dan danny danil danila
david dave davy dawid
dmitry dmitri dmitriy dima dmytro dzmitry dzmitryj mitya
donald don donny
edward ed eddie ted eduard
elizabeth liz beth betty lizzie eliza elizaveta
eugene gene evgeny yevgeny yevhen evgeni yauhen zhenya jewgeni
frederick fred freddy
george jerzy yuri yury georgy jorge georg yurii yuriy heorhii jiri juri georgi
gregory greg grigory hryhorii ryhor
helen elena olena alena lena yelena helena
henry harry hank henri henryk enrique
igor ihor ihar
ivan vanya john jan johann juan ioan
james jim jimmy jamie
joseph joe joey josef jozef józef iosif yosip jose
john jack johnny
kenneth ken kenny
lawrence larry laurence
leonard leo len lenny
margaret maggie meg peggy margarita
matthew matt matvei matej mateusz maciej
michael mike mick mickey mikhail misha mykhailo mikhal mikhailo michal michał michel miguel mihail mihailo
nathaniel nathan nate
nicholas nick nicolas nikolai nikolay kolya mykola mikalai mikołaj nicolás nikola
olga volha olha olya
patrick pat paddy
paul pavel pavlo paval paweł pablo pawel pasha
peter pete piotr petr petro pyotr pyotr pedro pietro
philip phil philippe filip
richard rick dick ricky rich ryszard
robert rob bob bobby bert
ronald ron ronny
samuel sam sammy
sergei sergey serge serhii serhiy siarhei siarhey syarhey seryozha sergiusz
stephen steve steven stefan stepan stephan esteban
svetlana sviatlana svitlana sveta śviatłana
theodore ted teddy fyodor fedor fedir
thomas tom tommy tomas tomasz
timothy tim timmy
tatiana tatyana tanya tatsiana tetiana tetyana
victor viktor viktar vitya wiktor
vladimir volodymyr uladzimir vova volodya wladimir włodzimierz uladzimier vlad
vladislav vlad uladzislau vladyslav władysław slava
walter walt wally
william will bill billy willy liam guillermo wilhelm
yaroslav jaroslaw jarosław yaraslau
joshua josh
jeffrey jeff geoffrey geoff
rudolph rudy rudolf
kimberly kim
zachary zach zack
abraham abe
"""
SHORT_FORMS: dict[str, set[int]] = {}
for _number, _line in enumerate(_SHORT_FORMS.strip().splitlines()):
    for _name in _line.split():
        SHORT_FORMS.setdefault(_name, set()).add(_number)

GIVEN_NAMES = frozenset(SHORT_FORMS) | frozenset(
    """
    adam agnes alan alice ana anna anne arthur boris brian bruno carol claire clara dennis diana eric erik ernst eva emma
    felix florian francis frank franz friedrich gabriel gerhard gordon hans harold heinrich hugo ian irina isabel ivana jakob
    jacob jean jens joachim jonas julia julian jürgen karen kevin klaus konrad kurt lars laura leon louis lucas ludwig lukas
    manuel marcel marco maria marie mario mark martin mary max maxim natalia nina oleg oleh oliver oscar otto pierre ralph
    raymond roger roman sarah simon sophia stanislav susan sylvia ulrich ursula uwe valentin valeri vera veronika vincent
    vitaly werner wolfgang yulia zoe
    """.split()
)
"""Common given names, folded to a to z where they are looked up: two of them are no surname and given name swapped."""
