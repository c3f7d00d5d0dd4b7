"""An invented story with forecasts that come true, fail and stay open."""

import json
from pathlib import Path

import pytest

import fabula

FIRST = (
    "The Marlow bridge will open by the end of June, the mayor, Ana Ruiz, said on Friday. “It will carry nine thousand "
    "cars a day,” Ruiz told reporters at the river. If the state bank agrees, work on the Cawder tunnel will begin in "
    "September. The ferry company is unlikely to survive the summer. Residents of both banks have waited for the bridge "
    "since the flood of 2019."
)
ROWS = [
    {"id": "gazette", "outlet": "Marlow Gazette", "published": "2030-03-01", "text": FIRST},
    {"id": "wire", "outlet": "River Wire", "published": "2030-03-02", "text": FIRST + " Traffic is expected to grow."},
    {
        "id": "herald",
        "outlet": "County Herald",
        "published": "2030-03-04",
        "text": "The mayor of Marlow, Ana Ruiz, said that the bridge at Marlow will be opened by the end of June. The tolls "
        "may rise within two weeks.",
    },
    {
        "id": "notes",
        "outlet": "Bank Notes",
        "text": "Work on a second road will begin within two weeks. The ferries will be sold next spring.",
    },
    {
        "id": "after",
        "outlet": "Marlow Gazette",
        "published": "2030-07-02",
        "text": "The Marlow bridge was opened by the mayor, Ana Ruiz, on June 28. The ferry company closed in May, weeks "
        "before the bridge opened. The state bank refused a loan for the Cawder tunnel.",
    },
    {
        "id": "before",
        "outlet": "Marlow Gazette",
        "published": "2029-11-02",
        "text": "The Marlow bridge did not open in the spring as planned. The mayor, Ana Ruiz, blamed the flood.",
    },
]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story as a dossier: copy it before deciding anything."""
    return built(tmp_path_factory.mktemp("story"), ROWS)


def built(folder: Path, rows: list[dict[str, str]]) -> Path:
    """Rows as a dossier."""
    source = folder / "rows.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    path = folder / "story.fabula"
    fabula.build([str(source)], path, plain=True).close()
    return path
