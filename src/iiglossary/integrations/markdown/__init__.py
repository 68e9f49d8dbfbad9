"""The Python-Markdown extension ``iiglossary``, for MkDocs, ProperDocs, Zensical and scripts."""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown

from .block import TableBlocks
from .inline import Roles
from .tree import GlossaryTree, Options


class GlossaryExtension(Extension):
    """Glossary tables, roles and marked terms; see ``docs/documentation-builds.md``."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "tables": [[], "Tables of your own, the last one wins; relative to the project"],
            "builtin": [True, "Lay them over the shipped table"],
            "autolink": ["off", "Mark terms of plain text: off, first (mention on a page) or all"],
            "index_page": ["", "The page whose tables marks link to; found by itself in a site"],
            "style": [True, "Put the style sheet into pages that have marks or tables"],
            "strict": [False, "Raise an error where an unknown term would only be logged"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the block, the roles and what turns them into elements."""
        options = Options(**self.getConfigs())
        # Before code by indentation (80), and before mkdocstrings (75), which takes every ":::".
        md.parser.blockprocessors.register(TableBlocks(md.parser), "iiglossary-table", 85)
        # Before code spans (190): a role is written as one.
        md.inlinePatterns.register(Roles(md), "iiglossary", 195)
        # After inline markup (20), attribute lists (8) and abbreviations (7), before smart quotes
        # (6), tables of contents and the anchors that sites check (5).
        md.treeprocessors.register(GlossaryTree(md, options), "iiglossary", 6.5)


def makeExtension(**options: Any) -> GlossaryExtension:  # noqa: N802 - Python-Markdown's name
    """The extension, as Python-Markdown asks for it."""
    return GlossaryExtension(**options)
