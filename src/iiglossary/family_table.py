"""Families of terms and the two tables that they are read from.

One row of ``families.csv`` gives one pattern of a family, one English rendering, or both; the
rows of a family share its ``id`` and stand together, and what concerns the whole family stands
on the first of them. ``family_values.csv`` lists the names that may stand in a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from msgspec import Struct, json

from .errors import TableError, any_of
from .family_patterns import NumberSlot, PatternError, ValueSlot
from .family_search import SEPARATORS, Pattern, compile_pattern
from .family_templates import (
    NUMBER_FORMS,
    VALUE_FORMS,
    Filling,
    Template,
    TemplateError,
    Value,
    compile_template,
)
from .folding import fold_key
from .full_names import as_named
from .numerals import parse_number
from .schema import read_bytes, read_data, term_schema
from .table import Row, parse_entries, parse_table, shipped_raw, split_list
from .terms import ConceptEntry, Rendering, Status

_FAMILIES, _VALUES, _COMPILED = "families.csv", "family_values.csv", "families.json"
_TERMS = "terms.csv"
# Lists that families can name beside those of family_values.csv: what the table of terms has of
# these kinds.
_KINDS = {"laws": ("law",), "titles": ("law", "document", "programme")}
_REQUIRED = ("id", "pattern", "zh", "en", "status", "source", "kind", "subject_field")
_HEAD_CELLS = ("pattern", "zh", "en", "kind", "subject_field")
_ID = re.compile(r"fam-[0-9]{4,}")
_ORDER = re.compile(r"([a-z]\w*)<([a-z]\w*)")

ValueLists = Mapping[str, Mapping[str, Value]]
"""Name of a list → its values by their folded Chinese."""


class FamilyRendering(Struct, frozen=True, gc=False):
    """One English rendering of a family."""

    template: Template
    status: Status
    sources: tuple[str, ...]
    note: str = ""


class Family(Struct, frozen=True, gc=False):
    """Terms that differ in their numbers or names only.

    ``order`` holds pairs of slots of which the first must be the smaller.
    """

    id: str
    kind: str
    subject_field: str
    patterns: tuple[Pattern, ...]
    zh: Template
    renderings: tuple[FamilyRendering, ...]
    order: tuple[tuple[str, str], ...] = ()
    example_zh: str = ""
    example_en: str = ""
    note: str = ""

    def bind(
        self, pattern: Pattern, texts: Mapping[str, str | None], lists: ValueLists
    ) -> dict[str, Filling] | None:
        """What the texts in the slots stand for, or None where one is out of bounds."""
        fillings: dict[str, Filling] = {}
        for name, text in texts.items():
            if text:
                filling = _read(pattern.slots[name], text, lists)
                if not filling:
                    return None
                fillings[name] = filling
        return fillings if self._is_ordered(fillings) else None

    def _is_ordered(self, fillings: Mapping[str, Filling]) -> bool:
        pairs = ((fillings.get(lower), fillings.get(upper)) for lower, upper in self.order)
        return all(a < b for a, b in pairs if isinstance(a, int) and isinstance(b, int))

    def entry(self, fillings: Mapping[str, Filling]) -> ConceptEntry:
        """The instance with these numbers and names, as a concept of its own."""
        renderings: dict[str, Rendering] = {}
        for rendering in self.renderings:
            en = rendering.template.fill(fillings)
            filled = Rendering(en, rendering.status, sources=rendering.sources, note=rendering.note)
            # Below ten two number styles may come out alike; the better status stands first.
            renderings.setdefault(en, filled)
        return ConceptEntry(
            id=self.id,
            zh=self.zh.fill(fillings),
            renderings=tuple(renderings.values()),
            kind=self.kind,
            subject_field=self.subject_field,
            note=self.note,
            values=tuple(_as_data(fillings)),
        )


class FamilyTable(Struct, frozen=True, gc=False):
    """Families, and the lists of values that their patterns name."""

    families: tuple[Family, ...] = ()
    lists: dict[str, dict[str, Value]] = {}


def _read(slot: NumberSlot | ValueSlot, text: str, lists: ValueLists) -> Filling | None:
    """What *text* stands for in a slot, or None where it is out of its bounds or list."""
    if isinstance(slot, ValueSlot):
        known = lists[slot.list_name]
        if slot.is_open:
            value = known.get(text)
            return None if value is None else (value,)
        return tuple(_values(known, text))
    parts = re.split(f"{slot.unit}?[{SEPARATORS}]", text) if slot.unit else [text]
    numbers = tuple(n for n in map(parse_number, parts) if n and slot.low <= n <= slot.high)
    if len(numbers) < len(parts):
        return None
    return numbers if slot.unit else numbers[0]


def _values(known: Mapping[str, Value], text: str) -> Iterator[Value]:
    """The values that *text* consists of."""
    while text:
        # Longest first, as the lists have them and the regular expression took them.
        zh = next(zh for zh in known if text.startswith(zh))
        yield known[zh]
        text = text[len(zh) :]


def _as_data(fillings: Mapping[str, Filling]) -> Iterator[tuple[str, str]]:
    issuers = []
    for name, filling in fillings.items():
        if isinstance(filling, int):
            yield name, str(filling)
            continue
        numbers = [str(number) for number in filling if isinstance(number, int)]
        values = [value for value in filling if isinstance(value, Value)]
        yield name, ",".join(numbers) or "".join(value.zh for value in values)
        issuers += [value.issuer_zh for value in values if value.issuer_zh]
    if issuers:
        yield "issuer", issuers[0]


def load_families() -> FamilyTable:
    """The families that ship with the package.

    They are read from ``families.json``, where ``tools/make_families.py`` puts them compiled:
    compiling the tables takes twenty times as long. If the tables have been changed since, they
    are compiled.

    Raises:
        TableError: a row cannot be understood.
    """
    mark, _, compiled = read_bytes(_COMPILED).partition(b"\n")
    if mark == _mark():
        return json.decode(compiled, type=FamilyTable)
    return compile_families()


def compile_families() -> FamilyTable:
    """The families of the shipped tables, whether ``families.json`` has them or not.

    Raises:
        TableError: a row cannot be understood.
    """
    lists = term_lists(parse_entries(shipped_raw())) | read_values(read_data(_VALUES))
    return read_families(read_data(_FAMILIES), lists)


def dump_families(table: FamilyTable) -> bytes:
    """What ``families.json`` holds: a mark of the tables it belongs to, and the families."""
    return _mark() + b"\n" + json.encode(table) + b"\n"


def _mark() -> bytes:
    mark = 0
    for table in (_FAMILIES, _VALUES, _TERMS):
        mark = crc32(read_bytes(table), mark)
    return b"%08x" % mark


def term_lists(entries: Iterable[ConceptEntry]) -> dict[str, dict[str, Value]]:
    """The value lists of a table of terms: its laws; its laws, documents and programmes.

    Example:
        >>> law = ConceptEntry("law-0001", "立法法", (Rendering("Legislation Law"),), kind="law")
        >>> term_lists([law])["titles"]["立法法"].en
        'Legislation Law'
    """
    lists: dict[str, dict[str, Value]] = {name: {} for name in _KINDS}
    for entry in entries:
        names = [name for name, kinds in _KINDS.items() if entry.kind in kinds]
        for form in entry.forms if names else ():
            value = Value(form, as_named(entry, form).en)
            for name in names:
                lists[name].setdefault(fold_key(form), value)
    return {name: _longest_first(known) for name, known in lists.items()}


def _longest_first(known: Mapping[str, Value]) -> dict[str, Value]:
    return dict(sorted(known.items(), key=lambda item: (-len(item[0]), item[0])))


def read_values(text: str, path: str = _VALUES) -> dict[str, dict[str, Value]]:
    """The value lists in the text of a table, each with the longest forms first.

    Raises:
        TableError: as for :func:`~iiglossary.table.read_raw`, or a value stands twice in a list.

    Example:
        >>> lists = read_values("list,zh,en\\nlevel,省|省级,Provincial\\n")
        >>> lists["level"]["省级"].en
        'Provincial'
    """
    lists: dict[str, dict[str, Value]] = {}
    for row in parse_table(text, path, ("list", "zh", "en")).rows:
        known = lists.setdefault(row["list"], {})
        forms = split_list(row["zh"])
        if not forms:
            raise TableError("is empty", path=path, line=row.line, column="zh")
        value = Value(forms[0], row["en"], row["issuer_zh"], row["issuer_en"])
        for form in forms:
            if known.setdefault(fold_key(form), value) is not value:
                problem = f"{form!r} already stands in the list {row['list']!r}; delete one"
                raise TableError(problem, path=path, line=row.line, column="zh")
    return {name: _longest_first(known) for name, known in lists.items()}


def read_families(
    text: str, lists: dict[str, dict[str, Value]] | None = None, path: str = _FAMILIES
) -> FamilyTable:
    """The families in the text of a table, with the lists that they name.

    Raises:
        TableError: as for :func:`~iiglossary.table.read_raw`, or a pattern, a template or a
            picklist value cannot be understood.
    """
    groups: dict[str, list[Row]] = {}
    for row in parse_table(text, path, _REQUIRED).rows:
        if not _ID.fullmatch(row["id"]):
            problem = f"{row['id']!r} is no id of a family; expected fam- and four digits"
            raise TableError(problem, path=path, line=row.line, column="id")
        groups.setdefault(row["id"], []).append(row)
    lists = lists or {}
    return FamilyTable(tuple(_family(rows, lists, path) for rows in groups.values()), lists)


def _family(rows: Sequence[Row], lists: ValueLists, path: str) -> Family:
    head = rows[0]
    _check_head(head, path)
    for row in rows:
        if not row["pattern"] and not row["en"]:
            problem = "is empty, and pattern too; a row needs one of them"
            raise TableError(problem, path=path, line=row.line, column="en")
    patterns = [(row, _pattern(row, lists, path)) for row in rows if row["pattern"]]
    renderings = [(row, _rendering(row, path)) for row in rows if row["en"]]
    zh = _template(head, "zh", path)
    for row, template in [(head, zh), *((row, found.template) for row, found in renderings)]:
        _check_slots(template, [pattern for _, pattern in patterns], row, path)
    return Family(
        id=head["id"],
        kind=head["kind"],
        subject_field=head["subject_field"],
        patterns=tuple(pattern for _, pattern in patterns),
        zh=zh,
        renderings=tuple(rendering for _, rendering in renderings),
        order=tuple(_order(head, path)),
        example_zh=head["example_zh"],
        example_en=head["example_en"],
        note=head["note"],
    )


def _check_head(head: Row, path: str) -> None:
    for column in _HEAD_CELLS:
        if not head[column]:
            problem = "is empty; the first row of a family needs it"
            raise TableError(problem, path=path, line=head.line, column=column)
    for column in ("kind", "subject_field"):
        _check_choice(head, column, term_schema().picklists[column], path)
    if head["status"] != Status.PREFERRED:
        problem = f"{head['status']!r} stands first; expected the preferred rendering"
        raise TableError(problem, path=path, line=head.line, column="status")


def _check_choice(row: Row, column: str, valid: Iterable[str], path: str) -> None:
    if row[column] not in valid:
        problem = f"{row[column]!r} is not known; expected {any_of(tuple(valid))}"
        raise TableError(problem, path=path, line=row.line, column=column)


def _pattern(row: Row, lists: ValueLists, path: str) -> Pattern:
    try:
        return compile_pattern(row["pattern"], lists)
    except PatternError as error:
        raise TableError(str(error), path=path, line=row.line, column="pattern") from None


def _template(row: Row, column: str, path: str) -> Template:
    try:
        return compile_template(row[column], column)
    except TemplateError as error:
        raise TableError(str(error), path=path, line=row.line, column=column) from None


def _rendering(row: Row, path: str) -> FamilyRendering:
    _check_choice(row, "status", [str(status) for status in Status], path)
    sources = split_list(row["source"])
    if not sources:
        problem = "is empty; name a publication of sources.csv, or usage"
        raise TableError(problem, path=path, line=row.line, column="source")
    note = row["note"] if not row["zh"] else ""
    return FamilyRendering(_template(row, "en", path), Status(row["status"]), sources, note)


def _order(head: Row, path: str) -> Iterator[tuple[str, str]]:
    for text in split_list(head["order"]):
        pair = _ORDER.fullmatch(text)
        if pair is None:
            problem = f"{text!r} is no order of two slots; expected from<to"
            raise TableError(problem, path=path, line=head.line, column="order")
        yield pair[1], pair[2]


def _check_slots(template: Template, patterns: Sequence[Pattern], row: Row, path: str) -> None:
    """Every slot that the template shows is there to be shown, in a form that fits it."""
    for field in template.fields:
        slots = [pattern.slots[field.name] for pattern in patterns if field.name in pattern.slots]
        for slot in slots:
            forms = VALUE_FORMS if isinstance(slot, ValueSlot) else NUMBER_FORMS
            if field.form and field.form not in forms:
                problem = f"{field.form!r} does not fit {field.name!r}; expected {any_of([*forms])}"
                raise TableError(problem, path=path, line=row.line, column=template.language)
        if not slots:
            problem = f"{template.text!r} shows {field.name!r}, which no pattern has"
            raise TableError(problem, path=path, line=row.line, column=template.language)
    for pattern in patterns:
        for name in sorted(template.required.difference(pattern.required)):
            problem = f"{template.text!r} shows {name!r}, which {pattern.text!r} may leave open"
            raise TableError(problem, path=path, line=row.line, column=template.language)
