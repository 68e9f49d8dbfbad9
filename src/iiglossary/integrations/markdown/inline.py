"""The roles ``{iig:term}`工业互联网``` and ``{iig:en}`工业互联网```, written as in MyST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

TAG = "iiglossary-mark"
"""Tag of the element that stands for a mark until the tree is complete."""

# Escapes and code spans are matched to be stepped over: a role inside them is none.
_PATTERN = (
    r"\\."
    r"|\{iig:(?P<role>term|en)\}(?P<ticks>`+)(?P<content>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<code>`+)(?:.+?)(?<!`)(?P=code)(?!`)"
)
_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)


class Roles(InlineProcessor):
    """Leaves an element for every role."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_PATTERN, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[Element | None, int | None, int | None]:
        """The element of a role; nothing for an escape or a code span."""
        if m["role"] is None:
            return None, None, None
        content = " ".join(m["content"].split())
        titled = _TITLED.fullmatch(content)
        target = titled["target"].strip() if titled else content
        element = Element(TAG, role=m["role"], target=target, source=m[0])
        element.text = AtomicString(titled["title"] if titled else "")
        return element, m.start(0), m.end(0)
