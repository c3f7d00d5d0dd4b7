"""How well forecasts are read: found or not, whose, on what condition, by when, how sure.

    python -m benchmarks.forecasts            figures
    python -m benchmarks.forecasts --misses   and what was missed or made up

On tests/data/forecasts.jsonl: sentences of news of several kinds written for this, each an article of its own. More than
half hold no forecast: timetables, hypotheticals, predictions of the past, wishes, orders, questions, abilities. A
forecast is found where half of the characters of both spans together are common to them. Rules were mended beside the
part "first" (a regression set); the part "fresh" was written after them and measured before any rule was changed for it.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec

import fabula
from fabula.model.quoting import text_of
from fabula.model.records import Annotation, Forecast

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "forecasts.jsonl"
FACTS = ("by", "condition", "due", "certainty")


def main() -> None:
    """Measure and print."""
    for part in ("first", "fresh"):
        figures, misses = measure(part)
        print(part)
        for name, value in figures.items():
            print(f"{name:>28}  {value:.3f}" if isinstance(value, float) else f"{name:>28}  {value}")
        if "--misses" in sys.argv:
            print("\n".join(misses))


def measure(part: str, path: Path = GOLD) -> tuple[dict[str, Any], list[str]]:
    """Figures by name (precision and recall of spans; for each fact, right of found) and a line for each miss."""
    rows = [r for x in path.read_text("utf-8").splitlines() if (r := msgspec.json.decode(x))["part"] == part]
    made = hit = wanted = clean = bare = 0
    right = dict.fromkeys(FACTS, 0)
    misses = []
    for row in rows:
        x = fabula.annotate(row["text"], published=row["published"])
        left = list(x.forecasts)
        made, wanted, bare = made + len(left), wanted + len(row["forecasts"]), bare + (not row["forecasts"])
        clean += not row["forecasts"] and not left
        for gold in row["forecasts"]:
            start = row["text"].index(gold["span"])
            f = max(left, key=lambda f: overlap(f, start, start + len(gold["span"])), default=None)
            if f is None or overlap(f, start, start + len(gold["span"])) < 0.5:
                misses.append(f"{row['id']} not found: {gold['span']}")
                continue
            left.remove(f)
            hit += 1
            have = facts(x, f)
            for k in FACTS:
                if same(gold[k], have[k], k):
                    right[k] += 1
                else:
                    misses.append(f"{row['id']} {k}: {have[k]}, not {gold[k]}: {gold['span']}")
        misses += [f"{row['id']} made up ({row['kind']}): {row['text'][f.start : f.end]}" for f in left]
    figures: dict[str, Any] = {
        "forecasts": wanted, "sentences without any": bare, "precision": hit / made, "recall": hit / wanted,
        "left alone": clean / bare,
    }  # fmt: skip
    return figures | {f"{k} right": right[k] / hit for k in FACTS}, misses


def overlap(f: Forecast, start: int, end: int) -> float:
    """Common characters over those of both spans together."""
    return max(0, min(f.end, end) - max(f.start, start)) / (max(f.end, end) - min(f.start, start))


def facts(x: Annotation, f: Forecast) -> dict[str, str | None]:
    """What is said of a forecast, as text."""
    said = next((a for a in x.attributions if a.id == f.attribution), None)
    named = [m for m in x.mentions if m.chain == f.by and m.form == "name"]
    who = text_of(x.article, said.source) if said else f.by
    if named and said:
        who = f"{who} {x.article.text[named[0].start : named[0].end]}"
    return {
        "by": who,
        "condition": text_of(x.article, [f.condition]) if f.condition else None,
        "due": f.due,
        "certainty": f.confidence,
    }


def same(gold: str | None, have: str | None, fact: str) -> bool:
    """Whether a fact is right: a maker or condition by most of its words, the others to the letter."""
    if gold is None or have is None or fact in ("due", "certainty"):
        return gold == have
    a, b = ({w for w in t.casefold().split() if w not in ("the", "a")} for t in (gold, have))
    return 2 * len(a & b) >= len(a)


if __name__ == "__main__":
    main()
