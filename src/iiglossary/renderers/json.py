"""JSON: a list of documents with their annotations, one shape everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..annotator import Annotation
from . import Document

if TYPE_CHECKING:
    from ..annotated import AnnotatedText


def render(documents: Iterable[Document]) -> Iterator[str]:
    """A JSON array, one document a line."""
    yield "["
    for number, (name, annotated) in enumerate(documents):
        yield (",\n" if number else "\n") + dumps(document_record(name, annotated))
    yield "\n]\n"


def dumps(record: object) -> str:
    """*record* as JSON; lone surrogates escaped, for UTF-8 has no bytes for them."""
    text = json.dumps(record, ensure_ascii=False)
    return text if text.isprintable() else _escape_surrogates(text)


def _escape_surrogates(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def document_record(name: str, annotated: AnnotatedText) -> dict[str, Any]:
    """A document with its annotations, as plain data."""
    return {
        "document": name,
        "text": annotated.text,
        "annotations": [annotation_record(annotation) for annotation in annotated],
    }


def annotation_record(annotation: Annotation) -> dict[str, Any]:
    """An annotation as plain data; ``score`` and ``values`` only where they say something."""
    entry = annotation.entry
    record: dict[str, Any] = {
        "start": annotation.start,
        "end": annotation.end,
        "surface": annotation.surface,
        "id": entry.id,
        "zh": entry.zh,
        "en": annotation.en,
        "status": str(annotation.status),
        "reason": str(annotation.reason),
    }
    if annotation.score < 100:
        record["score"] = round(annotation.score, 1)
    if entry.values:
        record["values"] = dict(entry.values)
    return record
