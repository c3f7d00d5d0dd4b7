"""Gold for `../shared/score/groups.py` from rumours: articles of other outlets and lengths than ECB+'s.

    python -m benchmarks.groups_rumours FOLDER    writes looked, mixed, short, long, looked-long .jsonl

The Fake News Challenge pairs headlines with bodies that are on one rumour. Bodies joined by headlines, directly or by
way of others, are a topic: articles on one event. Topics are dealt out by seed to four samples that share none; `short`
and `long` draw on bodies below and above the median length alone, and `looked-long` on long bodies of `looked`'s topics.
Errors were looked at in these two, never in the others.
The texts are third parties': write them outside of the repository.
"""

import argparse
import json
import math
import random
from collections import defaultdict
from pathlib import Path
from statistics import median

CLAIMS = Path(__file__).resolve().parents[2] / "shared/data/claims"
SAMPLES = ("looked", "mixed", "short", "long")
SEED, SEED_LONG = 11, 5
SIZE = 140
"""Bodies a sample, at most."""


def topics(pairs: list[tuple[str, str]]) -> list[list[str]]:
    """Bodies that headlines join, from (headline, body), the largest topic first."""
    home: dict[str, str] = {}

    def top(x: str) -> str:
        home.setdefault(x, x)
        while home[x] != x:
            home[x] = home[home[x]]
            x = home[x]
        return x

    for headline, body in pairs:
        home[top(f"headline {headline}")] = top(f"body {body}")
    out: dict[str, list[str]] = defaultdict(list)
    for node in sorted(home):
        if node.startswith("body "):
            out[top(node)].append(node.removeprefix("body "))
    return sorted(out.values(), key=lambda t: (-len(t), t))


def samples(found: list[list[str]], words: dict[str, int]) -> dict[str, dict[str, str]]:
    """Body to topic, for each of the samples."""
    chance = random.Random(SEED)
    middle = median(words.values())
    shuffled = chance.sample(found, len(found))
    bounds = {"short": (0.0, middle), "long": (middle + 1, math.inf)}
    out = {}
    for k, name in enumerate(SAMPLES):
        least, most = bounds.get(name, (0.0, math.inf))
        of = {b: f"topic {t[0]}" for t in shuffled[k :: len(SAMPLES)] for b in t if least <= words[b] <= most}
        out[name] = {b: of[b] for b in sorted(chance.sample(sorted(of), min(SIZE, len(of))))}
    # Of topics that were looked at anyway: long bodies, once it showed that these are the harder ones.
    of = {b: f"topic {t[0]}" for t in shuffled[0 :: len(SAMPLES)] for b in t if words[b] > middle}
    out["looked-long"] = {b: of[b] for b in sorted(random.Random(SEED_LONG).sample(sorted(of), min(SIZE, len(of))))}
    return out


def main() -> None:
    """Write the samples and print what they are like."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    rows = [json.loads(x) for x in (CLAIMS / "headlines-train.jsonl").read_text("utf-8").splitlines()]
    texts = {r["id"]: r["text"] for r in map(json.loads, (CLAIMS / "bodies.jsonl").read_text("utf-8").splitlines())}
    found = topics([(r["left"], r["right"]) for r in rows])
    print(f"{len(texts)} bodies, {len(found)} topics, the largest of {len(found[0])}")
    words = {k: len(t.split()) for k, t in texts.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, sample in samples(found, words).items():
        lines = [json.dumps({"id": b, "text": texts[b], "group": t}, ensure_ascii=False) for b, t in sample.items()]
        (folder / f"{name}.jsonl").write_text("".join(f"{x}\n" for x in lines), "utf-8")
        length = median(words[b] for b in sample)
        print(f"{name}: {len(sample)} bodies on {len(set(sample.values()))} topics, {length:.0f} words in the middle")


if __name__ == "__main__":
    main()
