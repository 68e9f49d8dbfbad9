"""The texts of a page's tree in reading order, and where terms in them may be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from ...annotator import Annotation
from ...glossary import Glossary
from ..marking import SKIP_CLASS, Piece, find_terms
from . import inline

if TYPE_CHECKING:
    from markdown import Markdown

_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rp", "rt", "s",
    "samp", "script", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr",
    inline.TAG,
})  # fmt: skip
_CLOSED = frozenset({
    "a", "abbr", "acronym", "button", "caption", "code", "figcaption", "h1", "h2", "h3", "h4",
    "h5", "h6", "kbd", "label", "legend", "math", "pre", "samp", "script", "style", "summary",
    "svg", "textarea", "var",
})  # fmt: skip
_CLOSED_CLASSES = frozenset({
    SKIP_CLASS, "admonition-title", "arithmatex", "iig-table", "toc", "toctitle",
})  # fmt: skip

# What Python-Markdown has put aside, raw HTML and escaped characters among it.
_PLACEHOLDER = re.compile("(\x02[^\x03]*\x03)")
_STASHED = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_RAW_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)[^>]*?(?P<void>/?)>\s*", re.DOTALL)
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr"})


@dataclass
class Leaf:
    """A text of the tree: the text of *parent*, or the tail of its child *after*; or a mark."""

    parent: Element
    after: Element | None = None
    mark: Element | None = None
    is_open: bool = False
    in_link: bool = False

    @property
    def text(self) -> str:
        """The text, placeholders and all."""
        if self.mark is not None:
            return self.mark.text or self.mark.get("target") or ""
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def replace(self, spans: Iterable[tuple[int, int, Element]]) -> None:
        """Put elements in the place of spans of the text; in order, never overlapping."""
        text = self.text
        position = 0
        index = 0 if self.after is None else list(self.parent).index(self.after) + 1
        previous = self.after
        for start, end, element in spans:
            self._set_text(previous, text[position:start])
            self.parent.insert(index, element)
            index, previous, position = index + 1, element, end
        self._set_text(previous, text[position:])

    def _set_text(self, previous: Element | None, text: str) -> None:
        if previous is None:
            self.parent.text = text
        else:
            previous.tail = text


@dataclass
class Run:
    """The leaves of a stretch of inline content, which a reader sees as one text."""

    stash: Sequence[object]
    """What Python-Markdown has put aside, by its number in a placeholder."""

    leaves: list[Leaf] = field(default_factory=list)

    def terms(self, glossary: Glossary) -> Iterator[tuple[Leaf, list[Annotation]]]:
        """Every leaf with the terms to be considered in it, by offsets in its text."""
        pieces: list[Piece] = []
        origins: list[tuple[int, int]] = []
        raw_tags: list[str] = []
        for number, leaf in enumerate(self.leaves):
            start = 0
            for part in _PLACEHOLDER.split(leaf.text):
                is_text = not part.startswith("\x02")
                text = part if is_text else self._put_aside(part, raw_tags)
                pieces.append(Piece(text, leaf.is_open and is_text and not raw_tags))
                origins.append((number, start))
                start += len(part)
        found: list[list[Annotation]] = [[] for _ in self.leaves]
        for (number, start), terms in zip(origins, find_terms(glossary, pieces), strict=True):
            found[number] += [term.moved(start) for term in terms]
        yield from zip(self.leaves, found, strict=True)

    def _put_aside(self, placeholder: str, raw_tags: list[str]) -> str:
        """What a reader sees of a placeholder; tags of raw HTML are noted in *raw_tags*."""
        stashed = _STASHED.fullmatch(placeholder)
        content = self.stash[int(stashed[1])] if stashed else None
        tag = _RAW_TAG.fullmatch(content) if isinstance(content, str) else None
        if tag is None:
            return "\ufffc"
        name = tag["name"].lower()
        if tag["end"]:
            if name in raw_tags:
                del raw_tags[len(raw_tags) - 1 - raw_tags[::-1].index(name) :]
        elif name not in _VOID and not tag["void"]:
            raw_tags.append(name)
        return ""


def runs(md: Markdown, root: Element, *, marks_text: bool) -> Iterator[Run]:
    """The runs of a tree in reading order; a run ends where a block begins or ends."""
    # All at once: a run is changed while it is worked on.
    return iter(list(_Walk(md.htmlStash.rawHtmlBlocks).runs(root, is_open=marks_text)))


class _Walk:
    """Cuts a tree into runs."""

    def __init__(self, stash: Sequence[object]) -> None:
        self._stash = stash
        self._run = Run(stash)

    def runs(self, root: Element, *, is_open: bool) -> Iterator[Run]:
        """The runs of *root*, the last one included."""
        yield from self._visit(root, is_open=is_open, in_link=False)
        yield from self._flush()

    def _visit(self, element: Element, *, is_open: bool, in_link: bool) -> Iterator[Run]:
        self._add(Leaf(element, is_open=is_open and _is_free(element.text), in_link=in_link))
        for child in element:
            if child.tag == inline.TAG:
                self._run.leaves.append(Leaf(element, mark=child, in_link=in_link))
            else:
                yield from self._visit_child(child, is_open=is_open, in_link=in_link)
            self._add(Leaf(element, after=child, is_open=is_open and _is_free(child.tail)))

    def _visit_child(self, child: Element, *, is_open: bool, in_link: bool) -> Iterator[Run]:
        is_block = child.tag not in _INLINE
        if is_block:
            yield from self._flush()
        yield from self._visit(
            child, is_open=is_open and not _is_closed(child), in_link=in_link or child.tag == "a"
        )
        if is_block:
            yield from self._flush()

    def _add(self, leaf: Leaf) -> None:
        if leaf.text:
            self._run.leaves.append(leaf)

    def _flush(self) -> Iterator[Run]:
        if self._run.leaves:
            yield self._run
            self._run = Run(self._stash)


def _is_free(text: str | None) -> bool:
    """Whether a text is one that inline markup may still change."""
    return not isinstance(text, AtomicString)


def _is_closed(element: Element) -> bool:
    classes = element.get("class", "").split()
    return element.tag in _CLOSED or not _CLOSED_CLASSES.isdisjoint(classes)
