"""Words of records and their evidence, as rows have them: on one line, with the exact characters beside."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from fabula.errors import EvidenceError
from fabula.model.records import Annotation, Article, EventMention, Mention, Pair
from fabula.printing import json_line

Row = dict[str, Any]


ARTICLE = "article"
"""The maker of what an article says in its own voice."""


def mention_words(article: Article, m: Mention) -> str:
    """A mention's words, on one line."""
    return " ".join(article.text[m.start : m.end].split())


def event_mention(of: Annotation, mention: str) -> EventMention:
    """The report of an event that has this id within its article. Raises EvidenceError where there is none."""
    for m in of.events:
        if m.id == mention:
            return m
    raise EvidenceError(f"{of.article.path}: no such report of an event: {mention}")


def text_of(article: Article, spans: Sequence[Pair]) -> str:
    """The words of discontinuous spans, on one line, with a gap where they are apart."""
    return " … ".join(" ".join(article.text[s:e].split()) for s, e in spans)


def quoted(article: Article, spans: Sequence[Pair]) -> list[Row]:
    """Evidence: the exact characters of spans, with where they stand. Raises EvidenceError for a span outside the text."""
    for s, e in spans:
        if not 0 <= s <= e <= len(article.text):
            raise EvidenceError(f"{article.path}: no such span: {s} to {e} of {len(article.text)}")
    return [
        {"article": article.id, "path": article.path, "start": s, "end": e, "text": article.text[s:e]} for s, e in spans
    ]


def encoded(row: Any) -> str:
    """A row as one line of JSON, with nothing in it that a terminal would obey."""
    try:
        return json_line(msgspec.json.encode(row).decode())
    except UnicodeEncodeError:  # half of a surrogate pair, which no UTF-8 can hold
        return json_line(json.dumps(msgspec.to_builtins(row), ensure_ascii=True))
