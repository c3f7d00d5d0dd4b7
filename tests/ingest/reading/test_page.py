"""Web pages: visible text, the article found in it, metadata with its basis, and markup made to do harm."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import EmptyError, NotTextError, SourceError
from fabula.ingest.reading import read
from fabula.ingest.sources import Item
from fabula.model.records import Article

FIRST = "The council of Lowbridge voted on Tuesday to close the old ferry, after months of argument over its cost."
SECOND = "The ferry has crossed the river since 1902, and some forty people still use it on a working day in winter."
THIRD = (
    "Nobody in the hall was willing to say what will become of the two pilots, who have worked there all their lives."
)
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry to close | The Gauge</title>
<meta property="og:site_name" content="The Gauge"><meta property="og:title" content="Ferry to close">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry to close",
"datePublished": "2025-05-06T08:00:00+02:00", "author": [{{"@type": "Person", "name": "Ada Winter"}}]}}</script>
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li><li><a href="/w">Weather</a></li></ul></nav>
<article><h1>Ferry to close</h1><div class="byline">By Ada Winter</div>
<p>{FIRST}</p><figure><img src="a.jpg"><figcaption>The ferry at dawn. Photo: Jan Roe</figcaption></figure>
<h2>A boat older than the bridge</h2><p>{SECOND}</p><p style="display:none">Hidden words</p>
<p>{THIRD}</p><p>Follow us on Facebook and subscribe to our newsletter.</p></article>
<div class="comments"><h3>2 comments</h3><p>I shall miss that old boat every single morning.</p></div>
<footer><p>© 2025 The Gauge. All rights reserved.</p></footer></body></html>"""


def page(source: str | bytes, name: str = "a.html") -> Article:
    return read(Item(source=name, media="html", data=source.encode() if isinstance(source, str) else source))


def by_kind(article: Article, kind: str) -> str:
    return "\n".join(article.text[z.start : z.end].strip() for z in article.zones if z.kind == kind)


def test_a_page_is_labelled_and_nothing_visible_is_lost() -> None:
    read_ = page(PAGE)
    assert by_kind(read_, "title") == "Ferry to close"
    assert by_kind(read_, "body").split("\n") == [FIRST, SECOND, THIRD]
    assert by_kind(read_, "heading") == "A boat older than the bridge"
    assert by_kind(read_, "byline") == "By Ada Winter"
    assert "dawn" in by_kind(read_, "caption")
    assert "Facebook" in by_kind(read_, "promotion")
    assert "miss that old boat" in by_kind(read_, "comment")
    assert all(word in by_kind(read_, "furniture") for word in ("Home", "Sport", "All rights reserved"))
    assert not any(word in read_.text for word in ("Hidden", "color", "headline"))
    assert "".join(read_.text[z.start : z.end] for z in read_.zones) == read_.text


def test_what_a_page_states_has_its_basis() -> None:
    read_ = page(PAGE)
    assert (read_.title, read_.outlet, read_.authors) == ("Ferry to close", "The Gauge", ("Ada Winter",))
    assert read_.published is not None
    assert (read_.published.date, read_.published.basis) == ("2025-05-06T08:00:00+02:00", "meta")
    assert read_.stated["outlet"][0].basis == "meta"
    span = read_.stated["authors"][0].span
    assert span is not None
    assert read_.text[slice(*span)] == "Ada Winter"
    assert read_.language == "en"


def test_a_placeholder_date_is_no_date() -> None:
    assert page(PAGE.replace("2025-05-06T08:00:00+02:00", "0001-01-01T00:00:00")).published is None


def test_quotes_in_scripts_cost_no_text() -> None:
    script = "<script>if (a == '=' || b == \"=\") c = '<p>';</script>"
    assert by_kind(page(PAGE.replace("<article>", script + "<article>")), "body") == by_kind(page(PAGE), "body")


def test_a_note_without_structure_is_told() -> None:
    assert by_kind(page("<p>Grüße aus dem Dorf.</p>"), "body") == "Grüße aus dem Dorf."


@pytest.mark.parametrize(
    "source",
    [
        '<meta charset="windows-1252"><p>Grüße aus dem Dorf.</p>'.encode("windows-1252"),
        '<meta charset="bogus"><p>Grüße aus dem Dorf.</p>'.encode(),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Grüße aus dem Dorf.</p>'.encode(
            "latin-1"
        ),
        "<p>Grüße aus dem Dorf.</p>".encode("utf-16"),
    ],
)
def test_declared_encodings_are_read(source: bytes) -> None:
    assert "Grüße aus dem Dorf." in page(source).text


DEEP = "<div>" * 10_000 + "<p>deep text</p>" + "</div>" * 10_000
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY a{i} "{"&a;" * 10}">' for i in range(9))
    + "]><html><body><p>&a8; &f; some text</p></body></html>"
)


@pytest.mark.parametrize(
    ("source", "kind", "says"),
    [
        (DEEP, NotTextError, "nested too deep"),
        ("<p>before</p>" + "<b>" * 10_000 + "deep", NotTextError, "nested too deep"),
        ("<script>var a = 1</script>", EmptyError, "no visible text"),
        ("<!-- only -->", SourceError, ""),
        ("\x89PNG\r\n", NotTextError, ""),
    ],
)
def test_hostile_pages_end_in_one_line(source: str, kind: type[SourceError], says: str) -> None:
    with pytest.raises(kind) as caught:
        page(source.encode("latin-1"))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "a.html" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (BOMB, "&a8; &f; some text"),
        ('<p class="' + "a " * 500_000 + '">Some text</p>', "Some text"),
        ("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">Some text</p>", "Some text"),
        ("<p>So\x00me text</p>", "Some text"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Some text</p>", "Some text"),
        ("<ul><li>" * 400 + "Some text", "Some text"),
    ],
)
def test_hostile_markup_costs_no_more_than_its_size(source: str, text: str) -> None:
    started = time.process_time()
    assert page(source).text == text
    assert time.process_time() - started < 5


PARTS = st.sampled_from(
    [
        *("<p>", "</p>", "</div>", "<h1>Title</h1>", "<br>", "<script>", "</script>", "<!--", "-->", "&amp;", "&#0;"),
        *("&#xd800;", "]]>", "<svg>", "\x00", "<td>", "<a href=x>", "<time datetime='2025-01-01'>", f"<p>{FIRST}</p>"),
        "<div class='comment'>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=15)), max_size=25).map("".join))
def test_any_markup_gives_an_article_or_one_clear_error(source: str) -> None:
    try:
        read_ = page(source.encode("utf-8", "replace"))
    except SourceError as error:
        message = str(error)
    else:
        message = ""
        assert "".join(read_.text[z.start : z.end] for z in read_.zones) == read_.text
        for stated in (x for xs in read_.stated.values() for x in xs):
            assert stated.span is None or 0 <= stated.span[0] < stated.span[1] <= len(read_.text)
    assert len(message.splitlines()) <= 1


CONSENT = (
    "<div class='banner'><h2>We value your privacy</h2><p>We and our partners store or access information on a device, such as "
    "cookies, and process personal data for the purposes described below. You may click to consent to our processing.</p></div>"
)
STORY = "".join(
    f"<p>{x}</p>"
    for x in (
        "The council of Velmar put off its vote on the Lake Maren dam on Monday after two members walked out.",
        "“We will vote when the figures are on the table,” said Mayor Ana Ruiz.",
        "Engineers had warned that the dam would need 40 million euros of repairs by 2026.",
    )
)


@pytest.mark.parametrize("tag", ["aside", "footer", "header", "section"])
def test_an_article_in_an_element_that_is_mostly_furniture_is_the_body_and_consent_text_is_not(tag: str) -> None:
    page = f"<html><body>{CONSENT}<main><{tag} class='main-column'><h1>Dam vote put off</h1>{STORY}</{tag}></main></body></html>"
    article = read(Item(source="a.html", media="html", data=page.encode()))
    body = " ".join(article.text[z.start : z.end] for z in article.zones if z.kind == "body")
    assert "walked out" in body
    assert "40 million euros" in body
    assert "partners store" not in body


def test_listed_metadata_and_names_in_two_parts_are_read() -> None:
    data = (
        '{"@type":"WebPage","headline":"Dam vote put off","publisher":{"name":["Harbour Post","HP"]},'
        '"datePublished":["2024-03-12","2024-03-13"],"author":[{"givenName":"Nora","familyName":"Vance"}]}'
    )
    page = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><h1>Dam vote put off</h1>{STORY}'
    )
    article = read(Item(source="a.html", media="html", data=page.encode()))
    assert article.published is not None
    assert (article.published.date, article.outlet, article.authors) == ("2024-03-12", "Harbour Post", ("Nora Vance",))


def test_an_account_is_no_author_beside_a_byline_and_the_first_day_counts() -> None:
    head = '<meta name="author" content="Quay Import"><meta property="article:published_time" content="2024-03-20">'
    lines = (
        "<p class='byline'>By Nora Vance and Karl Boone</p><p>Updated 20 March 2024 · First published 12 March 2024</p>"
    )
    page = f"<html><head>{head}</head><body><article><h1>Dam vote put off</h1>{lines}{STORY}</article></body></html>"
    article = read(Item(source="a.html", media="html", data=page.encode()))
    assert article.authors == ("Nora Vance", "Karl Boone")
    assert article.published is not None
    assert article.published.date == "2024-03-12"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2019/11/18/ferry/", "2019-11-18"),
        ("https://a.example/statements/2019/nov/18/ferry/", "2019-11-18"),
        ("https://a.example/2019/13/18/ferry/", None),
        ("https://a.example/archive/2019/ferry/", None),
    ],
)
def test_a_page_that_states_no_date_has_that_of_its_address(address: str, day: str | None) -> None:
    page = (
        f'<html><head><link rel="canonical" href="{address}"></head><body><article><h1>Dam vote</h1>{STORY}</article>'
    )
    found = read(Item(source="a.html", media="html", data=page.encode())).published
    assert (found.date if found else None) == day


def test_linked_data_that_is_broken_still_dates_its_page() -> None:
    broken = '{"@type": "NewsArticle", "datePublished": "2018-04-18", "dateModified": "2019-04-10",, }'
    page = f'<html><head><script type="application/ld+json">{broken}</script></head><body><h1>Dam vote</h1>{STORY}'
    found = read(Item(source="a.html", media="html", data=page.encode())).published
    assert found is not None
    assert found.date == "2018-04-18"


def test_the_posts_of_a_list_below_an_article_are_no_part_of_it() -> None:
    post = "{} They met in the town hall for two hours, and nobody from the works office came to answer what they had asked for in {}. "
    others = "".join(
        f'<article class="post listed"><p>{post.format(x, month) * 3}</p></article>'
        for x, month in (
            ("Bakers ask for cheaper flour.", "May"),
            ("Gardeners plant tulips.", "June"),
            ("It rained on the tennis.", "July"),
        )
    )
    own = f'<article class="post main"><h1>Ferry to close</h1><p>{FIRST} {SECOND} {THIRD}</p></article>'
    found = page(f"<html><head><title>Ferry to close</title></head><body><div>{own}{others}</div></body></html>")
    told = by_kind(found, "body")
    assert all(x in told for x in (FIRST, SECOND, THIRD))
    assert "flour" not in told
    assert "tulips" not in told
