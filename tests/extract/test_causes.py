import random
from functools import cache

import pytest

from fabula.extract.analysis import Analysis
from fabula.extract.causes.layer import causes
from fabula.extract.forecasts.layer import forecasts
from fabula.lang.en.pipeline import pipeline
from fabula.model.records import Article, Attribution, Cause, Forecast, Published, Time


@cache
def analysed(text: str, published: str | None = None) -> Analysis:
    told = Published(date=published, precision="day", basis="given") if published else None
    return Analysis(Article(id="a", path="-", sha256="0", text=text, published=told), pipeline()(text))


def read(text: str) -> list[Cause]:
    return list(causes(analysed(text), ()))


def said(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def find(text: str, cause: str, effect: str) -> Cause:
    every = read(text)
    for c in every:
        if cause in said(text, c.cause) and effect in said(text, c.effect):
            return c
    raise AssertionError([(said(text, c.cause), said(text, c.effect), c.kind) for c in every])


@pytest.mark.parametrize(
    ("text", "cause", "effect", "sign"),
    [
        ("The drought caused a famine in the north.", "drought", "famine", 1),
        ("Heavy rain led to severe flooding.", "rain", "flooding", 1),
        ("The new tax has hurt small shops.", "tax", "shops", -1),
        ("Higher wages boosted demand for cars.", "wages", "demand", 1),
        ("A drop in exports led to a loss of jobs.", "exports", "jobs", 1),
        ("A lack of rain reduced the harvest.", "rain", "harvest", 1),
        ("The strike disrupted trade and weakened the currency.", "strike", "currency", -1),
        ("The famine was caused by a long drought.", "drought", "famine", 1),
        ("The law will make it harder for farmers to borrow.", "law", "farmers to borrow", -1),
        ("The dam could have negative consequences for fisheries.", "dam", "fisheries", -1),
        ("The conflict worsened the flooding of the mines.", "conflict", "flooding", 1),
        ("The conflict worsened relations with the neighbours.", "conflict", "relations", -1),
        ("Reforms are essential to reduce corruption.", "Reforms", "corruption", -1),
        ("The problem with the plan is the cost of steel.", "cost", "plan", -1),
        ("Fuel prices rose because of the blockade.", "blockade", "Fuel prices rose", 1),
        ("Exports fell due to the blockade.", "blockade", "Exports fell", -1),
        ("The port closed, so grain exports stopped.", "The port closed", "grain exports", -1),
    ],
)
def test_a_relation_has_its_sides_and_its_sign(text: str, cause: str, effect: str, sign: int) -> None:
    assert find(text, cause, effect).polarity == sign


def test_an_unknown_sign_stays_unknown() -> None:
    assert find("The election affected the budget.", "election", "budget").polarity is None
    assert find("The visit exacerbated the debate on zoning.", "visit", "debate").polarity is None


def test_changes_are_the_words_that_the_sign_was_read_from() -> None:
    text = "A sharp drop in exports weakened the currency."
    relation = find(text, "exports", "currency")
    assert relation.polarity == 1
    assert {text[a:b] for a, b in relation.changes} >= {"drop", "weakened"}


def test_each_of_several_causes_and_effects_is_a_relation_of_its_own() -> None:
    text = "Drought and a shortage of seed cut the harvest and the income of villages."
    assert find(text, "Drought", "harvest").polarity == -1
    assert find(text, "shortage of seed", "harvest").polarity == 1
    assert find(text, "Drought", "income").polarity == -1


def test_a_condition_keeps_its_clauses_apart() -> None:
    text = "If the talks fail, prices may rise sharply."
    relation = next(c for c in read(text) if c.conditional)
    assert said(text, relation.cause) == "If the talks fail"
    assert said(text, relation.effect) == "prices may rise sharply"
    assert (relation.kind, relation.polarity, relation.hedged) == ("condition", 1, True)
    assert said(text, relation.signal) == "If"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("If the war ends, demand for arms may decrease.", -1),
        ("Unless the rains come, the harvest will shrink.", 1),
        ("Should the bank fail, the region will lose its main lender.", -1),
        ("The party will not lose votes if it keeps its word.", 1),
    ],
)
def test_the_sign_of_a_condition_is_that_of_its_consequent(text: str, sign: int) -> None:
    assert next(c for c in read(text) if c.conditional).polarity == sign


def test_a_counterfactual_is_not_a_condition() -> None:
    text = "Had the guards checked the gate, the thieves would have been caught."
    relation = next(c for c in read(text) if c.conditional)
    assert relation.kind == "counterfactual"
    assert said(text, relation.cause) == "Had the guards checked the gate"
    assert said(text, relation.effect) == "the thieves would have been caught"


def test_a_denied_relation_says_so_and_keeps_the_sign_of_what_is_denied() -> None:
    relation = find("The sanctions failed to weaken the regime.", "sanctions", "regime")
    assert relation.negated
    assert relation.polarity == -1


def test_a_purpose_has_no_sign() -> None:
    relation = next(c for c in read("Farmers blocked the road to demand higher prices.") if c.kind == "purpose")
    assert relation.polarity is None


def test_a_link_across_sentences_has_the_sentence_before_as_its_cause() -> None:
    text = "The bridge collapsed in the storm. As a result, two villages lost their supply of water."
    relation = find(text, "The bridge collapsed in the storm", "two villages lost their supply of water")
    assert relation.polarity == -1


def test_a_person_who_acts_is_no_cause() -> None:
    assert not [
        c for c in read("The minister reduced the fee.\nShe raised her hand.") if c.kind == "cause" and c.polarity == 1
    ]


def test_a_relation_knows_the_innermost_attribution_that_holds_it() -> None:
    text = "The bank said analysts believe that tariffs will hurt exports."
    start = text.index("tariffs")
    outer = Attribution(id="q0", kind="indirect", source=((0, 8),), cue=((9, 13),), content=((14, len(text) - 1),))
    inner = Attribution(
        id="q1", kind="indirect", source=((14, 22),), cue=((23, 30),), content=((start, len(text) - 1),)
    )
    found = causes(analysed(text), (outer, inner))
    assert [c.attribution for c in found if "exports" in said(text, c.effect)] == ["q1"]


def foretell(text: str, *, times: tuple[Time, ...] = (), published: str | None = None) -> list[Forecast]:
    return list(forecasts(analysed(text, published), (), times, ()))


@pytest.mark.parametrize(
    ("text", "span", "band"),
    [
        ("The council will probably reject the plan.", "The council will probably reject the plan", "likely"),
        ("Prices may fall next year.", "Prices may fall next year", "possible"),
        ("Rain is unlikely to reach the coast.", "Rain is unlikely to reach the coast", "unlikely"),
        ("The firm is going to close two plants.", "The firm is going to close two plants", "unstated"),
        ("The dam will certainly burst.", "The dam will certainly burst", "certain"),
        ("It is possible that the talks will fail.", "the talks will fail", "possible"),
        ("The union plans to strike in May.", "The union plans to strike in May", "unstated"),
    ],
)
def test_a_forecast_is_its_clause_with_a_band(text: str, span: str, band: str) -> None:
    [made] = foretell(text)
    assert (text[made.start : made.end], made.confidence, made.by) == (span, band, "article")


@pytest.mark.parametrize(
    "text",
    [
        "Will the council reject the plan?",
        "The mayor said last year that it would reject the plan.",
        "They may have reached the summit.",
        "The council rejected the plan.",
        "He asked whether the plan will work.",
    ],
)
def test_what_is_no_forecast(text: str) -> None:
    assert foretell(text) == []


def test_a_condition_stays_outside_the_forecast() -> None:
    text = "If the dam breaks, the valley will be flooded."
    [made] = foretell(text)
    assert text[made.start : made.end] == "the valley will be flooded"
    assert made.condition is not None
    assert text[slice(*made.condition)] == "If the dam breaks"


def test_a_date_in_the_clause_is_when_it_is_due() -> None:
    text = "The plant will close in 2031."
    at = text.index("2031")
    when = Time(start=at, end=at + 4, type="DATE", value="2031")
    assert foretell(text, times=(when,))[0].due == "2031"
    past = Time(start=at, end=at + 4, type="DATE", value="2019")
    assert foretell(text, times=(past,), published="2026-01-01")[0].due is None


def test_a_forecast_is_made_by_whoever_is_quoted() -> None:
    text = "Analysts say that demand will recover."
    who = Attribution(id="q0", kind="indirect", source=((0, 8),), cue=((9, 12),), content=((18, 37),), speaker="c3")
    [made] = forecasts(analysed(text), (), (), (who,))
    assert (made.by, made.attribution) == ("c3", "q0")


def test_any_text_gives_true_spans_and_the_same_twice() -> None:
    rng = random.Random(7)
    words = [
        "if",
        "will",
        "because",
        "of",
        "so",
        "that",
        "hit",
        "the",
        "war",
        "—",
        "“",
        "’",
        "\n",
        "未来",
        "🙂",
        "\u0301",
        "cause",
        "to",
        "unless",
        "had",
        "should",
        "it",
        "been",
        "lead",
        ",",
        ".",
        "?",
        "\u200b",
        "which",
        "due",
        "as a result",
    ]
    for _ in range(40):
        text = " ".join(rng.choices(words, k=rng.randrange(1, 40)))
        analysis = Analysis(Article(id="a", path="-", sha256="0", text=text), pipeline()(text))
        found, made = causes(analysis, ()), forecasts(analysis, (), (), ())
        spans = [p for c in found for p in (*c.cause, *c.effect, *c.signal, *c.changes)]
        spans += [p for f in made for p in ((f.start, f.end), *f.words)]
        assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
        assert found == causes(analysis, ())
