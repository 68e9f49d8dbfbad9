"""Folded Chinese form → the concepts that it stands for; built once, then immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from .folding import fold_key
from .spellings import regional_vocabulary
from .terms import ConceptEntry

HEADWORD, SHORT, VARIANT, REGIONAL = range(4)
"""What kind of form it is, best first."""


class FormRef(Struct, frozen=True, gc=False, repr_omit_defaults=True):
    """A concept (by its number in the index) under one of its forms."""

    entry: int
    form: str
    kind: int
    is_annotated: bool = True


class Index:
    """Every Chinese form of a list of concepts, by its folded spelling.

    ``by_key`` maps a folded form to its concepts, best first: headwords before short forms,
    short forms before variants and regional spellings, then the order of the table. Homographs
    are all kept. *by_key* and *numbers* are worked out where they are not given.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> index = Index([ConceptEntry("gov-0001", "工业和信息化部", (Rendering("MIIT"),),
        ...                             short_zh=("工信部",))])
        >>> index.by_key["工信部"]
        (FormRef(entry=0, form='工信部', kind=1),)
    """

    __slots__ = ("by_key", "entries", "numbers")

    def __init__(
        self,
        entries: Sequence[ConceptEntry],
        by_key: Mapping[str, tuple[FormRef, ...]] | None = None,
        numbers: dict[str, int] | None = None,
    ) -> None:
        self.entries = entries
        if numbers is None:
            numbers = {entry.id: number for number, entry in enumerate(entries)}
        self.numbers = numbers
        """Concept id → its number"""
        self.by_key = _collect(entries) if by_key is None else by_key

    def annotated(self) -> dict[str, tuple[FormRef, ...]]:
        """``by_key`` without the concepts that are never marked in text."""
        found = {}
        for key, refs in self.by_key.items():
            is_single = len(refs) == 1 and refs[0].is_annotated
            marked = refs if is_single else tuple(ref for ref in refs if ref.is_annotated)
            if marked:
                found[key] = marked
        return found


def _collect(entries: Sequence[ConceptEntry]) -> dict[str, tuple[FormRef, ...]]:
    by_key: dict[str, tuple[FormRef, ...]] = {}
    for number, entry in enumerate(entries):
        marked = entry.is_annotated
        for form, kind in _forms(entry):
            _add(by_key, form, FormRef(number, form, kind, marked))
            for regional in regional_vocabulary(form):
                _add(by_key, regional, FormRef(number, regional, REGIONAL, marked))
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
