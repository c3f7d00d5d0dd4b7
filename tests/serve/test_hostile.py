"""What strangers wrote is text in every page, whatever it holds."""

import json
from collections.abc import Iterator

import pytest

import fabula
from fabula.serve.app import PAGES
from tests.serve.conftest import serving
from tests.serve.walking import parsed, walk

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script><svg/onload=alert(3)>{{7*7}}</title></textarea>"
TURN = "\u202eevil\u2066\u200f\x1b[31m\x07\U000e0041"
TEXT = (
    f"Mayor Ana {EVIL} Ruiz said on Monday that the bridge {TURN} will open in May. “It is <b>safe</b> {EVIL},” Ruiz said.\n\n"
    "Piotr Lem of the <script>alert(4)</script> Bridge Office denied it. At least 12 people <img src=x> were hurt on March 3, 2024.\n\n"
    f"Heavy rain {TURN} raised the river, and the flood destroyed 40 homes <iframe src=javascript:alert(5)> in Halden.\n"
)
OTHER = (
    f"Ana Ruiz, the mayor {EVIL}, opened the bridge in Halden on May 2, 2024. At least 14 people <img src=y> were hurt on March 3, 2024.\n\n"
    "“It is not safe,” said Piotr Lem of the Bridge Office. The flood destroyed 60 homes in Halden, and may cost 5 million euros by June.\n"
)
ROWS = (
    {"id": f"../../{EVIL}", "text": TEXT, "title": f"{EVIL}{TURN}", "outlet": f"{EVIL} Post {TURN}", "authors": [EVIL],
     "published": "2024-03-04", "url": "javascript:alert(6)"},
    {"id": "..", "text": OTHER, "title": "</title><script>", "outlet": "javascript:alert(7)//", "published": "2024-05-03",
     "url": 'https://a.example/"onmouseover="alert(8)'},
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        *ROWS,
        {"id": "a/b?c#d%2e", "text": OTHER.replace("14", "15"), "title": TURN, "outlet": "\u202e", "published": "2024-05-04"},
    ]  # fmt: skip
    file = folder / "rows.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    path = folder / "<b onclick=alert(9)>.fabula"
    fabula.build([str(file)], path).close()
    with serving(path) as address:
        yield address


def test_it_is_text_on_every_page(hostile: str) -> None:
    pages = walk(hostile, 160, each=8)
    assert len(pages) > 40
    for at, html in pages.items():
        found = parsed(html)
        if "html" not in found.tags:
            continue
        assert not found.wrong, (at, found.wrong)
        assert not {"img", "iframe", "b"} & set(found.tags), at
        assert found.tags.count("script") == 3, at
        assert all(x.startswith("/static/") for x in found.asked), at
        assert not [x for x in found.links if x.split(":")[0].strip().lower() in ("javascript", "data", "vbscript")], at
        for c in ("\u202e", "\u2066", "\u200f", "\x1b", "\x07", "\U000e0041"):
            assert c not in html, (at, hex(ord(c)))
        assert "{{7*7}}" not in html or "49" not in html.split("{{7*7}}")[0][-5:]
        assert len(found.ids) == len(set(found.ids)), at


def test_articles_with_odd_ids_are_reached(hostile: str) -> None:
    pages = walk(hostile, 160, each=8)
    articles = {p.split("?at")[0] for p in pages if p.startswith("/articles/")}
    assert len({a.split("&")[0] for a in articles}) >= 3
    assert "/articles/?id=.." in {a.split("&")[0] for a in articles}
    assert set(PAGES)
