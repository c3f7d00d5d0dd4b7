"""What is kept of comparing: a dossier that grows ends as one built at once, and does no part of the work twice."""

import random
from collections.abc import Sequence

import pytest

import fabula
from fabula.compare import memory
from fabula.compare.differences import Sentence
from fabula.compare.pairing import Ruled, ruled
from fabula.compare.profiles import ClaimProfile
from fabula.compare.reading import kept, opened, read
from fabula.compare.verdicts import Verdicts
from fabula.engine.resolve import resolve
from fabula.link.article_set import ArticleSet
from fabula.model.records import Annotation
from fabula.store.memo import Memo
from fabula.store.opening import to_write
from fabula.store.sql.writing import Writing
from tests.server import Place


@pytest.fixture
def told(dossier: fabula.Dossier) -> list[Annotation]:
    """The example's articles with their layers."""
    return list(dossier.annotations())


def grow(store: Writing, more: Sequence[Annotation]) -> dict[str, int]:
    """Add articles and bring the store up to date; what was new to comparing."""
    store.add(more)
    memo = Memo(store.kept, store.keeps)
    articles = ArticleSet(store.digests(), store.annotation, memo)
    found = resolve(articles, (), store.parts(), "test", lambda: store.memorise(memo), Verdicts(store))
    store.replace_resolved(found.parts, found.judgements, {}, memo)
    return found.counts


def compared(store: Writing) -> list[object]:
    """All that comparing found and keeps."""
    return [
        store.run(
            "SELECT kind, id, sort, body FROM resolved WHERE kind IN ('comparison', 'pair', 'story') ORDER BY 1, 2"
        ),
        store.run("SELECT kind, key, body FROM memo WHERE kind IN ('claims', 'ruled') ORDER BY 1, 2"),
    ]


def test_any_batches_end_with_the_same_comparisons_and_counts(told: list[Annotation], place: Place) -> None:
    whole = to_write(place("whole"), make=True)
    grow(whole, told)
    for seed in range(3):
        some = random.Random(seed).sample(told, len(told))
        store = to_write(place(f"{seed}"), make=True)
        for batch in (some[:3], some[3:7], some[7:]):
            grow(store, batch)
        assert compared(store) == compared(whole)
        store.close()
    whole.close()


def test_an_article_more_is_read_once_and_old_pairs_are_not_ruled_on_again(
    told: list[Annotation], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, object]] = []

    def asking(a: ClaimProfile, b: ClaimProfile) -> Ruled:
        asked.append((a.anchor, b.anchor))
        return ruled(a, b)

    monkeypatch.setattr(memory, "ruled", asking)
    store = to_write(place("x"), make=True)
    assert grow(store, told[:-1])["ruled"] == len(asked) > 0
    before = set(asked)
    asked.clear()
    counts = grow(store, told[-1:])
    assert counts["ruled"] == len(asked) > 0
    assert not before & set(asked)
    assert grow(store, []) == {"new": 0, "ruled": 0}
    store.close()


def test_a_kept_reading_is_the_reading(told: list[Annotation]) -> None:
    for x in told:
        found = read(x)
        assert opened(kept(x)) == found
        for said in found.claims:
            known, anew = said.sentence(), Sentence(said.core)
            assert known.stems == anew.stems
            assert known.numbers == said.numbers
