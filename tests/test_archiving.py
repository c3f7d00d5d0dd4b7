"""Old articles leave a dossier whole, and nothing of what stays tells that they were there; ids that were kept lead on."""

import json
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from fabula.archiving import day_of, due, retire
from fabula.cli import fabula as command
from fabula.dossier import Editor, Snapshot
from fabula.errors import DossierError, UsageError
from fabula.model.decisions import Rename, Same
from fabula.model.records import Annotation, Published
from tests.server import Place
from tests.store.telling import telling

LIMIT = date(2024, 3, 1)


def dated(n: int, day: str | None, more: str = "", key: str | None = None) -> Annotation:
    """An article of a day; of none where that is None."""
    x = telling(n, more=more, key=key)
    published = Published(date=day, precision="day", basis="given") if day else None
    return msgspec.structs.replace(x, article=msgspec.structs.replace(x.article, published=published))


OLD = [dated(n, f"2024-0{1 + n % 2}-{10 + n}") for n in range(4)]
YOUNG = [dated(n, "2024-03-28") for n in range(4, 8)]
UNDATED = [dated(8, None)]


def made(path: str, told: list[Annotation], identity: dict[str, str] | None = None) -> str:
    with Editor(path, make=True) as d:
        d.take_over(told, identity or {})
    return path


def seen(path: str) -> object:
    with Snapshot(path) as d:
        assert list(d.verify()) == []
        return [list(d), d.entities(), d.events(), d.comparisons(), d.main_events(), d.search("met", 99)]


def test_what_is_old_goes_to_the_archive_and_the_rest_is_as_if_it_had_never_been(place: Place) -> None:
    path = made(place("now"), [*OLD, *YOUNG, *UNDATED])
    with Editor(path) as d:
        found = retire(d, LIMIT, place("then"))
    assert found.gone == {place("then"): sorted(x.article.id for x in OLD)}
    assert (found.stay, found.undated) == (5, 1)
    assert seen(path) == seen(made(place("young"), [*YOUNG, *UNDATED]))
    assert seen(place("then")) == seen(made(place("old"), OLD))
    with Snapshot(place("then")) as d:
        assert [d.annotation(x.article.id).events for x in OLD] == [x.events for x in OLD]


def test_revisions_and_decisions_go_along(place: Place) -> None:
    first, second = dated(0, "2024-01-02", key="k"), dated(0, "2024-01-03", " More.", key="k-2")
    path = made(place("now"), [first, second, *YOUNG], {"k-2": "k"})
    with Editor(path) as d:
        old = Rename(left=(("k-2", 0, 9),), name="Anna the First")
        both = Same(left=(("k-2", 0, 9),), right=((YOUNG[0].article.id, 0, 4),))
        d.decide(old, both)
        found = retire(d, LIMIT, place("then"))
        assert sorted(found.gone[place("then")]) == ["k", "k-2"]
        assert d.decisions() == [old, both]
        assert {a.id for a in d} == {x.article.id for x in YOUNG}
    with Snapshot(place("then")) as d:
        assert d.revisions() == {"k": ("k", 1), "k-2": ("k", 2)}
        assert [a.id for a in d] == ["k-2"]
        assert d.decisions() == [old]
        assert d.entity("Anna the First").members == (("k-2", "c0"),)


def test_an_archive_a_month_and_a_run_that_was_killed_halfway(place: Place) -> None:
    path = made(place("now"), [*OLD, *YOUNG])
    with Snapshot(path) as d:
        by = due(d, LIMIT, "{year} {month}", {}).gone
    assert {k: len(v) for k, v in by.items()} == {"2024 2024-01": 2, "2024 2024-02": 2}
    made(place("then"), OLD)  # as a run leaves it that was killed before it took anything out
    with Editor(path) as d:
        retire(d, LIMIT, place("then"))
        assert {a.id for a in d} == {x.article.id for x in YOUNG}
    assert seen(place("then")) == seen(made(place("old"), OLD))


def test_an_archive_is_another_dossier_and_holds_no_other_text_under_the_id(place: Place) -> None:
    path = made(place("now"), [*OLD, *YOUNG])
    made(place("other"), [dated(9, "2024-01-01", key=OLD[0].article.id)])
    for to, error in ((path, UsageError), (place("other"), DossierError)):
        with Editor(path) as d, pytest.raises(error):
            retire(d, LIMIT, to)
        with Snapshot(path) as d:
            assert len(list(d)) == 8


def test_the_age_of_an_article() -> None:
    month = msgspec.structs.replace(
        OLD[0].article, published=Published(date="2024-02", precision="month", basis="given")
    )
    assert day_of(month, {}) == date(2024, 2, 29)
    assert day_of(UNDATED[0].article, {}) is None
    assert day_of(UNDATED[0].article, {UNDATED[0].article.id: 1_710_000_000.0}) == date(2024, 3, 9)


def test_the_command_says_what_would_go_and_what_went(tmp_path: Path) -> None:
    path = made(str(tmp_path / "x.fabula"), [*OLD, *YOUNG, *UNDATED])

    def run(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(command, ["archive", path, *more])
        return done.exit_code, done.stderr

    assert run("--before", "2024-03-01")[0] == run("--drop")[0] == 1, "UsageError: where, and which"
    to = str(tmp_path / "{month}.fabula")
    code, said = run("--before", "2024-03-01", "--to", to, "--dry-run")
    assert (code, "2 articles of before 2024-03-01 would go to" in said) == (0, True)
    assert not list(tmp_path.glob("2024*"))
    assert "5 articles stay, 1 of them undated" in run("--before", "2024-03-01", "--to", to)[1]
    assert sorted(p.name for p in tmp_path.glob("2024*")) == ["2024-01.fabula", "2024-02.fabula"]
    assert "4 articles of before" in run("--older", "30d", "--drop")[1]
    with Snapshot(path) as d:
        assert [a.id for a in d] == [UNDATED[0].article.id]


def test_a_watch_takes_in_nothing_old_and_lets_go_of_what_becomes_old(tmp_path: Path) -> None:
    told = "Ana Ruiz, the mayor of Velmar, said that the bridge number {} would open in May."
    today = time.strftime("%Y-%m-%d")
    rows = [{"id": f"r{n}", "published": d, "text": told.format(n)} for n, d in enumerate(("2024-01-01", today))]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    path = made(str(tmp_path / "x.fabula"), OLD)
    words = [
        "watch",
        path,
        str(tmp_path / "rows.jsonl"),
        "--once",
        "--keep",
        "90d",
        "--archive",
        str(tmp_path / "old.fabula"),
    ]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.output
    assert "1 new" in done.stderr
    assert "4 articles of before" in done.stderr
    with Snapshot(path) as d, Snapshot(tmp_path / "old.fabula") as old:
        assert ([a.id for a in d], len(list(old))) == (["r1"], 4)


def test_an_id_that_is_no_more_leads_to_who_took_its_place(place: Place) -> None:
    path = made(place("now"), [telling(n) for n in range(8)])
    with Editor(path) as d:
        one, other = d.entity("Anna Berg"), d.entity("Luis Solano")
        d.decide(Same(left=(one.anchors[0],), right=(other.anchors[0],)))
        (whole,) = [e for e in d.entities() if set(one.members) <= set(e.members)]
        assert set(other.members) <= set(whole.members)
        gone = ({one.id, other.id} - {whole.id}).pop()
        assert d.entity(gone) == whole
        assert d.redirects() == {gone: whole.id}
        d.decide(Rename(left=(whole.anchors[0],), name="The Two"))
        d.update(anew=True)
        assert d.entity(gone).members == whole.members, "kept over an update"
        assert list(d.verify()) == []
        d.undo()
        d.undo()
        assert d.entity(gone).id == gone, "it is somebody again"
        assert gone not in d.redirects()
        d.take_out([a.id for a in d][:-1])
        assert set(d.redirects().values()) <= {e.id for e in d.entities()}, "who is gone altogether leads nowhere"
