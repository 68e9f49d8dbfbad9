"""What the pages say of the term table: taken from it, and from its metadata, at every build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import iiglossary
from iiglossary.schema import read_data, term_schema
from iiglossary.statistics import Summary, summarise


def substitutions() -> dict[str, str]:
    """Name → Markdown, for ``{{ name }}`` in a page."""
    glossary = iiglossary.load()
    summary = summarise(glossary, glossary.sources)
    return {
        "concepts": f"{summary.concepts:,}",
        "renderings": f"{summary.renderings:,}",
        "columns": columns_table(),
        "kinds": ", ".join(f"`{kind}`" for kind in term_schema().picklists["kind"]),
        "fields": fields_table(summary),
    }


def columns_table() -> str:
    """The columns of ``terms.csv``, in their order."""
    metadata = json.loads(read_data("terms.csv-metadata.json"))
    rows = [_column(column) for column in metadata["tableSchema"]["columns"]]
    return _markdown(("column", "holds", "belongs to", "filled in", "several values"), rows)


def _column(column: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"`{column['name']}`",
        column["titles"],
        {"key": "concept"}.get(column["dc:coverage"], column["dc:coverage"]),
        "always" if column.get("required") else "where it applies",
        f"divided by `\\{column['separator']}`" if "separator" in column else "",
    )


def fields_table(summary: Summary) -> str:
    """The subject fields, each with its page of the glossary."""
    rows = [
        (f"[{name[0].upper()}{name[1:]}]({code}.md)", f"`{code}`", f"{summary.by_field[code]:,}")
        for code, name in term_schema().field_names.items()
    ]
    return _markdown(("subject field", "code", "concepts"), rows)


def _markdown(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
