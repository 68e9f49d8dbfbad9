"""Glossary tables in one format per module, registered by name and imported when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from ..errors import unknown_choice
from ..selection import Row, Selection, select
from ..terms import ConceptEntry, Source

FORMATS = ("markdown", "rst", "html", "csv", "json")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a glossary table, and what is needed to show them.

    Without *columns*, every format shows its own choice of them.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    sources: Mapping[str, Source] | None = None


class Exporter(Protocol):
    """What every module of this package offers."""

    def export(self, table: Table) -> Iterator[str]:
        """The table as pieces of output, in order; lines end in LF."""


def table_of(
    entries: Iterable[ConceptEntry], selection: Selection, sources: Mapping[str, Source]
) -> Table:
    """The table that *selection* makes of *entries*; it may have no rows."""
    return Table(tuple(select(entries, selection)), selection.columns, sources)


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        ConfigurationError: there is no such format.
    """
    if name not in FORMATS:
        raise unknown_choice("format", name, FORMATS)
    module: Exporter = import_module(f".{name}", __name__)
    return module


def export(name: str, table: Table) -> str:
    """The table in the format *name*, as one string.

    Raises:
        ConfigurationError: there is no such format.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> entry = ConceptEntry("gov-0001", "工信部", (Rendering("MIIT"),))
        >>> print(export("csv", table_of([entry], Selection(columns=("zh", "en")), {})), end="")
        zh,en
        工信部,MIIT
    """
    return "".join(exporter(name).export(table))
