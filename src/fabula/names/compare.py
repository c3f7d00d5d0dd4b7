"""Two names side by side: aligned word by word, scored, explained."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from fabula.model.records import Record
from fabula.names import vetoes
from fabula.names.lexemes import whole_forms
from fabula.names.sounds import distance, edits
from fabula.names.tokens import FIRM, OTHER, PERSON, PLACE, Name, Token, kind_of, parse, token

# Wade-Giles in pinyin's letters, roughly: aspiration is often left out in print, so both lose it.
_SYLLABLE = re.compile(
    r"(?:tzu|szu|zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|iung|uang|ueng|[iu]?a(?:ng|n|o|i)?|eng|en|ei|erh"
    r"|er|ih|[iu]?e(?:n|ng|h)?|ong|ung|ou|uo|ui|un|in|ing|iu|i|o|u|e)(?![aeiou])"
)
_WADE = [
    (re.compile(pattern), new)
    for pattern, new in (
        ("^tzu$", "zi"),
        ("^szu$", "si"),
        ("^hs", "x"),
        ("^(?:ts|tz|z|c(?!h))", "z"),
        ("^(?:zh|ch|j|q)", "j"),
        ("^t", "d"),
        ("^p", "b"),
        ("^k", "g"),
        ("ung$", "ong"),
        ("ih$", "i"),
        ("eh$", "e"),
        ("^r", "j"),
        ("^y(?=[eiu])", ""),
        ("^w(?=u)", ""),
        ("ien$", "ian"),
        ("ieh$", "ie"),
    )
]
AGREE = 0.80
"""Similarity from which two words count as one; calibrated, like SAME, on names/pairs-dev."""
SAME = 0.80
"""Score from which two names are said to be one."""
SOUND = 0.86
"""Similarity of sounds from which spelling may differ freely."""


class Match(Record, frozen=True, kw_only=True):
    """Whether two names are one. ``score`` lies in 0..1; ``why`` says what agreed, what clashed, what decided.

    ``clash``: they rule each other out, whatever else agrees. ``unanswered``: how many words of the left name and of the
    right one nothing in the other answers, where they were held against each other word by word.
    """

    score: float
    same: bool
    why: tuple[str, ...] = ()
    clash: bool = False
    unanswered: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two words held against each other: how alike, and by what."""

    score: float
    by: str


def _typo(a: str, b: str) -> float:
    shorter = min(len(a), len(b))
    if shorter < 4:
        return 0.0
    n = edits(a, b, 2 if shorter >= 9 else 1)
    if n == 1:
        return 0.84 if shorter > 4 else 0.82
    if n == 2 and shorter >= 9:
        return 0.81
    return 0.0


_DIGRAPHS = frozenset({"ts", "ch", "sh", "zh", "kh", "yu", "ya", "dz", "dj", "ph", "th", "gh"})
"""Two letters that stand for one of another script, or one sound: an initial too ("Ts. Bold")."""


@lru_cache(maxsize=1 << 18)
def pair(a: Token, b: Token) -> Pairing:
    """How alike two words are; 0 where they differ."""
    if a.word == b.word:
        return Pairing(1.0, "same")
    if a.number is not None or b.number is not None:
        return Pairing(1.0, "same number") if a.number == b.number else Pairing(0.0, "numbers differ")
    if a.syllabic and b.syllabic and a.script == b.script:
        return Pairing(0.0, "characters differ")
    if a.initial or b.initial:
        if (a.plain[:1] and a.plain[:1] == b.plain[:1]) or _initials_sound(a, b):
            return Pairing(0.85, "initial")
        return Pairing(0.0, "initials differ")
    if (a.word in _DIGRAPHS and b.plain.startswith(a.word)) or (b.word in _DIGRAPHS and a.plain.startswith(b.word)):
        return Pairing(0.85, "initial")
    if a.plain and a.plain == b.plain and not (a.abjad and b.abjad):
        return Pairing(0.98, "same letters")
    best = _nearest(a, b)
    if best >= SOUND:
        return Pairing(best, "sound")
    if a.script == b.script == "LATIN" and _baltic(a.plain, b.plain):
        return Pairing(0.88, "Baltic ending")
    if whole_forms(a.readings) & whole_forms(b.readings):
        return Pairing(0.9, "form of one name")
    if a.script == b.script:
        typed = _typo(a.word, b.word)
        if typed:
            return Pairing(typed, "typing")
    return Pairing(0.0, "differ")


def _nearest(a: Token, b: Token) -> float:
    """How near the nearest of two words' readings sound."""
    best = 0.0
    abjad = a.abjad != b.abjad
    for x in a.readings:
        for y in b.readings:
            longest = max(len(x), len(y))
            # Below SOUND it does not count how far apart they are: the distance need not be taken to its end.
            limit = (1.0 - max(best, SOUND)) * longest + 1e-9
            if abs(len(x) - len(y)) * (0.08 if abjad else 0.3) < limit:
                best = max(best, 1.0 - distance(x, y, abjad, limit) / longest)
    return best


def _baltic(a: str, b: str) -> bool:
    """Whether one word is the other with the ending of Latvian and Lithuanian (Lavrovs, Putinas)."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    for ending in ("as", "is", "s"):
        if longer.endswith(ending) and len(shorter) > 3:
            stem = longer[: -len(ending)]
            if stem == shorter or (stem[-1] in "jy" and shorter[-1] in "iy" and stem[:-1] == shorter[:-1]):
                return True
    return False


def _initials_sound(a: Token, b: Token) -> bool:
    return any(x[0] == y[0] for x in a.readings for y in b.readings)


@dataclass(frozen=True)
class Alignment:
    """Which words answer which: (left index, right index, pairing), and those left over on either side."""

    pairs: tuple[tuple[int, int, Pairing], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def unanswered(self) -> tuple[int, int]:
        """How many words are left over on either side."""
        return len(self.left), len(self.right)

    @property
    def typos(self) -> int:
        """How many pairs agree only as slips of typing."""
        return sum(p.by == "typing" for _, _, p in self.pairs)

    @property
    def rotated(self) -> bool:
        """Whether the words agree in another order."""
        order = [j for _, j, _ in sorted(self.pairs)]
        return order != sorted(order)


def align(left: tuple[Token, ...], right: tuple[Token, ...]) -> Alignment:
    """The best pairs first, each word once; ties by nearness of place. Words of at most twelve are considered."""
    left, right = left[:12], right[:12]
    found = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            p = pair(a, b)
            if p.score >= AGREE:
                found.append((-p.score, abs(i - j), i, j, p))
    found.sort(key=lambda f: f[:4])
    used_i: set[int] = set()
    used_j: set[int] = set()
    pairs = []
    for _, _, i, j, p in found:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            pairs.append((i, j, p))
    return Alignment(
        tuple(sorted(pairs, key=lambda x: x[:2])),
        tuple(i for i in range(len(left)) if i not in used_i),
        tuple(j for j in range(len(right)) if j not in used_j),
    )


def match(left: str, right: str, kind: str | None = None) -> Match:
    """Whether two names as written are one person, organisation, place or thing.

    ``kind`` is Person, Company, Organization, Vessel, ... or one of Fabula's types; without it the names are compared
    with what holds for all. The names alone are judged: who is meant in an article is decided in ``entities``.
    """
    family = kind_of(kind)
    a, b = parse(left, family), parse(right, family)
    return compare(a, b)


def compare(a: Name, b: Name) -> Match:
    """Two parsed names of one kind."""
    if a.long or b.long:
        same = a.text == b.text
        return Match(score=float(same), same=same, why=("too long to read: compared for equality",))
    if not a.letters or not b.letters:
        same = a.text == b.text and bool(a.text)
        return Match(score=float(same), same=same, why=("no letters to compare",))
    if a.text == b.text or a.letters == b.letters:
        return Match(score=1.0, same=True, why=("the same letters",))
    veto = vetoes.before(a, b)
    if veto:
        return Match(score=0.0, same=False, why=(f"clash: {veto}",), clash=True)
    if a.kind == PERSON:
        return _persons(a, b)
    return _firms(a, b)


def hopeless(a: Name, b: Name, least: float) -> bool:
    """Whether two names surely are not one, and would score less than ``least`` (above 0.1).

    So are nearly all that share a block; this tells it of most of them at a fraction of what comparing costs, and leaves the
    rest to it.
    """
    few, many = (a, b) if len(a.tokens) <= len(b.tokens) else (b, a)
    if a.kind != b.kind or a.long or b.long or not a.letters or not b.letters or a.letters == b.letters:
        return False
    sizes = len(few.tokens), len(many.tokens)
    if not sizes[0] or sizes[1] > 12:
        return False
    # So many words have to be answered at least; each answer counts 1 at most.
    need = least * sizes[1] / 0.6 if a.kind == PERSON else least * sum(sizes) / 1.4
    spare = sizes[0] - min(sizes[0], need - 1e-6)
    for t in few.tokens:
        if not any(pair(t, u).score >= AGREE for u in many.tokens):
            spare -= 1
            if spare < 0:
                return not (_otherwise(a, b) or _joined(a, b))
    return False


def _otherwise(a: Name, b: Name) -> bool:
    """Whether two names may be one though their words do not answer each other."""
    if a.kind == PERSON:
        return ("-" in a.text) != ("-" in b.text) or _regapped(a, b) is not a or _regapped(b, a) is not b
    return _acronym(a, b) or _acronym(b, a) or _known(a, b) is not None


def _told(alignment: Alignment, a: Name, b: Name) -> list[str]:
    why = [f"{a.tokens[i].word} = {b.tokens[j].word} ({p.by})" for i, j, p in alignment.pairs]
    why += [f"only left: {a.tokens[i].word}" for i in alignment.left]
    why += [f"only right: {b.tokens[j].word}" for j in alignment.right]
    return why


def _joined(a: Name, b: Name) -> float:
    """How alike two names are with the gaps between their words left out."""
    x, y = a.joined, b.joined
    syllabic = any(t.syllabic for t in (*a.tokens, *b.tokens))
    if min(len(x), len(y)) < (4 if syllabic else 6) or (
        any(t.syllabic for t in a.tokens) and any(t.syllabic for t in b.tokens)
    ):
        return 0.0
    if x == y:
        return 0.97
    gaps = len(a.tokens) != len(b.tokens) and not any(t.initial for t in (*a.tokens, *b.tokens))
    if gaps and edits(x, y, 1) == 1:
        return 0.84
    return 0.0


def _regapped(a: Name, b: Name) -> Name:
    """A name with two neighbouring words made one where the other name has them so."""
    whole = {t.plain for t in b.tokens if len(t.plain) > 5}
    for i, (x, y) in enumerate(pairwise(a.tokens)):
        if x.plain + y.plain in whole:
            return replace(a, tokens=(*a.tokens[:i], token(x.plain + y.plain), *a.tokens[i + 2 :]))
    return a


def _persons(a: Name, b: Name) -> Match:
    a, b = _regapped(a, b), _regapped(b, a)
    aligned = align(a.tokens, b.tokens)
    why = _told(aligned, a, b)
    spelt = _joined(a, b)
    if spelt:
        return Match(score=spelt, same=True, why=("the same letters but for gaps", *why))
    syllables = _wade(a)
    if syllables and syllables == _wade(b) and ("-" in a.text) != ("-" in b.text):
        return Match(score=0.88, same=True, why=("the same Chinese syllables in pinyin and Wade-Giles", *why))
    veto = vetoes.persons(a, b, [(i, j) for i, j, _ in aligned.pairs])
    if veto:
        return Match(score=0.1, same=False, why=(*why, f"clash: {veto}"), clash=True)
    shorter = min(len(a.tokens), len(b.tokens))
    if not aligned.pairs:
        return Match(score=0.0, same=False, why=(*why, "decided: nothing agrees"), unanswered=aligned.unanswered)
    mean = sum(p.score for _, _, p in aligned.pairs) / len(aligned.pairs)
    if aligned.left and aligned.right:
        score = 0.6 * mean * len(aligned.pairs) / max(len(a.tokens), len(b.tokens))
        return Match(
            score=score,
            same=False,
            why=(*why, "decided: words on both sides that nothing answers"),
            unanswered=aligned.unanswered,
        )
    if shorter == 1 and max(len(a.tokens), len(b.tokens)) > 1:
        return Match(
            score=0.5 * mean,
            same=False,
            why=(*why, "decided: one name alone does not say who"),
            unanswered=aligned.unanswered,
        )
    full = sum(not a.tokens[i].initial and not b.tokens[j].initial for i, j, _ in aligned.pairs)
    if not full:
        return Match(score=0.4, same=False, why=(*why, "decided: initials alone"), unanswered=aligned.unanswered)
    score = mean - 0.02 * (len(aligned.left) + len(aligned.right))
    if aligned.typos > 1:
        return Match(
            score=0.6 * score,
            same=False,
            why=(*why, "decided: more than one word differs"),
            unanswered=aligned.unanswered,
        )
    if aligned.typos and len(aligned.pairs) == 1 and min(len(a.joined), len(b.joined)) < 6:
        return Match(
            score=0.6 * score, same=False, why=(*why, "decided: too short for a slip"), unanswered=aligned.unanswered
        )
    same = score >= SAME
    return Match(
        score=score,
        same=same,
        why=(*why, "decided: every word of the shorter is answered"),
        unanswered=aligned.unanswered,
    )


def _acronym(short: Name, full: Name) -> bool:
    if len(short.tokens) != 1 or len(full.tokens) < 2:
        return False
    letters = short.tokens[0].word
    return (
        2 <= len(letters) <= 8
        and short.text.replace(".", "").isupper()
        and letters == "".join(t.word[0] for t in full.tokens)
    )


def _known(a: Name, b: Name) -> Match | None:
    """What the gazetteer and the lexicon of institutions say of two names; None where they say nothing."""
    here = a.code
    there = b.code if here else None  # most names have none, and it takes time to see that
    if here and there:
        if here == there:
            return Match(score=0.95, same=True, why=(f"both name {here} in the gazetteer",))
        if a.kind == PLACE and "." not in here + there:
            return Match(score=0.05, same=False, why=(f"clash: {here} and {there} in the gazetteer",), clash=True)
    if a.meaning and a.meaning == b.meaning and a.forms == b.forms:
        return Match(score=0.9, same=True, why=(f"the same words in two languages: {' '.join(sorted(a.meaning))}",))
    return None


def _wade(name: Name) -> str | None:
    """A Chinese name's syllables with pinyin's and Wade-Giles' ways put into one; None for other names."""
    found = []
    for t in name.tokens:
        rest = t.plain
        while rest:
            first = _SYLLABLE.match(rest)
            if not first:
                return None
            found.append(first.group())
            rest = rest[first.end() :]
    if not 2 <= len(found) <= 4:
        return None
    out = []
    for syllable in found:
        for old, new in _WADE:
            syllable = old.sub(new, syllable)
        out.append(syllable)
    return " ".join(out)


def _firms(a: Name, b: Name) -> Match:
    if a.kind in (FIRM, OTHER) and (_acronym(a, b) or _acronym(b, a)):
        return Match(score=0.85, same=True, why=("one is made of the other's initials",))
    aligned = align(a.tokens, b.tokens)
    why = _told(aligned, a, b)
    veto = vetoes.firms(a, b)
    if veto:
        return Match(score=0.1, same=False, why=(*why, f"clash: {veto}"), clash=True)
    known = _known(a, b)
    if known is not None:
        return known
    spelt = _joined(a, b)
    if spelt:
        return Match(score=spelt, same=True, why=("the same letters but for gaps", *why))
    if not aligned.pairs:
        return Match(score=0.0, same=False, why=(*why, "decided: nothing agrees"), unanswered=aligned.unanswered)
    mean = sum(p.score for _, _, p in aligned.pairs) / len(aligned.pairs)
    left = len(aligned.left) + len(aligned.right)
    if left:
        score = 0.7 * mean * 2 * len(aligned.pairs) / (len(a.tokens) + len(b.tokens))
        return Match(
            score=score, same=False, why=(*why, "decided: words that nothing answers"), unanswered=aligned.unanswered
        )
    letters = min(len(a.joined), len(b.joined))
    if aligned.typos > 2 or (aligned.typos > 1 and letters < 10) or (aligned.typos and letters < 5):
        return Match(
            score=0.6 * mean, same=False, why=(*why, "decided: too much differs"), unanswered=aligned.unanswered
        )
    if aligned.rotated and len(aligned.pairs) > 2:
        mean -= 0.1
    return Match(
        score=mean, same=mean >= SAME, why=(*why, "decided: every word is answered"), unanswered=aligned.unanswered
    )
