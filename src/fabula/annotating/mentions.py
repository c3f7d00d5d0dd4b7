"""Mentions: names, nominals and pronouns of one article, each with its chain."""

import re

from fabula.annotating.analysis import Analysis
from fabula.annotating.chains import resolve
from fabula.annotating.names import find
from fabula.annotating.phrases import Phrase, collect
from fabula.annotating.pronouns import Chain
from fabula.annotating.speech import quotations
from fabula.records import Mention

_BARE = re.compile(r"^(?:the|a|an|his|her|its|their|our|my)\s+", re.IGNORECASE)
"""An article or possessive before a role is no part of it."""

SHOWN = frozenset({"person", "group", "organisation", "people", "media"})
"""Types of nominals that are mentions even alone: somebody who acts or speaks."""


def mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """All mentions of the telling, by start; chains are named "c0", "c1", ... in order of first mention.

    Names carry no title, article or possessive ending; titles and roles stand in ``role``. A nominal is a whole noun
    phrase; one alone in its chain is kept where it is somebody who can act or speak ("analysts", "the police").
    Pronouns that the rules cannot resolve stay alone in their chain.
    """
    quoted, where = quotations(analysis)
    phrases = collect(analysis, find(analysis), where)
    chains = resolve(analysis.doc, phrases, quoted)
    size: dict[int, int] = {}
    for chain in chains:
        size[id(chain)] = size.get(id(chain), 0) + 1
    kept = [(p, c) for p, c in zip(phrases, chains, strict=True) if _kept(p, c, size[id(c)])]
    kept.sort(key=lambda pc: (pc[0].start, -pc[0].end))
    ids: dict[int, str] = {}
    out: list[Mention] = []
    taken: set[tuple[int, int]] = set()
    for phrase, chain in kept:
        if (phrase.start, phrase.end) in taken:
            continue
        taken.add((phrase.start, phrase.end))
        name = ids.setdefault(id(chain), f"c{len(ids)}")
        role = _BARE.sub("", max(phrase.roles, key=len)) or None if phrase.roles else None
        kind = phrase.type if phrase.form == "name" or chain.type == "other" else chain.type
        out.append(Mention(start=phrase.start, end=phrase.end, type=kind, chain=name, form=phrase.form, role=role))
    return tuple(out)


def _kept(phrase: Phrase, chain: Chain, size: int) -> bool:
    if phrase.form != "nominal" or size > 1:
        return True
    return phrase.type in SHOWN and not phrase.parts
