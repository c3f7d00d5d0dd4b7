"""Dossiers that earlier versions made: opened, brought up to date, resolved, and true."""

import hashlib
import sqlite3
from pathlib import Path

import msgspec
import pytest

from fabula import fingerprint
from fabula.dossier import Dossier, Editor
from fabula.errors import DossierError
from fabula.model.records import Annotation, Article, Entity, EventMention, Mention, Participant, Published, Zone
from fabula.store import memo
from fabula.store.sqlite.schema import APPLICATION, STEPS

TOLD = [
    ("a", "Anna Berg met Luis Solano in Oslo on 2 March 2024. They spoke of gas.", "2 March 2024", "2024-03-02"),
    ("b", "Luis Solano met Anna Berg in Oslo on March 2. Nobody said why.", "March 2", "2024-03-02"),
    ("c", "Anna Berg met Edda Quill in Lima on 5 May 2024. It rained.", "5 May 2024", "2024-05-05"),
]


def telling(key: str, text: str, when: str, date: str) -> Annotation:
    people = [w for w in ("Anna Berg", "Luis Solano", "Edda Quill") if w in text]
    spans = [(text.index(w), text.index(w) + len(w)) for w in people]
    verb, at = text.index("met"), text.index(when)
    place = next((text.index(w), text.index(w) + 4) for w in ("Oslo", "Lima") if w in text)
    event = EventMention(
        id="e0",
        start=verb,
        end=verb + 3,
        clause=(0, text.index(". ")),
        type="CONSULT",
        participants=tuple(Participant(role="source", start=s, end=e, chain=f"c{n}") for n, (s, e) in enumerate(spans)),
        time=date,
        time_span=(at, at + len(when)),
        place=place,
    )
    return Annotation(
        article=Article(
            id=key,
            path=f"{key}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            zones=(Zone(start=0, end=len(text), kind="body"),),
            published=Published(date=date, precision="day", basis="given"),
        ),
        sentences=((0, text.index(". ") + 1), (text.index(". ") + 2, len(text))),
        mentions=tuple(Mention(start=s, end=e, type="person", chain=f"c{n}") for n, (s, e) in enumerate(spans)),
        events=(event,),
    )


ANNOTATIONS = [telling(*t) for t in TOLD]
HELD = Entity(id="anna-berg-1", name="Anna Berg", type="person", aliases=("Anna Berg",), articles=("a",),
              members=(("a", "c0"),), anchors=(("a", 0, 9),))  # fmt: skip


def dossier_of(steps: int, path: Path) -> Path:
    """A dossier as the version with that many steps left it: three articles, and one entity that it had resolved."""
    db = sqlite3.connect(path)
    for step in STEPS[:steps]:
        db.executescript(step)
    db.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {steps};")
    for x in ANNOTATIONS:
        a = x.article
        record = msgspec.json.encode(msgspec.structs.replace(a, text="")).decode()
        layers = msgspec.to_builtins(x)
        del layers["article"], layers["models"]
        db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", (a.id, a.sha256, a.path, a.text, record))
        db.execute(
            "INSERT INTO annotation (article, models, layers) VALUES (?, ?, ?)",
            (a.id, "{}", msgspec.json.encode(layers).decode()),
        )
        db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?)", [(a.text[s:e], a.id, s, e) for s, e in x.sentences])
    body = msgspec.json.encode(HELD).decode()
    columns = "(kind, position, id, body)" if steps < 5 else "(kind, sort, id, body, part, digest)"
    values = ("entity", 0, HELD.id, body) if steps < 5 else ("entity", "0", HELD.id, body, b"", b"")
    if 5 <= steps < 7:
        columns, values = columns.replace(", digest", ""), values[:-1]
    db.execute(f"INSERT INTO resolved {columns} VALUES ({', '.join('?' * len(values))})", values)
    db.execute("INSERT INTO fact VALUES ('resolved', 'by an earlier version')")
    db.commit()
    db.close()
    return path


def told_by(path: Path) -> list[object]:
    with Dossier(path) as d:
        assert list(d.verify()) == []
        return [d.entities(), d.events(), d.main_events(), d.judgements(), d.comparisons()]


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1))
def test_a_dossier_of_an_earlier_version_opens_and_resolves_as_a_new_one(steps: int, tmp_path: Path) -> None:
    old, new = dossier_of(steps, tmp_path / "old"), tmp_path / "new"
    if steps < len(STEPS):  # who only reads changes nothing: not even the tables
        with pytest.raises(DossierError, match=r"earlier version.*fabula update"):
            Dossier(old)
        assert sqlite3.connect(old).execute("PRAGMA user_version").fetchone() == (steps,)
    Editor(old).close()
    with Dossier(old) as d:  # asked before it is resolved anew, it says what it held
        assert [e.id for e in d.entities()] == [HELD.id]
        assert [a.id for a in d] == ["a", "b", "c"]
        assert [e.text for e in d.search("gas")] == ["They spoke of gas."]
        assert list(d.verify()) == []
    with Editor(old) as d:
        assert d.resolve()
        assert not d.resolve()
    with Editor(new, make=True) as d:
        d._writer.add(ANNOTATIONS)
        d.resolve()
    found = told_by(old)
    assert found == told_by(new)
    with Dossier(old) as d:
        assert [e.articles for e in d.events()] == [("a", "b"), ("c",)]
    assert sqlite3.connect(old).execute("PRAGMA user_version").fetchone() == (len(STEPS),)


def test_what_an_earlier_version_of_resolving_kept_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    with monkeypatch.context() as earlier:
        for where in (memo, fingerprint):
            earlier.setattr(where, "rules", lambda stage: "others")
        with Editor(path, make=True) as d:
            d._writer.add(ANNOTATIONS)
            d.resolve()
    found = told_by(path)
    db = sqlite3.connect(path)
    assert db.execute("UPDATE memo SET body = x'c1'").rowcount  # another layout: nothing that can be decoded
    db.commit()
    db.close()
    with Editor(path) as d:
        assert d.resolve()
    assert told_by(path) == found
