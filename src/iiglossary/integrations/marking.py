"""What a marked term is, in any documentation tool: which terms are marked, and with what.

A mark shows the rendering in the other language: as its title, on keyboard focus by the style
sheet, and to screen readers as the description of a focusable element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..annotator import Annotation
from ..errors import unknown_choice
from ..exports.cells import tidy
from ..glossary import Glossary
from ..terms import ConceptEntry

SKIP_CLASS = "iig-skip"
"""Class of an element whose text authors do not want marked."""


class Autolink(StrEnum):
    """Which terms of plain text are marked without being asked for."""

    OFF = "off"
    FIRST = "first"
    ALL = "all"

    @classmethod
    def parse(cls, value: object) -> Autolink:
        """The mode that a configuration value names; YAML reads a plain ``off`` as False.

        Raises:
            ConfigurationError: it names none.

        Example:
            >>> Autolink.parse("first"), Autolink.parse(False)
            (<Autolink.FIRST: 'first'>, <Autolink.OFF: 'off'>)
        """
        name = "off" if value is False or value is None else str(value).strip().lower()
        if name not in set(cls):
            raise unknown_choice("autolink", str(value), [str(mode) for mode in cls])
        return cls(name)


class Mark(NamedTuple):
    """A term to be marked; ``first`` tells whether it is the concept's first on its page."""

    entry: ConceptEntry
    english: bool = False
    first: bool = False
    href: str = ""

    @property
    def facts(self) -> list[str]:
        """The term in the other language, and what else a mark says of the entry."""
        if self.english:
            return [tidy(self.entry.zh)]
        rendering = self.entry.renderings[0]
        warning = str(rendering.status) if rendering.status.is_discouraged else ""
        return [tidy(fact) for fact in (rendering.en, rendering.abbr_en, warning) if fact]

    @property
    def title(self) -> str:
        """The facts in a line: what a reader is shown of the entry."""
        first, *others = self.facts
        return first + "".join(f" ({fact})" for fact in others)

    def text_for(self, target: str) -> str:
        """What the mark shows where its author wrote *target*, an id or a Chinese form."""
        if self.english:
            return self.entry.en
        return self.entry.zh if target == self.entry.id else target

    @property
    def tag(self) -> str:
        """The HTML element: a link to the entry where there is one to link to."""
        return "a" if self.href else "abbr"

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the HTML element, unescaped, always in the same order."""
        name = "iig-en" if self.english else "iig-term"
        attributes = {"class": f"{name} iig-first" if self.first else name}
        if self.english:
            attributes["lang"] = "en"
        if self.href:
            attributes["href"] = self.href
        else:
            # A screen reader takes the title of a link, and of a term, for its description; that
            # of a bare abbreviation for its name, and the Chinese would not be read at all.
            attributes.update(role="term", tabindex="0")
        return {**attributes, "title": self.title}


class Piece(NamedTuple):
    """A stretch of a block's visible text; only where ``open`` may terms be marked."""

    text: str
    open: bool


class Page:
    """The mentions on one page, in reading order: tells first mentions from later ones."""

    def __init__(self, mode: Autolink) -> None:
        self._mode = mode
        self._seen: set[str] = set()

    def mention(self, entry: ConceptEntry) -> bool:
        """Note a mention; whether it is the first of its concept."""
        first = entry.id not in self._seen
        self._seen.add(entry.id)
        return first

    def wanted(self, annotations: Iterable[Annotation]) -> Iterator[tuple[Annotation, bool]]:
        """The annotations to mark, each with whether it is its concept's first mention."""
        for annotation in annotations:
            first = self.mention(annotation.entry)
            if self._mode is Autolink.ALL or (first and self._mode is Autolink.FIRST):
                yield annotation, first


def find_terms(glossary: Glossary, pieces: Sequence[Piece]) -> list[list[Annotation]]:
    """For every piece of a block the terms that lie wholly inside it, with offsets in the piece.

    The block is read as a whole, so that emphasis inside a word does not make a term of its
    half: in 发展**中国**家 nothing is found.

    Example:
        >>> from iiglossary.terms import Rendering
        >>> glossary = Glossary([ConceptEntry("reg-0001", "中国", (Rendering("China"),))])
        >>> pieces = [Piece("中国经济和", True), Piece("中国", False), Piece("文化。", True)]
        >>> [[(a.start, a.end) for a in found] for found in find_terms(glossary, pieces)]
        [[(0, 2)], [], []]
    """
    found: list[list[Annotation]] = [[] for _ in pieces]
    if all(piece.text.isascii() for piece in pieces if piece.open):
        return found
    text = "".join(piece.text for piece in pieces)
    annotations = iter(glossary.annotate(text))
    annotation = next(annotations, None)
    start = 0
    for number, piece in enumerate(pieces):
        end = start + len(piece.text)
        while annotation is not None and annotation.start < end:
            if piece.open and annotation.end <= end:
                found[number].append(annotation.moved(-start))
            annotation = next(annotations, None)
        start = end
    return found
