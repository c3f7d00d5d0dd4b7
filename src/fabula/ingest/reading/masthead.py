"""The outlet of a copied page, as its furniture names it: in its rights, its newsletters, its app, its address.

One line may name an owner, a partner or another's app; the outlet is what several kinds of lines name.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from fabula.ingest.reading.imprint import OUTLET
from fabula.ingest.reading.lexicon import folded, is_label, is_section
from fabula.lang.en.function_words import OF_LINES
from fabula.lang.en.masthead_words import FRAMES, NAME, NOT_NAMES, OWNER, RIGHTS
from fabula.lang.en.page_words import NETWORKS
from fabula.model.records import Pair, Stated, Zone

ENOUGH = 1.4
"""What a name must reach. Weights and this were set on forty copies (``benchmarks/copies.py``, sample 1)."""
HOLDS, OWNS, ALONE, OPENS, ADDRESS, TOLD = 1.4, 0.6, 0.5, 0.9, 1.0, 0.4
"""Weights: rights are its own; rights are a company's; a line is nothing else; it is one of the first lines; it is the name in an
address; the telling speaks of what was told to it."""
FIRST = 8
"""First lines of a text, among which a page's own name stands."""
LONGER = 0.7
"""What a longer name must reach that is an outlet's by its last word ("Harbour" and "Harbour Post")."""
LONGEST = 400
"""Characters of a line of furniture that is read."""
MOST = 200
"""Lines of furniture that are read from each end."""
_NAME = re.compile(NAME)
_RIGHTS = [re.compile(p, re.IGNORECASE) for p in RIGHTS]
_FIRM = re.compile(r"(?:19|20)\d\d|all rights|copyright", re.IGNORECASE)
_OWNER = re.compile(OWNER, re.IGNORECASE)
_FRAMES = [(re.compile(p.replace("{name}", f"(?-i:{NAME})"), re.IGNORECASE), weight) for p, weight in FRAMES]
_NETWORK = re.compile(NETWORKS, re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w-])([\w-]{3,40})\.(?:com|org|net|co|info|eu|news|io|gov|edu|[a-z]{2})\b", re.IGNORECASE)
_SAID_TO = re.compile(
    rf"\b(?:told|tells|confirmed to|said to|interview with|spoke (?:to|with)) {NAME}(?= (?:in|that|on|he|she|by|for|at|via|the|they)\b|[,.])"
)


@dataclass(slots=True)
class _Named:
    value: str
    span: Pair
    kinds: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(self.kinds.values())


def masthead(text: str, zones: Sequence[Zone], people: Sequence[str] = ()) -> Stated | None:
    """The outlet that the furniture of a text names; None where no name is borne out by enough.

    ``people`` are the article's authors: what furniture says of them ("Follow ...", "More from ...") names no outlet.
    """
    found: dict[str, _Named] = {}
    authors = {_key(x) for x in people}

    def add(kind: str, weight: float, value: str, at: int) -> None:
        value = value.strip(" \t\xa0,;:–—-'\"“”")
        value = value[:-1] if value.endswith(".") and value.count(".") == 1 else value
        key = _key(value)
        if not _fit(value) or key in authors or any(len(a) > 5 and a in key for a in authors):
            return
        named = found.setdefault(key, _Named(value, (at, at + len(value))))
        if "." in named.value and "." not in value:
            named.value, named.span = value, (at, at + len(value))
        named.kinds[kind] = max(weight, named.kinds.get(kind, 0.0))

    hosts = _framed(text, zones, add)
    for match in _SAID_TO.finditer(text):
        if _key(match["name"]) in found:
            add("told", TOLD, match["name"], match.start("name"))
    for key, named in found.items():
        if key in hosts or key.removeprefix("the") in hosts:
            named.kinds["address"] = ADDRESS
    _lend(found)
    # A line alone, first or not, is a menu's: it only bears out what another says.
    named_by = [
        n
        for n in found.values()
        if set(n.kinds) - {"first", "alone", "told", "lent"} - ({"address"} if "first" not in n.kinds else set())
    ]
    best = max(named_by, key=lambda n: (n.score, -n.span[0]), default=None)
    if best is None or best.score < ENOUGH:
        return None
    more = len(best.value.split()) + 1
    longer = [
        n
        for k, n in found.items()
        if k.startswith(_key(best.value))
        and OUTLET.fullmatch(n.value)
        and n.score >= LONGER
        and len(n.value.split()) == more
    ]
    best = max(longer, key=lambda n: n.score, default=best) if not OUTLET.fullmatch(best.value) else best
    return Stated(value=text[best.span[0] : best.span[1]], basis="furniture", span=best.span)


def _framed(text: str, zones: Sequence[Zone], add: Callable[[str, float, str, int], None]) -> set[str]:
    """Tell ``add`` what each line of furniture names: the kind of line, its weight, the name, where it stands. Returns the hosts that
    addresses among them name."""
    hosts: set[str] = set()
    lines = list(_around(text, zones))
    last = max((z.end for z in zones if z.kind == "body"), default=0)
    for number, (start, line, first) in enumerate(lines):
        if number >= MOST and number < len(lines) - MOST:
            continue
        hosts.update(
            m.group(1).casefold().replace("-", "") for m in _ADDRESS.finditer(line) if not _NETWORK.search(m.group(1))
        )
        for pattern in _RIGHTS:
            for match in pattern.finditer(line):
                owner = _OWNER.search(match["name"])
                value = match["name"][: owner.start()] if owner else match["name"]
                # "© Jon Aske" alone is a photograph's.
                held = HOLDS if not owner and (start > last or _FIRM.search(line)) else OWNS
                add("rights", held, value, start + match.start("name"))
        framed: dict[str, tuple[float, int, int]] = {}
        for n, (pattern, weight) in enumerate(_FRAMES):
            for match in pattern.finditer(line):
                framed[match["name"]] = max(framed.get(match["name"], (0.0, 0, 0)), (weight, n, match.start("name")))
        for value, (weight, n, at) in framed.items():
            add(f"frame {n}", weight, value, start + at)
        if _NAME.fullmatch(line):
            add("first" if first else "alone", OPENS if first else ALONE, line, start)
    return hosts


def _lend(found: dict[str, _Named]) -> None:
    """A longer name bears out the shorter one that it begins with: "Harbour Post" of "Harbour Post Network"."""
    for key, named in found.items():
        longer = [
            o.score
            for k, o in found.items()
            if k != key and k.startswith(key) and o.value.casefold().startswith(named.value.casefold() + " ")
        ]
        if longer and len(key) > 3 and " " in named.value:
            named.kinds["lent"] = 0.5 * max(longer)


def _around(text: str, zones: Sequence[Zone]) -> Iterator[tuple[int, str, bool]]:
    """The lines that stand around the telling: where each starts, its text, whether it is one of the first of the text."""
    number = 0
    for zone in zones:
        at = zone.start
        for line in text[zone.start : zone.end].split("\n"):
            stripped = line.strip()
            if stripped:
                number += 1
                if zone.kind not in ("body", "heading", "title") and len(stripped) <= LONGEST:
                    yield at + line.index(stripped[0]), stripped, number <= FIRST
            at += len(line) + 1


def _key(name: str) -> str:
    return re.sub(r"^the|\W+", "", name.casefold()).removesuffix("com") or name.casefold()


def _fit(name: str) -> bool:
    """Whether a stretch of a line may be an outlet's name."""
    words = name.casefold().replace("’", "'").split()
    if (
        not 1 <= len(words) <= 6
        or len(name) < 3
        or is_label(name)
        or is_section(name)
        or _NETWORK.fullmatch(name.strip())
    ):
        return False
    if words[0] in OF_LINES - {"the"} or words[-1] in OF_LINES:
        return False
    return any(w.strip(".,'") not in NOT_NAMES and not w.isdigit() for w in words) and folded(name) not in NOT_NAMES
