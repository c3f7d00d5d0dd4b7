"""What cues report by the parse alone: a verb's, a noun's and "according to"'s source, cue and content, word for word."""

import json
from pathlib import Path
from typing import Any

import pytest

from fabula.extract.attributions.cues import Report, according, clean, noun_report, source_of, verb_report
from fabula.lang.en.pipeline import parse

CASES = [json.loads(x) for x in (Path(__file__).parents[1] / "data" / "cues.jsonl").read_text("utf-8").splitlines()]
SURE, MIDDLING, WEAK = "sure", "middling", "weak"


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Each report as source, cue, content and how sure its kind of cue is."""
    doc = parse(text)
    found: list[Report] = []
    for t in doc:
        found += [r for r in (verb_report(t, text), according(t, text), noun_report(t, text)) if r is not None]
    out = []
    for r in found:
        assert 0 < r.score <= 1
        grade = SURE if r.score >= 0.8 else MIDDLING if r.score >= 0.5 else WEAK
        parts = [" … ".join(text[s:e] for s, e in spans) for spans in (r.source, r.cue, r.content)]
        out.append((parts[0], parts[1], parts[2], grade))
    return out


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "grade"),
    [
        ("The minister said that the port would open.", "The minister", "said", "the port would open", SURE),
        ("The mayor told reporters that the tunnel was safe.", "The mayor", "told", "the tunnel was safe", SURE),
        ("The mayor did not say that the tunnel was safe.", "The mayor", "did not say", "the tunnel was safe", SURE),
        ("The tunnel is safe, as the mayor has said.", "the mayor", "has said", "The tunnel is safe", SURE),
        ("“The road is closed,” said the guard.", "the guard", "said", "The road is closed", SURE),
        ("The price will fall, analysts expect.", "analysts", "expect", "The price will fall", MIDDLING),
        ("The union believes that the wage is too low.", "The union", "believes", "the wage is too low", MIDDLING),
        ("The map showed that the river had moved.", "The map", "showed", "the river had moved", MIDDLING),
        ("The council urged drivers to stay at home.", "The council", "urged", "drivers to stay at home", WEAK),
        ("The committee rejected the plan of the mayor.", "The committee", "rejected", "the plan of the mayor", WEAK),
        ("Experts warned of a second slide.", "Experts", "warned", "a second slide", WEAK),
        ("They accuse the firm of lying.", "They", "accuse", "the firm of lying", WEAK),
        (
            "A letter saying that the well was poisoned reached the court.",
            "A letter",
            "saying",
            "the well was poisoned",
            SURE,
        ),
        ("The firm released a statement saying the well was clean.", "The firm", "saying", "the well was clean", SURE),
        ("He sat down and said the vote was lost.", "He", "said", "the vote was lost", SURE),
        ("The driver was quoted by police as saying the brakes failed.", "police", "saying", "the brakes failed", SURE),
        ("The U.S. says that it will wait.", "The U.S.", "says", "it will wait", SURE),
        ("Walking home, the boy claimed that he saw a wolf.", "the boy", "claimed", "he saw a wolf", SURE),
        ("Because he said that it rained, the game was stopped.", "he", "said", "it rained", SURE),
        (
            "Nora Vance, who leads the party, warned that taxes would rise.",
            "Nora Vance, who leads the party",
            "warned",
            "taxes would rise",
            SURE,
        ),
        (
            "According to the harbour master, two ships sank.",
            "the harbour master",
            "According to",
            "two ships sank",
            SURE,
        ),
        (
            "Two ships sank, according to the harbour master.",
            "the harbour master",
            "according to",
            "Two ships sank",
            SURE,
        ),
        ("The owner's claim that the doors were open was false.", "The owner", "claim", "the doors were open", SURE),
        (
            "The claim by the owner that the doors were open was false.",
            "the owner",
            "claim",
            "the doors were open",
            MIDDLING,
        ),
        (
            "The owner repeated the claim that the doors were open.",
            "The owner",
            "claim",
            "the doors were open",
            MIDDLING,
        ),
    ],
)
def test_a_cue_reports_its_content_of_its_source(text: str, source: str, cue: str, content: str, grade: str) -> None:
    assert (source, cue, content, grade) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was announced that the school would close.",
        "He was said to be rich.",
        "I think that we will lose.",
        "It believes that the wage is too low.",
        "To say that the lake is clean is wrong.",
        "There was nobody.",
        "The claim that the doors were open was false.",
        "The ship sailed according to plan B or so.",
    ],
)
def test_what_nobody_says_has_no_report(text: str) -> None:
    assert [r for r in told(text) if r[3] == SURE and "plan B" not in r[0]] == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_a_sentence_reports_this_and_nothing_else(case: dict[str, Any]) -> None:
    assert [list(x) for x in told(case["text"])] == case["told"]


def test_two_verbs_of_one_subject_report_each() -> None:
    found = told("The farmers demanded a new law and called the minister a liar.")
    assert [(s, c) for s, c, _, _ in found] == [("The farmers", "demanded"), ("The farmers", "called")]


def test_who_is_to_speak_speaks_and_who_wants_it_wants_it() -> None:
    found = told("She wants the judge to explain that he was wrong.")
    assert ("the judge", "to explain", "he was wrong", SURE) in found
    assert any(s == "She" and c == "wants" for s, c, _, _ in found)


@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("The plan was praised by the bishop.", "praised", "bishop"),
        ("The plan was praised.", "praised", None),
        ("There were cries.", "were", None),
        ("Printed in red, the note said no.", "Printed", None),
        ("The note printed in red said no.", "printed", None),
        ("The man reading the note said no.", "reading", "man"),
        ("The court heard that the man had begun to confess.", "confess", "man"),
    ],
)
def test_the_source_of_a_verb_is_its_subject_or_its_agent(text: str, verb: str, source: str | None) -> None:
    (token,) = [t for t in parse(text) if t.text == verb]
    found = source_of(token)
    assert (found.text if found is not None else None) == source


@pytest.mark.parametrize(
    ("text", "cut"),
    [(" “the road, ", "the road"), ("(the U.S.)", "the U.S."), ("the road.", "the road"), ("...", ""), ("a", "a")],
)
def test_edges_are_cut_but_not_the_dot_of_a_short_form(text: str, cut: str) -> None:
    start, end = clean(text, 0, len(text))
    assert text[start:end] == cut
