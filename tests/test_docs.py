"""The docs say what the code does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def test_the_generated_references_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_readme_has_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^\$ (pip install .*)$", text, re.MULTILINE)
    assert any("fabula brief examples/summits" in c for c in commands)
    assert any("pytest" in c for c in commands)


def test_no_module_is_over_500_lines() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 500, path


def _site(root: Path, out: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, str(ROOT / "docs" / "site.py"), "--root", str(root), "-o", str(out)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_the_docs_are_a_site_in_which_every_link_leads_somewhere(tmp_path: Path) -> None:
    done = _site(ROOT, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    pages = {p.name: p.read_text("utf-8") for p in (tmp_path / "site").glob("*.html")}
    assert {"index.html", "tutorial.html", "commands.html", "workbench.html"} <= set(pages)
    for name, page in pages.items():
        assert page.count("<h1") == 1, name
        for link in re.findall(r'(?:href|src)="([^"#]*)', page):
            assert re.match(r"https?:", link) or not link or (tmp_path / "site" / link).is_file(), (name, link)
        assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="https?:', page), name


def test_what_is_wrong_in_the_docs_ends_the_build(tmp_path: Path) -> None:
    for name in ("docs", "benchmarks", "src/fabula/export", "src/fabula/serve"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.py", "*.pyc", "templates"))
    for path in ROOT.glob("*.md"):
        shutil.copy(path, tmp_path)
    (tmp_path / "docs" / "stray.md").write_text(
        "# Stray\n\n[a](none.md) [b](tutorial.md#nowhere) ![](site.css)\n\n#### Deep\n", "utf-8"
    )
    (tmp_path / "docs" / "timeline.md").write_text((tmp_path / "docs" / "stray.md").read_text("utf-8"), "utf-8")
    done = _site(tmp_path, tmp_path / "site")
    assert done.returncode == 1
    for said in (
        "stray.md: stands in no list",
        "leads nowhere: none.md",
        "no such place: tutorial.md#nowhere",
        "a picture without words",
        "a heading of level 4",
    ):
        assert said in done.stderr, done.stderr
