"""Glossary tables in the document tree, and what becomes of them in each format."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...exports import Table
from ...exports.cells import TITLES, anchor, cell, columns_of
from ...exports.html import Markup, table_element, to_html
from ...selection import Selection
from ..loading import TableSet

if TYPE_CHECKING:
    from .domain import GlossaryDomain

# Relative widths in print; every other column is as wide as the Chinese one.
_WIDTHS = {"en": 30, "others": 30, "definition": 40, "note": 40, "source": 30, "pinyin": 22}

# Sphinx's writer of text takes time by the square of the rows; 7,000 took it 50 seconds. Readers
# of a long text see the headings again.
_LONGEST_TEXT_TABLE = 200


class glossary_table(nodes.General, nodes.Element):  # noqa: N801 - node classes are lower case
    """A table as its author asked for it; five thousand rows stay one node until written out."""


class RenderTables(SphinxPostTransform):
    """Replace tables by HTML, or by a table of docutils for every other format."""

    default_priority = 710

    def run(self, **kwargs: object) -> None:  # noqa: ARG002 - Sphinx's signature
        """Write every table of the document out; gettext has nothing to translate in them."""
        domain = cast("GlossaryDomain", self.env.get_domain("iig"))
        builder = domain.builder
        if builder.name == "gettext":
            return
        for node in list(self.document.findall(glossary_table)):
            tables = TableSet(tuple(map(Path, node["paths"])), node["builtin"])
            selection = Selection.parse(node["options"])
            rows = tuple(tables.rows(selection))
            table = Table(rows, selection.columns, tables.glossary().sources)
            anchored = domain.anchored(node["docname"], node["number"])
            if builder.format == "html":
                markup = Markup("docutils align-default", anchored)
                html = to_html(table_element(table, markup))
                node.replace_self(nodes.raw("", html, format="html"))
            else:
                size = _LONGEST_TEXT_TABLE if builder.format == "text" else len(rows)
                parts = [rows[start : start + size] for start in range(0, len(rows), size)]
                node.replace_self([docutils_table(replace(table, rows=p), anchored) for p in parts])


def docutils_table(table: Table, anchored: Container[str]) -> nodes.table:
    """The table as docutils knows tables."""
    columns = columns_of(table)
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=_WIDTHS.get(column, 18)) for column in columns]
    group += nodes.thead("", _row([nodes.paragraph("", TITLES[column]) for column in columns]))
    body = nodes.tbody()
    for row in table.rows:
        cells = [_paragraph(map(str, cell(row, column, table))) for column in columns]
        if row.entry.id in anchored:
            cells[0].insert(0, nodes.target("", "", ids=[anchor(row.entry.id)]))
        body += _row(cells)
    group += body
    return nodes.table("", group, classes=["longtable", "colwidths-given"])


def _row(paragraphs: list[nodes.paragraph]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph) for paragraph in paragraphs))


def _paragraph(lines: Iterator[str]) -> nodes.paragraph:
    return nodes.paragraph("", "; ".join(lines))
