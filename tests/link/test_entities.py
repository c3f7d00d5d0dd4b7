"""Entities across articles: whole and apart, whatever the order, and as a person decided."""

import itertools

import pytest

from fabula.link.entities.resolve import entities
from fabula.model.records import Annotation, Article, Entity, Judgement, Mention


def telling(id_: str, text: str, *named: tuple[str, str, str]) -> Annotation:
    """An article with a mention for each (words, type, chain), found one after the other."""
    mentions, at = [], 0
    for words, type_, chain in named:
        start = text.index(words, at)
        at = start + len(words)
        form = "nominal" if words[0].islower() else "name"
        mentions.append(Mention(start=start, end=at, type=type_, chain=chain, form=form))
    return Annotation(article=Article(id=id_, path=id_, sha256="", text=text), mentions=tuple(mentions))


TELLINGS = [
    telling(
        "a1",
        "Yanka Dubouski met Oleg Marchenko in Wien. Dubouski's brother Pavel Dubouski stayed with the guards. "
        "Dr. Irma Vos agreed.",
        ("Yanka Dubouski", "person", "c0"),
        ("Oleg Marchenko", "person", "c1"),
        ("Wien", "place", "c2"),
        ("Dubouski's", "person", "c0"),
        ("Pavel Dubouski", "person", "c3"),
        ("the guards", "group", "c4"),
        ("Irma Vos", "person", "c5"),
    ),
    telling(
        "a2",
        "Janka Duboŭski spoke in Vienna to the Harbour Workers Union (HWU). Marčenko was silent. HWU struck.",
        ("Janka Duboŭski", "person", "c0"),
        ("Vienna", "place", "c1"),
        ("Harbour Workers Union", "organisation", "c2"),
        ("HWU", "organisation", "c2"),
        ("Marčenko", "place", "c3"),
        ("HWU", "organisation", "c2"),
    ),
    telling(
        "a3",
        "Dubouski left. Iryna Marchenko, a singer, and Janka Dubowski waited for HWU.",
        ("Dubouski", "person", "c0"),
        ("Iryna Marchenko", "person", "c1"),
        ("Janka Dubowski", "person", "c0"),
        ("HWU", "organisation", "c2"),
    ),
]


def named(found: list[Entity], alias: str) -> Entity:
    (one,) = [e for e in found if alias in e.aliases]
    return one


def test_one_person_in_three_spellings_is_one_and_his_brother_another() -> None:
    found, _ = entities(TELLINGS)
    yanka = named(found, "Yanka Dubouski")
    assert {"Janka Duboŭski", "Janka Dubowski", "Dubouski"} <= set(yanka.aliases)
    assert yanka.articles == ("a1", "a2", "a3")
    assert yanka.type == "person"
    assert yanka.members == (("a1", "c0"), ("a2", "c0"), ("a3", "c0"))
    assert named(found, "Pavel Dubouski").id != yanka.id


def test_a_bare_name_goes_to_whom_the_tellings_speak_of_though_marked_as_a_place() -> None:
    found, judged = entities(TELLINGS)
    singer = named(found, "Iryna Marchenko")
    bare = named(found, "Marčenko")
    assert bare.type == "person"
    assert ("a2", "c3") not in singer.members or len(bare.aliases) > 1
    assert any("a2/c3" in (j.left, j.right) for j in judged)


def test_acronyms_places_titles_and_groups() -> None:
    found, _ = entities(TELLINGS)
    union = named(found, "HWU")
    assert union.name == "Harbour Workers Union"
    assert union.articles == ("a2", "a3")
    assert named(found, "Wien").id == named(found, "Vienna").id
    assert {"Irma Vos", "Dr. Irma Vos"} <= set(named(found, "Irma Vos").aliases)
    assert not any("c4" in chain for e in found for _, chain in e.members)


def test_anchors_are_the_named_mentions() -> None:
    found, _ = entities(TELLINGS)
    text = {a.article.id: a.article.text for a in TELLINGS}
    for e in found:
        for article, start, end in e.anchors:
            assert text[article][start:end].removesuffix("'s") in e.aliases


def test_the_order_of_arrival_makes_no_difference() -> None:
    results = [entities(list(p)) for p in itertools.permutations(TELLINGS)]
    assert all(r == results[0] for r in results)


def test_what_a_person_said_comes_first_and_holds() -> None:
    apart = Judgement(kind="entity", left="a1/c0", right="a2/c0", same=False, score=1.0, by="person")
    found, _ = entities(TELLINGS, [apart])
    assert not any({("a1", "c0"), ("a2", "c0")} <= set(e.members) for e in found)
    one = Judgement(kind="entity", left="a1/c3", right="a3/c1", same=True, score=1.0, by="person")
    found, _ = entities(TELLINGS, [one])
    assert any({("a1", "c3"), ("a3", "c1")} <= set(e.members) for e in found)
    machine = Judgement(kind="entity", left="a1/c3", right="a3/c1", same=True, score=1.0)
    assert entities(TELLINGS, [machine]) == entities(TELLINGS)


def test_no_cluster_grows_past_a_veto() -> None:
    tellings = [
        telling("b1", "Anna Reznik and A. Reznik.", ("Anna Reznik", "person", "c0"), ("A. Reznik", "person", "c1")),
        telling("b2", "Anton Reznik.", ("Anton Reznik", "person", "c0")),
        telling("b3", "A. Reznik.", ("A. Reznik", "person", "c0")),
    ]
    found, _ = entities(tellings)
    assert not any({"Anna Reznik", "Anton Reznik"} <= set(e.aliases) for e in found)


def test_ids_are_readable_stable_and_different() -> None:
    found, _ = entities(TELLINGS)
    ids = [e.id for e in found]
    assert len(set(ids)) == len(ids)
    assert named(found, "Oleg Marchenko").id.startswith("oleg-marchenko-")
    assert [e.id for e in entities(TELLINGS)[0]] == ids


@pytest.mark.parametrize("given", [[], [telling("x", "Nothing here.")]])
def test_nothing_named_makes_no_entity(given: list[Annotation]) -> None:
    assert entities(given) == ([], [])


def test_a_people_is_no_part_of_a_name_that_names_two() -> None:
    tellings = [
        telling(
            "p1", "A Ruvenian envoy and a Kestrian one met.", ("Ruvenian", "people", "c0"), ("Kestrian", "people", "c1")
        ),
        telling("p2", "Kestrian-Ruvenian trade grew.", ("Kestrian-Ruvenian", "people", "c0")),
    ]
    found, _ = entities(tellings)
    assert named(found, "Ruvenian").aliases == ("Ruvenian",)
    assert named(found, "Kestrian").aliases == ("Kestrian",)


@pytest.mark.parametrize("kind", ["place", "organisation", "person"])
def test_slips_do_not_lead_from_one_name_to_quite_another(kind: str) -> None:
    # Each is one letter from the next: any two that follow each other may be a slip, the first and the last are not.
    names = ["Novy Kernava", "Novy Kernova", "Novy Karnova", "Novy Karnota", "Novy Zarnota", "Novy Zarnoty"]
    found, _ = entities([telling(f"a{i}", f"{n} was full.", (n, kind, "c0")) for i, n in enumerate(names)])
    together = [set(e.aliases) for e in found]
    assert not any({names[0], names[-1]} <= some for some in together)
    assert any(len(some) > 1 for some in together)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The “Quiet River” Institute", "“Quiet River” Institute"),
        ("Institute “Quiet River”", "Institute “Quiet River”"),
        ("“Quiet River”", "Quiet River"),
        ("“Quiet River", "Quiet River"),
    ],
)
def test_a_name_is_shown_with_both_quotation_marks_or_none(text: str, name: str) -> None:
    (found,), _ = entities([telling("a1", f"It was {text}.", (text, "organisation", "c0"))])
    assert found.name == name


def test_a_person_s_decision_finds_its_chain_whatever_the_ids_hold() -> None:
    tellings = [
        telling("a", "Ana Lopes spoke.", ("Ana Lopes", "person", "b/c0")),
        telling("a/b", "Ana Lopes spoke.", ("Ana Lopes", "person", "c1")),
    ]
    apart = Judgement(kind="entity", left="a/b/c0", right="a/b/c1", same=False, score=0.0, by="person")
    assert len(entities(tellings)[0]) == 1
    assert len(entities(tellings, [apart])[0]) == 2
