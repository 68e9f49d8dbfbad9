"""What a check and a finding are, and the register of all checks by code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..table import Row
from .subject import Subject

Problem = tuple[int, str]
"""A line of the table, and what is wrong there with the remedy."""

FindProblems = Callable[[Subject], Iterator[Problem]]


class Finding(NamedTuple):
    """One thing wrong with a table; sorts by file, line and code.

    Example:
        >>> str(Finding("mine.csv", 3, "W301", "note: is empty"))
        'mine.csv:3: W301: note: is empty'
    """

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}: {self.message}"

    @property
    def is_error(self) -> bool:
        """Whether the table is wrong, and not merely less helpful than it could be."""
        return self.code.startswith("E")


class Check(NamedTuple):
    """A code, what it stands for in a few words, and the function that finds it."""

    code: str
    title: str
    find: FindProblems


CHECKS: dict[str, Check] = {}
"""Code → check, filled when the modules of this package are imported."""


def check(code: str, title: str) -> Callable[[FindProblems], FindProblems]:
    """Register the decorated function as the check behind *code*."""

    def register(find: FindProblems) -> FindProblems:
        CHECKS[code] = Check(code, title, find)
        return find

    return register


def cell_problem(row: Row, column: str, problem: str, value: str | None = None) -> Problem:
    """A problem with one cell: its column, its value quoted, and *problem*.

    *value* is given where it is one of several values of the cell.

    Example:
        >>> cell_problem(Row(4, {"zh": "国"}), "zh", "is a single character")
        (4, "zh: '国' is a single character")
    """
    return row.line, f"{column}: {(row[column] if value is None else value)!r} {problem}"
