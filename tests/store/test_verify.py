"""``verify`` finds what was tampered with, says what mends it, and what it says mends it."""

import re
import sqlite3
from pathlib import Path

import pytest

from fabula.dossier import Editor, Snapshot
from fabula.model.decisions import Rename
from tests.store.telling import telling

ANEW, AGAIN = "update --anew", "fabula remove"
HARMS = {
    "text": ("UPDATE article SET text = replace(text, 'gas', 'oil')", "SHA-256", AGAIN),
    "title": ("UPDATE article SET record = json_set(record, '$.title', 'Another')", "as they were written", AGAIN),
    "date": ("UPDATE article SET record = json_set(record, '$.published.date', '1999-01-01')", "as they were", AGAIN),
    "hash": ("UPDATE article SET sha256 = 'ff'", "SHA-256|another article", AGAIN),
    "span": ("UPDATE annotation SET layers = json_set(layers, '$.mentions[0].end', 999999)", "no such span", AGAIN),
    "sentence": ("UPDATE annotation SET layers = json_set(layers, '$.sentences[1][1]', 999999)", "sentences 1", AGAIN),
    "moved": (
        "UPDATE annotation SET layers = json_set(layers, '$.events[0].start', 1, '$.events[0].end', 4)",
        "as they were written",
        AGAIN,
    ),
    "resolved text": (
        "UPDATE resolved SET body = json_set(body, '$.what', 'They quarrelled') WHERE kind = 'event'",
        "event .* not as it was written",
        ANEW,
    ),
    "name": (
        "UPDATE resolved SET body = json_set(body, '$.name', 'Somebody Else') WHERE kind = 'entity'",
        "entity .* not as it was written",
        ANEW,
    ),
    "anchor": (
        "UPDATE resolved SET body = json_set(body, '$.anchors[0][2]', 999999) WHERE kind = 'entity'",
        "no such span",
        ANEW,
    ),
    "no evidence": (
        "UPDATE resolved SET body = json_set(body, '$.anchors', json('[]')) WHERE kind = 'event'",
        "no evidence",
        ANEW,
    ),
    "member": (
        "UPDATE resolved SET body = json_set(body, '$.members[0][1]', 'c99') WHERE kind = 'entity'",
        "there is no c99",
        ANEW,
    ),
    "doubled": (
        "INSERT INTO resolved SELECT kind, id, sort, x'00', body, digest FROM resolved WHERE kind = 'entity'",
        "there twice",
        ANEW,
    ),
    "lost": ("DELETE FROM resolved WHERE kind = 'event'", "rows of event were written", ANEW),
    "no record": ("UPDATE resolved SET body = '{}' WHERE kind = 'event'", "not readable", ANEW),
    "judgement": (
        "UPDATE judgement SET body = json_set(body, '$.score', 0.01)",
        "the judgement of .* not as it was written",
        ANEW,
    ),
    "index": ("UPDATE passage SET text = 'Nothing of the kind was ever said.'", "other sentences", ANEW),
    "index lost": ("DELETE FROM passage WHERE rowid = 1", "other sentences", ANEW),
    "index words": ("DELETE FROM passage_data WHERE id > 10", "other words|cannot|malformed|integrity|damaged", ANEW),
    "decision": ("UPDATE decision SET body = json_set(body, '$.left[0][2]', 999999)", "decision 1: no such span", ""),
    "no decision": ("UPDATE decision SET body = '[]'", "decision 1 is not readable", "undo"),
    "no layers": ("UPDATE annotation SET layers = '[]'", "not readable", AGAIN),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "x"
    with Editor(path, make=True) as d:
        d._writer.add([telling(n, key=f"a{n}") for n in range(5)])
        d.resolve()
        d.decide(Rename(left=(("a0", 0, 4),), name="The One"))
    return path


def harmed(sound: Path, path: Path, harm: str) -> Path:
    with sqlite3.connect(sound) as good, sqlite3.connect(path) as bad:
        good.backup(bad)
    bad.close()
    with sqlite3.connect(path, isolation_level=None) as bad:
        assert bad.execute(harm).rowcount
    bad.close()
    return path


def test_a_sound_dossier_is_true(sound: Path) -> None:
    with Snapshot(sound) as d:
        assert list(d.verify()) == []


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_tampered_with_is_found_and_named(sound: Path, tmp_path: Path, harm: str) -> None:
    sql, message, mends = HARMS[harm]
    with Snapshot(harmed(sound, tmp_path / "x", sql)) as d:
        lines = list(d.verify())
    assert [line for line in lines if re.search(message, line) and mends in line], lines


@pytest.mark.parametrize("harm", [h for h, (_, _, mends) in HARMS.items() if mends == ANEW])
def test_what_can_be_made_anew_is_mended_by_making_it_anew(sound: Path, tmp_path: Path, harm: str) -> None:
    path = harmed(sound, tmp_path / "x", HARMS[harm][0])
    with Editor(path) as d:
        d.update(anew=True)
    with Snapshot(path) as d, Snapshot(sound) as s:
        assert list(d.verify()) == []
        assert d.entities() == s.entities()
        assert d.events() == s.events()
        assert d.search("gas", 99) == s.search("gas", 99)


def test_removing_an_article_that_was_tampered_with_mends_the_rest(sound: Path, tmp_path: Path) -> None:
    path = harmed(sound, tmp_path / "x", "UPDATE article SET text = 'x' || text WHERE id = 'a3'")
    with Editor(path) as d:
        assert d.remove("a3") == ["a3"]
        assert list(d.verify()) == []
