"""What stays of a draft: the sentences that ``check`` finds supported, with their passages; the rest, with the reason why not."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fabula.model.quoting import Row
from fabula.printing import terminal
from fabula.views.articles import article_names
from fabula.views.checking import SAID, rows
from fabula.views.markdown import exact, plain

if TYPE_CHECKING:
    from fabula.store.reader import Reader

THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
"""What a model that thinks aloud writes before its answer."""
PASSAGES = 3
"""Passages of a sentence at the most."""


@dataclass(frozen=True)
class Written:
    """A draft as far as the dossier supports it. ``paragraphs`` are rows of ``check``; ``dropped`` are (words, reason)."""

    paragraphs: list[list[Row]]
    dropped: list[tuple[str, str]]

    @property
    def sentences(self) -> list[Row]:
        return [r for p in self.paragraphs for r in p]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "paragraphs": [
                [{"text": _said(r), "evidence": r["evidence"], "against": r["against"]} for r in p]
                for p in self.paragraphs
            ],
            "dropped": [{"text": words, "why": why} for words, why in self.dropped],
        }


def kept(dossier: "Reader", draft: str) -> Written:
    """Hold a draft against a dossier and keep what is supported, once each, in its order."""
    draft = THOUGHT.sub("", draft)
    paragraphs: list[list[Row]] = [[]]
    dropped: list[tuple[str, str]] = []
    seen: set[str] = set()
    at = 0
    for r in rows(dossier, draft):
        between = draft[at : r["start"]]
        _passed_over(between, dropped)
        if "\n\n" in between and paragraphs[-1]:
            paragraphs.append([])
        at = r["end"]
        said = _said(r)
        if r["verdict"] != "supported":
            dropped.append((said, f"{SAID[r['verdict']]}: {'; '.join(r['why'])}"))
        elif said.casefold() in seen:
            dropped.append((said, "said before"))
        else:
            seen.add(said.casefold())
            paragraphs[-1].append(r)
    _passed_over(draft[at:], dropped)
    return Written([p for p in paragraphs if p], dropped)


def _passed_over(text: str, dropped: list[tuple[str, str]]) -> None:
    for line in text.splitlines():
        words = terminal(" ".join(line.split()))
        if sum(c.isalnum() for c in words) > 1:
            dropped.append((words, "no sentence that can be checked"))


def _said(r: Row) -> str:
    return terminal(" ".join(str(r["sentence"]).split()))


def markdown(dossier: "Reader", w: Written, title: str) -> str:
    """The draft as Markdown: each sentence with its passages as footnotes; then what was left out, and why."""
    called = {i: n.full for i, n in article_names(dossier).items()}
    number: dict[tuple[str, int, int], int] = {}
    notes: list[str] = []
    out = [f"# {plain(title)}", ""]
    for p in w.paragraphs:
        told = []
        for r in p:
            marks = ""
            for e in r["evidence"][:PASSAGES]:
                key = (e["article"], e["start"], e["end"])
                if key not in number:
                    number[key] = len(number) + 1
                    where = f"{plain(called[e['article']])}; characters {e['start']} to {e['end']}"
                    notes.append(f"[^{number[key]}]: “{exact(' '.join(e['text'].split()))}” ({where})")
                marks += f"[^{number[key]}]"
            told.append(plain(_said(r)) + marks)
        out += [" ".join(told), ""]
    if w.dropped:
        out += ["## Left out of the draft", "", *(f"- {plain(words)} ({plain(why)})" for words, why in w.dropped), ""]
    return "\n".join([*out, *notes]).rstrip() + "\n"
