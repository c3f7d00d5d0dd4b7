"""The forecasts of a dossier, one telling at a time: whose it is, where it stands, how sure, by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.compare.differences import Sentence, sentence
from fabula.compare.wording import stems, words
from fabula.derive.forecasts.bands import Band, band
from fabula.derive.forecasts.horizons import Horizon, horizon
from fabula.derive.naming import Names
from fabula.model.quoting import ARTICLE, text_of
from fabula.model.records import Anchor, Annotation, Article, Entity, Forecast, Published

if TYPE_CHECKING:
    from fabula.store.reader import Reader

COPIES = ("copy", "rewrite")
HEDGES = frozenset(
    stems(
        "expect expected likely unlikely probably probable possible possibly perhaps certain certainly set due poised "
        "bound plan plans going predict predicted forecast projected might chance percent sure".split()
    )
)
"""Stems that say how sure a forecast is, not what it is of."""
_ARTICLE_WORD = re.compile(r"^(?:the|a|an|some|many|several|most)\s+")


@dataclass(frozen=True, slots=True)
class ForecastTelling:
    """A forecast where one article tells it.

    ``maker`` is a name, the source's words, or None where the article leaves it open; ``own`` says that it is the
    outlet's own voice. ``who`` is the key that makers are told apart by: ("entity", id), ("words", their words),
    ("outlet", its name), or None. ``root`` is the article that this one was copied from, else itself. ``meant``: pronouns
    in it and what they stand for. ``keys`` are the stems of what is foretold and the ids of the ``entities`` in it;
    ``about`` has those of what its pronouns stand for beside them.
    """

    article: Article
    forecast: Forecast
    text: str
    maker: str | None
    who: tuple[str, str] | None
    own: bool
    outlet: str
    root: str
    published: Published | None
    band: Band
    due: Horizon | None
    condition: str | None
    core: Sentence
    keys: frozenset[str]
    entities: frozenset[str]
    meant: tuple[tuple[str, str], ...]
    about: frozenset[str]

    @property
    def anchor(self) -> Anchor:
        return self.article.id, self.forecast.start, self.forecast.end

    @property
    def copied(self) -> bool:
        """Whether its article was drawn from another of the dossier."""
        return self.root != self.article.id

    @property
    def day(self) -> str | None:
        """When it was told: an ISO date, as long as is known."""
        return self.published.date if self.published else None


def tellings(dossier: "Reader") -> list[ForecastTelling]:
    """Every forecast of every article, by article and place."""
    entities, told_on = dossier.entities(), dossier.published()
    names, named = Names(entities), _stems_of(entities)
    drawn = {x.source: x.target for x in dossier.lineage() if x.target and x.kind in COPIES}
    out = []
    for x in dossier.annotations():
        a = x.article
        day = a.published if a.published and a.published.date else told_on.get(a.id, a.published)
        out += _of(x, names, named, day, root(a.id, drawn))
    return out


def _stems_of(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    return {e.id: frozenset(s for a in e.aliases for s in stems(words(a))) for e in entities}


def _of(
    x: Annotation, names: Names, named: dict[str, frozenset[str]], published: Published | None, source: str
) -> list[ForecastTelling]:
    a, said = x.article, {r.id: r for r in x.attributions}
    outlet = outlet_of(a)
    out = []
    for f in x.forecasts:
        within = said.get(f.attribution or "")
        maker, own = names.maker(x, f.by, within), f.by == ARTICLE
        entity = names.entity(a.id, f.by)
        inside = [m for m in x.mentions if f.start <= m.start and m.end <= f.end]
        ids = frozenset(e.id for m in inside if (e := names.entity(a.id, m.chain)))
        core = sentence(" ".join(a.text[f.start : f.end].split()))
        left_out = HEDGES.union(*(named[i] for i in ids))
        for m in inside:
            if m.form != "pronoun" and names.entity(a.id, m.chain):
                left_out |= frozenset(stems(words(a.text[m.start : m.end])))
        due = None
        if f.due:
            expression = text_of(a, [f.due_span]) if f.due_span else ""
            due = horizon(f.due, expression, published.date if published else None)
        keys = frozenset(core.stems) - left_out | ids
        plain = {m.chain for m in inside if m.form != "pronoun"}
        alone = [m for m in inside if m.form == "pronoun" and m.chain not in plain]
        meant = {a.text[m.start : m.end]: (m.chain, n) for m in alone if (n := names.name(x, m.chain)) and n != outlet}
        others = frozenset(s for c, n in meant.values() if not names.entity(a.id, c) for s in stems(words(n)))
        out.append(
            ForecastTelling(
                article=a,
                forecast=f,
                text=text_of(a, [(f.start, f.end)]),
                maker=outlet if own else maker,
                who=("outlet", outlet.casefold())
                if own
                else ("entity", entity.id)
                if entity
                else ("words", _ARTICLE_WORD.sub("", maker.casefold()))
                if maker
                else None,
                own=own,
                outlet=outlet,
                root=source,
                published=published,
                band=band(f.confidence, [a.text[s:e] for s, e in f.words]),
                due=due,
                condition=text_of(a, [f.condition]) if f.condition else None,
                core=core,
                keys=keys,
                entities=ids,
                meant=tuple((p, n) for p, (_, n) in meant.items()),
                about=keys | others,
            )
        )
    return out


def outlet_of(a: Article) -> str:
    """An article's outlet as stated, else the name of its file or the address it came from."""
    return a.outlet or a.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or a.id


def root(article: str, drawn: dict[str, str]) -> str:
    """The article at the beginning of a line of copies."""
    seen = {article}
    while article in drawn and drawn[article] not in seen:
        article = drawn[article]
        seen.add(article)
    return article
