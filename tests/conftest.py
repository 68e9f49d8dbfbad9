"""Fixtures shared by the tests."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iiglossary import Glossary, load

DATA = Path(__file__).parent / "data"
MINI = DATA / "mini.csv"

# Small documentation projects that tests build; their conf.py files are no test modules.
PROJECTS = Path(__file__).parent / "projects"
collect_ignore_glob = ["projects/*"]


@pytest.fixture(scope="session")
def mini() -> Glossary:
    """The small table that behaviour is tested on."""
    return load(MINI, builtin=False)


@pytest.fixture(scope="session")
def shipped() -> Glossary:
    return load()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder with policy/*.txt and parallel/*.tsv, named by IIGLOSSARY_CORPUS."""
    named = os.environ.get("IIGLOSSARY_CORPUS")
    if not named:
        pytest.skip("IIGLOSSARY_CORPUS is not set: no corpus of real documents")
    return Path(named)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the Sphinx project that a test may change."""
    return Path(shutil.copytree(PROJECTS / "sphinx-rst", tmp_path / "project"))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Makes a Sphinx project of pages given by name; ``index`` is the first."""

    def make(conf: str = "", **pages: str) -> Path:
        folder = tmp_path / "small"
        folder.mkdir()
        shutil.copy(PROJECTS / "sphinx-rst" / "terms.csv", folder)
        (folder / "conf.py").write_text(
            'extensions = ["iiglossary.sphinx"]\niiglossary_tables = ["terms.csv"]\n'
            f'iiglossary_builtin = False\nhtml_theme = "basic"\n{conf}\n',
            encoding="utf-8",
        )
        for name, text in pages.items():
            (folder / f"{name}.rst").write_text(text, encoding="utf-8")
        return folder

    return make


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a file of labelled cases."""
    with (DATA / "cases" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
