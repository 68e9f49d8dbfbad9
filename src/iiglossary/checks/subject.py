"""The table that is checked, with its rows grouped into concepts once for all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..folding import fold_key
from ..table import RawTable, Row, split_list
from ..terms import Source, Status

FORM_COLUMNS = ("zh", "short_zh", "variant_zh")
"""The columns that hold Chinese forms, the headword first."""


class Form(NamedTuple):
    """A Chinese form, the column and the concept (by its number) that it stands in."""

    text: str
    column: str
    concept: int


class Concept:
    """The rows of one concept, in the order of the file; the first one bears its fields."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    @property
    def head(self) -> Row:
        """The first row."""
        return self.rows[0]

    @property
    def name(self) -> str:
        """How messages call the concept: its id, or else its headword."""
        return self.head["id"] or self.head["zh"].strip()

    def status(self, row: Row) -> str:
        """The status of a row, or what an empty cell stands for when the table is loaded."""
        default = Status.PREFERRED if row is self.head else Status.ADMITTED
        return row["status"] or str(default)

    def preferred(self) -> list[Row]:
        """The rows with preferred renderings."""
        return [row for row in self.rows if self.status(row) == Status.PREFERRED]


class Subject:
    """A table under check, and what it is held to."""

    def __init__(
        self,
        raw: RawTable,
        sources: Mapping[str, Source] | None = None,
        known_ids: frozenset[str] = frozenset(),
    ) -> None:
        self.raw = raw
        self.sources = sources
        self.known_ids = known_ids

    @property
    def is_curated(self) -> bool:
        """Whether the table comes with its sources, and so must have every required cell."""
        return self.sources is not None

    @cached_property
    def concepts(self) -> list[Concept]:
        """The concepts, in the order of their first rows, grouped as loading groups them."""
        groups: dict[str, list[Row]] = {}
        for row in self.raw.rows:
            groups.setdefault(row["id"] or row["zh"].strip(), []).append(row)
        return [Concept(rows) for rows in groups.values()]

    @cached_property
    def concept_by_id(self) -> dict[str, Concept]:
        """Id → concept, for the concepts that have one."""
        return {c.head["id"]: c for c in self.concepts if c.head["id"]}

    @cached_property
    def forms(self) -> list[Form]:
        """Every Chinese form of every concept."""
        return [
            Form(text, column, number)
            for number, concept in enumerate(self.concepts)
            for column in FORM_COLUMNS
            for text in _forms(concept.head, column)
        ]

    @cached_property
    def forms_by_key(self) -> dict[str, list[Form]]:
        """Folded spelling → the forms that fold to it."""
        by_key: dict[str, list[Form]] = {}
        for form in self.forms:
            by_key.setdefault(fold_key(form.text), []).append(form)
        by_key.pop("", None)  # forms of nothing but quotes
        return by_key

    def shared_forms(self) -> Iterator[list[Form]]:
        """The forms that fold alike, wherever there is more than one; headwords first."""
        for forms in self.forms_by_key.values():
            if len(forms) > 1:
                yield sorted(forms, key=lambda form: form.column != "zh")


def _forms(row: Row, column: str) -> tuple[str, ...]:
    if column == "zh":
        return (row["zh"].strip(),) if row["zh"].strip() else ()
    return split_list(row[column])
