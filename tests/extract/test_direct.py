"""Direct speech by its marks and the cue beside it, without the reader: who is quoted, by which words, and what is nobody's."""

import pytest

from fabula.extract.attributions.layer import attributions
from tests.extract.test_attributions import analysis


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We will stay,” said Nora Vance.", [("direct", "Nora Vance", "said", "“We will stay,”")]),
        (
            "“We will stay,” Vance said on Monday, “and we will win.”",
            [("direct", "Vance", "said", "“We will stay,” … “and we will win.”")],
        ),
        ("Vance said: “We will stay.”", [("direct", "Vance", "said", "“We will stay.”")]),
        (
            "According to Vance, “the dam is not safe at all.”",
            [("direct", "Vance", "According to", "“the dam is not safe at all.”")],
        ),
        (
            "“The dam is not safe,” according to the engineer.",
            [("direct", "the engineer", "according to", "“The dam is not safe,”")],
        ),
        ("“The dam is not safe”: engineer warns council", [("direct", "engineer", ":", "“The dam is not safe”")]),
        ("“We will stay.” The minister went home.", [("direct", "", "", "“We will stay.”")]),
        (
            "“We will stay.” He then added: “Nobody will move us from here.”",
            [("direct", "", "", "“We will stay.”"), ("direct", "He", "then added", "“Nobody will move us from here.”")],
        ),
        (
            "Vance was angry. “Nobody asked us what we wanted,” she said. “We read it in the paper.”",
            [("direct", "she", "said", "“Nobody asked us what we wanted,” … “We read it in the paper.”")],
        ),
        (
            "“Nobody asked us what we wanted.”\n\n— Nora Vance, farmer",
            [("direct", "Nora Vance, farmer", "—", "“Nobody asked us what we wanted.”")],
        ),
        (
            "“Nobody asked us what we wanted.”\n\n(Lars Ohm, economist at Kestria Bank)",
            [("direct", "Lars Ohm, economist at Kestria Bank", "(", "“Nobody asked us what we wanted.”")],
        ),
        (
            "“Nobody asked us what we wanted.”\n\n(see page four)",
            [("direct", "", "", "“Nobody asked us what we wanted.”")],
        ),
        ("The so-called “dam tax” was dropped.", []),
        (
            "Vance called the plan “a gift to the rich”.",
            [("mixed", "Vance", "called", "the plan … “a gift to the rich”")],
        ),
        (
            "Vance said the plan was “a gift to the rich”.",
            [("mixed", "Vance", "said", "the plan was … “a gift to the rich”")],
        ),
        (
            "The mayor told the council that the plan was “dead”. “It will not come back in my time,” she said.",
            [
                ("mixed", "The mayor", "told", "the plan was … “dead”"),
                ("direct", "she", "said", "“It will not come back in my time,”"),
            ],
        ),
        (
            "Vance’s answer: “We have nothing to hide from anybody.”",
            [("direct", "Vance", "", "“We have nothing to hide from anybody.”")],
        ),
        (
            "The price will fall, said Adair. “It has to fall, whatever they do.”",
            [("mixed", "Adair", "said", "The price will fall … “It has to fall, whatever they do.”")],
        ),
        ("“Why,” asked the judge, “did you run?”", [("direct", "the judge", "asked", "“Why,” … “did you run?”")]),
        ("“I ran,” said the boy, who was crying.", [("direct", "the boy, who was crying", "said", "“I ran,”")]),
        (
            "“We lost everything,” the farmer, standing in the mud, told reporters.",
            [("direct", "the farmer, standing in the mud", "told", "“We lost everything,”")],
        ),
        ("“We lost everything,” recalled by the farmer.", []),
        ("“We lost everything” was written on the wall.", []),
        (
            "Asked whether he would resign, Vance replied, “Not today.”",
            [("direct", "Vance", "replied", "“Not today.”")],
        ),
        (
            "He quipped: the mayor “has never seen a river in her life”.",
            [("mixed", "He", "quipped", "the mayor … “has never seen a river in her life”")],
        ),
        (
            "“The bridge is closed,” Boone said, adding that “nobody knows when it will open again”.",
            [
                ("direct", "Boone", "said", "“The bridge is closed,”"),
                ("direct", "Boone", "adding", "“nobody knows when it will open again”"),
            ],
        ),
        (
            "“The bridge is closed”, the sign said. The guard laughed.",
            [("direct", "the sign", "said", "“The bridge is closed”")],
        ),
        ("“Never!”", []),
        (
            "Boone smiled. “Never, not in a hundred years, will I leave this town.”",
            [("direct", "", "", "“Never, not in a hundred years, will I leave this town.”")],
        ),
        (
            "The teacher counted.\n“The whole class was there that day.”\n“Nobody was late that morning.”",
            [
                ("direct", "", "", "“The whole class was there that day.”"),
                ("direct", "", "", "“Nobody was late that morning.”"),
            ],
        ),
        ("Saying “we will win”, Boone left the hall.", [("direct", "Boone", "Saying", "“we will win”")]),
    ],
)
def test_a_quotation_is_of_who_its_cue_says_and_else_of_nobody(
    text: str, said: list[tuple[str, str, str, str]]
) -> None:
    found = attributions(analysis(text), (), ())
    parts = [(a.kind, *(" … ".join(text[s:e] for s, e in x) for x in (a.source, a.cue, a.content))) for a in found]
    assert parts == said
