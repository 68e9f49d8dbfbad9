"""E1xx, W1xx: ids, the order of rows, cells that must be there, values that must be known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..errors import any_of
from ..schema import term_schema
from ..table import split_list
from .registry import Problem, cell_problem, check
from .subject import Subject

# A user may number in any width, and loading numbers a second table own2-0001.
_ID = re.compile(r"[a-z][a-z0-9]*-[0-9]+")
_CURATED_ID = re.compile(r"([a-z]{3})-[0-9]{4,}")  # as in terms.csv-metadata.json
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_FULL_DATE = len("2017-11-27")
_BRACKETED_YEAR = re.compile(r"[\[［【(（]([0-9]{4})[\]］】)）]")
_STRAY = re.compile(
    "(?:^|\0)[ ]|[ ](?=\0|$)|  "
    "|[\t\n\r\x0b\x0c\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]"
)
_HAN_BLANK_HAN = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_DATE_COLUMNS = ("valid_from", "valid_to", "issued")


@check("E101", "malformed id")
def malformed_id(table: Subject) -> Iterator[Problem]:
    """An id is a field code and a number: ``net-0001``."""
    fields = term_schema().picklists["subject_field"]
    for concept in table.concepts:
        row = concept.head
        if not row["id"]:
            continue
        curated = _CURATED_ID.fullmatch(row["id"])
        if table.is_curated and not (curated and curated[1] in fields):
            yield cell_problem(
                row, "id", "is malformed; expected a subject field's code and a number of four "
                "digits or more, like net-0001",
            )  # fmt: skip
        elif not _ID.fullmatch(row["id"]):
            yield cell_problem(
                row, "id", "is malformed; expected small letters, a hyphen and a number, "
                "like own-0001",
            )  # fmt: skip


@check("E102", "id reused for another concept")
def reused_id(table: Subject) -> Iterator[Problem]:
    """All rows of an id have the same headword."""
    for concept in table.concepts:
        for row in concept.rows:
            if row["zh"] != concept.head["zh"]:
                yield cell_problem(
                    row, "id", f"already stands for {concept.head['zh']!r} on line "
                    f"{concept.head.line}; give the entry an id that was never used",
                )  # fmt: skip


@check("E103", "rows of a concept apart")
def scattered_rows(table: Subject) -> Iterator[Problem]:
    """The rows of an id stand together."""
    last_line: dict[tuple[str, str], int] = {}
    before = None
    for row in table.raw.rows:
        key = row["id"], row["zh"]
        if row["id"] and key != before and key in last_line:
            yield cell_problem(
                row, "id", f"has its other rows up to line {last_line[key]}; "
                "move this row there",
            )  # fmt: skip
        last_line[key] = row.line
        before = key


@check("E104", "field of the concept on a further row")
def misplaced_concept_field(table: Subject) -> Iterator[Problem]:
    """Fields of the concept stand on its first row only; elsewhere they would be lost."""
    columns = sorted(term_schema().concept_columns - {"zh"})
    for concept in table.concepts:
        for row in concept.rows[1:]:
            for column in columns:
                # A user's table may repeat them, as spreadsheets do; nothing is lost then.
                if row[column] and (table.is_curated or row[column] != concept.head[column]):
                    yield cell_problem(
                        row, column, f"belongs to the first row of {concept.name}, "
                        f"line {concept.head.line}; move it there",
                    )  # fmt: skip


@check("E105", "required cell empty")
def empty_cell(table: Subject) -> Iterator[Problem]:
    """Every row has its Chinese and its English; a curated one what sorts and ranks it, too."""
    every_row = ("id", "zh", "en", "status") if table.is_curated else ("zh", "en")
    first_row = ("kind", "subject_field") if table.is_curated else ()
    for concept in table.concepts:
        for row in concept.rows:
            for column in (*every_row, *(first_row if row is concept.head else ())):
                if not row[column].strip():
                    yield row.line, f"{column}: is empty; fill it in"


@check("E106", "value not in the picklist")
def unknown_value(table: Subject) -> Iterator[Problem]:
    """Status, kind and subject field hold values of the metadata file."""
    for column, valid in term_schema().picklists.items():
        for row in table.raw.rows:
            if row[column] and row[column] not in valid:
                yield cell_problem(row, column, f"is not known; expected {any_of(valid)}")


@check("E107", "stray blank")
def stray_blank(table: Subject) -> Iterator[Problem]:
    """No blank at an end of a cell, none doubled, none that is not a plain U+0020."""
    for row in table.raw.rows:
        # One search a row: nearly all rows have nothing to report. NUL is never in a table.
        if _STRAY.search("\0".join(row.cells.values())) or _HAN_BLANK_HAN.search(row["zh"]):
            for column, value in row.cells.items():
                if found := _STRAY.search(value) or _HAN_BLANK_HAN.search(row[column]):
                    yield cell_problem(row, column, _describe_blank(value, found))


def _describe_blank(value: str, found: re.Match[str]) -> str:
    character = value[found.start()]
    which = "blank" if character == " " else f"blank or invisible U+{ord(character):04X}"
    return f"has a stray {which} at position {found.start()}; delete it"


@check("E108", "malformed date")
def malformed_date(table: Subject) -> Iterator[Problem]:
    """Dates are ISO 8601, as precise as known: 2017, 2017-11, 2017-11-27."""
    for row in table.raw.rows:
        for column in _DATE_COLUMNS:
            if row[column] and not is_date(row[column]):
                yield cell_problem(row, column, "is no date; expected YYYY, YYYY-MM or YYYY-MM-DD")


def is_date(value: str) -> bool:
    """Whether *value* is a year, a month or a day that the calendar has.

    Example:
        >>> [is_date(v) for v in ("2017", "2017-11", "2017-02-30", "2017/11")]
        [True, True, False, False]
    """
    if not _DATE.fullmatch(value):
        return False
    if len(value) == _FULL_DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    return True


@check("E109", "validity ends before it begins")
def reversed_validity(table: Subject) -> Iterator[Problem]:
    """``valid_from`` is not after ``valid_to``, as far as both are known."""
    for row in table.raw.rows:
        begin, end = row["valid_from"], row["valid_to"]
        if is_date(begin) and is_date(end) and is_later(begin, end):
            yield cell_problem(row, "valid_from", f"is after valid_to {end!r}; correct one of them")


def is_later(one: str, other: str) -> bool:
    """Whether one date is certainly after the other, compared as precisely as both are known.

    Example:
        >>> is_later("2018-03", "2018"), is_later("2018-03", "2017")
        (False, True)
    """
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]


@check("E110", "value repeated or empty in a list")
def faulty_list(table: Subject) -> Iterator[Problem]:
    """The values of a ``|``-separated cell are there and differ."""
    for row in table.raw.rows:
        for column in term_schema().list_columns:
            if "|" in row[column]:
                values = split_list(row[column])
                if len(set(values)) <= row[column].count("|"):
                    yield cell_problem(
                        row, column, "has an empty or a repeated value; delete it and its |"
                    )


@check("E111", "brackets in a document number")
def document_number_brackets(table: Subject) -> Iterator[Problem]:
    """The year of a document number stands in 〔〕 (GB/T 9704-2012, 7.2.5)."""
    for row in table.raw.rows:
        if found := _BRACKETED_YEAR.search(row["doc_no"]):
            yield cell_problem(row, "doc_no", f"has other brackets; write 〔{found[1]}〕")


@check("W101", "unknown column")
def unknown_column(table: Subject) -> Iterator[Problem]:
    """A column that the schema lacks is kept, but means nothing to the package."""
    known = ", ".join(term_schema().columns)
    for column in table.raw.unknown_columns:
        yield 1, f"{column!r} is not a known column and is only kept; known are {known}"
