"""Builds of the small Sphinx projects in tests/projects.

Where Sphinx or what the projects need is not installed, a module that imports this is skipped.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .pages import SeenPage, read_page

pytest.importorskip("sphinx", reason="Sphinx is not installed")
pytest.importorskip("myst_parser", reason="MyST is not installed")
pytest.importorskip("furo", reason="Furo is not installed")

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils


@dataclass
class Build:
    """What a build has left behind."""

    folder: Path
    warnings: str
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def page(self, name: str) -> SeenPage:
        return read_page(self.folder / f"{name}.html")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def marks(self, name: str) -> list[tuple[str, str, str]]:
        return [mark.triple for mark in self.page(name).marks]


def build(
    source: Path, folder: Path, builder: str = "html", *, jobs: int = 1, **config: Any
) -> Build:
    """Build a project as sphinx-build does; read and written pages are noted."""
    warnings = io.StringIO()
    done = Build(folder, "")
    config = {"show_warning_types": True, **config}  # as Sphinx has it from version 8 on
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, folder, folder.with_name(f"{folder.name}-doctrees"), builder,
            confoverrides=config, status=None, warning=warnings, parallel=jobs,
        )  # fmt: skip
        app.connect("source-read", lambda _app, name, _text: done.read.add(name))
        app.connect("html-page-context", lambda _app, name, *_rest: done.written.add(name))
        app.build()
    done.warnings = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
    return done
