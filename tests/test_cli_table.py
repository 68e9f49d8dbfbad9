"""``iiglossary table``: what it writes, where, and what its exit code says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from iiglossary import ConfigurationError
from iiglossary.cli import cli

from .conftest import MINI


def table(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["table", "--no-builtin", "--table", str(MINI), *arguments])


def test_markdown_is_what_it_writes_when_nothing_is_said() -> None:
    done = table("--field", "net")
    assert done.exit_code == 0
    assert done.stdout.startswith("| Chinese | Pinyin | English | Other renderings |\n|---|")
    assert len(done.stdout.splitlines()) == 4
    assert done.stderr == ""


def test_filters_are_lists_and_may_be_repeated() -> None:
    once = table("--field", "net,dig", "--format", "csv").stdout
    assert once == table("--field", "net", "--field", "dig", "--format", "csv").stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("t.md", "| Chinese"),
        ("t.rst", ".. list-table::"),
        ("t.html", "<!DOCTYPE html>"),
        ("t.csv", "id,zh,en,"),
        ("t.JSON", "["),
        ("t.txt", "| Chinese"),
    ],
)
def test_the_name_of_the_file_says_the_format(tmp_path: Path, name: str, begins: str) -> None:
    done = table("--output", str(tmp_path / name))
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_named_wins_over_the_name_of_the_file(tmp_path: Path) -> None:
    table("--format", "json", "--output", str(tmp_path / "t.txt"))
    assert json.loads((tmp_path / "t.txt").read_text(encoding="utf-8"))


def test_check_is_content_with_what_output_wrote(tmp_path: Path) -> None:
    path = str(tmp_path / "t.md")
    table("--sort", "en", "--output", path)
    done = table("--sort", "en", "--check", path)
    assert (done.exit_code, done.output) == (0, "")


def test_check_does_not_mind_how_lines_end(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    table("--output", str(path))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert table("--check", str(path)).exit_code == 0


def test_check_names_the_first_line_that_is_out_of_date(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    table("--output", str(path))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace("|", "| x", 1)
    path.write_text("".join(lines), encoding="utf-8")
    done = table("--check", str(path))
    assert done.exit_code == 1
    assert done.stderr.startswith(
        f"iiglossary: {path}:4: out of date; write it again with --output"
    )
    assert done.stdout == ""


def test_check_notices_a_row_that_is_missing_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    table("--output", str(path))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    done = table("--check", str(path))
    assert (done.exit_code, f":{len(lines)}:" in done.stderr) == (1, True)


def test_check_of_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = table("--check", str(tmp_path / "none.md"))
    assert isinstance(done.exception, FileNotFoundError)


def test_filters_that_nothing_passes_exit_with_1_and_leave_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    done = table("--field", "mil", "--output", str(path))
    assert done.exit_code == 1
    assert "no concept passes the filters" in done.stderr
    assert not path.exists()


def test_output_and_check_exclude_each_other() -> None:
    done = table("--output", "a.md", "--check", "b.md")
    assert done.exit_code == 2
    assert "--output writes and --check does not" in done.stderr


def test_an_unknown_column_is_an_error_that_names_the_known_ones() -> None:
    done = table("--columns", "zh,english")
    assert isinstance(done.exception, ConfigurationError)
    assert "columns: 'english' is not known; expected id, zh, " in str(done.exception)
