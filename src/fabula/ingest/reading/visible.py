"""A web page's visible text, in document order, as blocks with what the markup says of each.

No recursion and no step that is more than linear in the page: hostile markup costs what honest markup of its size does.
"""

import re
from dataclasses import dataclass

from lxml import etree, html

from fabula.errors import NotTextError, TooLargeError

ELEMENTS = 200_000
"""Elements of one page at most. The longest of 181 news pages (../shared/data/pages) has some 9,000."""

HELD = 0.5
"""Share of a page's paragraphs that stand in its article, at least."""
LEAST = 200
"""Characters of prose that make an article of an aside."""
NEAR = 16
"""Elements around a block whose names are kept: enough for honest pages, and a bound for hostile ones."""


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


HIDDEN = _set(
    """
    script style head title template noscript iframe object embed applet audio video canvas svg math select option
    textarea datalist map area param source track frame frameset noframes noembed input dialog
    """
)
INLINE = _set(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr output meter progress picture tbody thead tfoot o:p
    """
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\u200b]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONG_VALUE = re.compile(r"=\s?\"[^\"<>]{1000,}\"|=\s?'[^'<>]{1000,}'")
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})[\s/][^<>]{4000,}>")
"""Attributes that no reading needs, but that parsers compare pair by pair: pictures as data, scripts' state."""
_DOCTYPE = re.compile(r"<!doctype\b[^\[>]{0,300}\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(slots=True)
class Block:
    """One visible paragraph: ``start`` to ``end`` in the page's text, and the markup around it.

    ``tag`` is its nearest block element's; ``linked`` is how many of its characters are links'; ``path`` are the class,
    id, role and tag names around it, from the outermost; ``kind`` is its zone once it is known.
    """

    start: int
    end: int
    text: str
    tag: str
    linked: int
    bold: int
    path: tuple[str, ...]
    kind: str = ""


def parse(source: str, name: str) -> html.HtmlElement:
    """A page's tree. Entities are never expanded from a document type, nor anything fetched.

    Raises NotTextError where there is no element, or elements are nested so deep that the parser gives up on them;
    TooLargeError where there are too many.
    """
    clean = _DOCTYPE.sub("", _DECLARED.sub("", _CONTROL.sub("", source), count=1), count=1)
    clean = _LONG_TAG.sub(r"<\1>", _LONG_VALUE.sub('=""', clean))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NotTextError(name, f"is not readable as HTML: {' '.join(str(error).split())[:120]}") from None
    if any(e.type_name == "ERR_INTERNAL_ERROR" or "xcessive depth" in e.message for e in parser.error_log):
        raise NotTextError(name, "its elements are nested too deep to read")
    if sum(1 for _ in root.iter()) > ELEMENTS:
        raise TooLargeError(name, f"it has over {ELEMENTS} elements, the limit of one page")
    return root


def blocks(root: html.HtmlElement) -> tuple[str, list[Block]]:
    """The visible text of a tree and its blocks; blocks stand a line each."""
    builder = _Builder()
    skip = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if not isinstance(tag, str):
            if not skip and event in ("comment", "pi"):
                builder.say(element.tail)
            continue
        if event == "start":
            if skip or _hidden(element, tag):
                skip += 1
            else:
                builder.open(element, tag)
        else:
            if skip:
                skip -= 1
            else:
                builder.close(tag)
            if not skip:
                builder.say(element.tail)
    return builder.finish()


def freed(root: html.HtmlElement) -> None:
    """Make an aside, footer or header that holds the page's article an element as any other.

    Extractors leave these out; but where the page's one h1 or most of its prose stands in one, it is the article.
    """
    prose = sum(len(e.text_content()) for e in root.iter("p"))
    for element in list(root.iter("aside", "footer", "header", "nav")):
        own = sum(len(e.text_content()) for e in element.iter("p"))
        if own > HELD * prose and own >= LEAST and element.find(".//h1") is not None:
            element.tag = "div"


def _hidden(element: html.HtmlElement, tag: str) -> bool:
    if tag in HIDDEN:
        return True
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _NO_DISPLAY.search(style[:500]) is not None)


class _Builder:
    """Gathers text into blocks while the tree is walked."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.out: list[Block] = []
        self.current: list[str] = []
        self.linked = self.bold = 0
        self.links = self.bolds = 0
        self.path: list[str] = []
        self.tags: list[str] = ["body"]
        self.frozen: tuple[str, ...] | None = None

    def open(self, element: html.HtmlElement, tag: str) -> None:
        if tag == "br":
            self.flush()
            return
        if tag == "a":
            self.links += 1
        elif tag in ("b", "strong"):
            self.bolds += 1
        if tag not in INLINE:
            self.flush()
            self.tags.append(tag)
            label = " ".join(
                filter(
                    None, (tag, element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))
                )
            )
            self.path.append(label[:200].lower())
            self.frozen = None
        self.say(element.text)

    def close(self, tag: str) -> None:
        if tag == "br":
            return
        if tag == "a":
            self.links -= 1
        elif tag in ("b", "strong"):
            self.bolds -= 1
        if tag not in INLINE:
            self.flush()
            self.tags.pop()
            self.path.pop()
            self.frozen = None

    def say(self, text: str | None) -> None:
        if text:
            self.current.append(text)
            if self.links or self.bolds:
                letters = len("".join(text.split()))
                self.linked += letters if self.links else 0
                self.bold += letters if self.bolds else 0

    def flush(self) -> None:
        if not self.current:
            return
        text = _SPACE.sub(" ", "".join(self.current)).strip(" \xa0\ufeff")
        self.current.clear()
        if text:
            if self.frozen is None:
                self.frozen = tuple(self.path[-NEAR:])
            self.out.append(
                Block(self.size, self.size + len(text), text, self.tags[-1], self.linked, self.bold, self.frozen)
            )
            self.pieces.append(text)
            self.size += len(text) + 1
        self.linked = self.bold = 0

    def finish(self) -> tuple[str, list[Block]]:
        self.flush()
        return "\n".join(self.pieces), self.out
