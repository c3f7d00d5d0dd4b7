"""What stands within a plain text's story and is not the story: captions, and headlines of other articles between its paragraphs.

A caption's words are no cue of their own; that a credit stands right below it is, or that a gallery repeats it, or that it says
who is on the left.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fabula.ingest.reading.head import content
from fabula.ingest.reading.lexicon import is_caption, shows_picture
from fabula.ingest.reading.lines import Paragraph

CREDIT_WORDS = 9
"""Words of a credit at most; a longer line below a paragraph is another paragraph."""
CAPTION_WORDS = 60
REPEATED = 9
"""Words from which a line that a gallery repeats is a caption: shorter ones are a list's."""
APART = 0.7
"""Share of the story's paragraphs with a blank line above them from which a line without one belongs to the line above."""
TEASERS = 3
"""Headlines of other articles, at least, before any is taken for one: a single heading may speak of what comes."""
TEASER_WORDS = 6
"""Words from which a heading is like a headline: headings of a story are shorter, and need not share its words."""
SHARED = 0.35
"""Of the words of such a heading that mean something, the share that the story has as well, below which it is another's."""
_TOLD = ("body", "heading")


def captions(parts: Sequence[Paragraph]) -> None:
    """Set the kind of captions that stand among the telling."""
    told = [p for p in parts if p.kind == "body" and p.words >= 20]
    gapped = len(told) >= 3 and sum(p.gap for p in told) >= APART * len(told)
    seen = Counter(p.text for p in parts if p.words >= 5)
    for i, part in enumerate(parts):
        if part.kind not in _TOLD or not 3 <= part.words <= CAPTION_WORDS:
            continue
        after = parts[i + 1] if i + 1 < len(parts) else None
        credit = after is not None and _credits(after)
        if (
            shows_picture(part.text)
            or (credit and after is not None and gapped and not after.gap)
            or (credit and not part.closed and part.words <= 25)
            or (seen[part.text] >= 2 and part.words >= REPEATED and _repeated(parts, i))
        ):
            part.kind = "caption"
            if credit and after is not None and after.kind in _TOLD:
                after.kind = "caption"
    # What a gallery shows once more stands with its caption.
    for before, part in pairwise(parts):
        if before.kind == "caption" and part.kind in _TOLD and part.text == before.text:
            part.kind = "caption"


def _credits(part: Paragraph) -> bool:
    """Whether a line may say whose picture it is: a caption's words, or few words that make no sentence."""
    if is_caption(part.text):
        return part.words <= CREDIT_WORDS
    bracketed = part.text.startswith("(") and part.text.endswith(")")
    return (
        part.kind == "furniture"
        and part.words <= 6
        and (bracketed or (part.text[:1].isupper() and not part.closed and not part.gap))
    )


def _repeated(parts: Sequence[Paragraph], at: int) -> bool:
    """Whether a line stands twice, one right below the other, or a picture's credit is near both."""
    same = [i for i in range(max(0, at - 12), min(len(parts), at + 13)) if i != at and parts[i].text == parts[at].text]
    near = any(parts[i].kind == "caption" for i in range(max(0, at - 2), min(len(parts), at + 3)))
    return any(abs(i - at) == 1 for i in same) or (bool(same) and near)


def teasers(parts: Sequence[Paragraph]) -> None:
    """Headlines of other articles that stand between a story's paragraphs become furniture: they share none of its words."""
    told: Counter[str] = Counter()
    for part in parts:
        if part.kind in ("body", "title"):
            told.update(content(part.text))
    prose = [i for i, p in enumerate(parts) if p.kind == "body" and p.words >= 12]
    found = []
    for part in parts[prose[0] : prose[-1]] if prose else ():
        words = content(part.text)
        like = part.kind == "heading" and part.words >= TEASER_WORDS and not part.closed and words
        if like and sum(told[w] > 0 for w in words) < SHARED * len(words):
            found.append(part)
    if len(found) >= TEASERS:
        for part in found:
            part.kind = "furniture"
