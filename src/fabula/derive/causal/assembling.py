"""From the causal relations of many articles to one map: concepts, edges, and the engine that runs it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fabula.derive.causal.concepts import Concept, concepts, judgements
from fabula.derive.causal.deciding import corrected, edits
from fabula.derive.causal.edges import PRIORS, RUN, CausalReport, Edge, Priors, edges, running
from fabula.derive.causal.phrases import CausalPhrase, sides
from fabula.derive.causal.whatif import Engine, Link
from fabula.model.records import Cause, Decision, Judgement, Pair
from fabula.model.vocabulary import Sign, turned


@dataclass(frozen=True, slots=True)
class CausalTelling:
    """One article for the map. ``source`` is the root of its lineage (its own id where it copies none).

    ``names`` maps the spans of named mentions and of pronouns to entities, ``called`` those of pronouns to the entity's
    name as a concept shows it; ``speakers`` maps ids of attributions to entities, and lacks
    those that are of the article's own voice or leave their speaker open.
    """

    article: str
    text: str
    causes: tuple[Cause, ...]
    source: str
    names: Mapping[Pair, str]
    speakers: Mapping[str, str]
    called: Mapping[Pair, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CausalMap:
    """The map: its concepts, its edges with all evidence, and the judgements that joined its concepts.

    ``rejected`` is evidence that a person took out: no edge holds it. ``phrases`` are what the concepts were made of.
    """

    concepts: tuple[Concept, ...]
    edges: tuple[Edge, ...]
    judgements: tuple[Judgement, ...]
    rejected: tuple[CausalReport, ...] = ()
    phrases: tuple[CausalPhrase, ...] = ()

    def engine(
        self, kinds: frozenset[str] = RUN, *, scaled: bool = True, priors: Priors = PRIORS
    ) -> tuple[Engine, dict[str, int]]:
        """The engine over edges with evidence of some kinds, and the index of each concept in it.

        An edge with several gates hangs on the first: evidence with more than one condition is rare, and the others
        stay in the edge for whoever reads it.
        """
        index = {c.id: i for i, c in enumerate(self.concepts)}
        links = []
        for e in running(self.edges, kinds, priors):
            gate = next(((index[g], s) for g, s in e.gates if g in index), None)
            links.append(
                Link(
                    source=index[e.cause],
                    target=index[e.effect],
                    belief=e.belief.there,
                    plus=e.belief.plus,
                    gate=None if gate is None else gate[0],
                    opens=1 if gate is None else gate[1],
                    id=e.id,
                )
            )
        return Engine(len(self.concepts), links, scaled=scaled), index


Read = list[tuple[CausalTelling, Cause, CausalPhrase, CausalPhrase]]
"""Relations with both of their sides read as phrases, in order of article."""


def read(tellings: Iterable[CausalTelling]) -> Read:
    """The relations of tellings whose sides both name something."""
    out: Read = []
    for t in sorted(tellings, key=lambda t: t.article):
        for c in t.causes:
            both = sides(t.article, t.text, c, t.names, t.called) if c.cause and c.effect else None
            if both is not None:
                out.append((t, c, *both))
    return out


def assemble(
    tellings: Iterable[CausalTelling],
    decisions: Sequence[Decision] = (),
    *,
    priors: Priors = PRIORS,
) -> CausalMap:
    """One map of all tellings: a pure function of them and of what people decided.

    Relations without a second side make no edge. A flip on either side turns the sign of a relation.
    """
    every = read(tellings)
    phrases = [p for _, _, a, b in every for p in (a, b)]
    rows = judgements(phrases)
    nodes, index = concepts(phrases, rows, edits(decisions, phrases))
    kept, out = reports(every, index, decisions)
    return CausalMap(nodes, edges(kept, priors), rows, tuple(out), tuple(phrases))


def reports(
    every: Read, index: Mapping[str, tuple[str, bool]], decisions: Sequence[Decision] = ()
) -> tuple[list[CausalReport], list[CausalReport]]:
    """The relations as evidence between the nodes of ``index`` (by phrase key: a node, and whether it is turned).

    Returns what stands and what a person rejected. A relation one side of which has no node is left out.
    """
    causes: dict[str, list[Cause]] = {}
    for t, c, _, _ in every:
        causes.setdefault(t.article, []).append(c)
    signs, rejected = corrected(decisions, causes)
    conditions: dict[str, list[tuple[Cause, str, bool]]] = {}
    for t, c, a, _ in every:
        if c.conditional and (t.article, c.id) not in rejected and a.key in index:
            conditions.setdefault(t.article, []).append((c, *index[a.key]))
    out = []
    for t, c, a, b in every:
        if a.key not in index or b.key not in index:
            continue
        (cause, turned_a), (effect, turned_b) = index[a.key], index[b.key]
        here = (t.article, c.id)
        told = signs.get(here, c.polarity)
        flip: Sign = 1 if turned_a == turned_b else -1
        gates = [
            (concept, -opens if turned else opens)
            for hung, concept, turned in conditions.get(t.article, ())
            if hung.id != c.id and not c.conditional and _within(c, hung)
            for opens in (_opens(t.text, hung),)
        ]
        out.append(
            CausalReport(
                article=t.article,
                relation=c.id,
                cause=cause,
                effect=effect,
                polarity=told if flip == 1 else turned(told),
                source=t.source,
                speaker=t.speakers.get(c.attribution) if c.attribution is not None else None,
                kind=c.kind,
                denied=c.negated,
                hedged=c.hedged or c.conditional or bool(gates),
                told=told,
                flip=flip,
                decided=here in signs,
                gates=tuple(sorted(set(gates))),
            )
        )
    kept = [r for r in out if (r.article, r.relation) not in rejected]
    return kept, [r for r in out if (r.article, r.relation) in rejected]


def _within(inner: Cause, outer: Cause) -> bool:
    """Whether a relation is told inside the consequent of a condition."""
    return all(any(a <= s and e <= b for a, b in outer.effect) for s, e in (*inner.cause, *inner.effect))


def _opens(text: str, condition: Cause) -> int:
    """Whether a condition is that something comes about (1) or that it does not (-1)."""
    sign = 1
    for a, b in condition.changes:
        inside = any(s <= a and b <= e for s, e in condition.cause)
        if inside and text[a:b].casefold() in ("unless", "not", "n't", "n’t", "never", "no", "without"):
            sign = -sign
    return sign
