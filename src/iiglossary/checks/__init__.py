"""Coded checks over a term table: every finding has a file, a line, a code and a remedy.

``E…`` codes are errors, ``W…`` codes warnings. One small function stands behind each code; they
lie in the modules of this package by what they look at, and ``docs/checks.md`` explains them.
Nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..table import RawTable
from ..terms import Source
from . import chinese, citations, english, links, rows
from .registry import CHECKS, Check, Finding
from .subject import Subject

__all__ = ["CHECKS", "Check", "Finding", "check_table"]

# Importing a module registers its checks.
_REGISTERED = (rows, chinese, english, citations, links)


def check_table(
    raw: RawTable, sources: Mapping[str, Source] | None = None, known_ids: Iterable[str] = ()
) -> list[Finding]:
    """Every finding about a table, in the order of its lines.

    With *sources* the table is held to the rules of the shipped one: ids, statuses, kinds,
    fields and sources must be there. Without, it is a user's table: only cells that are there
    are judged. *known_ids* are the ids of tables that lie below it, to which ``successor``
    and ``parts`` may refer.

    Example:
        >>> from iiglossary.table import Row
        >>> row = Row(2, {"zh": "“工业互联网”", "en": "industrial internet"})
        >>> print(*check_table(RawTable("mine.csv", ("zh", "en"), (row,))))
        mine.csv:2: E204: zh: '“工业互联网”' has quotes or book-title marks; remove them
    """
    subject = Subject(raw, sources, frozenset(known_ids))
    return sorted(
        Finding(raw.path, line, check.code, message)
        for check in CHECKS.values()
        for line, message in check.find(subject)
    )
