"""The roles ``iig:term`` and ``iig:en``; resolved together with all other references."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole

from ...errors import UnknownTermError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from .domain import GlossaryDomain

logger = logging.getLogger(__name__)

_LONGEST_PARAGRAPH = 200


class TermRole(ReferenceRole):
    """A concept, named by its id or any Chinese form; a title may stand before it."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The reference to be resolved; an unknown concept may still be another project's."""
        domain = cast("GlossaryDomain", self.env.get_domain("iig"))
        domain.note_files(domain.tables)
        target = self.target.strip()
        node = pending_xref(
            self.rawtext,
            nodes.inline("", self.title),
            refdomain="iig",
            reftype=self.name.rpartition(":")[2],
            reftarget=target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=True,
        )
        node.source, node.line = self.get_source_info()
        try:
            domain.note_mention(domain.tables.glossary()[target].id)
        except UnknownTermError:
            node.line = _exact_line(node.source, node.line, f"`{self.text}`")
        return [node], []


def _exact_line(path: str | None, first: int | None, text: str) -> int | None:
    """The line of *text* in a paragraph: docutils only tells where the paragraph begins."""
    if not path or not first or not Path(path).is_file():
        return first
    lines = Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    candidates = range(first - 1, min(len(lines), first + _LONGEST_PARAGRAPH))
    return next((number + 1 for number in candidates if text in lines[number]), first)


def warn_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of a concept that neither this glossary nor another project's has."""
    if domain is None or domain.name != "iig":
        return None
    glossary = cast("GlossaryDomain", app.env.get_domain("iig")).tables.glossary()
    try:
        glossary[node["reftarget"]]
    except UnknownTermError as error:
        logger.warning("%s", error, location=node, type="iiglossary", subtype="unknown")
    return True
