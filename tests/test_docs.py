"""The promises of README and docs/: what they show runs as printed, and nothing is left out."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

import iiglossary
from iiglossary.cli import COMMANDS, cli
from iiglossary.schema import term_schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDES = sorted(DOCS.glob("*.md"))
BASH = shutil.which("bash")

# These edit the shipped table, or read aligned text that does not ship; tests/test_tools.py and
# tests/test_data.py run them on tables of their own. Here only their options are looked at.
ELSEWHERE = re.compile(r"python (-m pytest )?(?P<script>(tools|benchmarks|tests)/\w+\.py)")
# Nothing is installed from a test; .ci/run does it, by the README's commands.
INSTALLS = re.compile(r"pip install|-m venv|bin/activate")


class Block(NamedTuple):
    """A fenced block; ``caption`` is the name of the file that it shows."""

    language: str
    caption: str
    text: str


FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}) *(?P<info>.*?)\n(?P<text>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for fence in FENCE.finditer(path.read_text(encoding="utf-8")):
        text = dedent(fence["text"])
        language = fence["info"].removeprefix("{code-block} ")
        caption = re.match(r":caption: (.*)\n\n?", text) if language != fence["info"] else None
        if caption:
            text = text[caption.end() :]
        found.append(Block(language, caption[1] if caption else "", text))
    return found


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that stands below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that pages take for granted; the working directory."""
    notice = (ROOT / "examples" / "notice.txt").read_text(encoding="utf-8")
    (tmp_path / "notice.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "notice.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "documents" / "plan.txt").write_text("推进数字化转型。\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("zh,en\n规模化应用,use at scale\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def assert_shown(shown: str, printed: str, command: str) -> None:
    """``...`` in what a page shows stands for anything."""
    if not doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS):
        raise AssertionError(f"{command}\nis shown as\n{shown}\nand prints\n{printed}")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a reader would: both streams in one."""
    scripts = str(Path(sys.executable).parent)
    return subprocess.run(
        [BASH or "bash", "-o", "pipefail", "-c", command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PATH": scripts + os.pathsep + os.environ["PATH"]},
    )  # fmt: skip


def run_command(command: str, shown: str) -> None:
    if elsewhere := ELSEWHERE.match(command):
        script = (ROOT / elsewhere["script"]).read_text(encoding="utf-8")
        assert all(f'"{option}"' in script for option in re.findall(r" (--[a-z-]+)", command))
        return
    done = shell(command)
    assert "Traceback" not in done.stdout, done.stdout
    if shown.strip():
        assert_shown(shown, done.stdout, command)
    else:
        assert done.returncode == 0, f"{command}\n{done.stdout}"


def run_python(code: str, shown: str, names: dict[str, object]) -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "snippet", "exec"), names)  # noqa: S102 - our own snippets
    if shown:
        assert_shown(shown, output.getvalue(), code)


@pytest.mark.skipif(not BASH, reason="no Bash: the commands are written for it")
@pytest.mark.parametrize("page", [ROOT / "README.md", *GUIDES], ids=lambda page: page.stem)
def test_everything_that_a_page_shows_runs_as_printed(page: Path, folder: Path) -> None:
    names: dict[str, object] = {"__name__": "snippet"}
    shown = blocks(page)
    for block, after in zip_longest(shown, shown[1:], fillvalue=Block("", "", "")):
        if block.caption:
            (folder / block.caption).write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            run_python(block.text, after.text if after.language == "output" else "", names)
        elif block.language == "console":
            for command, output in commands(block.text):
                run_command(command, output)
        elif block.language == "sh":
            for line in block.text.splitlines():
                if not INSTALLS.search(line):
                    run_command(line, "")


def test_the_set_up_commands_name_files_that_are_there() -> None:
    demo, tests = (b.text for b in blocks(ROOT / "README.md") if b.language == "sh")
    assert "annotate --first examples/notice.txt" in demo
    assert "pytest" in tests
    for name in ("constraints.txt", "examples/notice.txt", "pyproject.toml"):
        assert (ROOT / name).is_file()


@pytest.mark.skipif(not BASH, reason="no Bash: the commands are written for it")
@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_is_there_for(name: str) -> None:
    variable = f"_IIGLOSSARY_COMPLETE={name}_source iiglossary"
    assert variable in (DOCS / "first-steps.md").read_text(encoding="utf-8")
    assert "iiglossary" in shell(variable).stdout


BUILT = [
    block
    for block in blocks(DOCS / "documentation-builds.md")
    if block.language in {"rst", "md", "markdown"}
]


@pytest.mark.builds
def test_snippets_for_sphinx_build_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("myst_parser", reason="MyST is not installed")
    main = pytest.importorskip("sphinx.cmd.build", reason="Sphinx is not installed").build_main
    conf = 'extensions = ["myst_parser", "iiglossary.sphinx"]\nroot_doc = "page0"\n'
    (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    pages = [block for block in BUILT if block.language != "markdown"]
    for number, block in enumerate(pages):
        orphan = {"rst": ":orphan:\n\n", "md": "---\norphan: true\n---\n\n"}[block.language]
        page = tmp_path / f"page{number}.{block.language}"
        page.write_text(orphan + block.text, encoding="utf-8")
    assert len(pages) >= 3
    assert main(["-q", "-W", "-b", "text", str(tmp_path), str(tmp_path / "out")]) == 0


@pytest.mark.parametrize("block", [block for block in BUILT if block.language == "markdown"])
def test_snippets_for_the_markdown_family_convert(block: Block) -> None:
    markdown = pytest.importorskip("markdown", reason="Python-Markdown is not installed").markdown
    options = {"iiglossary": {"autolink": "all", "strict": True}}
    html = markdown(block.text, extensions=["attr_list", "iiglossary"], extension_configs=options)
    assert ":::" not in html
    assert "{" not in html


def help_examples() -> Iterator[str]:
    for name in COMMANDS:
        epilog = cli.get_command(None, name).epilog or ""  # type: ignore[arg-type, union-attr]
        yield from re.findall(r"^ +(.*iiglossary .*)$", epilog, re.MULTILINE)


@pytest.mark.skipif(not BASH, reason="no Bash: the commands are written for it")
def test_the_examples_of_help_texts_run(folder: Path) -> None:
    (folder / "old.txt").write_text("推进工业互联网", encoding="gb18030")
    (folder / "scanned.txt").write_text("推进工业互连网", encoding="utf-8")
    examples = list(help_examples())
    assert len(examples) >= 12
    for example in examples:
        if "pdftotext" not in example:  # a program of others, and a PDF
            run_command(example.replace("--check", "--output"), "")


def guides_text() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in GUIDES)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_a_guide_and_in_the_reference(name: str) -> None:
    reference = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert f".. click:: iiglossary.cli.{name}:command\n   :prog: iiglossary {name}\n" in reference
    guides = guides_text()
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts}
    missing = [o for o in options if o.startswith("--") and o not in guides]
    assert f"iiglossary {name}" in guides
    assert not missing, f"{name}: no guide has {missing}"


def test_every_public_name_is_in_the_reference() -> None:
    reference = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(r"auto(?:class|function|exception):: (\w+)", reference)
    assert sorted(documented) == iiglossary.__all__


def test_every_column_is_explained() -> None:
    page = (DOCS / "table.md").read_text(encoding="utf-8")
    assert [name for name in term_schema().columns if f"`{name}`" not in page] == []


def test_every_subject_field_has_its_page_of_the_glossary() -> None:
    index = (DOCS / "glossary" / "index.md").read_text(encoding="utf-8")
    listed = re.search(r"```\{toctree\}.*?\n\n(.*?)```", index, re.DOTALL)
    assert listed is not None
    assert listed[1].split() == list(term_schema().field_names)
    for code, name in term_schema().field_names.items():
        page = (DOCS / "glossary" / f"{code}.md").read_text(encoding="utf-8")
        assert f"\n# {name[0].upper()}{name[1:]}\n" in page
        assert f":field: {code}\n" in page


def test_every_format_is_in_a_guide() -> None:
    from iiglossary import exports, renderers

    guides = guides_text()
    assert all(f"`{name}`" in guides for name in renderers.FORMATS)
    assert all(name in guides.lower() for name in exports.FORMATS)
