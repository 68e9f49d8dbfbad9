"""The pattern language of term families: Chinese with slots → anchors and a regular expression.

===============  =======================================================================
``第{n:1-25}次``   a number from 1 to 25, in digits or Chinese numerals
``{n:十二-二十}大``  the same, Chinese numerals only
``{y:1949-2099}``  a year: four digits, or four numerals digit by digit
``{m:1-9*中}``     several numbers, each but the last followed by 中 and 、 or 和
``{body:bodies}``  one value of the list ``bodies`` of ``family_values.csv``
``{s:codes 0-4}``  up to four values of a list, written together
``<甲/乙>``        one of these
``[甲/乙]``        one of these or nothing
``«甲/乙»``        must stand before (or behind) the hit, and is no part of it
``«!甲/乙»``       must not stand there; ``.`` is a text's end or a punctuation mark
===============  =======================================================================

Everything else stands for itself and is folded as texts are. Every pattern needs a run of two
or more fixed characters: its *anchors*, which one automaton looks for. The regular expression
is only tried round them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .folding import fold_key
from .numerals import HAN_NUMERALS, NUMERALS, chinese, parse_number

_TOKEN = re.compile(r"\{(?P<slot>[^{}]*)\}|«(?P<around>[^«»]*)»|(?P<bracket>[\[\]<>/])|(?P<text>[^\[\]<>/{}«»]+)")
_SLOT = re.compile(r"(?P<name>[a-z]\w*):(?P<spec>.+)")
_RANGE = re.compile(r"(?P<low>\w+)-(?P<high>\w+?)(?:\*(?P<unit>\w))?")
_LIST = re.compile(r"(?P<list>[a-z]\w*)(?: (?P<low>\d)-(?P<high>\d))?")
_CENTURIES = ("19", "20", "一九", "二〇", "二零", "二○")
_HAN_DIGIT = "[〇零○一二三四五六七八九]"
_FIRST_HUNDRED = 100
_LONGEST_NUMBER = 7
_MOST_NUMBERS = 6
_MOST_ANCHORS = 600
_SHORTEST_ANCHOR = 2
_LONG_ENOUGH = 4
_PUNCTUATION = "."

Lists = Mapping[str, Mapping[str, object]]
"""Name of a list → its values by their folded Chinese."""


class PatternError(ValueError):
    """A pattern that cannot be understood; whoever read it knows file and line."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that stand for themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class NumberSlot:
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


@dataclass(frozen=True, slots=True)
class ValueSlot:
    """One value of a list, or between *low* and *high* of them written together."""

    name: str
    values: tuple[str, ...]
    list_name: str
    low: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """One of several sequences, or nothing."""

    options: tuple[tuple[Node, ...], ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What must, or must not, stand beside the hit."""

    words: tuple[str, ...]
    is_negative: bool


Node = Text | NumberSlot | ValueSlot | Group | Around


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    A hit begins at most ``before`` characters before an anchor begins, and its regular
    expression needs to see at most ``after`` characters from there on.
    """

    text: str
    regex: str
    anchors: tuple[str, ...]
    before: int
    after: int
    slots: Mapping[str, NumberSlot | ValueSlot]
    required: frozenset[str]
    """The slots that every hit fills."""


def compile_pattern(text: str, lists: Lists) -> Pattern:
    """The pattern that *text* describes.

    Raises:
        PatternError: *text* is not in the pattern language, or has no anchor.

    Example:
        >>> pattern = compile_pattern("[第]{n:1-20}届全国<人大/人民代表大会>", {})
        >>> pattern.anchors
        ('届全国人大', '届全国人民代表大会')
        >>> re.search(pattern.regex, "出席十四届全国人大会议")["n"]
        '十四'
    """
    nodes = _parse(text, lists)
    anchors, before, after = _anchors(nodes)
    if min(map(len, anchors), default=0) < _SHORTEST_ANCHOR:
        raise PatternError(f"{text!r} has no {_SHORTEST_ANCHOR} fixed characters together to look for")
    slots: dict[str, NumberSlot | ValueSlot] = {}
    for slot in _slots(nodes):
        if slot.name in slots:
            raise PatternError(f"{text!r} has two slots {slot.name!r}; give each its own name")
        slots[slot.name] = slot
    required = frozenset(n.name for n in nodes if isinstance(n, NumberSlot | ValueSlot))
    return Pattern(text, _regex(nodes), anchors, before, after, slots, required)


def _parse(text: str, lists: Lists) -> tuple[Node, ...]:
    tokens = list(_TOKEN.finditer(text))
    if "".join(token[0] for token in tokens) != text:
        raise PatternError(f"{text!r} has a brace or guillemet without its partner")
    nodes, rest = _sequence(tokens, 0, lists)
    if rest < len(tokens):
        raise PatternError(f"{text!r}: {tokens[rest][0]!r} closes nothing")
    return nodes


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
        return Around(
            tuple(w if w == _PUNCTUATION else fold_key(w) for w in words), is_negative=negative
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
    return ValueSlot(name, values, chosen["list"], low, high)


def _slots(nodes: Sequence[Node]) -> Iterator[NumberSlot | ValueSlot]:
    for node in nodes:
        if isinstance(node, NumberSlot | ValueSlot):
            yield node
        elif isinstance(node, Group):
            for option in node.options:
                yield from _slots(option)


def _regex(nodes: Sequence[Node]) -> str:
    parts = []
    for number, node in enumerate(nodes):
        if isinstance(node, Around):
            is_before = all(isinstance(earlier, Around) for earlier in nodes[:number])
            parts.append(_around_regex(node, is_before=is_before))
        else:
            parts.append(_node_regex(node))
    if nodes and isinstance(nodes[-1], NumberSlot):
        parts.append(f"(?![{NUMERALS}])")
    return "".join(parts)


def _node_regex(node: Node) -> str:
    match node:
        case Text(text):
            return re.escape(text)
        case Group(options, is_optional):
            # The longer first, for a regular expression takes the first that fits.
            ordered = sorted(options, key=lambda option: -sum(map(_width, option)))
            return f"(?:{'|'.join(map(_regex, ordered))})" + ("?" if is_optional else "")
        case NumberSlot():
            return _number_regex(node)
        case ValueSlot():
            return _value_regex(node)
        case Around():
            raise PatternError("«…» can only stand at the beginning or the end of a pattern")


def _number_regex(slot: NumberSlot) -> str:
    han = f"[{HAN_NUMERALS}]{{1,{_LONGEST_NUMBER}}}"
    digits = f"[0-9]{{1,{len(str(slot.high))}}}"
    if slot.is_year:
        number = f"[0-9]{{4}}|{_HAN_DIGIT}{{4}}"
    elif slot.is_han:
        number = han
    else:
        number = f"{digits}|{han}"
    if slot.unit:
        more = rf"(?:{slot.unit}[、,和与及](?:{number})){{1,{_MOST_NUMBERS - 1}}}"
        number = f"(?:{number}){more}"
    # A number is read as a whole: 四届 is not in 十四届.
    return f"(?<![{NUMERALS}])(?P<{slot.name}>{number})"


def _value_regex(slot: ValueSlot) -> str:
    if all(len(value) == 1 for value in slot.values):
        choice = f"[{re.escape(''.join(slot.values))}]"
    else:
        choice = f"(?:{'|'.join(map(re.escape, slot.values))})"
    count = "" if slot.high == 1 == slot.low else f"{{{slot.low},{slot.high}}}"
    return f"(?P<{slot.name}>{choice}{count})"


def _around_regex(node: Around, *, is_before: bool) -> str:
    look = "(?<" if is_before else "(?"
    words = [r"\w" if word == _PUNCTUATION else re.escape(word) for word in node.words]
    if node.is_negative:
        return "".join(f"{look}!{word})" for word in words)
    # No letter on that side: a punctuation mark, a blank line or the end of the text.
    asserted = (f"{look}{'!' if word == chr(92) + 'w' else '='}{word})" for word in words)
    return f"(?:{'|'.join(asserted)})"


def _width(node: Node) -> int:
    """The most characters that the node takes, or needs to see."""
    match node:
        case Text(text):
            return len(text)
        case Group(options, _):
            return max(sum(map(_width, option)) for option in options)
        case NumberSlot(unit=unit):
            return (_LONGEST_NUMBER + 2) * _MOST_NUMBERS if unit else _LONGEST_NUMBER
        case ValueSlot(values=values, high=high):
            return high * max(map(len, values), default=0)
        case Around(words, _):
            return max(map(len, words))


def _anchors(nodes: Sequence[Node]) -> tuple[tuple[str, ...], int, int]:
    """The best run of fixed characters, and how far a hit reaches to either side of it."""
    best = (0, 0)
    anchors: tuple[str, ...] = ()
    first = last = begin = 0
    while begin < len(nodes):
        if _is_optional(nodes[begin]):
            begin += 1
            continue
        run, stop = _run(nodes, begin)
        # A few characters are rare enough, and few anchors make a small automaton.
        heads, tails = {t[:_LONG_ENOUGH] for t in run}, {t[-_LONG_ENOUGH:] for t in run}
        # Names begin alike (国家…, 中国…) and end in what tells the family: 部令第, 局令第.
        chosen = heads if 2 * len(heads) < len(tails) else tails
        rank = (min(map(len, chosen)), -len(chosen))
        if rank > best:
            best, anchors, first = rank, tuple(sorted(chosen)), begin
            last = begin if chosen is heads else stop
        begin = max(stop, begin + 1)
    before = sum(map(_width, nodes[:last]))
    after = sum(map(_width, nodes[first:])) + 1
    return anchors, before, after


def _is_optional(node: Node) -> bool:
    return isinstance(node, Group) and node.is_optional


def _run(nodes: Sequence[Node], begin: int) -> tuple[list[str], int]:
    """Every string that the nodes from *begin* to the returned one stand for, while few."""
    run = [""]
    for position in range(begin, len(nodes)):
        spelled = _spellings(nodes[position])
        if spelled is None and run != [""]:
            run = [begun + head for begun in run for head in _heads(nodes[position])]
        if spelled is None or len(run) * len(spelled) > _MOST_ANCHORS:
            return run, position
        run = [begun + more for begun in run for more in spelled]
    return run, len(nodes)


def _heads(node: Node) -> tuple[str, ...]:
    """What the node must begin with, where that is known."""
    if isinstance(node, NumberSlot) and node.is_year:
        return _CENTURIES
    if isinstance(node, NumberSlot) and node.is_han and node.low >= _FIRST_HUNDRED:
        return tuple(chinese(digit) + unit for digit in range(1, 10) for unit in "百千")
    return ("",)


def _spellings(node: Node) -> list[str] | None:
    """Every string that the node can stand for, or None where they are too many."""
    match node:
        case Text(text):
            return [text]
        case Around(words, is_negative):
            return [""] if is_negative or _PUNCTUATION in words else list(words)
        case ValueSlot(values=values, low=1, high=1):
            return list(values)
        case NumberSlot(is_han=True, unit="", low=low, high=high) if high < _FIRST_HUNDRED:
            return [chinese(number) for number in range(low, high + 1)]
        case Group(options, is_optional):
            if not all(isinstance(inner, Text) for option in options for inner in option):
                return None
            spelled = ["".join(inner.text for inner in option) for option in options]  # type: ignore[union-attr]
            return [*spelled, ""] if is_optional else spelled
        case _:
            return None
