"""E2xx: Chinese forms and their pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import CLOSING, OPENING
from ..romanize import initials
from ..script import convert
from .registry import Problem, cell_problem, check
from .subject import Form, Subject

_MARKS = re.compile(f"[{OPENING}{CLOSING}\"'＂＇]")
_HAN = re.compile("[〇\u3400-\u9fff\U00020000-\U000323af]")
_NOT_PINYIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@check("E201", "headword of two concepts")
def duplicate_headword(table: Subject) -> Iterator[Problem]:
    """No two headwords fold alike, unless a note names the other id."""
    for forms in table.shared_forms():
        first, *others = [form for form in forms if form.column == "zh"] or forms[:1]
        for form in others:
            if not _are_told_apart(table, first, form):
                yield _shared(table, form, first, "is the headword of")


@check("E202", "short form or variant of two concepts")
def duplicate_form(table: Subject) -> Iterator[Problem]:
    """No short form or variant folds like a form of another concept, unless a note says so."""
    for forms in table.shared_forms():
        first, *others = forms
        for form in others:
            is_other = form.concept != first.concept and form.column != "zh"
            if is_other and not _are_told_apart(table, first, form):
                yield _shared(table, form, first, f"is a form ({first.column}) of")


def _shared(table: Subject, form: Form, first: Form, relation: str) -> Problem:
    owner = table.concepts[first.concept]
    return cell_problem(
        table.concepts[form.concept].head,
        form.column,
        f"{relation} {owner.name}, line {owner.head.line}, too; merge the two, or name the other "
        "id in the note of a true homograph",
        form.text,
    )


def _are_told_apart(table: Subject, one: Form, other: Form) -> bool:
    first, second = (table.concepts[form.concept] for form in (one, other))
    return bool(
        (first.head["id"] and first.head["id"] in second.head["note"])
        or (second.head["id"] and second.head["id"] in first.head["note"])
    )


@check("E203", "form repeated in its concept")
def repeated_form(table: Subject) -> Iterator[Problem]:
    """A form that folds like another of its concept adds nothing."""
    for forms in table.shared_forms():
        seen: dict[int, Form] = {}
        for form in forms:
            first = seen.setdefault(form.concept, form)
            if first is not form:
                yield cell_problem(
                    table.concepts[form.concept].head, form.column,
                    f"is found already as {first.column} {first.text!r}; delete it", form.text,
                )  # fmt: skip


@check("E204", "quotes in a Chinese form")
def quoted_form(table: Subject) -> Iterator[Problem]:
    """Forms have no quotes and no book-title marks: they are found with and without."""
    for form in table.forms:
        if _MARKS.search(form.text):
            yield cell_problem(
                table.concepts[form.concept].head, form.column,
                "has quotes or book-title marks; remove them", form.text,
            )  # fmt: skip


@check("E205", "Traditional character")
def traditional_character(table: Subject) -> Iterator[Problem]:
    """Forms are Simplified; Traditional and regional spellings are found without being listed."""
    # One call for all forms. No word of OpenCC's crosses a line end.
    written = "\n".join(form.text for form in table.forms)
    converted = convert(written, "t2s")
    if written == converted:
        return
    pairs = zip(table.forms, converted.split("\n"), strict=True)
    for form, simplified in pairs:
        if traditional := _traditional(form.text, simplified):
            yield cell_problem(
                table.concepts[form.concept].head, form.column,
                f"has the Traditional {traditional}; write {simplified}", form.text,
            )  # fmt: skip


def _traditional(form: str, simplified: str) -> str:
    """The characters of *form* that are certainly not Simplified.

    GB 2312 is a set of Simplified characters: 乾 著 藉 徵 stand in it, for they keep their
    own meanings beside 干 着 借 征.
    """
    if len(form) != len(simplified):
        return ""
    pairs = zip(form, simplified, strict=True)
    return "".join(dict.fromkeys(old for old, new in pairs if old != new and not _in_gb(old)))


def _in_gb(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@check("E206", "form of a single character")
def single_character(table: Subject) -> Iterator[Problem]:
    """A single character is a part of too many words to be annotated."""
    for form in table.forms:
        if len(form.text) == 1:
            yield cell_problem(
                table.concepts[form.concept].head, form.column,
                "is a single character; delete the form", form.text,
            )  # fmt: skip


@check("E207", "pinyin does not fit the headword")
def misfit_pinyin(table: Subject) -> Iterator[Problem]:
    """Reviewed pinyin has a syllable for every Chinese character."""
    for concept in table.concepts:
        row = concept.head
        if not row["pinyin"]:
            continue
        expected = len(_HAN.findall(row["zh"]))
        found = count_syllables(row["pinyin"], row["zh"])
        if found != expected:
            yield cell_problem(
                row, "pinyin", f"does not fit {row['zh']!r} (characters {expected}, syllables "
                f"{found}); correct it, with apostrophes before a, o and e",
            )  # fmt: skip


def count_syllables(pinyin: str, zh: str) -> int:
    """How many syllables *pinyin* has, without the Latin words and numbers that *zh* has, too.

    Example:
        >>> count_syllables("5G xī'ān", "5G西安"), count_syllables("fāng'àn", "方案")
        (2, 2)
    """
    for word in _NOT_PINYIN.findall(zh):
        pinyin = pinyin.replace(word, " ", 1)
    return len(initials(pinyin))
