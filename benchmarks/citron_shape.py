"""A pipeline of the shape of BBC R&D's Citron, for its speed alone, written from the published description.

(Newell et al., Quote Extraction and Analysis for News, KDD workshop 2018, and the project's public pages; none of its
code.) The same kinds of work in the same order: spaCy's small pipeline parses; a linear classifier over features of
tokens finds cues; two conditional random fields over features of tokens, the cues found among them, tag sources and
contents; logistic scorers over pairs give each content its cue and each cue its source, the surest first; a mention-pair
resolver of coreference says who the sources are. It is trained on a few of PolNeAR's training articles, so that cues and
spans are about as many as they should be; the resolver, for which that corpus has no gold, learns which mentions share
their head. So its accuracy says nothing of Citron's.

Where the description leaves a choice, the cheaper one is taken: few features, candidates for a pair no further than 120
tokens. Coreference is worked out over all mentions, each against the REACH before it, as is usual for such resolvers; or,
the least that would do, for sources that are pronouns alone (``everyone=False``). Needs ``pip install python-crfsuite
scikit-learn``.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fabula.lang.en import pipeline as words

SHARED = Path(__file__).resolve().parents[2] / "shared"
CUES = ("VERB", "NOUN", "ADP", "SCONJ", "AUX")
"""Parts of speech that a cue may have."""
REACH = 30
"""Mentions that one is held against."""
OPEN, CLOSE = '“"', '”"'
Span = tuple[int, int]
"""First token and end."""


def quoted(doc: Any) -> list[bool]:
    """Which tokens stand within quotation marks; a paragraph's end closes them."""
    out, inside = [], False
    for t in doc:
        if "\n" in t.text:
            inside = False
        elif not inside and t.text in OPEN:
            inside = True
        elif inside and t.text in CLOSE:
            out.append(True)
            inside = False
            continue
        out.append(inside)
    return out


def basics(doc: Any) -> list[list[str]]:
    """Features of each token, its neighbours' and its head's among them."""
    marks = quoted(doc)
    own = [
        (f"l={t.lemma_}", f"p={t.tag_}", f"d={t.dep_}", f"e={t.ent_type_}", f"q={m}")
        for t, m in zip(doc, marks, strict=True)
    ]
    out = []
    for k, t in enumerate(doc):
        row = list(own[k])
        for by in (-2, -1, 1, 2):
            if 0 <= k + by < len(own):
                row += [f"{by}{own[k + by][0]}", f"{by}{own[k + by][1]}"]
        head = own[t.head.i]
        row += [f"h{head[0]}", f"h{head[1]}", f"h{head[2]}", f"s={t.is_sent_start}"]
        row += [f"c={c.dep_}" for c in t.children]
        out.append(row)
    return out


def tagging(doc: Any, rows: Sequence[Sequence[str]], cues: Sequence[int]) -> Iterator[tuple[int, list[list[str]]]]:
    """For each sentence its first token and its tokens' features, with their place beside the nearest cue."""
    cued = set(cues)
    for s in doc.sents:
        mine = [k for k in cues if s.start <= k < s.end]
        sequence = []
        for k in range(s.start, s.end):
            row = list(rows[k])
            if mine:
                near = min(mine, key=lambda c: abs(c - k))
                row += [f"n={max(-9, min(9, k - near))}", f"nl={doc[near].lemma_}"]
                up = doc[k]
                for depth in range(8):
                    if up.i in cued:
                        row.append(f"under={depth}")
                        break
                    if up.head.i == up.i:
                        break
                    via, up = up.dep_, up.head
                    row.append(f"via={via}")
            sequence.append(row)
        yield s.start, sequence


def spans(labels: Sequence[str], start: int) -> Iterator[Span]:
    """Spans of BIO labels."""
    first = None
    for k, label in enumerate([*labels, "O"]):
        if first is not None and label != "I":
            yield start + first, start + k
            first = None
        if label == "B" or (label == "I" and first is None):
            first = k


def pair(doc: Any, a: Span, b: Span) -> list[str]:
    """Features of two spans as a pair."""
    low, high = sorted((a, b))
    gap = high[0] - low[1]
    between = doc[low[1] : high[0]] if 0 < gap < 40 else ()
    roots = [next((t for t in doc[s:e] if not s <= t.head.i < e or t.head is t), doc[s]) for s, e in (a, b)]
    return [
        f"gap={min(gap, 20) // 2}",
        f"order={a < b}",
        f"sentence={doc[a[0]].sent == doc[b[0]].sent}",
        f"others={sum(t.pos_ == 'VERB' for t in between)}",
        f"line={any(chr(10) in t.text for t in between)}",
        f"mark={any(t.text in OPEN + CLOSE for t in between)}",
        f"deps={roots[0].dep_},{roots[1].dep_}",
        f"heads={roots[0].head is roots[1]},{roots[1].head is roots[0]},{roots[0].head is roots[1].head}",
        f"lemma={roots[1].lemma_}",
        f"tags={roots[0].tag_},{roots[1].tag_}",
    ]


def antecedents(doc: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each mention with those before it that it may refer to."""
    mentions = list(doc.noun_chunks)
    for k, m in enumerate(mentions):
        yield m, mentions[max(0, k - REACH) : k]


def alike(a: Any, m: Any, by: int) -> list[str]:
    """Features of a mention and one before it; ``by`` is how many of the nearest were left out, counted from afar."""
    x, y = a.root, m.root
    return [
        f"kind={x.pos_},{y.pos_}",
        f"word={y.lower_ if y.pos_ == 'PRON' else ''},{x.ent_type_}",
        f"same={a.text == m.text}",
        f"head={x.lower_ == y.lower_}",
        f"in={x.lower_ in m.text.lower()},{y.lower_ in a.text.lower()}",
        f"name={x.ent_type_},{y.ent_type_}",
        f"number={x.morph.get('Number')},{y.morph.get('Number')}",
        f"gender={x.morph.get('Gender')},{y.morph.get('Gender')}",
        f"dep={x.dep_},{y.dep_}",
        f"far={min(9, (m.start - a.end) // 20)},{by // 5}",
    ]


def _near(frames: list[dict[str, list[Span]]], role: str) -> Iterator[tuple[Span, int, bool]]:
    """Each frame's first span of a role beside each cue within 120 tokens of it, and whether they are of one frame."""
    for a in frames:
        for other in frames:
            for b in other[role][:1]:
                c = a["cue"][0][0]
                if abs(b[0] - c) < 120:
                    yield b, c, a is other


class Pipeline:
    """The pipeline, trained on ``count`` of PolNeAR's training articles when it is made."""

    def __init__(self, count: int = 40, everyone: bool = True) -> None:
        import pycrfsuite
        from sklearn.feature_extraction import FeatureHasher
        from sklearn.linear_model import LogisticRegression

        self.everyone = everyone
        self.nlp = words.pipeline()
        self.hasher = FeatureHasher(1 << 18, input_type="string")
        self.cue, self.content_of, self.source_of, self.same = (LogisticRegression(max_iter=200) for _ in range(4))
        with (SHARED / "data/polnear/train.jsonl").open(encoding="utf-8") as f:
            articles = [json.loads(x) for x, _ in zip(f, range(count), strict=False)]
        x: dict[str, list[list[str]]] = {"cue": [], "content": [], "source": [], "same": []}
        y: dict[str, list[bool]] = {"cue": [], "content": [], "source": [], "same": []}
        trainers = {k: pycrfsuite.Trainer(verbose=False) for k in ("source", "content")}
        for trainer in trainers.values():
            trainer.set_params({"c2": 1.0, "max_iterations": 40})
        for article in articles:
            doc = self.nlp(article["text"])
            rows = basics(doc)
            frames = [
                {k: [s for s in (_tokens(doc, p) for p in a[k]) if s] for k in ("source", "cue", "content")}
                for a in article["attributions"]
            ]
            frames = [a for a in frames if a["cue"] and a["content"]]
            cues = sorted({a["cue"][0][0] for a in frames})
            for k, t in enumerate(doc):
                if t.pos_ in CUES:
                    x["cue"].append(rows[k])
                    y["cue"].append(k in cues)
            for role, trainer in trainers.items():
                labels = ["O"] * len(doc)
                for a in frames:
                    for s, e in a[role]:
                        labels[s:e] = ["B", *["I"] * (e - s - 1)]
                for start, sequence in tagging(doc, rows, cues):
                    trainer.append(sequence, labels[start : start + len(sequence)])
            for m, before in antecedents(doc):
                x["same"] += [alike(a, m, by) for by, a in enumerate(before)]
                y["same"] += [a.root.lemma_ == m.root.lemma_ for a in before]
            for role in ("content", "source"):
                for b, c, same in _near(frames, role):
                    x[role].append(pair(doc, b, (c, c + 1)))
                    y[role].append(same)
        for name, model in (
            ("cue", self.cue),
            ("content", self.content_of),
            ("source", self.source_of),
            ("same", self.same),
        ):
            model.fit(self.hasher.transform(x[name]), y[name])
        self.taggers, self.kept = {}, {}
        with tempfile.TemporaryDirectory() as d:
            for role, trainer in trainers.items():
                path = str(Path(d, role))
                trainer.train(path)
                self.taggers[role] = pycrfsuite.Tagger()
                self.kept[role] = Path(path).read_bytes()  # the tagger reads from it and does not keep it
                self.taggers[role].open_inmemory(self.kept[role])

    def __call__(self, text: str) -> list[dict[str, Any]]:
        """Quotations: content, cue, source and whom a pronoun stands for, as spans of tokens."""
        doc = self.nlp(text)
        rows = basics(doc)
        maybe = [t.i for t in doc if t.pos_ in CUES]
        if not maybe:
            return []
        chance = self.cue.predict_proba(self.hasher.transform([rows[k] for k in maybe]))[:, 1]
        cues = [k for k, p in zip(maybe, chance, strict=True) if p >= 0.4]
        found: dict[str, list[Span]] = {"source": [], "content": []}
        for start, sequence in tagging(doc, rows, cues):
            for role, out in found.items():
                out += spans(self.taggers[role].tag(sequence), start)
        quotes: dict[int, dict[str, Any]] = {}
        for content, cue in self._linked(doc, found["content"], cues, self.content_of):
            quotes.setdefault(cue, {"cue": cue, "content": [], "source": None})["content"].append(content)
        for source, cue in self._linked(doc, found["source"], list(quotes), self.source_of):
            if quotes[cue]["source"] is None:
                quotes[cue]["source"] = source
        chains = self._chains(doc) if self.everyone else {}
        for q in quotes.values():
            if q["source"]:
                mine = [chains[k] for k in range(*q["source"]) if k in chains]
                q["speaker"] = next(iter(mine), None) if self.everyone else self._resolved(doc, q["source"])
        return list(quotes.values())

    def _linked(self, doc: Any, some: Sequence[Span], cues: Sequence[int], model: Any) -> Iterator[tuple[Span, int]]:
        """Each span with its cue, the surest pair first."""
        pairs = [(s, c) for s in some for c in cues if abs(s[0] - c) < 120]
        if not pairs:
            return
        sure = model.predict_proba(self.hasher.transform([pair(doc, s, (c, c + 1)) for s, c in pairs]))[:, 1]
        taken = set()
        for k in sorted(range(len(pairs)), key=lambda k: -sure[k]):
            if sure[k] >= 0.1 and pairs[k][0] not in taken:
                taken.add(pairs[k][0])
                yield pairs[k]

    def _chains(self, doc: Any) -> dict[int, Span]:
        """For each mention's root the first mention of its chain: each joins the likeliest mention before it."""
        found = list(antecedents(doc))
        pairs = [alike(a, m, by) for m, before in found for by, a in enumerate(before)]
        if not pairs:
            return {}
        sure = self.same.predict_proba(self.hasher.transform(pairs))[:, 1]
        out: dict[int, Span] = {}
        row = 0
        for m, before in found:
            mine = sure[row : row + len(before)]
            row += len(before)
            k = int(mine.argmax()) if len(mine) else -1
            joined = k >= 0 and mine[k] >= 0.5
            out[m.root.i] = out[before[k].root.i] if joined else (m.start, m.end)
        return out

    @staticmethod
    def _resolved(doc: Any, source: Span) -> Span:
        """The mention that a pronoun stands for, by a ranker over the mentions before it."""
        first = doc[source[0]]
        if source[1] - source[0] > 1 or first.pos_ != "PRON":
            return source
        best, top = source, 0.0
        for m in doc[max(0, first.i - 200) : first.i].noun_chunks:
            score = 2.0 * (m.root.ent_type_ == "PERSON") + (m.root.dep_ in ("nsubj", "nsubjpass"))
            score += 1.5 * bool(set(m.root.morph.get("Number")) & set(first.morph.get("Number")))
            score += 1.0 * bool(set(m.root.morph.get("Gender")) & set(first.morph.get("Gender")))
            score -= 0.02 * (first.i - m.end) + 2.0 * (m.root.pos_ == "PRON")
            if score > top:
                best, top = (m.start, m.end), score
        return best


def _tokens(doc: Any, span: Sequence[int]) -> Span | None:
    """A span of characters as one of tokens."""
    s = doc.char_span(*span, alignment_mode="expand")
    return (s.start, s.end) if s is not None and len(s) else None


def counts(made: Sequence[Sequence[dict[str, Any]]]) -> str:
    """What a run found, in a line: a check that the pipeline did its work."""
    quotes = [q for x in made for q in x]
    return f"{len(quotes)} quotations, {sum(q['source'] is not None for q in quotes)} with a source"
