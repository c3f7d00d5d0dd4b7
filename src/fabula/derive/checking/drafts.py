"""A draft as its author wrote it: the sentences of a text or of Markdown, with what they say, and who its names are."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fabula.compare.wording import folded, words
from fabula.derive.checking.facts import SentenceFacts, facts, units
from fabula.extract.annotate import annotate
from fabula.model.records import Annotation, Article, Entity, Pair, Zone

_LINE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)*")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)")
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*\|")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
_NOTE = re.compile(r"\[\^?[\w,; -]{1,12}\]|<https?:[^>]*>|<!--.*?-->|</?[a-zA-Z][^<>]*>")
_MARK = re.compile(r"(?<!\w)(?:\*\*\*|\*\*|\*|__|_)(?=\S)|(?<=\S)(?:\*\*\*|\*\*|\*|__|_)(?!\w)|`+")
SHORT = 3
"""Words that a sentence must have to be checked."""


@dataclass(frozen=True, slots=True)
class PlainDraft:
    """The words of a draft without its marks; ``place`` says where each character stood."""

    text: str
    place: tuple[int, ...]

    def span(self, start: int, end: int) -> Pair:
        """Where some of its words stand in the draft."""
        return self.place[start], self.place[end - 1] + 1


def plain(text: str) -> PlainDraft:
    """A text without the marks of Markdown (quotations, lists, emphasis, links, notes) and without headings, code and tables, which
    are no sentences."""
    out: list[str] = []
    place: list[int] = []
    at, fenced = 0, False
    for line in text.splitlines(keepends=True):
        drop = bytearray(len(line))
        bare = line.rstrip("\r\n")
        if _FENCE.match(bare):
            fenced = not fenced
            drop[: len(bare)] = b"\1" * len(bare)
        elif fenced or _RULE.match(bare) or _HEADING.match(bare):
            drop[: len(bare)] = b"\1" * len(bare)
        else:
            for s, e in _marks(bare):
                drop[s:e] = b"\1" * (e - s)
        for k, c in enumerate(line):
            if not drop[k]:
                out.append(c)
                place.append(at + k)
        at += len(line)
    return PlainDraft("".join(out), tuple(place))


def _marks(line: str) -> Iterator[Pair]:
    yield 0, _LINE.match(line).end()  # type: ignore[union-attr]  # it matches an empty start too
    for m in _IMAGE.finditer(line):
        yield m.span()
    for m in _LINK.finditer(line):
        yield m.start(), m.start(1)
        yield m.end(1), m.end()
    for pattern in (_NOTE, _MARK):
        for m in pattern.finditer(line):
            if not (m.group().startswith("[") and line[m.end() : m.end() + 1] == "("):
                yield m.span()


class NameBook:
    """Who is meant by a name of a draft: entities by the names that they have in the dossier, whole or by their last word."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._last: dict[str, list[str]] = defaultdict(list)
        for e in entities:
            for alias in dict.fromkeys((e.name, *e.aliases)):
                key = _key(alias)
                if key and e.id not in self._whole[key]:
                    self._whole[key].append(e.id)
                if key and e.type == "person" and e.id not in self._last[key[-1]]:
                    self._last[key[-1]].append(e.id)

    def find(self, name: str) -> str | None:
        """The entity that a name is; of several the most mentioned, None where there is none."""
        key = _key(name)
        if not key:
            return None
        found = self._whole.get(key) or (self._last.get(key[-1]) if len(key) == 1 else None)
        return found[0] if found else None


def _key(name: str) -> tuple[str, ...]:
    return tuple(folded(w) for w in words(name) if w not in ("the", "a", "an", "mr", "mrs", "ms", "dr") and folded(w))


def read(text: str, book: NameBook) -> Iterator[tuple[Pair, SentenceFacts]]:
    """The sentences of a draft, each with its span in the text that was given."""
    made = plain(text)
    if not made.text.strip():
        return
    digest = hashlib.sha256(made.text.encode("utf-8", "surrogatepass")).hexdigest()
    zone = Zone(start=0, end=len(made.text), kind="body")
    article = Article(id="draft", path="draft", sha256=digest, text=made.text, zones=(zone,), language="en")
    x = annotate(article)
    who = _who(x, book)
    for start, end in units(made.text, x.sentences):
        if len(words(made.text[start:end])) >= SHORT:
            yield made.span(start, end), facts(x, (start, end), who)


def _who(x: Annotation, book: NameBook) -> Mapping[tuple[str, str], str]:
    """The entities of a draft's chains: the longest name of a chain that is known decides."""
    chains: dict[str, list[str]] = defaultdict(list)
    for m in x.mentions:
        if m.form == "name":
            chains[m.chain].append(x.article.text[m.start : m.end])
    out: dict[tuple[str, str], str] = {}
    for chain, names in chains.items():
        found = _first(names, book)
        if found:
            out[x.article.id, chain] = found
    return out


def _first(names: Sequence[str], book: NameBook) -> str | None:
    return next((i for n in sorted(names, key=len, reverse=True) if (i := book.find(n))), None)
