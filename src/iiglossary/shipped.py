"""The shipped table, read as little as a caller needs.

``data/forms.csv`` lists every Chinese form with its folded key and spellings, so that a term
is found without folding the table first; the rows of a concept are parsed when it is asked
for. Where the list does not belong to the table beside it (a curator has just edited a term),
the table is read whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import overload
from zlib import crc32

from .formlist import COLUMNS, FormList, FormRow, shipped_forms
from .index import FormRef, Index
from .keyedcsv import KeyedCsv
from .schema import read_bytes, read_data
from .spellings import compute_spelling
from .table import NOT_ANNOTATED, dump_csv, parse_entries, parse_table
from .terms import ConceptEntry, Source

# One concept at a time costs three times as much as all of them at once.
_PATIENCE = 500


def digest(table: bytes) -> str:
    """What tells whether a list of forms belongs to a table.

    Example:
        >>> digest(b"zh,en\\n")
        '0d6a05f2'
    """
    return f"{crc32(table):08x}"


class _LazyEntries(Sequence[ConceptEntry]):
    """The concepts of a table text; each is parsed when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        starts: dict[str, int] = {}
        start = 0
        # Line by line: a regular expression that looks for line starts takes three times as long.
        for line in text.split("\n"):
            concept_id = line[: line.find(",")]
            if concept_id not in starts:
                starts[concept_id] = start
            start += len(line) + 1
        del starts["id"], starts[""]
        self.numbers = {concept_id: number for number, concept_id in enumerate(starts)}
        self._offsets = [*starts.values(), len(text)]
        self._header = text[: text.index("\n") + 1]
        self._parsed: dict[int, ConceptEntry] = {}

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __iter__(self) -> Iterator[ConceptEntry]:
        return map(self.__getitem__, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> ConceptEntry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ConceptEntry]: ...
    def __getitem__(self, index: int | slice) -> ConceptEntry | Sequence[ConceptEntry]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        entry = self._parsed.get(index)
        if entry is None:
            if len(self._parsed) == _PATIENCE:
                self._parsed = dict(enumerate(self._parse(0, len(self._text))))
                return self._parsed[index]
            (entry,) = self._parse(self._offsets[index], self._offsets[index + 1])
            self._parsed[index] = entry
        return entry

    def _parse(self, start: int, end: int) -> list[ConceptEntry]:
        rows = self._text[max(start, len(self._header)) : end]
        return parse_entries(parse_table(self._header + rows, "terms.csv"))

    def __reduce__(self) -> tuple[type[_LazyEntries], tuple[str]]:
        return _LazyEntries, (self._text,)


class ShippedSources(Mapping[str, Source]):
    """Key → publication of the shipped table; a row is read when it is asked for."""

    def __getitem__(self, key: str) -> Source:
        for cells in _source_table().rows_for(key):
            return _source(cells)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (cells[0] for cells in _source_table().rows())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True  # "sources or {}" would otherwise count every row


@cache
def _source_table() -> KeyedCsv:
    return KeyedCsv(read_data("sources.csv"))


def _source(cells: list[str]) -> Source:
    key, title, publisher, date, url, authority = cells
    return Source(key, title, publisher, date, url, int(authority))


class _LazyKeys(Mapping[str, tuple[FormRef, ...]]):
    """Folded form → concepts, from a list of forms; read whole only when iterated over."""

    def __init__(self, forms: FormList, numbers: Mapping[str, int]) -> None:
        self._forms = forms
        self._numbers = numbers
        self._all: dict[str, tuple[FormRef, ...]] | None = None

    def __getitem__(self, key: str) -> tuple[FormRef, ...]:
        if self._all is not None:
            return self._all[key]
        refs = tuple(map(self._ref, self._forms.rows_for(key)))
        if not refs:
            raise KeyError(key)
        return refs

    def __iter__(self) -> Iterator[str]:
        return iter(self.read())

    def __len__(self) -> int:
        return len(self.read())

    def read(self) -> dict[str, tuple[FormRef, ...]]:
        """All keys as a plain dictionary."""
        if self._all is None:
            found: dict[str, tuple[FormRef, ...]] = {}
            numbers = self._numbers
            for key, concept_id, kind, annotate, form, _, _ in self._forms.cells():
                ref = FormRef(numbers[concept_id], form, int(kind), annotate != NOT_ANNOTATED)
                found[key] = (*found[key], ref) if key in found else (ref,)
            self._all = found
        return self._all

    def _ref(self, row: FormRow) -> FormRef:
        is_annotated = row.annotate != NOT_ANNOTATED
        return FormRef(self._numbers[row.id], row.form, row.kind, is_annotated)


@cache
def shipped_index() -> Index:
    """The index of the shipped table."""
    table = read_bytes("terms.csv")
    text = table.decode()
    forms = shipped_forms()
    if forms.digest != digest(table):
        return Index(tuple(parse_entries(parse_table(text, "terms.csv"))))
    entries = _LazyEntries(text)
    return Index(entries, _LazyKeys(forms, entries.numbers), entries.numbers)


def form_list(index: Index, belongs_to: str) -> str:
    """The text of ``forms.csv`` for an index, made for the table text *belongs_to*."""
    rows = []
    for key, refs in sorted(index.by_key.items()):
        for ref in refs:
            zh_hant, pinyin = compute_spelling(ref.form)
            concept_id = index.entries[ref.entry].id
            zh_hant = "" if zh_hant == ref.form else zh_hant
            annotate = "" if ref.is_annotated else NOT_ANNOTATED
            rows.append([key, concept_id, str(ref.kind), annotate, ref.form, zh_hant, pinyin])
    header = [*COLUMNS[:-1], f"{COLUMNS[-1]}@{digest(belongs_to.encode())}"]
    return dump_csv(header, rows)
