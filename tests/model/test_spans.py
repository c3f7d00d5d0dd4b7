"""The one rule, on records that break it."""

import msgspec
import pytest

import fabula
from fabula.model.records import Annotation, Article, Cause, EventMention, Mention, Participant, Role
from fabula.model.spans import check, fields_with_spans, spans_of, untrue

ARTICLE = Article(id="a", path="a.txt", sha256="0" * 64, text="Ana Ruiz met the mayor.")
MET = EventMention(id="e0", start=9, end=12, clause=(0, 22), type="CONSULT", place=(13, 22))


def of(**layers: object) -> Annotation:
    return Annotation(article=ARTICLE, **layers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "layers",
    [
        {"mentions": (Mention(start=0, end=24, type="person", chain="c0"),)},
        {"mentions": (Mention(start=4, end=4, type="person", chain="c0"),)},
        {"mentions": (Mention(start=-1, end=4, type="person", chain="c0"),)},
        {"mentions": (Mention(start=0, end=8, type="person", chain="c0", roles=(Role(start=20, end=30),)),)},
        {"events": (msgspec.structs.replace(MET, clause=(0, 99)),)},
        {"events": (msgspec.structs.replace(MET, participants=(Participant(role="source", start=8, end=2),)),)},
        {"causes": (Cause(id="r0", cause=((0, 8),), effect=((9, 12), (30, 31))),)},
        {"causes": (Cause(id="r0", cause=(), effect=()),)},
        {"sentences": ((0, 23), (23, 24))},
    ],
    ids=lambda x: next(iter(x)),
)
def test_an_annotation_with_a_record_that_stands_on_nothing_is_refused(layers: dict[str, object]) -> None:
    with pytest.raises(fabula.EvidenceError, match=rf"^a\.txt: {next(iter(layers))} \d"):
        check(of(**layers))


def test_true_spans_pass_and_every_wrong_one_is_named() -> None:
    check(of(events=(MET,), sentences=((0, 23),)))
    wrong = list(untrue(of(events=(MET, msgspec.structs.replace(MET, start=40, end=50, place=(50, 60))))))
    assert wrong == ["events 1: no such span: 40 to 50 of 23", "events 1: no such span: 50 to 60 of 23"]


def test_the_spans_of_a_record_begin_with_the_one_it_stands_on() -> None:
    who = Participant(role="source", start=0, end=8)
    assert spans_of(msgspec.structs.replace(MET, participants=(who,))) == [(9, 12), (0, 22), (0, 8), (13, 22)]
    assert fields_with_spans(EventMention) == ("start", "clause", "participants", "time_span", "place")
