"""Rows of a table → plain data; shared by all formats made for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..schema import term_schema
from ..selection import Row
from ..table import annotate_cell
from ..terms import Rendering
from . import Table

RENDERING_COLUMNS = ("en", "status", "abbr_en", "source", "valid_from", "valid_to", "note")
"""Columns that every rendering fills for itself, in formats with one row per rendering."""


def data_columns(table: Table) -> tuple[str, ...]:
    """The columns chosen, or else all of the term table and the other renderings."""
    return table.columns or (*term_schema().columns, "others")


def value(row: Row, column: str) -> Any:
    """The value of a column: a string, or a list where there may be several.

    Codes and keys stay what they are in the term table.

    Example:
        >>> from iiglossary.terms import ConceptEntry
        >>> renderings = (Rendering("MIIT", sources=("usage",)),)
        >>> row = Row(ConceptEntry("gov-0001", "工信部", renderings), renderings)
        >>> value(row, "en"), value(row, "source"), value(row, "others")
        ('MIIT', ['usage'], [])
    """
    found = _VALUES[column](row) if column in _VALUES else getattr(row.entry, column)
    return list(found) if isinstance(found, tuple) else found


def rendering_record(rendering: Rendering) -> dict[str, str]:
    """A rendering as ``lookup --json`` prints it, with its note where it has one."""
    record = {
        "en": rendering.en,
        "status": str(rendering.status),
        "abbr_en": rendering.abbr_en,
        "source": "|".join(rendering.sources),
    }
    return {**record, "note": rendering.note} if rendering.note else record


_VALUES: dict[str, Callable[[Row], Any]] = {
    "pinyin": lambda row: row.pinyin,
    "en": lambda row: row.rendering.en,
    "status": lambda row: str(row.rendering.status),
    "abbr_en": lambda row: row.rendering.abbr_en,
    "source": lambda row: row.rendering.sources,
    "others": lambda row: list(map(rendering_record, row.renderings[1:])),
    "preferred": lambda row: row.entry.en,
    "annotate": lambda row: annotate_cell(row.entry),
    # The first rendering of a concept leaves these three to the concept.
    "valid_from": lambda row: row.rendering.valid_from or row.entry.valid_from,
    "valid_to": lambda row: row.rendering.valid_to or row.entry.valid_to,
    "note": lambda row: row.rendering.note or row.entry.note,
}
