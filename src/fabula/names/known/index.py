"""The keys that a name is found by: names that can be one share at least one of them.

Words by the skeletons of their sounds (``names/sounds.py``), whatever the spelling or script; a person's surname once
more, so that bearers of a surname come before those who only share a given name; bodies by their initials and, like
places, by what their words mean.
"""

from fabula.model.records import Known
from fabula.names import concepts
from fabula.names.gazetteer import place
from fabula.names.sounds import skeletons
from fabula.names.tokens import PERSON, Name, Token, kind_of, parse
from fabula.names.transliteration import latin


def keys(name: Name) -> set[str]:
    """The blocking keys of a parsed name; a name without words has none."""
    out: set[str] = set()
    tokens = [t for t in name.tokens if not t.initial]
    for t in tokens:
        out.update(_sounds(t))
    if tokens:  # so that the same letters come before the same sounds, however many share those
        out.add("!" + " ".join(sorted(t.plain or t.word for t in name.tokens)))
    if name.kind == PERSON:
        if tokens:
            out |= {f">{s}" for s in _sounds(tokens[-1])}
        return out
    words = tuple(t.word for t in name.tokens)
    if len(tokens) > 1:
        out.add("@" + "".join(t.plain[:1] or t.word[:1] for t in tokens))
    elif tokens:
        out.add("@" + tokens[0].plain)
    code = place(name.text) or concepts.country(words)
    if code:
        out.add("^" + code)
    meaning = concepts.meaning(words) if words else frozenset()
    if meaning:
        out.add("=" + " ".join(sorted(meaning)))
    return out


def _sounds(t: Token) -> tuple[str, ...]:
    return skeletons(latin(t.word), None if t.script == "LATIN" else "phonetic") or (t.word,)


def known_keys(entry: Known) -> set[str]:
    """The keys of all names of an entry; of one whose kind is not stated, as a person and as a thing."""
    kinds = [kind_of(entry.kind)] if entry.kind else ["person", "other"]
    return {k for kind in kinds for n in (*entry.names, *entry.weak) for k in keys(parse(n, kind))}
