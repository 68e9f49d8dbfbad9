"""HTML: one self-contained page with marked terms and a table of the terms found.

A mark shows rendering, pinyin, status and source on hover and on keyboard focus, and links to
its row of the table. No script, no outside address; sources are named, not linked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib import resources
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..annotator import Annotation
from ..citations import cite_all
from ..terms import ConceptEntry, Rendering, Source
from . import Document
from .pieces import pieces

if TYPE_CHECKING:
    from ..annotated import AnnotatedText

Identity = tuple[str, tuple[tuple[str, str], ...]]
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_PARAGRAPH = "</p>\n<p>"


def render(documents: Iterable[Document]) -> Iterator[str]:
    """The page: every document in a section, then the table of terms with their counts."""
    counts: Counter[Identity] = Counter()
    entries: dict[Identity, ConceptEntry] = {}
    sources: Mapping[str, Source] = {}
    for number, (name, annotated) in enumerate(documents, 1):
        title = PurePath(name).name
        if number == 1:
            yield _head(title)
        sources = annotated.sources
        for annotation in annotated:
            entries[annotation.entry.identity] = annotation.entry
            counts[annotation.entry.identity] += 1
        yield from _section(title, annotated)
    yield from _terms([(entries[key], count) for key, count in counts.most_common()], sources)
    yield "</main>\n</body>\n</html>\n"


def _head(name: str) -> str:
    style = (resources.files(__package__) / "page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name or 'Annotated text')}</title>\n<style>\n{style}</style>\n"
        "</head>\n<body>\n<main>\n"
    )


def _section(name: str, annotated: AnnotatedText) -> Iterator[str]:
    yield "<article>\n"
    if name:
        yield f"<h1>{escape(name)}</h1>\n"
    yield f'<p class="summary">{_summary(annotated)}</p>\n<div class="text" lang="zh">\n<p>'
    for piece, annotation in pieces(annotated):
        if annotation is None:
            yield _LINE_BREAK.sub(_PARAGRAPH, _escape(piece))
        else:
            yield _mark(annotation, annotated.sources)
    yield "</p>\n</div>\n</article>\n"


def _summary(annotated: AnnotatedText) -> str:
    concepts = len(annotated.counts())
    mentions = len(annotated)
    return (
        f"{concepts} term{'s' * (concepts != 1)}, {mentions} mention{'s' * (mentions != 1)}; "
        "point at a marked term or reach it with the Tab key to see its English rendering."
    )


def _mark(annotation: Annotation, sources: Mapping[str, Source]) -> str:
    entry = annotation.entry
    rendering = entry.renderings[0]
    facts = [str(rendering.status), *cite_all(rendering, sources)[:1]]
    if annotation.score < 100:
        facts.insert(0, f"like {entry.zh}, score {annotation.score:.0f}")
    return (
        f'<a class="term {rendering.status}" href="#{_anchor(entry)}" '
        f'aria-description="{escape(annotation.en)}">{_escape(annotation.surface)}'
        f'<span class="tip" role="tooltip" lang="en"><b>{escape(annotation.en)}</b>'
        f"{_abbreviation(rendering)} "
        f'<i lang="zh-Latn">{escape(entry.pinyin)}</i>'
        f"<small>{escape(' · '.join(facts))}</small></span></a>"
    )


def _terms(
    counted: Iterable[tuple[ConceptEntry, int]], sources: Mapping[str, Source]
) -> Iterator[str]:
    yield (
        "<section>\n<h2>Terms found</h2>\n<table>\n<thead><tr><th>Chinese</th><th>English</th>"
        '<th>Other renderings</th><th>Source</th><th class="count">Count</th></tr></thead>'
        "\n<tbody>\n"
    )
    for entry, count in counted:
        first, *others = entry.renderings
        note = f'<p class="note">{escape(entry.note)}</p>' if entry.note else ""
        yield (
            f'<tr id="{_anchor(entry)}"><td><span lang="zh">{_escape(entry.zh)}</span>'
            f'<i lang="zh-Latn">{escape(entry.pinyin)}</i></td>'
            f"<td><b>{escape(first.en)}</b>{_abbreviation(first)}{note}</td>"
            f"<td>{''.join(map(_other, others))}</td>"
            f"<td>{escape(_cited(first, sources))}</td>"
            f'<td class="count">{count}</td></tr>\n'
        )
    yield "</tbody>\n</table>\n</section>\n"


def _anchor(entry: ConceptEntry) -> str:
    """The id of a concept's row; instances of one family have rows of their own."""
    values = "".join(f"-{value}" for _, value in entry.values)
    return escape(entry.id + re.sub(r"[^\w-]+", "-", values))


def _cited(rendering: Rendering, sources: Mapping[str, Source]) -> str:
    """The two best sources of a rendering, and how many more there are."""
    cited = cite_all(rendering, sources)
    more = f"; {len(cited) - 2} more" if len(cited) > 2 else ""
    return "; ".join(cited[:2]) + more


def _other(rendering: Rendering) -> str:
    note = f": {escape(rendering.note)}" if rendering.note else ""
    return (
        f'<p class="{rendering.status}"><span class="en">{escape(rendering.en)}</span> '
        f"<small>{rendering.status}{note}</small></p>"
    )


def _abbreviation(rendering: Rendering) -> str:
    return f" ({escape(rendering.abbr_en)})" if rendering.abbr_en else ""


def _escape(text: str) -> str:
    # A lone surrogate has no UTF-8 bytes and no glyph.
    return escape(text).encode("utf-8", "replace").decode("utf-8")
