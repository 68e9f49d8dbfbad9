"""How long documentation builds take with a large glossary table.

A table of 5,000 rows is put on one page, together with two thousand paragraphs of Chinese text
whose terms are marked, and built as its authors would build it:

    python benchmarks/documentation.py
    python benchmarks/documentation.py --rows 20000 --paragraphs 0

The columns are seconds from start to end of a fresh process, seconds of the same build without
table and marks, and the size of what was written. Tools that are not installed are left out.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import click

_HEADS = "工业网络数据平台安全创新发展制造能源金融科技教育农村城市交通文化健康生态"
_TEXT = "推进{term}建设，加快发展先进制造业，提升产业链供应链韧性和安全水平。"


class Tool(NamedTuple):
    """A documentation tool: the package to look for, its files, its command line."""

    name: str
    package: str
    files: dict[str, str]
    page: str
    table: str
    command: tuple[str, ...]


_CONF = (
    'extensions = ["iiglossary.sphinx"]\niiglossary_tables = ["terms.csv"]\n'
    'iiglossary_builtin = False\niiglossary_autolink = "all"\nhtml_theme = "basic"\n'
)
_YML = (
    "site_name: x\ntheme: {{name: {theme}}}\nmarkdown_extensions:\n"
    "  - iiglossary: {{tables: [terms.csv], builtin: false, autolink: all}}\n"
)
_SPHINX = "sphinx"
TOOLS = (
    *(
        Tool(
            f"Sphinx, {builder}", _SPHINX, {"conf.py": _CONF}, "index.rst",
            "Page\n====\n\n.. iiglossary-table::\n\n",
            ("-m", "sphinx", "-q", "-b", builder, "-d", "trees", ".", "site"),
        )
        for builder in ("html", "text", "latex", "epub")
    ),
    Tool(
        "MkDocs", "mkdocs", {"mkdocs.yml": _YML.format(theme="mkdocs")}, "docs/index.md",
        "# Page\n\n::: iiglossary-table\n\n", ("-m", "mkdocs", "build", "-q"),
    ),
    Tool(
        "MkDocs, Material", "material", {"mkdocs.yml": _YML.format(theme="material")},
        "docs/index.md", "# Page\n\n::: iiglossary-table\n\n", ("-m", "mkdocs", "build", "-q"),
    ),
    Tool(
        "Zensical", "zensical", {"mkdocs.yml": _YML.format(theme="material")}, "docs/index.md",
        "# Page\n\n::: iiglossary-table\n\n", ("-m", "zensical", "build"),
    ),
)  # fmt: skip


def terms(rows: int) -> Iterator[list[str]]:
    """A table of made-up concepts, every fourth with a second rendering."""
    yield ["id", "zh", "en", "status", "kind", "subject_field", "note"]
    for number in range(rows):
        first, second = divmod(number, len(_HEADS))
        zh = _HEADS[second] + _HEADS[first % len(_HEADS)] + f"第{number}号工程"
        entry = [f"own-{number:05}", zh]
        yield [*entry, f"project no. {number}", "preferred", "programme", "net", ""]
        if number % 4 == 0:
            yield [*entry, f"project number {number}", "deprecated", "", "", "too long"]


def write_project(folder: Path, tool: Tool, rows: int, paragraphs: int) -> None:
    """A project of one page."""
    for name, text in tool.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    table = list(terms(rows))
    with (folder / "terms.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(table)
    names = [row[1] for row in table[1:]] or ["工业"]
    text = "\n\n".join(_TEXT.format(term=names[n % len(names)]) for n in range(paragraphs))
    page = folder / tool.page
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        (tool.table if rows else tool.table.splitlines()[0]) + "\n\n" + text, encoding="utf-8"
    )


def seconds(tool: Tool, rows: int, paragraphs: int) -> tuple[float, int]:
    """How long a build takes, and how many bytes it writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder, tool, rows, paragraphs)
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *tool.command],
            cwd=folder, check=True, capture_output=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        taken = time.perf_counter() - begin
        written = sum(
            path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()
        )
    return taken, written


@click.command()
@click.option("--rows", default=5_000, show_default=True, help="Concepts in the table.")
@click.option("--paragraphs", default=2_000, show_default=True, help="Paragraphs to be marked.")
def main(rows: int, paragraphs: int) -> None:
    """Build every project and print a line for it."""
    print(f"{rows} rows, {paragraphs} paragraphs marked")
    print(f"{'tool':<18}{'seconds':>9}{'bare':>9}{'MB':>9}")
    for tool in TOOLS:
        if find_spec(tool.package) is None:
            continue
        bare, _ = seconds(tool, 0, 0)
        taken, written = seconds(tool, rows, paragraphs)
        print(f"{tool.name:<18}{taken:>9.1f}{bare:>9.1f}{written / 1e6:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
