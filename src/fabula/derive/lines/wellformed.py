"""Whether a line is one whole sentence, by its parse: a finite main verb with a subject that says who or what is meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span, Token

from fabula.lang.en.grammar import finite, person
from fabula.lang.en.line_words import ALONE, OWN, POINTING_NOUNS
from fabula.lang.en.pipeline import parse

POINTS = frozenset({"the", "these", "those", "this", "that", "such"})
WILL = frozenset({"will", "’ll", "'ll", "shall", "wo"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
SAYS_MORE = frozenset({"prep", "relcl", "acl", "compound", "poss", "appos", "nummod", "nmod"})
"""What beside a noun says which one is meant; an adjective alone does not."""
_OPEN_VERBS = frozenset({"be", "seem", "appear", "emerge", "happen", "turn", "remain", "take", "become", "make"})
"""With these "it" may stand for what follows."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a whole sentence: a subject that is nothing but "the" and a noun, as in "the decision", without its article; the ``modal``
    of its main verb; and whether it is ``smooth``: no noun runs into a name, as where a caption stands before it; ``ahead``, whether its main clause, or what
    somebody says in it, is told with "will"."""

    bare: str = ""
    modal: str = ""
    smooth: bool = True
    ahead: bool = False


@lru_cache(4096)
def shape(text: str) -> Shape | None:
    """The shape of a line; None where it is no whole sentence. What is in square brackets is read as a name, dates as nothing."""
    plain = re.sub(r" \[\d[^\]]*\]| \[[A-Z][a-z]+ \d{4}\]", "", text)
    plain = re.sub(r"\[([^\]]*)\]", r"\1", plain)
    doc = parse(plain)
    sents = [s for s in doc.sents if any(not t.is_punct and not t.is_space for t in s)]
    if not sents or (len(sents) > 1 and not re.search(r"[“”\"]", plain)):
        return None
    if len(sents) > 2:
        return None
    found = [x for s in sents if (x := _of(s)) is not None]
    return found[0] if len(found) == len(sents) or (found and len(sents) == 2) else None


def _of(sent: Span) -> Shape | None:
    root = sent.root
    if not _finite(root):
        return None
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if subject is None or (subject.lower_ in ALONE and not _meant(subject, root)):
        return None
    if not all(_before(t) for t in sent if t.lower_ in ("it", "its")):
        return None
    if subject.pos_ == "NOUN" and any(c.lower_ in OWN for c in subject.children):
        return None  # "the candidate himself": who that is, a sentence before has said
    alone = subject.pos_ == "NOUN" and not any(_identifies(c, subject) for c in subject.children)
    bare = ""
    if alone and any(c.dep_ == "det" and c.lower_ in POINTS for c in subject.children):
        bare = " ".join(t.lower_ for t in subject.subtree if t.i <= subject.i and t.dep_ != "det")
    modal = next((c.lower_ for c in root.children if c.dep_ == "aux" and c.tag_ == "MD"), "")
    ahead = any(_main(t.head) for t in sent if t.tag_ == "MD" and t.lower_ in WILL)
    return Shape(bare, modal, not any(_runs_on(t) for t in sent[1:]), ahead)


def _main(verb: Token) -> bool:
    """Whether a verb is of the main clause, or of what is said or joined there; not of "which banks will"."""
    if any(c.tag_ in ("WDT", "WP", "WRB") or c.lower_ in ("whether", "if") for c in verb.children):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ in ("ccomp", "conj", "parataxis") and _main(verb.head))


def _identifies(c: Token, noun: Token) -> bool:
    """Whether what hangs on a noun says which one is meant: not what a comma sets off from it, unless it names it."""
    if c.dep_ in ("acl", "relcl") and any(t.text == "," for t in noun.doc[noun.i : c.i]):
        return False
    if c.lower_ in OWN or (c.dep_ == "acl" and noun.lower_ in POINTING_NOUNS):
        return False
    return c.dep_ in SAYS_MORE


def _before(it: Token) -> bool:
    """Whether something that "it" may stand for comes before it in the sentence, or it stands for nothing."""
    verb = it.head
    if it.lower_ == "it" and (
        it.dep_ == "expl"
        or (verb.lemma_ in _OPEN_VERBS and any(c.dep_ in ("ccomp", "xcomp", "csubj") for c in verb.children))
    ):
        return True
    before = [t for t in it.sent if t.i < it.i]
    if any(t.pos_ == "PROPN" and t.ent_type_ != "PERSON" for t in before):
        return True
    return any(t.tag_ == "NN" and not (t.dep_ == "pobj" and t.ent_type_ in ("DATE", "TIME")) for t in before)


def _runs_on(token: Token) -> bool:
    """Whether a noun that is no person's runs into a name without a mark between them: a caption before a sentence."""
    before = token.nbor(-1)
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and before.pos_ == "NOUN"
        and before.text.islower()
        and token.ent_type_ not in ("DATE", "TIME")
        and not person(before)
        and before.whitespace_ != ""
    )


def _finite(root: Token) -> bool:
    if root.tag_ == "VBD" and any(c.dep_ == "agent" for c in root.children):
        return any(
            c.dep_ in ("aux", "auxpass") for c in root.children
        )  # "surrounded by guards": a caption's participle
    return finite(root)


def _meant(subject: Token, root: Token) -> bool:
    """Whether it is clear what a pronoun stands for: "it is clear that", "some of the men", a name before it."""
    if subject.dep_ == "expl" or any(c.dep_ in ("prep", "relcl") for c in subject.children):
        return True
    if subject.lower_ == "it":
        return root.lemma_ in _OPEN_VERBS and any(c.dep_ in ("ccomp", "xcomp", "csubj") for c in root.children)
    if subject.lower_ in ("he", "she", "they"):
        return any(t.pos_ == "PROPN" or (t.pos_ == "NOUN" and t.lower_ != "time") for t in root.sent if t.i < subject.i)
    return False


def clear(text: str, usual: Callable[[str], bool], *, opening: bool = False) -> bool:
    """Whether a line is a whole sentence of which it is clear who or what it is about.

    ``usual`` says of a noun whether the story has only one such thing, so that "the jury" needs no more to be known by;
    ``opening``, whether it opens its article, where a caption may stand before it.
    """
    found = shape(text)
    if found is None or not (found.smooth or not opening):
        return False
    return not found.bare or (found.bare not in POINTING_NOUNS and usual(found.bare))


def modal(text: str) -> str:
    """The modal verb of a line's main clause: "would", "may"; empty where it has none."""
    found = shape(text)
    return found.modal if found else ""


def ahead(text: str) -> bool:
    """Whether the main clause of a line, or what is said in it, tells what will be."""
    found = shape(text)
    return found is not None and found.ahead
