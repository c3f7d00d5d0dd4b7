"""Mentions: names, nominals and pronouns of one article, each with its chain."""

from collections.abc import Sequence

from fabula.extract.analysis import Analysis
from fabula.extract.mentions.coreference import resolve
from fabula.extract.mentions.metonyms import readings
from fabula.extract.mentions.names import find
from fabula.extract.mentions.phrase import Phrase
from fabula.extract.mentions.phrases import collect
from fabula.extract.mentions.pronouns import Chain
from fabula.extract.mentions.roles import dated, predicated
from fabula.extract.mentions.speech import quotations
from fabula.extract.mentions.sure import with_sureness
from fabula.lang.en.rules.mentions import BARE
from fabula.model.records import Mention, Pair, Role, Time
from fabula.model.vocabulary import mention_type

SHOWN = frozenset({"person", "group", "organisation", "people", "media"})
"""Types of nominals that are mentions even alone: somebody who acts or speaks."""


def mentions(analysis: Analysis, times: Sequence[Time] = ()) -> tuple[Mention, ...]:
    """All mentions of the telling, by start; chains are named "c0", "c1", ... in order of first mention.

    Names carry no title, article or possessive ending; titles and roles stand in ``role``. A nominal is a whole noun
    phrase; one alone in its chain is kept where it is somebody who can act or speak ("analysts", "the police").
    Pronouns that the rules cannot resolve stay alone in their chain. ``times`` are the article's: they date roles.
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
        said = predicated(analysis.doc, phrase) if phrase.form != "nominal" else None
        titles = _titles(analysis.text, phrase.roles)
        kind = phrase.type if phrase.form == "name" or chain.type == "other" else chain.type
        reading = readings(analysis.doc, phrase)
        out.append(
            Mention(
                start=phrase.start,
                end=phrase.end,
                type=mention_type(kind),
                chain=name,
                form=phrase.form,
                role=" ".join(analysis.text[slice(*max(titles, key=lambda p: p[1] - p[0]))].split())
                if titles
                else None,
                roles=tuple(
                    Role(start=s, end=e) for s, e in [*titles, *_titles(analysis.text, [said] if said else [])]
                ),
                readings=reading.kinds if reading else (),
                reading_by=reading.why if reading else None,
            )
        )
    return with_sureness(analysis, dated(analysis.text, analysis.sentences, out, times))


def _titles(text: str, spans: list[Pair]) -> list[Pair]:
    """The spans of a name's roles, without an article or possessive before them, in order and apart."""
    out: list[Pair] = []
    for start, end in sorted(set(spans)):
        start += len(text[start:end]) - len(BARE.sub("", text[start:end]))
        if start < end and (not out or start >= out[-1][1]):
            out.append((start, end))
    return out


def _kept(phrase: Phrase, chain: Chain, size: int) -> bool:
    if phrase.form != "nominal" or size > 1:
        return True
    return phrase.type in SHOWN and not phrase.parts
