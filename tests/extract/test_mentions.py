"""Names, nominals and pronouns: found whole, typed once per article, with their roles."""

import random

import pytest

from fabula.extract.analysis import Analysis
from fabula.extract.mentions.layer import mentions
from fabula.lang.en.pipeline import pipeline
from fabula.model.records import Article, Mention, Zone


class Read:
    """The mentions of one text, asked for by their words."""

    def __init__(self, text: str, zones: tuple[Zone, ...] = ()) -> None:
        article = Article(id="t", path="-", sha256="", text=text, zones=zones)
        self.text = text
        self.all = mentions(Analysis(article, pipeline()(text)))

    def words(self, form: str | None = None) -> list[str]:
        return [self.text[m.start : m.end] for m in self.all if form is None or m.form == form]

    def one(self, words: str, nth: int = 0) -> Mention:
        found = [m for m in self.all if self.text[m.start : m.end] == words]
        assert len(found) > nth, f"{words!r} is no mention; there are {self.words()}"
        return found[nth]

    def chain(self, words: str, nth: int = 0) -> str:
        return self.one(words, nth).chain

    def same(self, *words: str) -> bool:
        return len({self.chain(w) for w in words}) == 1


@pytest.fixture
def read() -> type[Read]:
    return Read


def test_a_name_is_typed_once_for_the_whole_article(read):
    r = read(
        "Łukaš Varašenka left for the south. Varašenka's visit was short. "
        "President Varašenka, 61, told reporters in Minsk that he was tired. Varašenka smiled."
    )
    kinds = {m.type for m in r.all if m.form == "name" and "Varašenka" in r.text[m.start : m.end]}
    assert kinds == {"person"}
    assert r.words("name").count("Varašenka") == 3


def test_possessives_titles_and_articles_stay_outside_a_name(read):
    r = read("Prime Minister Ana Lopes's plan pleased the Harbour Party. Dr. Lopes’s aides agreed.")
    assert "Ana Lopes" in r.words("name")
    assert "Lopes" in r.words("name")
    assert "Harbour Party" in r.words("name")
    assert r.one("Ana Lopes").role == "Prime Minister"


def test_roles_after_a_name_are_kept(read):
    r = read("The plan will fail, said Ivo Brandl, director of the Quiet River Research Center.")
    assert r.one("Ivo Brandl").role == "director of the Quiet River Research Center"
    assert r.one("Quiet River Research Center").type == "organisation"


def test_a_quotation_mark_without_its_other_half_ends_a_name(read):
    r = read(
        "Speaking as Governor Ana Lopes “We Harbour People” leader, she left. The Harbour Party “Lopes won it all."
    )
    assert not [w for w in r.words("name") if w.count("“") != w.count("”")]


def test_a_role_before_a_name_keeps_its_country(read):
    assert read("Polish President Adam Zielny arrived in Vilnius.").one("Adam Zielny").role == "Polish President"


def test_lower_case_copies_of_a_known_name_are_found(read):
    r = read("Oleg Malkin met reporters. Related: oleg malkin in pictures.")
    assert r.same("Oleg Malkin", "oleg malkin")


def test_a_broken_name_is_made_whole(read):
    r = read("Commission President Ilse von der Heyden (who served before) spoke. Von der Heyden left.")
    assert "Ilse von der Heyden" in r.words("name")


def test_types_by_form_and_context(read):
    r = read("The Arden Herald wrote that Hurricane Nora hit Lake Tamba. The EU and NATO sent help to Poland.")
    assert r.one("Arden Herald").type == "media"
    assert r.one("EU").type == "organisation"
    assert r.one("NATO").type == "organisation"
    assert r.one("Poland").type == "place"


def test_headlines_in_title_case_do_not_make_names_of_all_words(read):
    r = read(
        "Growing Fears Over Frozen Harbour Talks\n\nThe talks in the harbour were frozen on Friday over growing fears."
    )
    assert not [w for w in r.words("name") if "Fears" in w or "Growing" in w]


def test_group_sources_are_mentions(read):
    r = read("Analysts say that prices will rise. Some experts disagree. The police did not comment.")
    assert [m.type for m in r.all if m.form == "nominal"][:2] == ["group", "group"]
    assert "The police" in r.words("nominal")
    assert "Some experts" in r.words("nominal")


def test_empty_it_is_no_mention(read):
    r = read("It is raining in Arden. It is clear that prices will rise. It seems that nobody knows.")
    assert not r.words("pronoun")


def test_a_referring_it_is(read):
    r = read("The Quiet River Company said it will open a plant.")
    assert r.same("Quiet River Company", "it")


def test_nothing_outside_the_telling(read):
    body = "Ana Lopes spoke in Arden.\n"
    rest = "Subscribe to the Oleg Malkin newsletter."
    zones = (
        Zone(start=0, end=len(body), kind="body"),
        Zone(start=len(body), end=len(body) + len(rest), kind="furniture"),
    )
    r = read(body + rest, zones)
    assert all(m.end <= len(body) for m in r.all)
    assert "Ana Lopes" in r.words("name")


def test_chains_are_numbered_by_first_mention_and_spans_are_sorted_and_true(read):
    r = read("Ana Lopes met Oleg Malkin and his wife in Arden. They spoke. She smiled at him; he left the city.")
    assert [(m.start, -m.end) for m in r.all] == sorted((m.start, -m.end) for m in r.all)
    seen: list[str] = []
    for m in r.all:
        assert r.text[m.start : m.end].strip() == r.text[m.start : m.end] != ""
        if m.chain not in seen:
            seen.append(m.chain)
    assert seen == [f"c{i}" for i in range(len(seen))]


def test_any_text_is_read(read):
    odd = [
        "",
        " ",
        "\n\n",
        "a",
        "“",
        '"""',
        "(((",
        "💥 Ana 💥",
        "\u202eAna\u202c",
        "A\u200bna Lo\u200dpes",
        "'s",
        "The",
        "N" * 4000,
    ]
    for text in odd:
        for m in read(text).all:
            assert 0 <= m.start < m.end <= len(text)
    rng = random.Random(4)
    alphabet = "aA é Ł Я 中 \n\t.,;:!?“”‘’\"'()[]-–—0129$€#@/\\\u00a0\u200b\u202e💥"
    for _ in range(60):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 120)))
        for m in read(text).all:
            assert 0 <= m.start < m.end <= len(text)


def test_the_same_text_gives_the_same_mentions(read):
    text = "Ana Lopes and Oleg Malkin met the mayor of Arden. They said the mayor had promised his city a bridge."
    assert read(text).all == read(text).all


def test_where_a_telling_is_dated_from_is_a_place_and_who_signs_it_a_person(read: type[Read]) -> None:
    text = "By Piers Aldane\nVOLSTAD – The talks went on. Ministers left Volstad on Friday."
    dateline = text.index("VOLSTAD")
    zones = (
        Zone(start=0, end=dateline, kind="byline"),
        Zone(start=dateline, end=dateline + 10, kind="dateline"),
        Zone(start=dateline + 10, end=len(text), kind="body"),
    )
    found = read(text, zones)
    assert found.one("VOLSTAD").type == "place"
    assert found.one("Volstad").type == "place"
    assert found.one("Piers Aldane").type == "person"


def test_a_place_is_known_by_what_belongs_to_it(read: type[Read]) -> None:
    found = read("Ruvenia imposed tariffs on timber. The Ruvenian president said that Ruvenia may extend its tariffs.")
    assert found.one("Ruvenia").type == "place"
    assert found.one("Ruvenian").type == "people"


def test_talks_are_named_after_where_they_are_held(read: type[Read]) -> None:
    assert (
        read("Leaders agree on more summer water at Tirvald talks. The Tirvald accord was signed.").one("Tirvald").type
        == "place"
    )
