"""What a file may hold beside a text or page: feeds, rows, tables, mail, archives, lists; each article by itself."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.ingest.items import Given
from fabula.ingest.reading import read
from fabula.ingest.sources import Item, find


def items(path: Path | str, **more: object) -> list[Item]:
    found = list(find([str(path)], **more))  # type: ignore[arg-type]
    return [x for x in found if isinstance(x, Item)]


def errors(path: Path | str) -> list[str]:
    return [str(x) for x in find([str(path)]) if isinstance(x, SourceError)]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><language>en-gb</language>
<item><title>Bridge &amp; ferry</title><link>http://127.0.0.1/1</link><guid>g1</guid>
<pubDate>Tue, 22 Aug 2023 18:40:00 GMT</pubDate>
<description>&lt;p&gt;The council of &lt;b&gt;Velmar&lt;/b&gt; voted.&lt;/p&gt;&lt;p&gt;Work begins.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>T</title><id>urn:1</id>
<published>2024-03-01T00:30:00+09:00</published><updated>2024-03-12T08:00:00Z</updated><author><name>Nora Vance</name>
</author><link href="http://a.example/1"/><content type="html">&lt;p&gt;Hello there.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Post",
    "items": [{"id": 1, "content_html": "<p>Hi <i>there</i></p>", "date_published": "2024-03-12T08:00:00+02:00"}],
}


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.txt"])
def test_a_feed_is_its_entries(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(RSS)
    (entry,) = items(path)
    assert (entry.id, entry.title, entry.outlet) == ("g1", "Bridge & ferry", "Harbour Post")
    assert entry.text == "The council of Velmar voted.\nWork begins."
    article = read(entry)
    assert article.published is not None
    assert article.published.date == "2023-08-22T18:40:00+00:00"
    (said,) = errors(path)
    assert "entry 2" in said
    assert "Only a title" in said


def test_atom_and_json_feeds_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    (tmp_path / "b.json").write_text(json.dumps(JSON_FEED))
    (atom,), (feed,) = items(tmp_path / "a.xml"), items(tmp_path / "b.json")
    assert (atom.id, atom.authors, atom.published) == ("urn:1", ("Nora Vance",), "2024-03-01T00:30:00+09:00")
    assert (feed.id, feed.text, feed.outlet) == ("1", "Hi there", "Post")


def test_a_feed_that_swells_when_read_is_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = tmp_path / "a.xml"
    path.write_text(f'<?xml version="1.0"?>{bomb}{RSS.split("?>", 1)[1].replace("Work begins", "&b;&b;")}')
    assert all(len(x.text or "") < 1000 for x in items(path))


def test_json_is_rows_under_any_usual_names_and_says_so(tmp_path: Path) -> None:
    rows = [
        {"headline": "Shut", "body": "The bridge is shut.", "source": {"name": "Post"}, "date": 1692729600},
        {"title": "Refused", "text": "A ferry was refused.", "published": "one fine day"},
    ]
    for name, content in (("a.json", rows), ("b.json", {"status": "ok", "articles": rows})):
        (tmp_path / name).write_text(json.dumps(content, indent=1))
        first, second = items(tmp_path / name)
        assert (first.title, first.text, first.outlet) == ("Shut", "The bridge is shut.", "Post")
        assert "body as text" in first.notes[0]
        dated = read(first).published
        assert dated is not None
        assert (dated.date or "").startswith("2023-08-22")
        # A date that cannot be read is named.
        other = read(second)
        assert other.published is None
        assert "one fine day" in other.notes[0]


def test_one_object_json_ld_and_what_holds_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"@type": "NewsArticle", "headline": "H", "articleBody": "It rained.", "publisher": {"name": "P"}}'
    )
    (one,) = items(path)
    assert (one.text, one.title, one.outlet) == ("It rained.", "H", "P")
    path.write_text('{"a": 1}')
    assert "no articles" in errors(path)[0]
    path.write_text("[1, 2")
    assert "not JSON" in errors(path)[0]
    piped = list(find(["-"], stdin=io.BytesIO(b'[\n {"text": "One."},\n {"text": "Two."}\n]')))
    assert [x.text for x in piped if isinstance(x, Item)] == ["One.", "Two."]


def test_a_text_that_begins_with_a_bracket_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("[Editor's note: this story has moved on.] The council voted.")
    assert items(path)[0].media == "text"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_its_rows(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    lines = [["headline", "source", "date", "body"], ["Shut", "Post", "22 Aug 2023", '"It is shut,\nfor now."'], ["x"]]
    path.write_bytes("\r\n".join(mark.join(x) for x in lines).encode())
    (row,) = items(path)
    assert (row.title, row.outlet, row.published, row.text) == ("Shut", "Post", "22 Aug 2023", "It is shut,\nfor now.")
    assert "row 3" in errors(path)[0]
    path.write_text("a,b\n1,2\n")
    assert "no column" in errors(path)[0]


def test_mail_and_saved_pages_are_read(tmp_path: Path) -> None:
    head = "From: Harbour Post <a@b.example>\nSubject: =?utf-8?q?Caf=C3=A9?=\nDate: Tue, 22 Aug 2023 18:40:00 +0200\n"
    coded = (
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=C3=A9 burnt."
    )
    (tmp_path / "a.eml").write_text(f"{head}MIME-Version: 1.0\n{coded}\n")
    (tmp_path / "b.mhtml").write_text(
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://post.example/1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n<html><p>The bridge.</html>\n--x--\n'
    )
    (mail,), (page,) = items(tmp_path / "a.eml"), items(tmp_path / "b.mhtml")
    assert (mail.title, mail.outlet, mail.data.strip()) == ("Café", "Harbour Post", "The café burnt.".encode())
    assert (page.media, page.url) == ("html", "https://post.example/1")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the writer's temporary files
@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_is_its_pages(tmp_path: Path, packed: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for url, status, kind, body in (
            ("http://a.example/1", "200 OK", "text/html; charset=utf-8", b"<html><p>One.</p></html>"),
            ("http://a.example/2", "404 Not Found", "text/html", b"<html><p>Gone.</p></html>"),
            ("http://a.example/3", "200 OK", "image/png", b"\x89PNG"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    (page,) = items(path)
    assert (page.url, page.data) == ("http://a.example/1", b"<html><p>One.</p></html>")


def test_lists_and_sitemaps_lead_to_their_addresses_and_no_further_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# to read\nhttp://127.0.0.1:9/1\n\nhttp://127.0.0.1:9/1\n")
    (tmp_path / "b.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1:9/2</loc></url></urlset>'
    )
    assert errors(tmp_path / "a.txt") == ["http://127.0.0.1:9/1: 127.0.0.1 is a private address (127.0.0.1)"]
    assert "127.0.0.1:9/2" in errors(tmp_path / "b.xml")[0]


def test_gzip_is_unpacked_to_its_last_member(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"The first. ") + gzip.compress(b"The second."))
    assert items(path)[0].data == b"The first. The second."
    path.write_bytes(gzip.compress(b"The first. " * 1000)[:-20])
    assert errors(path)


def test_documents_are_read_or_named(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("Bridge shut", "The council voted to close the bridge."):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    assert items(tmp_path / "a.docx")[0].text == "Bridge shut\n\nThe council voted to close the bridge."
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\nbroken")
    assert "PDF" in errors(tmp_path / "b.pdf")[0]
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(SourceError, match="zip archive"):
        read(items(tmp_path / "c.zip")[0])


def test_links_that_lead_around_end_and_nothing_is_read_twice(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Once.")
    os.symlink(tmp_path, tmp_path / "in" / "up")
    os.symlink(tmp_path / "in", tmp_path / "in" / "here")
    os.symlink("loop.txt", tmp_path / "in" / "loop.txt")
    for name in (tmp_path, tmp_path / "**" / "*.txt", tmp_path / "**"):
        assert [x.data for x in items(name)] == [b"Once."]
        assert "symbolic links" in errors(name)[0]
    assert "too long" in errors(tmp_path / ("x" * 300))[0]


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:
        stream.write(b"The mayor.")
    (found,) = items(tmp_path)
    assert found.source.endswith("caf\\xe9.txt")


def test_what_the_user_says_of_all_fills_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One.", "outlet": "Own"}\n{"text": "Two."}\n')
    one, two = items(path, given=Given(outlet="Post", published="2024-03-12"))
    assert [one.outlet, two.outlet, two.published] == ["Own", "Post", "2024-03-12"]


def test_a_broken_warc_is_named_and_prints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe bridge is shut, says the mayor."
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    path = tmp_path / "broken.warc"
    path.write_bytes(head % len(answer) + answer + b"\r\n\r\n")  # no address
    assert "broken WARC" in str(next(find([str(path)])))
    path.write_bytes(b"WARC/1.0\r\n" + head[10:] % 60 + answer + b"\x1b[2J\r\n\r\nWARC/1.0\r\n")  # a wrong length
    list(find([str(path)]))
    assert capsys.readouterr() == ("", "")
