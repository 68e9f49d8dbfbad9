"""A progress bar on standard error for work that lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

import click

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds before a bar appears: work that ends sooner needs none."""


def with_progress(things: Sequence[T], label: str) -> Iterator[T]:
    """*things* one by one; a bar after a second, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield from things
        return
    begun = monotonic()
    bar = None
    for number, thing in enumerate(things):
        if bar is None and monotonic() - begun > _PATIENCE:
            bar = click.progressbar(length=len(things), label=label, file=sys.stderr)
            bar.update(number)
        yield thing
        if bar is not None:
            bar.update(1)
    if bar is not None:
        bar.render_finish()
