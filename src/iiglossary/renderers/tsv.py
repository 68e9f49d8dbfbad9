"""Tab-separated values: one annotation a line, for spreadsheets and shell tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import Document

COLUMNS = ("document", "start", "end", "surface", "id", "zh", "en", "status", "reason")


def render(documents: Iterable[Document]) -> Iterator[str]:
    """A header, then the annotations; tabs and line breaks inside a cell become blanks."""
    yield "\t".join(COLUMNS) + "\n"
    for name, annotated in documents:
        for a in annotated:
            cells = (
                name, str(a.start), str(a.end), a.surface,
                a.entry.id, a.entry.zh, a.en, a.status, a.reason,
            )  # fmt: skip
            yield "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
