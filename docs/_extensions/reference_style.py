"""How the reference reads: examples of commands as blocks, summaries as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from iiglossary import __version__

if TYPE_CHECKING:
    import click
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _show_examples(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Turn the indented lines of a help text into a block."""
    indented = [line.removeprefix("|   ") for line in lines if line.startswith("|   ")]
    if indented:
        rest = [line.removeprefix("| ") for line in lines if not line.startswith("|   ")]
        block = [".. code-block:: console", "", *(f"   $ {line}" for line in indented), ""]
        lines[:] = [rest[0], "", *block, *rest[1:]]


def _quote_options(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Keep typographic dashes out of the names of options in help texts."""
    lines[:] = [
        line if line.lstrip().startswith("..") else re.sub(r"(?<!\S)--[a-z-]+", r"``\g<0>``", line)
        for line in lines
    ]


def _keep_summary(_app: Sphinx, what: str, *event: Any) -> None:
    """Keep Napoleon from taking what stands before a colon for the type of a property."""
    lines = event[-1]
    if what in {"attribute", "property"} and lines:
        lines.insert(0, "")


def _is_plain_field(_app: Sphinx, _what: str, _name: str, member: Any, *_event: Any) -> bool | None:
    """Skip fields of named tuples: the signature has them, and Python's words on them are empty."""
    text = getattr(member, "__doc__", None) or ""
    return True if text.startswith("Alias for field number") else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Listen to the extensions that read the code."""
    app.setup_extension("sphinx_click")
    app.connect("sphinx-click-process-epilog", _show_examples)
    app.connect("sphinx-click-process-options", _quote_options)
    app.connect("autodoc-process-docstring", _keep_summary, priority=400)  # before Napoleon's 500
    app.connect("autodoc-skip-member", _is_plain_field)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
