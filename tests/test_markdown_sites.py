"""Sites with the Python-Markdown extension: MkDocs, ProperDocs, Zensical; and their guide."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from .markdown_pages import MIIT, SITE, table_page
from .pages import read_page

GENERATORS = [
    pytest.param(name, marks=[
        pytest.mark.builds,
        pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed"),
        pytest.mark.skipif(find_spec("material") is None, reason="Material is not installed"),
    ])
    for name in ("mkdocs", "properdocs", "zensical")
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(SITE, tmp_path / "site"))


def generate(generator: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Build a site as its authors do; the pages are in ``site/``."""
    config = ["-f", "mkdocs.yml"]
    return subprocess.run(
        [sys.executable, "-m", generator, "build", *config, *flags],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
    )  # fmt: skip


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_site_builds_strictly_with_marks_that_link_to_the_glossary(
    site: Path, generator: str
) -> None:
    done = generate(generator, site, "--strict")
    assert done.returncode == 0, done.stderr
    page = read_page(site / "site" / "guide" / "marks" / "index.html")
    there = "../../glossary/#iig-"
    assert [mark.triple for mark in page.marks] == [
        ("工业互联网", "industrial internet", f"{there}net-0001"),
        ("中国", "China", f"{there}reg-0001"),
        ("工信部", f"{MIIT} (MIIT)", f"{there}gov-0001"),
        ("人工智能", "artificial intelligence (AI)", f"{there}dig-0001"),
        ("工業互聯網", "industrial internet", f"{there}net-0001"),
        ("工业互联网", "industrial internet", f"{there}net-0001"),
        (MIIT, "工业和信息化部", f"{there}gov-0001"),
        ("the phrase", "common prosperity", f"{there}soc-0001"),
        ("written out", "工业互联网", f"{there}net-0001"),
        ("发展中国家", "developing country", f"{there}reg-0002"),
    ]
    glossary = read_page(site / "site" / "glossary" / "index.html")
    for mark in page.marks:
        assert glossary.ids[mark.attributes["href"].partition("#")[2]] == 1
    text = (site / "site" / "glossary" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_unknown_id_fails_a_strict_build_and_names_page_and_line(
    site: Path, generator: str
) -> None:
    add(site / "docs" / "glossary.md", "\n{iig:term}`net-9999`\n")
    done = generate(generator, site, "--strict")
    lines = (site / "docs" / "glossary.md").read_text(encoding="utf-8").count("\n")
    assert done.returncode != 0
    assert f"glossary.md:{lines}" in done.stdout + done.stderr
    assert "no term for 'net-9999'" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_unknown_id_is_only_reported_where_the_build_is_not_strict(
    site: Path, generator: str
) -> None:
    add(site / "docs" / "index.md", "\n{iig:term}`net-9999`\n")
    done = generate(generator, site)
    assert done.returncode == 0
    assert "no term for 'net-9999'" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_index_page_is_linked_to_and_must_be_there(site: Path, generator: str) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    add(site / "docs" / "guide" / "plain.md", "\n::: iiglossary-table field=net\n")
    for page, code in (("guide/plain.md", 0), ("guide/none.md", 1)):
        text = config.replace("autolink: first", f"autolink: first\n      index_page: {page}")
        (site / "mkdocs.yml").write_text(text, encoding="utf-8")
        done = generate(generator, site, "--strict")
        assert bool(done.returncode) == bool(code), done.stderr
        if not code:
            linked = [m.triple[2] for m in read_page(site / "site" / "index.html").marks]
            assert linked == ["guide/plain/#iig-net-0001", ""]
    assert "index_page: 'guide/none.md' is no page of the site" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_next_build_shows_a_changed_table(site: Path, generator: str) -> None:
    generate(generator, site)
    path = site / "docs" / "terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",industrial internet,", ",internet of industry,"), encoding="utf-8"
    )
    os.utime(path, (time.time() + 2,) * 2)
    generate(generator, site)
    page = read_page(site / "site" / "index.html")
    assert page.marks[0].triple[1] == "internet of industry"


@pytest.mark.builds
def test_a_site_that_is_served_shows_a_changed_table_and_a_moved_entry(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("material", reason="Material is not installed")
    commands = pytest.importorskip("mkdocs.commands.build", reason="MkDocs is not installed")
    from mkdocs.config import load_config

    monkeypatch.chdir(site)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)

    def marked() -> list[tuple[str, str, str]]:
        commands.build(load_config("mkdocs.yml"))
        return [mark.triple for mark in read_page(site / "site" / "index.html").marks]

    assert marked()[0] == ("工业互联网", "industrial internet", "glossary/#iig-net-0001")
    path = site / "docs" / "terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",industrial internet,", ",internet of industry,"), encoding="utf-8"
    )
    (site / "docs" / "glossary.md").write_text("# Glossary\n", encoding="utf-8")
    add(site / "docs" / "guide" / "plain.md", "\n::: iiglossary-table\n")
    assert marked()[0] == ("工业互联网", "internet of industry", "guide/plain/#iig-net-0001")


@pytest.mark.builds
def test_search_finds_terms_in_chinese_pinyin_and_english(site: Path) -> None:
    pytest.importorskip("material", reason="Material is not installed")
    generate("mkdocs", site)
    index = (site / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    for words in ("gongye hulianwang", "industrial internet"):
        assert words in index
    assert "text-decoration" not in index, "the style sheet is in the index"


GUIDE = (Path(__file__).parent.parent / "docs" / "documentation-builds.md").read_text("utf-8")


@pytest.mark.parametrize("block", re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL))
def test_the_snippets_of_the_guide_work(block: str, caplog: pytest.LogCaptureFixture) -> None:
    page = table_page(block, autolink="first", extensions=("attr_list",))
    assert not caplog.records
    assert bool(page.tags["table"]) == ("iiglossary-table" in block)
    assert bool(page.marks) == ("{iig:" in block)


def test_the_script_of_the_guide_runs() -> None:
    (script,) = re.findall(r"```python\n(import markdown\n.*?)```", GUIDE, re.DOTALL)
    exec(compile(script, "documentation-builds.md", "exec"), {})  # noqa: S102 - our own snippet


@pytest.mark.builds
@pytest.mark.skipif(find_spec("zensical") is None, reason="Zensical is not installed")
def test_the_configurations_of_the_guide_are_understood(site: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    (site / "mkdocs.yml").unlink()
    (site / "zensical.toml").write_text(
        toml.replace("[project]", '[project]\nsite_name = "Sample"', 1), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=site, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert read_page(site / "site" / "index.html").marks
