"""Forecasts: what is said to be still to come, by whom, how sure, on what condition, by when."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from fabula.extract.analysis import Analysis
from fabula.extract.causes.conditions import conditions
from fabula.extract.causes.denials import denied_around
from fabula.extract.causes.verbs import Relation, top
from fabula.extract.forecasts.expectations import chance, chance_band, expected
from fabula.extract.forecasts.horizons import due_day
from fabula.extract.nesting import Innermost
from fabula.extract.sureness import sure as chance_of
from fabula.lang.en.grammar import AUXILIARIES, GOVERNED_CLAUSES, SUBJECTS, at, child, consequence, prepositional
from fabula.lang.en.labels import Dep, Pos, Tag
from fabula.lang.en.modals import POSSIBLE, WILL
from fabula.lang.en.rules.expectations import EXPECTING
from fabula.lang.en.rules.forecasts import (
    ASIDE,
    BANDS,
    BE_TO,
    CONCESSIONS,
    FUTURE,
    HOW,
    LIKELIHOODS,
    NOBODY,
    PLANS,
    SEEMS,
    STATIVE,
)
from fabula.lang.en.saying import NO_FORECAST
from fabula.model.records import Attribution, Forecast, Mention, Pair, Time
from fabula.model.vocabulary import Likelihood, Stance

_WILL = WILL | {"ll"}
_RANK = {"certain": 0, "likely": 1, "possible": 2, "unlikely": 3}


def forecasts(
    analysis: Analysis, mentions: Sequence[Mention], times: Sequence[Time], attributions: Sequence[Attribution]
) -> tuple[Forecast, ...]:
    """The forecasts of an article, in the order of the text.

    Each is the clause without its condition; ``by`` is the speaker of the innermost attribution that holds it, else
    "article"; None where that attribution leaves its speaker open. Questions, conditions themselves, and what "would"
    happen are none.
    """
    within = Innermost(attributions)
    dated = sorted((t for t in times if t.type in ("DATE", "TIME", "DURATION")), key=lambda t: t.start)
    published = analysis.article.published
    today = published.date if published is not None else None
    chains = {m.end: m.chain for m in sorted(mentions, key=lambda m: (m.end, m.start - m.end))}
    found: list[Forecast] = []
    heads: list[tuple[Token, list[Token], Token | None]]
    for sent in analysis.sents:
        text = sent.text
        if not FUTURE.search(text) or text.rstrip(" \n\"”’'").endswith("?"):
            continue
        hung = {r.main.i: r for r in conditions(sent) if r.main is not None and r.kind == "condition"}
        heads = [(v, s, None) for v, s in _heads(sent, hung)]
        heads += [x for t in sent for x in expected(t)]
        for verb, said, holder in heads:
            made = _forecast(verb, said, holder, hung, within, dated, today, chains)
            if made is not None and not any(
                f.start <= made.start and made.end <= f.end and f.start >= sent.start_char and f.words == made.words
                for f in found
            ):
                found.append(made)
    found.sort(key=lambda f: (f.start, f.end))
    return tuple(
        Forecast(**{k: getattr(f, k) for k in f.__struct_fields__ if k != "id"}, id=f"f{i}")
        for i, f in enumerate(found)
    )


def _heads(sent: Span, hung: dict[int, Relation]) -> Iterator[tuple[Token, list[Token]]]:
    """The verbs of a sentence that tell of the future, with the words that make them."""
    for token in sent:
        if token.tag_ == Tag.MODAL:
            verb = _by_modal(token, token.head.i in hung)
        elif (
            token.lower_ in BE_TO
            and token.pos_ in (Pos.ADJECTIVE, Pos.VERB, Pos.ADVERB, Pos.ADPOSITION, Pos.NOUN)
            and token.i > sent.start
        ):
            verb = _is_to(token)
        elif _is_going_to(token) or _plans(token) or _risks(token, hung):
            verb = token
        else:
            verb = None
        if verb is not None:
            yield verb, [token]


def _by_modal(modal: Token, hung: bool) -> Token | None:
    """The verb that a modal makes a forecast of; "may" and "can" do where the clause is open or ``hung`` on a condition."""
    verb, lower = modal.head, modal.lower_
    if verb.pos_ not in (Pos.VERB, Pos.AUXILIARY) or not (_told(verb) or chance(verb)) or not _modal(modal, verb):
        return None
    if lower in _WILL:
        was = any(c.lower_ == "have" and c.dep_ == Dep.AUXILIARY for c in verb.children) and _past(verb)
        return None if was else verb
    if lower in POSSIBLE:
        return verb if _open(verb, modal, hung) and (hung or not _loose(verb)) else None
    if lower == "can":
        return verb if _open(verb, modal, hung) and (hung or _supposed(verb) is not None) else None
    return None


def _is_to(token: Token) -> Token | None:
    """The verb of "is likely to", "are expected to", "looks set to", where it is of now and no modal stands over it."""
    be = token if token.pos_ == Pos.VERB else token.head
    ahead = any(
        c.dep_ in GOVERNED_CLAUSES and c.tag_ == Tag.BASE and c.i > token.i and _with_to(c)
        for c in [*token.rights, *be.rights]
    )
    present = be if be.lemma_ in ("be", "look", "seem", "appear") else child(be, Dep.PASSIVE_AUXILIARY, Dep.AUXILIARY)
    now = ahead and present is not None and present.lower_ in SEEMS and _told(be)
    return be if now and not any(c.tag_ == Tag.MODAL for c in be.children) else None


def _with_to(verb: Token) -> bool:
    """Whether an infinitive has its "to"."""
    return any(g.tag_ == Tag.TO for g in verb.lefts)


def _is_going_to(token: Token) -> bool:
    """Whether a word is that of "is going to"."""
    if token.lower_ != "going" or (to := child(token, Dep.OPEN_CLAUSE)) is None:
        return False
    is_ = any(c.lower_ in ("is", "are", "'s", "’s", "'re", "’re", "'m", "’m") for c in token.lefts)
    return is_ and _told(token) and _with_to(to)


def _plans(token: Token) -> bool:
    """Whether a verb says that somebody plans to: "intends to sign", "is planning to"."""
    if (
        token.lemma_ not in PLANS
        or token.tag_ not in (Tag.THIRD_PERSON, Tag.PRESENT, Tag.ING)
        or token.pos_ != Pos.VERB
    ):
        return False
    to = child(token, Dep.OPEN_CLAUSE)
    if to is None or not _told(token):
        return False
    return (_with_to(to) and token.tag_ != Tag.ING) or any(c.lower_ in ("is", "are") for c in token.lefts)


def _risks(token: Token, hung: dict[int, Relation]) -> bool:
    """Whether a verb says that somebody risks something if a condition comes true."""
    verb = token.lower_ == "risks" and token.pos_ == Pos.VERB and token.i in hung
    return verb and child(token, Dep.OPEN_CLAUSE) is not None and _told(token)


def _told(verb: Token) -> bool:
    """Whether a clause is told, not asked, supposed or named."""
    for c in verb.lefts:
        if c.dep_ == Dep.SUBORDINATOR and c.lower_ in CONCESSIONS and c.lower_ != "so":
            return False
        if c.tag_ in (Tag.WHO, Tag.WHERE) and c.dep_ != Dep.SUBJECT and verb.dep_ != Dep.RELATIVE_CLAUSE:
            return False
        if c.tag_ == Tag.WHO and verb.dep_ in (Dep.CLAUSE, Dep.ROOT, Dep.PREPOSITION_CLAUSE, Dep.CLAUSE_SUBJECT):
            return False
        if c.dep_ == Dep.SUBJECT and c.lower_ == "you":
            return False
    return verb.dep_ not in (Dep.NOUN_CLAUSE, Dep.CLAUSE_SUBJECT)


def _past(verb: Token) -> bool:
    return verb.head.tag_ == Tag.PAST


def _loose(verb: Token) -> bool:
    """Whether a merely possible clause stands where it says little of the future: a relative or reason clause."""
    return verb.dep_ in (Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE, Dep.PREPOSITION_CLAUSE, Dep.CLAUSE_SUBJECT) or (
        verb.dep_ == Dep.ADVERBIAL_CLAUSE and any(c.dep_ == Dep.SUBORDINATOR for c in verb.children)
    )


def _open(verb: Token, modal: Token, hung: bool) -> bool:
    """Whether "may", "could" or "can" opens a future: not "may have gone", "could you", "we could say".

    ``hung`` says that it hangs on a condition."""
    if any(c.lower_ in ("have", "'ve") and c.dep_ in AUXILIARIES for c in verb.children):
        return False
    subject = child(verb, *SUBJECTS)
    if subject is None and verb.dep_ != Dep.CONJUNCT:
        return False
    if subject is not None and (subject.i > modal.i or subject.lower_ in NOBODY):
        return False
    if verb.lemma_ in NO_FORECAST and not (verb.lemma_ == "call" and prepositional(verb, "for")):
        return False
    if modal.lower_ == "could" and any(c.dep_ == Dep.ADVERBIAL_CLAUSE and c.tag_ == Tag.PAST for c in verb.children):
        return False  # what it could do when it was new
    return hung or not (modal.lower_ == "could" and _past(verb))


def _still(verb: Token, said: list[Token], due: object, condition: object) -> bool:
    """Whether what may be, rather than may happen, is so now for all that is said: nothing says when, or if."""
    state = verb.lemma_ == "be" or (verb.lemma_ in STATIVE and child(verb, Dep.OBJECT) is None)
    return said[0].lower_ in (*POSSIBLE, "can") and state and not due and not condition


def _modal(token: Token, verb: Token) -> bool:
    """Whether a modal is one: a bare form follows it ("his last will was read")."""
    after = next((c for c in [*verb.lefts, verb] if c.i > token.i and c.tag_.startswith(Tag.BASE)), verb)
    return after.tag_ not in (Tag.PAST, Tag.THIRD_PERSON)


def _supposed(verb: Token) -> Token | None:
    """ "plausible", "possible" or "likely" in "it is plausible that ..." around a clause."""
    head = verb.head
    for near in (verb, head):
        for c in near.subtree if near is head else near.lefts:
            if c.i > verb.i + 1:
                break
            if (
                c.i < verb.i
                and c.lower_ in LIKELIHOODS
                and c.head.lemma_ == "be"
                and any(g.lower_ == "it" for g in c.head.children)
            ):
                return c
    return None


def _words(verb: Token, said: list[Token]) -> tuple[Likelihood, list[Token]]:
    """The band that a clause's words give, and those words: the weakest counts ("will probably": likely)."""
    if odds := chance(verb):
        return chance_band(odds), odds
    if said[-1].lemma_ in EXPECTING and said[0].dep_ == Dep.NEGATION:
        return "unlikely", said
    sure: list[Token] = []
    for c in [*said, *verb.children]:
        for w in (c, *(c.children if c.dep_ == Dep.ADJECTIVE_COMPLEMENT else ())):
            if w.lower_ in BANDS and w not in sure and (w.i <= verb.i + 3):
                sure += [*(g for g in w.lefts if g.lower_ in HOW), w]
    if (around := _supposed(verb)) is not None and around not in sure:
        sure.append(around)
    doubt = verb.head
    if (
        verb.dep_ == Dep.CLAUSE
        and doubt.lemma_ in ("think", "believe", "expect")
        and (no := child(doubt, Dep.NEGATION)) is not None
    ):
        return "unlikely", [no, doubt, *sure]
    bands = [BANDS[w.lower_] for w in sure if w.lower_ in BANDS]
    if any(
        c.dep_ == Dep.NEGATION and w.lower_ == "likely" and c.i < w.i for w in sure for c in (*w.lefts, *verb.children)
    ):
        bands.append("unlikely")  # "is not likely to"
    return (max(bands, key=lambda b: _RANK[b]) if bands else "unstated"), sure


def _forecast(
    verb: Token,
    said: list[Token],
    holder: Token | None,
    hung: dict[int, Relation],
    within: Innermost,
    dated: list[Time],
    today: str | None,
    chains: dict[int, str],
) -> Forecast | None:
    condition = hung.get(verb.i)
    hole: list[Token] = []
    span_c: Pair | None = None
    if condition is not None and condition.cause:
        span_c = (condition.cause[0][0], condition.cause[-1][1])
        if verb.is_ancestor(condition.at):
            hole = [top(condition.at, verb)]
    elif unless := next((x for x in prepositional(verb, "without") if _ahead(x, said)), None):
        span_c = (unless.head.idx, unless.right_edge.idx + len(unless.right_edge))
        hole = [unless.head]
    spans = consequence(verb, [*hole, *_more(verb, said)]) if verb.pos_ in (Pos.VERB, Pos.AUXILIARY) else _named(verb)
    if not spans:
        return None
    held = [p for p in spans if p[0] <= said[0].idx < p[1]] or list(spans)
    start, end = held[0]
    if aside := ASIDE.search(verb.doc.text, said[0].idx, end):
        end = aside.start()
    band, sure = _words(verb, said)
    at_ = verb if holder is not None or chance(verb) else said[0]
    attribution = within.get(within.of([(at_.idx, at_.idx + len(at_))]))
    told = _told_by(within, attribution)
    unheld = told in ("denies", "declines", "asks") or told == "doubts" or denied_around(verb)
    if unheld and (told not in ("says", "doubts", "expects") or band != "unlikely"):
        return None
    due = due_day(verb, start, end, dated, today)
    if _still(verb, said, due, span_c) or _foretold(verb, said, start, end, dated, today):
        return None
    by = attribution.speaker if attribution is not None else "article"
    if holder is not None and (attribution is None or not _holds(attribution, holder)):
        by = chains.get(holder.right_edge.idx + len(holder.right_edge)) or chains.get(holder.idx + len(holder))
        attribution = None
    return Forecast(
        id="",
        start=start,
        end=end,
        by=by,
        condition=span_c,
        due=due[0] if due else None,
        due_span=due[1] if due else None,
        confidence=band,
        words=at(*sure),
        attribution=attribution.id if attribution is not None else None,
        stance=told,
        sure=chance_of("forecasts", _features(verb, said, band, holder, bool(due), attribution, span_c, (start, end))),
    )


def _features(
    verb: Token,
    said: Sequence[Token],
    band: Likelihood,
    holder: Token | None,
    due: bool,
    attribution: Attribution | None,
    condition: Pair | None,
    span: Pair,
) -> dict[str, float]:
    """What a forecast's sureness is made of."""
    length = len(verb.doc.text[span[0] : span[1]].split())
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    word = said[0].lower_ if said else ""
    return {
        band: 1.0,
        "will": float(word in _WILL),
        "may": float(word in POSSIBLE or word == "can"),
        "to come": float(word in BE_TO),
        "holder": float(holder is not None),
        "due": float(due),
        "reported": float(attribution is not None),
        "quoted": float(attribution is not None and attribution.kind == "direct"),
        "well reported": attribution.sure if attribution is not None else 0.0,
        "condition": float(condition is not None),
        "few words": float(length < 5),
        "many words": float(length > 30),
        "no subject": float(subject is None),
        "of me or you": float(subject is not None and subject.lower_ in ("i", "we", "you")),
        "within": float(verb.dep_ in (Dep.RELATIVE_CLAUSE, Dep.ADVERBIAL_CLAUSE, Dep.NOUN_CLAUSE)),
        "state": float(verb.lemma_ in STATIVE),
    }


def _told_by(within: Innermost, attribution: Attribution | None) -> Stance:
    """The stance of the innermost attribution around that is more than saying: what is denied stays so, whoever said it."""
    at_ = attribution
    for _ in range(4):
        if at_ is None or at_.stance != "says":
            break
        at_ = within.get(at_.within)
    return at_.stance if at_ is not None else "says"


def _ahead(x: Token, said: list[Token]) -> bool:
    """Whether "without ..." stands before what hangs on it: after it, it says how ("start without their captain")."""
    return x.pos_ in (Pos.NOUN, Pos.VERB) and x.i < said[0].i


def _more(verb: Token, said: list[Token]) -> list[Token]:
    """Verbs coordinated with a future one that have a modal of their own: forecasts of their own."""
    last = said[-1]
    own = [
        c for c in verb.rights if c.dep_ == Dep.CONJUNCT and c.i > last.i and any(g.tag_ == Tag.MODAL for g in c.lefts)
    ]
    return [*own, *(c for c in verb.rights if own and c.dep_ == Dep.CONJUNCTION)]


def _named(noun: Token) -> tuple[Pair, ...]:
    """A plain object with what follows its verb: "a deficit of two billion for 2032"."""
    right = max(
        [noun, *(c for c in noun.head.rights if c.dep_ == Dep.PREPOSITION or c is noun)], key=lambda c: c.right_edge.i
    )
    return ((noun.left_edge.idx, right.right_edge.idx + len(right.right_edge)),)


def _holds(attribution: Attribution, holder: Token) -> bool:
    """Whether the expecter is whom an attribution quotes, or no more than a pronoun in what it quotes."""
    return any(s <= holder.idx < e for s, e in attribution.source) or holder.lower_ in ("we", "i")


def _foretold(verb: Token, said: list[Token], start: int, end: int, dated: list[Time], today: str | None) -> bool:
    """Whether "might" is what "may" becomes when a prediction of the past is reported: a past verb of saying around it
    that has a past date of its own."""
    around = verb.head
    if said[0].lower_ != "might" or around.tag_ != Tag.PAST or today is None:
        return False
    left, right = around.left_edge.idx, around.right_edge.idx + len(around.right_edge)
    return any(
        left <= t.start < right and not start <= t.start < end and t.value[:4].isdigit() and t.value[:4] < today[:4]
        for t in dated
    )
