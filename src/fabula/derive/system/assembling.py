"""The system of a dossier: its variables, and the links between them with all their evidence.

A pure function of the tellings and of what people decided. Links are edges of the causal map (``derive.causal.edges``) between
variables in place of concepts, so belief, independence of tellings, denials and conditions are the same there and here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fabula.derive.causal.assembling import CausalTelling, Read, read, reports
from fabula.derive.causal.deciding import PhrasePlaces, edits
from fabula.derive.causal.edges import PRIORS, RUN, CausalReport, Edge, Priors, edges, running
from fabula.derive.causal.mapping import tellings as caused
from fabula.derive.causal.phrases import CausalPhrase
from fabula.derive.causal.whatif import Engine, Link
from fabula.derive.system.grounding import Ground, counted, ground, is_aspect
from fabula.derive.system.owning import resolved
from fabula.derive.system.states import states
from fabula.derive.system.variables import Owners, Variable, variables
from fabula.model.decisions import AddLink
from fabula.model.records import Decision, Entity, Pair
from fabula.model.vocabulary import turned

if TYPE_CHECKING:
    from fabula.store.reader import Reader


@dataclass(frozen=True, slots=True)
class System:
    """Variables, most told first, links, most believed first, and the relations that they were read from.

    ``added`` has the links that a person added, by the id of the relation that stands for each.
    """

    variables: tuple[Variable, ...]
    links: tuple[Edge, ...]
    read: Read
    grounds: Mapping[str, Ground]
    added: Mapping[str, AddLink] = field(default_factory=dict)

    def engine(
        self, kinds: frozenset[str] = RUN, *, links: Sequence[Edge] | None = None, priors: Priors = PRIORS
    ) -> tuple[Engine, dict[str, int]]:
        """The engine over links with evidence of some kinds, and the index of each variable in it."""
        index = {v.id: i for i, v in enumerate(self.variables)}
        out = []
        for e in running(self.links if links is None else links, kinds, priors):
            if e.cause == e.effect:
                continue
            gate = next(((index[g], s) for g, s in e.gates if g in index), None)
            out.append(
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
        return Engine(len(self.variables), out, scaled=True), index


def system(dossier: "Reader", decisions: Sequence[Decision] = ()) -> System:
    """The system that a dossier's tellings describe; ``decisions`` are more, to see what would come of them."""
    every = _with_influences(dossier)
    entities = dossier.entities()
    return assembled(read(every), owners_of(entities), [*dossier.decisions(), *decisions])


def owners_of(entities: Sequence[Entity]) -> Owners:
    """Who owners can be, by the entities of a dossier."""
    persons = frozenset(e.id for e in entities if e.type == "person")
    told: dict[str, set[str]] = {}
    for e in entities:
        for article in {a for a, _ in e.members}:
            told.setdefault(article, set()).add(e.id)
    names = {e.id: e.name for e in entities}
    return Owners(names, states(entities), persons, {a: frozenset(own) for a, own in told.items()})


def assembled(every: Read, owners: Owners, decisions: Sequence[Decision] = ()) -> System:
    """The system of relations that were read.

    A link stands where the inventory has the aspect of either end, or several articles tell of it: of two things that one
    article alone names, or of which one gives no direction, the list of causes tells.
    """
    every = [(t, c, counted(a), counted(b)) for t, c, a, b in every]
    phrases = [p for _, _, a, b in every for p in (a, b)]
    grounds: dict[str, Ground] = {}
    for p in phrases:
        if p.key not in grounds:
            found = ground(p)
            if found is not None:
                grounds[p.key] = found
    every = resolved(every, grounds)
    phrases = [p for _, _, a, b in every for p in (a, b)]
    found_, index = variables(phrases, grounds, owners, edits(decisions, phrases))
    kept, _ = reports(every, index, decisions)
    added = {f"added{n}": d for n, d in enumerate(decisions) if isinstance(d, AddLink)}
    kept += _added(added, PhrasePlaces(phrases), index)
    known = {v.id for v in found_ if v.known}
    links = tuple(
        e
        for e in edges(kept)
        if e.cause != e.effect
        and _tells(e)
        and (e.cause in known or e.effect in known or any(r.decided for r in e.reports))
    )
    linked = {i for e in links for i in (e.cause, e.effect)}
    return System(tuple(v for v in found_ if v.id in linked), links, every, grounds, added)


def _tells(e: Edge) -> bool:
    """Whether a link says which way, is denied, is told by several articles or decided: else `fabula causes` has it."""
    told = e.positive or e.negative or e.denials or any(r.decided for r in e.reports)
    return bool(told) or len({r.article for r in e.reports}) > 1


def _added(
    added: Mapping[str, AddLink], places: PhrasePlaces, index: Mapping[str, tuple[str, bool]]
) -> list[CausalReport]:
    """The links that a person added, as reports between the variables of the phrases that they rest on."""
    out = []
    for name, d in added.items():
        ends = [next((index[k] for k in places.every(side) if k in index), None) for side in (d.left, d.right)]
        if ends[0] is None or ends[1] is None:
            continue
        (cause, one), (effect, other) = ends[0], ends[1]
        sign = d.sign if one == other else turned(d.sign)
        out.append(
            CausalReport(
                article=d.left[0][0], relation=name, cause=cause, effect=effect, polarity=sign, source=name,
                told=d.sign, decided=True,
            )
        )  # fmt: skip
    return out


def _with_influences(dossier: "Reader") -> list[CausalTelling]:
    """The tellings of the map with the layer of influences beside that of causes."""
    more = {x.article.id: x.influences for x in dossier.annotations()}
    return [replace(t, causes=(*t.causes, *more[t.article]), names=_names(t)) for t in caused(dossier)]


def _names(t: CausalTelling) -> dict[Pair, str]:
    """The names of a telling without single words that the inventory has: "Mediation could ..." opens no name."""
    return {p: i for p, i in t.names.items() if not is_aspect(t.text[p[0] : p[1]])}


def phrases_of(found: System) -> list[CausalPhrase]:
    """All phrases of the system's relations."""
    return [p for _, _, a, b in found.read for p in (a, b)]
