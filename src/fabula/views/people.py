"""Who is who: one sentence each, of what the tellings call somebody beside the name."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.derive.naming import shown_name
from fabula.lang.en.calendar import DATED
from fabula.lang.en.lexicon import HONORIFICS, PERSON_NOUNS, TITLES
from fabula.lang.en.line_words import ADDRESSES, NO_ROLE
from fabula.model.records import Anchor, Entity

if TYPE_CHECKING:
    from fabula.views.story import Telling

CHIEF = 3
"""Those named most, who are listed without a role too."""
LEAST = 4
"""Articles that name them, at least."""
ROLES = 2
"""Roles of one person."""
FEW = 5
"""Articles from which who is named in one alone is not shown."""
LONGEST = 4
"""Words of a name; longer ones are several people's."""
MANY, LONG = 8, 8
"""Articles that name somebody from which a role must stand in two of them; words of a role."""
SURE = 0.15
"""Share of the articles that name somebody in which a role of one word must stand: a name beside another's title is soon misread."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, the roles that are stated of them, and where."""

    entity: Entity
    roles: tuple[str, ...]
    anchors: tuple[Anchor, ...]

    @property
    def line(self) -> str:
        """One sentence."""
        called = " and ".join(f"“{r}”" for r in self.roles)
        count = len(self.entity.articles)
        named = f"named in {count} telling{'s' * (count != 1)}"
        name = shown_name(self.entity.name)
        return f"{name}, {named}, is called {called}." if called else f"{name} is {named}."


def people(t: "Telling") -> Iterator[Person]:
    """Those whom most tellings name: the first few where a third of the tellings do, others where a role is stated of them."""
    apart = t.outlets | t.authors
    seen: set[tuple[str, str]] = set()
    shared = Counter(_short(e.name)[1] for e in t.dossier.entities() if e.type == "person" and " " in e.name)
    named = 0
    least = 2 if len(t.order) >= FEW else 1
    for e in sorted(t.dossier.entities(), key=lambda e: (-len(e.articles), -len(e.anchors), e.name)):
        if e.type != "person" or e.name.casefold() in apart or not _named(e.name) or len(e.articles) < least:
            continue
        if not t.asked.some(e.anchors):
            continue
        named += 1
        key = _short(e.name)
        found = roles(t, e, alone=shared[key[1]] < 2)
        chief = named <= CHIEF and len(e.articles) >= max(LEAST, len(t.order) / 3)
        if (found.roles or chief) and key not in seen:
            seen.add(key)
            yield found


def _short(name: str) -> tuple[str, str]:
    """The first letter of a first name and the last name, without "Jr"."""
    words = [w for w in name.casefold().split() if w.rstrip(".") not in ("jr", "sr", "ii", "iii")]
    return name[:1], words[-1] if words else name


def _named(name: str) -> bool:
    return (
        len(name.split()) <= LONGEST
        and len(name.split()[-1].rstrip(".")) > 1
        and name[:1].isupper()
        and not name.isupper()
        and len(name) > 2
    )


def roles(t: "Telling", e: Entity, *, alone: bool = True) -> Person:
    """The roles that most tellings state of somebody, each once, without forms of address; where others have the surname
    (not ``alone``), those beside a full name only. Where most share none, the fullest that one states.
    """
    seen: dict[str, set[str]] = {}
    where: dict[str, Anchor] = {}
    words: dict[str, Counter[str]] = {}
    for article, chain in e.members:
        x = t.held.get(article)
        if x is None:
            continue
        for m in x.mentions:
            if m.chain != chain or m.form != "name":
                continue
            if not alone and " " not in x.article.text[m.start : m.end].strip():
                continue
            for r in m.roles:
                said = " ".join(x.article.text[r.start : r.end].split())
                if (key := _plain(said, e)) == "":
                    continue
                seen.setdefault(key, set()).add(article)
                words.setdefault(key, Counter())[said] += 1
                low, high = min(m.start, r.start), max(m.end, r.end)
                where.setdefault(key, (article, low, high))
    least = max(1.0, SURE * len(e.articles))
    kept: list[str] = []
    for key in sorted(seen, key=lambda k: (-len(seen[k]), -len(k), k)):
        loud = sum(w[0].isupper() for w in words[key].most_common(1)[0][0].split())
        shared = 2 if len(e.articles) >= MANY else least if " " not in key else 1
        if len(seen[key]) < shared or (loud > 3 and len(seen[key]) < 2):
            continue
        if any(_alike(key, k) for k in kept):
            continue
        kept.append(key)
        if len(kept) == ROLES:
            break
    if not kept:
        kept = sorted((k for k in seen if k.count(" ") > 1), key=lambda k: (-len(seen[k]), k))[:1]
    return Person(e, tuple(words[k].most_common(1)[0][0] for k in kept), tuple(where[k] for k in kept))


def _alike(a: str, b: str) -> bool:
    mine, theirs = set(a.split()), set(b.split())
    return bool(mine & theirs)


def _plain(said: str, e: Entity) -> str:
    """What two tellings of one role share; empty for what is no role."""
    low = said.casefold().strip(" ,;")
    if low in HONORIFICS or low.rstrip(".") in HONORIFICS or len(low) < 4 or len(said) > 80 or "\n" in said:
        return ""
    head = re.split(r" (?:of|for|at|in|to|from|and|who|on) ", low)[0].split()[-1]
    if (
        head in ADDRESSES
        or DATED & set(low.split())
        or len(low.split()) > LONG
        or low.split()[0].endswith("ly")
        or " in " in low
    ):
        return ""
    if low.split()[0] in NO_ROLE or not set(re.findall(r"[\w-]+", low)) & (TITLES | PERSON_NOUNS):
        return ""
    if re.match(r"(?:to|of|in|on|for|by|with|and|or|who|that|at|from)\b", low) or re.search(r"[\"“”():;]", said):
        return ""
    if any(w in low.split() for w in e.name.casefold().split() if len(w) > 2):
        return ""
    return re.sub(r"[^\w ’'.-]", "", low)
