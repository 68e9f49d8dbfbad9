"""Sphinx: glossary tables, roles, marked terms, a pinyin index, entries for intersphinx."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from ... import __version__, exports
from ...errors import GlossaryError
from ...exports.html import STYLE_SHEET
from ..marking import Autolink
from .directive import GlossaryTable
from .domain import GlossaryDomain, domain_of
from .marking import MarkTerms, depart_mark, marked_link, marked_term, visit_mark
from .roles import warn_unknown
from .tables import RenderTables, glossary_table

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    app.add_config_value("iiglossary_tables", (), "env", types=[list, tuple])
    app.add_config_value("iiglossary_builtin", default=True, rebuild="env", types=[bool])
    app.add_config_value("iiglossary_autolink", "off", "env", types=[str, bool])
    app.add_config_value("iiglossary_index_page", default=True, rebuild="html", types=[bool])
    app.add_domain(GlossaryDomain)
    app.add_directive("iiglossary-table", GlossaryTable)
    app.add_node(glossary_table)
    for mark in (marked_link, marked_term):
        app.add_node(mark, html=(visit_mark, depart_mark))
    app.add_post_transform(MarkTerms)
    app.add_post_transform(RenderTables)
    app.add_css_file(STYLE_SHEET)
    app.connect("config-inited", _check_config)
    app.connect("builder-inited", _begin_build)
    app.connect("doctree-read", _note_marked_page)
    app.connect("env-updated", _find_moved)
    app.connect("warn-missing-reference", warn_unknown)
    return {
        "version": __version__,
        "env_version": GlossaryDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _check_config(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - Sphinx's signature
    try:
        Autolink.parse(config.iiglossary_autolink)
    except GlossaryError as error:
        raise ConfigError(f"iiglossary_{error}") from None


def _begin_build(app: Sphinx) -> None:
    """Load the tables once, before reading and writing are shared among processes."""
    domain = domain_of(app.env)
    domain.builder = app.builder
    domain.folder = Path(app.confdir)
    try:
        domain.tables.glossary()
    except GlossaryError as error:
        raise ConfigError(f"iiglossary_tables: {error}") from None
    if app.builder.format == "html":
        style_sheet = str(resources.files(exports) / STYLE_SHEET)
        # A new list: the old one may be Sphinx's default, which all builds of a process share.
        app.config.html_static_path = [*app.config.html_static_path, style_sheet]


def _note_marked_page(app: Sphinx, doctree: nodes.document) -> None:
    """A page with Chinese text depends on the tables where its terms are marked."""
    mode = Autolink.parse(app.config.iiglossary_autolink)
    if mode is not Autolink.OFF and _HAN.search(doctree.astext()):
        domain_of(app.env).note_marked_page()


def _find_moved(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:  # noqa: ARG001 - Sphinx's signature
    """The pages to be written again because entries that they link to have moved."""
    return domain_of(env).find_moved()
