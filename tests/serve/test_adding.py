"""Adding from the page: files, texts and addresses; named errors; taking it out again."""

from pathlib import Path

import httpx

import fabula
from tests.serve.conftest import post, until

NOTE = "HALDEN, March 4, 2024 - The mayor of Halden, Ana Ruiz, opened the new bridge on Monday, 4 March 2024.\n"


def done(site: str) -> str:
    """What the page says when nothing is being added any more."""
    until(lambda: "<progress" not in httpx.get(site + "/add", timeout=60).text)
    return httpx.get(site + "/add", timeout=60).text


def count(path: Path) -> int:
    with fabula.open(path) as d:
        return sum(1 for _ in d)


def test_files_are_added_and_taken_out_again(mine: tuple[str, Path]) -> None:
    site, path = mine
    before = count(path)
    files = [
        ("file", ("a note.txt", NOTE.encode())),
        ("file", ("broken.pdf", b"%PDF-1.4 \x00\x01")),
        ("file", ("empty.txt", b"")),
    ]
    assert post(site, "/add", files=files, data={"outlet": "Halden Post"}).headers["location"] == "/add#jobs"
    html = done(site)
    assert "Done" in html
    assert "1 added" in html
    assert "empty.txt" in html
    assert html.count("<li>") >= 2, html
    assert count(path) == before + 1
    with fabula.open(path) as d:
        held = next(a for a in d if a.path == "a note.txt")
        assert held.outlet == "Halden Post"
    assert f"/articles/{held.id}" in html
    assert post(site, "/add/undo", data={"job": "1"}).status_code == 303
    assert count(path) == before
    assert post(site, "/add/undo", data={"job": "1"}).status_code == 404


def test_a_text_is_added_and_the_same_is_held(mine: tuple[str, Path]) -> None:
    site, path = mine
    before = count(path)
    post(site, "/add", data={"text": NOTE, "title": "A bridge", "date": "2024-03-04"})
    assert "1 added" in done(site)
    post(site, "/add", data={"text": NOTE})
    assert "1 held already" in done(site)
    assert count(path) == before + 1
    found = httpx.get(site + "/search?q=bridge+Halden", timeout=60).text
    assert "A bridge" in found, found[found.index("<main") :]


def test_no_address_leads_here_and_no_file_is_read(mine: tuple[str, Path], tmp_path: Path) -> None:
    site, path = mine
    before = count(path)
    secret = tmp_path / "secret.txt"
    secret.write_text(NOTE)
    for address in (str(secret), secret.as_uri(), "ftp://a.example/x", "-"):
        assert post(site, "/add", data={"address": address}).status_code == 400, address
    post(site, "/add", data={"address": site + "/"})
    html = done(site)
    assert "0 added" in html
    assert "1 failed" in html
    post(site, "/add", files=[("file", (str(secret), b"")), ("file", ("../../etc/passwd", b"A line of text."))])
    assert count(path) - before <= 1
    done(site)
    with fabula.open(path) as d:
        assert not any("/" in a.path and "examples" not in a.path for a in d)


def test_nothing_is_no_addition(mine: tuple[str, Path]) -> None:
    site, _ = mine
    assert post(site, "/add", data={"text": "  "}).status_code == 400
    assert post(site, "/add", data={"text": NOTE, "date": "soon"}).status_code == 400


def test_an_article_is_taken_out(mine: tuple[str, Path]) -> None:
    site, path = mine
    with fabula.open(path) as d:
        first = next(iter(d)).id
    before = count(path)
    assert post(site, "/remove", data={"article": first}).status_code == 303
    assert count(path) == before - 1
    assert httpx.get(f"{site}/articles/{first}", timeout=60).status_code == 404
    assert post(site, "/remove", data={"article": "none"}).status_code == 404
