"""What a reader finds on an HTML page: marks, anchors, tags; read by the tests of builds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class SeenMark:
    """A marked term as it stands on a page."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""

    @property
    def triple(self) -> tuple[str, str, str]:
        """Text, title and address: what the tests compare."""
        return self.text, self.attributes.get("title", ""), self.attributes.get("href", "")


@dataclass
class SeenPage:
    """What was found on a page."""

    marks: list[SeenMark] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    cells: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = SeenPage()
        self._open: list[tuple[str, SeenMark | None]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.page.tags[tag] += 1
        if "id" in attributes:
            self.page.ids[attributes["id"]] += 1
        if "href" in attributes:
            self.page.links.append(attributes["href"])
        if tag == "td":
            self.page.cells.append("")
        if tag in VOID:
            return
        mark = None
        if {"iig-term", "iig-en"} & set(attributes.get("class", "").split()):
            mark = SeenMark(tag, attributes, tuple(name for name, _ in self._open))
            self.page.marks.append(mark)
        self._hidden += "hidden" in attributes
        self._open.append((tag + (" hidden" if "hidden" in attributes else ""), mark))

    def handle_endtag(self, tag: str) -> None:
        names = [name.split()[0] for name, _ in self._open]
        if tag in names:
            while self._open:
                name, _ = self._open.pop()
                self._hidden -= name.endswith(" hidden")
                if name.split()[0] == tag:
                    break

    def handle_data(self, data: str) -> None:
        for _, mark in self._open:
            if mark is not None:
                mark.text += data
        if self.page.cells and not self._hidden and any(n.startswith("td") for n, _ in self._open):
            self.page.cells[-1] += data


def read_html(html: str) -> SeenPage:
    """What is on a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def read_page(path: Path) -> SeenPage:
    """What is on the page in a file."""
    return read_html(path.read_text(encoding="utf-8"))
