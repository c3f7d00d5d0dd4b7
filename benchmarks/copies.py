"""Plain-text copies of real pages, as a reporter's browser gives them, for reading by hand and for counting.

python -m benchmarks.copies PAGES_GOLD [--sample 1] [-v]        title, outlet, authors, date and kind of forty copies
python -m benchmarks.copies PAGES_GOLD --lines [--sample 0]        what their lines are read as; sample 0: all pages
python -m benchmarks.copies PAGES_GOLD --sample 2 --write FOLDER   the copies themselves, FOLDER/ID.txt, to be read

A copy is what a browser puts on the clipboard: a line a block, a blank line around paragraphs, headings and lists, tabs between the cells of
a table, nothing that is hidden. Four in ten are of the whole page; the others run from up to twelve lines above the headline to up to
forty below the story. ``copies.jsonl`` has what a person read in each: the days that count as its publication (none where the copy
does not state it), names of the outlet, authors (null where nobody can say), the kinds of article that it may be called. Titles are those
of the page's markup. No two samples share a page. What the copy does not hold counts apart.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.heads import fold, titles
from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.reading.decoding import decode_page
from fabula.ingest.reading.genre import genre
from fabula.ingest.reading.maintext import words
from fabula.ingest.reading.visible import HIDDEN, INLINE, freed, parse
from fabula.model.records import Article

GOLD = Path(__file__).parent / "copies.jsonl"
SAMPLE = 40
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote figure pre table hr".split())
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def sample(rows: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The pages of a sample: the first forty by a seeded shuffle, the next forty, and so on."""
    order = sorted(rows, key=lambda r: str(r["id"]))
    random.Random("copies").shuffle(order)
    return order if not number else order[(number - 1) * SAMPLE : number * SAMPLE]


def pasted(root: Any) -> str:
    """A page's text as a browser copies it."""
    out: list[str] = []
    line: list[str] = []
    hidden = 0

    def flush(apart: bool = False) -> None:
        text = re.sub(r" *\t *", "\t", re.sub(r" +", " ", "".join(line))).strip()
        line.clear()
        if text:
            out.append(text)
        if apart and out and out[-1]:
            out.append("")

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            off = tag in HIDDEN or element.get("hidden") is not None or _NO_DISPLAY.search(element.get("style") or "")
            hidden += bool(hidden or off)
            if hidden:
                continue
            if tag == "br":
                flush()
            elif tag not in INLINE and tag not in ("td", "th"):
                flush(tag in _APART)
            line.append(_plain(element.text))
        else:
            if hidden:
                hidden -= 1
            elif tag in ("td", "th"):
                line.append("\t")
            elif tag not in INLINE:
                flush(tag in _APART)
            if not hidden:
                line.append(_plain(element.tail))
    flush()
    return "\n".join(out).strip() + "\n"


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text or "")


def copy(root: Any, body: str, seed: str) -> str:
    """The whole text, or the part of it around the story."""
    known = titles(root)
    lines = pasted(root).split("\n")
    rng = random.Random("copies" + seed)
    whole, above, below = rng.random() < 0.4, rng.randrange(13), rng.randrange(41)
    held = set(_runs(words(body)))
    story = [
        i
        for i, x in enumerate(lines)
        if len(w := words(x)) > 5 and sum(r in held for r in _runs(w)) > 0.6 * (len(w) - 3)
    ]
    if whole or not story:
        return "\n".join(lines)
    at = next((i for i in range(story[0], -1, -1) if fold(lines[i]) in known), story[0])
    filled = [i for i, x in enumerate(lines) if x.strip()]
    first = [i for i in filled if i <= at][-1 - above :][0]
    last = [i for i in filled if i >= story[-1]][: 1 + below][-1]
    return "\n".join(lines[first : last + 1]) + "\n"


def _runs(said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[i:] for i in range(4)), strict=False)


def counted(text: str, gold: dict[str, Any], known: set[str]) -> list[str]:
    """What is right, wrong and missing in one copy."""
    article = read(Item(source=str(gold["id"]), media="row", text=text))
    said = fold(text)
    date = article.published.date[:10] if article.published and article.published.date else None
    out = ["date " + _verdict(date is None, date in gold["days"], bool(gold["days"]))]
    title = fold(article.title or "")
    out.append("title " + _verdict(not title, title in known, any(fold(x) in known for x in text.split("\n"))))
    outlet, outlets = fold(article.outlet or ""), [fold(x) for x in gold["outlets"]]
    out.append("outlet " + _verdict(not outlet, outlet in outlets, any(x in said for x in outlets)))
    if gold["authors"] is not None:
        got, want = [fold(x) for x in article.authors], [fold(x) for x in gold["authors"]]
        wrong = any(x not in want for x in got)
        out.append("authors " + _verdict(not got or (not wrong and len(got) < len(want)), not wrong, bool(want)))
    kind = genre(article).kind
    out.append(f"kind {'right' if kind in gold['kinds'] else f'wrong: {kind} for ' + gold['kinds'][0]}")
    return out


def lines_counted(text: str, page: Article, body: str) -> Counter[str]:
    """How a copy's lines are read: words of the story that are lost, and captions, bylines, datelines and furniture that are told.

    What a line is: of the story where the gold text has it, else what the reading of the page's markup takes it for.
    """
    kinds = {" ".join(page.text[z.start : z.end].split()): z.kind for z in page.zones}
    for zone in page.zones:
        kinds |= {" ".join(x.split()): zone.kind for x in page.text[zone.start : zone.end].split("\n")}
    held = set(_runs(words(body)))
    article, n, at = read(Item(source="a", media="row", text=text)), Counter[str](), 0
    for line in text.split("\n"):
        said = words(line)
        zone = next((z.kind for z in article.zones if z.start <= at < z.end), "")
        at += len(line) + 1
        if not said:
            continue
        told = zone in ("body", "heading")
        share = sum(r in held for r in _runs(said)) / max(1, len(said) - 3) if len(said) >= 4 else 0.0
        kind = kinds.get(" ".join(line.split()), "")
        if share > 0.8:
            n["words of the story"] += len(said)
            n["words of the story, lost"] += len(said) * (not told and zone != "dateline")
        elif (
            share < 0.2
            and kind in ("caption", "byline", "dateline", "furniture", "promotion", "comment")
            and (kind != "caption" or len(said) >= 4)
        ):
            n[f"lines: {kind}"] += 1
            n[f"lines: {kind}, told"] += told
    return n


def _verdict(none: bool, right: bool, stated: bool) -> str:
    return ("none" if none else "right" if right else "wrong") + ("" if stated else ", not stated")


def main() -> None:
    """Count a sample, or write its copies."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", type=Path)
    args.add_argument("--sample", type=int, default=1)
    args.add_argument("--write", type=Path)
    args.add_argument(
        "--lines", action="store_true", help="Count what lines are read as instead; needs no gold of ours."
    )
    args.add_argument("-v", action="store_true", help="Name what is not right.")
    given = args.parse_args()
    rows = [json.loads(x) for x in given.gold.read_text(encoding="utf-8").splitlines()]
    golds = {r["id"]: r for r in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    sums: Counter[str] = Counter()
    for row in sample(rows, given.sample):
        source = decode_page(gzip.decompress((given.gold.parent / row["page"]).read_bytes()), row["id"]).text
        root = parse(source, row["id"])
        text = copy(root, row["body"], row["id"])
        if given.write:
            given.write.mkdir(parents=True, exist_ok=True)
            (given.write / f"{row['id']}.txt").write_text(text, encoding="utf-8")
        elif given.lines:
            freed(root)
            page = read(
                Item(
                    source=row["id"], media="html", data=gzip.decompress((given.gold.parent / row["page"]).read_bytes())
                )
            )
            found = lines_counted(text, page, row["body"])
            sums.update(found)
            if given.v:
                print(row["id"], dict(found))
        elif row["id"] in golds:
            said = counted(text, golds[row["id"]], titles(root))
            sums.update(said)
            if given.v:
                print(row["id"], "; ".join(x for x in said if not x.endswith("right")))
    for what, count in sorted(sums.items()):
        print(f"{count:3} {what}")


if __name__ == "__main__":
    main()
