"""Lines too long for their place: cut at a word, with what they are about kept in view."""

LEAST = 0.5
"""Share of the room that a cut at a word must fill; text without spaces is cut where the room ends."""


def clipped(text: str, longest: int, word: str = "") -> str:
    """A text of at most so many characters, cut at words, with an ellipsis where something is gone.

    ``word``, if it stands in the text and fits, stays in view: the line then begins later.
    """
    if len(text) <= longest:
        return text
    out = _cut(text, longest)
    at = text.find(word) if word else -1
    if at < 0 or word in out or len(word) > longest - 2:
        return out
    # Two thirds of what is left of the room go before the word, as far as that begins with a whole word.
    start = max(0, at - (longest - 2 - len(word)) * 2 // 3)
    if start and not text[start - 1].isspace():
        gap = text.find(" ", start, at)
        start = gap + 1 if gap >= 0 else at
    tail = text[start:]
    out = _cut(tail, longest - 1) if len(tail) > longest - 1 else tail
    return "…" + (out if word in out else tail[: longest - 2] + "…")


def _cut(text: str, longest: int) -> str:
    """The beginning of a text that is longer."""
    head = text[: longest - 1]
    if not text[longest - 1].isspace():
        whole = head.rsplit(" ", 1)[0]
        head = whole if len(whole) >= longest * LEAST else head
    return head.rstrip(" ,;:–—-") + "…"
