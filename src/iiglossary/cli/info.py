"""``iiglossary info``: what is installed, and what the table holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from .. import __version__
from .options import json_option, load_glossary, table_options

if TYPE_CHECKING:
    from ..statistics import Summary


@click.command(
    epilog="""\b
Examples:
  iiglossary info
  iiglossary info --json --table mine.csv"""
)
@table_options
@json_option
def command(tables: tuple[Path, ...], builtin: bool, as_json: bool) -> None:
    """Show version, size, counts by field, kind and status, shares by source, and where it is."""
    from ..statistics import summarise
    from ..table import shipped_path

    glossary = load_glossary(tables, builtin)
    summary = summarise(glossary, glossary.sources)
    where = [str(shipped_path())] * builtin + [str(path) for path in tables]
    if as_json:
        import json

        click.echo(json.dumps(_record(summary, where), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(summary, where)))


def _record(summary: Summary, where: list[str]) -> dict[str, Any]:
    return {
        "version": __version__,
        "table": where[0],
        "tables": where,
        **asdict(summary),
    }


def _lines(summary: Summary, where: list[str]) -> list[str]:
    from ..schema import term_schema

    names = term_schema().field_names
    fields = {names.get(code, code): count for code, count in summary.by_field.items()}
    return [
        f"iiglossary {__version__}",
        *(f"table      {path}" for path in where),
        f"concepts   {summary.concepts:,}, of which {summary.annotated:,} are marked in text",
        f"renderings {summary.renderings:,}",
        f"forms      {summary.forms:,}",
        "",
        "Renderings by source:",
        *_shares(summary),
        "",
        "Renderings by status:",
        *_counts(summary.by_status),
        "",
        "Concepts by kind:",
        *_counts(summary.by_kind),
        "",
        "Concepts by subject field:",
        *_counts(fields),
    ]


def _shares(summary: Summary) -> list[str]:
    return [
        f"  {summary.share(count):6.1%}  {label}"
        for label, count in (
            ("a dated publication with an address, or an official report", summary.cited),
            ("plain vocabulary (usage)", summary.usage),
            ("not verified yet (memory)", summary.memory),
        )
    ]


def _counts(counts: Mapping[str, int]) -> list[str]:
    return [f"  {count:6,}  {label}" for label, count in counts.items()]
