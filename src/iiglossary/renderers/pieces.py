"""A text cut into the pieces between and inside its annotations: one pass, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..annotator import Annotation

if TYPE_CHECKING:
    from ..annotated import AnnotatedText


def pieces(annotated: AnnotatedText) -> Iterator[tuple[str, Annotation | None]]:
    """The pieces of the text in order, each with its annotation or None; together the text.

    Example:
        >>> from iiglossary.annotated import AnnotatedText
        >>> list(pieces(AnnotatedText("空", [])))
        [('空', None)]
    """
    position = 0
    for annotation in annotated:
        if annotation.start > position:
            yield annotated.text[position : annotation.start], None
        yield annotation.surface, annotation
        position = annotation.end
    if position < len(annotated.text):
        yield annotated.text[position:], None
