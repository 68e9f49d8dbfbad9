"""Marked terms in the document tree: from roles, and from plain text where authors want it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ...annotator import Annotation
from ..marking import SKIP_CLASS, Autolink, Mark, Page, Piece, find_terms

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from .domain import GlossaryDomain


class marked_link(nodes.reference):  # noqa: N801 - node classes are lower case in docutils
    """A term that links to its entry; a reference, so that builders rewrite its address."""


class marked_term(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A term whose entry no table of the project shows."""


_CLOSED_BLOCKS = (nodes.FixedTextElement, nodes.Titular, nodes.caption, nodes.field_name)
_CLOSED_INLINE = (
    nodes.literal, nodes.math, nodes.raw, nodes.reference, nodes.problematic,
    nodes.footnote_reference, nodes.citation_reference, nodes.label, nodes.abbreviation,
    nodes.acronym, nodes.generated, nodes.image, nodes.target, nodes.system_message,
    addnodes.pending_xref, addnodes.download_reference, addnodes.literal_emphasis,
    addnodes.literal_strong, addnodes.manpage, addnodes.index,
)  # fmt: skip
_CLOSED_CLASSES = frozenset({SKIP_CLASS, "guilabel", "menuselection", "kbd"})


def mark_node(
    mark: Mark, content: nodes.Text, reference: nodes.reference | None = None
) -> nodes.Element:
    """The node of a mark, a link where there is a *reference* to take the address from."""
    if reference is None:
        node: nodes.Element = marked_term("", "", content)
    else:
        node = marked_link("", "", content)
        for name in ("refuri", "refid", "internal"):
            if name in reference:
                node[name] = reference[name]
    node["mark"] = mark
    return node


def visit_mark(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the start tag of a mark."""
    mark: Mark = node["mark"]
    if isinstance(node, marked_link):
        mark = mark._replace(href=node.get("refuri") or f"#{node['refid']}")
    node["mark"] = mark
    translator.body.append(translator.starttag(node, mark.tag, "", empty=False, **mark.attributes))


def depart_mark(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the end tag of a mark."""
    translator.body.append(f"</{node['mark'].tag}>")


class _Leaf(NamedTuple):
    """A text or a mark inside a block; ``open`` where terms of the text may be marked."""

    node: nodes.Text | nodes.Element
    open: bool


class MarkTerms(SphinxPostTransform):
    """Mark the terms of plain text, and tell the first mention of every concept from later ones."""

    # After references are resolved (10) and before tables are written out (710).
    default_priority = 700

    def run(self, **kwargs: object) -> None:  # noqa: ARG002 - Sphinx's signature
        """Go through the blocks of the document in reading order."""
        builder = self._domain.builder
        if builder.name == "gettext":
            return
        mode = Autolink.parse(self.config.iiglossary_autolink)
        page = Page(mode)
        blocks = self.document.findall(nodes.TextElement)
        for block in [node for node in blocks if not isinstance(node, nodes.Inline)]:
            is_open = mode is not Autolink.OFF and _is_open_block(block)
            self._mark_block(page, list(_leaves(block, is_open=is_open)))
        if builder.format != "html":
            for kind in (marked_link, marked_term):
                for mark in list(self.document.findall(kind)):
                    mark.replace_self(_plain(mark))

    @property
    def _domain(self) -> GlossaryDomain:
        return cast("GlossaryDomain", self.env.get_domain("iig"))

    def _mark_block(self, page: Page, leaves: list[_Leaf]) -> None:
        pieces = [Piece(leaf.node.astext(), leaf.open) for leaf in leaves]
        glossary = self._domain.tables.glossary()
        for leaf, terms in zip(leaves, find_terms(glossary, pieces), strict=True):
            if isinstance(leaf.node, nodes.Text):
                wanted = list(page.wanted(terms))
                if wanted:
                    leaf.node.parent.replace(leaf.node, list(self._pieces(leaf.node, wanted)))
            else:
                mark = leaf.node["mark"]
                leaf.node["mark"] = mark._replace(first=page.mention(mark.entry))

    def _pieces(
        self, node: nodes.Text, wanted: list[tuple[Annotation, bool]]
    ) -> Iterator[nodes.Node]:
        text = node.astext()
        position = 0
        for annotation, first in wanted:
            if annotation.start > position:
                yield nodes.Text(text[position : annotation.start])
            mark = Mark(annotation.entry, first=first)
            yield self._domain.link(mark, annotation.surface, self.env.docname)
            position = annotation.end
        if position < len(text):
            yield nodes.Text(text[position:])


def _is_open_block(block: nodes.Element) -> bool:
    if isinstance(block, _CLOSED_BLOCKS):
        return False
    node: nodes.Element | None = block
    while node is not None:
        if not _CLOSED_CLASSES.isdisjoint(node.get("classes", ())):
            return False
        node = node.parent
    return True


def _leaves(element: nodes.Element, *, is_open: bool) -> Iterator[_Leaf]:
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield _Leaf(child, is_open)
        elif isinstance(child, (marked_link, marked_term)):
            yield _Leaf(child, open=False)
        elif isinstance(child, nodes.Element):
            yield from _leaves(child, is_open=is_open and not _is_closed(child))


def _is_closed(node: nodes.Element) -> bool:
    return isinstance(node, _CLOSED_INLINE) or not _CLOSED_CLASSES.isdisjoint(node["classes"])


def _plain(node: nodes.Element) -> list[nodes.Node]:
    """A mark for paper and plain text: the first mention with its title in brackets."""
    mark: Mark = node["mark"]
    content = nodes.Text(node.astext())
    if isinstance(node, marked_link):
        names = ("refuri", "refid", "internal")
        attributes = {name: node[name] for name in names if name in node}
        shown: nodes.Node = nodes.reference("", "", content, **attributes)
    else:
        shown = content
    return [shown, nodes.Text(f" ({', '.join(mark.facts)})")] if mark.first else [shown]
