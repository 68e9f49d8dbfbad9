"""The glossary of a documentation build: loaded once, and again when one of its tables changes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..glossary import Glossary, load
from ..selection import Row, Selection, select
from ..table import shipped_path


class TableSet(NamedTuple):
    """The tables of a build: files laid over each other, over the shipped table or not."""

    paths: tuple[Path, ...] = ()
    builtin: bool = True

    def extended(self, paths: Iterable[Path]) -> TableSet:
        """These tables with *paths* laid over them."""
        return TableSet((*self.paths, *paths), self.builtin)

    def glossary(self) -> Glossary:
        """What the tables hold now.

        Raises:
            TableError: a table cannot be read.
        """
        return _load(self, tuple(map(_stamp, self.paths)))

    def rows(self, selection: Selection) -> list[Row]:
        """The rows of a glossary table.

        Raises:
            TableError: a table cannot be read.
        """
        return _select(self, tuple(map(_stamp, self.paths)), selection)

    def files(self) -> list[Path]:
        """The files that a page depends on when it uses these tables."""
        try:
            shipped = [shipped_path()] if self.builtin else []
        except FileNotFoundError:  # inside a zip archive: it cannot change during a build
            shipped = []
        return [*self.paths, *shipped]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:  # reading it will say why
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


# Two dozen: a project's own tables, and those that single directives name. Live reload makes
# more over the hours, and a glossary holds some tens of megabytes.
@lru_cache(maxsize=24)
def _load(tables: TableSet, stamps: tuple[tuple[int, int], ...]) -> Glossary:  # noqa: ARG001 - part of the key
    return load(*tables.paths, builtin=tables.builtin)


# A page's tables are selected when it is read and again when it is written.
@lru_cache(maxsize=24)
def _select(
    tables: TableSet, stamps: tuple[tuple[int, int], ...], selection: Selection
) -> list[Row]:
    return select(_load(tables, stamps), selection)
