"""The Python-Markdown extension: in scripts, and in MkDocs, ProperDocs and Zensical sites."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiglossary import ConfigurationError, GlossaryError, TableError
from iiglossary.exports.cells import tidy
from iiglossary.exports.html import style_sheet

from .pages import SeenPage, read_html, read_page

markdown = pytest.importorskip("markdown", reason="Python-Markdown is not installed")

SITE = Path(__file__).parent / "projects" / "site"
TERMS = SITE / "docs" / "terms.csv"
MIIT = "Ministry of Industry and Information Technology"


def convert(text: str, *, extensions: tuple[str, ...] = (), **options: Any) -> str:
    """A page as HTML; the style sheet is left out, unless asked for."""
    options = {"tables": [str(TERMS)], "builtin": False, "style": False, **options}
    return str(
        markdown.markdown(
            text,
            extensions=["iiglossary", *extensions],
            extension_configs={"iiglossary": options},
        )
    )


def marks(text: str, **options: Any) -> list[tuple[str, str, str]]:
    return [mark.triple for mark in read_html(convert(text, **options)).marks]


def table_page(text: str, **options: Any) -> SeenPage:
    return read_html(convert(text, **options))


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


# Sites.

GENERATORS = [
    pytest.param(name, marks=[
        pytest.mark.builds,
        pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed"),
        pytest.mark.skipif(find_spec("material") is None, reason="Material is not installed"),
    ])
    for name in ("mkdocs", "properdocs", "zensical")
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(SITE, tmp_path / "site"))


def generate(generator: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Build a site as its authors do; the pages are in ``site/``."""
    config = ["-f", "mkdocs.yml"]
    return subprocess.run(
        [sys.executable, "-m", generator, "build", *config, *flags],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
    )  # fmt: skip


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_site_builds_strictly_with_marks_that_link_to_the_glossary(
    site: Path, generator: str
) -> None:
    done = generate(generator, site, "--strict")
    assert done.returncode == 0, done.stderr
    page = read_page(site / "site" / "guide" / "marks" / "index.html")
    there = "../../glossary/#iig-"
    assert [mark.triple for mark in page.marks] == [
        ("工业互联网", "industrial internet", f"{there}net-0001"),
        ("中国", "China", f"{there}reg-0001"),
        ("工信部", f"{MIIT} (MIIT)", f"{there}gov-0001"),
        ("人工智能", "artificial intelligence (AI)", f"{there}dig-0001"),
        ("工業互聯網", "industrial internet", f"{there}net-0001"),
        ("工业互联网", "industrial internet", f"{there}net-0001"),
        (MIIT, "工业和信息化部", f"{there}gov-0001"),
        ("the phrase", "common prosperity", f"{there}soc-0001"),
        ("written out", "工业互联网", f"{there}net-0001"),
        ("发展中国家", "developing country", f"{there}reg-0002"),
    ]
    glossary = read_page(site / "site" / "glossary" / "index.html")
    for mark in page.marks:
        assert glossary.ids[mark.attributes["href"].partition("#")[2]] == 1
    text = (site / "site" / "glossary" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_unknown_id_fails_a_strict_build_and_names_page_and_line(
    site: Path, generator: str
) -> None:
    add(site / "docs" / "glossary.md", "\n{iig:term}`net-9999`\n")
    done = generate(generator, site, "--strict")
    lines = (site / "docs" / "glossary.md").read_text(encoding="utf-8").count("\n")
    assert done.returncode != 0
    assert f"glossary.md:{lines}" in done.stdout + done.stderr
    assert "no term for 'net-9999'" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_unknown_id_is_only_reported_where_the_build_is_not_strict(
    site: Path, generator: str
) -> None:
    add(site / "docs" / "index.md", "\n{iig:term}`net-9999`\n")
    done = generate(generator, site)
    assert done.returncode == 0
    assert "no term for 'net-9999'" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_index_page_is_linked_to_and_must_be_there(site: Path, generator: str) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    add(site / "docs" / "guide" / "plain.md", "\n::: iiglossary-table field=net\n")
    for page, code in (("guide/plain.md", 0), ("guide/none.md", 1)):
        text = config.replace("autolink: first", f"autolink: first\n      index_page: {page}")
        (site / "mkdocs.yml").write_text(text, encoding="utf-8")
        done = generate(generator, site, "--strict")
        assert bool(done.returncode) == bool(code), done.stderr
        if not code:
            linked = [m.triple[2] for m in read_page(site / "site" / "index.html").marks]
            assert linked == ["guide/plain/#iig-net-0001", ""]
    assert "index_page: 'guide/none.md' is no page of the site" in done.stdout + done.stderr


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_next_build_shows_a_changed_table(site: Path, generator: str) -> None:
    generate(generator, site)
    path = site / "docs" / "terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",industrial internet,", ",internet of industry,"), encoding="utf-8"
    )
    os.utime(path, (time.time() + 2,) * 2)
    generate(generator, site)
    page = read_page(site / "site" / "index.html")
    assert page.marks[0].triple[1] == "internet of industry"


@pytest.mark.builds
def test_a_site_that_is_served_shows_a_changed_table_and_a_moved_entry(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("material", reason="Material is not installed")
    commands = pytest.importorskip("mkdocs.commands.build", reason="MkDocs is not installed")
    from mkdocs.config import load_config

    monkeypatch.chdir(site)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)

    def marked() -> list[tuple[str, str, str]]:
        commands.build(load_config("mkdocs.yml"))
        return [mark.triple for mark in read_page(site / "site" / "index.html").marks]

    assert marked()[0] == ("工业互联网", "industrial internet", "glossary/#iig-net-0001")
    path = site / "docs" / "terms.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(",industrial internet,", ",internet of industry,"), encoding="utf-8"
    )
    (site / "docs" / "glossary.md").write_text("# Glossary\n", encoding="utf-8")
    add(site / "docs" / "guide" / "plain.md", "\n::: iiglossary-table\n")
    assert marked()[0] == ("工业互联网", "internet of industry", "guide/plain/#iig-net-0001")


@pytest.mark.builds
def test_search_finds_terms_in_chinese_pinyin_and_english(site: Path) -> None:
    pytest.importorskip("material", reason="Material is not installed")
    generate("mkdocs", site)
    index = (site / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    for words in ("gongye hulianwang", "industrial internet"):
        assert words in index
    assert "text-decoration" not in index, "the style sheet is in the index"


GUIDE = (Path(__file__).parent.parent / "docs" / "documentation-builds.md").read_text("utf-8")


@pytest.mark.parametrize("block", re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL))
def test_the_snippets_of_the_guide_work(block: str, caplog: pytest.LogCaptureFixture) -> None:
    page = table_page(block, autolink="first", extensions=("attr_list",))
    assert not caplog.records
    assert bool(page.tags["table"]) == ("iiglossary-table" in block)
    assert bool(page.marks) == ("{iig:" in block)


def test_the_script_of_the_guide_runs() -> None:
    (script,) = re.findall(r"```python\n(import markdown\n.*?)```", GUIDE, re.DOTALL)
    exec(compile(script, "documentation-builds.md", "exec"), {})  # noqa: S102 - our own snippet


@pytest.mark.builds
@pytest.mark.skipif(find_spec("zensical") is None, reason="Zensical is not installed")
def test_the_configurations_of_the_guide_are_understood(site: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    (site / "mkdocs.yml").unlink()
    (site / "zensical.toml").write_text(
        toml.replace("[project]", '[project]\nsite_name = "Sample"', 1), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=site, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert read_page(site / "site" / "index.html").marks
