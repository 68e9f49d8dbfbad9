"""Rows of a term table ↔ concept entries; the only module that knows CSV.

One row is one rendering. Rows of one concept share ``id`` and ``zh``; the fields of the
concept stand on the first of them. A user's table needs only ``zh`` and ``en``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .errors import TableError, any_of
from .schema import data_file, read_data, term_schema
from .terms import ConceptEntry, Rendering, Source, Status

_REQUIRED = ("zh", "en")
_SOURCE_COLUMNS = ("key", "title", "publisher", "date", "url", "authority")


class Row(Struct, frozen=True, gc=False):
    """One row as it stands in the file: its line (from 1) and its cells by column name."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class RawTable(Struct, frozen=True, gc=False):
    """A table as read, before its values are judged."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Columns that the schema does not have; their cells are kept in ``entry.extra``."""
        return tuple(c for c in self.columns if c not in term_schema().columns)


def read_raw(path: Path | str) -> RawTable:
    """The rows of a term table.

    Raises:
        TableError: the file is missing, is not UTF-8, has no ``zh`` or ``en`` column, names a
            column twice, leaves a quote open, or has a row with too many or too few cells.
    """
    return parse_table(_read_text(Path(path)), str(path))


def shipped_raw() -> RawTable:
    """The rows of the table that ships with the package."""
    return parse_table(read_data("terms.csv"), "terms.csv")


def shipped_path() -> Path:
    """Where the shipped table lies."""
    return data_file("terms.csv")


def read_sources(text: str, path: str = "sources.csv") -> dict[str, Source]:
    """Key → publication, from the text of a sources table.

    Raises:
        TableError: as for :func:`read_raw`, or ``authority`` is not a number from 1 to 5.

    Example:
        >>> read_sources("key,title,authority\\ngwr-2017,Report,1\\n")["gwr-2017"].authority
        1
    """
    sources = {}
    for row in parse_table(text, path, ("key", "title")).rows:
        authority = row["authority"] or "5"
        if authority not in {"1", "2", "3", "4", "5"}:
            raise TableError(
                f"{authority!r} is not an authority; expected 1, 2, 3, 4 or 5",
                path=path, line=row.line, column="authority",
            )  # fmt: skip
        texts = {name: row[name] for name in _SOURCE_COLUMNS[:-1]}
        sources[row["key"]] = Source(**texts, authority=int(authority))
    return sources


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror})", path=str(path)) from None
    try:
        # utf-8-sig, or else the byte order mark stays in the first column's name.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = (
            f"not UTF-8 (byte 0x{data[error.start]:02x} at position {error.start}); "
            "save the table as UTF-8"
        )
        raise TableError(problem, path=str(path), line=line) from None


def parse_table(text: str, path: str, required: Sequence[str] = _REQUIRED) -> RawTable:
    """The rows of CSV *text*; *path* names it in errors.

    Raises:
        TableError: as for :func:`read_raw`.
    """
    if "\0" in text:
        raise TableError("holds NUL bytes; expected a CSV file", path=path)
    records = _records(text, path)
    header = next(records, None)
    if header is None:
        raise TableError("is empty; expected a header line with zh and en", path=path)
    columns = tuple(name.strip() for name in header[1])
    _check_header(columns, required, path)
    rows = []
    for line, cells in records:
        if len(cells) != len(columns):
            if not any(cells):
                continue
            raise TableError(
                f"has {len(cells)} cells, the header has {len(columns)}; "
                "quote cells that hold a comma",
                path=path, line=line,
            )  # fmt: skip
        rows.append(Row(line, dict(zip(columns, cells, strict=True))))
    return RawTable(path, columns, tuple(rows))


def _records(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    # strict: otherwise an open quote swallows the rest of the file without a word.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1
    try:
        for record in reader:
            yield begun, record
            begun = reader.line_num + 1
    except csv.Error as error:
        problem = str(error)
        if "end of data" in problem or "expected after" in problem:
            problem = "a quote is opened and not closed properly; double every quote inside a cell"
        raise TableError(problem, path=path, line=begun) from None


def _check_header(columns: Sequence[str], required: Sequence[str], path: str) -> None:
    for position, name in enumerate(columns):
        if name in columns[:position]:
            raise TableError(
                f"column {name!r} stands twice in the header; rename or delete one",
                path=path, line=1,
            )  # fmt: skip
    for name in required:
        if name not in columns:
            raise TableError(
                f"has no column {name!r} (found {', '.join(columns)[:80]}); "
                f"the first line must name the columns, {' and '.join(required)} among them",
                path=path, line=1,
            )  # fmt: skip


def parse_entries(raw: RawTable, *, id_prefix: str = "own") -> list[ConceptEntry]:
    """The concepts of a table, in the order of the file, each with its preferred rendering first.

    Concepts without an ``id`` are numbered ``own-0001``, ``own-0002`` … in the order of the file.

    Raises:
        TableError: the first cell that cannot be understood.
    """
    unknown = raw.unknown_columns
    groups: dict[str, list[Row]] = {}
    for row in raw.rows:
        _check_row(row, raw.path)
        groups.setdefault(row["id"] or row["zh"].strip(), []).append(row)
    entries = []
    for number, rows in enumerate(groups.values(), 1):
        concept_id = rows[0]["id"] or f"{id_prefix}-{number:04}"
        entries.append(_entry(concept_id, rows, unknown, raw.path))
    return entries


def _check_row(row: Row, path: str) -> None:
    for column in _REQUIRED:
        if not row[column].strip():
            raise TableError(
                "is empty; every row needs zh and en", path=path, line=row.line, column=column
            )
    picklists = term_schema().picklists
    for column, valid in picklists.items():
        value = row[column]
        if value and value not in valid:
            what = "an administrative status" if column == "status" else "known"
            raise TableError(
                f"{value!r} is not {what}; expected {any_of(valid)}",
                path=path, line=row.line, column=column,
            )  # fmt: skip


def _entry(concept_id: str, rows: Sequence[Row], unknown: Sequence[str], path: str) -> ConceptEntry:
    head = rows[0]
    if clash := next((row for row in rows if row["zh"] != head["zh"]), None):
        raise TableError(
            f"{concept_id!r} already stands for {head['zh']!r} on line {head.line}; "
            "give the entry an id that was never used",
            path=path, line=clash.line, column="id",
        )  # fmt: skip
    renderings = sorted(
        (_rendering(row, first=row is head) for row in rows), key=lambda r: _RANK[r.status]
    )
    return ConceptEntry(
        id=concept_id,
        zh=head["zh"].strip(),
        renderings=tuple(renderings),
        kind=head["kind"],
        subject_field=head["subject_field"],
        short_zh=split_list(head["short_zh"]),
        variant_zh=split_list(head["variant_zh"]),
        issuer=head["issuer"],
        doc_no=head["doc_no"],
        issued=head["issued"],
        valid_from=head["valid_from"],
        valid_to=head["valid_to"],
        successor=head["successor"],
        parts=split_list(head["parts"]),
        reviewed_pinyin=head["pinyin"],
        definition=head["definition"],
        note=head["note"],
        is_annotated=head["annotate"] != NOT_ANNOTATED,
        extra=tuple((name, head[name]) for name in unknown if head[name]),
    )


NOT_ANNOTATED = "no"
"""The value of ``annotate`` for a concept that is looked up, but never marked in text."""


def annotate_cell(entry: ConceptEntry) -> str:
    """The cell ``annotate`` of a concept: empty where it is marked in text."""
    return "" if entry.is_annotated else NOT_ANNOTATED


_RANK = {status: rank for rank, status in enumerate(Status)}
_STATUSES = {str(status): status for status in Status}


def _rendering(row: Row, *, first: bool) -> Rendering:
    default = Status.PREFERRED if first else Status.ADMITTED
    return Rendering(
        en=row["en"].strip(),
        status=_STATUSES.get(row["status"], default),
        abbr_en=row["abbr_en"],
        sources=split_list(row["source"]),
        valid_from="" if first else row["valid_from"],
        valid_to="" if first else row["valid_to"],
        note="" if first else row["note"],
    )


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``|``; blanks round them go.

    Example:
        >>> split_list("工信部| 工业和信息化部机关")
        ('工信部', '工业和信息化部机关')
        >>> split_list("")
        ()
    """
    if "|" not in cell:
        return (cell.strip(),) if cell else ()
    return tuple(value for part in cell.split("|") if (value := part.strip()))


def lay_over(base: Sequence[ConceptEntry], layer: Iterable[ConceptEntry]) -> list[ConceptEntry]:
    """*base* with the entries of *layer* laid over it: same id or same headword, layer wins.

    The winning entry keeps the id and the Chinese forms of the one below it, and its concept
    fields where the layer leaves them empty; renderings are the layer's alone.

    Example:
        >>> below = ConceptEntry("gov-0001", "工信部", (Rendering("MIIT"),), kind="institution")
        >>> above = ConceptEntry("own-0001", "工信部", (Rendering("the Ministry"),))
        >>> [(e.id, e.en, e.kind) for e in lay_over([below], [above])]
        [('gov-0001', 'the Ministry', 'institution')]
    """
    merged = list(base)
    by_id = {entry.id: number for number, entry in enumerate(merged)}
    by_zh = {entry.zh: number for number, entry in enumerate(merged)}
    for entry in layer:
        number = by_id.get(entry.id, by_zh.get(entry.zh))
        if number is None:
            by_id[entry.id] = by_zh[entry.zh] = len(merged)
            merged.append(entry)
        else:
            merged[number] = _merge(merged[number], entry)
    return merged


_INHERITED = (
    "kind", "subject_field", "issuer", "doc_no", "issued", "valid_from", "valid_to", "successor",
    "parts", "reviewed_pinyin", "definition",
)  # fmt: skip


def _merge(below: ConceptEntry, above: ConceptEntry) -> ConceptEntry:
    inherited = {name: getattr(above, name) or getattr(below, name) for name in _INHERITED}
    variants = (*above.variant_zh, *below.variant_zh)
    if above.zh != below.zh:
        variants = (*variants, below.zh)
    return replace(
        above,
        id=below.id,
        short_zh=tuple(dict.fromkeys((*above.short_zh, *below.short_zh))),
        variant_zh=tuple(dict.fromkeys(variants)),
        **inherited,
    )


def dump_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV text with LF line ends, as the shipped table is written.

    Example:
        >>> dump_csv(["zh", "en"], [["工信部", "MIIT"]])
        'zh,en\\n工信部,MIIT\\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
