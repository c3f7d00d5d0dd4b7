"""The zones of a page's blocks: the extractor's judgement, completed and corrected by what the markup says."""

import re
from collections import Counter

from fabula.ingest.reading.dates import only_date
from fabula.ingest.reading.lexicon import asks_consent, is_caption, is_error, is_label, opens_comments, promotes
from fabula.ingest.reading.lines import ends_sentence
from fabula.ingest.reading.maintext import aligned, words
from fabula.ingest.reading.visible import Block

MAIN_SHARE = 0.3
"""A container that holds this share of the extracted words is a body's. Calibrated, like all here, on the 181 pages of
../shared/data/pages: from 0.2 to 0.5 nothing changes by more than 0.001 F1."""
SHORTER = 0.5
"""The cautious extraction counts unless it is shorter than this share of the other: it then took a notice for text."""
TAGS = 0.75
"""From this share a line of four commas or more is a list of tags, of any length."""
OWN_WORDS = 40
"""Words that the headline's own article element must hold before others' texts are left out."""
LINKED = 0.6
"""From this share of linked characters a short block is a link, not a sentence."""

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ASIDE = re.compile(
    r"\b(?:related|recommend\w*|promo\w*|newsletter\w*|share|sharing|social\w*|tags?|taglist|breadcrumbs?|byline|"
    r"dateline|footer|nav|menu|"
    r"sidebar|widget\w*|popular|trending|read-?more|more-?on|see-?also|subscri\w*|signup|sign-up|cookie\w*|"
    r"author-?bio|authorbio|about-?author|"
    r"advert\w*|sponsor\w*|outbrain|taboola|copyright|disclaimer|comments?|disqus|popup|modal|print-header|"
    r"infobox|rating)\b"
)
_COMMENT = re.compile(r"\b(?:comments?|commentlist|comment-body|comment-content|disqus|respond)\b")
_CAPTION = re.compile(r"\b(?:figcaption|figure|[\w-]*caption[\w-]*|wp-caption-text|photo-credit|image-credit|credit)\b")


def judge(page: list[Block], cautious: str, generous: str, title: str | None) -> None:
    """Set each block's kind. ``cautious`` and ``generous`` are what was extracted, ``title`` the page's own title."""
    folded = [words(b.text) for b in page]
    text = cautious if len(cautious) >= SHORTER * len(generous) else generous
    keep = aligned(text, page, folded)
    main = _main(page, folded, keep)
    _complete(page, folded, keep, main)
    _correct(page, folded, keep, main)
    _others(page, folded, keep)
    _zones(page, folded, keep, words(title or ""))


def _parent(block: Block) -> tuple[str, ...]:
    return block.path[:-1] if block.tag in ("p", "li", *_HEADINGS) else block.path


def _main(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool]) -> set[tuple[str, ...]]:
    """The containers that hold the body: those with a good share of the extracted words."""
    held: Counter[tuple[str, ...]] = Counter()
    for block, block_words, kept in zip(page, folded, keep, strict=True):
        if kept:
            held[_parent(block)] += len(block_words)
    total = sum(held.values())
    return {parent for parent, count in held.items() if count >= MAIN_SHARE * total}


def _complete(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool], main: set[tuple[str, ...]]) -> None:
    """Take in what stands beside extracted paragraphs in a container of the body and reads as they do."""
    inside = [i for i, b in enumerate(page) if keep[i] and _parent(b) in main]
    if not inside:
        return
    for i, block in enumerate(page):
        between = inside[0] < i < inside[-1]
        if between and not keep[i] and any("twitter-tweet" in name for name in block.path):
            # A post that the telling quotes is part of it.
            keep[i] = True
        if (
            keep[i]
            or _parent(block) not in main
            or _linked(block) >= LINKED
            or _ASIDE.search(" ".join(block.path[-2:]))
        ):
            continue
        paragraph = block.tag in ("p", "blockquote", "li") and len(folded[i]) >= 8
        heading = between and block.tag in _HEADINGS and len(folded[i]) >= 1
        short = between and block.tag == "p" and ends_sentence(block.text)
        if paragraph or heading or short:
            keep[i] = not _apart(block)


def _correct(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool], main: set[tuple[str, ...]]) -> None:
    """Leave out what the extractor took in and its words or markup speak against."""
    for i, block in enumerate(page):
        if not keep[i]:
            continue
        aside = _aside(block) and _parent(block) not in main
        link = _linked(block) >= LINKED and len(folded[i]) <= 25 and not ends_sentence(block.text)
        # Tags and topics: links between commas, however many.
        link = link or (_linked(block) >= TAGS and block.text.count(",") >= 4 and not ends_sentence(block.text))
        if aside or link or _apart(block):
            keep[i] = False


def _others(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool]) -> None:
    """Leave out other articles: where the page's headline and enough of the text stand in one article element, what stands in an
    element of another name is another's, a list's of posts."""
    own = {_article(b) for b in page if b.tag == "h1"}
    if len(own) != 1 or (name := own.pop()) is None:
        return
    inside = [i for i, k in enumerate(keep) if k and any(p == name for p in page[i].path)]
    if sum(len(folded[i]) for i in inside) < OWN_WORDS:
        return
    for i, block in enumerate(page):
        if keep[i] and i > inside[-1] and _article(block) not in (None, name) and name not in block.path:
            keep[i] = False


def _article(block: Block) -> str | None:
    """The names of the innermost article element around a block."""
    return next((p for p in reversed(block.path) if p == "article" or p.startswith("article ")), None)


def _aside(block: Block) -> bool:
    """Whether the names of the two elements around a block make it something beside the telling."""
    return _ASIDE.search(" ".join(block.path[-2:])) is not None


def _apart(block: Block) -> bool:
    """Whether a block's own words make it something around the telling."""
    count = len(block.text.split())
    if count <= 40 and (
        is_label(block.text) or opens_comments(block.text) or only_date(block.text) or is_caption(block.text)
    ):
        return True
    return is_error(block.text) or asks_consent(block.text) or (promotes(block.text) > 0 and count <= 40)


def _linked(block: Block) -> float:
    return block.linked / max(1, len(block.text.replace(" ", "")))


def _zones(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool], title: tuple[str, ...]) -> None:
    _title(page, folded, keep, title)
    kept = [i for i, k in enumerate(keep) if k]
    for i, block in enumerate(page):
        if block.kind:
            continue
        if keep[i]:
            heading = block.tag in ("h1", *_HEADINGS)
            block.kind = "heading" if heading and len(folded[i]) <= 30 else "body"
            continue
        names = " ".join(block.path[-4:])
        if is_error(block.text):
            block.kind = "error"
        elif _COMMENT.search(names) and len(folded[i]) >= 4:
            block.kind = "comment"
        elif is_caption(block.text) or (_CAPTION.search(names) and kept and len(folded[i]) >= 3):
            block.kind = "caption"
        elif promotes(block.text):
            block.kind = "promotion"
        else:
            block.kind = "furniture"


def _title(page: list[Block], folded: list[tuple[str, ...]], keep: list[bool], title: tuple[str, ...]) -> None:
    """The block that is the page's title: the h1 nearest above the body, else the block with the title's words."""
    first = next((i for i, k in enumerate(keep) if k and page[i].tag != "h1"), len(page))
    wanted = set(title)

    def likeness(i: int) -> float:
        own = set(folded[i])
        return len(own & wanted) / max(1, len(own | wanted)) if len(own) > 1 else 0.0

    heads = [
        i for i, b in enumerate(page[: first + 1]) if folded[i] and (b.tag == "h1" or (wanted and likeness(i) >= 0.7))
    ]
    if heads:
        best = max(heads, key=lambda i: (likeness(i), page[i].tag == "h1", i))
        if len(folded[best]) <= 40:
            page[best].kind = "title"
            for i in heads:
                if i != best and keep[i] and folded[i] == folded[best]:
                    keep[i] = False
