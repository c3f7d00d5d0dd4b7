from fabula.extract.analysis import Analysis
from fabula.extract.causes.layer import causes
from fabula.lang.en.pipeline import pipeline
from fabula.model.records import Article, Cause, Pair
from fabula.neural.frames import Frame


def at(text: str, part: str) -> tuple[Pair, ...]:
    i = text.index(part)
    return ((i, i + len(part)),)


def read(text: str, *frames: Frame) -> list[Cause]:
    analysis = Analysis(Article(id="a", path="-", sha256="0", text=text), pipeline()(text))
    return list(causes(analysis, (), frames))


def framed(text: str, cause: str, effect: str, score: float = 0.9) -> Frame:
    return Frame("cause", score, {"cause": at(text, cause), "effect": at(text, effect)})


def said(text: str, spans: tuple[Pair, ...]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def test_a_frame_gives_the_spans_and_a_rule_the_sign() -> None:
    text = "The storm, which came at night, destroyed crops across the plain."
    frame = framed(text, "The storm, which came at night", "crops across the plain")
    [relation] = [c for c in read(text, frame) if "storm" in said(text, c.cause)]
    assert said(text, relation.cause) == "The storm, which came at night"
    assert relation.polarity == -1


def test_a_frame_that_no_rule_found_is_read_for_its_sign() -> None:
    text = "Shops stood empty. Traders lost money after the fair moved away."
    frame = framed(text, "the fair moved away", "Traders lost money")
    [relation] = read(text, frame)
    assert relation.polarity == -1
    assert said(text, relation.changes) == "lost"


def test_a_condition_frame_needs_a_word_of_condition() -> None:
    text = "Traders packed up after the fair moved away."
    frame = Frame(
        "condition", 0.9, {"antecedent": at(text, "the fair moved away"), "consequent": at(text, "Traders packed up")}
    )
    assert not [c for c in read(text, frame) if c.conditional]


def test_a_condition_frame_becomes_whole_clauses() -> None:
    text = 'He said: "If the ice melts, the roads would flood within days."'
    frame = Frame(
        "condition", 0.8, {"antecedent": at(text, "If the ice melts,"), "consequent": at(text, "would flood within")}
    )
    [relation] = [c for c in read(text, frame) if c.conditional]
    assert said(text, relation.cause) == "If the ice melts"
    assert said(text, relation.effect) == "the roads would flood within days"
    assert relation.kind == "counterfactual"


def test_unless_turns_the_sign_of_a_condition_frame() -> None:
    text = "The village will lose its school unless families return."
    frame = Frame(
        "condition",
        0.9,
        {"antecedent": at(text, "unless families return"), "consequent": at(text, "The village will lose its school")},
    )
    [relation] = [c for c in read(text, frame) if c.conditional]
    assert relation.polarity == 1


def test_coordinated_causes_keep_signs_of_their_own_within_one_frame() -> None:
    text = "Drought and a lack of peace cut the harvest."
    frame = framed(text, "Drought and a lack of peace", "the harvest")
    assert sorted(c.polarity or 0 for c in read(text, frame)) == [-1, 1]


def test_frames_of_other_tasks_and_empty_roles_are_passed_over() -> None:
    text = "The rain stopped play."
    assert read(
        text, Frame("attribution", 0.9, {"content": at(text, "rain")}), Frame("cause", 0.9, {"cause": ()})
    ) == read(text)


def doubted(text: str, causal: float) -> list[Cause]:
    analysis = Analysis(Article(id="a", path="-", sha256="0", text=text), pipeline()(text))
    return list(causes(analysis, (), (), dict.fromkeys(analysis.sentences, causal)))


def test_an_act_is_doubted_sooner_than_words_of_causation() -> None:
    act, stated = "The bullets killed a shopkeeper.", "The drought created shortages in the valley."
    assert doubted(act, 0.9)
    assert not doubted(act, 0.2)
    assert doubted(stated, 0.2)
    assert not doubted(stated, 0.01)
