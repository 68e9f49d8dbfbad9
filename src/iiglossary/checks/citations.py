"""E4xx: the sources that renderings cite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..table import Row, split_list
from .registry import Problem, cell_problem, check
from .subject import Subject

UNPUBLISHED = ("usage", "memory")
"""What a source cell may hold instead of a key: plain vocabulary, or not verified yet."""

_NEEDS_PUBLICATION = frozenset({"slogan", "institution", "document", "programme", "law", "meeting"})
_NEVER_FROM_MEMORY = frozenset({"institution", "law"})
_NUMERAL = re.compile("[一二两双三四五六七八九十0-9]")


@check("E401", "no source")
def missing_source(table: Subject) -> Iterator[Problem]:
    """Every rendering of a curated table says where it comes from."""
    if not table.is_curated:
        return
    for row in table.raw.rows:
        if not split_list(row["source"]):
            yield cell_problem(
                row, "source", "is no source; name a key of the sources table, or else usage "
                "(plain vocabulary) or memory (not verified)",
            )  # fmt: skip


@check("E402", "unknown source")
def unknown_source(table: Subject) -> Iterator[Problem]:
    """Every key is in the sources table."""
    if table.sources is None:
        return
    known = {*table.sources, *UNPUBLISHED}
    for row in table.raw.rows:
        for key in split_list(row["source"]):
            if key not in known:
                yield cell_problem(
                    row, "source", "is not in the sources table; add it there or correct it", key
                )


@check("E403", "usage given as the source of a name")
def usage_of_name(table: Subject) -> Iterator[Problem]:
    """Slogans and names were coined by somebody: plain usage is no source for them."""
    for concept in table.concepts:
        kind = concept.head["kind"]
        if kind not in _NEEDS_PUBLICATION:
            continue
        for row in concept.rows:
            if "usage" in split_list(row["source"]):
                problem = f"is no source where kind is {kind}; cite a publication for {row['en']!r}"
                yield cell_problem(row, "source", problem, "usage")


@check("E404", "preferred name from memory")
def preferred_from_memory(table: Subject) -> Iterator[Problem]:
    """What is preferred for an institution, a law or a numbered slogan is verified."""
    for concept in table.concepts:
        head = concept.head
        is_numbered = head["kind"] == "slogan" and _NUMERAL.search(head["zh"]) is not None
        if head["kind"] not in _NEVER_FROM_MEMORY and not is_numbered:
            continue
        for row in concept.preferred():
            if _is_from_memory(row):
                yield cell_problem(
                    row, "source", f"is not enough for the preferred {row['en']!r}; cite a "
                    "publication, or prefer a rendering that has one",
                )  # fmt: skip


def _is_from_memory(row: Row) -> bool:
    return split_list(row["source"]) == ("memory",)


@check("E405", "usage or memory beside a publication")
def idle_source(table: Subject) -> Iterator[Problem]:
    """``usage`` and ``memory`` mean that there is no publication, so they stand alone."""
    for row in table.raw.rows:
        keys = split_list(row["source"])
        if len(keys) > 1 and any(key in UNPUBLISHED for key in keys):
            yield cell_problem(row, "source", "names usage or memory beside a key; keep the key")
