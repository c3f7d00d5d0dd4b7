import pytest

from fabula.derive.causal.assembling import CausalMap, CausalTelling, assemble
from fabula.derive.causal.concepts import Edit, concepts, judged, judgements
from fabula.derive.causal.edges import CausalReport, belief, clusters, edges
from fabula.derive.causal.mapping import sources
from fabula.derive.causal.phrases import CausalPhrase, phrase
from fabula.model.decisions import Call, Flip, Join, Part
from fabula.model.records import Cause, Pair


def at(text: str, part: str, start: int = 0) -> tuple[Pair, ...]:
    i = text.index(part, start)
    return ((i, i + len(part)),)


def about(text: str, *changes: str, names: dict[str, str] | None = None) -> CausalPhrase:
    named = {at(text, k)[0]: v for k, v in (names or {}).items()}
    made = phrase("a", text, ((0, len(text)),), tuple(at(text, c)[0] for c in changes), named)
    assert made is not None
    return made


def relation(text: str, cause: str, effect: str, sign: int | None = 1, **more: object) -> Cause:
    fields: dict[str, object] = {"id": "r0", "polarity": sign, **more}
    return Cause(cause=at(text, cause), effect=at(text, effect), **fields)  # type: ignore[arg-type]


def telling(name: str, text: str, *causes: Cause, source: str | None = None, **speakers: str) -> CausalTelling:
    return CausalTelling(name, text, causes, source or name, {}, speakers)


def named(found: CausalMap) -> dict[str, str]:
    return {c.id: c.name for c in found.concepts}


def test_a_phrase_is_its_thing_without_change_words_and_grammar() -> None:
    p = about("a sharp drop in the exports of grain", "drop", "sharp")
    assert p.head == "export"
    assert p.words == ("export", "grain")
    assert p.told == "exports of grain"


def test_names_become_entities() -> None:
    one = about("the influence of Ruritania", names={"Ruritania": "e1"})
    two = about("Ruritanian influence", names={"Ruritanian": "e1"})
    other = about("Freedonian influence", names={"Freedonian": "e2"})
    assert one.entities == two.entities == ("@e1",)
    assert judged(one, two).same
    assert not judged(one, other).same
    assert "different names" in judged(one, other).why[0]


def test_paraphrases_are_joined_with_a_reason() -> None:
    row = judged(about("levels of acute food insecurity"), about("food insecurity"))
    assert row.same
    assert row.score == pytest.approx(0.75)
    assert any("head food insecurity" in w for w in row.why)


def test_a_bare_head_joins_none_where_it_could_join_several() -> None:
    group = [about("security"), about("food security"), about("job security")]
    _, index = concepts(group, judgements(group))
    assert len({index[p.key][0] for p in group}) == 3
    pair = [about("drought"), about("the summer drought")]
    _, index = concepts(pair, judgements(pair))
    assert len({index[p.key][0] for p in pair}) == 1
    little = [about("security"), about("food security")]  # what says little alone is not taken for the fuller one
    _, index = concepts(little, judgements(little))
    assert len({index[p.key][0] for p in little}) == 2


def test_opposites_are_one_concept_with_a_flip() -> None:
    pair = [about("the stability of prices"), about("instability of prices")]
    found, index = concepts(pair, judgements(pair))
    assert len(found) == 1
    assert index[pair[0].key][1] != index[pair[1].key][1]


def test_what_a_person_decides_outranks_the_machine_and_outlives_a_rebuild() -> None:
    group = [about("food insecurity"), about("acute food insecurity"), about("hunger")]
    edits = [
        Edit(decision=Part(left=()), left=("food insecurity",), right=("acute food insecurity",)),
        Edit(decision=Join(left=()), left=("hunger",), right=("food insecurity",)),
        Edit(decision=Call(left=(), name="Hunger"), left=("hunger",)),
    ]
    found, index = concepts(group, judgements(group), edits)
    assert index["food insecurity"] == index["hunger"]
    assert index["acute food insecurity"][0] != index["hunger"][0]
    assert "Hunger" in {c.name for c in found}
    more = [*group, about("severe hunger")]
    _, again = concepts(more, judgements(more), edits)
    assert again["food insecurity"] == again["hunger"]
    assert again["acute food insecurity"][0] != again["hunger"][0]


def test_a_flip_turns_the_signs_of_its_edges() -> None:
    text = "Drought raises the price of bread."
    told = telling("a", text, relation(text, "Drought", "price of bread"))
    assert assemble([told]).edges[0].positive
    flip = Flip(left=(("a", 0, 7),), sign=-1)
    turned = assemble([told], [flip])
    assert turned.edges[0].negative
    assert not turned.edges[0].positive
    back = Flip(left=(("a", 0, 7),), sign=1)
    assert assemble([told], [flip, flip, back]).edges == assemble([told]).edges


def test_what_is_decided_later_outranks_what_was_decided_before() -> None:
    group = [about("hunger"), about("food shortages"), about("famine")]
    keys = [p.key for p in group]
    join, part = (
        Edit(decision=Join(left=()), left=(keys[0],), right=tuple(keys[1:])),
        Edit(decision=Part(left=()), left=(keys[0],), right=(keys[1],)),
    )
    _, index = concepts(group, (), [join, part])
    assert index[keys[0]][0] != index[keys[1]][0]
    _, index = concepts(group, (), [part, join])
    assert len({index[k][0] for k in keys}) == 1


def report(article: str, sign: int | None = 1, **more: object) -> CausalReport:
    fields: dict[str, object] = {"relation": "r0", "cause": "x", "effect": "y", "source": article, **more}
    return CausalReport(article=article, polarity=sign, **fields)  # type: ignore[arg-type]


def test_evidence_that_is_not_independent_counts_once() -> None:
    copies = [report("a"), report("b", source="a"), report("c", speaker="e1"), report("d", speaker="e1"), report("e")]
    assert [[r.article for r in g] for g in clusters(copies)] == [["a", "b"], ["c", "d"], ["e"]]


def test_all_that_is_drawn_from_one_another_has_one_source() -> None:
    drawn = [("c", "b"), ("b", "a"), ("d", "b"), ("y", "x"), ("x", "y")]
    assert sources(drawn) == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}
    assert sources(reversed(drawn)) == sources(drawn)
    assert sources([]) == {}


def test_belief_is_a_noisy_or_over_clusters_and_shows_its_sum() -> None:
    one = belief([report("a")])
    assert one.there == pytest.approx(1 - (0.05 + 0.3))
    two = belief([report("a"), report("b")])
    assert two.there == pytest.approx(1 - 0.35**2)
    assert belief([report("a"), report("b", source="a")]).there == pytest.approx(1 - (0.05 + 0.3**2))
    assert any("0.35" in w for w in two.why)


def test_nothing_is_netted_away() -> None:
    reports = [report("a", 1), report("b", -1), report("c", None), report("d", 1, denied=True)]
    [edge] = edges(reports)
    assert [len(g) for g in (edge.positive, edge.negative, edge.unknown, edge.denials)] == [1, 1, 1, 1]
    assert edge.contested
    assert edge.belief.plus == pytest.approx(0.5)
    assert edge.belief.there < belief(reports[:3]).there


def test_an_unknown_sign_leaves_the_balance_even() -> None:
    assert belief([report("a", None), report("b", None)]).plus == 0.5


def test_a_condition_gates_what_is_told_in_its_consequent() -> None:
    text = "If the treaty holds, trade will lower tariffs."
    condition = relation(text, "If the treaty holds", "trade will lower tariffs", conditional=True, kind="condition")
    inner = Cause(id="r1", cause=at(text, "trade"), effect=at(text, "tariffs"), polarity=-1)
    found = assemble([telling("a", text, condition, inner)])
    gated = next(e for e in found.edges if e.gates)
    names = named(found)
    assert (names[gated.cause], names[gated.effect]) == ("trade", "tariffs")
    engine, index = found.engine()
    trade, treaty = index[gated.cause], index[gated.gates[0][0]]
    tariffs = index[gated.effect]
    assert tariffs not in {c.concept for c in engine.sample({trade: 1.0}, samples=30).changes}
    assert tariffs in {c.concept for c in engine.sample({trade: 1.0, treaty: 1.0}, samples=30).changes}


def test_purposes_and_counterfactuals_run_only_where_asked_for() -> None:
    text = "The wall keeps floods away."
    found = assemble([telling("a", text, relation(text, "wall", "floods", -1, kind="counterfactual"))])
    assert found.edges
    assert found.engine()[0].links == ()
    assert len(found.engine(frozenset({"counterfactual"}))[0].links) == 1


def test_half_a_counterfactual_makes_no_edge() -> None:
    text = "I wish it had rained."
    half = Cause(id="r0", cause=((0, len(text)),), effect=(), kind="counterfactual", conditional=True)
    assert assemble([telling("a", text, half)]).edges == ()


def test_markup_and_odd_letters_are_but_words() -> None:
    text = "<script>alert(1)</script> raises 🙂 ﷺ fear"
    found = assemble([telling("a", text, relation(text, "<script>alert(1)</script>", "🙂 ﷺ fear"))])
    assert len(found.edges) == 1


def test_the_map_does_not_depend_on_the_order_of_its_articles() -> None:
    texts = [
        f"{a} raises {b}"
        for a, b in (("fear", "debt"), ("old fear", "new debt"), ("debt", "unrest"), ("fear", "unrest"))
    ]
    told = [
        telling(f"a{i}", t, relation(t, t.split(" raises ")[0], t.split(" raises ")[1])) for i, t in enumerate(texts)
    ]
    assert assemble(told) == assemble(reversed(told))


@pytest.mark.parametrize("text", ["the same", "something", "last week", "what we know", "in 2015", "all of them"])
def test_what_names_nothing_is_no_concept(text: str) -> None:
    assert phrase("a", text, [(0, len(text))], []) is None


def test_a_verb_alone_is_no_concept_and_an_event_is_not_its_parts() -> None:
    assert phrase("a", "went ahead", [(0, 4)], [], clausal=True) is None
    text = "cap the emissions"
    event = phrase("a", text, [(0, len(text))], [], clausal=True)
    assert event is not None
    assert not judged(event, about("emissions")).same
    again = phrase("b", text, [(0, len(text))], [], clausal=True)
    assert again is not None
    assert judged(event, again).same


def test_a_pronoun_is_read_as_who_it_stands_for() -> None:
    text = "Its economy"
    one = phrase("a", text, [(0, 11)], [], {(0, 3): "e1"}, {(0, 3): "Ruritania’s"})
    other = phrase("b", text, [(0, 11)], [], {(0, 3): "e2"}, {(0, 3): "Freedonia’s"})
    named = about("Ruritania's economy", names={"Ruritania": "e1"})
    assert one is not None
    assert other is not None
    assert one.told == "Ruritania’s economy"
    assert judged(one, named).same
    assert not judged(one, other).same


def test_what_a_pronoun_owns_is_one_with_what_nobody_is_named_for_unless_there_are_several() -> None:
    text = "Its output"
    mine = phrase("a", text, [(0, 10)], [], {(0, 3): "e1"}, {(0, 3): "Kestra’s"})
    theirs = phrase("b", text, [(0, 10)], [], {(0, 3): "e2"}, {(0, 3): "Ruvena’s"})
    assert mine is not None
    assert theirs is not None
    bare = about("output")
    assert len(concepts([mine, bare], judgements([mine, bare]))[0]) == 1
    every = [mine, theirs, bare]
    assert len(concepts(every, judgements(every))[0]) == 3
    named = about("Kestra output", names={"Kestra": "e1"})
    assert not judged(named, bare).same
