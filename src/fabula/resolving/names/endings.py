"""Case endings: what an inflected word may be a form of, by language.

A word gives candidate stems, longest first; two words are forms of one where they share a stem. The lists are the
regular noun, adjective and possessive endings of the grammars, not learnt; a stem keeps at least three letters.
"""

from functools import lru_cache

_RU = """а я о е ё у ю ы и ь й ой ей ою ею ом ем ём ам ям ами ями ах ях ов ев ёв ого его ому ему ым им ых их ыми ими ая яя
 ое ее ые ие ую юю ый ий ии ию ией иям иями иях ия ии ие ов ью ье ья ьи ьем ьев"""
_UK = """а я о е є и і ї у ю ь й ю ою ею єю ом ем єм ам ям ами ями ах ях ів їв ей ого його ому йому им їм их їх ими їми ій
 ій ові еві єві ий ій ая яя ії ію ією іям іями іях ія іє у е і ню"""
_BE = """а я о е ё у ю ы і ь й ай яй ой ей аю яю ою ею ом ем ём ам ям амі ямі ах ях оў аў еў яў ага яга аму яму ым ім ых іх
 ымі імі ая яя ае яе ыя ія ую юю ы і"""
_BG = """а я о е у и й ь ът ят та то те ите ия ият ията ата ото ове овете ци ца ца еца ци ът ище ищата ски ска ско"""
_PL = """a ą e ę i o u y ie ia em iem owi iowi ów om iom ami iami ach iach mi ego iego emu iemu ym im ej iej ą ią ich ych imi
 ymi owie iu ium ii ję ją ji ie ię io"""
_CS = """a e i o u y ě í é á ý ů ou em ům ím ech ách ích ími ami emi ým ého ému ých ými ovi ové ovy ova ovu ově ovou ův ovi ho
 ou ia ie ií ii iích iemi mu"""
_SL = """a e i o u om em ov ev ih im am ami imi ima ega emu ega ju ja jem jema oma ema ah eh ovi eva evi evih ova ovo ove
 ovega ovem ovemu ovim ovih ovima ovimi evo eve evega evem evemu ev in ina ino ini ine inega inem inih ino ij ijo iji ije ija jih jev jevi
 jeva jevo jeve jevega jevih ni na no ne nega nem"""
ENDINGS = {"ru": _RU, "uk": _UK, "be": _BE, "bg": _BG, "mk": _BG, "pl": _PL, "cs": _CS, "sk": _CS, "sl": _SL, "hr": _SL}
_SORTED = {k: tuple(sorted(set(v.split()), key=lambda e: (-len(e), e))) for k, v in ENDINGS.items()}
# A woman's surname and what belongs to a person: endings that a name alone takes.
_NAMES = {
    "cs": tuple("ová ové ovou ovu ovi ův ova ovo ovy ově ovým ových ovými".split()),
    "sl": tuple(
        "ova ove ovi ovo ov ovega ovem ovemu ovim ovih ovimi jeva jevo jeve jevi jev jevega jevem jevih eva evo eve ev evega evih "
        "ju ja jem in ina ino ine inega inih".split()
    ),
    "ru": tuple("а у ом е ы ой ого ому ым ский ского".split()),
    "pl": tuple("owa owej ową owie".split()),
}
# Letters that a stem's last one turns into before some endings, and what they come from.
_SOFT = {
    "pl": {"c": "kt", "ć": "t", "dz": "gd", "dź": "d", "rz": "r", "sz": "ch", "ż": "g", "ś": "s", "ź": "z", "ń": "n", "l": "ł", "cz": "k"},
    "cs": {"c": "k", "z": "hg", "ř": "r", "š": "ch", "č": "k", "ž": "h"},
    "uk": {"ц": "к", "з": "гґ", "с": "х", "ч": "к", "ж": "г"},
    "be": {"ц": "кт", "з": "г", "с": "х", "дз": "д"},
    "sl": {"c": "k", "z": "g", "č": "k", "ž": "g", "š": "h"},
    "bg": {"ц": "к", "ч": "к", "ж": "г"},
    "ru": {"ч": "к", "ж": "г", "ц": "к"},
}
_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęóáéíýěůúьйj")
LEAST = 3


@lru_cache(maxsize=1 << 17)
def stems(word: str, language: str | None = None) -> tuple[str, ...]:
    """The candidate stems of a lower-case word, longest first, the word itself among them; vowels at the end dropped."""
    found = [word]
    for ending in _SORTED.get(language or "", ()):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            found.append(word[: -len(ending)])
    for ending in _NAMES.get(language or "", ()):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            found.append(word[: -len(ending)])
    if len(word) == 3 and word[-1] in "auуа":
        found.append(word[:2])  # Al, Ala; Jo, Joa
    if "'" in word:
        found.append(word[: word.index("'")])
    bare = [bared(s) for s in found]
    soft = _SOFT.get(language or "", {})
    extra = []
    for s in bare:
        for n in (2, 1):
            for hard in soft.get(s[-n:], ""):
                extra.append(s[:-n] + hard)
            if s[-n:] in soft and soft[s[-n:]] == "ch":
                extra.append(s[:-n] + "ch")
    return tuple(dict.fromkeys(sorted((s for s in (*bare, *extra) if s), key=lambda s: (-len(s), s))))


@lru_cache(maxsize=1 << 17)
def bared(word: str) -> str:
    """A word without the vowels and glides at its end, but for its first three letters."""
    end = len(word)
    while end > LEAST and word[end - 1] in _VOWELS:
        end -= 1
    return word[:end]


# What makes an adjective or an inhabitant of a place's name, longest first; the place's stem is before it.
_DERIVED = sorted(
    """
    анск янск ийск ейск инск ск цк зск овск евск ськ цьк зьк анськ ійськ ейськ инськ івськ овськ ьск ец ц анец янец ианец иец иц анц янц
    ийц ийец овец инец инц овц ан ян анин янин чан чанин ич як ник ець єць анець івець чанин ианск їнськ
    sk ck zk ańsk ijsk yjsk iańsk eńsk ansk ovsk owsk jsk skij ejsk ensk insk šk ansk ijsk
    ec c anec janec ijec ovec anc ijc an jan ian čan čk k kyn ček yňan yńczyk czyk ańczyk ijczyk yjczyk čik owiec ovan iak ak anin
    """.split(),
    key=lambda e: (-len(e), e),
)


@lru_cache(maxsize=1 << 16)
def derived(stem: str) -> tuple[str, ...]:
    """Stems of the places that an adjective's or an inhabitant's stem may be made of, longest first."""
    found = []
    for suffix in _DERIVED:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= LEAST:
            base = bared(stem[: -len(suffix)])
            found.append(base)
            hard = {"č": "k", "ч": "к", "ž": "g", "ж": "г", "š": "h", "ш": "х"}.get(base[-1:])
            if hard:
                found.append(base[:-1] + hard)
    return tuple(dict.fromkeys(sorted(found, key=lambda s: (-len(s), s))))
