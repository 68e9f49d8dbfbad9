"""What Sphinx builds of the small projects show, in every format we promise."""

from __future__ import annotations

import os
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROJECTS
from .pages import read_page
from .sphinx_builds import Build, build

MIIT = "Ministry of Industry and Information Technology"
GLOSSARY = "../glossary.html#iig-"

pytestmark = pytest.mark.builds


@pytest.fixture(scope="session")
def rst(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(PROJECTS / "sphinx-rst", tmp_path_factory.mktemp("rst"))


@pytest.fixture(scope="session")
def myst(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(PROJECTS / "sphinx-myst", tmp_path_factory.mktemp("myst"))


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "text", "man", "latex", "texinfo", "gettext", "xml", "dummy"],
)  # fmt: skip
@pytest.mark.parametrize("project_name", ["sphinx-rst", "sphinx-myst"])
def test_every_builder_succeeds_without_a_warning(
    tmp_path: Path, builder: str, project_name: str
) -> None:
    source = shutil.copytree(PROJECTS / project_name, tmp_path / "source")
    assert build(source, tmp_path / "built", builder, version="1").warnings == ""


def test_terms_are_marked_at_their_first_mention_with_english_and_link(rst: Build) -> None:
    assert rst.marks("guide/marks") == [
        ("工业互联网", "industrial internet", f"{GLOSSARY}net-0001"),
        ("中国", "China", f"{GLOSSARY}reg-0001"),
        ("工信部", f"{MIIT} (MIIT)", f"{GLOSSARY}gov-0001"),
        ("人工智能", "artificial intelligence (AI)", f"{GLOSSARY}dig-0001"),
        ("工業互聯網", "industrial internet", f"{GLOSSARY}net-0001"),
        ("工业互联网", "industrial internet", f"{GLOSSARY}net-0001"),
        (MIIT, "工业和信息化部", f"{GLOSSARY}gov-0001"),
        ("the phrase", "common prosperity", f"{GLOSSARY}soc-0001"),
        ("written out", "工业互联网", f"{GLOSSARY}net-0001"),
        ("发展中国家", "developing country", f"{GLOSSARY}reg-0002"),
    ]


def test_nothing_is_marked_in_code_literals_links_headings_captions_and_raw_html(
    rst: Build, myst: Build
) -> None:
    closed = {"a", "code", "pre", "kbd", "figcaption", "caption", "nav"} | {f"h{n}" for n in range(1, 7)}  # fmt: skip
    for done, name in ((rst, "guide/marks"), (rst, "index"), (myst, "marks"), (myst, "index")):
        for mark in done.page(name).marks:
            assert not closed & set(mark.inside), mark.text
    raw = "<p>人工智能 raw</p>"
    assert raw in rst.text("guide/marks.html")
    assert '<p class="iig-skip">人工智能 opted out.</p>' in rst.text("guide/marks.html")


def test_emphasis_inside_a_word_makes_no_term_of_its_half(rst: Build) -> None:
    assert "发展<strong>中国</strong>家" in rst.text("guide/marks.html")


def test_only_the_first_mention_is_told_from_later_ones(myst: Build) -> None:
    first = [
        "iig-first" in m.attributes["class"]
        for m in myst.page("index").marks
        if m.text == "工业互联网"
    ]
    assert first == [True, False]


@pytest.mark.parametrize(("mode", "count"), [("off", 0), ("first", 1), ("all", 3)])
def test_autolink_marks_none_the_first_or_all(
    small: Callable[..., Path], tmp_path: Path, mode: str, count: int
) -> None:
    source = small(index="T\n=\n\n工业互联网。工业互联网。\n\n工業互聯網\n")
    done = build(source, tmp_path / "o", iiglossary_autolink=mode)
    assert len(done.marks("index")) == count


def test_a_mark_without_an_entry_in_the_build_can_be_reached_by_keyboard(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    done = build(small(index="T\n=\n\n:iig:term:`工业互联网`\n"), tmp_path / "o")
    (mark,) = done.page("index").marks
    assert mark.tag == "abbr"
    assert mark.attributes == {
        "class": "iig-term iig-first", "role": "term", "tabindex": "0", "title": "industrial internet",
    }  # fmt: skip


def test_the_longest_table_is_linked_to_and_before_it_the_page_itself(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    role = "T\n=\n\n:iig:term:`工业互联网`\n\n"
    source = small(
        "exclude_patterns = []",
        index=role + ".. toctree::\n\n   a\n   b\n   c\n",
        a="T\n=\n\n.. iiglossary-table::\n   :field: net\n",
        b="T\n=\n\n.. iiglossary-table::\n",
        c=role + ".. iiglossary-table::\n   :field: net\n",
    )
    done = build(source, tmp_path / "o")
    assert [m[2] for m in done.marks("index")] == ["b.html#iig-net-0001"]
    assert [m[2] for m in done.marks("c")] == ["#iig-net-0001"]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_every_link_to_an_entry_finds_one_anchor(tmp_path: Path, builder: str) -> None:
    done = build(PROJECTS / "sphinx-rst", tmp_path, builder, version="1")
    suffix = "xhtml" if builder == "epub" else "html"
    pages = {
        p.relative_to(tmp_path).as_posix(): read_page(p) for p in tmp_path.rglob(f"*.{suffix}")
    }
    followed = 0
    for name, page in pages.items():
        for link in page.links:
            path, _, anchor = link.partition("#")
            if anchor.startswith("iig-"):
                target = os.path.normpath(Path(name).parent / path) if path else name
                assert pages[target].ids[anchor] == 1, f"{name}: {link}"
                followed += 1
    assert followed >= 10, done.warnings


def test_text_output_has_the_english_in_brackets_at_the_first_mention(tmp_path: Path) -> None:
    done = build(PROJECTS / "sphinx-myst", tmp_path, "text")
    flat = re.sub(r"\s+", " ", done.text("marks.txt"))
    assert "推进工业互联网 (industrial internet)建设" in flat
    assert f"工信部 ({MIIT}, MIIT)的" in flat
    assert "Roles: 工業互聯網, 工业互联网, " in flat


def test_man_pages_and_texinfo_have_the_table_and_the_english(tmp_path: Path) -> None:
    build(PROJECTS / "sphinx-rst", tmp_path / "man", "man")
    (page,) = (tmp_path / "man").glob("*.1")
    text = page.read_text(encoding="utf-8")
    assert (
        "人工智能\\fP (artificial intelligence, AI)" in text
        or "(artificial intelligence, AI)" in text
    )
    assert "gòngtóng fùyù" in text


def test_latex_links_every_mark_to_a_label_that_is_there(tmp_path: Path) -> None:
    build(PROJECTS / "sphinx-rst", tmp_path, "latex")
    (path,) = tmp_path.glob("*.tex")
    text = path.read_text(encoding="utf-8")
    wanted = set(re.findall(r"hyperref\[\\detokenize\{([^}]*iig-[^}]*)\}\]", text))
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text)
    assert len(wanted) >= 5
    assert all(labels.count(label) == 1 for label in wanted)


def test_what_a_table_holds_comes_out_escaped_in_every_format(tmp_path: Path) -> None:
    for builder in ("html", "singlehtml", "epub"):
        done = build(PROJECTS / "sphinx-rst", tmp_path / builder, builder, version="1")
        for path in done.folder.rglob("*html"):
            text = path.read_text(encoding="utf-8")
            assert "<script>alert" not in text, path
            assert "<img src=x" not in text, path
    tex = build(PROJECTS / "sphinx-rst", tmp_path / "latex", "latex")
    (path,) = tex.folder.glob("*.tex")
    assert "\\begin{z}" not in path.read_text(encoding="utf-8")


def test_notes_of_a_table_come_out_as_they_are(small: Callable[..., Path], tmp_path: Path) -> None:
    source = small(index="T\n=\n\n.. iiglossary-table::\n   :columns: zh note\n   :kind: slogan\n")
    page = build(source, tmp_path / "o").page("index")
    assert page.cells[1] == (
        "<img src=x onerror=alert(1)> **bold** `code` |pipe| _x_ $y$ \\begin{z}"
    )


def test_a_directive_lays_tables_of_its_own_over_those_of_the_project(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(index="T\n=\n\n.. iiglossary-table::\n   :tables: own.csv\n   :columns: zh en\n")
    (source / "own.csv").write_text("zh,en\n工业互联网,network of machines\n", encoding="utf-8")
    cells = [cell.strip() for cell in build(source, tmp_path / "o").page("index").cells]
    assert cells[cells.index("工业互联网") + 1] == "network of machines"


def test_the_shipped_table_is_there_unless_it_is_turned_off(tmp_path: Path) -> None:
    source = tmp_path / "s"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["iiglossary.sphinx"]\n', encoding="utf-8")
    (source / "index.rst").write_text("T\n=\n\n:iig:term:`工业互联网`\n", encoding="utf-8")
    done = build(source, tmp_path / "o")
    assert done.warnings == ""
    assert len(done.marks("index")) == 1


def test_the_inventory_has_every_entry_by_id_and_by_headword(rst: Build) -> None:
    # As Sphinx's own documentation describes the format: four lines, then zlib.
    packed = (rst.folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = zlib.decompress(packed).decode().splitlines()
    assert "net-0001 iig:term -1 glossary.html#iig-$ 工业互联网" in lines
    assert "工业互联网 iig:term -1 glossary.html#iig-net-0001 -" in lines
    entry = "工业互联网 · gongye hulianwang gongyehulianwang · industrial internet"
    assert f"{entry} iig:entry 1 glossary.html#iig-net-0001 -" in lines


def test_another_project_can_refer_to_entries(
    rst: Build, tmp_path: Path, small: Callable[..., Path]
) -> None:
    conf = (
        'extensions.append("sphinx.ext.intersphinx")\niiglossary_tables = ["own.csv"]\n'
        f'intersphinx_mapping = {{"other": ("https://example.org/", {str(rst.folder / "objects.inv")!r})}}'
    )
    source = small(
        conf, index="T\n=\n\n:iig:term:`工业互联网` and :external+other:iig:term:`it <gov-0001>`\n"
    )
    (source / "own.csv").write_text("zh,en\n词,word\n", encoding="utf-8")
    done = build(source, tmp_path / "o")
    assert done.warnings == ""
    links = [link for link in done.page("index").links if "example.org" in link]
    assert [link.rpartition("#")[2] for link in links] == ["iig-net-0001", "iig-gov-0001"]


def test_the_role_any_finds_entries(small: Callable[..., Path], tmp_path: Path) -> None:
    source = small(index="T\n=\n\n:any:`net-0001`\n\n.. iiglossary-table::\n")
    done = build(source, tmp_path / "o")
    assert done.warnings == ""
    assert done.marks("index") == [("工业互联网", "industrial internet", "#iig-net-0001")]


def test_gettext_finds_the_same_messages_as_without_marks_and_tables(
    tmp_path: Path, project: Path
) -> None:
    marked = build(project, tmp_path / "marked", "gettext", iiglossary_autolink="all")
    plain = build(project, tmp_path / "plain", "gettext", iiglossary_autolink="off")
    for path in sorted(marked.folder.glob("**/*.pot")):
        name = path.relative_to(marked.folder).as_posix()
        found = [
            re.findall(r'^msgid .*(?:\n".*)*', b.text(name), re.MULTILINE) for b in (marked, plain)
        ]
        assert found[0] == found[1]
    messages = "".join(path.read_text(encoding="utf-8") for path in marked.folder.rglob("*.pot"))
    assert "推进工业互联网建设" in messages
    assert "gōngyè" not in messages


def test_the_pinyin_index_has_letters_in_order_and_links_to_entries(rst: Build) -> None:
    page = rst.page("iig-pinyin")
    assert [i for i in page.ids if i.startswith("cap-")] == [f"cap-{x}" for x in "FGLRZ"]
    entries = [link for link in page.links if "#iig-" in link]
    assert entries[:3] == [f"glossary.html#iig-{i}" for i in ("reg-0002", "gov-0001", "net-0001")]
    assert "iig-pinyin.html" in rst.page("glossary").links


def test_the_pinyin_index_can_be_turned_off(tmp_path: Path) -> None:
    source = shutil.copytree(PROJECTS / "sphinx-rst", tmp_path / "source")
    build(source, tmp_path / "o", iiglossary_index_page=False)
    assert not (tmp_path / "o" / "iig-pinyin.html").exists()


def test_the_search_page_knows_entries_in_chinese_pinyin_and_english(rst: Build) -> None:
    index = rst.text("searchindex.js")
    assert "gongye hulianwang" in index
    assert "industrial internet" in index


def test_the_style_sheet_comes_along(rst: Build) -> None:
    assert (rst.folder / "_static" / "iiglossary.css").is_file()
    assert "_static/iiglossary.css" in rst.text("index.html")


GUIDE = (Path(__file__).parent.parent / "docs" / "documentation-builds.md").read_text("utf-8")


@pytest.mark.parametrize(
    "block", re.findall(r"^```rst\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
)
def test_the_snippets_of_the_guide_build(
    small: Callable[..., Path], tmp_path: Path, block: str
) -> None:
    (conf,) = re.findall(r"```python\n# conf.py\n(.*?)```", GUIDE, re.DOTALL)
    done = build(small(conf, index=f"Title\n=====\n\n{block}"), tmp_path / "o")
    assert done.warnings == ""
    assert bool(done.page("index").tags["table"]) == ("iiglossary-table" in block)
    assert bool(done.marks("index")) == (":iig:" in block)


def test_the_snippet_of_the_guide_for_myst_builds(tmp_path: Path) -> None:
    source = shutil.copytree(PROJECTS / "sphinx-myst", tmp_path / "source")
    (block,) = re.findall(r"````md\n(.*?)````", GUIDE, re.DOTALL)
    with (source / "marks.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{block}")
    done = build(source, tmp_path / "o")
    assert done.warnings == ""
    assert done.page("marks").tags["table"] == 1
