"""Bytes, texts, pages, rows, feeds, archives, documents, mail, tables and dossiers that nobody would write, and what must hold of each: a bounded fuzz run.

python -m tests.fuzz [--count 5000] [--seed 1] [--kinds text,html,...]

Each input is made from a small sound one by a seeded mutator, so that a failing one can be made again by its number.
Of each must hold: it is read or refused with an error that names it; every span is within its text; it takes under 5 s of
processor time; and the process stays under 1 GB more than it began with. Counts are printed at the end; exit status 1
where anything failed. All run in one process, so what one leaves behind meets the next.
"""

import argparse
import json
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import fabula
from fabula.engine.adding import annotate_or_error
from fabula.errors import FabulaError, SourceError
from fabula.ingest.articles import articles
from fabula.model.records import Annotation, Known
from fabula.model.spans import untrue
from fabula.names.known.lists import read_list

SECONDS, MEMORY = 5.0, 1_000_000_000
HUNG = 30.0
"""Seconds of processor time after which an input is given up."""
TEXT = (
    "HALDEN, March 4, 2024 (Bell) - “The bridge will open in May,” the mayor, Ana Ruiz, said on Monday.\n\n"
    "Piotr Lem, 54, of the ferry company denied it: costs rose by 12.5% to $3 million because of the strike.\n"
    "‘It may not,’ he told The Bell. If rain goes on, the council expects a delay of two to three weeks.\n"
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge shut - The Bell</title>'
    '<meta property="article:published_time" content="2024-03-04T10:00:00+01:00"><script type="application/ld+json">'
    '{"@type":"NewsArticle","headline":"Bridge shut","author":{"name":"Eva Holm"},"datePublished":"2024-03-04"}</script>'
    "</head><body><nav><a href=/>Home</a></nav><article><h1>Bridge shut</h1><p>"
    + TEXT.replace("\n", "</p>\n<p>")
    + "</p><ul><li>More</li></ul></article><footer>© The Bell</footer></body></html>"
)
ROWS = "\n".join(
    json.dumps({"id": f"r{n}", "title": "Bridge shut", "published": "2024-03-04", "outlet": "Bell", "text": TEXT[n:]})
    for n in range(2)
)
FEED = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>The Bell</title><link>https://bell.example/</link>'
    "<language>en</language>"
    + "".join(
        f"<item><title>Bridge shut {n}</title><link>https://bell.example/{n}</link><guid>bell-{n}</guid><author>Eva Holm</author>"
        "<pubDate>Mon, 04 Mar 2024 10:00:00 +0100</pubDate><description><![CDATA[<p>"
        + TEXT[: 400 - n].replace("\n", "</p><p>")
        + "</p>]]></description></item>"
        for n in range(2)
    )
    + "</channel></rss>\n"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Bell</title><updated>2024-03-04T10:00:00Z</updated>'
    "<entry><id>urn:bell:1</id><title>Bridge shut</title><updated>2024-03-04T10:00:00Z</updated><author><name>Eva Holm</name></author>"
    f'<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
)
MAIL = (
    "From: The Bell <news@bell.example>\nTo: readers@bell.example\nSubject: =?utf-8?q?Bridge_shut?=\n"
    "Date: Mon, 04 Mar 2024 10:00:00 +0100\nMessage-ID: <1@bell.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/alternative; boundary="b1"\n\n--b1\nContent-Type: text/plain; charset=utf-8\n\n'
    + TEXT
    + "\n--b1\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>The bridge =\nis shut.</p>\n"
    "--b1--\n"
)
TABLE = 'id,name,aliases,kind,born\nk1,Ana Ruiz,"A. Ruiz; Ruiz",person,1970\nk2,"Lem, Piotr",Lem,person,1969-02-01\n'
NASTY = [
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"\r", b"\r\n", b"\n\n",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xd9\xa4", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\"", b"'", b"(", b"]", b"{", b"<", b"&#",
    b"&#x110000;", b"<!--", b"]]>", b"<![CDATA[", b"<p", b"</", b"=", b"\\", b"\\ud800", b"1e999", b"-", b"99999999999999999999",
    b"\x1b[2J", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xcc\x81", b"\xef\xbf\xbd", b"\xf4\x8f\xbf\xbf", b"\x80", b" ", b"\t", b".", b"0/0",
    b"30 February 2024", b"31/12/0000", b"said said said", b"re-home", b"two", b"$", b"%", b"II", b"O'", b"I.", b"@", b"http://[",
]  # fmt: skip


def mutated(seed: bytes, r: random.Random) -> bytes:
    """A sound input with one to eight things done to it: cut, doubled, moved, broken, filled."""
    data = bytearray(seed)
    for _ in range(r.choice((1, 1, 2, 3, 5, 8))):
        at = r.randrange(len(data) + 1)
        end = min(len(data), at + r.choice((1, 1, 2, 5, 20, 200)))
        match r.randrange(8):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = r.choice(NASTY)
            case 2:
                data[at:at] = r.choice(NASTY) * r.choice((2, 10, 100, 3000))
            case 3 if data:
                data[min(at, len(data) - 1)] = r.randrange(256)
            case 4:
                data[at:at] = data[at:end] * r.choice((1, 2, 30))
            case 5:
                part = bytes(data[at:end])
                del data[at:end]
                to = r.randrange(len(data) + 1)
                data[to:to] = part
            case 6:
                del data[at:]
            case _:
                data[at:end] = bytes(r.randrange(256) for _ in range(end - at))
        del data[20_000:]  # the reader takes a fifth of a second a kilobyte of the densest text
    return bytes(data)


def read_all(path: Path, plain: bool = False) -> Iterator[str]:
    """Read and annotate what a file holds; yields what came of it, and raises AssertionError for a span that is not true."""
    for found in articles([str(path)], plain=plain):
        if isinstance(found, SourceError):
            assert path.name in str(found), str(found)
            yield "refused"
            continue
        made = annotate_or_error(found)
        if isinstance(made, SourceError):
            raise AssertionError(str(made))
        wrong(made)
        yield "read"


def wrong(made: Annotation) -> None:
    """Raises AssertionError for a layer that failed, a span outside its text, and zones that do not tile it."""
    assert not made.left_out, made.left_out
    assert not list(untrue(made))
    at = 0
    for z in made.article.zones:
        assert z.start == at, "zones do not tile"
        at = z.end
    assert at == len(made.article.text), "zones do not tile"


def listed(path: Path) -> Iterator[str]:
    """Read a list of known entities."""
    try:
        for found in read_list(str(path), "fuzz"):
            yield "read" if isinstance(found, Known) else "refused"
    except SourceError:
        yield "refused"


def opened(path: Path) -> Iterator[str]:
    """Open a dossier and ask all of it; a damaged one is refused by name."""
    try:
        with fabula.open(path) as d:
            for what in ("articles", "entities", "events", "claims", "comparisons", "timeline"):
                for row in d.rows(what):
                    assert all(e["text"] for e in row["evidence"])
            list(d.verify())
            d.search("bridge")
            yield "read"
    except FabulaError as e:
        if path.name not in str(e):
            raise AssertionError(f"refused without its name: {e}") from e
        yield "refused"


Kind = tuple[str, bytes, Callable[[Path], Iterator[str]]]


def kinds(folder: Path) -> dict[str, Kind]:
    """By name: the ending of the file, a sound input, and what is done with it."""
    sound = folder / "sound.fabula"
    (folder / "sound.txt").write_text(TEXT, encoding="utf-8")
    fabula.build([str(folder / "sound.txt")], sound).close()
    with sqlite3.connect(sound) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return {
        "text": (".txt", TEXT.encode(), read_all),
        "plain": (".txt", TEXT.encode(), lambda p: read_all(p, plain=True)),
        "html": (".html", PAGE.encode(), read_all),
        "jsonl": (".jsonl", ROWS.encode(), read_all),
        "csv": (".csv", TABLE.encode(), listed),
        "dossier": (".fabula", sound.read_bytes(), opened),
        "feed": (".rss", FEED.encode(), read_all),
        "atom": (".atom", ATOM.encode(), read_all),
        "warc": (".warc", archive(), read_all),
        "pdf": (".pdf", document(), read_all),
        "mail": (".eml", MAIL.encode(), read_all),
    }


def scratched(seed: bytes, r: random.Random) -> bytes:
    """An SQLite file with some bytes changed, or cut short: at its full length else, so that it looks like one."""
    data = bytearray(seed)
    for _ in range(r.choice((1, 2, 5, 20, 100))):
        at = r.randrange(100) if r.random() < 0.2 else r.randrange(len(data))
        data[at] = r.randrange(256)
    return bytes(data[: r.randrange(len(data))] if r.random() < 0.1 else data)


def archive() -> bytes:
    """A WARC file of one page and one text, written out by hand."""
    out = b""
    for at, kind, body in (("a", "text/html; charset=utf-8", PAGE), ("b.txt", "text/plain", TEXT)):
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bell.example/{at}\r\nWARC-Date: 2024-03-04T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:bell:{at}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
        )
        out += head.encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"
    return out


def document() -> bytes:
    """A PDF of one page, written out by hand: the lines of ``TEXT`` in Latin-1."""
    lines = TEXT.encode("latin-1", "replace").replace(b"(", b"\\(").replace(b")", b"\\)").split(b"\n")
    drawn = b"BT /F1 10 Tf 40 780 Td 14 TL " + b" ".join(b"(" + x + b") Tj T*" for x in lines) + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Bridge shut) /Author (Eva Holm) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + head + table + trailer


class Hung(BaseException):
    """An input took too long: no layer may catch this."""


def _hung(number: int, frame: object) -> None:
    raise Hung(f"over {HUNG:.0f} s of processor time")


def memory() -> int:
    """The most memory that this process has had, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def run(
    count: int, seed: int, chosen: set[str] | None = None, keep: Path | None = None, first: int = 0
) -> tuple[Counter[str], list[str]]:
    """Make and try the inputs from ``first`` up to ``count``; returns how many came to what, and a line for each that failed."""
    done: Counter[str] = Counter()
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        all_kinds = {k: v for k, v in kinds(folder).items() if not chosen or k in chosen}
        for ending, sound, ask in all_kinds.values():  # load what is loaded once
            (folder / f"warm{ending}").write_bytes(sound)
            list(read_all(folder / f"warm{ending}")) if ask in (read_all,) else None
        before = memory()
        signal.signal(signal.SIGPROF, _hung)
        for n in range(first, count):
            kind = list(all_kinds)[n % len(all_kinds)]
            ending, sound, ask = all_kinds[kind]
            r = random.Random(f"{seed}/{n}")
            path = folder / f"input{ending}"
            path.write_bytes((scratched if kind == "dossier" else mutated)(sound, r))
            start = time.process_time()
            why = ""
            try:
                signal.setitimer(signal.ITIMER_PROF, HUNG)
                done.update(f"{kind} {x}" for x in ask(path))
            except (Exception, Hung) as e:
                why = f"{type(e).__name__}: {e}"
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            took = time.process_time() - start
            if took > SECONDS:
                why = why or f"{took:.1f} s of processor time"
            if memory() - before > MEMORY:
                why = why or f"{(memory() - before) / 1e9:.1f} GB"
                before = memory()
            if why:
                print(f"{kind} {seed}/{n}: {why}"[:300], file=sys.stderr)
                failed.append(f"{kind} {seed}/{n}: {why}"[:300])
                if keep:
                    keep.mkdir(exist_ok=True)
                    shutil.copy(path, keep / f"{seed}-{n}{ending}")
            for extra in folder.glob("input*"):
                extra.unlink()
    return done, failed


def main() -> int:
    """The run that is asked for on the command line."""
    parser = argparse.ArgumentParser(description="Fuzz what reads inputs.")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0, help="Go on from this one.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=lambda x: set(x.split(",")))
    parser.add_argument("--keep", type=Path, help="Folder for the inputs that failed.")
    given = parser.parse_args()
    resource.setrlimit(
        resource.RLIMIT_AS, (8 * MEMORY, 8 * MEMORY)
    )  # what grows without end is an error, not the machine's end
    done, failed = run(given.count, given.seed, given.kinds, given.keep, given.first)
    for what, n in sorted(done.items()):
        print(f"{n:6} {what}")
    print(f"{len(failed):6} failed of {given.count - given.first}")
    for x in failed:
        print(f"  {x}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
