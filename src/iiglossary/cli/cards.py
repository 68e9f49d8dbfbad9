"""A candidate as a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import TYPE_CHECKING

import click

from ..citations import cite_all

if TYPE_CHECKING:
    from ..glossary import Glossary
    from ..lookup import Candidate
    from ..terms import ConceptEntry, Rendering, Source

WIDTH = 78
_COLOURS = {"preferred": "green", "deprecated": "red", "superseded": "red"}
_MARKS = {"preferred": "✓", "admitted": " ", "deprecated": "✗", "superseded": "✗"}


def card(candidate: Candidate, glossary: Glossary) -> str:
    """Chinese, pinyin, every rendering with status and source, notes; for people.

    Colour is left to click, which strips it where output is not a terminal.
    """
    entry = candidate.entry
    lines = [_head(candidate)]
    for rendering in entry.renderings:
        lines.extend(_rendering(rendering, glossary.sources))
    lines.extend(_facts(entry, glossary))
    return "\n".join(lines)


def _head(candidate: Candidate) -> str:
    entry = candidate.entry
    why = str(candidate.reason)
    if why == "fuzzy":
        why = f"{candidate.matched}, score {candidate.score:.0f}"
    elif candidate.matched not in (entry.zh, entry.en):
        why = f"{candidate.matched}, {why}"
    hant = f" {entry.zh_hant}" if entry.zh_hant != entry.zh else ""
    name = click.style(entry.zh, bold=True)
    return f"{name}{hant}\n" + click.style(
        _wrapped(f"{entry.pinyin}  [{entry.id}; {why}]", "  "), dim=True
    )


def _rendering(rendering: Rendering, sources: Mapping[str, Source]) -> Iterator[str]:
    status = str(rendering.status)
    abbreviation = f" ({rendering.abbr_en})" if rendering.abbr_en else ""
    text = f"{_MARKS[status]} {rendering.en}{abbreviation}  {status}"
    wrapped = fill(text, WIDTH, initial_indent="  ", subsequent_indent="      ")
    yield click.style(wrapped, fg=_COLOURS.get(status), bold=status == "preferred")
    cited = next(iter(cite_all(rendering, sources)), "")
    if cited:
        yield click.style(_wrapped(cited, "      "), dim=True)
    if rendering.note:
        yield _wrapped(rendering.note, "      ")


def _facts(entry: ConceptEntry, glossary: Glossary) -> Iterator[str]:
    def named(concept_id: str) -> str:
        known = concept_id in glossary
        return f"{glossary[concept_id].zh} [{concept_id}]" if known else concept_id

    others = "、".join((*entry.short_zh, *entry.variant_zh))
    document = ", ".join(filter(None, (entry.issuer, entry.doc_no, entry.issued)))
    validity = f"{entry.valid_from} to {entry.valid_to}" if entry.valid_to else entry.valid_from
    for label, value in (
        ("also", others),
        ("issued", document),
        ("valid", validity if entry.valid_to else validity and f"from {validity}"),
        ("now", named(entry.successor) if entry.successor else ""),
        ("parts", ", ".join(map(named, entry.parts))),
        ("definition", entry.definition),
        ("note", entry.note),
    ):
        if value:
            yield _wrapped(f"{label}: {value}", "  ")
    if not entry.is_annotated:
        yield _wrapped("not marked in text: its English depends on the sentence", "  ")


def _wrapped(text: str, indent: str) -> str:
    # Chinese characters are two columns wide; textwrap counts each as one.
    width = WIDTH - sum(character > "\u2e80" for character in text[:WIDTH])
    return fill(text, max(width, 40), initial_indent=indent, subsequent_indent=indent)
