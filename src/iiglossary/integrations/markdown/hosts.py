"""The tool that converts a page: its folder, the page's name, its way to warn, its other pages.

No tool is imported: each leaves an object of its own in the Markdown instance, by which it is
known.
"""

from __future__ import annotations

import logging
import posixpath
import re
import sys
import time
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...errors import GlossaryError

if TYPE_CHECKING:
    from markdown import Markdown


class Host:
    """Plain Python-Markdown: one page, paths relative to the working directory."""

    logger = logging.getLogger("iiglossary")
    page = ""
    build: Hashable = None
    """The same as long as pages of the site need not be read again."""

    def __init__(self, md: Markdown) -> None:
        self._md = md

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return Path()

    @property
    def is_strict(self) -> bool:
        """Whether an error must be raised, for the tool does not count what is logged."""
        return False

    def source(self) -> str:
        """The text of the page as its author sees it."""
        return "\n".join(getattr(self._md, "lines", ()))

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and text of every page of the site."""
        return iter(())

    def address(self, page: str) -> str:
        """How to link to a page of the site."""
        return quote(posixpath.relpath(page, posixpath.dirname(self.page)))

    def report(self, error: GlossaryError, where: str, *, strict: bool) -> None:
        """Log an error, or raise it where that is the way to fail.

        Raises:
            GlossaryError: the build is strict.
        """
        if strict or self.is_strict:
            raise GlossaryError(f"{where}: {error}") from None
        self.logger.warning("%s: %s", where, error)


class MkDocsHost(Host):
    """MkDocs and ProperDocs, known by the processor that makes links relative."""

    # Strict mode counts what is logged below "mkdocs"; ProperDocs takes that in as well.
    logger = logging.getLogger("mkdocs.plugins.iiglossary")

    def __init__(self, md: Markdown, processor: Any) -> None:
        super().__init__(md)
        self._file = processor.file
        self._files = processor.files
        self._config = processor.config
        self.page = self._file.src_uri
        self.build = self._files

    @property
    def folder(self) -> Path:
        """The folder of mkdocs.yml; its configuration may also come from standard input."""
        path = self._config["config_file_path"]
        return Path(path).parent if path else Path()

    def source(self) -> str:
        """The text of the page with its front matter."""
        return str(self._file.content_string)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and text of every page, generated ones too."""
        for file in self._files.documentation_pages():
            yield file.src_uri, file.content_string


class ZensicalHost(Host):
    """Zensical, known by the preprocessor that holds its context."""

    def __init__(self, md: Markdown, context: Any) -> None:
        super().__init__(md)
        self._config = context.config
        self.page = Path(context.page.path).as_posix()
        # One process serves a site for hours, and nothing tells one build from the next.
        self.build = int(time.monotonic())

    @property
    def folder(self) -> Path:
        """The folder of zensical.toml."""
        return Path(self._config.get("root_dir") or ".")

    @property
    def is_strict(self) -> bool:
        """Whether the build is strict, as the configuration or the command line says.

        Zensical counts its own warnings only, and keeps the command line's flag to itself.
        """
        flags = sys.argv[2:] if sys.argv[1:2] == ["build"] else []
        return bool(self._config.get("strict")) or any(
            re.fullmatch(r"--strict|-[a-z]*s[a-z]*", flag) for flag in flags
        )

    @property
    def _docs(self) -> Path:
        return self.folder / str(self._config.get("docs_dir", "docs"))

    def source(self) -> str:
        """The text of the page with its front matter."""
        return _text(self._docs / self.page)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name and text of every page, in the order of their names."""
        for path in sorted(self._docs.rglob("*.md")):
            yield path.relative_to(self._docs).as_posix(), _text(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:  # a generated page
        return ""


def host_of(md: Markdown) -> Host:
    """The tool that is converting a page with *md*."""
    if "relpath" in md.treeprocessors:
        processor = md.treeprocessors["relpath"]
        if hasattr(processor, "files"):
            return MkDocsHost(md, processor)
    if "rendering_context" in md.preprocessors:
        return ZensicalHost(md, md.preprocessors["rendering_context"])
    return Host(md)
