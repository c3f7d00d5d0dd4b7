"""Plain texts: nothing is lost, furniture is labelled, what the text states of itself is found with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.ingest.reading import origin, read
from fabula.ingest.reading.lines import paragraphs
from fabula.ingest.reading.plain import PARAGRAPHS, dateline, is_byline, ruled, zones
from fabula.ingest.sources import Item
from fabula.model.records import Article

PROSE = (
    "The council of Lowbridge voted on Tuesday to close the old ferry, after months of argument over its cost. "
    "Supporters of the boat filled the hall and spoke for an hour."
)
MORE = "The ferry has crossed the river since 1902, and some forty people still use it on a working day."
LAST = "Nobody was willing to say what will become of its two pilots."


def article(text: str, **more: str) -> Article:
    return read(Item(source="a.txt", media="text", data=text.encode(), **more))  # type: ignore[arg-type]


def kinds(text: str) -> dict[str, str]:
    """Each line's zone."""
    found = zones(text)
    out = {}
    at = 0
    for line in text.split("\n"):
        if line.strip():
            out[line] = next(z.kind for z in found if z.start <= at + len(line) // 2 < z.end)
        at += len(line) + 1
    return out


def test_a_copied_page_is_labelled_from_its_clock_to_its_comments() -> None:
    text = "\n\n".join(
        [
            "Lowbridge 09:41\n14 C\nMonday, May 5, 2025",
            "Lowbridge votes to close its ferry",
            "By Ada Winter",
            PROSE,
            "A boat older than the bridge",
            MORE,
            "(Archive of the harbour office)",
            LAST,
            "Follow us on Facebook and subscribe to our newsletter.",
            "You may also like",
            "Bridge toll to rise",
            "The toll of the upper bridge will rise by a tenth in …",
            "Leave a comment",
        ]
    )
    got = kinds(text)
    assert [got[k] for k in ("Lowbridge 09:41", "14 C", "Monday, May 5, 2025")] == ["furniture"] * 3
    assert got["Lowbridge votes to close its ferry"] == "title"
    assert got["By Ada Winter"] == "byline"
    assert got["A boat older than the bridge"] == "heading"
    assert got["(Archive of the harbour office)"] == "caption"
    assert [got[k] for k in (PROSE, MORE, LAST)] == ["body"] * 3
    assert got["Follow us on Facebook and subscribe to our newsletter."] == "promotion"
    assert [got[k] for k in ("You may also like", "Bridge toll to rise", "Leave a comment")] == ["furniture"] * 3
    read_ = article(text)
    assert read_.title == "Lowbridge votes to close its ferry"
    assert read_.authors == ("Ada Winter",)
    assert read_.published is None
    (stated,) = read_.stated["authors"]
    assert stated.span is not None
    assert text[slice(*stated.span)] == "Ada Winter"


def test_a_single_sentence_an_interview_turn_and_a_question_are_told() -> None:
    turns = "Gazette: Why now?\n\nMayor: Because it leaks.\n\nGazette: Who pays?\n\nMayor: We all do."
    text = f"A talk about the ferry\n\n{PROSE}\n\n{turns}\n\n{MORE}\n\nIt leaks."
    assert {k for line, k in kinds(text).items() if ":" in line} == {"body"}
    assert kinds(text)["It leaks."] == "body"


def test_a_biography_and_its_name_close_an_article() -> None:
    got = kinds(
        f"Ferry\n\n{PROSE}\n\n{MORE}\n\n{LAST}\n\nAda Winter\n\nI have spent years writing about rivers.\n\nShare:"
    )
    assert got["Ada Winter"] == "byline"
    assert got["I have spent years writing about rivers."] == "furniture"
    assert got[LAST] == "body"


def test_an_error_message_above_is_an_error() -> None:
    line = "Warning: Undefined variable $menu in /srv/www/theme/header.php on line 12"
    assert kinds(f"{line}\n\n{PROSE}\n\n{MORE}")[line] == "error"


def test_labels_of_pictures_that_repeat_are_captions() -> None:
    got = kinds(
        f"Ferry\n\n{PROSE}\n\nThe pilot of the ferry, Jan.\n\n{MORE}\n\nThe pilot of the launch, Piet.\n\n{LAST}"
    )
    assert got["The pilot of the ferry, Jan."] == got["The pilot of the launch, Piet."] == "caption"


def test_wrapped_lines_are_one_paragraph() -> None:
    words = (PROSE + " " + MORE).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "Title of it\n\n" + "\n".join([*lines, line])
    assert len(paragraphs(text)) == 2
    assert [z.kind for z in zones(text)] == ["title", "body"]


def test_datelines_are_split_off_and_name_the_agency() -> None:
    text = f"Ferry to close\n\nLOWBRIDGE, May 6, 2025 (Inkwell) — {PROSE}\n\n{MORE}"
    read_ = article(text)
    line = next(z for z in read_.zones if z.kind == "dateline")
    assert text[line.start : line.end] == "LOWBRIDGE, May 6, 2025 (Inkwell) — "
    assert read_.outlet == "Inkwell"
    assert read_.published is not None
    assert (read_.published.date, read_.published.basis) == ("2025-05-06", "byline")


def test_dates_beside_the_title_count_and_dates_in_the_story_do_not() -> None:
    dated = article(f"Ferry to close\n\nBy Ada Winter\n\nPublished: 6 May 2025, 10:22\n\n{PROSE}")
    assert dated.published is not None
    assert dated.published.date == "2025-05-06T10:22:00"
    assert dated.published.span is not None
    assert dated.text[slice(*dated.published.span)].startswith("6 May 2025")
    assert article(f"Ferry to close\n\n{PROSE} It opened on May 6, 1902.").published is None
    changed = article(f"Ferry to close\n\nUpdated: 6 May 2025\n\n{PROSE}").published
    assert changed is not None
    assert (changed.date, changed.not_after) == (None, "2025-05-06")
    assert changed.why is not None
    assert "only a change is dated" in changed.why


def test_a_republication_line_is_told_dates_the_article_and_names_its_sources() -> None:
    line = "Originally published in the magazine Rivers (Dutch, 3.4.2022). Republished from Delta!Weekly’s site."
    text = f"Ferry to close\n\n{PROSE}\n\n{MORE}\n{line}\n\nShare"
    read_ = article(text)
    assert kinds(text)[line] == "body"
    assert read_.published is not None
    assert (read_.published.date, read_.published.basis) == ("2022-04-03", "republication")
    found = origin(text)
    assert [name for name, _ in found.names] == ["Rivers", "Delta!Weekly"]
    assert found.language == "nl"
    assert all(text[slice(*span)] == name for name, span in found.names)


def test_translation_is_stated_and_books_are_not() -> None:
    assert origin(f"{PROSE}\n\nTranslated from the Finnish by A. Virta.").language == "fi"
    assert (
        origin("The novel, which she wrote while living in Utrecht in winter, was first published in Leiden.").names
        == ()
    )


def test_given_fields_outrank_stated_ones() -> None:
    read_ = article(
        f"Ferry to close\n\nBy Ada Winter\n\n{PROSE}", title="Other", published="2020-01-02T03:04:05Z", id="x"
    )
    assert (read_.id, read_.title) == ("x", "Other")
    assert read_.published is not None
    assert (read_.published.date, read_.published.precision) == ("2020-01-02T03:04:05+00:00", "time")


def test_plain_is_one_body() -> None:
    item = Item(source="-", media="row", text="Share\n\nBy Ada Winter\n\nA text.", title="Given", line=1)
    read_ = read(item, plain=True)
    assert [(z.start, z.end, z.kind) for z in read_.zones] == [(0, len(read_.text), "body")]
    assert read_.title == "Given"
    assert read_.authors == ()


def test_a_byte_order_mark_stays_in_the_text_as_python_reads_it() -> None:
    read_ = read(Item(source="a.txt", media="text", data=b"\xef\xbb\xbfFerry to close\r\n\r\nIt leaks.\r\n"))
    assert read_.text == "\ufeffFerry to close\r\n\r\nIt leaks.\r\n"
    assert read_.title == "Ferry to close"


PIECES = st.sampled_from(
    [
        "Share",
        "By A B",
        "13 C",
        PROSE,
        "Leave a reply",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "“",
        "(x)",
        "Name: word",
        "\u2028",
        "…",
        "• a",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("\n".join))


@settings(deadline=None)  # the first text that needs it loads the model of languages
@given(TEXTS)
def test_zones_tile_any_text_and_every_span_is_true(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    found = zones(text)
    assert "".join(text[z.start : z.end] for z in found) == text
    assert all(z.start < z.end for z in found)
    if not text.strip("\ufeff\u200b \t\r\n\xa0"):
        return
    read_ = read(Item(source="-", media="row", text=text, line=1))
    assert read_.text == text
    for stated in (x for xs in read_.stated.values() for x in xs):
        assert stated.span is not None
        start, end = stated.span
        assert 0 <= start < end <= len(text)
        assert " ".join(text[start:end].split()) == stated.value
    for start, end in origin(text).spans:
        assert 0 <= start < end <= len(text)


def test_furniture_that_no_rule_names_is_told_by_its_company() -> None:
    story = [
        "The council of Lowbridge voted on Tuesday to close the old ferry, after months of argument over its cost.",
        "Supporters of the boat filled the hall and spoke for an hour before the council went to its vote.",
        "“The ferry is dear to all of us, but the town cannot pay for it any longer,” the mayor, Ada Winter, said.",
        "The ferry has crossed the river at Lowbridge since 1902, and carried four hundred people a day last year.",
        "A bridge is to be built half a mile upstream, and the council hopes that it will open within three years.",
    ]
    around = [
        "Enjoyed this story? Help us keep reporting by becoming a member.",
        "Nora Vance is a reporter who covers transport. She previously worked for a regional daily.",
        "Actor weds in secret on an island",
        "Ten soups to try this winter",
        "Star striker signs for rivals in record deal",
        "Terms of use",
        "Privacy policy",
    ]
    text = "\n\n".join(["Ferry to close", *story, *around])
    kinds = {z.kind for z in article(text).zones if z.start >= text.index(around[0])}
    assert kinds <= {"furniture", "promotion", "byline"}
    body = " ".join(text[z.start : z.end] for z in article(text).zones if z.kind == "body")
    assert all(x in body for x in story)


FIRST = "The council of Velmar put off its vote on the dam on Monday after two members walked out of the town hall."
SECOND = "Mayor Petra Lund said that she would not resign, and that the vote would be held in June at the latest."
THIRD = "The dockers' union called a strike for Friday, and the port closed its gates at noon on Tuesday."


@pytest.mark.parametrize(
    "lines",
    [
        [
            ("furniture", "Monday, March 11, 2024"),
            ("furniture", "12°C"),
            ("furniture", "Cloudy"),
            ("title", "Council puts off dam vote"),
            ("byline", "By Nora Vance"),
            ("dateline", "Harbour Post, 12 March 2024"),
            ("body", FIRST),
            ("body", SECOND),
            ("heading", "What happens now"),
            ("body", THIRD),
            (
                "furniture",
                "Nora Vance is a reporter who covers the council. She has worked for the Harbour Post since 2011.",
            ),
            ("furniture", "Read more"),
            ("furniture", "Storm closes harbour"),
        ],
        [
            ("furniture", "Menu"),
            ("furniture", "Home"),
            ("furniture", "News"),
            ("furniture", "Sport"),
            ("title", "Council puts off dam vote"),
            ("dateline", "March 12, 2024"),
            ("body", FIRST),
            ("body", SECOND),
            ("furniture", "Share"),
            ("furniture", "Print"),
        ],
        [
            ("furniture", "OPINION"),
            ("title", "Why nobody in Velmar wants the dam"),
            ("byline", "Ana Ruiz, a political analyst"),
            ("body", FIRST),
            ("body", f"“{SECOND}”"),
            ("body", THIRD),
        ],
        [
            ("body", FIRST),
            ("promotion", "Support our work with a small donation: subscribe to our newsletter and donate today."),
            ("body", SECOND),
            ("promotion", "Donate now and subscribe to our newsletter, so that we can go on."),
            ("body", THIRD),
        ],
        [
            ("title", "Council puts off dam vote"),
            ("body", FIRST),
            ("body", SECOND),
            ("body", THIRD),
            ("furniture", "3 comments"),
            ("furniture", "Anna K."),
            ("furniture", "This is a scandal, I have never seen anything like it in my life."),
        ],
        [
            ("error", "502 Bad Gateway"),
            ("body", FIRST),
            ("body", THIRD),
        ],
        [
            ("title", "Council puts off dam vote"),
            ("byline", "By Nora Vance"),
            ("body", FIRST),
            ("caption", "(Photo: Nora Vance)"),
            ("body", SECOND),
            ("body", THIRD),
            ("byline", "Nora Vance"),
        ],
    ],
    ids=["weather", "menu", "opinion", "appeals", "comments", "error", "signed"],
)
def test_each_line_of_a_copied_text_is_what_a_reader_takes_it_for(lines: list[tuple[str, str]]) -> None:
    got = kinds("\n\n".join(line for _, line in lines))
    alike = {"comment": "furniture"}
    assert [(alike.get(got[line], got[line]), line) for _, line in lines] == lines


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"VELMAR, March 12 (World Wire) – {FIRST}", "VELMAR, March 12 (World Wire) – "),
        (f"(Reuters) - {FIRST}", "(Reuters) - "),
        (f"Sept. 16 (UPI) -- {FIRST}", "Sept. 16 (UPI) -- "),
        (f"VELMAR — {FIRST}", "VELMAR — "),
        (f"Velmar — {FIRST}", None),
        (FIRST, None),
    ],
)
def test_a_dateline_is_told_by_its_capitals_its_day_or_its_agency(text: str, place: str | None) -> None:
    found = [text[z.start : z.end] for z in zones(text + "\n\n" + SECOND) if z.kind == "dateline"]
    assert found == ([place] if place else [])


@pytest.mark.parametrize(
    ("head", "outlet", "authors"),
    [
        ("By Ida Brook\nCastrow Herald, 8 March 2024", "Castrow Herald", ["Ida Brook"]),
        ("By Ida Brook\nThe Ledger, 8 March 2024", "The Ledger", ["Ida Brook"]),
        ("By Ida Brook\nKurier Sornu, 8 March 2024", "Kurier Sornu", ["Ida Brook"]),
        ("Daily Lantern\n8 March 2024", "Daily Lantern", []),
        ("NewsHub24 | 8 March 2024", "NewsHub24", []),
        ("The Ledger, 8 March 2024", "The Ledger", []),
        ("8 March 2024 Ida Brook", None, ["Ida Brook"]),
        ("World Wire\n8 March 2024", "World Wire", []),
    ],
)
def test_who_stands_beside_the_date_is_the_outlet_or_the_author(
    head: str, outlet: str | None, authors: list[str]
) -> None:
    found = article(f"Lowbridge votes to close its ferry\n\n{head}\n\n{PROSE}\n\n{MORE}\n\n{LAST}\n")
    assert found.outlet == outlet
    assert [a if isinstance(a, str) else a.value for a in found.authors] == authors


CASES = [json.loads(x) for x in (Path(__file__).parents[2] / "data" / "zoned.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: " / ".join(c)[:60])
def test_the_rules_know_each_line_of_a_copied_page(case: list[str]) -> None:
    lines = [line.split(": ", 1)[1] for line in case]
    parts = paragraphs("\n\n".join(lines))
    ruled(parts)
    assert [f"{p.kind}: {p.text}" for p in parts] == case


def test_nothing_has_no_zones_and_a_long_list_is_told_from_end_to_end() -> None:
    assert zones("") == ()
    text = "By Ada Winter\n\n" * (PARAGRAPHS + 1)
    assert [(z.start, z.end, z.kind) for z in zones(text)] == [(0, len(text), "body")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("UN RIGHTS OFFICE HERE — " + FIRST, "UN RIGHTS OFFICE HERE — "),
        ("THE UN RIGHTS OFFICE HERE — " + FIRST, ""),
        ("UAE — " + FIRST, "UAE — "),
        ("US — " + FIRST, ""),
        ("Velmar (World Wire) — " + FIRST, "Velmar (World Wire) — "),
    ],
)
def test_a_dateline_is_a_place_of_one_to_four_words(text: str, place: str) -> None:
    assert text[: dateline(text, True)] == place


def test_within_the_story_only_capitals_make_a_dateline() -> None:
    assert dateline("Velmar (World Wire) — " + FIRST, False) == 0
    assert dateline("(Reuters) - " + FIRST, False) == 0
    assert dateline("VELMAR (World Wire) — " + FIRST, False) == len("VELMAR (World Wire) — ")


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("By " + " ".join(["Ada"] * 13), True),
        ("By " + " ".join(["Ada"] * 14), False),
        ("Ana Ruiz, a political analyst", True),
        ("a senior political analyst of note", False),
        ("chief foreign political correspondent", True),
        ("a very old and wise foreign correspondent", False),
        ("Ana Ruiz", False),
    ],
)
def test_a_byline_is_short_and_says_who_wrote(line: str, written: bool) -> None:
    assert is_byline(line) is written
