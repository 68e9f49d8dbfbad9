"""How Sphinx builds run: what they warn of, what stops them, what they read and write again."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROJECTS
from .sphinx_builds import build

pytest.importorskip("sphinx", reason="Sphinx is not installed")

from sphinx.errors import ConfigError

pytestmark = pytest.mark.builds


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    later = time.time() + 2  # file systems with coarse clocks
    os.utime(path, (later, later))


def test_an_unknown_mode_of_autolink_stops_the_build(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(
        ConfigError, match="iiglossary_autolink: 'some' is not known; expected off, "
    ):
        build(small(index="T\n="), tmp_path / "o", iiglossary_autolink="some")


def test_an_unknown_term_is_a_warning_at_its_line_with_the_closest(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(
        index="T\n=\n\nA paragraph of\nseveral lines with\n:iig:term:`工业互联罔` in it.\n"
    )
    done = build(source, tmp_path / "o")
    assert done.warnings.strip() == (
        f"{source / 'index.rst'}:6: WARNING: no term for '工业互联罔'; "
        "closest is '工业互联网' (score 80) [iiglossary.unknown]"
    )
    assert "工业互联罔" in done.text("index.html")


def test_an_unknown_term_in_markdown_is_a_warning_at_its_line(tmp_path: Path) -> None:
    source = shutil.copytree(PROJECTS / "sphinx-myst", tmp_path / "source")
    replace_in(source / "marks.md", "{iig:en}`工信部`,", "{iig:en}`工信部`,\n{iig:en}`net-9999`,")
    done = build(source, tmp_path / "o")
    line = (source / "marks.md").read_text(encoding="utf-8").split("net-9999")[0].count("\n") + 1
    assert f"marks.md:{line}: WARNING: no term for 'net-9999'" in done.warnings
    assert "[iiglossary.unknown]" in done.warnings


def test_warnings_can_be_suppressed_by_type(small: Callable[..., Path], tmp_path: Path) -> None:
    source = small(index="T\n=\n\n:iig:term:`工业互联罔`\n")
    assert build(source, tmp_path / "o", suppress_warnings=["iiglossary.unknown"]).warnings == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":field: nex", "field: 'nex' is not known; expected net, "),
        (":sort: stroke", "sort: 'stroke' is not known; expected pinyin, en or id [iiglossary.option]"),
        (":tables: none.csv", "none.csv: cannot be read (No such file or directory) [iiglossary.table]"),
        (":field: mil", "no concept for field: mil; widen the filters [iiglossary.empty]"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_made_is_a_warning_at_its_line(
    small: Callable[..., Path], tmp_path: Path, options: str, message: str
) -> None:
    source = small(index=f"T\n=\n\nText.\n\n.. iiglossary-table::\n   {options}\n")
    done = build(source, tmp_path / "o")
    assert f"{source / 'index.rst'}:6: WARNING: " in done.warnings
    assert message in done.warnings


def test_a_table_of_the_project_that_cannot_be_read_stops_the_build(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(index="T\n=")
    (source / "terms.csv").write_text("zh\n工业\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"iiglossary_tables: .*terms.csv:1: has no column 'en'"):
        build(source, tmp_path / "o")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_four_processes_write_the_same_bytes_as_one(tmp_path: Path, project: Path) -> None:
    for number in range(12):  # Sphinx goes parallel from six pages on
        (project / f"more{number}.rst").write_text(
            ":orphan:\n\nMore\n====\n\n工业互联网 and :iig:en:`工信部`.\n\n"
            ".. iiglossary-table::\n   :field: net\n",
            encoding="utf-8",
        )
    one = build(project, tmp_path / "one", jobs=1)
    four = build(project, tmp_path / "four", jobs=4)
    assert one.warnings == four.warnings == ""
    assert files_of(tmp_path / "one") == files_of(tmp_path / "four")


def test_a_second_build_reads_and_writes_nothing(tmp_path: Path, project: Path) -> None:
    first = build(project, tmp_path / "o")
    assert first.read == {"index", "glossary", "guide/marks", "guide/plain"}
    second = build(project, tmp_path / "o")
    assert second.read == set()
    assert not second.written & first.read


def test_a_changed_table_rebuilds_only_the_pages_that_use_it(tmp_path: Path, project: Path) -> None:
    build(project, tmp_path / "o")
    replace_in(project / "terms.csv", ",industrial internet,", ",internet of industry,")
    done = build(project, tmp_path / "o")
    assert done.read == {"index", "glossary", "guide/marks"}
    assert done.marks("index")[0][1] == "internet of industry"


def test_a_table_of_one_directive_rebuilds_its_page_alone(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(
        index="T\n=\n\n.. toctree::\n\n   a\n\n:iig:term:`工业互联网`\n",
        a="T\n=\n\n.. iiglossary-table::\n   :tables: own.csv\n",
    )
    (source / "own.csv").write_text("zh,en\n词,word\n", encoding="utf-8")
    build(source, tmp_path / "o")
    replace_in(source / "own.csv", "word", "term")
    assert build(source, tmp_path / "o").read == {"a"}


def test_pages_are_written_again_but_not_read_when_an_entry_moves(
    tmp_path: Path, project: Path
) -> None:
    build(project, tmp_path / "o")
    (project / "guide" / "plain.rst").write_text(
        "Plain\n=====\n\n.. iiglossary-table::\n", encoding="utf-8"
    )
    (project / "glossary.rst").write_text("Glossary\n========\n", encoding="utf-8")
    for name in ("guide/plain.rst", "glossary.rst"):
        os.utime(project / name, (time.time() + 2,) * 2)
    done = build(project, tmp_path / "o")
    assert done.read == {"glossary", "guide/plain"}
    assert done.marks("index")[0][2] == "guide/plain.html#iig-net-0001"
