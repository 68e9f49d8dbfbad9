"""``iiglossary lint``: coded checks over a table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .options import json_option


@click.command(
    epilog="""\b
Examples:
  iiglossary lint mine.csv
  iiglossary lint

The codes are explained in the documentation; E is an error, W a warning."""
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--no-warnings", is_flag=True, help="Report errors only.")
@json_option
def command(file: Path | None, no_warnings: bool, as_json: bool) -> None:
    """Check a table of your own, or the shipped one; prints FILE:LINE: CODE: what is wrong.

    The exit code is 1 where something is found, 2 where the file cannot be read as a table.
    """
    from ..checks import check_table
    from ..shipped import ShippedSources, shipped_index
    from ..table import read_raw, shipped_raw

    if file is None:
        findings = check_table(shipped_raw(), ShippedSources())
    else:
        findings = check_table(read_raw(file), known_ids=shipped_index().entries)
    if no_warnings:
        findings = [finding for finding in findings if not finding.code.startswith("W")]
    if as_json:
        import json

        click.echo(json.dumps([f._asdict() for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} finding{'s' * (len(findings) != 1)}", err=True)
    if findings:
        sys.exit(1)
