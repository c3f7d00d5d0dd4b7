"""Wikidata: entities as in its JSON dumps (``id``, ``labels``, ``aliases``, ``descriptions``, ``claims``), whole or cut.

Labels may also be plain texts and claims plain lists of identifiers, as extracts made with common tools have them.
What a claim points at is known only by a short table: the classes of P31 that tell a kind, and states.
"""

import re
from collections.abc import Iterator
from typing import Any

from fabula.lang.en.lexicon import DEMONYMS
from fabula.model.records import Known
from fabula.names.known.values import EntryError, country, date, names

CLASSES = {
    **dict.fromkeys(("Q5",), "person"),
    **dict.fromkeys(
        "Q6256 Q3624078 Q7275 Q515 Q1549591 Q5119 Q3957 Q532 Q486972 Q35657 Q82794 Q2221906 Q10864048 Q15284 Q23442 Q4022 "
        "Q8502 Q23397 Q5107 Q1637706 Q200250 Q702492 Q41176 Q1248784".split(),
        "place",
    ),
    **dict.fromkeys(
        "Q43229 Q4830453 Q891723 Q6881511 Q783794 Q7278 Q327333 Q192350 Q484652 Q245065 Q163740 Q3918 Q22687 Q16917 "
        "Q31855 Q41487 Q11204 Q35749 Q176799 Q847017 Q476028 Q48204 Q4120211 Q1194970 Q79913".split(),
        "organisation",
    ),
    **dict.fromkeys("Q11032 Q1110794 Q1153191 Q192283 Q1616075 Q14350 Q41298 Q1193236 Q35127".split(), "media"),
    **dict.fromkeys("Q41710 Q231002 Q33829".split(), "people"),
    **dict.fromkeys("Q198 Q178561 Q40231 Q1190554 Q1656682 Q645883 Q464980 Q7692360 Q124757".split(), "event"),
    **dict.fromkeys("Q728 Q15142894 Q11446 Q2424752 Q431289 Q15056993".split(), "product"),
}
"""Classes of P31 to the types of mentions; what is of another class has no kind here."""

STATES = {
    q: code
    for code, _, q in (
        x.partition("=")
        for x in """
        US=Q30 GB=Q145 RU=Q159 BY=Q184 UA=Q212 PL=Q36 DE=Q183 FR=Q142 CN=Q148 IT=Q38 ES=Q29 IN=Q668 JP=Q17 BR=Q155 CA=Q16
        AU=Q408 TR=Q43 IR=Q794 IQ=Q796 IL=Q801 EG=Q79 LT=Q37 LV=Q211 EE=Q191 FI=Q33 SE=Q34 NO=Q20 DK=Q35 NL=Q55 BE=Q31
        CH=Q39 AT=Q40 CZ=Q213 SK=Q214 HU=Q28 RO=Q218 BG=Q219 RS=Q403 HR=Q224 SI=Q215 GR=Q41 PT=Q45 IE=Q27 AZ=Q227 AM=Q399
        GE=Q230 KZ=Q232 UZ=Q265 MD=Q217 KR=Q884 KP=Q423 TW=Q865 MX=Q96 AR=Q414 ZA=Q258 NG=Q1033 SA=Q851 SY=Q858 LB=Q822
        JO=Q810 AF=Q889 PK=Q843 CO=Q739 VE=Q717 CL=Q298 PE=Q419 CU=Q241 ID=Q252 TH=Q869 VN=Q881 PH=Q928 MY=Q833 SG=Q334
        NZ=Q664 RU=Q15180
        """.split()
    )
}
"""States to their ISO codes; of others the description's own words tell ("Ruritanian politician")."""

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIRST = ("en", "mul", "en-gb", "de", "fr", "es", "ru", "pl")


def entry(row: dict[str, Any], name: str) -> Known | None:
    """One item; None for a property or lexeme. Raises EntryError."""
    identifier = row.get("id")
    if row.get("type") in ("property", "lexeme"):
        return None
    if not isinstance(identifier, str) or not identifier.strip():
        raise EntryError("Wikidata: no 'id'")
    labels, aliases = _texts(row.get("labels")), _texts(row.get("aliases"))
    found = names(v for texts in (labels, aliases) for v in texts)
    if not found:
        raise EntryError(f"Wikidata: {identifier!r} has no label")
    claims = row.get("claims")
    claims = claims if isinstance(claims, dict) else {}
    described = names(_texts(row.get("descriptions")))
    states = {STATES[q] for p in ("P27", "P17") for q in _values(claims, p) if q in STATES}
    for text in described[:1]:
        words = _WORD.findall(text)
        states |= {c for w in words if w.casefold() in DEMONYMS for c in [country(w)] if c}
    own = country(found[0])
    kinds = [CLASSES[q] for q in _values(claims, "P31") if q in CLASSES]
    if own and "place" in kinds:
        states.add(own)
    return Known(
        list=name,
        id=identifier.strip(),
        names=found,
        kind=kinds[0] if kinds else None,
        countries=tuple(sorted(states)),
        born=next((d for d in map(date, _values(claims, "P569")) if d), None),
        roles=described[:1],
    )


def _texts(given: object) -> Iterator[object]:
    """The texts of labels, aliases or descriptions, English first."""
    if isinstance(given, str):
        yield given
    if not isinstance(given, dict):
        return
    for _, value in sorted(given.items(), key=lambda x: _FIRST.index(x[0]) if x[0] in _FIRST else 99):
        for v in value if isinstance(value, list) else [value]:
            yield v.get("value") if isinstance(v, dict) else v


def _values(claims: dict[str, Any], prop: str) -> list[str]:
    """The plain values of a property: identifiers, times, texts."""
    out: list[str] = []
    given = claims.get(prop)
    for claim in given if isinstance(given, list) else [given]:
        value: Any = claim
        if isinstance(value, dict):
            value = value.get("mainsnak", value)
        for key in ("datavalue", "value"):
            if isinstance(value, dict) and key in value:
                value = value[key]
        if isinstance(value, dict):
            value = value.get("id") or value.get("time") or value.get("text")
        if isinstance(value, str):
            out.append(value)
    return out
