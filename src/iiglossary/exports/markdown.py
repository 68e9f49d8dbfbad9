"""Markdown: a table as GitHub, Python-Markdown and MyST read it, with an anchor for every row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import Table
from .cells import TITLES, anchor, cell, columns_of

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|])|([<>&~])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}


def export(table: Table) -> Iterator[str]:
    """A heading line, then one line for every concept."""
    columns = columns_of(table)
    yield _row([TITLES[column] for column in columns])
    yield "|" + "---|" * len(columns) + "\n"
    for row in table.rows:
        cells = [
            "; ".join(escape(str(line)) for line in cell(row, column, table)) for column in columns
        ]
        cells[0] = f'<a id="{anchor(row.entry.id)}"></a>{cells[0]}'
        yield _row(cells)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def escape(text: str) -> str:
    """*text* so that every dialect of Markdown shows it as it is.

    Angle brackets become entities: Python-Markdown takes no backslash before them, and would
    let a tag through.

    Example:
        >>> print(escape("<b> a|b *c*"))
        &lt;b&gt; a\\|b \\*c\\*
    """
    return _SPECIAL.sub(lambda m: f"\\{m[1]}" if m[1] else _ENTITIES[m[2]], text)
