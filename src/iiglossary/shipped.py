"""The shipped table, read as little as a caller needs.

``data/forms.csv`` lists every Chinese form with its folded key and spellings, so that a term
is found without folding the table first; the rows of a concept are parsed when it is asked
for. Where the list does not belong to the table beside it (a curator has just edited a term),
the table is read whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from zlib import crc32

from .errors import ConfigurationError
from .formlist import COLUMNS, FormList, FormRow, shipped_forms
from .index import FormRef, Index
from .keyedcsv import KeyedCsv
from .schema import read_bytes, read_data
from .sortedlines import SortedLines
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


class _LazyEntries(Mapping[str, ConceptEntry]):
    """The concepts of a table by id; each is parsed when it is first asked for.

    The rows of *table* must be sorted by id.
    """

    def __init__(self, table: bytes) -> None:
        self._table = table
        begin = table.index(b"\n") + 1
        self._header = table[:begin].decode()
        self._lines = SortedLines(table[begin:])
        self._parsed: dict[str, ConceptEntry] = {}
        self._is_whole = False

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __getitem__(self, concept_id: str) -> ConceptEntry:
        entry = self._parsed.get(concept_id)
        if entry is None and not self._is_whole:
            if len(self._parsed) == _PATIENCE:
                return self._read()[concept_id]
            key = concept_id.encode(errors="surrogatepass")
            for entry in self._parse(self._lines.between(key + b",", key + b"-")):
                self._parsed[concept_id] = entry
        if entry is None:
            raise KeyError(concept_id)
        return entry

    def _read(self) -> dict[str, ConceptEntry]:
        if not self._is_whole:
            self._parsed = {entry.id: entry for entry in self._parse(self._lines.data)}
            self._is_whole = True
        return self._parsed

    def _parse(self, rows: bytes) -> list[ConceptEntry]:
        return parse_entries(parse_table(self._header + rows.decode(), "terms.csv"))

    def __reduce__(self) -> tuple[type[_LazyEntries], tuple[bytes]]:
        return _LazyEntries, (self._table,)


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

    def __init__(self, forms: FormList) -> None:
        self._forms = forms
        self._all: dict[str, tuple[FormRef, ...]] | None = None

    def __getitem__(self, key: str) -> tuple[FormRef, ...]:
        if self._all is not None:
            return self._all[key]
        refs = tuple(map(_ref, self._forms.rows_for(key)))
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
            for key, concept_id, kind, annotate, form, _, _ in self._forms.cells():
                ref = FormRef(concept_id, form, int(kind), annotate != NOT_ANNOTATED)
                found[key] = (*found[key], ref) if key in found else (ref,)
            self._all = found
        return self._all


def _ref(row: FormRow) -> FormRef:
    return FormRef(row.id, row.form, row.kind, row.annotate != NOT_ANNOTATED)


@cache
def shipped_index() -> Index:
    """The index of the shipped table."""
    table = read_bytes("terms.csv")
    forms = shipped_forms()
    if forms.digest != digest(table):
        return Index.of(parse_entries(parse_table(table.decode(), "terms.csv")))
    return Index(_LazyEntries(table), _LazyKeys(forms))


def form_list(index: Index, belongs_to: str) -> str:
    """The text of ``forms.csv`` for an index, made for the table text *belongs_to*.

    Raises:
        ConfigurationError: the concepts are not in the order of their ids, so that they could
            not be found without reading the whole table.
    """
    ids = list(index.entries)
    for before, behind in pairwise(ids):
        if behind < before:
            raise ConfigurationError(f"terms.csv: {behind} stands behind {before}; sort by id")
    rows = []
    for key, refs in sorted(index.by_key.items()):
        for ref in refs:
            zh_hant, pinyin = compute_spelling(ref.form)
            zh_hant = "" if zh_hant == ref.form else zh_hant
            annotate = "" if ref.is_annotated else NOT_ANNOTATED
            rows.append([key, ref.entry, str(ref.kind), annotate, ref.form, zh_hant, pinyin])
    header = [*COLUMNS[:-1], f"{COLUMNS[-1]}@{digest(belongs_to.encode())}"]
    return dump_csv(header, rows)
