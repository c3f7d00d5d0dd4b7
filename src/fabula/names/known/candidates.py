"""Which known entities an entity may be: by name, kind and what the articles state beside the name.

``score`` = name x (0.7 + 0.3 x context), where name is how well the best pair of names agrees (``names/compare.py``;
an alias that the list calls weak counts 0.9) and context the mean of what the list states and the articles can speak
to: country, role, year of birth (0.5 where neither speaks). A year of birth that clashes takes 0.6 off the score; kinds that
clash rule an entry out. The weights are by hand: there is no corpus of news against lists here.

Certain by rule is a candidate only where all of this holds: the kind is stated and the same; a name (not a weak one) of
two words or more agrees to 0.95 or better; a country, role or year of birth that the list states agrees with the text,
and none clashes; and no other entry of the list is as good in name, kind and birth. A state under any of its names needs nothing
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.lang.en.stems import stems
from fabula.model.records import Anchor, Candidate, Entity, Known
from fabula.model.vocabulary import CandidateState
from fabula.names.compare import Match, compare
from fabula.names.gazetteer import place
from fabula.names.particulars import Particulars
from fabula.names.tokens import PERSON, Name, kind_of, parse

LEAST = 0.4
"""Score from which an entry is a candidate at all."""
SURE = 0.95
"""How well names must agree to be certain."""
NEAR = 0.1
"""What another candidate's score may be lower by and still be as good."""
TRIED = 4
"""An entity's names that are held against an entry: the fullest ones."""
_CLASS = {"media": "organisation", "group": "", "other": "", None: ""}
_DULL = frozenset("former the of and in for a an politician person".split())


@dataclass(frozen=True)
class Subject:
    """An entity as it is held against a list: its fullest names, parsed, and what is stated of it."""

    entity: Entity
    names: tuple[Name, ...]
    stated: Particulars


def subject(entity: Entity, stated: Particulars) -> Subject:
    """Make one. Its fullest names come first; the name that is shown is always among them."""
    kind = kind_of(entity.type)
    parsed = {n.letters: n for n in (parse(a, kind) for a in (entity.name, *entity.aliases)) if n.letters}
    full = max((_words(n) for n in parsed.values()), default=0)
    kept = [n for n in parsed.values() if _words(n) == full or (_words(n) > 1 and kind == PERSON)]
    if kind != PERSON:  # acronyms and short forms find what full names do not
        kept += [n for n in parsed.values() if n not in kept]
    return Subject(entity, tuple(kept[:TRIED]), stated)


def _words(n: Name) -> int:
    return min(2, sum(not t.initial for t in n.tokens))


def candidates(s: Subject, entries: Sequence[Known], most: int) -> list[Candidate]:
    """The entries that an entity may be, best first, at most so many of one list; the certain ones marked."""
    judged = [(c, e, m) for e in entries for c, m in [_judge(s, e)] if c is not None and c.score >= LEAST]
    judged.sort(key=lambda x: (-x[0].score, x[0].list, x[0].id))
    out: list[Candidate] = []
    for list_ in sorted({e.list for _, e, _ in judged}):
        rows = [x for x in judged if x[1].list == list_]
        for n, (c, e, m) in enumerate(rows[:most]):
            others = sum(o.score >= c.score - NEAR for o, f, _ in rows if f is not e)
            rivals = sum(_rival(o, c) for o, f, _ in rows if f is not e)
            why = [
                *c.why,
                f"{others} other{'s' * (others != 1)} as good in the list"
                if others
                else "no other as good in the list",
            ]
            sure = not n and not rivals and not others and _certain(s, c, e, m)
            out.append(_with(c, tuple(why), "certain" if sure else "candidate"))
    out.sort(key=lambda c: (c.state != "certain", -c.score, c.list, c.id))
    return out


def _with(c: Candidate, why: tuple[str, ...], state: CandidateState) -> Candidate:
    return Candidate(
        list=c.list, id=c.id, name=c.name, score=c.score, parts=c.parts, why=why, anchors=c.anchors, state=state
    )


def _rival(other: Candidate, c: Candidate) -> bool:
    """Whether another entry's name agrees as well and its birth does not clash: what then decides is context alone."""
    return other.parts["name"] >= c.parts["name"] - 0.02 and other.parts.get("born", 1.0) > 0.0


def _judge(s: Subject, e: Known) -> tuple[Candidate | None, Match]:
    none = Match(score=0.0, same=False)
    mine, theirs = _CLASS.get(s.entity.type, s.entity.type), _CLASS.get(e.kind, e.kind or "")
    if mine and theirs and mine != theirs:
        return None, none
    kind = kind_of(s.entity.type)
    best, called, weak = none, "", False
    for n, given in enumerate((*e.names, *e.weak)):
        for name in s.names:
            m = compare(name, parse(given, kind))
            score = m.score * (0.9 if n >= len(e.names) else 1.0)
            if score > best.score:
                best, called, weak = Match(score=score, same=m.same, why=m.why), given, n >= len(e.names)
        if best.score >= 1.0:
            break
    if best.score < LEAST:
        return None, none
    parts = {"name": round(best.score, 3)}
    why = [f"name {best.score:.2f}: {called}{' (a weak alias)' if weak else ''}: {'; '.join(best.why[:4])}"]
    why.append(f"kind: {theirs}" if mine and theirs else "kind: not stated")
    anchors: list[Anchor] = list(s.entity.anchors[:1])
    for part, found in (("country", _country(s, e)), ("role", _role(s, e)), ("born", _born(s, e))):
        if found:
            parts[part] = found[0]
            why.append(found[1])
            anchors += found[2][:2]
    spoken = [v for k, v in parts.items() if k != "name"]
    context = sum(spoken) / len(spoken) if spoken else 0.5
    score = parts["name"] * (0.7 + 0.3 * context) * (0.4 if parts.get("born") == 0.0 else 1.0)
    c = Candidate(
        list=e.list,
        id=e.id,
        name=e.names[0],
        score=round(score, 3),
        parts=parts,
        why=tuple(why),
        anchors=tuple(dict.fromkeys(anchors)),
    )
    return c, best


Part = tuple[float, str, list[Anchor]]


def _country(s: Subject, e: Known) -> Part | None:
    """Whether the states that the list gives are those of its roles, or are named in its articles at all."""
    if not e.countries:
        return None
    told = ", ".join(e.countries)
    for code in e.countries:
        if s.stated.countries.get(code):
            return 1.0, f"country {told}: stated of it", s.stated.countries[code]
    spots = [a for code in e.countries for a in s.stated.company.get(code, ())]
    if spots:
        count = len({a[0] for a in spots})
        share = count / max(1, len(s.entity.articles))
        return 0.5 + 0.3 * share, f"country {told}: named in {count} of its {len(s.entity.articles)} articles", spots
    if s.stated.countries:
        other = sorted(s.stated.countries)
        return 0.0, f"clash: country {told}; its roles name {', '.join(other)}", s.stated.countries[other[0]]
    return 0.2, f"country {told}: named in none of its articles", []


def _role(s: Subject, e: Known) -> Part | None:
    """Whether a word of a role that the list gives is one of the roles stated."""
    wanted = {w for r in e.roles for w in stems(r)} - _DULL
    if not wanted or not s.stated.words:
        return None
    both = sorted(wanted & s.stated.words.keys())
    if both:
        return 1.0, f"role: {', '.join(both)}", s.stated.words[both[0]]
    return 0.4, f"role: the list has {e.roles[0][:60]!r}, the articles {', '.join(sorted(s.stated.words)[:4])}", []


def _born(s: Subject, e: Known) -> Part | None:
    """Whether the year of birth fits the years and ages stated."""
    if not e.born or not s.stated.births:
        return None
    year = int(e.born[:4])
    fits = [a for (low, high), anchors in s.stated.births.items() if low - 1 <= year <= high + 1 for a in anchors]
    if fits:
        return 1.0, f"born {year}: fits what is stated", fits
    (low, high), anchors = sorted(s.stated.births.items())[0]
    return 0.0, f"clash: born {year}; stated is {low if low == high else f'{low} or {high}'}", anchors


def _certain(s: Subject, c: Candidate, e: Known, m: Match) -> bool:
    if not e.kind or _CLASS.get(e.kind, e.kind) != _CLASS.get(s.entity.type, s.entity.type):
        return False
    if any(v == 0.0 for v in c.parts.values()) or not m.same or c.parts["name"] < SURE:
        return False
    if e.kind == "place":
        code = place(s.entity.name)
        if code and "." not in code and code in e.countries and place(e.names[0]) == code:
            return True
    two = any(_words(n) > 1 for n in s.names)
    return two and (c.parts.get("role") == 1.0 or c.parts.get("born") == 1.0 or c.parts.get("country", 0.0) >= 0.5)
