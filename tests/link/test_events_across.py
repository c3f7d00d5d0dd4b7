"""Events across articles: what is one occurrence, what is not, and what each telling lends the others."""

import itertools
import random

from fabula.link.events.resolve import events, published_bounds
from fabula.model.records import Annotation, Article, Entity, EventMention, Mention, Participant, Published

BERG, SOLANO = "Anna Berg", "Luis Solano"


def telling(
    key: str,
    text: str,
    trigger: str,
    time: str | None = None,
    time_words: str | None = None,
    place: str | None = None,
    modality: str = "happened",
    published: str | None = None,
    who: tuple[str, ...] = (BERG, SOLANO),
) -> Annotation:
    """An article with one event mention, whose parts are found in its text."""
    start = text.index(trigger)
    parts = tuple(
        Participant(role="source", start=text.index(w), end=text.index(w) + len(w), chain=f"c{k}")
        for k, w in enumerate((BERG, SOLANO))
        if w in text and w in who
    )
    span = (text.index(time_words), text.index(time_words) + len(time_words)) if time_words else None
    spot = (text.index(place), text.index(place) + len(place)) if place else None
    event = EventMention(
        id="e0",
        start=start,
        end=start + len(trigger),
        clause=(0, len(text)),
        type="CONSULT",
        participants=parts,
        time=time,
        time_span=span,
        place=spot,
        modality=modality,
    )
    date = Published(date=published, precision="day", basis="given") if published else None
    return Annotation(article=Article(id=key, path=key, sha256=key, text=text, published=date), events=(event,))


def entities(annotations: list[Annotation]) -> list[Entity]:
    ids = [a.article.id for a in annotations]
    return [
        Entity(
            id=name, name=name, type="person", aliases=(name,), articles=tuple(ids),
            members=tuple((i, f"c{k}") for i in ids), anchors=(),
        )
        for k, name in enumerate((BERG, SOLANO))
    ]  # fmt: skip


DATED = telling("a", f"{BERG} and {SOLANO} will meet in Oslo on 13 March 2025.", "meet", "2025-03-13", "13 March 2025",
                "Oslo", "planned")  # fmt: skip
YEARLESS = telling("b", f"After talks of {BERG} with {SOLANO} in Oslo on March 13 all was calm.", "talks", "XXXX-03-13",
                   "March 13", "Oslo")  # fmt: skip
LAST_YEAR = telling("c", f"{BERG} held talks with {SOLANO} in Oslo on 2 May 2024.", "talks", "2024-05-02", "2 May 2024",
                    "Oslo")  # fmt: skip
ELSEWHERE = telling("d", f"{BERG} held talks with {SOLANO} in Lima.", "talks", place="Lima")
GROUPED = dict.fromkeys("abcd", "event:a")


def test_a_telling_without_a_year_takes_it_from_another() -> None:
    both = [DATED, YEARLESS]
    (event,) = events(both, entities(both))
    assert event.articles == ("a", "b")
    assert (event.date, event.place, event.type, event.support) == ("2025-03-13", "Oslo", "CONSULT", 2)
    assert event.date_basis is not None
    assert event.date_basis[0] == "a"
    assert any("same day" in w for w in event.why)
    assert any("announced in a" in w for w in event.why)


def test_other_days_and_other_places_are_other_events() -> None:
    every = [DATED, YEARLESS, LAST_YEAR, ELSEWHERE]
    found = events(every, entities(every), GROUPED)
    assert sorted(e.articles for e in found) == [("a", "b"), ("c",), ("d",)]
    assert next(e for e in found if e.articles == ("d",)).date is None


def test_words_alone_do_not_join() -> None:
    bare = [telling(k, f"{BERG} held talks.", "talks", who=(BERG,)) for k in "ab"]
    assert len(events(bare, entities(bare), {"a": "event:a", "b": "event:a"})) == 2


def announced(key: str, text: str, time: str = "2025-06-01", who: tuple[tuple[str, str], ...] = ()) -> Annotation:
    """An article with a march on a day and named people; each sentence ends with a stop, places go with the event."""
    start = text.index("march")
    stops = [-2, *(n for n, c in enumerate(text) if c == ".")]
    sentences = tuple((a + 2, b + 1) for a, b in itertools.pairwise(stops))
    clause = next(s for s in sentences if s[0] <= start < s[1])
    spot = (text.index("Marlow"), text.index("Marlow") + 6) if "Marlow" in text else None
    event = EventMention(id="e0", start=start, end=start + 5, clause=clause, type="PROTEST", time=time, place=spot)
    mentions = tuple(
        Mention(start=text.index(w), end=text.index(w) + len(w), type="person", chain=chain) for w, chain in who
    )
    article = Article(id=key, path=key, sha256=key, text=text)
    return Annotation(article=article, sentences=sentences, mentions=mentions, events=(event,))


def test_the_march_told_as_known_is_the_one_announced_by_who_is_named_beside_both() -> None:
    first = announced("a", f"All was calm. {BERG} called a march in Marlow for June 1.", who=((BERG, "c0"),))
    later = announced("b", f"{BERG} is content. The march on June 1 will be large.", who=((BERG, "c0"),))
    (event,) = events([first, later], entities([first, later]))
    assert (event.articles, event.place) == (("a", "b"), "Marlow")
    assert any("named beside both" in w for w in event.why)


def test_a_march_of_others_or_of_another_day_stays_another() -> None:
    first = announced("a", f"All was calm. {BERG} called a march in Marlow for June 1.", who=((BERG, "c0"),))
    for other in (
        announced("b", f"{SOLANO} is content. The march on June 1 will be large.", who=((SOLANO, "c1"),)),
        announced("b", f"{BERG} is content. The march on June 9 will be large.", "2025-06-09", ((BERG, "c0"),)),
        announced("b", f"{BERG} is content. A march on June 1 will be large.", who=((BERG, "c0"),)),
        announced("b", f"{BERG} is content. He slept. The march on June 1 will be large.", who=((BERG, "c0"),)),
    ):
        assert len(events([first, other], entities([first, other]))) == 2


def test_order_of_articles_plays_no_part() -> None:
    every = [DATED, YEARLESS, LAST_YEAR, ELSEWHERE]
    want = events(every, entities(every), GROUPED)
    for seed in range(5):
        mixed = random.Random(seed).sample(every, len(every))
        assert events(mixed, entities(every), GROUPED) == want


def test_undated_articles_are_bounded_by_what_they_tell() -> None:
    both = [DATED, YEARLESS]
    bounds = published_bounds(both, events(both, entities(both)))
    assert (bounds["a"].date, bounds["a"].not_before, bounds["a"].not_after) == (None, None, "2025-03-13")
    assert (bounds["b"].date, bounds["b"].not_before, bounds["b"].not_after) == (None, "2025-03-13", None)
    dated = telling("b", f"After talks of {BERG} in Oslo on March 13.", "talks", "2025-03-13", "March 13", "Oslo",
                    published="2025-03-14")  # fmt: skip
    assert published_bounds([dated], events([dated], entities([dated]))) == {}
