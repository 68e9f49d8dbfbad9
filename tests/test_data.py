"""The shipped table: clean, cited, and right on what users ask first."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

import make_word_joints
from iiglossary import Glossary, Status
from iiglossary.checks import check_table
from iiglossary.index import Index
from iiglossary.schema import read_data, term_schema
from iiglossary.shipped import ShippedSources, form_list, shipped_index
from iiglossary.statistics import summarise
from iiglossary.table import dump_csv, parse_entries, shipped_raw

from .conftest import cases


def test_the_table_has_no_findings() -> None:
    assert check_table(shipped_raw(), ShippedSources()) == []


def test_the_table_is_as_large_as_promised(shipped: Glossary) -> None:
    summary = summarise(shipped, shipped.sources)
    assert summary.concepts >= 4000
    assert summary.renderings >= 5500
    assert summary.share(summary.cited) >= 0.45
    assert summary.share(summary.memory) <= 0.10


def test_every_concept_has_one_preferred_rendering(shipped: Glossary) -> None:
    for entry in shipped:
        assert [r.status for r in entry.renderings].count(Status.PREFERRED) == 1, entry.id


def test_memory_is_no_source_of_names_and_numbered_slogans(shipped: Glossary) -> None:
    bad = [
        entry.zh
        for entry in shipped
        if entry.renderings[0].sources == ("memory",) and entry.kind in ("institution", "law")
    ]
    assert bad == []


def test_the_list_of_forms_belongs_to_the_table() -> None:
    """If this fails, run tools/make_forms.py."""
    text = read_data("terms.csv")
    index = Index.of(parse_entries(shipped_raw()))
    assert read_data("forms.csv") == form_list(index, text)


def test_the_joints_of_words_are_those_of_the_lexicon() -> None:
    """If this fails, run tools/make_word_joints.py."""
    for name, text in make_word_joints.contents().items():
        assert read_data(name) == text


def test_the_lazy_index_equals_the_one_built_from_the_table() -> None:
    built = Index.of(parse_entries(shipped_raw()))
    lazy = shipped_index()
    assert list(lazy.entries.items()) == list(built.entries.items())
    assert {k: set(v) for k, v in lazy.by_key.items()} == {
        k: set(v) for k, v in built.by_key.items()
    }


def test_columns_are_those_of_the_metadata() -> None:
    header = read_data("terms.csv").split("\n", 1)[0].split(",")
    assert tuple(header) == term_schema().columns
    metadata = json.loads(read_data("sources.csv-metadata.json"))
    names = [column["name"] for column in metadata["tableSchema"]["columns"]]
    assert read_data("sources.csv").split("\n", 1)[0].split(",") == names


@pytest.mark.parametrize("name", ["terms.csv", "sources.csv"])
def test_files_are_written_as_the_package_writes_them(name: str) -> None:
    text = read_data(name)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert dump_csv(header, rows) == text


def test_every_source_is_cited() -> None:
    cited = Counter(key for row in shipped_raw().rows for key in row["source"].split("|"))
    assert set(ShippedSources()) == set(cited) - {"usage", "memory"}


@pytest.mark.parametrize("case", cases("shipped_lookup.csv"), ids=lambda c: c["label"])
def test_what_users_ask_first_is_found_first(shipped: Glossary, case: dict[str, str]) -> None:
    assert shipped.lookup(case["query"])[0].entry.zh == case["expected"]


def test_every_policy_document_is_annotated_truly(shipped: Glossary, corpus: Path) -> None:
    empty = []
    paths = sorted((corpus / "policy").glob("*.txt"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        annotated = shipped.annotate(text)
        position = 0
        for annotation in annotated:
            assert annotation.start >= position
            assert text[annotation.start : annotation.end] == annotation.surface
            position = annotation.end
        if not annotated:
            empty.append(path.name)
    assert empty == []
