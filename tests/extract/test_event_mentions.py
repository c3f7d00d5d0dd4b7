"""Event mentions: who did what to whom, as a reader would say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.extract.analysis import Analysis
from fabula.extract.events.layer import events
from fabula.lang.en.event_words import FRAMES, NOUNS, base
from fabula.lang.en.pipeline import pipeline
from fabula.model.records import Article, Attribution, EventMention, Mention, Time, Zone

TYPES = frozenset({f.type for frames in FRAMES.values() for f in frames})
KIND = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"}


def read(text: str, content: tuple[int, int] | None = None) -> tuple[EventMention, ...]:
    """The events of a text, with spaCy's names for mentions and its dates for times."""
    doc = pipeline()(text)
    names = [
        Mention(start=e.start_char, end=e.end_char, type=KIND[e.label_], chain=f"c{i}")
        for i, e in enumerate(doc.ents)
        if e.label_ in KIND
    ]
    days = [
        Time(start=e.start_char, end=e.end_char, type="DATE", value="2025-03-13")
        for e in doc.ents
        if e.label_ == "DATE"
    ]
    said = [Attribution(id="a0", kind="indirect", source=(), cue=(), content=(content,))] if content else []
    return events(Analysis(Article(id="t", path="-", sha256="0", text=text), doc), names, days, said)


def roles(text: str, event: EventMention) -> dict[str, list[str]]:
    """The participants of an event by role, as written."""
    out: dict[str, list[str]] = {}
    for p in event.participants:
        out.setdefault(p.role, []).append(text[p.start : p.end])
    return out


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("CONSULT", "The ministers of Norway and Chile met in Riga on Thursday."),
        ("CONSULT", "Their talks took place in Geneva last week."),
        ("AGREE", "Norway pledged 20 million dollars to rebuild schools in Nepal."),
        ("AGREE", "Japan said it will send rice to Nepal."),
        ("SUPPORT", "Mexico endorsed the plan of the Brazilian government."),
        ("AID", "Norway gave Nepal ten million dollars in food aid."),
        ("CONCEDE", "The junta lifted the curfew in the capital on Wednesday."),
        ("RETREAT", "The guerrillas released two German hostages on Saturday."),
        ("REQUEST", "Chile demanded that Peru withdraw its ships."),
        ("REQUEST", "Chile said that Peru must return the two ships."),
        ("ACCUSE", "Chile accused Peru of breaking the treaty."),
        ("REJECT", "Peru refused to open its ports."),
        ("REJECT", "Peru said it will not accept the offer."),
        ("THREATEN", "Peru threatened to expel foreign workers."),
        ("THREATEN", "Peru said it would impose sanctions on Chile."),
        ("PROTEST", "Miners went on strike in southern Poland."),
        ("SANCTION", "Peru recalled its ambassador from Ottawa."),
        ("MOBILIZE", "Peru sent troops to the border on Monday."),
        ("COERCE", "Police arrested forty activists in Lima."),
        ("ASSAULT", "Rebels shelled the airport, wounding three soldiers."),
    ],
)
def test_type(kind: str, text: str) -> None:
    assert kind in {e.type for e in read(text)}


def test_who_did_it_to_whom() -> None:
    text = "Chile accused Peru of breaking the treaty."
    (event,) = read(text)
    assert roles(text, event) == {"source": ["Chile"], "target": ["Peru"]}
    assert {p.chain for p in event.participants} == {"c0", "c1"}


def test_passive_turns_source_and_target() -> None:
    text = "Two villages were attacked by Burundian militiamen."
    (event,) = read(text)
    assert roles(text, event) == {"source": ["Burundian militiamen"], "target": ["Two villages"]}


def test_promise_of_the_one_who_speaks() -> None:
    text = "Libya said it will release the two sailors."
    (event,) = read(text)
    assert event.type == "AGREE"
    assert event.modality == "planned"
    assert roles(text, event)["source"] == ["Libya"]


def test_what_another_must_do_is_asked_of_him() -> None:
    text = "Russia said on Tuesday that Sudan must return the helicopter."
    (event,) = read(text)
    assert roles(text, event) == {"source": ["Russia"], "target": ["Sudan"]}


def test_day_and_place() -> None:
    text = "He spoke after talks with the Norwegian prime minister in Oslo on March 13."
    event = next(e for e in read(text) if e.type == "CONSULT" and text[e.start : e.end] == "talks")
    assert event.time == "2025-03-13"
    assert event.place is not None
    assert text[slice(*event.place)] == "Oslo"


def test_no_place_is_guessed() -> None:
    assert all(e.place is None for e in read("Chile accused Peru of breaking the treaty."))


def test_sense_follows_what_goes_with_the_verb() -> None:
    assert "PROTEST" not in {e.type for e in read("The engineers demonstrated the new pump to the minister.")}
    assert "SUPPORT" in {e.type for e in read("The two countries signed a treaty on Monday.")}
    assert "SUPPORT" not in {e.type for e in read("The player signed a shirt on Monday.")}


def test_denied_and_hypothetical() -> None:
    (denied,) = read("Chile did not attack the village.")
    assert (denied.polarity, denied.modality) == ("negative", "denied")
    text = "Prices would fall if Chile invaded Peru."
    assert [e.modality for e in read(text) if e.type == "ASSAULT"] == ["hypothetical"]


def test_reported_event_keeps_its_attribution() -> None:
    text = "Police said that rebels attacked the town."
    event = next(e for e in read(text, (text.index("that"), len(text) - 1)) if e.type == "ASSAULT")
    assert event.attribution == "a0"


def test_dated_happening_of_no_political_type() -> None:
    assert [e.type for e in read("A tower collapsed in Lima on Monday.")] == ["other"]
    assert read("A tower is tall.") == ()


def test_lexicon_is_of_plover() -> None:
    assert len(TYPES) == 16
    assert set(NOUNS.values()) <= TYPES
    assert base("talks", "AGREE") == "CONSULT"
    assert base("meet", "AGREE") == "CONSULT"
    assert base("promised", "AGREE") == "AGREE"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    for event in read(text):
        assert 0 <= event.start < event.end <= len(text)
        assert event.clause[0] < event.clause[1] <= len(text)
        for p in event.participants:
            assert 0 <= p.start < p.end <= len(text)


def test_purpose_shares_the_day_and_place_of_its_verb() -> None:
    text = "Hundreds of people marched through Lima on Monday to protest against the tax."
    (event,) = (e for e in read(text) if e.type == "PROTEST")
    assert event.time == "2025-03-13"
    assert event.place is not None
    assert text[slice(*event.place)] == "Lima"


def test_nobody_s_act_is_denied() -> None:
    assert {e.polarity for e in read("Nobody was arrested in Lima.")} == {"negative"}


def test_dateline_places_what_the_lead_reports() -> None:
    text = "OSLO – The ministers agreed on Monday to share the water."
    zones = (Zone(start=0, end=7, kind="dateline"), Zone(start=7, end=len(text), kind="body"))
    name = Mention(start=0, end=4, type="organisation", chain="c0")
    article = Article(id="t", path="-", sha256="0", text=text, zones=zones)
    (event,) = (e for e in events(Analysis(article, pipeline()(text)), [name], [], []) if e.type == "AGREE")
    assert event.place == (0, 4)
    assert "OSLO" not in roles(text, event).get("source", [])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("He announced a march in Velmar for June 1.", "planned"),
        ("The union called a strike for Monday.", "planned"),
        ("He announced talks in Oslo for 3 May 2024 with the rebels.", "planned"),
        ("The rebels held talks for two days in Oslo.", "happened"),
        ("The union called the march on Monday a success.", "happened"),
        ("The storms may return in autumn.", "possible"),
    ],
)
def test_what_is_set_for_a_day_or_only_may_be_has_not_happened(text: str, modality: str) -> None:
    assert {e.modality for e in read(text)} == {modality}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norway supported the proposal of Chile to build a joint port.", "planned"),
        ("The problem is the unwillingness of Chile to release the prisoners.", "denied"),
        ("Observers doubt the readiness of Peru to cut off all ties with Chile.", "hoped"),
        ("It is not feasible for the miners to continue the marches.", "hypothetical"),
        ("The treaty may isolate Peru, compelling it to attack Chile.", "possible"),
        ("Peru seeks to strengthen its position and eventually invade Chile.", "hoped"),
        ("Norway was the first to condemn the attack.", "happened"),
        ("Peru managed to suppress the protests in its capital.", "happened"),
    ],
)
def test_what_is_only_looked_at_has_not_happened(text: str, modality: str) -> None:
    assert modality in {e.modality for e in read(text)}
    if modality != "happened":
        last = max(read(text), key=lambda e: e.start)
        assert last.modality == modality


def test_thanking_who_is_spoken_to_is_no_event() -> None:
    assert read("Dr. Orsa, thank you for joining us.") == ()
    assert [e.type for e in read("The minister thanked Norway for its support.")] == ["SUPPORT"]
