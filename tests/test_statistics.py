"""What `summarise` counts."""

from __future__ import annotations

import pytest

from iiglossary.statistics import is_citable, summarise
from iiglossary.terms import ConceptEntry, Rendering, Source, Status

SOURCES = {
    "report": Source("report", "Report", authority=1),
    "page": Source("page", "Page", date="2021", url="https://example.org/", authority=5),
    "undated": Source("undated", "Page", url="https://example.org/", authority=3),
}


def rendering(en, *sources, status=Status.ADMITTED):
    return Rendering(en, status, sources=sources)


@pytest.fixture
def summary():
    return summarise(
        [
            ConceptEntry(
                "eco-0001", "财政政策",
                (
                    rendering("fiscal policy", "undated", "report", status=Status.PREFERRED),
                    rendering("fiscal policies", "memory"),
                ),
                kind="concept", subject_field="eco", short_zh=("财策",),
            ),
            ConceptEntry("eco-0002", "税收", (rendering("tax", "usage"),), kind="concept"),
            ConceptEntry("gov-0001", "国务院", (rendering("State Council", "page"),), kind="law"),
        ],
        SOURCES,
    )  # fmt: skip


def test_concepts_renderings_and_forms_are_counted(summary):
    assert (summary.concepts, summary.renderings, summary.forms) == (3, 4, 4)


def test_counts_have_the_most_frequent_value_first_and_leave_empty_cells_out(summary):
    assert list(summary.by_kind.items()) == [("concept", 2), ("law", 1)]
    assert summary.by_field == {"eco": 1}
    assert summary.by_status == {"admitted": 3, "preferred": 1}


def test_one_citable_source_is_enough(summary):
    assert summary.cited == 2


def test_usage_and_memory_are_counted_where_they_stand_alone(summary):
    assert (summary.usage, summary.memory) == (1, 1)


def test_shares_are_of_all_renderings(summary):
    assert summary.share(summary.cited) == 0.5


def test_an_empty_table_has_no_shares():
    empty = summarise([], {})
    assert empty.share(empty.cited) == 0.0


@pytest.mark.parametrize(
    ("key", "expected"), [("report", True), ("page", True), ("undated", False)]
)
def test_a_citable_source_is_official_or_has_date_and_address(key, expected):
    assert is_citable(SOURCES[key]) is expected
