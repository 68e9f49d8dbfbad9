"""E3xx, W3xx: English renderings, their status and spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from ..table import Row
from ..terms import Status
from .registry import Problem, cell_problem, check
from .rows import is_later
from .subject import Concept, Subject

_FOREIGN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")
_ARTICLE = re.compile(r"(?:the|an?|The|An|A(?! shares?\b))\s")
_TYPOGRAPHY = re.compile("[‘’“”„`´]|[.,;:]$")
_ABBREVIATED = re.compile(r"(?:\b(?:Co|Corp|Inc|Ltd|Jr|No|etc)|\b[A-Za-z])\.$")
_WORD = re.compile(r"[A-Za-z]+")
_TITLES = frozenset({"document", "law", "programme"})
# English writes nationalities, and doctrines named after people, with a capital.
_ALWAYS_CAPITAL = {
    "China", "Chinese", "European", "African", "American", "Asian", "English", "Confucian",
    "Marxism", "Marxist", "Leninism", "Leninist", "Maoism", "Maoist",
}  # fmt: skip


@check("E301", "two preferred renderings")
def two_preferred(table: Subject) -> Iterator[Problem]:
    """At most one rendering of a concept is preferred at any date."""
    for concept in table.concepts:
        rows = concept.preferred()
        if len(rows) > 1:
            yield from _overlaps(concept, rows)


def _overlaps(concept: Concept, rows: list[Row]) -> Iterator[Problem]:
    by_begin = sorted(rows, key=itemgetter("valid_from"))
    reigning = by_begin[0]
    for row in by_begin[1:]:
        end, begin = reigning["valid_to"], row["valid_from"]
        if not end or not begin or is_later(end, begin):
            later = max(reigning, row, key=lambda r: r.line)
            terms = f"{reigning['en']!r} and {row['en']!r}"
            problem = f"status: {concept.name} has two preferred English terms, {terms}"
            yield later.line, f"{problem}; mark one admitted, or give both their dates"
        if not row["valid_to"] or (end and row["valid_to"] > end):
            reigning = row


@check("E302", "no preferred rendering")
def no_preferred(table: Subject) -> Iterator[Problem]:
    """Every concept has a rendering to use."""
    for concept in table.concepts:
        if not concept.preferred():
            problem = f"status: {concept.name} has no preferred English term; mark one preferred"
            yield concept.head.line, problem


@check("E303", "preferred rendering not first")
def preferred_not_first(table: Subject) -> Iterator[Problem]:
    """The preferred rendering stands first, for readers of the file."""
    for concept in table.concepts:
        preferred = concept.preferred()
        if preferred and preferred[0] is not concept.head:
            first = f"the first row of {concept.name}, line {concept.head.line}"
            problem = f"is preferred, but not {first}; exchange the two"
            yield cell_problem(preferred[0], "status", problem, preferred[0]["en"])


@check("E304", "rendering repeated")
def repeated_rendering(table: Subject) -> Iterator[Problem]:
    """A concept has each rendering once; a hyphen makes no other rendering of it."""
    for concept in table.concepts:
        first_line: dict[str, int] = {}
        for row in concept.rows:
            words = " ".join(row["en"].replace("-", " ").split())
            line = first_line.setdefault(words, row.line)
            if line != row.line:
                yield cell_problem(
                    row, "en", f"is a rendering of {concept.name} on line {line} already; "
                    "merge the two",
                )  # fmt: skip


@check("E305", "Chinese character in English")
def chinese_in_english(table: Subject) -> Iterator[Problem]:
    """English holds no Chinese character, punctuation or full-width form."""
    for row in table.raw.rows:
        for column in ("en", "abbr_en"):
            if found := _FOREIGN.search(row[column]):
                yield cell_problem(row, column, f"holds the Chinese {found[0]!r}; replace it")


@check("E306", "article at the start")
def leading_article(table: Subject) -> Iterator[Problem]:
    """A rendering begins without an article; only the title of a document may have one."""
    for concept in table.concepts:
        is_title = concept.head["kind"] in _TITLES
        for row in concept.rows:
            found = _ARTICLE.match(row["en"])
            if found and not (is_title and found[0][0].isupper()):
                yield cell_problem(row, "en", f"begins with {found[0].strip()!r}; remove it")


@check("E307", "proper name in lower case")
def lower_case_name(table: Subject) -> Iterator[Problem]:
    """Names that are certain are capitalised: nationalities, doctrines, the table's own places."""
    names = {name.lower(): name for name in _ALWAYS_CAPITAL | _place_names(table)}
    for row in table.raw.rows:
        for word in _WORD.findall(row["en"]):
            if word in names:
                yield cell_problem(row, "en", f"has a name in lower case; write {names[word]}")


def _place_names(table: Subject) -> set[str]:
    """The places whose preferred rendering is one capitalised word."""
    return {
        concept.head["en"]
        for concept in table.concepts
        if concept.head["kind"] == "place"
        and concept.head["en"].isalpha()
        and concept.head["en"].istitle()
    }


@check("E308", "typographic quotes or final punctuation in English")
def typography(table: Subject) -> Iterator[Problem]:
    """Quotes and apostrophes are straight, and no rendering ends like a sentence."""
    for row in table.raw.rows:
        found = _TYPOGRAPHY.search(row["en"])
        if found and not _ABBREVIATED.search(row["en"]):
            remedy = "remove it" if found[0] in ".,;:" else "write ' or \""
            yield cell_problem(row, "en", f"has {found[0]} at position {found.start()}; {remedy}")


@check("W301", "discouraged rendering without a note")
def unexplained(table: Subject) -> Iterator[Problem]:
    """A deprecated or superseded rendering says why, and what to write instead."""
    for row in table.raw.rows:
        discouraged = row["status"] in (Status.DEPRECATED, Status.SUPERSEDED)
        if discouraged and not row["note"].strip():
            yield cell_problem(
                row, "note", f"is no reason; say why {row['en']!r} is {row['status']}, and what "
                "to use",
            )  # fmt: skip


@check("W302", "renderings that differ in case only")
def case_conflict(table: Subject) -> Iterator[Problem]:
    """Two renderings of a concept differ in more than capitals, or a note says who writes which."""
    for concept in table.concepts:
        first: dict[str, Row] = {}
        for row in concept.rows:
            other = first.setdefault(row["en"].lower(), row)
            if other["en"] != row["en"] and not (row["note"] or other["note"]):
                yield cell_problem(
                    row, "en", f"differs from {other['en']!r}, line {other.line}, in capitals "
                    "only; delete one, or say in a note who writes which",
                )  # fmt: skip
