"""Folded Chinese form → the concepts that it stands for; built once, then immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from .errors import ConfigurationError
from .folding import fold_key
from .full_names import as_named
from .spellings import regional_vocabulary
from .terms import ConceptEntry

HEADWORD, SHORT, VARIANT, REGIONAL = range(4)
"""What kind of form it is, best first."""


class FormRef(Struct, frozen=True, gc=False, repr_omit_defaults=True):
    """A concept (by its id) under one of its forms."""

    entry: str
    form: str
    kind: int
    is_annotated: bool = True


class Index:
    """Concepts by id, and every Chinese form of them by its folded spelling.

    ``by_key`` maps a folded form to its concepts, best first: headwords before short forms,
    short forms before variants and regional spellings, then the order of the table. Homographs
    are all kept.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> ministry = ConceptEntry("gov-0001", "工业和信息化部", (Rendering("MIIT"),),
        ...                         short_zh=("工信部",))
        >>> Index.of([ministry]).by_key["工信部"]
        (FormRef(entry='gov-0001', form='工信部', kind=1),)
    """

    __slots__ = ("by_key", "entries")

    def __init__(
        self, entries: Mapping[str, ConceptEntry], by_key: Mapping[str, tuple[FormRef, ...]]
    ) -> None:
        self.entries = entries
        """Concept id → concept, in the order of the table"""
        self.by_key = by_key

    @classmethod
    def of(cls, concepts: Iterable[ConceptEntry]) -> Index:
        """The index of some concepts.

        Raises:
            ConfigurationError: two concepts have one id.
        """
        entries: dict[str, ConceptEntry] = {}
        for entry in concepts:
            if entries.setdefault(entry.id, entry) is not entry:
                other = entries[entry.id].zh
                raise ConfigurationError(
                    f"{entry.id!r} is the id of {other!r} and of {entry.zh!r}; give one another id"
                )
        return cls(entries, _collect(entries.values()))

    def entry(self, ref: FormRef) -> ConceptEntry:
        """The concept that a form stands for, with the rendering first that is as full as it."""
        return as_named(self.entries[ref.entry], ref.form)

    def annotated(self) -> dict[str, tuple[FormRef, ...]]:
        """``by_key`` without the concepts that are never marked in text."""
        found = {}
        for key, refs in self.by_key.items():
            is_single = len(refs) == 1 and refs[0].is_annotated
            marked = refs if is_single else tuple(ref for ref in refs if ref.is_annotated)
            if marked:
                found[key] = marked
        return found


def _collect(entries: Iterable[ConceptEntry]) -> dict[str, tuple[FormRef, ...]]:
    by_key: dict[str, tuple[FormRef, ...]] = {}
    for entry in entries:
        marked = entry.is_annotated
        for form, kind in _forms(entry):
            _add(by_key, form, FormRef(entry.id, form, kind, marked))
            for regional in regional_vocabulary(form):
                _add(by_key, regional, FormRef(entry.id, regional, REGIONAL, marked))
    return by_key


def _forms(entry: ConceptEntry) -> Iterable[tuple[str, int]]:
    yield entry.zh, HEADWORD
    for form in entry.short_zh:
        yield form, SHORT
    for form in entry.variant_zh:
        yield form, VARIANT


def _add(by_key: dict[str, tuple[FormRef, ...]], form: str, ref: FormRef) -> None:
    key = fold_key(form)
    if not key:
        return
    known = by_key.get(key)
    if known is None:
        by_key[key] = (ref,)
    elif all(other.entry != ref.entry for other in known):
        by_key[key] = tuple(sorted((*known, ref), key=lambda r: r.kind))
