"""What a number counts: its kind, by the words that stand with it in its clause."""

from collections.abc import Iterable

from spacy.tokens import Token

from fabula.extract.quantities.clause import Clause
from fabula.lang.en.grammar import NOUN_CLAUSES, PASSIVE, PREMODIFIERS
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.quantities.kinds import (
    BUILDINGS,
    BURNS,
    COUNTED,
    DISMISSES,
    EVENTS,
    FATES,
    FLOODS,
    GROWS,
    HARMS,
    HOMES,
    LIVES,
    LOSSES,
    MARGIN,
    MEASURES,
    MONEY,
    SHARE_OF_STOCK,
    SHARES,
    SURELY,
    TAKES_LIVES,
    TOTALS,
    WEAKLY,
    WORKERS,
    Fate,
)
from fabula.lang.en.quantities.numbers import Number
from fabula.lang.en.quantities.units import AREAS, TIMES
from fabula.lang.en.rules.kind import (
    COUNTED_APART,
    COURT,
    DEALING,
    FOUND,
    FOUND_TO_BE,
    HUMAN,
    LOSING,
    SUM,
    UP_TO,
    WINNING,
)

REACH = 3
"""Steps of the parse within which a word that names a kind for sure does so."""
CLOSE = 3
"""Tokens after what is counted in which a state may stand: "36 people confirmed dead"."""


def kind(n: Number, c: Clause, rate: str | None) -> str | None:
    """The kind of what a number counts, None where its own noun is all that tells it."""
    if n.unit in ("%", "percentage point"):
        return _share(c)
    if n.money:
        return _money(c, rate)
    if n.unit in AREAS:
        return _area(c)
    if n.unit in TIMES:
        return "sentence" if any(t.lemma_ in ("sentence", "jail", "imprison", "prison") for t in c.near) else None
    if n.unit is not None:
        return None
    return _counted(c)


def _counted(c: Clause) -> str | None:
    noun = c.noun.lemma_.lower() if c.noun is not None else None
    human = noun is None or noun in HUMAN or (c.noun is not None and c.noun.ent_type_ in (Ent.PEOPLE, Ent.PERSON))
    if noun in LIVES and c.verb is not None and c.verb.lemma_ in TAKES_LIVES:
        return "deaths"
    if noun is not None and _life_of(c):
        return "deaths"
    if own := next((f.kind for f in FATES if noun in f.nouns), None):
        return own
    if (noun in ("vote", "ballot", "seat", "point") or noun is None) and _margin(c) and noun != "seat":
        return "lead in votes" if noun in ("vote", "ballot") else None
    if noun == "job":
        return _jobs(c)
    if noun in COUNTED_APART:
        return COUNTED[noun]
    if human or noun in COUNTED:
        found = _fate(c, FATES, noun) or (_total(c) if noun is None or human else None)
        if found or noun is None:
            return found
    if noun in HOMES | BUILDINGS or noun in ("customer", "household"):
        what = "homes" if noun in HOMES else "buildings"
        found = _fate(c, LOSSES, noun)
        return (found if found == "without power" else f"{what} {found}") if found else None
    if noun in ("body", "corpse", "remains"):
        return "deaths" if any(t.lemma_ in ("find", "recover", "pull", "identify") for t in c.near) else None
    return COUNTED.get(noun or "")


def _jobs(c: Clause) -> str:
    lemmas = {t.lemma_.lower() for t, far in c.near.items() if far <= 3}
    if lemmas & LOSING:
        return "jobs lost"
    return "jobs created" if lemmas & {"create", "add", "bring", "gain"} else "jobs"


def _life_of(c: Clause) -> bool:
    """Whether it counts whose lives were claimed: "the lives of 26 people"."""
    above = [h for h, _ in c.chain[:2]]
    return any(h.lemma_ in LIVES and h.head.lemma_ in TAKES_LIVES for h in above)


def _margin(c: Clause) -> bool:
    near = [t for t, far in c.near.items() if far <= 3]
    verb = c.verb.lemma_ if c.verb is not None else ""
    return any(t.lemma_ in MARGIN for t in near) or (c.relation == (Dep.PREPOSITION, "by") and verb in WINNING)


def _fate(c: Clause, fates: Iterable[Fate], noun: str | None) -> str | None:
    """What became of those who are counted: by a state beside them, else by the verb that they are subject or object of."""
    states = {s: f.kind for f in fates for s in f.states}
    done = {v: f.kind for f in fates for v in f.done}
    does = {v: f.kind for f in fates for v in f.does}
    if (found := _stated(c, states)) is not None:
        return found
    for child in c.anchor.children:  # "the six people who were killed", "people killed in"
        if child.dep_ in NOUN_CLAUSES:
            passive = child.dep_ == Dep.NOUN_CLAUSE or any(g.dep_ in PASSIVE for g in child.children)
            if child.lemma_ in done and passive:
                return _suited(done[child.lemma_], child.lemma_, noun)
            if child.lemma_ in does:
                return does[child.lemma_]
    verb, (dep, _prep) = c.verb, c.relation
    if verb is None:
        return _titled(c, states)
    for v in _verbs(verb):
        lemma = v.lemma_.lower()
        passive = dep == Dep.PASSIVE_SUBJECT or any(g.dep_ == Dep.PASSIVE_AUXILIARY for g in v.children)
        subject = dep in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
        if lemma in done and (
            dep == Dep.OBJECT
            or (subject and passive)
            or (subject and v.tag_ == Tag.PAST_PARTICIPLE)
            or (v.dep_ in NOUN_CLAUSES and v.head == c.anchor)
        ):
            return _suited(done[lemma], lemma, noun)
        if lemma in does and subject:
            return does[lemma]
        if subject or (dep == Dep.OBJECT and lemma in FOUND):
            for g, far in c.near.items():
                if far <= 4 and g.lower_ in states and g.dep_ in STATING:
                    return states[g.lower_]
        if (found := _moved(c, v, lemma, dep)) is not None:
            return found
    return _titled(c, states)


STATING = frozenset(
    {
        Dep.ADJECTIVE_COMPLEMENT,
        Dep.PREDICATE,
        Dep.ATTRIBUTE,
        Dep.PREPOSITION_CLAUSE,
        Dep.ADJECTIVE,
        Dep.ADVERBIAL_CLAUSE,
        Dep.NOUN_CLAUSE,
        Dep.ROOT,
        Dep.CLAUSE,
        Dep.CONJUNCT,
        Dep.PREPOSITION_OBJECT,
    }
)
"""What a word is in a clause that says in which state somebody is."""


def _stated(c: Clause, states: dict[str, str]) -> str | None:
    """A state that stands right behind those who are counted ("36 dead", "three reported missing"), or right before."""
    doc, last = c.anchor.doc, c.anchor
    for t in doc[last.i + 1 : min(last.i + 1 + CLOSE, last.sent.end)]:
        if t.lower_ in states and t.dep_ not in (Dep.OBJECT,):
            return states[t.lower_]
        if t.pos_ not in (Pos.VERB, Pos.AUXILIARY, Pos.ADVERB, Pos.ADJECTIVE) and t.lower_ not in ("as",):
            break
        if t.pos_ == Pos.VERB and t.tag_ in (Tag.PAST_PARTICIPLE, Tag.PAST) and t.lemma_ not in FOUND_TO_BE:
            break
    if any(t.lower_ in states and t.dep_ in PREMODIFIERS for t in c.anchor.lefts):
        return next(states[t.lower_] for t in c.anchor.lefts if t.lower_ in states)
    return None


def _moved(c: Clause, verb: Token, lemma: str, dep: str) -> str | None:
    """Whether those who are counted took part in something, or had to leave their homes."""
    subject, acted_on = dep in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT), dep in (Dep.OBJECT, Dep.PASSIVE_SUBJECT)
    if subject and lemma in ("take", "turn") and any(g.lower_ in ("part", "out") for g in verb.children):
        return "participants"
    if (
        lemma in ("leave", "move")
        and (subject if lemma == "leave" else acted_on)
        and any(g.lemma_ in ("home", "house", "safety", "ground", "shelter") for g in verb.subtree)
    ):
        return "evacuated"
    below = {t.lemma_ for t in verb.subtree}
    if (
        lemma in ("force", "order", "drive", "tell")
        and acted_on
        and {"home", "house", "evacuate", "leave", "flee"} & {t.lemma_ for t in c.near}
        | ({"evacuate", "leave", "flee"} & below)
    ):
        return "evacuated"
    return None


def _verbs(verb: Token) -> list[Token]:
    """A verb and the bare infinitive or participle right below it: "had to be evacuated"."""
    return [verb, *(g for g in verb.children if g.dep_ == Dep.OPEN_CLAUSE)]


def _titled(c: Clause, states: dict[str, str]) -> str | None:
    """A headline's "36 dead", whatever the parse makes of it."""
    after = c.anchor.doc[c.anchor.i + 1] if c.anchor.i + 1 < len(c.anchor.doc) else None
    return states.get(after.lower_) if after is not None and after.sent == c.anchor.sent else None


def _suited(found: str, lemma: str, noun: str | None) -> str | None:
    """A kind, where its verb is used of such things: workers are fired, shots as well."""
    if found == "laid off" or lemma in DISMISSES:
        return (
            found
            if found == "charged"
            or (noun in WORKERS and lemma in ("fire", "sack", "dismiss"))
            or noun in HOMES | BUILDINGS
            else None
        )
    return found


def _total(c: Clause) -> str | None:
    """What a sum counts that a number is set to: "the toll rose to 36", "the number of missing to 17"."""
    dep, prep = c.relation
    verb = c.verb
    sums = [t for t, far in c.near.items() if t.lemma_.lower() in TOTALS and far <= 5]
    if not sums:
        return None
    best = min(sums, key=lambda t: (c.near[t], abs(t.i - c.anchor.i)))
    direct = any(h == best for h, _ in c.chain[:2])
    set_to = (
        verb is not None
        and (
            (dep == Dep.PREPOSITION and prep in UP_TO)
            or dep
            in (
                Dep.ATTRIBUTE,
                Dep.OBJECT,
                Dep.PREDICATE,
                Dep.NOUN_ADVERB,
                Dep.ADJECTIVE_COMPLEMENT,
                Dep.APPOSITION,
                Dep.SUBJECT,
                Dep.ADVERB,
                Dep.QUANTITY_MODIFIER,
            )
        )
        and verb.lemma_ in MEASURES
    )
    if not (direct or set_to):
        return None
    return _of_total(best)


def _of_total(t: Token) -> str | None:
    beside = {g.lower_ for g in t.subtree if abs(g.i - t.i) <= 6} | {
        g.lemma_.lower() for g in t.subtree if abs(g.i - t.i) <= 6
    }
    for f in FATES:
        if beside & (f.states | f.nouns | f.done):
            return f.kind
    if t.lemma_.lower() == "toll":
        return "deaths"
    return next((COUNTED[w] for w in sorted(beside) if w in COUNTED), None)


def summed(before: str) -> str | None:
    """The kind of a sum by the words before a bare number alone, for where the parse goes wrong."""
    m = SUM.search(before)
    if not m:
        return None
    if m["toll"]:
        return "deaths"
    return next(
        (
            f.kind
            for f in FATES
            if m["of"].lower() in f.states | f.nouns or m["of"].lower().removesuffix("s") in f.nouns
        ),
        None,
    )


def _share(c: Clause) -> str | None:
    """What a share is of; None where a party may have it, which its clause alone does not tell."""
    sure = _nearest(c, {w: k for w, k in SHARES.items() if k in SURELY}, REACH)
    return sure or _nearest(c, SHARES)


def _nearest(c: Clause, table: dict[str, str], most: int = 9) -> str | None:
    """The kind of the nearest word that names one, at most so many steps away."""
    best: tuple[float, str] | None = None
    for t, far in c.near.items():
        word = table.get(t.lower_) or table.get(t.lemma_.lower())
        if word and far <= most and (best is None or far + abs(t.i - c.anchor.i) / 20 < best[0]):
            best = (far + abs(t.i - c.anchor.i) / 20, word)
    return best[1] if best else None


def _money(c: Clause, rate: str | None) -> str | None:
    verb = c.verb.lemma_ if c.verb is not None else ""
    own = verb in MONEY and verb not in DEALING
    if own and rate != "share" and c.relation[0] == Dep.OBJECT:
        return f"{MONEY[verb]} a {rate}" if rate else MONEY[verb]
    near = _nearest(c, MONEY)
    if near in WEAKLY:
        near = _nearest(c, {w: k for w, k in MONEY.items() if k not in WEAKLY}, REACH) or near
    words = {t.lemma_.lower(): far for t, far in c.near.items()}
    stock = any(w in words and not (rate == "share" and words[w] <= 1) for w in SHARE_OF_STOCK)
    if rate in ("share",):
        return "price a share" if stock and near not in ("offer", "deal", "paid") else "offer a share"
    if rate in ("year", "month", "week", "day", "hour"):
        return f"{near} a {rate}" if near else None
    if rate:
        return "price"
    if any(t.lower_ == "damages" for t in c.near):
        court = any(t.lemma_.lower() in COURT for t in c.near)
        harm = verb in HARMS or any(t.lemma_.lower() in EVENTS for t in c.near)
        return "damage" if harm and not court else "damages"
    if near in (None, *WEAKLY) and c.verb is not None and verb in MEASURES:
        beside = [
            MONEY[t.lemma_.lower()]
            for g in c.verb.children
            if g.dep_ in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT)
            for t in g.subtree
            if t.lemma_.lower() in MONEY
        ]
        near = next((k for k in beside if k not in WEAKLY), near)
    if stock and near in (None, "price") and c.subject is not None and c.subject.lemma_.lower() in SHARE_OF_STOCK:
        return "price a share"
    return near


def _area(c: Clause) -> str | None:
    lemmas = {t.lemma_.lower() for t in c.near}
    if lemmas & BURNS or lemmas & {"fire", "wildfire", "blaze", "bushfire"}:
        return "area burned"
    if lemmas & FLOODS:
        return "area flooded"
    return "area" if lemmas & GROWS else None
