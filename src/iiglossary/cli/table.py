"""``iiglossary table``: the glossary as a table in a file of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..exports import FORMATS
from ..selection import SORTS
from .options import load_glossary, table_options

_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".rst": "rst", ".html": "html", ".htm": "html",
    ".csv": "csv", ".json": "json",
}  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  iiglossary table --field net --output glossary.md
  iiglossary table --kind slogan,law --sort en --columns zh,en,note --format rst
  iiglossary table --status deprecated --columns zh,en,preferred,note
  iiglossary table --table mine.csv --no-builtin --format json
  iiglossary table --field net --check glossary.md"""
)
@click.option("--format", "format_name", type=click.Choice(FORMATS),
              help="What to write; by default what the file's name says.")  # fmt: skip
@click.option("--field", multiple=True, metavar="CODE,…", help="Only these subject fields.")
@click.option("--kind", multiple=True, metavar="KIND,…", help="Only these kinds of concept.")
@click.option("--status", multiple=True, metavar="STATUS,…", help="Only renderings of this status.")
@click.option("--sort", type=click.Choice(SORTS), default="pinyin", show_default=True)
@click.option("--columns", multiple=True, metavar="NAME,…",
              help="Columns in order: id, zh, zh_hant, pinyin, en, others, source …")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
              help="Write to this file, completely or not at all.")  # fmt: skip
@click.option("--check", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write nothing; exit with 1 where FILE is out of date.")  # fmt: skip
@table_options
def command(
    *,
    format_name: str | None,
    output: Path | None,
    check: Path | None,
    tables: tuple[Path, ...],
    builtin: bool,
    **options: str | tuple[str, ...],
) -> None:
    """Write the glossary as Markdown, reStructuredText, HTML, CSV or JSON.

    The order is stable and every concept has lines of its own, so that a diff shows what changed.
    """
    from ..documents import written_whole
    from ..exports import exporter, table_of
    from ..selection import Selection

    if output and check:
        raise click.UsageError("--output writes and --check does not; give one of them")
    selection = Selection.parse(
        {name: v if isinstance(v, str) else ",".join(v) for name, v in options.items()}
    )
    glossary = load_glossary(tables, builtin)
    table = table_of(glossary, selection, glossary.sources)
    if not table.rows:
        click.echo("iiglossary: no concept passes the filters; nothing written", err=True)
        sys.exit(1)
    pieces = exporter(format_name or _format_of(output or check)).export(table)
    if check:
        _check(check, "".join(pieces))
    elif output:
        with written_whole(output) as stream:
            stream.writelines(pieces)
    else:
        sys.stdout.writelines(pieces)


def _format_of(path: Path | None) -> str:
    return _SUFFIXES.get(path.suffix.lower(), "markdown") if path else "markdown"


def _check(path: Path, expected: str) -> None:
    """Exit with 1 where a file is out of date; how its lines end does not matter.

    Raises:
        OSError: there is no such file.
        ConversionError: it is not UTF-8.
    """
    from ..documents import decode

    found = decode(path.read_bytes(), name=str(path)).splitlines()
    wanted = expected.splitlines()
    if found == wanted:
        return
    line = next(
        (n for n, pair in enumerate(zip(found, wanted, strict=False), 1) if pair[0] != pair[1]),
        min(len(found), len(wanted)) + 1,
    )
    click.echo(
        f"iiglossary: {path}:{line}: out of date; write it again with --output in place of --check",
        err=True,
    )
    sys.exit(1)
