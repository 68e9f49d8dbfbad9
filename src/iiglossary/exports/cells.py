"""Rows of a table → what its cells show to a reader; shared by all formats made for reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..citations import cite_all
from ..romanize import strip_tones
from ..schema import term_schema
from ..selection import Row
from ..table import annotate_cell
from ..terms import Rendering
from . import Table

DEFAULT_COLUMNS = ("zh", "pinyin", "en", "others")

TITLES = {
    "id": "Id", "zh": "Chinese", "zh_hant": "Traditional", "pinyin": "Pinyin", "en": "English",
    "abbr_en": "Abbreviation", "status": "Status", "others": "Other renderings",
    "preferred": "Use", "source": "Source", "short_zh": "Short forms", "variant_zh": "Variants",
    "kind": "Kind", "subject_field": "Subject field", "issuer": "Issuer", "doc_no": "Number",
    "issued": "Issued", "valid_from": "Valid from", "valid_to": "Valid to",
    "successor": "Successor", "parts": "Parts", "definition": "Definition", "note": "Note",
    "annotate": "Annotated",
}  # fmt: skip

LANGUAGES = {
    "zh": "zh-Hans", "zh_hant": "zh-Hant", "short_zh": "zh-Hans", "variant_zh": "zh-Hans",
    "pinyin": "zh-Latn-pinyin", "en": "en", "abbr_en": "en", "preferred": "en",
}  # fmt: skip
"""Columns whose texts are in one known language, as BCP 47 tags."""

# Controls and lone surrogates have no place in XML, HTML or TeX; Python-Markdown marks with U+0002.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Line(NamedTuple):
    """One line of a cell; ``remark`` says something of the text that stands before it."""

    text: str
    remark: str = ""
    discouraged: bool = False

    def __str__(self) -> str:
        return f"{self.text} ({self.remark})" if self.remark else self.text


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns that a format made for reading shows."""
    return table.columns or DEFAULT_COLUMNS


def cell(row: Row, column: str, table: Table) -> list[Line]:
    """The lines of a cell, in order; an empty list where there is nothing to show.

    Texts are tidy: blanks and line breaks are single blanks, control characters are replaced.

    Example:
        >>> from iiglossary.terms import ConceptEntry
        >>> renderings = (Rendering("MIIT"), Rendering("Ministry"))
        >>> row = Row(ConceptEntry("gov-0001", "工信部", renderings), renderings)
        >>> cell(row, "others", Table((row,)))
        [Line(text='Ministry', remark='admitted', discouraged=False)]
    """
    if column == "others":
        return [_other(rendering, table) for rendering in row.renderings[1:]]
    if column == "en":
        first = row.rendering
        return [Line(_english(first, table), discouraged=first.status.is_discouraged)]
    if column == "source":
        return [Line(tidy(cited)) for cited in cite_all(row.rendering, table.sources or {})]
    value = _VALUES[column](row) if column in _VALUES else getattr(row.entry, column)
    values = (value,) if isinstance(value, str) else value
    return [Line(tidied) for text in values if (tidied := tidy(text))]


def _english(rendering: Rendering, table: Table) -> str:
    if rendering.abbr_en and "abbr_en" not in table.columns:
        return tidy(f"{rendering.en} ({rendering.abbr_en})")
    return tidy(rendering.en)


def _other(rendering: Rendering, table: Table) -> Line:
    remark = str(rendering.status)
    if rendering.note:
        remark += f": {tidy(rendering.note)}"
    return Line(_english(rendering, table), remark, rendering.status.is_discouraged)


def _field_name(row: Row) -> str:
    code = row.entry.subject_field
    return term_schema().field_names.get(code, code)


_VALUES: dict[str, Callable[[Row], str]] = {
    "pinyin": lambda row: row.pinyin,
    "abbr_en": lambda row: row.rendering.abbr_en,
    "status": lambda row: str(row.rendering.status),
    "preferred": lambda row: row.entry.en,
    "note": lambda row: row.rendering.note or row.entry.note,
    "annotate": lambda row: annotate_cell(row.entry),
    "valid_from": lambda row: row.rendering.valid_from or row.entry.valid_from,
    "valid_to": lambda row: row.rendering.valid_to or row.entry.valid_to,
    "subject_field": _field_name,
}


def tidy(text: str) -> str:
    """*text* on one line, every character one that a document may hold.

    Example:
        >>> tidy("a\\r\\n b\\x02")
        'a b\ufffd'
    """
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def anchor(concept_id: str) -> str:
    """The anchor of a concept in any document: ASCII, and different for different ids.

    Example:
        >>> anchor("net-0001"), anchor("own 1<b>")
        ('iig-net-0001', 'iig-own_20_1_3c_b_3e_')
    """
    return "iig-" + re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", concept_id)


def search_words(pinyin: str) -> str:
    """What a reader may type to find a term by sound: its words without tones, and run together.

    Example:
        >>> search_words("gōngyè hùliánwǎng"), search_words("rénkǒu")
        ('gongye hulianwang gongyehulianwang', 'renkou')
    """
    words = [plain for word in pinyin.split() if (plain := strip_tones(word))]
    return " ".join(words if len(words) < 2 else [*words, "".join(words)])
