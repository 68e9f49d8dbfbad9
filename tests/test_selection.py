"""Which concepts a table shows, and in which order."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary import ConceptEntry, ConfigurationError, Glossary, Rendering
from iiglossary.exports import Table
from iiglossary.exports.cells import TITLES, cell
from iiglossary.romanize import sort_key
from iiglossary.schema import term_schema
from iiglossary.selection import COLUMNS, SORTS, Selection, select


def ids(glossary: Glossary, **options: str) -> list[str]:
    return [row.entry.id for row in select(glossary, Selection.parse(options))]


def test_without_filters_every_concept_is_shown(mini: Glossary) -> None:
    assert sorted(ids(mini)) == sorted(entry.id for entry in mini)


def test_filters_of_one_kind_add_up_and_of_two_kinds_narrow(mini: Glossary) -> None:
    assert ids(mini, field="net dig", sort="id") == ["dig-0001", "eco-0001", "net-0001", "net-0002"]
    assert ids(mini, field="net,dig", kind="technology") == ["dig-0001"]


def test_a_status_keeps_its_renderings_and_the_concepts_that_have_one(mini: Glossary) -> None:
    rows = select(mini, Selection.parse({"status": "deprecated", "sort": "id"}))
    assert [(row.entry.id, row.rendering.en) for row in rows] == [
        ("dip-0001", "One Belt One Road"),
        ("net-0001", "Industrial Internet of Things"),
    ]
    assert [row.entry.en for row in rows] == ["Belt and Road Initiative", "industrial internet"]


def test_pinyin_order_is_that_of_the_dictionary(mini: Glossary) -> None:
    rows = select(mini, Selection())
    assert all(sort_key(a.pinyin) <= sort_key(b.pinyin) for a, b in pairwise(rows))


def test_english_order_ignores_case_and_punctuation() -> None:
    entries = [
        ConceptEntry(f"own-{n}", "词", (Rendering(en),))
        for n, en in enumerate(['"two sessions"', "Beijing", "apple", "zone"])
    ]
    rows = select(entries, Selection(sort="en"))
    assert [row.rendering.en for row in rows] == ["apple", "Beijing", '"two sessions"', "zone"]


def test_ids_are_ordered_by_their_numbers() -> None:
    entries = [ConceptEntry(i, "词", (Rendering("x"),)) for i in ("net-10000", "net-9999", "agr-2")]
    rows = select(entries, Selection(sort="id"))
    assert [row.entry.id for row in rows] == ["agr-2", "net-9999", "net-10000"]


@given(st.randoms(use_true_random=False), st.sampled_from(SORTS))
def test_the_order_never_depends_on_that_of_the_table(shuffle: random.Random, sort: str) -> None:
    entries = [
        ConceptEntry(f"own-{n}", zh, (Rendering(en),))
        for n, (zh, en) in enumerate([("网", "net"), ("网", "net"), ("王", "king"), ("5G", "5G")])
    ]
    expected = select(entries, Selection(sort=sort))
    shuffled = shuffle.sample(entries, len(entries))
    assert select(shuffled, Selection(sort=sort)) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"field": "nex"}, "field: 'nex' is not known; expected net, "),
        ({"kind": "term"}, "kind: 'term' is not known; expected concept, "),
        ({"status": "preferred;"}, "status: 'preferred;' is not known; expected preferred, "),
        ({"sort": "stroke"}, "sort: 'stroke' is not known; expected pinyin, en or id"),
        ({"columns": "zh,english"}, "columns: 'english' is not known; expected id, zh, "),
        ({"order": "id"}, "option: 'order' is not known; expected field, "),
    ],
)
def test_an_unknown_value_is_named_with_those_expected(
    options: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Selection.parse(options)
    assert str(raised.value).startswith(message)


def test_empty_options_and_stray_commas_filter_nothing() -> None:
    assert Selection.parse({"field": " , ", "sort": "", "columns": ""}) == Selection()


def test_every_column_of_the_schema_can_be_shown() -> None:
    assert set(term_schema().columns) <= set(COLUMNS)


def test_every_column_has_a_title_and_a_cell(mini: Glossary) -> None:
    assert set(TITLES) == set(COLUMNS)
    (row,) = select([mini["net-0001"]], Selection())
    table = Table((row,), COLUMNS, mini.sources)
    shown = {column: [str(line) for line in cell(row, column, table)] for column in COLUMNS}
    assert shown["zh"] == ["工业互联网"]
    assert shown["zh_hant"] == ["工業互聯網"]
    assert shown["subject_field"] == ["industrial internet"]
    assert shown["source"] == ["plain vocabulary"]
    assert shown["issuer"] == []
