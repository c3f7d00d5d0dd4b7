"""A watch lives with servers that misbehave, asks politely, and loses nothing."""

import resource
import socket
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.dossier import Editor, Snapshot
from fabula.engine import watching
from fabula.errors import DossierError, SourceError
from fabula.ingest.sources import web
from fabula.ingest.sources.polite import GAP, Polite, retry_after
from fabula.model.records import Annotation, Article
from tests.engine.misbehaving import DAY, START, Accelerated, Site

EVERY = 900.0


class Keeper:
    """Takes articles into a dossier, and writes down which."""

    def __init__(self, path: Path) -> None:
        self.editor = Editor(path, make=True)
        self.ids: list[str] = []

    def __call__(self, found: list[Article | SourceError], whole: set[str]) -> list[SourceError]:
        def tell(x: Annotation | SourceError | None) -> None:
            if isinstance(x, Annotation):
                self.ids.append(x.article.id)

        return [*self.editor.add(found, tell=tell, whole=whole), *self.editor.settle()]


def watch(clock: Accelerated, keep: Any, sources: list[str], path: Path, **more: Any) -> watching.Watch:
    """A watch of loopback, with half a second of patience."""
    return watching.Watch(
        watching.load(path),
        sources,
        clock,
        Polite(clock, allow_private=more.pop("allow_private", True), seconds=0.5),
        keep,
        every=EVERY,
        save=lambda s: watching.save(path, s),
        stopped=lambda: clock.stopped,
        **more,
    )


@pytest.mark.slow
def test_two_hundred_polls_of_a_site_that_misbehaves_lose_nothing(tmp_path: Path) -> None:
    path, clock = tmp_path / "story.fabula", Accelerated()
    bad = ["slow", "endless", "cut", "loop", "nothing", "picture", "gone", "secret"]
    with Site(clock) as site:
        sources = [f"{site.url}/{x}" for x in ("feed.rss", "changing", "busy", "flaky", *bad)]
        keep = Keeper(path)
        over = watch(clock, keep, sources, path)
        fabula.annotate("The council of Velmar voted to close the bridge, said Ana Ruiz.")  # loads the models
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        clock.ends = START + 205 * EVERY
        failed: list[SourceError] = []
        watching.run(over, clock, once=False, heard=failed.extend)
        keep.editor.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    state = watching.load(path)
    assert state.sources[f"{site.url}/changing"].polls >= 190
    with Snapshot(path) as d:
        texts = [d.article(a.id) for a in d]
        held = {a.path: a for a in texts}
        # Every state of the page that changes is there, each as a text of one article.
        states = dict.fromkeys(site.served["/changing"])
        revisions = [d.article(i) for i in d.revisions()]
        assert len(states) >= 2
        assert all(any(f"took {n} lives" in a.text for a in revisions) for n in states)
        # Every entry of the feed is there: the long ones as they stood in it, the short ones as their pages.
        for n in range(site.days() - 1):
            if n % 2:
                assert any(f"bridge number {100 + n} over" in a.text for a in texts), n
            else:
                assert f"bridge number {n} over" in held[f"{site.url}/page/{n}"].text
        for x in ("busy", "flaky"):
            assert f"{site.url}/{x}" in held
        assert [x for x in bad if f"{site.url}/{x}" in held] == []
        assert list(d.verify()) == []
    # What fails is named and left alone for longer each time.
    for x in bad:
        w = state.sources[f"{site.url}/{x}"]
        assert w.error, x
        assert 4 <= w.polls <= 12, (x, w.polls)
    assert any("robots.txt says so" in str(e) for e in failed)
    assert site.counts["/secret"] == 0
    assert site.counts["/robots.txt"] <= 4
    # One host is asked at most every two seconds, and a server that asks for four hours gets them.
    times = [t for t, _, _ in site.asked]
    assert all(b - a >= GAP - 1e-6 or a == b for a, b in pairwise(times))
    busy = [(t, status) for t, p, status in site.asked if p == "/busy"]
    assert all(b - a >= 4 * 3600 for (a, status), (b, _) in pairwise(busy) if status == 429)
    # What has not changed is not sent again.
    changing = [status for _, p, status in site.asked if p == "/changing"]
    assert changing.count(304) > 0.9 * len(changing)
    assert peak - before < (200_000 if peak < 1e8 else 200_000_000)


def test_a_name_that_turns_private_after_the_check_is_not_asked_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, asked = Accelerated(), [0]
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *args: Any, **kw: Any) -> Any:
        if host != "bell.example":
            return real(host, port, *args, **kw)
        asked[0] += 1
        address = "127.0.0.1" if asked[0] % 2 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(web, "is_public", lambda ip: ip == "127.0.0.1")
    with Site(clock) as site:
        port = int(site.url.rsplit(":", 1)[1])
        with Site(clock, "127.0.0.2", port) as inner:
            path = tmp_path / "story.fabula"
            got: list[Article | SourceError] = []
            polite = Polite(clock, seconds=0.5)
            over = watching.Watch(
                watching.State(),
                [f"http://bell.example:{port}/changing"],
                clock,
                polite,
                lambda f, _: got.extend(f) or [],
            )
            for _ in range(20):
                over.round(now=True)
                clock.wait(2 * DAY)
            assert inner.asked == []
            assert not path.exists()
    said = [w.error for w in over.state.sources.values()]
    assert asked[0] > 10
    assert got or "private address" in said[0]


def test_a_watch_goes_on_from_its_state_and_forgets_nothing_that_it_did_not_keep(tmp_path: Path) -> None:
    path, clock = tmp_path / "story.fabula", Accelerated()
    with Site(clock) as site:
        sources = [f"{site.url}/changing"]

        def fails(found: list[Article | SourceError], whole: set[str]) -> list[SourceError]:
            raise OSError("disk full")

        with pytest.raises(OSError, match="disk full"):
            watch(clock, fails, sources, path).round(now=True)
        got: list[Article | SourceError] = []
        watch(clock, lambda f, _: got.extend(f) or [], sources, path).round(now=True)
        assert len(got) == 1  # its mark was not remembered while it was not kept
        over = watch(clock, lambda f, _: got.extend(f) or [], sources, path)
        over.round(now=True)
        assert (len(got), site.asked[-1][2]) == (1, 304)
        assert [w.address for w in over.due()] == []
        clock.wait(2 * EVERY)
        assert [w.address for w in over.due()] == sources


def test_sources_that_are_no_longer_given_are_not_asked(tmp_path: Path) -> None:
    path, clock = tmp_path / "story.fabula", Accelerated()
    with Site(clock) as site:
        watch(clock, lambda f, _: [], [f"{site.url}/feed.rss", f"{site.url}/changing"], path).round(now=True)
        asked = len(site.asked)
        over = watch(clock, lambda f, _: [], [f"{site.url}/changing"], path)
        clock.wait(10 * EVERY)
        over.round()
        assert {p for _, p, _ in site.asked[asked:]} == {"/changing", "/robots.txt"}


def test_a_damaged_state_is_named(tmp_path: Path) -> None:
    path = tmp_path / "story.fabula"
    watching.state_file(path).write_bytes(b'{"sources": [')
    with pytest.raises(DossierError, match=r"story\.fabula\.watch: damaged"):
        watching.load(path)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), (None, 0), ("soon", 0), ("-5", 0), ("999999999", DAY), ("Sat, 09 Mar 2024 16:10:00 GMT", 600),
        ("Fri, 08 Mar 2024 16:10:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date_of_a_day_at_most(value: str | None, seconds: float) -> None:
    assert retry_after(value, START) == seconds
