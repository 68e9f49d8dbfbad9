"""``data/forms.csv``: every Chinese form of the shipped table, found without parsing the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .keyedcsv import KeyedCsv
from .schema import read_data


class FormRow(NamedTuple):
    """A form of a concept under its folded key; an empty ``zh_hant`` equals the form.

    ``annotate`` is as in the term table.
    """

    key: str
    id: str
    kind: int
    annotate: str
    form: str
    zh_hant: str
    pinyin: str


COLUMNS = FormRow._fields


class FormList:
    """The rows of a list of forms, by key; rows of one key stand together, the best first.

    The header's last cell tells to which table the list belongs.

    Example:
        >>> forms = FormList("key,id,kind,annotate,form,zh_hant,pinyin@1\\n"
        ...                  "工信部,gov-0001,1,,工信部,,gōngxìnbù\\n")
        >>> [row.id for row in forms.rows_for("工信部")], forms.digest, list(forms.rows_for("部"))
        (['gov-0001'], '1', [])
    """

    __slots__ = ("_table", "digest")

    def __init__(self, text: str) -> None:
        self._table = KeyedCsv(text)
        self.digest = self._table.header[-1].rpartition("@")[2]

    def rows_for(self, key: str) -> Iterator[FormRow]:
        """The rows of *key*; a search for one line costs less than reading all of them."""
        return map(_row, self._table.rows_for(key))

    def rows(self) -> Iterator[FormRow]:
        """Every row, in the order of the file."""
        return map(_row, self._table.rows())

    def cells(self) -> Iterator[list[str]]:
        """The cells of every row, for callers that read all of them and want no objects."""
        return self._table.rows()


def _row(cells: list[str]) -> FormRow:
    key, concept_id, kind, annotate, form, zh_hant, pinyin = cells
    return FormRow(key, concept_id, int(kind), annotate, form, zh_hant, pinyin)


@cache
def shipped_forms() -> FormList:
    """The list that belongs to the shipped table."""
    return FormList(read_data("forms.csv"))
