"""JSON: a list of concepts, one a line, so that a diff shows the concepts that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from . import Table
from .values import data_columns, value


def export(table: Table) -> Iterator[str]:
    """An array of objects whose keys are the columns; columns with several values are arrays."""
    columns = data_columns(table)
    yield "["
    for number, row in enumerate(table.rows):
        record = {column: value(row, column) for column in columns}
        text = json.dumps(record, ensure_ascii=False)
        yield (",\n" if number else "\n") + text.encode("utf-8", "backslashreplace").decode()
    yield "\n]\n"
