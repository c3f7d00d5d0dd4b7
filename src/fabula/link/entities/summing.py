"""An entity's record, summed up from its chains: names, spellings, roles, type, and where it is named."""

from collections.abc import Mapping, Sequence

from fabula.lang.en.lexicon import GIVEN_NAMES
from fabula.link.entities.chains import NamedChain, weight
from fabula.model.records import Entity
from fabula.model.vocabulary import MentionType
from fabula.names.tokens import kind_of


def entity(id_: str, chains: Sequence[NamedChain]) -> Entity:
    """The record of an entity of some chains, which are in order."""
    names, written, roles = (_summed(of) for of in zip(*((c.names, c.written, c.roles) for c in chains), strict=True))
    types: dict[MentionType, int] = {}
    for c in chains:
        types[c.type] = types.get(c.type, 0) + sum(c.names.values())
    type_ = min(types, key=lambda t: (-types[t], t))
    return Entity(
        id=id_,
        name=_best(names, type_),
        type=type_,
        aliases=tuple(n for n, _ in sorted(written.items(), key=lambda x: (-x[1], x[0]))),
        articles=tuple(dict.fromkeys(c.article for c in chains)),
        members=tuple((c.article, c.chain) for c in chains),
        anchors=tuple((c.article, *a) for c in chains for a in c.anchors),
        roles=tuple(r for r, _ in sorted(roles.items(), key=lambda x: (-x[1], x[0]))),
    )


def _summed(counts: Sequence[Mapping[str, int]]) -> Mapping[str, int]:
    """Counts added up: most entities are one chain, and a Counter costs ten times what it holds then."""
    if len(counts) == 1:
        return counts[0]
    out: dict[str, int] = {}
    for found in counts:
        for k, n in found.items():
            out[k] = out.get(k, 0) + n
    return out


def _given(name: str) -> bool:
    """Whether a name is a given name and one more: also "Ben Carson", though "ben" parts names elsewhere."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.casefold() in GIVEN_NAMES


def _best(names: Mapping[str, int], type_: str) -> str:
    """The name to show: a full one where there is one, the most frequent of those, then the longest."""

    def rank(n: str) -> tuple[bool, int, int, str]:
        full = weight(n, kind_of(type_)) > 1 or kind_of(type_) != "person" or _given(n)
        acronym = kind_of(type_) == "organisation" and n.isupper() and len(n) < 7
        return (full and not acronym, names[n], len(n), n)

    return max(names, key=rank) if len(names) > 1 else next(iter(names))
