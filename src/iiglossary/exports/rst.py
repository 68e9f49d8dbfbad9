"""reStructuredText: a ``list-table``, one line for every cell, with a target for every row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Table
from .cells import TITLES, anchor, cell, columns_of

_SPECIAL = re.compile(r"([\\`*_|])")
_PLAIN_START = re.compile(r"[A-Za-z\u3400-\u9fff]")
# a. or iv) at the start of a line begins a list.
_ENUMERATOR = re.compile(r"\(?(?:[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)](?:\s|$)")


def export(table: Table) -> Iterator[str]:
    """The directive, with the headings as its first row."""
    columns = columns_of(table)
    yield ".. list-table::\n   :header-rows: 1\n\n"
    yield from _row([TITLES[column] for column in columns])
    for row in table.rows:
        cells = [
            escape("; ".join(str(line) for line in cell(row, column, table))) for column in columns
        ]
        cells[0] = f".. _{anchor(row.entry.id)}:\n\n       {cells[0]}"
        yield from _row(cells)


def _row(cells: list[str]) -> Iterator[str]:
    for number, text in enumerate(cells):
        marker = "     -" if number else "   * -"
        yield f"{marker} {text}".rstrip() + "\n"


def escape(text: str) -> str:
    """*text* so that a paragraph of it shows what it says and begins no other markup.

    Example:
        >>> print(escape("2. a*b::"))
        \\ 2. a\\*b:\\:
    """
    escaped = re.sub(r"::$", r":\\:", _SPECIAL.sub(r"\\\1", text))
    if text and (not _PLAIN_START.match(text) or _ENUMERATOR.match(text)):
        # An escaped blank shows nothing and keeps what follows from being a bullet or a directive.
        return "\\ " + escaped
    return escaped
