"""The README's promises: commands and snippets run as printed."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from .test_cli import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_set_up_commands_name_files_that_are_there() -> None:
    demo, tests = blocks("sh")
    assert "annotate --first examples/notice.txt" in demo
    assert "pytest" in tests
    for name in ("constraints.txt", "examples/notice.txt", "pyproject.toml"):
        assert (ROOT / name).is_file()


@pytest.mark.parametrize("block", blocks("python"))
def test_python_snippets_run(block: str) -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own snippets
    assert "industrial internet" in output.getvalue()


COMMANDS = [
    line.removeprefix("$ iiglossary ")
    for block in blocks("console")
    for line in block.splitlines()
    if line.startswith("$ iiglossary ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = (ROOT / "examples" / "notice.txt").read_text(encoding="utf-8")
    (tmp_path / "notice.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "mine.csv").write_text("zh,en\n规模化应用,use at scale\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(command.split(" > ")[0])
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
