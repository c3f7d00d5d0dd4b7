"""Words in the right mouth: invented accusations, denials, doubts, interviews and documents, each with who says what.

    python -m benchmarks.mouths [-v] [FILE.jsonl]

A line of tests/data/mouths.jsonl has ``said`` (content, a word of the speaker's name; words parted by | are as good),
``never`` (content, who must not have said it) and ``stance`` (content, how its speaker stands to it). The set was written
before the code that it measures was changed. It reads what ``fabula annotate --plain --jsonl`` prints.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent.parent / "tests" / "data" / "mouths.jsonl"
LATER = re.compile(r",? (?:against|filed|brought|after|speaking|read|in|to|on|at) ")
"""Where a source goes on to others than who speaks."""
UNSAID = ("denies", "declines", "doubts")
"""Stances by which the content is nobody's statement."""
Found = tuple[str, str, str, str]
"""What was found: content, everything that its speaker is called, stance, and who speaks: without "against ...", "on behalf of ..."."""


def main() -> None:
    """Measure and print."""
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("-")] or [GOLD]
    cases = [json.loads(line) for line in paths[0].read_text("utf-8").splitlines()]
    counts, missed = measured(cases, annotated(cases))
    if "-v" in sys.argv:
        print("\n".join(missed))
    for what, (good, all_) in counts.items():
        print(f"{what}: {good} of {all_}")


def measured(cases: list[dict[str, Any]], found: dict[str, list[Found]]) -> tuple[dict[str, list[int]], list[str]]:
    """What is right, of how many, by what is asked; and a line for each that is not."""
    counts: dict[str, list[int]] = {}
    missed: list[str] = []

    def count(what: str, ok: bool, case: dict[str, Any], told: str) -> None:
        n = counts.setdefault(what, [0, 0])
        n[0] += ok
        n[1] += 1
        if not ok:
            missed.append(f"{case['id']}: {what}: {told}\n      found: {found[case['id']]}")

    for case in cases:
        mine = found[case["id"]]
        for content, who in case["said"]:
            same = [f for f in mine if overlap(f[0], content) >= 0.5]
            count("content found", bool(same), case, content)
            right = any(any(w in f[1] for w in who.split("|")) for f in same)
            count("with the right speaker", right, case, f"{content} - {who}")
        for content, who in case["never"]:
            wrong = any(overlap(f[0], content) >= 0.5 and who in f[3] and f[2] not in UNSAID for f in mine)
            count("not in the wrong mouth", not wrong, case, f"{content} - {who}")
        for content, stance in case["stance"]:
            same = [f for f in mine if overlap(f[0], content) >= 0.5]
            count("with the right stance", any(f[2] == stance for f in same), case, f"{content} - {stance}")
    return counts, missed


def annotated(cases: list[dict[str, Any]]) -> dict[str, list[Found]]:
    """By case: the attributions that the installed command finds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        path.write_text("".join(json.dumps({"id": c["id"], "text": c["text"]}) + "\n" for c in cases), "utf-8")
        done = subprocess.run(
            ["fabula", "annotate", str(path), "--plain", "--jsonl"], stdout=subprocess.PIPE, check=False
        )
    return read_rows(cases, (json.loads(line) for line in done.stdout.decode().splitlines()))


def read_rows(cases: list[dict[str, Any]], rows: Iterable[dict[str, Any]]) -> dict[str, list[Found]]:
    """By case: what rows of ``annotate`` attribute."""
    out: dict[str, list[Found]] = {c["id"]: [] for c in cases}
    for row in rows:
        text = row["article"]["text"]
        for a in row["attributions"]:
            content = " ".join(text[s:e] for s, e in a["content"])
            source = " ".join(text[s:e] for s, e in a["source"])
            names = [
                text[m["start"] : m["end"]] for m in row["mentions"] if m["chain"] in (a["speaker"], *a.get("also", ()))
            ]
            stance = a.get("stance") or ""
            who = " / ".join(n for n in [LATER.split(source)[0], *names] if len(n.split()) < 5)
            out[row["article"]["id"]].append((content, " / ".join([source, *names]), stance, who))
    return out


def overlap(a: str, b: str) -> float:
    """The share of words that two strings have in common, of those in either."""
    left, right = ({w.strip("“”\"'.,;:!?").casefold() for w in x.split()} for x in (a, b))
    return len(left & right) / max(1, len(left | right))


if __name__ == "__main__":
    main()
