"""What is resolved depends on the articles alone: not on their order, nor on how often and when it was resolved."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from fabula.engine.resolve import resolve
from fabula.link.article_set import ArticleSet
from fabula.model.decisions import Decision, Different, Rename, Same
from fabula.model.records import Annotation, Article, Claim, EventMention, Mention, Participant
from fabula.store.memo import Memo
from fabula.store.opening import to_write
from fabula.store.sql.writing import Writing
from tests.server import Place

PEOPLE = ["Anna Berg", "Luis Solano", "Edda Quill", "Anna Bergh", "Berg", "Boris Ilyin", "Solano"]
PLACES = ["Oslo", "Lima", "Marlow", "Dunmore"]
VERBS = {"met": "CONSULT", "accused": "ACCUSE", "helped": "AID"}
ENDS = [
    "The talks on gas prices and the old loan went on until late, aides of both said.",
    "A flood of the river Thesk had left 400 families without a roof the week before.",
    "The jury of nine took six hours over the fraud at the savings bank.",
    "Farmers and engineers spoke for the dam, and the mayor defended it.",
]


def article(n: int) -> Annotation:
    """An invented article with two people, a place, a day and an event of these."""
    r = random.Random(n)
    left, right = r.sample(PEOPLE, 2)
    verb, place, day = r.choice(list(VERBS)), r.choice(PLACES), r.choice(["2024-03-02", "2024-09-05", "XXXX-03-02"])
    first = f"{left} {verb} {right} in {place} on {day[5:]}."
    text = f"{first} {r.choice(ENDS)} {r.choice(ENDS)} {left} said so."
    if n % 9 == 8:  # a copy of the one before
        text = "As we reported. " + article(n - 1).article.text
        first, left, right, place = text, "As", "reported", "we"
        return Annotation(article=Article(id=f"{n:03x}", path=str(n), sha256=str(n), text=text))
    at = {x: (first.index(x), first.index(x) + len(x)) for x in (verb, place, day[5:])}
    spans = [(0, len(left)), (first.index(right, len(left)), first.index(right, len(left)) + len(right)), at[place]]
    kinds = ["person", "person", "place"]
    again = text.rindex(left)
    mentions = [
        Mention(start=s, end=e, type=t, chain=f"c{k}") for k, ((s, e), t) in enumerate(zip(spans, kinds, strict=True))
    ]
    mentions.append(Mention(start=again, end=again + len(left), type="person", chain="c0"))
    event = EventMention(
        id="e0",
        start=at[verb][0],
        end=at[verb][1],
        clause=(0, len(first)),
        type=VERBS[verb],
        participants=tuple(
            Participant(role=role, start=s, end=e, chain=f"c{k}")
            for k, (role, (s, e)) in enumerate(zip(("source", "target"), spans, strict=False))
        ),
        time=day,
        time_span=at[day[5:]],
        place=at[place],
    )
    return Annotation(
        article=Article(id=f"{n:03x}", path=str(n), sha256=str(n), text=text),
        sentences=((0, len(first)),),
        mentions=tuple(mentions),
        events=(event,),
        claims=(Claim(id="k0", start=0, end=len(first), about=("c0", "c1")),),
    )


ARTICLES = [article(n) for n in range(48)]
DECISIONS = [
    Same(left=(("000", 0, 4),), right=(("001", 0, 4),)),
    Different(left=(("002", 0, 4),), right=(("003", 0, 4),)),
    Rename(left=(("004", 0, 4),), name="The One"),
]


def bring_up_to_date(store: Writing) -> int:
    """Resolve what a store holds; how many parts had to be made."""
    memo = Memo(store.kept, store.keeps)
    told = ArticleSet(store.digests(), store.annotation, memo)
    found = resolve(told, store.decisions(), store.parts(), "test", lambda: store.memorise(memo))
    store.replace_resolved(found.parts, found.judgements, {"main_events": repr(found.main_events)}, memo)
    return sum(rows is not None for parts in found.parts.values() for rows in parts.values())


def everything(store: Writing) -> list[object]:
    return [
        store.run("SELECT kind, id, sort, part, body FROM resolved ORDER BY kind, id, sort"),
        store.run("SELECT kind, left_key, right_key, made_by, body FROM judgement ORDER BY 1, 2, 3, 4"),
        # Which names were held against each other on the way hangs on the way; what came of it does not.
        store.run("SELECT kind, key, body FROM memo WHERE kind != 'clash' ORDER BY kind, key"),
        store.fact("main_events"),
    ]


def built(path: str, batches: Sequence[Sequence[Annotation]], decisions: Sequence[Decision] = ()) -> list[object]:
    store = to_write(path, make=True)
    store.decide(decisions)
    for batch in batches:
        store.add(batch)
        bring_up_to_date(store)
    out = everything(store)
    store.close()
    return out


@pytest.mark.parametrize("decisions", [(), DECISIONS], ids=["by the machine", "with decisions"])
def test_any_order_and_any_batches_end_byte_for_byte_the_same(place: Place, decisions: Sequence[Decision]) -> None:
    whole = built(place("whole"), [ARTICLES], decisions)
    rows = whole[0]
    assert isinstance(rows, list)
    assert {"entity", "event", "lineage", "published"} <= {r[0] for r in rows}
    for seed in range(4):
        r = random.Random(seed)
        some = r.sample(ARTICLES, len(ARTICLES))
        cuts = [0, *sorted(r.sample(range(1, len(some)), 3)), len(some)]
        batches = [some[a:b] for a, b in pairwise(cuts)]
        assert built(place(f"batches-{seed}"), batches, decisions) == whole


def test_decisions_taken_late_or_back_end_as_if_taken_first_or_never(place: Place) -> None:
    plain, decided = built(place("plain"), [ARTICLES]), built(place("decided"), [ARTICLES], DECISIONS)
    assert plain != decided
    store = to_write(place("plain"), make=True)
    store.decide(DECISIONS)
    bring_up_to_date(store)
    assert everything(store) == decided
    for _ in DECISIONS:
        store.undo()
    bring_up_to_date(store)
    assert everything(store) == plain
    store.close()


def test_an_article_that_changes_leaves_no_trace_of_what_it_was(place: Place) -> None:
    bare = [Annotation(article=a.article) for a in ARTICLES[:10]]
    assert built(place("changed"), [bare, ARTICLES]) == built(place("whole"), [ARTICLES])


def test_a_build_that_is_cut_off_between_digests_and_results_is_made_good(place: Place) -> None:
    store = to_write(place("cut"), make=True)
    store.add(ARTICLES[:30])
    bring_up_to_date(store)
    store.add(ARTICLES[30:])
    memo = Memo(store.kept, store.keeps)
    resolve(ArticleSet(store.digests(), store.annotation, memo), (), store.parts(), "test")
    store.memorise(memo)  # what a killed build can have written down, and more
    store.close()
    store = to_write(place("cut"), make=True)
    assert store.held("020") is None
    assert store.held("020", staged=True)
    store.take_up([a.article.id for a in ARTICLES[30:]])  # as the second run does, which is given the same
    bring_up_to_date(store)
    assert everything(store) == built(place("whole"), [ARTICLES])
    store.close()


def test_what_an_unrelated_article_says_is_not_made_again(place: Place) -> None:
    store = to_write(place("x"), make=True)
    store.add(ARTICLES)
    made = bring_up_to_date(store)
    ids = set(store.run("SELECT kind, id FROM resolved"))
    text = "A comet passed by the moon of Kelloria, Tamsin Orrery reported."
    new = Annotation(
        article=Article(id="000a", path="new", sha256="new", text=text),
        mentions=(Mention(start=35, end=49, type="person", chain="c0"),),
    )
    store.add([new])
    assert bring_up_to_date(store) < made / 4
    assert ids <= set(store.run("SELECT kind, id FROM resolved"))
    assert bring_up_to_date(store) == 0
    store.close()


def test_a_change_of_code_alone_changes_nothing_that_is_found(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of what is kept hang on the version of the rules; whom the things of a block are compared with must not."""
    found = []
    for module in ("events.resolve", "articles.groups"):
        monkeypatch.setattr(f"fabula.link.{module}.MET", 1)  # so that blocks do not propose all their pairs
    for version in ("one", "two", "three", "four"):
        monkeypatch.setattr("fabula.store.memo.rules", lambda stage, version=version: version)
        built(place(version), [ARTICLES])
        store = to_write(place(version), make=True)
        rows = store.run("SELECT kind, id, body FROM resolved WHERE kind IN ('event', 'entity') ORDER BY kind, id")
        found.append((rows, store.fact("main_events")))
        store.close()
    assert found[0][0]
    assert all(f == found[0] for f in found)
