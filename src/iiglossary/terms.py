"""The term model: concept entries and their English renderings (ISO 30042, TBX)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from .spellings import spelling_of


class Status(StrEnum):
    """Administrative status of a rendering, as in ISO 30042 and ISO 12620."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"

    @property
    def is_discouraged(self) -> bool:
        """Whether a writer should choose another rendering.

        Example:
            >>> [str(s) for s in Status if s.is_discouraged]
            ['deprecated', 'superseded']
        """
        return self in (Status.DEPRECATED, Status.SUPERSEDED)


class Reason(StrEnum):
    """Why a query or a piece of text was taken for a term, best evidence first."""

    EXACT = "exact"
    FOLDED = "folded"
    VARIANT = "variant"
    FAMILY = "family"
    ENGLISH = "english"
    PINYIN = "pinyin"
    INITIALS = "initials"
    FUZZY = "fuzzy"


class Source(Struct, frozen=True, gc=False):
    """A publication that renderings cite; ``authority`` runs from 1 (the body itself) to 5."""

    key: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    authority: int = 5


class Rendering(Struct, frozen=True, gc=False):
    """One English rendering of a concept, as it stands in running text.

    ``sources`` holds keys into the table of sources; ``usage`` marks plain vocabulary and
    ``memory`` a rendering that nobody has verified yet.
    """

    en: str
    status: Status = Status.ADMITTED
    abbr_en: str = ""
    sources: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""


class ConceptEntry(Struct, frozen=True, gc=False):
    """One concept: its Chinese forms, its English renderings, and what is known about it.

    ``renderings`` is never empty and has the preferred one first. ``values`` holds the
    numbers of a family term (a session, a year); it is empty for every other concept.
    A concept with ``is_annotated`` false is looked up, but never marked in text: its English
    depends too much on the sentence. ``zh_hant`` and ``pinyin`` are worked out when asked for.

    Example:
        >>> entry = ConceptEntry("net-0001", "工业互联网", (Rendering("industrial internet"),))
        >>> entry.en, entry.forms
        ('industrial internet', ('工业互联网',))
    """

    id: str
    zh: str
    renderings: tuple[Rendering, ...]
    kind: str = ""
    subject_field: str = ""
    short_zh: tuple[str, ...] = ()
    variant_zh: tuple[str, ...] = ()
    issuer: str = ""
    doc_no: str = ""
    issued: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    parts: tuple[str, ...] = ()
    reviewed_pinyin: str = ""
    definition: str = ""
    note: str = ""
    is_annotated: bool = True
    values: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What tells this concept from every other: its id, and of a family term its numbers."""
        return self.id, self.values

    @property
    def en(self) -> str:
        """The rendering to use: the preferred one, or else the first."""
        return self.renderings[0].en

    @property
    def status(self) -> Status:
        """Administrative status of :attr:`en`."""
        return self.renderings[0].status

    @property
    def zh_hant(self) -> str:
        """The headword in standard Traditional characters."""
        return spelling_of(self.zh).zh_hant

    @property
    def pinyin(self) -> str:
        """Hanyu Pinyin of the headword: the reviewed one, or else the automatic one."""
        return self.reviewed_pinyin or spelling_of(self.zh).pinyin

    @property
    def forms(self) -> tuple[str, ...]:
        """Every Chinese form that the table gives: headword, short forms, variants."""
        return (self.zh, *self.short_zh, *self.variant_zh)
