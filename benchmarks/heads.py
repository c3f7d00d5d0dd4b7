"""Date, title, outlet and authors of 72 real pages, and of plain-text copies made from them.

python -m benchmarks.heads PAGES_GOLD [-v]        PAGES_GOLD: ../shared/data/pages/gold.jsonl

``heads.jsonl`` has, by page, the days that count as its publication (in its own time zone and in Greenwich's), the names of its
outlet and its authors (null where nobody was looked up), as a person read them on the page. Titles are those of its markup.
A copy is what lies from up to eight lines above the headline to up to twenty below the story, by a seeded script; what a copy
does not state counts apart. htmldate, on the same pages, beside.
"""

import argparse
import gzip
import html
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.reading.dates import dates
from fabula.ingest.reading.decoding import decode_page
from fabula.ingest.reading.maintext import words
from fabula.ingest.reading.visible import Block, blocks, freed, parse
from fabula.model.records import Article

GOLD = Path(__file__).parent / "heads.jsonl"
_HEADLINE = re.compile(r'"headline"\s*:\s*"([^"]{4,200})"')


def fold(text: str) -> str:
    """A text's words, as they are compared."""
    return " ".join(words(text.replace("’", "'")))


def titles(root: Any) -> set[str]:
    """What a page's markup gives as its headline, also without the outlet behind it."""
    said = [e.get("content") or "" for e in root.iter("meta") if e.get("property") == "og:title"]
    window = [t.text or "" for t in root.iter("title")][:1]
    data = [e.text or "" for e in root.iter("script") if "ld+json" in (e.get("type") or "")]
    said += [html.unescape(x) for text in data for x in _HEADLINE.findall(text)]
    heads = [" ".join(e.text_content().split()) for e in root.iter("h1")]
    if len(heads) > 1 or said:
        heads = [
            h for h in heads if any(2 * len({*words(h)} & {*words(t)}) >= len({*words(h)}) > 1 for t in said + window)
        ]
    every = [*heads, *said, *window]
    return {fold(y) for x in every for y in (x, re.split(r"\s+[|–—-]\s+|\s:\s", x)[0]) if len(fold(y)) > 6}


def copy(found: list[Block], body: str, known: set[str], seed: str) -> tuple[str, bool, list[str]] | None:
    """A plain copy of a page's lines, whether the headline is in it, and the lines around the story."""
    told = words(body)
    held = set(zip(*(told[i:] for i in range(4)), strict=False))
    own = [words(b.text) for b in found]
    share = [sum(x in held for x in zip(*(w[i:] for i in range(4)), strict=False)) / max(1, len(w) - 3) for w in own]
    story = [i for i, s in enumerate(share) if s > 0.6 and len(own[i]) > 5]
    if not story:
        return None
    at = next((i for i in range(story[0], -1, -1) if fold(found[i].text) in known), None)
    rng = random.Random("7" + seed)
    first = max(0, (story[0] if at is None else at) - rng.randrange(9))
    lines = [b.text for b in found[first : story[-1] + 1 + rng.randrange(20)]]
    around = lines[: story[0] - first + 2] + lines[story[-1] - first :]
    return rng.choice(["\n\n", "\n\n", "\n"]).join(lines), at is not None, around


def counted(article: Article, gold: dict[str, Any], known: set[str], stated: tuple[bool, bool, str]) -> list[str]:
    """What is right, wrong and missing in one article; ``stated``: date and title are in the text, and the text."""
    dated, titled, text = stated
    day = article.published.date[:10] if article.published and article.published.date else None
    out = [
        f"date {'none' if day is None else 'right' if day in gold['days'] else 'wrong'}"
        + ("" if dated else ", not stated")
    ]
    out.append(
        f"title {'right' if fold(article.title or '') in known else 'wrong' if article.title else 'none'}"
        + ("" if titled else ", not stated")
    )
    named, outlets = fold(article.outlet or ""), [fold(x) for x in gold["outlets"]]
    there = not text or any(x in fold(text[:1500] + " " + text[-800:]) for x in outlets)
    right = any(named == x or ("|" in (article.outlet or "") and named.startswith(x + " ")) for x in outlets)
    out.append(f"outlet {'right' if right else 'wrong' if named else 'none'}" + ("" if there else ", not stated"))
    if gold["authors"] is not None:
        got, want = [fold(x) for x in article.authors], [fold(x) for x in gold["authors"]]
        wrong = any(all(w not in x for w in want) for x in got)
        missing = any(all(w not in x for x in got) for w in want)
        there = not text or all(w in fold(text) for w in want)
        out.append(
            f"authors {'wrong' if wrong else 'none' if missing else 'right'}" + ("" if there else ", not stated")
        )
    return out


def main() -> None:
    """Print the counts."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", type=Path)
    args.add_argument("-v", action="store_true", help="Name what is not right.")
    given = args.parse_args()
    rows = {r["id"]: r for r in map(json.loads, given.gold.read_text(encoding="utf-8").splitlines())}
    sums: dict[str, Counter[str]] = {"pages": Counter(), "copies": Counter(), "htmldate": Counter()}
    for gold in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        row = rows[gold["id"]]
        data = gzip.decompress((given.gold.parent / row["page"]).read_bytes())
        source = decode_page(data, gold["id"]).text
        root = parse(source, gold["id"])
        known = titles(root)
        freed(root)
        page = read(Item(source=gold["id"], media="html", data=data))
        found = {"pages": counted(page, gold, known, (True, True, ""))}
        made = copy(blocks(root)[1], row["body"], known, gold["id"])
        if made:
            dated = any(d.value in gold["days"] for line in made[2] for d in dates(line))
            item = Item(source=gold["id"], media="row", text=made[0])
            found["copies"] = counted(read(item), gold, known, (dated, made[1], made[0]))
        for name, said in found.items():
            sums[name].update(said)
            if given.v and (bad := [x for x in said if "right" not in x and "not stated" not in x]):
                print(f"{name} {gold['id']}: {', '.join(bad)}")
        import htmldate

        day = htmldate.find_date(source, original_date=True)
        sums["htmldate"]["date " + ("none" if not day else "right" if day in gold["days"] else "wrong")] += 1
    for name, n in sums.items():
        print(name)
        for what, count in sorted(n.items()):
            print(f"    {count:3} {what}")


if __name__ == "__main__":
    main()
