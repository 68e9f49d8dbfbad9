"""Plain text: the English rendering in brackets behind every term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import Document
from .pieces import pieces


def render(documents: Iterable[Document]) -> Iterator[str]:
    """The documents one after the other, each under its name where there are several."""
    for number, (name, annotated) in enumerate(documents):
        if number:
            yield f"\n\n==> {name} <==\n\n"
        for piece, annotation in pieces(annotated):
            yield piece if annotation is None else f"{piece}[{annotation.en}]"
