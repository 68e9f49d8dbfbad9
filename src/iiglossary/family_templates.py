"""The template language of term families: filled slots → Chinese or English.

``the {m|Ordinal} Session of the {n|Ordinal} NPC`` names slots of the pattern, each with a form
from :data:`NUMBER_FORMS` or :data:`VALUE_FORMS`; without one a number stands in figures and a
value in the language of the template. ``[ of {place}]`` is left out where no slot in it is
filled. ``[[`` and ``]]`` are brackets that stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from .numerals import (
    cardinal,
    chinese,
    five_year_plan,
    nth,
    ordinal,
    ordinal_word,
    roman,
)


class Value(Struct, frozen=True, gc=False):
    """One value that a slot can take, from ``family_values.csv``."""

    zh: str
    en: str
    issuer_zh: str = ""
    issuer_en: str = ""


Filling = int | tuple[int, ...] | tuple[Value, ...]
"""What stands in a slot: a number, several numbers, or values of a list."""

_HUNDRED = 100


def _anniversary(number: int) -> str:
    return "centenary" if number == _HUNDRED else f"{nth(number)} anniversary"


def _capital(form: Callable[[int], str]) -> Callable[[int], str]:
    def capitalized(number: int) -> str:
        text = form(number)
        return text[0].upper() + text[1:]

    return capitalized


NUMBER_FORMS: dict[str, Callable[[int], str]] = {
    "figure": str,
    "han": chinese,
    "nth": nth,
    "ordinal": ordinal,
    "Ordinal": _capital(ordinal),
    "word": ordinal_word,
    "Word": _capital(ordinal_word),
    "cardinal": cardinal,
    "Cardinal": _capital(cardinal),
    "others": lambda number: cardinal(number - 1),
    "roman": roman,
    "anniversary": _anniversary,
    "first_year": lambda number: str(five_year_plan(number)[0]),
    "last_year": lambda number: str(five_year_plan(number)[1]),
}
"""Form → number as text. ``others`` counts all but the one named: 等七部门, and six others."""

_ADJECTIVES = {"Province": "Provincial", "Municipality": "Municipal"}


def _adjective(value: Value) -> str:
    *name, last = value.en.split(" ")
    return " ".join([*name, _ADJECTIVES.get(last, last)])


VALUE_FORMS: dict[str, Callable[[Value], str]] = {
    "zh": lambda value: value.zh,
    "en": lambda value: value.en,
    "lower": lambda value: value.en.lower(),
    "adjective": _adjective,
    "issuer": lambda value: value.issuer_en,
}
"""Form → value of a list as text."""

_TOKEN = re.compile(
    r"\{(?P<name>[a-z]\w*)(?:\|(?P<form>\w+))?\}|(?P<escaped>\[\[|\]\])|(?P<bracket>[\[\]])"
    r"|(?P<text>[^{}\[\]]+)"
)


class TemplateError(ValueError):
    """A template that cannot be understood; whoever read it knows file and line."""


class Field(Struct, frozen=True, gc=False):
    """A slot in the form in which it is shown."""

    name: str
    form: str


Part = str | Field
Piece = Part | tuple[Part, ...]
"""A part, or the parts of a bracket that may be left out."""


class Template(Struct, frozen=True, gc=False):
    """A compiled template; ``language`` is ``zh`` or ``en``."""

    text: str
    language: str
    pieces: tuple[Piece, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every slot shown, also those in brackets."""
        return tuple(
            part
            for piece in self.pieces
            for part in (piece if isinstance(piece, tuple) else (piece,))
            if isinstance(part, Field)
        )

    @property
    def required(self) -> frozenset[str]:
        """The slots without which the template says nothing: those outside brackets."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Field))

    def fill(self, fillings: Mapping[str, Filling]) -> str:
        """The template with its slots filled.

        Example:
            >>> template = compile_template("Guofa [[{y}]] No. {n}[ of {place}]", "en")
            >>> template.fill({"y": 2017, "n": 50})
            'Guofa [2017] No. 50'
            >>> compile_template("{m|ordinal} plenary sessions", "en").fill({"m": (2, 3, 4)})
            'second, third, and fourth plenary sessions'
        """
        text = []
        for piece in self.pieces:
            if not isinstance(piece, tuple):
                text.append(self._show(piece, fillings))
            elif all(isinstance(part, str) or part.name in fillings for part in piece):
                text.extend(self._show(part, fillings) for part in piece)
        return "".join(text)

    def _show(self, part: Part, fillings: Mapping[str, Filling]) -> str:
        if isinstance(part, str):
            return part
        filling = fillings[part.name]
        if isinstance(filling, int):
            return NUMBER_FORMS[part.form or "figure"](filling)
        numbers = [NUMBER_FORMS[part.form or "figure"](n) for n in filling if isinstance(n, int)]
        if numbers:
            return _series(numbers, self.language)
        form = VALUE_FORMS[part.form or self.language]
        return "".join(form(value) for value in filling if isinstance(value, Value))


def _series(numbers: list[str], language: str) -> str:
    if language == "zh":
        return "、".join(numbers)
    # With the serial comma, as the official reports have it.
    *front, last = numbers
    return f"{', '.join(front)}{',' if len(front) > 1 else ''} and {last}"


def compile_template(text: str, language: str) -> Template:
    """The template that *text* describes.

    Raises:
        TemplateError: a brace or bracket lacks its partner, or a form is not known.
    """
    tokens = list(_TOKEN.finditer(text))
    if "".join(token[0] for token in tokens) != text:
        raise TemplateError(f"{text!r} has a brace without its partner, or a blank in a slot")
    pieces: list[Piece] = []
    inner: list[Part] | None = None
    for token in tokens:
        if token["bracket"]:
            if (token[0] == "[") is (inner is not None):
                raise TemplateError(f"{text!r}: {token[0]!r} has no partner; double it to keep it")
            if inner is not None:
                pieces.append(tuple(inner))
            inner = None if inner is not None else []
        else:
            (pieces if inner is None else inner).append(_part(token, text))
    if inner is not None:
        raise TemplateError(f"{text!r}: '[' is not closed; double a bracket to keep it")
    return Template(text, language, tuple(pieces))


def _part(token: re.Match[str], text: str) -> Part:
    name, form = token.group("name", "form")
    if not name:
        return token[0][0] if token["escaped"] else token[0]
    if form and form not in NUMBER_FORMS and form not in VALUE_FORMS:
        known = ", ".join([*NUMBER_FORMS, *VALUE_FORMS])
        raise TemplateError(f"{text!r}: {form!r} is no form; expected one of {known}")
    return Field(name, form or "")
