"""Built pages in a real browser: marks, focus, anchors, search, narrow and dark pages, print."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .sphinx_builds import Build, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("material", reason="Material for MkDocs is not installed")

PROJECTS = Path(__file__).parent / "projects"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
MIIT = "Ministry of Industry and Information Technology (MIIT)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.builds,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    done: Build = build(PROJECTS / "sphinx-myst", tmp_path_factory.mktemp("furo"))
    return done.folder


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("material")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-directory-urls", "-d", str(folder)],
        cwd=PROJECTS / "site", check=True, capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    return folder


PAGES = {"furo": "marks.html", "material": "guide/marks.html"}
TABLES = {"furo": "glossary.html", "material": "glossary.html"}


@pytest.fixture(params=["furo", "material"])
def theme(request: pytest.FixtureRequest) -> tuple[str, Path]:
    """A theme and the folder of a site in it."""
    return request.param, request.getfixturevalue(request.param)


def opened(
    browser: Browser, path: Path, *, anchor: str = "", width: int = 1200, dark: bool = False
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(path.as_uri() + anchor)
    return page


def tip(page: Page, selector: str) -> dict[str, str]:
    """What the style sheet shows after an element."""
    shown: dict[str, str] = page.eval_on_selector(
        selector,
        "e => { const s = getComputedStyle(e, '::after');"
        "return {content: s.content, color: s.color, position: s.position} }",
    )
    return shown


MIIT_MARK = f'p .iig-term[title="{MIIT}"]'


def tab_to(page: Page, selector: str) -> None:
    """Press the Tab key until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the Tab key never reaches {selector}")


def test_the_tab_key_reaches_a_mark_and_focus_shows_the_english(
    browser: Browser, theme: tuple[str, Path]
) -> None:
    name, folder = theme
    page = opened(browser, folder / PAGES[name])
    assert tip(page, MIIT_MARK)["content"] == "none"
    tab_to(page, MIIT_MARK)
    assert tip(page, MIIT_MARK)["content"] == f'"{MIIT}" / ""'


def test_a_mark_leads_to_its_entry(browser: Browser, theme: tuple[str, Path]) -> None:
    name, folder = theme
    page = opened(browser, folder / PAGES[name])
    page.click(MIIT_MARK)
    page.wait_for_url("**/glossary.html#iig-gov-0001")
    row = page.locator("#iig-gov-0001")
    assert "工业和信息化部" in row.inner_text()
    box = row.bounding_box()
    assert box is not None
    assert 40 <= box["y"] < 800, "the row is hidden under the header, or out of sight"


@pytest.mark.parametrize("dark", [False, True])
def test_tips_can_be_read_in_light_and_dark(
    browser: Browser, theme: tuple[str, Path], dark: bool
) -> None:
    name, folder = theme
    page = opened(browser, folder / PAGES[name], dark=dark)
    tab_to(page, MIIT_MARK)
    contrast = page.eval_on_selector(MIIT_MARK, CONTRAST)
    assert contrast >= 4.5


# Relative luminance and contrast as WCAG 2 defines them; the gradient carries the ink's colour.
CONTRAST = """e => {
  const s = getComputedStyle(e, '::after');
  const numbers = t => { const c = document.createElement('canvas').getContext('2d');
    c.fillStyle = t; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data] };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] / 255 + below[i] * (1 - top[3] / 255));
  const ink = s.backgroundImage.match(/(rgb|color|hsl)[a-z]*[(][^)]*[)]/)[0];
  const ground = over(numbers(ink), numbers(s.backgroundColor));
  const light = c => { const [r, g, b] = c.map(v => v / 255).map(
    v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
  const a = light(numbers(s.color).slice(0, 3)), b = light(ground);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) }"""


def test_a_narrow_page_never_scrolls_sideways(browser: Browser, theme: tuple[str, Path]) -> None:
    name, folder = theme
    for page_name in (PAGES[name], TABLES[name]):
        page = opened(browser, folder / page_name, width=360)
        if page_name == PAGES[name]:
            tab_to(page, MIIT_MARK)
            assert tip(page, MIIT_MARK)["position"] == "fixed"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_has_the_english_in_brackets_at_the_first_mention(
    browser: Browser, theme: tuple[str, Path]
) -> None:
    name, folder = theme
    page = opened(browser, folder / PAGES[name])
    page.emulate_media(media="print")
    first = MIIT_MARK.replace(".iig-term", ".iig-first")
    assert tip(page, first)["content"].replace('" "', "") == f'" ({MIIT})"'


def test_a_screen_reader_hears_the_chinese_and_then_the_english(
    browser: Browser, theme: tuple[str, Path]
) -> None:
    name, folder = theme
    page = opened(browser, folder / PAGES[name])
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    said = {
        (node["name"]["value"], node.get("description", {}).get("value"))
        for node in tree
        if node.get("role", {}).get("value") == "link" and not node["ignored"]
    }
    assert ("工信部", MIIT) in said


def test_a_term_without_an_entry_is_heard_and_reached_too(browser: Browser, tmp_path: Path) -> None:
    markdown = pytest.importorskip("markdown")
    path = tmp_path / "plain.html"
    options = {"tables": [str(PROJECTS / "site" / "docs" / "terms.csv")], "builtin": False}
    html = markdown.markdown(
        "Of {iig:term}`共同富裕`.",
        extensions=["iiglossary"], extension_configs={"iiglossary": options},
    )  # fmt: skip
    path.write_text(f'<!DOCTYPE html><meta charset="utf-8">{html}', encoding="utf-8")
    page = opened(browser, path)
    tab_to(page, "abbr.iig-term")
    assert tip(page, "abbr.iig-term")["content"] == '"common prosperity" / ""'
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    (term,) = [node for node in tree if node.get("role", {}).get("value") == "term"]
    assert (term["name"]["value"], term["description"]["value"]) == (
        "共同富裕",
        "common prosperity",
    )


def test_nothing_is_fetched_for_marks_and_tables(browser: Browser, theme: tuple[str, Path]) -> None:
    name, folder = theme
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for page_name in (PAGES[name], TABLES[name]):
        page.goto((folder / page_name).as_uri())
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]


def test_hostile_terms_run_nothing(browser: Browser, theme: tuple[str, Path]) -> None:
    name, folder = theme
    context = browser.new_context()
    page = context.new_page()
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto((folder / TABLES[name]).as_uri())
    assert "carbon goals <script>alert(1)</script>" in page.inner_text(".iig-table")
    assert alerts == []


@pytest.mark.parametrize("words", ["gongye", "industrial internet", "工业互联网"])
def test_the_search_of_sphinx_finds_an_entry(browser: Browser, furo: Path, words: str) -> None:
    page = opened(browser, furo / "search.html", anchor=f"?q={words}")
    found = page.locator("#search-results li a[href$='glossary.html#iig-net-0001']")
    found.first.wait_for()
    assert "工业互联网" in found.first.inner_text()
