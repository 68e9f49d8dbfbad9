"""HTML: one self-contained page; and the element that every HTML build puts into its own pages.

No script, nothing fetched. Elements are escaped when they are written out, and only then.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from importlib import resources
from xml.etree.ElementTree import Element, SubElement, tostring

from ..selection import Row
from . import Table
from .cells import LANGUAGES, TITLES, Line, anchor, cell, columns_of, search_words

STYLE_SHEET = "iiglossary.css"
_PAGE = """\
<!DOCTYPE html>
<html lang="en" class="iig-page">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Glossary</title>
<style>
{style}</style>
</head>
<body>
"""


@dataclass(frozen=True, slots=True)
class Markup:
    """How a table is to be written where it is going.

    ``table_class`` is the class by which a theme knows its tables, ``anchored`` the ids of the
    concepts that get an anchor here (None: all), ``text`` makes the text of an element.
    """

    table_class: str = ""
    anchored: Container[str] | None = None
    text: Callable[[str], str] = str


def export(table: Table) -> Iterator[str]:
    """The page, one line for every cell."""
    yield _PAGE.format(style=style_sheet())
    yield to_html(table_element(table))
    yield "\n</body>\n</html>\n"


def style_sheet() -> str:
    """The style sheet of marks and tables."""
    return (resources.files(__package__) / STYLE_SHEET).read_text(encoding="utf-8")


def to_html(element: Element) -> str:
    """An element as text that is right in HTML and in XHTML."""
    return tostring(element, encoding="unicode", short_empty_elements=False)


def table_element(table: Table, markup: Markup | None = None) -> Element:
    """The table in a box of its own, which scrolls by keyboard too where the page is narrow."""
    markup = markup or Markup()
    columns = columns_of(table)
    box = Element(
        "div", {"class": "iig-table", "role": "region", "tabindex": "0", "aria-label": "Glossary"}
    )
    attributes = {"class": markup.table_class} if markup.table_class else {}
    element = SubElement(box, "table", attributes)
    heading = SubElement(SubElement(element, "thead"), "tr")
    for column in columns:
        title = SubElement(heading, "th", scope="col")
        title.text = markup.text(TITLES[column])
        title.tail = "\n"
    body = SubElement(element, "tbody")
    body.text = "\n"
    for row in table.rows:
        body.append(_row(row, table, markup))
    return box


def _row(row: Row, table: Table, markup: Markup) -> Element:
    concept_id = row.entry.id
    anchored = markup.anchored is None or concept_id in markup.anchored
    element = Element("tr", {"id": anchor(concept_id)} if anchored else {})
    element.tail = "\n"
    for column in columns_of(table):
        _fill(SubElement(element, "td"), cell(row, column, table), column, markup)
    _add_search_words(element[0], row, markup)
    return element


def _fill(element: Element, lines: list[Line], column: str, markup: Markup) -> None:
    """Put *lines* into a cell: a single plain one as its text, others one below the other."""
    # Search engines of documentation tools drop tags: without a blank, cells would be one word.
    element.tail = "\n"
    language = {"lang": LANGUAGES[column]} if column in LANGUAGES else {}
    if len(lines) == 1 and not lines[0].remark and not lines[0].discouraged:
        element.attrib.update(language)
        element.text = markup.text(lines[0].text)
        return
    for line in lines:
        block = SubElement(element, "div", language)
        text = SubElement(block, "s" if line.discouraged else "span")
        text.text = markup.text(line.text)
        block.tail = "\n"
        if line.remark:
            text.tail = markup.text(" ")
            SubElement(block, "small").text = markup.text(line.remark)


def _add_search_words(element: Element, row: Row, markup: Markup) -> None:
    """Hide the pinyin without tones in a row: nobody types gōngyè into a search box."""
    hidden = SubElement(element, "span", {"hidden": "hidden"})
    hidden.text = markup.text(f" {search_words(row.pinyin)}")
