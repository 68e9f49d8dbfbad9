"""The Python-Markdown extension in scripts: its options, what it marks, its tables, its log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import ConfigurationError, GlossaryError, TableError
from iiglossary.exports.cells import tidy
from iiglossary.exports.html import style_sheet

from .markdown_pages import MIIT, TERMS, convert, table_page
from .pages import SeenPage, read_html

markdown = pytest.importorskip("markdown", reason="Python-Markdown is not installed")


def marks(text: str, **options: Any) -> list[tuple[str, str, str]]:
    return [mark.triple for mark in read_html(convert(text, **options)).marks]


def cells(page: SeenPage) -> list[str]:
    return [" ".join(cell.split()) for cell in page.cells]


def test_a_role_becomes_a_term_with_its_english_that_can_be_reached_by_keyboard() -> None:
    (mark,) = read_html(convert("{iig:term}`工業互聯網`")).marks
    assert (mark.tag, mark.text) == ("abbr", "工業互聯網")
    assert mark.attributes == {
        "class": "iig-term iig-first", "role": "term", "tabindex": "0", "title": "industrial internet",
    }  # fmt: skip


def test_roles_take_ids_titles_and_show_english() -> None:
    text = "{iig:term}`net-0001` {iig:en}`工信部` {iig:term}`it <共同富裕>` {iig:en}``written <soc-0001>``"
    assert [triple[:2] for triple in marks(text)] == [
        ("工业互联网", "industrial internet"),
        (MIIT, "工业和信息化部"),
        ("it", "common prosperity"),
        ("written", "共同富裕"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`{iig:term}工业互联网`",
        "`` {iig:term}`工业互联网` ``",
        r"\{iig:term}`工业互联网`",
        "    {iig:term}`工业互联网`",
        "```\n{iig:term}`工业互联网`\n```",
        "{iig:terms}`工业互联网`",
        "{iig:term}工业互联网",
        "<!-- {iig:term}`工业互联网` -->",
    ],
)
def test_code_and_escapes_hold_no_role(text: str) -> None:
    assert marks(text, extensions=("fenced_code",)) == []


def test_code_next_to_a_role_stays_code() -> None:
    html = convert("`a` {iig:term}`工业互联网` `b` {iig:term}`中国`")
    assert html.count("<code>") == 2
    assert len(read_html(html).marks) == 2


@pytest.mark.parametrize(("mode", "count"), [("off", 0), (False, 0), ("first", 1), ("all", 3)])
def test_autolink_marks_none_the_first_or_all(mode: object, count: int) -> None:
    assert len(marks("工业互联网。工业互联网。\n\n工業互聯網", autolink=mode)) == count


def test_an_unknown_mode_of_autolink_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="autolink: 'some' is not known; expected off, "):
        convert("", autolink="some")


@pytest.mark.parametrize(
    "text",
    [
        "`工业互联网`",
        "[工业互联网](x.html)",
        "[*工业互联网*](x.html)",
        "# 工业互联网",
        "工业互联网\n===",
        "<kbd>工业互联网</kbd>",
        "text <span>*工业互联网*</span> text",
        "<p>工业互联网</p>",
        "```\n工业互联网\n```",
        "    工业互联网",
        "![工业互联网](x.png)",
        "<https://example.org/工业互联网>",
        "*工业*互联网",
        "发展**中国**家",
        "工业\\*互联网",
        '!!! note "工业互联网"\n\n    text',
        "工业互联网\n{: .iig-skip }",
        "*[HTML]: x\n\nHTML <b>工业互联网</b>",
        '<figure markdown="block">\n<figcaption markdown="span">工业互联网</figcaption>\n</figure>',
    ],
)
def test_nothing_is_marked_in_code_links_headings_captions_and_raw_html(text: str) -> None:
    extensions = ("fenced_code", "admonition", "attr_list", "abbr", "md_in_html", "toc")
    assert marks(text, autolink="all", extensions=extensions) == []


@pytest.mark.parametrize(
    "text",
    [
        "工业互联网",
        "*工业互联网*",
        "- 工业互联网",
        "> 工业互联网",
        "R&D &amp; <br> 工业互联网",
        "<b>x</b> 工业互联网",
        "| 工业互联网 |\n|---|\n| x |",
        "text[^1]\n\n[^1]: 工业互联网",
        "词\n:   工业互联网",
        '!!! note "x"\n\n    工业互联网',
        '<div markdown="1">\n工业互联网\n</div>',
        "工业\n互联网",
    ],
)
def test_plain_text_is_marked_wherever_it_stands(text: str) -> None:
    extensions = ("tables", "footnotes", "def_list", "admonition", "md_in_html")
    found = marks(text, autolink="all", extensions=extensions)
    assert [triple[1] for triple in found] == ["industrial internet"]


@settings(deadline=None)
@given(st.text(alphabet="工业互联网中国的 *_`<>[]()\n#|x{}\\&", max_size=60))
def test_marking_changes_no_text(text: str) -> None:
    """Without the tags of marks the page is what it is without the extension."""
    plain = markdown.markdown(text)
    marked = convert(text, autolink="all")
    for mark in read_html(marked).marks:
        start = marked.index('<abbr class="iig-term')
        end = marked.index("</abbr>", start)
        inner = marked[marked.index(">", start) + 1 : end]
        assert inner == mark.text
        marked = marked[:start] + inner + marked[end + len("</abbr>") :]
    assert marked == plain


def test_a_role_counts_as_the_first_mention() -> None:
    found = read_html(convert("{iig:term}`中国`和中国", autolink="first")).marks
    assert [mark.text for mark in found] == ["中国"]


def test_the_block_becomes_a_table_with_an_anchor_for_every_concept() -> None:
    page = table_page("before\n\n::: iiglossary-table field=net sort=en\n\nafter")
    assert page.tags["table"] == 1
    assert page.ids == {"iig-net-0002": 1, "iig-net-0001": 1}
    assert list(page.ids) == ["iig-net-0002", "iig-net-0001"]


@pytest.mark.parametrize(
    "text",
    [
        "::: iiglossary-table\n:::",
        "   ::: iiglossary-table",
        ":::iiglossary-table",
        "text\n::: iiglossary-table\ntext",
        "- item\n\n    ::: iiglossary-table",
        "::: iiglossary-table kind='slogan, place, concept, technology, institution'",
    ],
)
def test_the_block_is_known_however_it_is_written(text: str) -> None:
    page = table_page(text)
    assert (page.tags["table"], page.tags["tr"]) == (1, 8)
    assert ":::" not in convert(text)


@pytest.mark.parametrize(
    "text",
    ["    ::: iiglossary-table", "```\n::: iiglossary-table\n```", "`::: iiglossary-table`",
     "x ::: iiglossary-table", "::: iiglossary-tables"],
)  # fmt: skip
def test_the_block_is_none_inside_code_and_text(text: str) -> None:
    assert table_page(text, extensions=("fenced_code",)).tags["table"] == 0


def test_marks_link_to_the_entry_on_their_page() -> None:
    text = "{iig:term}`中国`\n\n::: iiglossary-table"
    assert marks(text) == [("中国", "China", "#iig-reg-0001")]


def test_marks_link_to_the_index_page_where_one_is_named() -> None:
    found = marks("{iig:term}`中国`", index_page="https://example.org/terms")
    assert found == [("中国", "China", "https://example.org/terms#iig-reg-0001")]


def test_a_second_table_of_a_page_repeats_no_anchor() -> None:
    page = table_page("::: iiglossary-table\n\n::: iiglossary-table field=net")
    assert set(page.ids.values()) == {1}


def test_a_mark_inside_a_link_is_no_link_and_no_stop_of_its_own() -> None:
    html = convert("[a {iig:term}`中国` b](x.html)\n\n::: iiglossary-table")
    (mark,) = read_html(html).marks
    assert (mark.tag, "tabindex" in mark.attributes) == ("abbr", False)


def test_tables_of_a_block_are_laid_over_those_of_the_project(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("zh,en\n中国,the country\n", encoding="utf-8")
    shown = cells(table_page(f'::: iiglossary-table tables="{own}" columns="zh en"'))
    assert shown[shown.index("中国") + 1] == "the country"


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40).filter(str.strip), st.text(max_size=40))
def test_what_a_table_holds_is_shown_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, en: str, note: str
) -> None:
    path = tmp_path_factory.mktemp("t") / "own.csv"
    rows = [["zh", "en", "note"], ["词", en, note]]
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    text = "\n".join(lines).encode("utf-8", "replace").replace(b"\0", b" ")
    path.write_bytes(text + b"\n")
    block = '::: iiglossary-table columns="zh en note"'
    try:
        page = table_page(f"{{iig:term}}`词`\n\n{block}", tables=[str(path)])
    except TableError:
        return
    if not page.tags["table"]:  # nothing but blanks
        return
    stored = text.decode().split("\n", 1)
    assert set(page.tags) <= {"p", "a", "div", "table", "thead", "tbody", "tr", "th", "td", "span"}
    assert page.links == ["#iig-own-0001"]
    assert stored
    assert page.cells[1].rstrip("\n") == tidy(
        en.encode("utf-8", "replace").decode().replace("\0", " ")
    )
    assert page.marks[0].attributes["title"] == page.cells[1].rstrip("\n")


def test_an_entity_in_a_table_is_text() -> None:
    shown = cells(table_page('::: iiglossary-table kind=slogan columns="en note"'))
    assert shown[0] == 'carbon goals <script>alert(1)</script> & "more"'
    assert shown[1].startswith("<img src=x onerror=alert(1)> **bold**")


def test_the_style_sheet_stands_once_in_a_page_that_needs_it() -> None:
    page = table_page("{iig:term}`中国`\n\n::: iiglossary-table", style=True)
    assert page.tags["link"] == 1
    assert page.links[-1].startswith("data:text/css;base64,")
    assert table_page("中国", style=True).tags["link"] == 0
    assert "iig-term" in style_sheet()


def test_one_instance_converts_many_pages() -> None:
    md = markdown.Markdown(
        extensions=["iiglossary"],
        extension_configs={"iiglossary": {"tables": [str(TERMS)], "autolink": "first"}},
    )
    first = md.convert("工业互联网")
    assert md.convert("工业互联网") == first


def test_a_changed_table_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("zh,en\n词,word\n", encoding="utf-8")
    assert marks("{iig:term}`词`", tables=[str(path)])[0][1] == "word"
    path.write_text("zh,en\n词,another\n", encoding="utf-8")
    assert marks("{iig:term}`词`", tables=[str(path)])[0][1] == "another"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\n{iig:term}`工业互联罔`", "line 3: no term for '工业互联罔'; closest is '工业互联网' (score 80)"),
        ("::: iiglossary-table field=nex", "line 1: field: 'nex' is not known; expected net, "),
        ("::: iiglossary-table order=id", "line 1: option: 'order' is not known; expected field, "),
        ("::: iiglossary-table net", "line 1: 'net' is no option; write name=value"),
        ("::: iiglossary-table field=mil", "line 1: no concept for '::: iiglossary-table field=mil'"),
        ("::: iiglossary-table tables=none.csv", "line 1: none.csv: cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_logged_with_its_line(
    text: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    html = convert(text)
    assert caplog.records[0].getMessage().startswith(message)
    assert not {"iiglossary-table", "iiglossary-mark"} & set(read_html(html).tags)


def test_the_same_unknown_term_twice_is_logged_at_both_lines(
    caplog: pytest.LogCaptureFixture,
) -> None:
    convert("{iig:term}`无此词条`\n\n{iig:term}`无此词条`")
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["line 1", "line 3"]


def test_a_table_that_cannot_be_read_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert "工业互联网" in convert("{iig:term}`工业互联网`", tables=["none.csv"])
    assert "none.csv: cannot be read" in caplog.records[0].getMessage()


def test_a_strict_page_raises_what_would_be_logged() -> None:
    with pytest.raises(GlossaryError, match=r"^line 1: no term for '工业互联罔'; closest is "):
        convert("{iig:term}`工业互联罔`", strict=True)


def test_nothing_is_loaded_for_a_page_without_terms() -> None:
    code = (
        "import markdown, sys; markdown.markdown('plain', extensions=['iiglossary']); "
        "print('ahocorasick_rs' in sys.modules, 'docutils' in sys.modules, 'mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1:] == ["False", "False"]
