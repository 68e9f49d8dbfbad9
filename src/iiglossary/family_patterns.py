"""The pattern language of term families: Chinese with slots → a sequence of nodes.

===============  =======================================================================
``第{n:1-25}次``   a number from 1 to 25, in digits or Chinese numerals
``{n:十二-二十}大``  the same, Chinese numerals only
``{y:1949-2099}``  a year: four digits, or four numerals digit by digit
``{m:1-9*中}``     several numbers, each but the last followed by 中 and 、 or 和
``{body:bodies}``  one value of the list ``bodies`` of ``family_values.csv``, or of the lists
                 ``laws`` and ``titles`` that the table of terms gives
``{s:codes 0-4}``  up to four values of a list, written together
``<甲/乙>``        one of these
``[甲/乙]``        one of these or nothing
``«甲/乙»``        must stand before (or behind) the hit, and is no part of it
``«!甲/乙»``       must not stand there; ``.`` is a text's end or a punctuation mark
===============  =======================================================================

Everything else stands for itself and is folded as texts are. Every pattern needs two or more
fixed characters together, by which ``family_search`` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from .folding import fold_key
from .numerals import parse_number

_TOKEN = re.compile(
    r"\{(?P<slot>[^{}]*)\}|«(?P<around>[^«»]*)»|(?P<bracket>[\[\]<>/])|(?P<text>[^\[\]<>/{}«»]+)"
)
_SLOT = re.compile(r"(?P<name>[a-z]\w*):(?P<spec>.+)")
_RANGE = re.compile(r"(?P<low>\w+)-(?P<high>\w+?)(?:\*(?P<unit>\w))?")
_LIST = re.compile(r"(?P<list>[a-z]\w*)(?: (?P<low>\d)-(?P<high>\d))?")

# A regular expression of 1,700 titles takes 40 ms to make and compile, one of 160 names two.
_LONG_LIST = 300

PUNCTUATION = "."
"""What stands in ``«…»`` for the end of a text or a punctuation mark."""

Lists = Mapping[str, Mapping[str, object]]
"""Name of a list → its values by their folded Chinese."""


class PatternError(ValueError):
    """A pattern that cannot be understood; whoever read it knows file and line."""


class Text(Struct, frozen=True, gc=False):
    """Characters that stand for themselves."""

    text: str


class NumberSlot(Struct, frozen=True, gc=False, tag=True):
    """A number between two bounds; a year where both have four digits.

    With a *unit* it is a list of numbers: 三中、四中 and then 五.
    """

    name: str
    low: int
    high: int
    is_han: bool = False
    unit: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it is written in exactly four digits."""
        return self.low >= 1000


class ValueSlot(Struct, frozen=True, gc=False, tag=True):
    """One value of a list, or between *low* and *high* of them written together.

    ``values`` are those of the list, the longest first. Of a long list a slot is *open*: it
    takes what may be a value, which is then looked up.
    """

    name: str
    list_name: str
    low: int = 1
    high: int = 1
    values: tuple[str, ...] = ()
    is_open: bool = False


class Group(Struct, frozen=True, gc=False):
    """One of several sequences, or nothing."""

    options: tuple[tuple[Node, ...], ...]
    is_optional: bool


class Around(Struct, frozen=True, gc=False):
    """What must, or must not, stand beside the hit."""

    words: tuple[str, ...]
    is_negative: bool


Node = Text | NumberSlot | ValueSlot | Group | Around


def parse_pattern(text: str, lists: Lists) -> tuple[Node, ...]:
    """The nodes that *text* describes, in order.

    Raises:
        PatternError: *text* is not in the pattern language.

    Example:
        >>> parse_pattern("{n:1-25}届", {})
        (NumberSlot(name='n', low=1, high=25, is_han=False, unit=''), Text(text='届'))
    """
    tokens = list(_TOKEN.finditer(text))
    if "".join(token[0] for token in tokens) != text:
        raise PatternError(f"{text!r} has a brace or guillemet without its partner")
    nodes, rest = _sequence(tokens, 0, lists)
    if rest < len(tokens):
        raise PatternError(f"{text!r}: {tokens[rest][0]!r} closes nothing")
    if any(isinstance(node, Around) for node in _inner(nodes)):
        raise PatternError(f"{text!r}: «…» can only stand at the beginning or the end")
    return nodes


def _inner(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes between the first and the last, and all nodes of groups."""
    yield from nodes[1:-1]
    for node in nodes:
        if isinstance(node, Group):
            for option in node.options:
                yield from option
                yield from _inner(option)


def _sequence(
    tokens: Sequence[re.Match[str]], position: int, lists: Lists
) -> tuple[tuple[Node, ...], int]:
    """The nodes from *position* to the end or to a bracket that this sequence does not open."""
    nodes: list[Node] = []
    while position < len(tokens):
        token = tokens[position]
        if token["bracket"]:
            if token[0] not in "[<":
                break
            group, position = _group(tokens, position, lists)
            nodes.append(group)
            continue
        nodes.append(_leaf(token, lists))
        position += 1
    return tuple(nodes), position


def _group(tokens: Sequence[re.Match[str]], position: int, lists: Lists) -> tuple[Group, int]:
    opening = tokens[position]
    closing = "]" if opening[0] == "[" else ">"
    options = []
    while True:
        option, position = _sequence(tokens, position + 1, lists)
        options.append(option)
        if position == len(tokens) or tokens[position][0] not in (closing, "/"):
            raise PatternError(f"{opening.string!r}: {opening[0]!r} is not closed by {closing!r}")
        if tokens[position][0] == closing:
            return Group(tuple(options), is_optional=closing == "]"), position + 1


def _leaf(token: re.Match[str], lists: Lists) -> Node:
    if token["slot"] is not None:
        return _slot(token["slot"], lists)
    if token["around"] is not None:
        negative = token["around"].startswith("!")
        words = token["around"][negative:].split("/")
        if negative and PUNCTUATION in words:
            raise PatternError(f"{token[0]}: {PUNCTUATION!r} can only be asked for, not ruled out")
        return Around(
            tuple(w if w == PUNCTUATION else fold_key(w) for w in words), is_negative=negative
        )
    return Text(fold_key(token[0]))


def _slot(text: str, lists: Lists) -> NumberSlot | ValueSlot:
    slot = _SLOT.fullmatch(text)
    if slot is None:
        raise PatternError(f"{{{text}}} is no slot; expected {{name:1-20}} or {{name:list}}")
    name, spec = slot.group("name", "spec")
    if bounds := _RANGE.fullmatch(spec):
        low, high = parse_number(bounds["low"]), parse_number(bounds["high"])
        if low is None or high is None or low > high:
            raise PatternError(f"{{{text}}}: {spec!r} is no range; expected 1-20 or 一-二十")
        return NumberSlot(name, low, high, not bounds["low"].isascii(), bounds["unit"] or "")
    chosen = _LIST.fullmatch(spec)
    if chosen is None or chosen["list"] not in lists:
        known = ", ".join(sorted(lists)) or "none"
        raise PatternError(f"{{{text}}}: {spec!r} is neither a range nor a list (known: {known})")
    values = tuple(sorted(lists[chosen["list"]], key=lambda zh: (-len(zh), zh)))
    low, high = int(chosen["low"] or 1), int(chosen["high"] or 1)
    is_open = high == 1 and len(values) > _LONG_LIST and min(map(len, values)) > 1
    return ValueSlot(name, chosen["list"], low, high, values, is_open)


def slots_of(nodes: Sequence[Node]) -> Iterator[NumberSlot | ValueSlot]:
    """Every slot, also those inside groups."""
    for node in nodes:
        if isinstance(node, NumberSlot | ValueSlot):
            yield node
        elif isinstance(node, Group):
            for option in node.options:
                yield from slots_of(option)
