"""Sentences as PostgreSQL searches them: cut into words and folded as SQLite does it, so that both find the same.

PostgreSQL has a parser of its own for text (one for each language, with stems and with ideas about hyphens, addresses and
numbers) and an extension, unaccent, that a server may lack. Words are cut here instead, by the tokeniser that cuts them in a
file: SQLite's, which is at hand wherever Python is. The server keeps them as ``tsvector`` and finds them with a GIN index.
"""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

LONGEST = 2000
"""Bytes of a word, at most: PostgreSQL keeps no longer ones, and nobody looks for them."""
PLACES = 16_383
"""Words of a sentence whose places are kept."""
ROOM = 900_000
"""Bytes of all words of a sentence together."""
K1, B = 1.2, 0.75
"""The parameters of BM25, as FTS5 has them."""


def cut(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text, in order, without case and diacritics."""
    out: list[list[str]] = [[] for _ in texts]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute(
            "CREATE VIRTUAL TABLE t USING fts5(text, content = '', tokenize = \"unicode61 remove_diacritics 2\")"
        )
        db.execute("CREATE VIRTUAL TABLE words USING fts5vocab(t, 'instance')")
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
        for doc, term in db.execute("SELECT doc, term FROM words ORDER BY doc, offset"):
            out[doc].append(term)
    return out


def vector(words: Iterable[str]) -> str:
    """A sentence's words as the text of a ``tsvector``."""
    places: dict[str, list[int]] = {}
    room = 0
    for n, word in enumerate(words, 1):
        size = len(word.encode())
        room += size
        if n > PLACES or room > ROOM:
            break
        if size <= LONGEST:
            places.setdefault(word, []).append(n)
    return " ".join(f"{_quoted(w)}:{','.join(map(str, at[:255]))}" for w, at in places.items())


def query(phrases: Iterable[Sequence[str]]) -> str:
    """What is looked for as the text of a ``tsquery``: all of the phrases, the words of each one after the other."""
    return " & ".join("(" + " <-> ".join(map(_quoted, p)) + ")" for p in phrases)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def occurrences(phrase: Sequence[str], places: Iterator[Sequence[int]]) -> int:
    """How often a phrase stands in a sentence, by the places of each of its words."""
    begins: set[int] | None = None
    for n, _ in enumerate(phrase):
        here = {p - n for p in next(places)}
        begins = here if begins is None else begins & here
    return len(begins or ())


def ranked(counts: Sequence[int], rows: int, hits: Sequence[int], length: int, total: int) -> float:
    """BM25 of a sentence as FTS5 works it out, to the last bit: lower is better.

    ``counts``: how often each phrase stands in it; ``hits``: in how many of all ``rows`` sentences; ``length``: of the
    sentence in words, ``total`` of all.
    """
    average, score = total / rows, 0.0
    for count, n in zip(counts, hits, strict=True):
        weight = math.log((rows - n + 0.5) / (n + 0.5))
        if weight <= 0.0:
            weight = 1e-6
        score += weight * ((count * (K1 + 1.0)) / (count + K1 * (1 - B + B * length / average)))
    return -1.0 * score
