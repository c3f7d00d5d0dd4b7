"""How the package is built: which part may import which, no circles, no module that is too long to read."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import fabula
from fabula.lang.en.calendar import MONTHS, WEEKDAYS
from fabula.lang.en.function_words import GRAMMAR
from fabula.lang.en.labels import Dep, Ent, Pos, Tag
from fabula.lang.en.saying import REPORTING
from fabula.model import records, vocabulary

TOP = Path(fabula.__file__).parent
ORDER = (
    "version",
    "printing",
    "errors",
    "fingerprint",
    "model",
    "lang",
    "neural",
    "names",
    "ingest",
    "store",
    "extract",
    "link",
    "compare",
    "engine",
    "derive",
    "views",
    "export",
    "dossier",
    "archiving",
    "serve",
    "cli",
)
"""The parts of the package: each may import those before it, and itself."""
LONGEST = 500
"""Lines of a module, at the most."""
SHARED = {
    "months": (MONTHS, 6),
    "days of the week": (WEEKDAYS, 5),
    "verbs of saying": (REPORTING, 9),
    "grammar": (GRAMMAR, 35),
}
"""Lists of English words that stand once, in ``lang/en``, and how many of them in one text are the list written again."""

FEW, MANY = 4, 6
"""English words from which a constant, and a line of a rule, is a word list, that has its place in ``lang``."""
LABELS = frozenset(v for c in (Dep, Pos, Tag, Ent) for k, v in vars(c).items() if not k.startswith("_"))
LABELLED = frozenset({"dep_", "pos_", "tag_", "ent_type_", "label_"})
"""Attributes of a token of the parser that hold a label."""
WORDS_TOO = frozenset(
    "acl agent attr aux case compound dep flat mark meta dative DATE TIME EVENT LAW PERSON PRODUCT IN TO X POS EX CC CD MD RP "
    "NN VB DT JJ RB ADJ ORG LOC FAC NUM PART MONEY PERCENT LANGUAGE NOUN VERB".split()
)
"""Labels that are also words or codes of their own: seen only where they are compared with a token's label."""


def modules(top: Path) -> dict[str, Path]:
    """The modules of a package by name, from its folder: "fabula.model.spans"."""
    found = {}
    for path in sorted(top.rglob("*.py")):
        parts = (top.name, *path.relative_to(top).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def imported(node: ast.AST, known: dict[str, Path], package: str) -> Iterator[str]:
    """The modules of the package that an import statement names; nothing for any other statement."""
    if isinstance(node, ast.Import):
        yield from (a.name for a in node.names if a.name.split(".")[0] == package)
    elif isinstance(node, ast.ImportFrom) and node.level:
        yield "." * node.level
    elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == package:
        for a in node.names:
            full = f"{node.module}.{a.name}"
            yield full if full in known else node.module


def upward(top: Path) -> list[str]:
    """Each import of a later part, wherever it stands (in a function and for type checkers too), and what has no place."""
    known, wrong = modules(top), []
    for name, path in known.items():
        part = name.split(".")[1] if "." in name else ""
        if part in ("", "__main__"):  # the package's own first module is the public interface to all of it
            continue
        for node in ast.walk(parsed(path.read_text(encoding="utf-8"))):
            for other in imported(node, known, top.name):
                to = other.split(".")[1] if "." in other.strip(".") else ""
                if to and (part not in ORDER or to not in ORDER or ORDER.index(to) > ORDER.index(part)):
                    wrong.append(f"{name} imports {other}")
                if other.startswith("."):
                    wrong.append(f"{name} has a relative import")
    return wrong


def circle(top: Path) -> list[str]:
    """Modules that import each other in a circle when they are loaded; empty where there is none."""
    known = modules(top)
    leads: dict[str, set[str]] = {name: set() for name in known}
    for name, path in known.items():
        waiting: list[ast.AST] = list(parsed(path.read_text(encoding="utf-8")).body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue  # imported when it is called
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                waiting += node.orelse
                continue
            leads[name].update(x for x in imported(node, known, top.name) if x != name)
            waiting += ast.iter_child_nodes(node)
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as e:
        return list(e.args[1])
    return []


def long(top: Path) -> list[str]:
    """The modules with more lines than LONGEST."""
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules(top).items()}
    return [f"{name}: {size}" for name, size in sizes.items() if size > LONGEST]


def rewritten(top: Path) -> list[str]:
    """Where a shared list of words is written again outside of ``lang``: module, line, which list."""
    found = []
    for name, path in modules(top).items():
        if name.startswith(f"{top.name}.lang"):
            continue
        for node in ast.walk(parsed(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told = set(node.value.casefold().split())
            elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
                parts = node.keys if isinstance(node, ast.Dict) else node.elts
                told = {x.value.casefold() for x in parts if isinstance(x, ast.Constant) and isinstance(x.value, str)}
            else:
                continue
            for what, (words, least) in SHARED.items():
                if len(told & set(words)) >= least:
                    found.append(f"{name}:{node.lineno} {what}")
    return found


def labels(top: Path) -> list[str]:
    """Where a label of the English parser is spelt: module, line, label."""
    found = []
    for name, path in modules(top).items():
        for node in ast.walk(parsed(path.read_text(encoding="utf-8"))):
            spelt: set[str] = set()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                spelt = {node.value} & (LABELS - WORDS_TOO)
            elif isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                if any(isinstance(x, ast.Attribute) and x.attr in LABELLED for x in sides):
                    spelt = {
                        x.value
                        for side in sides
                        for x in (side, *(side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else ()))
                        if isinstance(x, ast.Constant) and x.value in LABELS
                    }
            found += [f"{name}:{node.lineno} {x}" for x in sorted(spelt)]  # type: ignore[attr-defined]
    return found


def known() -> set[str]:
    """The words that the records speak in, which are no English to be read: kinds, statuses, names of fields."""
    found = set()
    for module in (vocabulary, records):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    structs = [x for x in vars(records).values() if isinstance(x, type) and hasattr(x, "__struct_fields__")]
    return found | {f for x in structs for f in x.__struct_fields__} | {"subj", "obj", "owner", "governed"}


def lists(top: Path) -> list[str]:
    """Where a list of English words stands in code: module, line, how many. MANY words in a rule, FEW in a constant."""
    ours, found = known(), []
    for name, path in modules(top).items():
        tree = parsed(path.read_text(encoding="utf-8"))
        constants = {id(x) for n in tree.body if isinstance(n, ast.Assign | ast.AnnAssign) for x in ast.walk(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                told = [x.value for x in node.elts if isinstance(x, ast.Constant) and isinstance(x.value, str)]
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("words", ".split")):
                told = [w for x in ast.walk(node) if isinstance(x, ast.Constant) for w in str(x.value).split()]
            else:
                continue
            english = {w for w in told if re.fullmatch("[a-z]{2,}", w) and w not in ours}
            if len(english) >= (FEW if id(node) in constants else MANY):
                found.append(f"{name}:{node.lineno} {len(english)}")
    return found


def test_english_word_lists_stand_with_the_language() -> None:
    assert lists(TOP / "extract") == []
    assert len(lists(TOP / "lang")) > 100


def test_a_word_list_is_seen(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text('MOVING = words("fly go run walk")\n')
    assert lists(tmp_path)
    (tmp_path / "rule.py").write_text('x = y in ("fly", "go", "run", "walk", "swim", "sail")\n')
    assert lists(tmp_path)
    (tmp_path / "rule.py").write_text('x = y in ("person", "place", "event", "media", "product", "organisation")\n')
    assert lists(tmp_path) == []


def test_labels_of_the_english_parser_are_spelt_in_one_module() -> None:
    assert labels(TOP / "extract") == []
    spelling = {x.split(":")[0] for x in labels(TOP / "lang")}
    assert spelling == {"lang.en.labels"}


@pytest.mark.parametrize(
    "line", ['x = token.dep_ == "mark"', 'SUBJECTS = frozenset({"nsubj"})', 'x = t.ent_type_ in ("DATE", "GPE")']
)
def test_a_label_of_the_parser_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "rule.py").write_text(f"{line}\n")
    assert labels(tmp_path)
    (tmp_path / "rule.py").write_text('KINDS = ("DATE", "mark")\n')
    assert labels(tmp_path) == []


def test_a_part_imports_only_those_before_it() -> None:
    assert upward(TOP) == []


def test_no_module_is_in_a_circle_of_imports() -> None:
    assert circle(TOP) == []


def test_every_module_is_short_enough_to_read() -> None:
    assert long(TOP) == []


def test_english_words_that_many_need_are_listed_once() -> None:
    assert rewritten(TOP) == []


def test_the_map_of_rooms_names_what_is_there_and_leaves_no_room_out() -> None:
    page = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+(?:/|\.py))`", page))
    assert {
        x for x in named if "/" in x and not any((b / x).exists() for b in (TOP, Path(__file__).parents[1]))
    } == set()
    assert {x for x in named if "/" not in x and not any(TOP.rglob(x))} == set()
    rooms = {f"{p.name}/" for p in TOP.iterdir() if (p / "__init__.py").exists()}
    assert rooms <= named


def test_every_part_in_the_order_is_there_or_to_come() -> None:
    there = {name.split(".")[1] for name in modules(TOP) if "." in name} - {"__main__"}
    assert there <= set(ORDER)
    assert set(ORDER) - there <= {"serve"}


@pytest.mark.parametrize(
    ("model", "lang", "told"),
    [
        ("from fabula.lang import words\n", "", ["fabula.model imports fabula.lang"]),
        ("def late():\n    import fabula.lang\n", "", ["fabula.model imports fabula.lang"]),
        ("", "from fabula.model import spans\n", []),
        ("from . import spans\n", "", ["fabula.model has a relative import"]),
    ],
)
def test_an_import_upward_is_seen(tmp_path: Path, model: str, lang: str, told: list[str]) -> None:
    top = tmp_path / "fabula"
    top.mkdir()
    (top / "model.py").write_text(model)
    (top / "lang.py").write_text(lang)
    assert upward(top) == told


def test_a_circle_is_seen_where_it_is_loaded_and_not_where_it_is_called(tmp_path: Path) -> None:
    top = tmp_path / "fabula"
    top.mkdir()
    (top / "model.py").write_text("import fabula.lang\n")
    (top / "lang.py").write_text("class Pack:\n    from fabula import model\n")
    assert set(circle(top)) == {"fabula.model", "fabula.lang"}
    (top / "lang.py").write_text("def pack():\n    from fabula import model\n")
    assert circle(top) == []


@pytest.mark.parametrize(
    "line",
    [
        'DAYS = "monday tuesday wednesday thursday friday".split()',
        'MONTHS = ("January", "February", "March", "April", "May", "June")',
        'SAY = frozenset({"say", "tell", "add", "announce", "report", "state", "declare", "note", "claim"})',
    ],
)
def test_a_list_that_is_written_again_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "compare.py").write_text(f"{line}\n")
    (tmp_path / "lang.py").write_text(f"{line}\n")
    assert len(rewritten(tmp_path)) == 1


def test_a_long_module_is_seen(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text("\n" * (LONGEST + 1))
    assert len(long(tmp_path)) == 1
