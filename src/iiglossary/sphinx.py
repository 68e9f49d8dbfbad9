"""The Sphinx extension: ``extensions = ["iiglossary.sphinx"]``."""

from .integrations.sphinx import setup

__all__ = ["setup"]
