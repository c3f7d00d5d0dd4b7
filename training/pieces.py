"""Texts as word pieces with their offsets, case and line breaks."""

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.model import base_file

PAD, CLS, SEP = 0, 101, 102
LINE = 1
"""[unused0] of BERT's vocabulary, never seen in its training: a line break between two pieces."""

OPENING, CLOSING, STRAIGHT = "“", "”", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's word pieces: vocabulary ids, spans in code points and case (0 lower or none, 1 initial, 2 capitals)."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    cases: NDArray[np.int8]

    def cut(self, keep: NDArray[np.intp] | slice) -> "Pieces":
        """Some of the pieces."""
        return Pieces(self.ids[keep], self.starts[keep], self.ends[keep], self.cases[keep])


def tokenizer() -> Tokenizer:
    """The base's tokenizer, without truncation or padding."""
    t = Tokenizer.from_str(json.dumps(json.loads(base_file("tokenizer.json"))))
    t.no_truncation()
    t.no_padding()
    return t


def case_of(word: str) -> int:
    """0 lower or none, 1 initial capital, 2 capitals."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def pieces(text: str, t: Tokenizer) -> Pieces:
    """``text`` as word pieces; a LINE piece stands wherever a line break lies between two of them."""
    e = t.encode(text, add_special_tokens=False)
    ids, spans, cases = [], [], []
    last = 0
    for i, (s, end) in zip(e.ids, e.offsets, strict=True):
        if s > last and (k := text.find("\n", last, s)) >= 0:
            ids.append(LINE)
            spans.append((k, k + 1))
            cases.append(0)
        ids.append(i)
        spans.append((s, end))
        cases.append(case_of(text[s:end]))
        last = end
    at = np.array(spans, dtype=np.int32).reshape(-1, 2)
    return Pieces(np.array(ids, dtype=np.int32), at[:, 0].copy(), at[:, 1].copy(), np.array(cases, dtype=np.int8))


class Restyler:
    """Puts pieces into other typography: quotation marks of another style or none, other case, no line breaks.

    It acts on ids, since each quotation mark is one piece, so that gold spans stay where they are.
    """

    def __init__(self, t: Tokenizer) -> None:
        ids = {c: t.token_to_id(c) for c in "“”\"„«»‘’'"}
        if None in ids.values():
            raise ValueError("the vocabulary lacks a quotation mark")
        self.ids = ids
        self.doubles = [ids[c] for c in "“”\"„«»"]
        self.styles = {"straight": '""', "curly": "“”", "german": "„“", "guillemets": "«»"}

    def __call__(self, p: Pieces, rng: np.random.Generator) -> Pieces:
        """A copy in a style drawn at random; most often as it is."""
        ids, cases = p.ids.copy(), p.cases.copy()
        style = rng.choice(["", "straight", "curly", "german", "guillemets", "none"], p=[0.55, 0.17, 0.07, 0.07, 0.07, 0.07])
        keep = np.ones(len(ids), dtype=bool)
        if style == "none":
            keep &= ~np.isin(ids, self.doubles)
        elif style:
            opens = True
            for k in np.flatnonzero(np.isin(ids, [*self.doubles, LINE])):
                i = ids[k]
                if i == LINE:
                    opens = True
                    continue
                if i != self.ids[STRAIGHT]:
                    opens = i in (self.ids["“"], self.ids["„"], self.ids["«"])
                ids[k] = self.ids[self.styles[style][0 if opens else 1]]
                opens = not opens
            if style == "straight":
                ids[(ids == self.ids["‘"]) | (ids == self.ids["’"])] = self.ids["'"]
        if rng.random() < 0.1:
            keep &= ids != LINE
        case = rng.random()
        if case < 0.1:
            cases[:] = 0
        elif case < 0.12:
            cases[cases > 0] = 2
        return Pieces(ids, p.starts, p.ends, cases).cut(np.flatnonzero(keep))
