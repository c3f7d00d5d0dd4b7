"""Which blocks of a page are its article: trafilatura's judgement, brought back onto the visible text.

trafilatura (Barbaresi 2021, "Trafilatura: a web scraping library and command-line tool for text discovery and
extraction", ACL demos) rewrites what it extracts; aligning its words with the visible blocks gives the exact place of
each, so that nothing is lost and nothing is reworded.
"""

import re
from collections import defaultdict

import trafilatura
from lxml import html

from fabula.ingest.reading.visible import Block

SHARE = 0.6
"""A block belongs where at least this share of its 4-word shingles was extracted: links and notes inside a paragraph
are left out by the extractor now and then. Calibrated on ../shared/data/pages."""

_WORD = re.compile(r"\w+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, as blocks and extracted lines are compared."""
    return tuple(_WORD.findall(text.lower()))


def extracted(root: html.HtmlElement, *, precise: bool) -> str:
    """What trafilatura takes for the article's text, a paragraph a line; empty where it finds none.

    ``precise`` prefers leaving out to taking in. Its many internal errors on hostile markup count as finding none.
    """
    try:
        return trafilatura.extract(root, include_comments=False, favor_precision=precise) or ""
    except Exception:
        return ""


def aligned(text: str, page: list[Block], folded: list[tuple[str, ...]]) -> list[bool]:
    """Whether each block of a page stands in an extracted text. ``folded`` are the blocks' words.

    A first pass places long blocks by their shingles; a second places short ones that are lines of the extracted text
    or stand right behind the block placed before them.
    """
    lines = [w for w in map(words, text.split("\n")) if w]
    stream = [w for line in lines for w in line]
    if not stream:
        return [False] * len(page)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(stream) - 3):
        if len(places[tuple(stream[i : i + 4])]) < 8:
            places[tuple(stream[i : i + 4])].append(i)
    at: list[tuple[int, int] | None] = [_place(w, places) if len(w) >= 6 else None for w in folded]
    # Of blocks with the same words only one was extracted: the one whose neighbours were.
    taken: dict[tuple[str, ...], int] = {}
    for i, where in enumerate(at):
        if where is None:
            continue
        j = taken.get(folded[i])
        if j is None:
            taken[folded[i]] = i
        elif _company(at, i) > _company(at, j):
            at[j], taken[folded[i]] = None, i
        else:
            at[i] = None
    left: dict[tuple[str, ...], int] = defaultdict(int)
    for line in lines:
        if len(line) < 12:
            left[line] += 1
    placed = [i for i, where in enumerate(at) if where]
    if placed:
        _short(at, folded, stream, left, placed[0], placed[-1])
    elif left:
        _short(at, folded, stream, left, 0, len(page) - 1)
    return [where is not None for where in at]


def _place(block: tuple[str, ...], places: dict[tuple[str, ...], list[int]]) -> tuple[int, int] | None:
    """Where a block's shingles begin and end in the extracted words; None where too few are there."""
    hits = [places.get(block[i : i + 4]) for i in range(len(block) - 3)]
    found = [h for h in hits if h]
    if len(found) < SHARE * len(hits):
        return None
    first = next(i for i, h in enumerate(hits) if h)
    start = max(0, found[0][0] - first)
    return start, start + len(block)


def _company(at: list[tuple[int, int] | None], i: int) -> int:
    """How many of the blocks around one were placed."""
    return sum(where is not None for where in at[max(0, i - 4) : i + 5])


def _short(
    at: list[tuple[int, int] | None],
    folded: list[tuple[str, ...]],
    stream: list[str],
    left: dict[tuple[str, ...], int],
    first: int,
    last: int,
) -> None:
    """Place short blocks: lines of their own, between or beside the long ones, or what follows in the stream."""
    pointer = 0
    for i in range(max(0, first - 3), min(len(at), last + 12)):
        where = at[i]
        if where is not None:
            pointer = where[1]
            if left.get(folded[i]):
                left[folded[i]] -= 1
            continue
        block = folded[i]
        if not block or len(block) >= 12:
            continue
        if left.get(block):
            left[block] -= 1
            at[i] = (pointer, pointer + len(block))
            pointer += len(block)
        elif pointer and tuple(stream[pointer : pointer + len(block)]) == block:
            at[i] = (pointer, pointer + len(block))
            pointer += len(block)
