"""Markdown: terms in bold with their English, and a table of the terms found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from . import Document
from .pieces import pieces

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
# Entities: some converters read a backslash and a bracket as a backslash and a tag.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def render(documents: Iterable[Document]) -> Iterator[str]:
    """Every document with its table; characters that Markdown would read are escaped."""
    for number, (name, annotated) in enumerate(documents):
        if number:
            yield "\n\n"
        if name:
            yield f"# {escape(name)}\n\n"
        for piece, annotation in pieces(annotated):
            if annotation is None:
                yield _lines(piece)
            else:
                yield f"**{escape(piece)}** ({escape(annotation.en)})"
        yield "\n\n| Chinese | English | Status | Count |\n|---|---|---|--:|\n"
        for entry, count in annotated.counts():
            yield f"| {escape(entry.zh)} | {escape(entry.en)} | {entry.status} | {count} |\n"


def escape(text: str) -> str:
    """*text* so that Markdown shows it as it is; line breaks become blanks.

    Example:
        >>> escape("a|b *c*")
        'a\\\\|b \\\\*c\\\\*'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")).translate(_ENTITIES))


def _lines(text: str) -> str:
    """*text* escaped, every line break a hard one, as Chinese documents mean them."""
    escaped = _SPECIAL.sub(r"\\\1", text.replace("\r\n", "\n").translate(_ENTITIES))
    escaped = _LINE_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], escaped)
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", escaped)
