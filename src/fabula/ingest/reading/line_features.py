"""What a line classifier looks at: how a line is laid out, where it stands, and whether it speaks of what the rest does.

Layout, company and the kinds that ``lexicon`` and the rules name carry over to sites never seen
(Kohlschütter, Fankhauser and Nejdl 2010, "Boilerplate detection using shallow text features"); words, hashed into a few thousand numbers, tell what these leave open.
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fabula.ingest.reading.dates import only_date
from fabula.ingest.reading.lexicon import (
    is_biography,
    is_caption,
    is_error,
    is_header,
    is_label,
    is_section,
    opens_comments,
    promotes,
)
from fabula.ingest.reading.lines import ends_sentence
from fabula.lang.en.function_words import OF_LINES

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SECOND = re.compile(r"\b(?:you|your|yours|us|our|ours|we|me|my)\b", re.IGNORECASE)
_ACT = re.compile(
    r"\W*(?:please|click|tap|sign|subscribe|follow|join|share|read|see|watch|listen|get|download|support|donate|contact|send|"
    r"register|log|view|learn|find|discover|enter|submit|leave|add|save|print|copy|report|continue|try|start|buy|check)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|says|told|according to|added|announced|reported|asked)\b", re.IGNORECASE)
PROSE = 18
"""Words from which a line counts as prose for the company that others keep."""
KINDS = ("title", "heading", "byline", "dateline", "caption", "furniture", "promotion", "comment", "error")
"""What the rules may take a line for, beside the telling."""
BUCKETS = 8192
"""Into how many numbers the words of lines are hashed."""
MOST_WORDS = 48
NEAR = 3
"""Lines on each side whose words a line is held against."""


def tokens(line: str) -> list[int]:
    """The words of a line, its pairs where it is short, and how it begins and ends, as numbers below ``BUCKETS``."""
    words = [w.casefold() for w in _TOKEN.findall(line[:2000])]
    words = ["0" * len(w) if w.isdigit() else w for w in words]
    out = words[:MOST_WORDS]
    if words:
        out = [*out, "^" + words[0], "^" + " ".join(words[:2]), words[-1] + "$", " ".join(words[-2:]) + "$"]
        if len(words) <= 12:
            out += [f"{a} {b}" for a, b in pairwise(words)]
    return [zlib.crc32(w.encode("utf-8", "replace")) % BUCKETS for w in out]


def features(lines: Sequence[str], kinds: Sequence[str]) -> list[list[float]]:
    """A row of numbers for each line of a text, in order; ``kinds`` are what the rules take the lines for."""
    words = [_WORD.findall(x) for x in lines]
    content = [{w.casefold() for w in ws if len(w) >= 4} - OF_LINES for ws in words]
    prose = [len(ws) >= PROSE for ws in words]
    held: Counter[str] = Counter()
    for said, long in zip(content, prose, strict=True):
        if long:
            held.update(said)
    total = sum(len(ws) for ws in words) or 1
    long_ = [i for i, p in enumerate(prose) if p]
    first, last = (long_[0], long_[-1]) if long_ else (0, len(lines) - 1)
    seen = Counter(" ".join(x.split()).casefold() for x in lines)
    own = [_alone(x, ws) for x, ws in zip(lines, words, strict=True)]
    out, before = [], 0
    run = _runs([len(ws) <= 8 for ws in words])
    title = next((content[i] for i, kind in enumerate(kinds) if kind == "title"), set())
    for i, line in enumerate(lines):
        mine = content[i]
        others = sum(held[w] > (1 if prose[i] else 0) for w in mine)
        often = sum(held[w] > (2 if prose[i] else 1) for w in mine)
        names = {w.casefold() for w in words[i][1:] if w[:1].isupper() and len(w) >= 4}
        known = sum(held[w] > (1 if prose[i] else 0) for w in names)
        row = [
            *own[i],
            before / total,
            (total - before - len(words[i])) / total,
            i / len(lines),
            float(i < first),
            float(i > last),
            math.log1p(max(0, first - i)),
            math.log1p(max(0, i - last)),
            others / max(3, len(mine)),
            often / max(3, len(mine)),
            known / max(1, len(names)) if names else 0.5,
            math.log1p(len(names)),
            float(seen[" ".join(line.split()).casefold()] > 1),
            math.log1p(run[i]),
            *(float(kinds[i] == kind) for kind in KINDS),
            len(mine & title) / max(3, len(mine)),
            len(mine & set().union(*content[max(0, i - NEAR) : i])) / max(3, len(mine)),
            len(mine & set().union(*content[i + 1 : i + 1 + NEAR])) / max(3, len(mine)),
            math.log1p(len(lines)),
            sum(prose) / len(lines),
        ]
        before += len(words[i])
        out.append(row)
    return out


def is_english(lines: Sequence[str]) -> bool:
    """Whether a text's words are English, as far as its small words tell."""
    words = [w.casefold() for x in lines for w in _WORD.findall(x)]
    return sum(w in OF_LINES for w in words) >= 0.15 * len(words)


def _alone(line: str, words: Sequence[str]) -> list[float]:
    """What a line is by itself: length, end, marked kinds."""
    count = len(words)
    stripped = line.strip()
    marked = (
        is_label(stripped)
        or opens_comments(stripped)
        or is_header(stripped)
        or is_error(stripped)
        or is_section(stripped)
        if len(stripped) <= 250
        else False
    )
    return [
        math.log1p(count),
        float(ends_sentence(stripped)),
        float(marked),
        float(stripped.endswith((":", "…", "...", "»", ">"))),
        float(stripped[:1].islower()),
        sum(w[:1].isupper() for w in words) / max(1, count),
        sum(w.casefold() in OF_LINES for w in words) / max(1, count),
        sum(c.isdigit() for c in stripped) / max(1, len(stripped)),
        sum(c in "|•·/›»>#@©_*" for c in stripped) / max(1, len(stripped)) * 5,
        float(any(c in stripped for c in '"“”‘«')),
        float(_SECOND.search(stripped) is not None),
        float(_ACT.match(stripped) is not None),
        float(_SAID.search(stripped) is not None),
        min(3.0, float(promotes(stripped))),
        float(is_caption(stripped)),
        float(is_biography(stripped)),
        float(len(stripped) <= 160 and only_date(stripped) is not None),
        float(stripped.isupper() and count > 1),
        float("?" in stripped),
        float("http" in stripped or "www." in stripped or ".com" in stripped or "@" in stripped),
        math.log1p(stripped.count(",")),
    ]


def _runs(short: Sequence[bool]) -> list[int]:
    """For each line, how long the run of short lines is that it stands in; 0 for a long one."""
    out = [0] * len(short)
    i = 0
    while i < len(short):
        j = i
        while j < len(short) and short[j]:
            j += 1
        for k in range(i, j):
            out[k] = j - i
        i = max(j, i + 1)
    return out
