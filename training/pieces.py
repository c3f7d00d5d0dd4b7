"""The base's tokenizer, and texts put into other typography, so that the reader learns to read that too."""

import json

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from fabula.neural.pieces import LINE, Pieces
from training.model import base_file

OPENING, STRAIGHT = "“„«", '"'
STYLES = {"straight": '""', "curly": "“”", "german": "„“", "guillemets": "«»"}
SHARES = {"": 0.55, "straight": 0.17, "curly": 0.07, "german": 0.07, "guillemets": 0.07, "none": 0.07}
"""How often a window's quotation marks are put into each style; the empty one leaves them."""
NO_LINES, LOWER, UPPER = 0.1, 0.1, 0.02
"""How often a window loses its line breaks, its capitals, or has nothing but capitals."""


def tokenizer() -> Tokenizer:
    """The base's tokenizer, without truncation or padding."""
    t = Tokenizer.from_str(json.dumps(json.loads(base_file("tokenizer.json"))))
    t.no_truncation()
    t.no_padding()
    return t


class Restyler:
    """Puts pieces into other typography: quotation marks of another style or none, other case, no line breaks.

    It acts on ids, since each quotation mark is one piece, so that gold spans stay where they are.
    """

    def __init__(self, t: Tokenizer) -> None:
        ids = {c: t.token_to_id(c) for c in "“”\"„«»‘’'"}
        if None in ids.values():
            raise ValueError("the vocabulary lacks a quotation mark")
        self.ids = ids
        self.doubles = [ids[c] for c in '“”"„«»']
        self.opening = [ids[c] for c in OPENING]

    def __call__(self, p: Pieces, rng: np.random.Generator) -> Pieces:
        """A copy in a style drawn at random; most often as it is."""
        return self.restyled(p, rng)[0]

    def restyled(self, p: Pieces, rng: np.random.Generator) -> tuple[Pieces, NDArray[np.intp]]:
        """The copy, and which of the pieces it has kept."""
        ids, cases = p.ids.copy(), p.cases.copy()
        style = rng.choice(list(SHARES), p=list(SHARES.values()))
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
                    opens = i in self.opening
                ids[k] = self.ids[STYLES[style][0 if opens else 1]]
                opens = not opens
            if style == "straight":
                ids[(ids == self.ids["‘"]) | (ids == self.ids["’"])] = self.ids["'"]
        if rng.random() < NO_LINES:
            keep &= ids != LINE
        case = rng.random()
        if case < LOWER:
            cases[:] = 0
        elif case < LOWER + UPPER:
            cases[cases > 0] = 2
        kept = np.flatnonzero(keep)
        return Pieces(ids, p.starts, p.ends, cases).cut(kept), kept
