"""``iiglossary annotate``: every term of one or more documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from msgspec import Struct

from ..renderers import FORMATS
from .options import load_glossary, table_options

if TYPE_CHECKING:
    from ..annotated import AnnotatedText
    from ..annotator import Annotation
    from ..glossary import Glossary

_STDIN = Path("-")


class _Wishes(Struct, frozen=True, gc=False):
    """What the options ask of every document."""

    encoding: str | None
    first: bool
    explain: bool
    fuzzy: bool


@click.command(
    epilog="""\b
Examples:
  iiglossary annotate notice.txt
  iiglossary annotate --format html --output notice.html notice.txt
  iiglossary annotate --format jsonl documents/ > terms.jsonl
  pdftotext plan.pdf - | iiglossary annotate --first -
  iiglossary annotate --fuzzy notice.txt
  iiglossary annotate --encoding gb18030 --explain old.txt"""
)
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|-]...", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="text",
              show_default=True, help="What to write.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
              help="Write to this file, completely or not at all.")  # fmt: skip
@click.option("--first", is_flag=True, help="Mark only the first mention of every term.")
@click.option("--fuzzy", is_flag=True, help="Find misspelt and damaged terms too, with a score.")
@click.option("--explain", is_flag=True, help="Tell on standard error what was decided and why.")
@click.option("--encoding", metavar="NAME", help="Encoding of the input; UTF-8 if not given.")
@table_options
def command(  # noqa: PLR0913 - click hands over one argument an option
    *,
    paths: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    first: bool,
    fuzzy: bool,
    explain: bool,
    encoding: str | None,
    tables: tuple[Path, ...],
    builtin: bool,
) -> None:
    """Mark every term of a text with its English rendering.

    Reads files, folders (their .txt, .md and .rst files) or standard input. UTF-8, with or
    without a byte order mark, and UTF-16 with one are recognised; anything else must be named.
    """
    from ..documents import written_whole
    from ..renderers import renderer

    files = _files(paths)
    glossary = load_glossary(tables, builtin)
    documents = _documents(files, glossary, _Wishes(encoding, first, explain, fuzzy))
    pieces = renderer(format_name).render(documents)
    if output is None:
        _write(pieces, sys.stdout)
    else:
        with written_whole(output) as stream:
            _write(pieces, stream)


def _write(pieces: Iterator[str], stream: IO[str]) -> None:
    piece = "\n"
    for piece in pieces:
        stream.write(piece)
    if not piece.endswith("\n"):
        stream.write("\n")


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """The files to read; ``-`` stands for standard input."""
    from ..documents import find_documents

    if not paths:
        if sys.stdin.isatty():
            raise click.UsageError("nothing to read; name a file or a folder, or pipe text in")
        return [_STDIN]
    return [file for path in paths for file in ([path] if path == _STDIN else find_documents(path))]


def _documents(
    files: list[Path], glossary: Glossary, wishes: _Wishes
) -> Iterator[tuple[str, AnnotatedText]]:
    from .progress import with_progress

    for file in with_progress(files, "Annotating"):
        name = "standard input" if file == _STDIN else str(file)
        annotated = glossary.annotate(_read(file, name, wishes.encoding), fuzzy=wishes.fuzzy)
        if wishes.explain:
            _explain(name, annotated)
        yield name, annotated.first_mentions() if wishes.first else annotated


def _read(file: Path, name: str, encoding: str | None) -> str:
    from ..documents import decode

    data = sys.stdin.buffer.read() if file == _STDIN else file.read_bytes()
    return decode(data, name=name, encoding=encoding)


def _explain(name: str, annotated: AnnotatedText) -> None:
    """Every decision in text order: ``+`` accepted, ``-`` turned down."""
    decisions = [
        (a.start, a.end, f"+ {a.surface}: {a.en} ({_reason(a)})") for a in annotated
    ] + [
        (*r.span, f"- {annotated.text[slice(*r.span)]}: {r.why}") for r in annotated.rejected
    ]  # fmt: skip
    for start, end, decision in sorted(decisions):
        click.echo(f"{name}:{start}-{end}: {decision}", err=True)


def _reason(annotation: Annotation) -> str:
    if annotation.score == 100:
        return str(annotation.reason)
    return f"{annotation.reason}, like {annotation.entry.zh}, score {annotation.score:.0f}"
