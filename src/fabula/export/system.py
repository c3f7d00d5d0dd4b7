"""The system as GraphML: a node a variable, an edge a link, each with its passages."""

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from fabula.export.graphml import SPACE, fields_of, filled
from fabula.model.quoting import Row

NODE: Final = (("name", "string"), ("of", "string"), ("articles", "int"), ("phrases", "string"))
EDGE: Final = (
    ("sign", "string"), ("belief", "double"), ("raises", "int"), ("lowers", "int"), ("denied", "int"),
    ("conditional", "boolean"), ("by", "string"), ("notes", "string"), ("passages", "string"),
)  # fmt: skip


def system_graphml(variables: Sequence[Row], links: Sequence[Row]) -> str:
    """One XML document of rows of variables and of links."""
    ET.register_namespace("", SPACE)
    root = ET.Element(f"{{{SPACE}}}graphml")
    for kind, fields in (("node", NODE), ("edge", EDGE)):
        fields_of(root, kind, fields)
    graph = ET.SubElement(root, f"{{{SPACE}}}graph", {"id": "system", "edgedefault": "directed"})
    for v in variables:
        node = ET.SubElement(graph, f"{{{SPACE}}}node", {"id": v["id"]})
        told = {"articles": len(v["articles"]), "phrases": "; ".join(v["phrases"]), "of": v["of"] or ""}
        filled(node, "node", {**v, **told}, NODE)
    for e in links:
        edge = ET.SubElement(graph, f"{{{SPACE}}}edge", {"id": e["id"], "source": e["cause"], "target": e["effect"]})
        passages = "\n".join(
            f"{x['path']}:{x['start']}-{x['end']}: {' '.join(x['text'].split())}" for x in e["evidence"]
        )
        sign = {1: "+", -1: "-", None: "contested" if e["raises"] and e["lowers"] else "not stated"}[e["sign"]]
        told = {
            "sign": sign, "conditional": str(e["conditional"]).lower(), "by": "; ".join(e["by"]),
            "notes": "; ".join(e["notes"]), "passages": passages,
        }  # fmt: skip
        filled(edge, "edge", {**e, **told}, EDGE)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
