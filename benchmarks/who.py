"""Who: what the issue on entities asks beside the scores of ../shared/score.

    python -m benchmarks.who link         names linked a CPU second, at 1,000, 10,000 and 100,000 names
    python -m benchmarks.who mentions     mentions and chains, beside spaCy's small pipeline, on the same articles
    python -m benchmarks.who sources      PolNeAR dev: attributions whose pronoun or role source has a named chain
    python -m benchmarks.who known        a reference list of 100,000 entries taken in; candidates for 1,000 entities

CPU seconds of this process, so that other work on the machine does not count.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
SYLLABLES = [c + v for c in "bdgklmnprstvzhj" for v in "aeiou"]
PRONOUNS = frozenset("he she they it we i him her them us who".split())


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def link() -> None:
    """Invented persons, a third in full; and the mentions of ../shared/data/names, as many as there are."""
    from fabula.names import Row
    from fabula.names import link as run

    chance = random.Random(3)
    given = [_word(chance) for _ in range(400)]
    for count in (1_000, 10_000, 100_000):
        surnames = [_word(chance) for _ in range(count // 4)]
        rows = [
            Row(
                id=str(i),
                form=chance.choice(surnames) if i % 3 else f"{chance.choice(given)} {chance.choice(surnames)}",
                type="PER",
                doc=str(i // 20),
                language=chance.choice(["pl", "cs", "sl", "en"]),
            )
            for i in range(count)
        ]
        started = time.process_time()
        run(rows)
        print(f"{count:>7} invented names: {count / (time.process_time() - started):,.0f} a CPU second")
    path = SHARED / "data/names/mentions-dev.jsonl"
    if path.is_file():
        found = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
        for count in (1_000, 10_000, len(found)):
            rows = [
                Row(id=r["id"], form=r["form"], type=r["type"], doc=r["doc"], language=r["language"])
                for r in found[:count]
            ]
            started = time.process_time()
            run(rows)
            print(
                f"{count:>7} names of news in six languages: {count / (time.process_time() - started):,.0f} a CPU second"
            )


def mentions(count: int) -> None:
    """The layer's time over that of the parse that it needs, warm."""
    from fabula.extract.analysis import Analysis
    from fabula.extract.mentions.layer import mentions as layer
    from fabula.ingest.reading import read
    from fabula.ingest.sources import Item
    from fabula.lang.en import pipeline as words

    path = SHARED / "data/polnear/train.jsonl"
    texts = [json.loads(x)["text"] for x, _ in zip(path.open(encoding="utf-8"), range(count), strict=False)]
    parsing = layering = 0.0
    for n, text in enumerate([texts[0], *texts]):
        article = read(Item(source="-", media="row", text=text), plain=True)
        a = time.process_time()
        doc = words.parse(article.text)
        b = time.process_time()
        layer(Analysis(article, doc))
        c = time.process_time()
        if n:
            parsing, layering = parsing + b - a, layering + c - b
    print(
        f"{len(texts)} articles: spaCy {parsing:.2f} s, mentions and chains {layering:.2f} s: {layering / parsing:.2f} of it"
    )


def sources() -> None:
    """Of the gold attributions whose source is a pronoun or a role without a name: those whose mention's chain is named."""
    import fabula
    from fabula.lang.en.lexicon import PERSON_NOUNS

    counts = {"pronoun": [0, 0], "role": [0, 0]}
    for row in map(json.loads, (SHARED / "data/polnear/dev.jsonl").open(encoding="utf-8")):
        x = fabula.annotate(row["text"], title=row.get("title"))
        assert x.article.text == row["text"]
        named = {m.chain for m in x.mentions if m.form == "name"}
        for a in row["attributions"]:
            if len(a["source"]) != 1:
                continue
            start, end = a["source"][0]
            text = row["text"][start:end]
            low = text.casefold().split()
            if " ".join(low) in PRONOUNS:
                kind = "pronoun"
            elif (
                low[0] in ("the", "his", "her", "their", "its")
                and not any(c.isupper() for c in text[1:])
                and any(w in PERSON_NOUNS for w in low)
            ):
                kind = "role"
            else:
                continue
            counts[kind][1] += 1
            near = [m for m in x.mentions if m.start < end and start < m.end and m.form != "name"]
            best = min(near, key=lambda m: abs(m.start - start) + abs(m.end - end), default=None)
            counts[kind][0] += best is not None and best.chain in named
    for kind, (right, all_) in counts.items():
        print(f"{kind} sources with a named chain: {right} of {all_} ({right / max(1, all_):.3f})")
    right, all_ = (sum(c[i] for c in counts.values()) for i in (0, 1))
    print(f"together: {right} of {all_} ({right / max(1, all_):.3f})")


def known() -> None:
    """An invented list, taken in from a table, and invented entities held against it."""
    from fabula.link.entities.identify import identify
    from fabula.model.records import Entity
    from fabula.names.known.index import known_keys
    from fabula.names.known.lists import Known, read_list
    from fabula.store.opening import to_write

    chance = random.Random(7)
    for count in (10_000, 100_000):
        given, surnames = ([_word(chance) for _ in range(n)] for n in (400, count // 5))
        people = [(chance.choice(given), chance.choice(surnames)) for _ in range(count)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            rows = [
                f"P{i},{g} {s},{s} {g}; {g[0]}. {s},person,PL,{chance.randint(1930, 2000)}"
                for i, (g, s) in enumerate(people)
            ]
            path.write_text("\n".join(["id,name,aliases,kind,country,born", *rows]), encoding="utf-8")
            store = to_write(Path(folder) / "x.fabula", make=True).known
            started = time.process_time()
            entries = ((k, known_keys(k)) for k in read_list(str(path), "list") if isinstance(k, Known))
            taken = store.replace("list", str(path), entries)
            took = time.process_time() - started
            of = [
                Entity(
                    id=f"e{i}",
                    name=f"{g} {s}",
                    type="person",
                    aliases=(f"{g} {s}", s),
                    articles=("a",),
                    members=(),
                    anchors=(),
                )
                for i, (g, s) in enumerate(chance.sample(people, 1_000))
            ]
            started = time.process_time()
            found = identify(store, of, [], [])
            took_too = time.process_time() - started
        print(
            f"{taken:>7} entries taken in: {took:.1f} CPU seconds; 1,000 entities: {took_too:.1f}, {len(found)} with candidates"
        )


def main() -> None:
    """Run one of them."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("link", "mentions", "sources", "known"))
    p.add_argument("--articles", type=int, default=40)
    a = p.parse_args()
    if a.what == "mentions":
        mentions(a.articles)
    else:
        {"link": link, "sources": sources, "known": known}[a.what]()


if __name__ == "__main__":
    main()
