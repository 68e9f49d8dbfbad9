"""CSV text whose first column is a key: single rows found without parsing the rest."""

from __future__ import annotations

import csv
from collections.abc import Iterator


class KeyedCsv:
    """CSV text with a header, no line break inside a cell, and the rows of a key together.

    Example:
        >>> table = KeyedCsv("key,en\\na,one\\nb,two\\nb,three\\n")
        >>> list(table.rows_for("b")), list(table.rows_for("c")), table.header
        ([['b', 'two'], ['b', 'three']], [], ['key', 'en'])
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return self._text[: self._text.index("\n")].split(",")

    def rows_for(self, key: str) -> Iterator[list[str]]:
        """The rows whose first cell is *key*, in order."""
        cell = f'\n"{key}",' if "," in key else f"\n{key},"
        start = self._text.find(cell) if key else -1
        while start >= 0:
            end = self._text.index("\n", start + 1)
            yield from csv.reader([self._text[start + 1 : end]])
            start = end if self._text.startswith(cell, end) else -1

    def rows(self) -> Iterator[list[str]]:
        """Every row but the header."""
        return csv.reader(self._text[self._text.index("\n") + 1 :].split("\n")[:-1])
