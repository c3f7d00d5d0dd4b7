"""The brief's map and its rival theories."""

import pytest

import fabula
from fabula.views.brief import Brief, brief
from fabula.views.markdown import markdown
from fabula.views.page import page

TELLINGS = {
    "north.txt": "Along the northern shore the dam has raised fish stocks.",
    "south.txt": "In the delta the dam has reduced fish stocks.",
    "east.txt": "Fishermen in the east disagree. The dam has raised fish stocks there.",
    "west.txt": "The dam did not raise fish stocks.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = tmp_path_factory.mktemp("rivals")
    for name, text in TELLINGS.items():
        (folder / name).write_text(text + "\n", "utf-8")
    with fabula.build([str(folder)], folder / "d.fabula") as d:
        return brief(d, "full")


def test_rival_theories_stand_side_by_side_with_their_passages(made: Brief) -> None:
    rivals = next(s for s in made.sections if s.key == "rivals")
    group = next(g for g in rivals.groups if "fish stocks" in g.name)
    assert "two say +, one says −, one denies it" in group.name
    texts = {s.article.id: s.article.text for s in made.sources}
    assert [(x.cells[0][0], x.cells[1]) for x in group.lines] == [("+", "2"), ("−", "1"), ("×", "1")]
    for line, told in zip(group.lines, ({"north.txt", "east.txt"}, {"south.txt"}, {"west.txt"}), strict=True):
        assert set(line.cells[2].split("; ")) == told
        passages = [made.passages[n - 1] for n in line.refs]
        assert all(texts[i][s:e] in line.cells[3] for i, s, e in passages)


def test_the_map_is_drawn_with_its_table_beside_it(made: Brief) -> None:
    causes = next(s for s in made.sections if s.key == "causes")
    assert causes.drawing is not None
    assert "±" in causes.drawing
    assert causes.size >= 1
    html = page(made)
    assert html.count('<svg class="map"') == 1
    assert "1 arrows between" not in html or causes.size == 1
    assert "two say +, one says −" in markdown(made)
