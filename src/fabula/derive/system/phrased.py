"""The system at the grain of phrases: the concepts of the causal map as its variables."""

from fabula.derive.causal.assembling import CausalMap
from fabula.derive.system.assembling import System
from fabula.derive.system.variables import Variable


def phrased(found: CausalMap) -> System:
    """A causal map in the form of a system: a variable a concept, a link an edge."""
    told = {p.key: p.told for p in sorted(found.phrases, key=lambda p: p.anchor, reverse=True)}
    variables = tuple(
        Variable(
            id=c.id,
            name=c.name,
            aspect=c.name,
            of=None,
            members=c.members,
            phrases=tuple(told[k] for k, _ in c.members),
            articles=c.articles,
            anchors=c.anchors,
            sure=1.0,
            why=c.why,
        )
        for c in found.concepts
    )
    return System(variables, tuple(e for e in found.edges if e.cause != e.effect), [], {})
