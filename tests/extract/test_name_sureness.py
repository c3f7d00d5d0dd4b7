"""Names and links say how sure they are."""

import fabula


def chances(text: str) -> dict[str, float]:
    x = fabula.annotate(text)
    return {text[m.start : m.end]: m.sure for m in x.mentions}


def test_a_person_told_of_is_surer_than_a_scrap_of_a_list() -> None:
    got = chances(
        "Mayor Ana Ruiz opened the bridge in Velmar on Monday. Ruiz said that she was glad.\n\nBuy Now\n\nKX-40 Pro Max Titanium Edition\n"
    )
    assert all(0 < v < 1 for v in got.values())
    scraps = [v for k, v in got.items() if "Pro" in k or "KX" in k or "Buy" in k]
    assert got["Ana Ruiz"] > 0.8
    assert all(v < got["Ana Ruiz"] for v in scraps)


def test_a_pronoun_has_a_chance_of_its_own() -> None:
    got = chances("Ana Ruiz opened the bridge. She thanked the crew.")
    assert 0.5 < got["She"] < 1


def test_a_company_and_its_short_name_are_one() -> None:
    text = "Nordal Airways will buy Brisk Foods. Nordal said the deal would help. Brisk called it fair."
    x = fabula.annotate(text)
    chains = {text[m.start : m.end]: m.chain for m in x.mentions if m.form == "name"}
    assert chains["Nordal"] == chains["Nordal Airways"]
    assert chains["Brisk"] == chains["Brisk Foods"]


def test_a_surname_that_somebody_bears_is_not_the_company() -> None:
    text = "Palmer Steel fired Rob Palmer. Palmer said he would sue."
    x = fabula.annotate(text)
    chain = {(m.start, text[m.start : m.end]): m.chain for m in x.mentions}
    assert chain[text.index("Palmer said"), "Palmer"] == chain[text.index("Rob"), "Rob Palmer"]


def test_an_interview_that_names_nobody_at_the_answers_is_with_who_was_named_before() -> None:
    text = (
        "Five minutes with Greta Lohn\nBy Nora Vance\n\nGreta Lohn runs the harbour of Velmar.\n\n"
        "Q: What keeps you awake?\n\nA: The silt.\n\nQ: And what helps?\n\nA: Dredgers and tea.\n\nQ: Who pays?\n\nA: The port does.\n"
    )
    x = fabula.annotate(text)
    who = {text[s:e]: a.speaker for a in x.attributions for s, e in a.content}
    lohn = next(m.chain for m in x.mentions if text[m.start : m.end] == "Greta Lohn")
    assert who["The silt."] == lohn
    assert who["And what helps?"] == "article"


def test_two_people_named_by_their_surnames_are_two() -> None:
    text = "Mayor Ana Ruiz met the dockers' leader, Bo Hansen, on Monday. “We will not move,” Ruiz and Hansen told the council."
    x = fabula.annotate(text)
    chain = {text[m.start : m.end]: m.chain for m in x.mentions if m.form == "name"}
    assert chain["Ruiz"] == chain["Ana Ruiz"]
    assert chain["Hansen"] == chain["Bo Hansen"]
    (said,) = [a for a in x.attributions if a.kind == "direct"]
    assert {said.speaker, *said.also} == {chain["Ruiz"], chain["Hansen"]}
