"""A graph for network tools: entities, events and variables; who takes part in what, and what is said to move what."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from fabula.export.exporting import ExportedDossier, Files
from fabula.export.graphml import SPACE, fields_of, fit
from fabula.model.quoting import Row

NODE: Final = (("label", "string"), ("kind", "string"), ("type", "string"), ("date", "string"), ("articles", "int"))
EDGE: Final = (("kind", "string"), ("sign", "string"), ("weight", "double"), ("passages", "string"))
GEXF: Final = "http://gexf.net/1.3"
SIGNS: Final = {1: "+", -1: "-", None: ""}


class GraphNode(NamedTuple):
    """A node: an entity, an event or a variable."""

    id: str
    label: str
    kind: str
    type: str
    date: str
    articles: int


class GraphEdge(NamedTuple):
    """An edge from who takes part to the event ("takes part"), or from a variable to what it moves ("moves")."""

    source: str
    target: str
    kind: str
    sign: str
    weight: float
    passages: str


def network(found: ExportedDossier) -> tuple[list[GraphNode], list[GraphEdge]]:
    """The nodes and the edges between them."""
    nodes, edges = list(_nodes(found)), []
    known = {n.id for n in nodes}
    for r in found.rows("event"):
        for e in r.get("entities") or ():
            if f"entity:{e}" in known:
                edges.append(
                    GraphEdge(f"entity:{e}", f"event:{r['id']}", "takes part", "", float(r["support"]), _passages(r))
                )
    for r in found.rows("link"):
        source, target = f"variable:{r['cause']}", f"variable:{r['effect']}"
        if {source, target} <= known:
            edges.append(GraphEdge(source, target, "moves", SIGNS[r["sign"]], float(r["belief"]), _passages(r)))
    return nodes, edges


def _nodes(found: ExportedDossier) -> Iterator[GraphNode]:
    for r in found.rows("entity"):
        yield GraphNode(f"entity:{r['id']}", r["name"], "entity", r["type"], "", len(r["articles"]))
    for r in found.rows("event"):
        yield GraphNode(f"event:{r['id']}", r["what"], "event", r["type"], r["date"] or "", len(r["articles"]))
    for r in found.rows("variable"):
        yield GraphNode(f"variable:{r['id']}", r["name"], "variable", r["of"] or "", "", len(r["articles"]))


def _passages(r: Row) -> str:
    return "\n".join(f"{e['path']}:{e['start']}-{e['end']}: {' '.join(e['text'].split())}" for e in r["evidence"])


def graphml(found: ExportedDossier) -> Files:
    """The graph as GraphML, which networkx, Gephi, yEd and Cytoscape read."""
    nodes, edges = network(found)
    ET.register_namespace("", SPACE)
    root = ET.Element(f"{{{SPACE}}}graphml")
    fields_of(root, "node", NODE)
    fields_of(root, "edge", EDGE)
    graph = ET.SubElement(root, f"{{{SPACE}}}graph", {"id": "dossier", "edgedefault": "directed"})
    for n in nodes:
        made = ET.SubElement(graph, f"{{{SPACE}}}node", {"id": fit(n.id)})
        for name, _ in NODE:
            ET.SubElement(made, f"{{{SPACE}}}data", {"key": f"node-{name}"}).text = fit(str(getattr(n, name)))
    for at, e in enumerate(edges):
        attributes = {"id": f"e{at}", "source": fit(e.source), "target": fit(e.target)}
        made = ET.SubElement(graph, f"{{{SPACE}}}edge", attributes)
        for name, _ in EDGE:
            ET.SubElement(made, f"{{{SPACE}}}data", {"key": f"edge-{name}"}).text = fit(str(getattr(e, name)))
    return {"": _document(root)}


def gexf(found: ExportedDossier) -> Files:
    """The graph as GEXF 1.3, Gephi's own format."""
    nodes, edges = network(found)
    ET.register_namespace("", GEXF)
    root = ET.Element(f"{{{GEXF}}}gexf", {"version": "1.3"})
    graph = ET.SubElement(root, f"{{{GEXF}}}graph", {"defaultedgetype": "directed", "mode": "static"})
    for kind, fields in (("node", NODE[1:]), ("edge", EDGE)):
        declared = ET.SubElement(graph, f"{{{GEXF}}}attributes", {"class": kind})
        for name, type_ in fields:
            if name != "weight":
                kept = {"int": "integer"}.get(type_, type_)
                ET.SubElement(declared, f"{{{GEXF}}}attribute", {"id": f"{kind}-{name}", "title": name, "type": kept})
    held = ET.SubElement(graph, f"{{{GEXF}}}nodes")
    for n in nodes:
        made = ET.SubElement(held, f"{{{GEXF}}}node", {"id": fit(n.id), "label": fit(n.label)})
        _values(made, "node", {k: getattr(n, k) for k, _ in NODE[1:]})
    held = ET.SubElement(graph, f"{{{GEXF}}}edges")
    for at, e in enumerate(edges):
        attributes = {"id": f"e{at}", "source": fit(e.source), "target": fit(e.target), "weight": str(e.weight)}
        made = ET.SubElement(held, f"{{{GEXF}}}edge", attributes)
        _values(made, "edge", {k: getattr(e, k) for k, _ in EDGE if k != "weight"})
    return {"": _document(root)}


def _values(parent: ET.Element, kind: str, values: Row) -> None:
    held = ET.SubElement(parent, f"{{{GEXF}}}attvalues")
    for name, value in values.items():
        ET.SubElement(held, f"{{{GEXF}}}attvalue", {"for": f"{kind}-{name}", "value": fit(str(value))})


def _document(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
