"""Fixtures shared by the tests."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from iiglossary import Glossary, load

DATA = Path(__file__).parent / "data"
MINI = DATA / "mini.csv"

# Small documentation projects that tests build; their conf.py files are no test modules.
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


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a file of labelled cases."""
    with (DATA / "cases" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
