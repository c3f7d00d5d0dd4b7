"""Kinds of articles, each with a score and reasons; the blocks of a live page with their times."""

import pytest

from fabula.ingest.items import Item
from fabula.ingest.reading import read
from fabula.ingest.reading.genre import blocks, genre
from fabula.model.records import Article

REPORT = (
    "The council of Velmar voted on Tuesday to close the old bridge over the Sarn, and the mayor, Ana Ruiz, said that work would "
    "begin within a month.\n\nResidents of the eastern bank had asked for a ferry, which the council refused. “I think we should "
    "have been asked,” said Karl Boone, a baker. “We must get to our shops.”\n\nThe builders were told to be ready by June."
)
OPINION = (
    "I have crossed this bridge every day of my life, and I say that we should not let it go. Our council must think again. "
    "It is wrong to close what our grandparents built.\n\nOf course the works office has its figures. But let us be honest: we "
    "cannot trust them. My neighbours and I have counted the cars ourselves, and our count is not theirs.\n\nThe mayor should "
    "come to our meeting, and she must bring her engineers. We need to hear from them why a bridge that held for us in the flood "
    "of our childhood must now be shut. I doubt that she will come. Our town deserves better, and I shall say so until it gets "
    "better. We have waited for long enough, and we should wait no more for what is ours."
)
LIVE = (
    "09:12\n\nThe council meets in the town hall of Velmar, with the gallery full.\n\n09:40\n\nAna Ruiz opens the debate and says that the "
    "bridge has cracked twice.\n\n10:05\n\nKarl Boone speaks for the eastern bank.\n\n10:31\n\nThe vote is taken: the bridge is closed."
)
TALK = (
    "The mayor of Velmar has led the town since 2015.\n\nBell: Why now?\n\nRuiz: Because the bridge has cracked twice, and the river is rising.\n\n"
    "Bell: What will people do?\n\nRuiz: There will be a bus, and later a ferry.\n\nBell: Who pays?\n\nRuiz: The town does, as always."
)
RELEASE = (
    "FOR IMMEDIATE RELEASE\n\nVELMAR – Sarn Ferries, a leading provider of river transport, is pleased to announce a new line to the eastern "
    "bank. “We are excited,” said Nora Vance, chief executive.\n\nAbout Sarn Ferries\n\nSarn Ferries was founded in 1999.\n\nMedia contact: Jon Aske"
)
WIRE = (
    "VELMAR (AP) — The council of Velmar voted on Tuesday to close the old bridge over the Sarn, the mayor said.\n\n"
    + REPORT
)
LISTED = "\n\n".join(
    f"{n}. The bridge number {n}\n\nIt was built of stone, and people crossed it for many years before it fell."
    for n in range(1, 7)
)


def article(title: str, body: str) -> Article:
    return read(Item(source="a.txt", media="row", text=f"{title}\n\n{body}", published="2024-03-12"))


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Velmar council closes bridge", REPORT, "report"),
        ("The bridge must stay", OPINION, "opinion"),
        ("Bridge vote in Velmar: live updates", LIVE, "live page"),
        ("Bridge vote in Velmar", LIVE, "live page"),
        ("“The river is rising”", TALK, "interview"),
        ("Sarn Ferries opens a new line", RELEASE, "press release"),
        ("Velmar council closes bridge", WIRE, "wire copy"),
        ("Six things to know about the bridges of Velmar", LISTED, "listicle"),
        (
            "Velmar council closes bridge",
            REPORT + "\n\nThis text was machine-translated from Velmaran.",
            "machine-translated",
        ),
    ],
)
def test_the_kind_of_an_article(title: str, body: str, kind: str) -> None:
    found = genre(article(title, body))
    assert found.kind == kind, found
    assert 0.5 <= found.score <= 1
    assert kind not in found.others


def test_a_live_pages_blocks_have_times_of_their_own() -> None:
    a = article("Bridge vote in Velmar: live updates", LIVE)
    found = blocks(a)
    assert [b.time for b in found] == [f"2024-03-12T{x}:00" for x in ("09:12", "09:40", "10:05", "10:31")]
    assert ["Karl Boone" in a.text[b.start : b.end] for b in found] == [False, False, True, False]
    assert [a.text[slice(*b.span)] for b in found] == ["09:12", "09:40", "10:05", "10:31"]
    assert blocks(article("Velmar council closes bridge", REPORT)) == []
