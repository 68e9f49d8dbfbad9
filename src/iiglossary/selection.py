"""Which concepts of a glossary a table shows, in which order and with which columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .errors import unknown_choice
from .romanize import sort_key
from .schema import term_schema
from .terms import ConceptEntry, Rendering, Status

COLUMNS = (
    "id", "zh", "zh_hant", "pinyin", "en", "abbr_en", "status", "others", "preferred", "source",
    "short_zh", "variant_zh", "kind", "subject_field", "issuer", "doc_no", "issued",
    "valid_from", "valid_to", "successor", "parts", "definition", "note",
    "annotate",
)  # fmt: skip
"""Every column that a table can show; ``others`` are the renderings after the first."""

SORTS = ("pinyin", "en", "id")

OPTIONS = ("field", "kind", "status", "sort", "columns")
"""The options that :meth:`Selection.parse` knows, by the names that users write."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a table shows; an empty tuple filters nothing, or leaves the columns to the format.

    Example:
        >>> Selection.parse({"field": "net, dig", "sort": "en"})
        Selection(fields=('net', 'dig'), kinds=(), statuses=(), sort='en', columns=())
    """

    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sort: str = "pinyin"
    columns: tuple[str, ...] = ()

    @classmethod
    def parse(cls, options: Mapping[str, str]) -> Selection:
        """The selection that *options* (see :data:`OPTIONS`) describe.

        Lists are separated by commas or blanks; absent and empty options filter nothing.

        Raises:
            ConfigurationError: an option, or one of its values, is not known.

        Example:
            >>> Selection.parse({"kind": "slogan law", "columns": "zh,en"}).kinds
            ('slogan', 'law')
            >>> Selection.parse({"sort": "stroke"})
            Traceback (most recent call last):
            ...
            iiglossary.errors.ConfigurationError: sort: 'stroke' is not known; expected ...
        """
        for name in options:
            _check("option", name, OPTIONS)
        picklists = term_schema().picklists
        sort = options.get("sort", "").strip() or "pinyin"
        _check("sort", sort, SORTS)
        return cls(
            fields=_values(options, "field", picklists["subject_field"]),
            kinds=_values(options, "kind", picklists["kind"]),
            statuses=_values(options, "status", picklists["status"]),
            sort=sort,
            columns=_values(options, "columns", COLUMNS),
        )


def _values(options: Mapping[str, str], name: str, known: Sequence[str]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(re.split(r"[\s,]+", options.get(name, "").strip(" ,\t\n"))))
    if values == ("",):
        return ()
    for value in values:
        _check(name, value, known)
    return values


def _check(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise unknown_choice(what, value, known)


@dataclass(frozen=True)
class Row:
    """A concept of a table with those of its renderings that the table shows; never none."""

    entry: ConceptEntry
    renderings: tuple[Rendering, ...]

    @cached_property
    def pinyin(self) -> str:
        """Pinyin of the headword; kept, for a table asks for it three times."""
        return self.entry.pinyin

    @property
    def rendering(self) -> Rendering:
        """The first of the renderings shown."""
        return self.renderings[0]


def select(entries: Iterable[ConceptEntry], selection: Selection) -> list[Row]:
    """The rows of a table: concepts that pass every filter, in the order asked for.

    A filter on status keeps the renderings of that status and the concepts that have one.
    Ties are broken by headword and id, so the order never depends on that of *entries*.

    Example:
        >>> entry = ConceptEntry("net-0001", "工业互联网", (Rendering("industrial internet"),))
        >>> [row.entry.id for row in select([entry], Selection())]
        ['net-0001']
        >>> select([entry], Selection(statuses=("deprecated",)))
        []
    """
    rows = [
        Row(entry, renderings)
        for entry in entries
        if (not selection.fields or entry.subject_field in selection.fields)
        and (not selection.kinds or entry.kind in selection.kinds)
        and (renderings := _renderings(entry, selection.statuses))
    ]
    return sorted(rows, key=_SORT_KEYS[selection.sort])


def _renderings(entry: ConceptEntry, statuses: Sequence[str]) -> tuple[Rendering, ...]:
    if not statuses:
        return entry.renderings
    wanted = frozenset(map(Status, statuses))
    return tuple(r for r in entry.renderings if r.status in wanted)


def _by_pinyin(row: Row) -> tuple[object, ...]:
    return sort_key(row.pinyin), row.entry.zh, _number(row.entry.id)


def _by_english(row: Row) -> tuple[object, ...]:
    plain = re.sub(r"[^\w ]", "", row.rendering.en.casefold())
    return plain, row.rendering.en, row.entry.zh, _number(row.entry.id)


def _by_id(row: Row) -> tuple[object, ...]:
    return (_number(row.entry.id),)


def _number(concept_id: str) -> tuple[str, int, str]:
    """Ids in the order of their numbers: net-9999 before net-10000."""
    match = re.fullmatch(r"(.*?)([0-9]{1,18})", concept_id)
    return (match[1], int(match[2]), concept_id) if match else (concept_id, 0, concept_id)


_SORT_KEYS: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "pinyin": _by_pinyin,
    "en": _by_english,
    "id": _by_id,
}
