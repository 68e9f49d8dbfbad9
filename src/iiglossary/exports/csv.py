"""CSV: a term table again, one row per rendering, ready to be laid over another table."""

from __future__ import annotations

from collections.abc import Iterator

from ..selection import Row
from ..table import dump_csv
from ..terms import Rendering
from . import Table
from .values import RENDERING_COLUMNS, data_columns, value

_KEYS = ("id", "zh")


def export(table: Table) -> Iterator[str]:
    """A header, then the rows; what belongs to a concept stands on its first row only.

    There is no column ``others``: every other rendering has a row of its own.
    """
    columns = [column for column in data_columns(table) if column != "others"]
    rows = [
        [_cell(row, rendering, column) for column in columns]
        for row in table.rows
        for rendering in row.renderings
    ]
    yield dump_csv(columns, rows)


def _cell(row: Row, rendering: Rendering, column: str) -> str:
    if rendering is row.rendering or column in _KEYS:
        found = value(row, column)
    elif column == "source":
        found = rendering.sources
    elif column in RENDERING_COLUMNS:
        found = str(getattr(rendering, column))
    else:
        found = ""
    return found if isinstance(found, str) else "|".join(found)
