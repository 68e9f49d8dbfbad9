"""Sphinx builds of the small projects in tests/projects, in every format we promise."""

from __future__ import annotations

import io
import os
import re
import shutil
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .pages import SeenPage, read_page

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST is not installed")
pytest.importorskip("furo", reason="Furo is not installed")

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.docutils import docutils_namespace, patch_docutils

PROJECTS = Path(__file__).parent / "projects"
MIIT = "Ministry of Industry and Information Technology"
GLOSSARY = "../glossary.html#iig-"

pytestmark = pytest.mark.builds


@dataclass
class Build:
    """What a build has left behind."""

    folder: Path
    warnings: str
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def page(self, name: str) -> SeenPage:
        return read_page(self.folder / f"{name}.html")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def marks(self, name: str) -> list[tuple[str, str, str]]:
        return [mark.triple for mark in self.page(name).marks]


def build(
    source: Path, folder: Path, builder: str = "html", *, jobs: int = 1, **config: Any
) -> Build:
    """Build a project as sphinx-build does; read and written pages are noted."""
    warnings = io.StringIO()
    done = Build(folder, "")
    config = {"show_warning_types": True, **config}  # as Sphinx has it from version 8 on
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, folder, folder.with_name(f"{folder.name}-doctrees"), builder,
            confoverrides=config, status=None, warning=warnings, parallel=jobs,
        )  # fmt: skip
        app.connect("source-read", lambda _app, name, _text: done.read.add(name))
        app.connect("html-page-context", lambda _app, name, *_rest: done.written.add(name))
        app.build()
    done.warnings = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
    return done


@pytest.fixture(scope="session")
def rst(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(PROJECTS / "sphinx-rst", tmp_path_factory.mktemp("rst"))


@pytest.fixture(scope="session")
def myst(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(PROJECTS / "sphinx-myst", tmp_path_factory.mktemp("myst"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return Path(shutil.copytree(PROJECTS / "sphinx-rst", tmp_path / "project"))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project of pages given by name; ``index`` is the first."""

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


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    later = time.time() + 2  # file systems with coarse clocks
    os.utime(path, (later, later))


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


def test_an_unknown_mode_of_autolink_stops_the_build(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(
        ConfigError, match="iiglossary_autolink: 'some' is not known; expected off, "
    ):
        build(small(index="T\n="), tmp_path / "o", iiglossary_autolink="some")


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


def test_an_unknown_term_is_a_warning_at_its_line_with_the_closest(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(
        index="T\n=\n\nA paragraph of\nseveral lines with\n:iig:term:`工业互联罔` in it.\n"
    )
    done = build(source, tmp_path / "o")
    assert done.warnings.strip() == (
        f"{source / 'index.rst'}:6: WARNING: no term for '工业互联罔'; "
        "closest is '工业互联网' (score 80) [iiglossary.unknown]"
    )
    assert "工业互联罔" in done.text("index.html")


def test_an_unknown_term_in_markdown_is_a_warning_at_its_line(tmp_path: Path) -> None:
    source = shutil.copytree(PROJECTS / "sphinx-myst", tmp_path / "source")
    replace_in(source / "marks.md", "{iig:en}`工信部`,", "{iig:en}`工信部`,\n{iig:en}`net-9999`,")
    done = build(source, tmp_path / "o")
    line = (source / "marks.md").read_text(encoding="utf-8").split("net-9999")[0].count("\n") + 1
    assert f"marks.md:{line}: WARNING: no term for 'net-9999'" in done.warnings
    assert "[iiglossary.unknown]" in done.warnings


def test_warnings_can_be_suppressed_by_type(small: Callable[..., Path], tmp_path: Path) -> None:
    source = small(index="T\n=\n\n:iig:term:`工业互联罔`\n")
    assert build(source, tmp_path / "o", suppress_warnings=["iiglossary.unknown"]).warnings == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":field: nex", "field: 'nex' is not known; expected net, "),
        (":sort: stroke", "sort: 'stroke' is not known; expected pinyin, en or id [iiglossary.option]"),
        (":tables: none.csv", "none.csv: cannot be read (No such file or directory) [iiglossary.table]"),
        (":field: mil", "no concept for field: mil; widen the filters [iiglossary.empty]"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_made_is_a_warning_at_its_line(
    small: Callable[..., Path], tmp_path: Path, options: str, message: str
) -> None:
    source = small(index=f"T\n=\n\nText.\n\n.. iiglossary-table::\n   {options}\n")
    done = build(source, tmp_path / "o")
    assert f"{source / 'index.rst'}:6: WARNING: " in done.warnings
    assert message in done.warnings


def test_a_table_of_the_project_that_cannot_be_read_stops_the_build(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(index="T\n=")
    (source / "terms.csv").write_text("zh\n工业\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"iiglossary_tables: .*terms.csv:1: has no column 'en'"):
        build(source, tmp_path / "o")


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


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_four_processes_write_the_same_bytes_as_one(tmp_path: Path, project: Path) -> None:
    for number in range(12):  # Sphinx goes parallel from six pages on
        (project / f"more{number}.rst").write_text(
            ":orphan:\n\nMore\n====\n\n工业互联网 and :iig:en:`工信部`.\n\n"
            ".. iiglossary-table::\n   :field: net\n",
            encoding="utf-8",
        )
    one = build(project, tmp_path / "one", jobs=1)
    four = build(project, tmp_path / "four", jobs=4)
    assert one.warnings == four.warnings == ""
    assert files_of(tmp_path / "one") == files_of(tmp_path / "four")


def test_a_second_build_reads_and_writes_nothing(tmp_path: Path, project: Path) -> None:
    first = build(project, tmp_path / "o")
    assert first.read == {"index", "glossary", "guide/marks", "guide/plain"}
    second = build(project, tmp_path / "o")
    assert second.read == set()
    assert not second.written & first.read


def test_a_changed_table_rebuilds_only_the_pages_that_use_it(tmp_path: Path, project: Path) -> None:
    build(project, tmp_path / "o")
    replace_in(project / "terms.csv", ",industrial internet,", ",internet of industry,")
    done = build(project, tmp_path / "o")
    assert done.read == {"index", "glossary", "guide/marks"}
    assert done.marks("index")[0][1] == "internet of industry"


def test_a_table_of_one_directive_rebuilds_its_page_alone(
    small: Callable[..., Path], tmp_path: Path
) -> None:
    source = small(
        index="T\n=\n\n.. toctree::\n\n   a\n\n:iig:term:`工业互联网`\n",
        a="T\n=\n\n.. iiglossary-table::\n   :tables: own.csv\n",
    )
    (source / "own.csv").write_text("zh,en\n词,word\n", encoding="utf-8")
    build(source, tmp_path / "o")
    replace_in(source / "own.csv", "word", "term")
    assert build(source, tmp_path / "o").read == {"a"}


def test_pages_are_written_again_but_not_read_when_an_entry_moves(
    tmp_path: Path, project: Path
) -> None:
    build(project, tmp_path / "o")
    (project / "guide" / "plain.rst").write_text(
        "Plain\n=====\n\n.. iiglossary-table::\n", encoding="utf-8"
    )
    (project / "glossary.rst").write_text("Glossary\n========\n", encoding="utf-8")
    for name in ("guide/plain.rst", "glossary.rst"):
        os.utime(project / name, (time.time() + 2,) * 2)
    done = build(project, tmp_path / "o")
    assert done.read == {"glossary", "guide/plain"}
    assert done.marks("index")[0][2] == "guide/plain.html#iig-net-0001"


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
