"""Lists of known entities as old spreadsheets write them."""

from pathlib import Path

import pytest

from fabula.model.records import Known
from fabula.names.known.lists import read_list


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_table_may_end_its_lines_in_any_way(end: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(end.join(["id,name,aliases", "k1,Ana Ruiz,", 'k2,Piotr Lem,"P. Lem; Lem"', ""]).encode())
    found = list(read_list(str(path), "people"))
    assert [(k.id, k.names[0]) for k in found if isinstance(k, Known)] == [("k1", "Ana Ruiz"), ("k2", "Piotr Lem")]
    assert len(found) == 2
