"""The map as GraphML (Brandes et al. 2002), which networkx, Gephi, yEd and Cytoscape read."""

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from fabula.derive.causal.assembling import CausalMap
from fabula.model.quoting import Row

SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, even escaped."""
NODE: Final = (("name", "string"), ("tellings", "int"), ("phrases", "string"))
EDGE: Final = (
    ("sign", "string"), ("belief", "double"), ("plus", "double"), ("raises", "int"), ("lowers", "int"),
    ("unsigned", "int"), ("denies", "int"), ("passages", "string"),
)  # fmt: skip


def graphml(found: CausalMap, rows: Sequence[Row]) -> str:
    """The whole map as one XML document; ``rows`` are its edges' (``mapping.edge_rows``).

    Every edge carries its passages, a line each: path, place and words.
    """
    ET.register_namespace("", SPACE)
    root = ET.Element(f"{{{SPACE}}}graphml")
    for kind, fields in (("node", NODE), ("edge", EDGE)):
        fields_of(root, kind, fields)
    graph = ET.SubElement(root, f"{{{SPACE}}}graph", {"id": "map", "edgedefault": "directed"})
    told = {p.key: p.told for p in sorted(found.phrases, key=lambda p: p.anchor, reverse=True)}
    for c in found.concepts:
        node = ET.SubElement(graph, f"{{{SPACE}}}node", {"id": c.id})
        phrases = "; ".join(told[k] + (" (opposite)" if flip else "") for k, flip in c.members)
        filled(node, "node", {"name": c.name, "tellings": len(c.articles), "phrases": phrases}, NODE)
    by = {r["id"]: r for r in rows}
    for e in found.edges:
        row = by[e.id]
        edge = ET.SubElement(graph, f"{{{SPACE}}}edge", {"id": e.id, "source": e.cause, "target": e.effect})
        passages = "\n".join(
            f"{x['path']}:{x['start']}-{x['end']}: {' '.join(x['text'].split())}" for x in row["evidence"]
        )
        filled(edge, "edge", {**row, "passages": passages}, EDGE)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def fields_of(root: ET.Element, kind: str, fields: Sequence[tuple[str, str]]) -> None:
    """Declare the fields of nodes or edges."""
    for name, type_ in fields:
        attributes = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type_}
        ET.SubElement(root, f"{{{SPACE}}}key", attributes)


def filled(parent: ET.Element, kind: str, values: Row, fields: Sequence[tuple[str, str]]) -> None:
    """Write the fields of a node or an edge."""
    for name, _ in fields:
        ET.SubElement(parent, f"{{{SPACE}}}data", {"key": f"{kind}-{name}"}).text = fit(str(values[name]))


def fit(text: str) -> str:
    """A text without what XML 1.0 cannot hold, even escaped."""
    return _UNFIT.sub("", text)
