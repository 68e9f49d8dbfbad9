"""Tables in every format: complete, stable, reloadable, and harmless whatever the table holds."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import ConceptEntry, ConfigurationError, Glossary, Rendering, Status, load
from iiglossary.exports import FORMATS, Table, export, table_of
from iiglossary.exports.cells import anchor, tidy
from iiglossary.exports.html import style_sheet, table_element, to_html
from iiglossary.selection import Selection

from .pages import read_html

WHOLE = Selection(sort="id")
NASTY = (
    '<script>alert(1)</script> & "x" <img src=x onerror=alert(1)> **b** `c` |p| _i_ ~s~ $y$ '
    "\\n [l](javascript:1) {: #id } {{ 1 }} ::: .. note:: :sub:`x` ]]> --> &lt; \\begin{z}"
)


def table(glossary: Glossary, selection: Selection = WHOLE) -> Table:
    return table_of(glossary, selection, glossary.sources)


def one(en: str, note: str = "", zh: str = "词") -> Table:
    """A table of one concept with a further, deprecated rendering."""
    renderings = (Rendering(en), Rendering("other", Status.DEPRECATED, note=note))
    entry = ConceptEntry("own-0001", zh, renderings)
    return table_of([entry], Selection(columns=("zh", "en", "others")), {})


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_every_concept_and_rendering(mini: Glossary, name: str) -> None:
    written = export(name, table(mini))
    for entry in mini:
        assert entry.zh in written
        assert all(r.en.replace("'", "") in written.replace("'", "") for r in entry.renderings)


@pytest.mark.parametrize("name", FORMATS)
def test_writing_twice_gives_the_same_text_with_lines_of_lf(mini: Glossary, name: str) -> None:
    written = export(name, table(mini))
    assert written == export(name, table(mini))
    assert written.endswith("\n")
    assert "\r" not in written


@pytest.mark.parametrize("name", FORMATS)
def test_a_changed_note_changes_only_the_lines_of_its_concept(name: str) -> None:
    before = export(name, one("net", "first")).splitlines()
    after = export(name, one("net", "second")).splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 1


def test_an_unknown_format_is_named_with_those_expected(mini: Glossary) -> None:
    with pytest.raises(ConfigurationError, match="'xlsx' is not known; expected markdown, "):
        export("xlsx", table(mini))


def test_csv_is_a_term_table_again(mini: Glossary, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(export("csv", table(mini)), encoding="utf-8", newline="")
    again = load(path, builtin=False)
    for entry in mini:
        same = again[entry.id]
        assert same.renderings == entry.renderings
        assert (same.zh, same.forms, same.kind, same.note) == (
            entry.zh, entry.forms, entry.kind, entry.note,
        )  # fmt: skip


def test_csv_with_columns_of_choice_has_those_and_a_row_per_rendering(mini: Glossary) -> None:
    chosen = Selection(fields=("net",), sort="id", columns=("zh", "en", "status", "kind"))
    rows = list(csv.reader(io.StringIO(export("csv", table(mini, chosen)))))
    assert rows == [
        ["zh", "en", "status", "kind"],
        ["工业互联网", "industrial internet", "preferred", "concept"],
        ["工业互联网", "Industrial Internet", "admitted", ""],
        ["工业互联网", "Industrial Internet of Things", "deprecated", ""],
        ["五个加快一个加大", "Five Accelerations and One Increase", "preferred", "slogan"],
    ]


def test_json_has_one_record_a_line_with_the_columns_as_keys(mini: Glossary) -> None:
    chosen = Selection(fields=("net",), sort="id", columns=("id", "zh", "en", "source", "others"))
    written = export("json", table(mini, chosen))
    assert len(written.splitlines()) == 4
    assert json.loads(written)[0] == {
        "id": "net-0001",
        "zh": "工业互联网",
        "en": "industrial internet",
        "source": ["usage"],
        "others": [
            {"en": "Industrial Internet", "status": "admitted", "abbr_en": "II", "source": "usage"},
            {
                "en": "Industrial Internet of Things",
                "status": "deprecated",
                "abbr_en": "IIoT",
                "source": "memory",
                "note": "IIoT is narrower; use industrial internet",
            },
        ],
    }


def test_html_is_one_page_that_fetches_nothing_and_runs_nothing(mini: Glossary) -> None:
    written = export("html", table(mini))
    page = read_html(written)
    assert written.startswith("<!DOCTYPE html>")
    assert not page.tags["script"]
    assert not page.tags["link"]
    assert not page.links
    assert "url(" not in style_sheet()
    assert "@import" not in style_sheet()


def test_html_rows_have_the_anchors_of_their_concepts(mini: Glossary) -> None:
    page = read_html(export("html", table(mini)))
    assert page.ids == dict.fromkeys((anchor(entry.id) for entry in mini), 1)


def test_discouraged_renderings_are_struck_out_and_say_so_in_words(mini: Glossary) -> None:
    chosen = Selection(fields=("net",), columns=("en", "others"))
    written = to_html(table_element(table(mini, chosen)))
    assert "<s>Industrial Internet of Things (IIoT)</s>" in written
    assert "deprecated: IIoT is narrower; use industrial internet" in written


def test_rows_can_be_found_by_pinyin_without_tones(mini: Glossary) -> None:
    written = export("html", table(mini))
    assert '<span hidden="hidden"> gongye hulianwang gongyehulianwang</span>' in written


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_anchors_are_ascii_and_differ_where_ids_differ(one: str, other: str) -> None:
    assert anchor(one).isascii()
    assert not set(anchor(one)) & set(" \"'<>&#%:/")
    assert (anchor(one) == anchor(other)) == (one == other)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip), st.text(max_size=60))
def test_html_shows_any_text_as_it_is(en: str, note: str) -> None:
    written = to_html(table_element(one(en, note)))
    page = read_html(written)
    remark = f"deprecated: {tidy(note)}" if note else "deprecated"
    assert page.cells[1].rstrip("\n") == tidy(en)
    assert page.cells[2].split() == f"other {remark}".split()
    assert set(page.tags) == {"div", "table", "thead", "tbody", "tr", "th", "td", "span", "s", "small"}  # fmt: skip


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_restructuredtext_shows_any_text_as_it_is(en: str) -> None:
    docutils = pytest.importorskip("docutils.core")
    nodes = pytest.importorskip("docutils.nodes")
    settings = {"report_level": 2, "halt_level": 2, "warning_stream": None}
    document = docutils.publish_doctree(export("rst", one(en)), settings_overrides=settings)
    entries = list(document.findall(nodes.entry))
    assert entries[-2].astext() == tidy(en)
    assert document.nameids["iig-own-0001"]


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_markdown_never_lets_a_tag_through(en: str) -> None:
    markdown = pytest.importorskip("markdown")
    page = read_html(markdown.markdown(export("markdown", one(en)), extensions=["tables"]))
    assert not set(page.tags) - {"table", "thead", "tbody", "tr", "th", "td", "a"}
    assert page.links == []


def test_markdown_shows_what_a_table_tries_to_smuggle_in() -> None:
    markdown = pytest.importorskip("markdown")
    html = markdown.markdown(export("markdown", one(NASTY)), extensions=["tables", "attr_list"])
    page = read_html(html)
    assert page.tags["script"] == page.tags["img"] == page.tags["strong"] == 0
    assert page.cells[1] == NASTY


@pytest.mark.parametrize("name", ["html", "rst", "markdown"])
def test_the_target_of_a_row_stands_in_every_format_made_for_reading(name: str) -> None:
    assert "iig-own-0001" in export(name, one("x"))
