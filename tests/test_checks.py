"""Every code has a table that fails with it alone, and right tables have no findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiglossary.checks import CHECKS, Finding, check_table
from iiglossary.checks.links import find_cycles
from iiglossary.checks.rows import is_date, is_later
from iiglossary.schema import read_data
from iiglossary.table import RawTable, Row, read_raw, read_sources
from iiglossary.terms import Source

TABLES = Path(__file__).parent / "data" / "checks"
DOCUMENTATION = Path(__file__).parent.parent / "docs" / "checks.md"
FAILING = sorted(path for path in TABLES.glob("*.csv") if path.stem in CHECKS)


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return read_sources((TABLES / "sources.csv").read_text(encoding="utf-8"))


def user_table(*rows: tuple[str, str], **cells: str) -> RawTable:
    found = [Row(line, {"zh": zh, "en": en, **cells}) for line, (zh, en) in enumerate(rows, 2)]
    return RawTable("mine.csv", ("zh", "en", *cells), tuple(found))


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_a_failing_table_fails_with_its_own_code_alone(path, sources):
    assert codes(check_table(read_raw(path), sources)) == {path.stem}


def test_a_hyphen_makes_no_other_rendering():
    rows = [("县级", "county level"), ("县级", "county-level")]
    (finding,) = check_table(user_table(*rows))
    assert (finding.code, finding.line) == ("E304", 3)


def test_every_code_has_a_failing_table():
    assert {path.stem for path in FAILING} == set(CHECKS)


def test_every_table_of_the_folder_is_used():
    assert {path.stem for path in TABLES.glob("*.csv")} == {*CHECKS, "clean", "sources"}


def test_the_documentation_lists_every_code_once_with_the_title_of_the_code():
    rows = re.findall(r"(?m)^\| ([EW]\d+) \| ([^|]+) \|", DOCUMENTATION.read_text("utf-8"))
    assert sorted(rows) == sorted((code, check.title) for code, check in CHECKS.items())


def test_a_right_table_with_every_tricky_case_has_no_findings(sources):
    assert check_table(read_raw(TABLES / "clean.csv"), sources) == []


def test_a_user_table_needs_only_chinese_and_english():
    assert check_table(user_table(("财政政策", "fiscal policy"))) == []


def test_a_user_table_may_repeat_rows_of_a_concept_anywhere():
    rows = ("财政政策", "fiscal policy"), ("货币政策", "monetary policy")
    assert check_table(user_table(*rows, ("财政政策", "fiscal policies"))) == []


def test_a_user_table_may_repeat_the_fields_of_a_concept():
    rows = ("财政政策", "fiscal policy"), ("财政政策", "fiscal policies")
    assert check_table(user_table(*rows, kind="concept")) == []


def test_source_cells_of_a_user_table_are_not_compared_with_ours():
    assert check_table(user_table(("财政政策", "fiscal policy"), source="style guide")) == []


def test_a_user_table_may_not_give_usage_as_the_source_of_an_institution():
    table = user_table(("国务院", "State Council"), source="usage", kind="institution")
    assert codes(check_table(table)) == {"E403"}


def test_a_user_table_may_refer_to_concepts_of_the_table_below_it():
    table = user_table(("国务院", "State Council"), successor="gov-0001")
    assert codes(check_table(table)) == {"E501"}
    assert check_table(table, known_ids=["gov-0001"]) == []


def test_findings_come_in_the_order_of_the_lines():
    findings = check_table(user_table(("“国务院”", "the State Council"), ("国", "nation.")))
    assert findings == sorted(findings)
    assert [(f.line, f.code) for f in findings] == [
        (2, "E204"), (2, "E306"), (3, "E206"), (3, "E308"),
    ]  # fmt: skip


def test_a_finding_reads_file_line_code_message():
    (finding,) = check_table(user_table(("国务院", "the State Council")))
    assert str(finding) == "mine.csv:2: E306: en: 'the State Council' begins with 'the'; remove it"


def test_only_codes_with_an_e_are_errors():
    assert [Finding("t.csv", 1, code, "").is_error for code in ("E101", "W101")] == [True, False]


@pytest.mark.parametrize(
    "problem", ["headword", "row", "form", "repeat"], ids=lambda name: f"one {name} for all"
)
def test_a_large_table_of_one_problem_is_checked_in_linear_time(problem, sources):
    """Twice the rows look at twice the cells: counted, not timed."""
    assert _cells_read(problem, 2000, sources) < 2.5 * _cells_read(problem, 1000, sources)


class _CountingRow(Row):
    reads = 0

    def __getitem__(self, column):
        type(self).reads += 1
        return super().__getitem__(column)


def _cells_read(problem, size, sources):
    _CountingRow.reads = 0
    rows = [_CountingRow(n + 2, _cells(problem, n)) for n in range(size)]
    check_table(RawTable("t.csv", ("id", "zh", "en"), tuple(rows)), sources)
    return _CountingRow.reads


def _cells(problem, number):
    cells = {"id": f"eco-{number:04}", "zh": f"第{number}项政策", "en": f"policy no. {number}"}
    return {
        "headword": {**cells, "zh": "财政政策"},
        "row": {**cells, "id": "eco-0001", "zh": "财政政策"},
        "form": {**cells, "variant_zh": "财政政策"},
        "repeat": {**cells, "id": "eco-0001", "zh": "财政政策", "en": "policy"},
    }[problem]


def test_ids_are_checked_as_the_metadata_say():
    columns = json.loads(read_data("terms.csv-metadata.json"))["tableSchema"]["columns"]
    pattern = next(c["datatype"]["format"] for c in columns if c["name"] == "id")
    for concept_id in ("net-0001", "net-12345", "net-001", "nets-0001", "net0001"):
        row = Row(2, {"id": concept_id, "zh": "政策", "en": "policy"})
        found = codes(check_table(RawTable("t.csv", ("id", "zh", "en"), (row,)), {}))
        assert ("E101" in found) == (re.fullmatch(pattern, concept_id) is None)


@given(st.dates())
def test_every_calendar_date_is_a_date_at_every_precision(day):
    text = day.isoformat()
    assert is_date(text)
    assert is_date(text[:7])
    assert is_date(text[:4])


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_later_is_never_claimed_of_an_earlier_day(one, other, precision, other_precision):
    later = is_later(one.isoformat()[:precision], other.isoformat()[:other_precision])
    assert not (later and one <= other)


graphs = st.dictionaries(
    st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3).map(tuple), max_size=8
)


@given(graphs)
def test_circles_are_found_exactly_where_a_node_reaches_itself(graph):
    nodes = [str(node) for node in graph]

    def targets(node: str) -> tuple[str, ...]:
        return tuple(str(t) for t in graph.get(int(node), ()))

    cycles = list(find_cycles(nodes, targets))
    assert bool(cycles) == any(_reaches(graph, node, node) for node in graph)
    for cycle in cycles:
        steps = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
        assert all(following in targets(node) for node, following in steps)


def _reaches(graph, start, goal):
    reached, waiting = set(), list(graph.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += graph.get(node, ())
    return goal in reached
