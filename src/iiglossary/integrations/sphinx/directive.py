"""The directive ``iiglossary-table``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ...errors import ConfigurationError, GlossaryError
from ...selection import OPTIONS, Selection
from .domain import GlossaryDomain, domain_of
from .tables import glossary_table

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)


class GlossaryTable(SphinxDirective):
    """A table of the project's glossary, filtered, sorted, with columns of the author's choice."""

    option_spec: ClassVar[dict[str, Callable[[str], str]] | None] = {
        **dict.fromkeys(OPTIONS, directives.unchanged),
        "tables": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """The table, to be written out when the format is known."""
        domain = domain_of(self.env)
        tables = domain.tables.extended(self._own_tables())
        options = {name: self.options[name] for name in OPTIONS if name in self.options}
        domain.note_files(tables)
        try:
            rows = tables.rows(Selection.parse(options))
        except GlossaryError as error:
            subtype = "option" if isinstance(error, ConfigurationError) else "table"
            self._warn(str(error), subtype)
            return []
        if not rows:
            said = ", ".join(f"{name}: {value}" for name, value in options.items())
            self._warn(f"no concept for {said or 'an empty glossary'}; widen the filters", "empty")
            return []
        return [self._node(domain, options, tables.paths, domain.note_table(rows))]

    def _node(
        self,
        domain: GlossaryDomain,
        options: dict[str, str],
        paths: tuple[Path, ...],
        number: int,
    ) -> glossary_table:
        node = glossary_table(
            options=options,
            paths=[str(path) for path in paths],
            builtin=domain.tables.builtin,
            docname=self.env.docname,
            number=number,
        )
        self.set_source_info(node)
        return node

    def _own_tables(self) -> list[Path]:
        names = re.split(r"\s*[,\n]\s*", self.options.get("tables", "").strip())
        return [Path(self.env.relfn2path(name)[1]) for name in names if name]

    def _warn(self, message: str, subtype: str) -> None:
        location = self.get_location()
        logger.warning("%s", message, location=location, type="iiglossary", subtype=subtype)
