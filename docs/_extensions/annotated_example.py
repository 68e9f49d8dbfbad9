"""The annotated notice that guides link to: what the command makes of it, at every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import iiglossary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _annotate(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.name != "html":
        return
    notice = Path(app.srcdir).parent / "examples" / "notice.txt"
    annotated = iiglossary.load().annotate(notice.read_text(encoding="utf-8"))
    page = annotated.render("html", name=notice.name)
    (Path(app.outdir) / "annotated-notice.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the page when a build has succeeded."""
    app.connect("build-finished", _annotate)
    return {
        "version": iiglossary.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
