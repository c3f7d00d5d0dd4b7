"""Groups of articles on one event, and articles copied from one another."""

import random

import msgspec

from fabula.link.articles.copies import lineage
from fabula.link.articles.groups import JOIN, cosines, groups, reweighed
from fabula.link.articles.main_events import main
from fabula.link.articles.profiles import background, profile
from fabula.model.records import Annotation, Article, EventMention, Published, Zone

FLOOD = [
    "Flood in Marlow: the river Thesk broke its banks on Sunday night and 400 families left their homes.",
    "Marlow under water. After the river Thesk rose four metres, 400 families were taken to schools on the hills.",
    "The mayor of Marlow called the flood of the Thesk the worst in a century; 400 families have no roof.",
]
TRIAL = [
    "A jury in Dunmore found the banker Edda Quill guilty of fraud after a trial of six weeks.",
    "Edda Quill, once head of the Dunmore Savings Bank, was convicted of fraud by a jury yesterday.",
    "The verdict on the banker Edda Quill: guilty of fraud. The jury of Dunmore took nine hours.",
]


def annotation(key: str, text: str, event: EventMention | None = None, date: str | None = None) -> Annotation:
    published = Published(date=date, precision="day", basis="given") if date else None
    article = Article(id=key, path=key, sha256=key, text=text, published=published)
    return Annotation(article=article, events=(event,) if event else ())


def test_two_stories_are_two_groups_in_any_order() -> None:
    every = [annotation(f"{k}{i}", t) for k, texts in (("f", FLOOD), ("t", TRIAL)) for i, t in enumerate(texts)]
    want = groups(every)
    assert len(set(want.values())) == 2
    assert len({want[f"f{i}"] for i in range(3)}) == 1
    assert len({want[f"t{i}"] for i in range(3)}) == 1
    for seed in range(3):
        assert groups(random.Random(seed).sample(every, len(every))) == want


def meeting(key: str, place: str, rest: str) -> Annotation:
    text = f"Anna Berg met Luis Solano in {place}. {rest}"
    at = text.index(place)
    event = EventMention(
        id="e0", start=10, end=13, clause=(0, at + len(place)), type="CONSULT", place=(at, at + len(place))
    )
    return annotation(key, text, event)


def test_talks_of_the_same_two_elsewhere_are_another_event() -> None:
    found = groups(
        [
            meeting("a", "Oslo", "They spoke of gas prices, a loan and the union, aides said."),
            meeting("b", "Oslo", "A loan for gas was on the table as the presidents talked, and so was the union."),
            meeting("c", "Lima", "Gas, said the presidents, will flow again; of the union there was little news."),
        ]
    )
    assert found["a"] == found["b"] != found["c"]


def day(key: str, verb: str, place: str, date: str, rest: str) -> Annotation:
    text = f"Crowds {verb} in {place} over the Thesk dam. {rest}"
    at = text.index(place)
    event = EventMention(
        id="e0", start=7, end=7 + len(verb), clause=(0, at), type="PROTEST", place=(at, at + len(place)), time=date
    )
    return annotation(key, text, event)


def test_an_article_without_day_or_place_brings_no_two_events_together() -> None:
    silent = (
        "The Thesk dam and its critics. Crowds, farmers, engineers and a mayor have had their say on the Thesk dam."
    )
    found = groups(
        [
            day("a", "marched", "Marlow", "2024-03-02", "Farmers led the crowds to the Thesk."),
            day("b", "marched", "Marlow", "2024-03-02", "The farmers want the dam gone."),
            day("c", "gathered", "Dunmore", "2024-09-05", "Engineers spoke for the Thesk dam."),
            day("d", "gathered", "Dunmore", "2024-09-05", "The mayor and engineers defended the dam."),
            annotation("e", silent),
            annotation("f", silent + " The dam stands."),
        ]
    )
    assert found["a"] == found["b"] != found["c"] == found["d"]


def test_the_main_event_is_what_the_lead_reports_not_what_is_to_follow() -> None:
    text = (
        "Anna Berg and Luis Solano signed a pact in Lima. " + "It was long awaited. " * 15 + "Tariffs will be lifted."
    )
    signed = EventMention(id="e0", start=26, end=32, clause=(0, 47), type="SUPPORT", time="2024-03-02", place=(43, 47))
    end = len(text) - 1
    plans = [
        EventMention(
            id=f"e{i}",
            start=end - 6,
            end=end,
            clause=(end - 22, end),
            type="AGREE",
            modality="planned",
            time="2025-01-01",
        )
        for i in (1, 2, 3)
    ]
    found = main(Annotation(article=annotation("a", text).article, events=(signed, *plans)))
    assert (found.kind, found.days) == ("SUPPORT", ("2024-03-02",))


def test_the_company_that_a_large_topic_is_about_joins_no_two_articles() -> None:
    def topic(size: int) -> list[float]:
        """Cosines of two reports that share the company alone, and of two on one thing."""
        company = "Halvane Works of Brenn and its Orvik tablet:"
        own = [f"{company} word{i} thing{i} name{i} place{i} reason{i} claim{i} end{i} sale{i}." for i in range(size)]
        texts = [own[0], own[1], own[0].replace("place0", "elsewhere"), *own[2:]]
        alike = cosines(reweighed([profile(annotation(str(i), t)).weights for i, t in enumerate(texts)]))
        return [float(alike[0, 1]), float(alike[0, 2])]

    few, many = topic(3), topic(60)
    assert few[0] > JOIN > many[0]
    assert min(few[1], many[1]) > 0.7


def test_one_article_and_none() -> None:
    assert groups([]) == {}
    assert groups([annotation("a", "")]) == {"a": "event:a"}


def test_rare_words_weigh_more() -> None:
    weights = profile(annotation("a", "x" * 300 + " the Thesk and the government")).weights
    assert weights["thesk"] > weights["government"] > weights.get("the", 0.0)
    assert "the" in background()


STORY = " ".join(FLOOD + TRIAL) + " Nobody was hurt, said the town, and the schools open again when the water is gone."


def test_copy_points_at_the_earlier_and_shows_the_run() -> None:
    copy = "Our reader service presents. " + STORY
    (found,) = lineage([annotation("a", copy, date="2025-03-14"), annotation("b", STORY, date="2025-03-13")])
    assert (found.source, found.target, found.kind) == ("a", "b", "copy")
    spans = {article: (start, end) for article, start, end in found.anchors}
    assert copy[slice(*spans["a"])] == STORY[slice(*spans["b"])]


def test_reports_apart_are_no_copies_and_furniture_does_not_count() -> None:
    assert lineage([annotation("a", FLOOD[0]), annotation("b", FLOOD[1])]) == []
    pages = []
    for key, body in (("a", FLOOD[0]), ("b", TRIAL[0])):
        zones = (
            Zone(start=0, end=len(body), kind="body"),
            Zone(start=len(body), end=len(body + STORY), kind="furniture"),
        )
        pages.append(Annotation(article=Article(id=key, path=key, sha256=key, text=body + STORY, zones=zones)))
    assert lineage(pages) == []


def test_who_was_drawn_from_whom_is_said_by_dates_or_words_or_left_open() -> None:
    copy = "Another headline. " + STORY
    (open_,) = lineage([annotation("a", copy), annotation("b", STORY)])
    assert not open_.directed
    assert "not known" in open_.why[-1]
    (dated,) = lineage([annotation("a", copy, date="2025-03-14"), annotation("b", STORY, date="2025-03-13")])
    assert dated.directed
    # Eleven at night in the west is later than one in the morning of the next day in Greenwich.
    west = annotation("a", copy, date="2025-03-13T23:00:00-05:00")
    (zoned,) = lineage([west, annotation("b", STORY, date="2025-03-14T01:00:00+00:00")])
    assert (zoned.source, zoned.target, zoned.directed) == ("a", "b", True)
    said = annotation("a", STORY + "\n\nOriginally published in Harbour Post.")
    source = annotation("b", STORY)
    source = msgspec.structs.replace(source, article=msgspec.structs.replace(source.article, outlet="The Harbour Post"))
    (named,) = lineage([said, source])
    assert (named.source, named.target, named.directed) == ("a", "b", True)
    assert "names where" in named.why[-1]


def test_every_passage_that_two_share_is_shown_and_is_the_same_in_both() -> None:
    first, second = STORY[: len(STORY) // 2], STORY[len(STORY) // 2 :]
    between = " Nothing of what stands here between the two was ever told before by anybody at all in any town. "
    (found,) = lineage([annotation("a", first + between + second), annotation("b", STORY)])
    texts = {"a": first + between + second, "b": STORY}
    shown = [texts[i][s:e] for i, s, e in found.anchors]
    assert len(shown) == 4
    assert shown[0::2] == shown[1::2]
