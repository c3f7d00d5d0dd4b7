"""The system's variables as a SKOS vocabulary (https://www.w3.org/TR/skos-reference/) in Turtle."""

from urllib.parse import quote

from fabula.export.exporting import ExportedDossier, Files
from fabula.printing import terminal

BASE = "urn:fabula:variable:"
HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix fabula: <urn:fabula:terms:> .

<urn:fabula:system> a skos:ConceptScheme ;
    dcterms:title "The system that the reports describe"@en .
"""


def skos(found: ExportedDossier) -> Files:
    """A concept a variable: its name, the phrases that tell it as other labels, the passages as notes, and what it moves."""
    links: dict[str, list[str]] = {}
    for r in found.rows("link"):
        word = {1: "raises", -1: "lowers", None: "bearsOn"}[r["sign"]]
        links.setdefault(r["cause"], []).append(f"    fabula:{word} <{_address(r['effect'])}>")
    out = [HEAD]
    variables = list(found.rows("variable"))
    known = {_address(v["id"]) for v in variables}
    for v in variables:
        labels = [p for p in dict.fromkeys(v["phrases"]) if p and p != v["name"]]
        lines = [
            f"<{_address(v['id'])}> a skos:Concept",
            "    skos:inScheme <urn:fabula:system>",
            f"    skos:prefLabel {literal(v['name'])}@en",
            *(f"    skos:altLabel {literal(p)}@en" for p in labels),
            *(f"    skos:note {literal(e['path'] + ', ' + str(e['start']) + ' to ' + str(e['end']) + ': ' + e['text'])}" for e in v["evidence"]),
            *(line for line in dict.fromkeys(links.get(v["id"], ())) if line.split("<")[1].rstrip(">") in known),
        ]  # fmt: skip
        out.append(" ;\n".join(lines) + " .\n")
    return {"": "\n".join(out)}


def _address(variable: str) -> str:
    return BASE + quote(variable.encode("utf-8", "replace"), safe="-_.~")


def literal(text: str) -> str:
    """A text as a literal of Turtle, on one line."""
    kept = terminal(" ".join(text.split())).encode("utf-8", "replace").decode()
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
