"""Annotated documents in one format per module, registered by name and imported when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from ..errors import unknown_choice

if TYPE_CHECKING:
    from ..annotated import AnnotatedText

FORMATS = ("text", "markdown", "html", "json", "jsonl", "tsv")

Document = tuple[str, "AnnotatedText"]
"""A document's name and its annotated text."""


class Renderer(Protocol):
    """What every module of this package offers."""

    def render(self, documents: Iterable[Document]) -> Iterator[str]:
        """The documents as pieces of output, as they come."""


def renderer(name: str) -> Renderer:
    """The renderer of a format.

    Raises:
        ConfigurationError: there is no such format.
    """
    if name not in FORMATS:
        raise unknown_choice("format", name, FORMATS)
    module: Renderer = import_module(f".{name}", __name__)
    return module


def render(name: str, documents: Iterable[Document]) -> str:
    """The documents in the format *name*, as one string.

    Raises:
        ConfigurationError: there is no such format.
    """
    return "".join(renderer(name).render(documents))
