"""A person's decisions as judgements: anchors become the chains that stand there now."""

from collections.abc import Sequence

import msgspec

from fabula.model.decisions import Decision, Different, Rename, Same
from fabula.model.records import Anchor, Annotation, Entity, Judgement


class Chains:
    """Which chain has a mention at an anchor: a named one before others, the closest span before wider ones."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._mentions = {x.article.id: x.mentions for x in annotations}

    def at(self, anchor: Anchor) -> tuple[str, str] | None:
        """The chain, as (article id, chain); None where nothing is named at the anchor now."""
        article, start, end = anchor
        touching = [m for m in self._mentions.get(article, ()) if m.start < end and start < m.end]
        best = min(
            touching, key=lambda m: (m.form != "name", abs(m.start - start) + abs(m.end - end), m.start), default=None
        )
        return (article, best.chain) if best else None

    def keys(self, anchors: Sequence[Anchor]) -> list[str]:
        """The judgement keys of the chains at anchors, each once; anchors where nothing is named now are passed over."""
        found = [c for c in map(self.at, anchors) if c]
        return list(dict.fromkeys(f"{article}/{chain}" for article, chain in found))


def decided(annotations: Sequence[Annotation], decisions: Sequence[Decision]) -> list[Judgement]:
    """The judgements that decisions amount to; where two contradict each other the later one holds."""
    chains = Chains(annotations)
    out: dict[tuple[str, str], bool] = {}
    for d in decisions:
        if not isinstance(d, Same | Different):
            continue
        left, right = chains.keys(d.left), chains.keys(d.right)
        for group in (left, right):  # what was decided together stays together, unless it was parted before
            for key in group[1:]:
                out.setdefault((min(group[0], key), max(group[0], key)), True)
        same = isinstance(d, Same)
        pairs = [(left[0], right[0])] if same and left and right else []
        if not same:
            pairs = [(a, b) for a in left for b in right]
        for a, b in pairs:
            if a != b:
                out[min(a, b), max(a, b)] = same
    return [
        Judgement(kind="entity", left=a, right=b, same=same, score=float(same), why=("a person decided",), by="person")
        for (a, b), same in sorted(out.items())
    ]


def renamed(annotations: Sequence[Annotation], entities: list[Entity], decisions: Sequence[Decision]) -> list[Entity]:
    """Entities under the names that a person gave them; the machine's name stays an alias."""
    chains = Chains(annotations)
    names: dict[tuple[str, str], str] = {}
    for d in decisions:
        if isinstance(d, Rename):
            names.update({c: d.name for c in map(chains.at, d.left) if c})
    out = []
    for e in entities:
        given = [names[m] for m in e.members if m in names]
        if given:
            why = (*e.why, f"named by a person; the machine's name: {e.name}")
            e = msgspec.structs.replace(e, name=given[-1], why=why)
        out.append(e)
    return out
