"""The block ``::: iiglossary-table field=net sort=pinyin``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor

from ...errors import ConfigurationError

TAG = "iiglossary-table"
"""Tag of the element that stands for a table until the tree is complete."""

SOURCE = "source"
"""Its only attribute: the line as the author wrote it."""

_LINE = re.compile(
    rf"(?:^|\n) {{0,3}}(?P<source>:::[ \t]*{TAG}(?=\s|$)[^\n]*)(?:\n {{0,3}}:::[ \t]*(?=\n|$))?"
)
_OPTION = re.compile(r"""\s*(?:(\w+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)|(\S+))""")


class TableBlocks(BlockProcessor):
    """Leaves an element for every table; a closing ``:::`` is accepted, and not needed."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        """Whether a block holds the line of a table."""
        return _LINE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Parse what stands before the line, leave the element, put back what stands behind."""
        block = blocks.pop(0)
        match = _LINE.search(block)
        if match is None:
            return False
        if before := block[: match.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        SubElement(parent, TAG, {SOURCE: match["source"].strip()})
        if after := block[match.end() :].lstrip("\n"):
            blocks.insert(0, after)
        return True


def options_of(source: str) -> dict[str, str]:
    """The options in the line of a table.

    Raises:
        ConfigurationError: something in it is no option.

    Example:
        >>> options_of("::: iiglossary-table field=net,dig columns='zh en'")
        {'field': 'net,dig', 'columns': 'zh en'}
    """
    return dict(_options(source.partition(TAG)[2]))


def _options(text: str) -> Iterator[tuple[str, str]]:
    for match in _OPTION.finditer(text.rstrip()):
        name, double, single, plain, other = match.groups()
        if other is not None:
            raise ConfigurationError(f'{other!r} is no option; write name=value or name="a b"')
        yield name, double or single or plain or ""
