"""Which page of a site shows which concept, so that marks on other pages can link to it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ...errors import ConfigurationError, GlossaryError
from ...selection import Row, Selection
from ..loading import TableSet
from .block import SOURCE, TAG, TableBlocks, options_of
from .hosts import Host


def rows_of(source: str, tables: TableSet, folder: Path) -> tuple[list[Row], Selection, TableSet]:
    """The rows that the line of a table asks for, its selection, and the tables they are from.

    Raises:
        GlossaryError: an option is not known, or a table cannot be read.
    """
    options = options_of(source)
    own = re.split(r"\s*,\s*", options.pop("tables", "").strip())
    tables = tables.extended(folder / name for name in own if name)
    selection = Selection.parse(options)
    return tables.rows(selection), selection, tables


def places(host: Host, tables: TableSet, index_page: str) -> dict[str, str]:
    """Id → the page of the site that shows the concept.

    Of several tables the longest is meant; of equally long ones the first by the name of its
    page. With an *index_page*, tables of other pages do not count.

    Raises:
        ConfigurationError: the site has no such page.
    """
    # One build at a time: a site asks once for every page, and a build is told by its identity.
    key = (host.build, tables, index_page)
    if _latest.get("key") != key:
        _latest["places"] = _find_places(host, tables, index_page)
        _latest["key"] = key
    found: dict[str, str] = _latest["places"]
    return found


_latest: dict[str, Any] = {}


def _find_places(host: Host, tables: TableSet, index_page: str) -> dict[str, str]:
    shown: list[tuple[int, str, int, list[str]]] = []
    pages = list(host.pages())
    if index_page and index_page not in (page for page, _ in pages):
        raise ConfigurationError(f"index_page: {index_page!r} is no page of the site")
    for page, text in pages:
        if index_page in ("", page):
            for source in _sources(text) if TAG in text else ():
                ids = _ids(source, tables, host.folder)
                shown.append((-len(ids), page, len(shown), ids))
    found: dict[str, str] = {}
    for _, page, _, ids in sorted(shown):
        for concept_id in ids:
            found.setdefault(concept_id, page)
    return found


def _ids(source: str, tables: TableSet, folder: Path) -> list[str]:
    try:
        return [row.entry.id for row in rows_of(source, tables, folder)[0]]
    except GlossaryError:  # reported where the page itself is converted
        return []


class _Collect(Treeprocessor):
    """Collects the lines of tables from the tree of a page."""

    def run(self, root: Element) -> None:
        """Find them all, in order."""
        self.found = tuple(element.get(SOURCE, "") for element in root.iter(TAG))


@lru_cache(maxsize=256)
def _sources(text: str) -> tuple[str, ...]:
    """The lines of the tables in a page; those that fenced code shows are none."""
    md = Markdown(extensions=["fenced_code"])
    md.parser.blockprocessors.register(TableBlocks(md.parser), "iiglossary-table", 85)
    collect = _Collect(md)
    # Inline markup need not be read.
    md.treeprocessors.register(collect, "inline", 20)
    md.convert(text)
    return collect.found
