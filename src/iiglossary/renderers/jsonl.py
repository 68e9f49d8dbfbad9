"""JSON Lines: one document a line, as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import Document
from .json import document_record, dumps


def render(documents: Iterable[Document]) -> Iterator[str]:
    """The records of ``json``, one a line."""
    for name, annotated in documents:
        yield dumps(document_record(name, annotated)) + "\n"
