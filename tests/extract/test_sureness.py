"""How sure records are, and who speaks together."""

import pytest

from fabula.extract.attributions.layer import attributions
from fabula.extract.causes.layer import causes
from fabula.extract.sureness import LIMITS, log_odds, shown, sure
from fabula.neural.frames import Frame
from tests.extract.test_attributions import analysis, mention, one, spans

TEXT = "The dam may burst, said Lena Orth. Rain is expected."


def frame(score: float) -> Frame:
    source, cue = TEXT.index("Lena"), TEXT.index("said")
    roles = {"source": ((source, source + 9),), "cue": ((cue, cue + 4),), "content": ((0, 17),)}
    return Frame("attribution", score, roles)


def test_a_record_is_as_sure_as_the_reader_is_and_never_quite() -> None:
    chances = [one(TEXT, mention(TEXT, "Lena Orth", "c0"), frames=[frame(s)]).sure for s in (0.3, 0.6, 0.95)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1


def test_what_has_no_source_is_less_sure_than_what_has_one() -> None:
    said = one("“We will stay here for good,” said Lena Orth.")
    alone = one("“We will stay here for good.”")
    assert alone.sure < said.sure


def test_a_plain_cause_has_a_chance_and_no_signal_lowers_it() -> None:
    a = analysis("Heavy rain caused floods in the valley.")
    (found,) = causes(a, ())
    assert 0 < found.sure < 1
    plain = {"cause": 1.0, "ruled": 1.0}
    assert sure("causes", {**plain, "no signal": 1.0}) < sure("causes", plain)


def test_a_layer_that_nothing_was_learned_for_is_even_and_shown() -> None:
    assert sure("times", {"anything": 3.0}) == 0.5
    assert shown("times", 0.0)
    assert not shown("attributions", LIMITS["attributions"] - 0.01)
    assert shown("attributions", LIMITS["attributions"])
    assert log_odds(0.0) < -5 < 5 < log_odds(1.0)


def test_two_who_say_it_together_both_speak() -> None:
    text = "Amy Dorn and Luis Prado said that the bill would pass."
    r = one(text, mention(text, "Amy Dorn", "c0"), mention(text, "Luis Prado", "c1"))
    assert (r.speaker, r.also) == ("c0", ("c1",))
    assert spans(text, r.source) == ["Amy Dorn and Luis Prado"]


def test_of_one_or_the_other_nobody_else_speaks() -> None:
    text = "Amy Dorn or Luis Prado said that the bill would pass."
    assert one(text, mention(text, "Amy Dorn", "c0"), mention(text, "Luis Prado", "c1")).also == ()


@pytest.mark.parametrize("word", ["they", "they both"])
def test_they_are_the_two_named_together_before(word: str) -> None:
    text = f"Ruben Falk and Sara Nye run the shelter. “We are full tonight,” {word} said."
    named = [mention(text, "Ruben Falk", "c0"), mention(text, "Sara Nye", "c1"), mention(text, "they", "c2", "pronoun")]
    (r,) = attributions(analysis(text), named)
    assert (r.speaker, r.also) == ("c0", ("c1",))


def test_they_who_are_somebody_already_are_not_the_two() -> None:
    text = "Ruben Falk and Sara Nye met the miners. “We are tired of this,” they said."
    named = [
        mention(text, "Ruben Falk", "c0"),
        mention(text, "Sara Nye", "c1"),
        mention(text, "the miners", "c2", "nominal"),
        mention(text, "they", "c2", "pronoun"),
    ]
    (r,) = attributions(analysis(text), named)
    assert (r.speaker, r.also) == ("c2", ())


@pytest.mark.parametrize("text", ["“I saw it,” Vera said to him.", "Some believe that the ban will hold."])
def test_who_says_it_to_somebody_and_some_do_say_it(text: str) -> None:
    assert len(attributions(analysis(text), ())) == 1


def test_a_signature_goes_before_a_line_that_leads_to_several() -> None:
    text = "Readers on the new tram:\n\n“It woke the baby again.” – Lisa Horn, Elmfield\n\n“Best thing in years.” – Peter Aldous\n"
    assert [spans(text, r.source) for r in attributions(analysis(text), ())] == [
        ["Lisa Horn, Elmfield"],
        ["Peter Aldous"],
    ]


def test_a_not_in_what_is_said_is_no_refusal_to_say_it() -> None:
    (r,) = attributions(analysis("“It’s hard not to, though,” Suter acknowledged. “We know where we are.”"), ())
    assert r.stance == "says"
