"""Our own documentation as its readers have it: built by Sphinx, read and searched in a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from sphinx.util.inventory import InventoryFile

from iiglossary import load
from iiglossary.cli import COMMANDS
from iiglossary.schema import term_schema

from .pages import read_page
from .test_browser import CHROMIUM, browser, opened  # noqa: F401 - pytest finds the fixture here

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.importorskip("sphinx_click", reason="sphinx-click is not installed")
pytest.importorskip("furo", reason="Furo is not installed")

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.builds
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")


def run_sphinx(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "--no-color", "-W", "--keep-going", "-d", str(folder / "trees"), *options,
         "-b", "html", "docs", str(folder / "html")],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the HTML pages; built once."""
    folder = tmp_path_factory.mktemp("documentation")
    done = run_sphinx(folder, "-q")
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_concept_of_the_table_is_on_the_page_of_its_field(site: Path) -> None:
    for code in term_schema().field_names:
        ids = read_page(site / "glossary" / f"{code}.html").ids
        wanted = {f"iig-{entry.id}" for entry in load() if entry.subject_field == code}
        assert wanted <= set(ids)


def test_the_pinyin_index_links_to_every_concept(site: Path) -> None:
    linked = {link.partition("#")[2] for link in read_page(site / "iig-pinyin.html").links}
    assert {f"iig-{entry.id}" for entry in load()} <= linked


def test_the_inventory_has_every_concept_by_id_and_the_public_names(site: Path) -> None:
    inventory = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    terms = inventory.data["iig:term"]
    assert all(entry.id in terms for entry in load())
    assert "iiglossary.Glossary.annotate" in inventory.data["py:method"]


def test_the_reference_has_a_section_for_every_command(site: Path) -> None:
    html = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", html)
    for name in COMMANDS:
        assert f"\niiglossary {name}¶" in text
        assert f"$ iiglossary {name}" in text


def test_terms_in_the_text_lead_to_the_glossary(site: Path) -> None:
    marks = [mark.triple for mark in read_page(site / "index.html").marks]
    assert ("工业互联网", "industrial internet", "glossary/net.html#iig-net-0001") in marks


def test_pages_fetch_nothing_and_name_no_other_host(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(\w+:)?//', html)
        assert not fetched, page.name


def test_a_second_build_reads_nothing_again(site: Path) -> None:
    done = run_sphinx(site.parent)
    assert done.returncode == 0, done.stderr
    assert " 0 added, 0 changed, 0 removed" in done.stdout


def results(browser: Browser, site: Path, query: str) -> tuple[Page, list[tuple[str, str]]]:  # noqa: F811
    """The search page, and text and address of the results that it shows first."""
    page = opened(browser, site / "search.html", anchor=f"?q={quote(query)}")
    page.wait_for_selector("text=/Search finished|did not match/")
    links = page.query_selector_all("ul.search li > a")[:8]
    return page, [(link.inner_text(), link.get_attribute("href") or "") for link in links]


INDUSTRIAL_INTERNET = "glossary/net.html#iig-net-0001"
MIIT = "glossary/gov.html#iig-gov-0024"

QUERIES = {
    "工业互联网": INDUSTRIAL_INTERNET,
    "工業互聯網": INDUSTRIAL_INTERNET,
    "gongyehulianwang": INDUSTRIAL_INTERNET,
    "gongye hulianwang": INDUSTRIAL_INTERNET,
    "gōngyè hùliánwǎng": INDUSTRIAL_INTERNET,
    "industrial internet": INDUSTRIAL_INTERNET,
    "Industrial Internet": INDUSTRIAL_INTERNET,
    "工信部": MIIT,
    "MIIT": MIIT,
    "own tables": "own-tables.html",
}


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize(("query", "address"), QUERIES.items())
def test_search_shows_first(browser: Browser, site: Path, query: str, address: str) -> None:  # noqa: F811
    _, found = results(browser, site, query)
    assert found[0][1] == address


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("query", ["gongye", "工业"])
def test_search_shows_terms_that_many_others_begin_with_before_the_others(
    browser: Browser,  # noqa: F811
    site: Path,
    query: str,
) -> None:
    _, found = results(browser, site, query)
    assert INDUSTRIAL_INTERNET in [address for _, address in found[:3]]


@pytest.mark.browser
@needs_chromium
def test_search_for_a_part_of_a_term_finds_it(browser: Browser, site: Path) -> None:  # noqa: F811
    _, found = results(browser, site, "标识解析二级")
    assert any("标识解析二级节点" in text for text, _ in found)


@pytest.mark.browser
@needs_chromium
def test_search_takes_two_letters_for_the_beginning_of_a_name(
    browser: Browser,  # noqa: F811
    site: Path,
) -> None:
    page, found = results(browser, site, "AI")
    assert found[0][0].startswith("人工智能 · AI · ")
    assert "Shanghai" not in page.inner_text("ul.search")


@pytest.mark.browser
@needs_chromium
def test_a_result_reads_as_it_is_written_and_leads_to_its_row(browser: Browser, site: Path) -> None:  # noqa: F811
    page, found = results(browser, site, "R&D")
    assert found[0][0].endswith(" · R&D")
    page.click("ul.search li > a")
    page.wait_for_selector("tr:target")
    assert "研发" in page.inner_text("tr:target")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name", ["index", "table", "glossary/net", "iig-pinyin", "reference/api", "reference/commands"]
)
def test_pages_fit_the_window(browser: Browser, site: Path, name: str, width: int) -> None:  # noqa: F811
    page = opened(browser, site / f"{name}.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
