"""The last step over a page's tree: tables filled, roles resolved, plain text marked."""

from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from ...errors import ConfigurationError, GlossaryError, UnknownTermError
from ...exports import Table
from ...exports.cells import anchor
from ...exports.html import Markup, style_sheet, table_element
from ...glossary import Glossary
from ..loading import TableSet
from ..marking import Autolink, Mark, Page
from . import block, inline, site
from .hosts import Host, host_of
from .walk import runs

if TYPE_CHECKING:
    from markdown import Markdown


@dataclass(frozen=True)
class Options:
    """The options of the extension, by the names that users write."""

    tables: Any = ()
    builtin: bool = True
    autolink: Any = "off"
    index_page: str = ""
    style: bool = True
    strict: bool = False

    def table_set(self, folder: Path) -> TableSet:
        """The tables of the project in *folder*."""
        tables = [self.tables] if isinstance(self.tables, str) else self.tables
        return TableSet(tuple(folder / str(path) for path in tables or ()), self.builtin)


class GlossaryTree(Treeprocessor):
    """Completes the elements that block and roles left, and marks plain text."""

    def __init__(self, md: Markdown, options: Options) -> None:
        super().__init__(md)
        self._options = options
        self._mode = Autolink.parse(options.autolink)

    def run(self, root: Element) -> None:
        """Complete the tree of one page."""
        host = host_of(self.md)
        tables = self._options.table_set(host.folder)
        work = _PageWork(self.md, self._options, host, tables)
        for element in list(root.iter(block.TAG)):
            work.fill_table(element)
        has_roles = next(root.iter(inline.TAG), None) is not None
        if has_roles or self._mode is not Autolink.OFF:
            work.mark_terms(root, self._mode)
        if work.is_used and self._options.style:
            SubElement(root, "link", rel="stylesheet", href=_style_address())


@dataclass
class _PageWork:
    """What is known of a page while it is completed."""

    md: Markdown
    options: Options
    host: Host
    tables: TableSet
    shown: set[str] = field(default_factory=set)
    is_used: bool = False
    reported: Counter[str] = field(default_factory=Counter)

    def fill_table(self, element: Element) -> None:
        """Put a table in the place of its element; nothing where it cannot be made."""
        source = element.attrib.pop(block.SOURCE)
        element.tag = "div"
        try:
            rows, selection, tables = site.rows_of(source, self.tables, self.host.folder)
            if not rows:
                raise ConfigurationError(f"no concept for {source!r}; widen the filters")
        except GlossaryError as error:
            self._report(error, source)
            return
        anchored = frozenset(row.entry.id for row in rows) - self.shown
        self.shown |= anchored
        self.is_used = True
        table = Table(tuple(rows), selection.columns, tables.glossary().sources)
        made = table_element(table, Markup(anchored=anchored, text=verbatim))
        element.attrib.update(made.attrib)
        element.extend(made)
        element.tail = "\n"

    def mark_terms(self, root: Element, mode: Autolink) -> None:
        """Turn roles into marks, and mark the terms of plain text as *mode* says."""
        try:
            glossary = self.tables.glossary()
        except GlossaryError as error:
            self._report(error, "")
            glossary = Glossary([])
        page = Page(mode)
        for run in runs(self.md, root, marks_text=mode is not Autolink.OFF):
            for leaf, found in run.terms(glossary):
                if leaf.mark is not None:
                    self._complete(leaf.mark, glossary, page, in_link=leaf.in_link)
                elif wanted := list(page.wanted(found)):
                    leaf.replace(
                        (a.start, a.end, self._element(Mark(a.entry, first=first), a.surface))
                        for a, first in wanted
                    )

    def _complete(self, element: Element, glossary: Glossary, page: Page, *, in_link: bool) -> None:
        """Turn the element of a role into a mark, or into its bare text."""
        role, target, source = (element.attrib.pop(key) for key in ("role", "target", "source"))
        try:
            entry = glossary[target]
        except UnknownTermError as error:
            self._report(error, source)
            element.tag = "span"
            element.text = AtomicString(verbatim(element.text or target))
            return
        mark = Mark(entry, english=role == "en", first=page.mention(entry))
        made = self._element(mark, element.text or mark.text_for(target), in_link=in_link)
        element.tag, element.text = made.tag, made.text
        element.attrib.update(made.attrib)

    def _element(self, mark: Mark, text: str, *, in_link: bool = False) -> Element:
        self.is_used = True
        if not in_link:
            mark = mark._replace(href=self._address(mark.entry.id))
        attributes = {name: verbatim(value) for name, value in mark.attributes.items()}
        if in_link:
            del attributes["tabindex"]  # the link round it is where the keyboard stops
        element = Element(mark.tag, attributes)
        element.text = verbatim(text)
        return element

    def _address(self, concept_id: str) -> str:
        """Where the entry of a concept stands, or nothing."""
        target = f"#{anchor(concept_id)}"
        if concept_id in self.shown:
            return target
        index_page = self.options.index_page
        if self.host.build is None:
            return index_page + target if index_page else ""
        page = self._places.get(concept_id, "")
        return self.host.address(page) + target if page else ""

    @cached_property
    def _places(self) -> dict[str, str]:
        try:
            return site.places(self.host, self.tables, self.options.index_page)
        except GlossaryError as error:
            self._report(error, "")
            return {}

    def _report(self, error: GlossaryError, source: str) -> None:
        where = self.host.page
        if line := self._line(source):
            where = f"{where}:{line}" if where else f"line {line}"
        self.host.report(error, where or "iiglossary", strict=self.options.strict)

    def _line(self, source: str) -> int:
        """The line of a role or table: the tree knows none, so it is looked for in the page."""
        if not source:
            return 0
        lines = self.host.source().splitlines()
        wanted = source.split("\n", maxsplit=1)[0]
        found = [number for number, line in enumerate(lines, 1) if wanted in line]
        self.reported[source] += 1
        return found[min(self.reported[source], len(found)) - 1] if found else 0


def verbatim(text: str) -> str:
    """*text* so that nothing later in Python-Markdown reads it as markup.

    Its writer leaves what looks like an entity as it is: ``&lt;`` in a table must show as such.
    """
    return AtomicString(text.replace("&", f"{AMP_SUBSTITUTE}amp;"))


@cache
def _style_address() -> str:
    """The style sheet as an address: as an element, its text would get into search indexes."""
    short = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style_sheet(), flags=re.DOTALL))
    return "data:text/css;base64," + base64.b64encode(short.strip().encode()).decode()
