"""Pages converted with the Python-Markdown extension, and the site they are modelled on.

Where Python-Markdown is not installed, a module that imports this is skipped.
"""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import PROJECTS
from .pages import SeenPage, read_html

markdown = pytest.importorskip("markdown", reason="Python-Markdown is not installed")

SITE = PROJECTS / "site"
TERMS = SITE / "docs" / "terms.csv"
MIIT = "Ministry of Industry and Information Technology"


def convert(text: str, *, extensions: tuple[str, ...] = (), **options: Any) -> str:
    """A page as HTML; the style sheet is left out, unless asked for."""
    options = {"tables": [str(TERMS)], "builtin": False, "style": False, **options}
    return str(
        markdown.markdown(
            text,
            extensions=["iiglossary", *extensions],
            extension_configs={"iiglossary": options},
        )
    )


def table_page(text: str, **options: Any) -> SeenPage:
    return read_html(convert(text, **options))
