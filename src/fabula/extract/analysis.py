"""What every layer reads: one article, its spaCy parse and its sentences, made once."""

import bisect
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from fabula.ingest.reading.lines import flowing
from fabula.lang.en.pack import ENGLISH
from fabula.lang.language import Language
from fabula.model.records import Article, Pair, Zone

TOLD = frozenset({"title", "heading", "body", "byline", "dateline"})
"""Zones that are part of the telling: the layers read these and leave the rest. A caption is not: it tells of its picture, which an
agency sells to articles on other things, often of another day."""
WHERE_AND_BY = frozenset({"byline", "dateline"})
"""What is told by its place on the page, not in sentences: a town above a report is nobody who speaks in it."""


class Analysis:
    """An article with its parse.

    ``doc`` covers the article's whole text, so that ``token.idx`` is a code-point offset into ``article.text``;
    sentences never cross a paragraph's or a zone's edge. ``text`` is the article's as it flows, of the same length.
    ``language`` is the pack that parsed it.
    """

    def __init__(self, article: Article, doc: Doc, language: Language = ENGLISH) -> None:
        self.article = article
        self.language = language
        self.text = flowing(article.text, article.zones)
        self.doc = doc
        self._starts = [z.start for z in article.zones]

    def zone(self, position: int) -> Zone | None:
        """The zone that a position lies in."""
        i = bisect.bisect_right(self._starts, position) - 1
        if i < 0:
            return None
        z = self.article.zones[i]
        return z if z.start <= position < z.end else None

    def told(self, position: int) -> bool:
        """Whether a position belongs to the telling, not to furniture around it."""
        z = self.zone(position)
        return z is None or z.kind in TOLD

    @cached_property
    def sents(self) -> list[Span]:
        """The sentences of the telling, as spaCy spans: without those of furniture and those of white space."""
        return [s for s in self.doc.sents if s.text.strip() and self.told(first_char(s))]

    @cached_property
    def sentences(self) -> tuple[Pair, ...]:
        """The sentences' spans, trimmed of white space."""
        return tuple(trimmed(self.text, s.start_char, s.end_char) for s in self.sents)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.idx for t in self.doc]

    def token_at(self, position: int) -> Token | None:
        """The token that covers a position, or the last one before it; None in an empty document."""
        i = bisect.bisect_right(self._token_starts, position) - 1
        return self.doc[i] if i >= 0 else None

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that touch a span, as a spaCy span (empty where there is none)."""
        i = max(0, bisect.bisect_right(self._token_starts, start) - 1)
        if i < len(self.doc) and self.doc[i].idx + len(self.doc[i]) <= start:
            i += 1
        j = bisect.bisect_left(self._token_starts, end)
        return self.doc[i : max(i, j)]


def first_char(span: Span) -> int:
    """The offset of a spaCy span's first character that is not white space."""
    text = span.text
    return int(span.start_char) + len(text) - len(text.lstrip())


def trimmed(text: str, start: int, end: int) -> Pair:
    """A span without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
