"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from ..glossary import Glossary

F = TypeVar("F", bound=Callable[..., object])


def table_options(function: F) -> F:
    """Add ``--table`` and ``--no-builtin``: parameters ``tables`` and ``builtin``."""
    builtin = click.option(
        "--no-builtin",
        "builtin",
        flag_value=False,
        default=True,
        help="Leave the shipped table out; use those of --table alone.",
    )
    tables = click.option(
        "--table",
        "tables",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Lay a table of your own over the shipped one (CSV with zh and en; repeatable).",
    )
    return tables(builtin(function))


def json_option(function: F) -> F:
    """Add ``--json``: parameter ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def load_glossary(tables: tuple[Path, ...], builtin: bool) -> Glossary:
    """The glossary that the common options ask for.

    Raises:
        TableError: a table cannot be read.
        click.UsageError: no table is left.
    """
    from ..glossary import load

    if not builtin and not tables:
        raise click.UsageError("--no-builtin leaves no table; name one with --table FILE")
    return load(*tables, builtin=builtin)


def is_terminal() -> bool:
    """Whether results go to a person: colour and layout then, plain text when piped."""
    return sys.stdout.isatty()
