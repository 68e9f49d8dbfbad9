"""How a pattern of a term family is searched for: its anchors, and a regular expression.

The *anchors* are short strings of which one stands in every hit (``届全国人``). One automaton
looks for those of all patterns; the regular expression is only tried round them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .family_patterns import (
    PUNCTUATION,
    Around,
    Group,
    Lists,
    Node,
    NumberSlot,
    PatternError,
    Text,
    ValueSlot,
    parse_pattern,
    slots_of,
)
from .folding import BARRIER
from .numerals import HAN_NUMERALS, NUMERALS, chinese

ANCHOR = 4
"""Characters of the longest anchor: rare enough in text, and a small automaton."""

SEPARATORS = "、,和与及"
"""What stands between the numbers of a list."""

_CENTURIES = ("19", "20", "一九", "二〇", "二零", "二○")
_HAN_DIGIT = "[〇零○一二三四五六七八九]"
_FIRST_HUNDRED = 100
_CLAUSE_ENDS = "。，；！？" + BARRIER
# The name of a list in a regular expression: written out in every pattern that names them, the
# lists would make the file of compiled families a ninth longer, and every start with it.
_LIST = re.compile("\0(\\w+)\0")
_LONGEST_NUMBER = 7
_MOST_NUMBERS = 6
_MOST_ANCHORS = 600
_SHORTEST_ANCHOR = 2
_TELLING = 3
"""From this length on an anchor is rare enough, and a longer one is no better."""


class Pattern(Struct, frozen=True, gc=False):
    """A compiled pattern.

    ``regex`` names lists; :func:`regular_expression` puts their words in. A hit begins at most
    ``before`` characters before an anchor begins, and its regular expression needs to see at
    most ``after`` characters from there on. One of ``needed`` stands behind the anchor in every
    hit; empty where nothing is known to. Where ``follows_number`` is true, a number ends right
    before the anchor.
    """

    text: str
    regex: str
    anchors: tuple[str, ...]
    needed: tuple[str, ...]
    before: int
    after: int
    follows_number: bool
    slots: Mapping[str, NumberSlot | ValueSlot]
    required: tuple[str, ...]
    """The slots that every hit fills, in order."""


def compile_pattern(text: str, lists: Lists) -> Pattern:
    """The pattern that *text* describes.

    Raises:
        PatternError: *text* is not in the pattern language, or has no anchor.

    Example:
        >>> pattern = compile_pattern("[第]{n:1-20}届全国<人大/人民代表大会>", {})
        >>> pattern.anchors
        ('届全国人',)
        >>> regular_expression(pattern, {}).search("出席十四届全国人大会议")["n"]
        '十四'
    """
    nodes = parse_pattern(text, lists)
    run = _best_run(nodes)
    if min(map(len, run.anchors), default=0) < _SHORTEST_ANCHOR:
        raise PatternError(f"{text!r} has no two fixed characters together to look for")
    slots: dict[str, NumberSlot | ValueSlot] = {}
    for slot in slots_of(nodes):
        if slot.name in slots:
            raise PatternError(f"{text!r} has two slots {slot.name!r}; give each its own name")
        # The regular expression has the values already, and the table of families the list.
        slots[slot.name] = replace(slot, values=()) if isinstance(slot, ValueSlot) else slot
    required = tuple(n.name for n in nodes if isinstance(n, NumberSlot | ValueSlot))
    before = sum(map(_width, nodes[: run.first if run.is_head else run.last]))
    after = sum(map(_width, nodes[run.first :])) + 1
    follows = _follows_number(nodes, run)
    return Pattern(
        text=text,
        regex=_regex(nodes),
        anchors=run.anchors,
        needed=_needed(nodes, run),
        before=before,
        after=after,
        follows_number=follows,
        slots=slots,
        required=required,
    )


def _regex(nodes: Sequence[Node]) -> str:
    parts = [_node_regex(node, is_first=node is nodes[0]) for node in nodes]
    if nodes and isinstance(nodes[-1], NumberSlot):
        parts.append(f"(?![{NUMERALS}])")
    return "".join(parts)


def _node_regex(node: Node, *, is_first: bool) -> str:
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
            return _around_regex(node, is_before=is_first)


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
        more = rf"(?:{slot.unit}?[{SEPARATORS}](?:{number})){{1,{_MOST_NUMBERS - 1}}}"
        number = f"(?:{number}){more}"
    # A number is read as a whole: 四届 is not in 十四届.
    return f"(?<![{NUMERALS}])(?P<{slot.name}>{number})"


def _value_regex(slot: ValueSlot) -> str:
    if slot.is_open:
        return _open_regex(slot)
    count = "" if slot.high == 1 == slot.low else f"{{{slot.low},{slot.high}}}"
    return f"(?P<{slot.name}>(?:\0{slot.list_name}\0){count})"


def _open_regex(slot: ValueSlot) -> str:
    """What may be one of very many values: whether it is one is looked up afterwards."""
    firsts, lasts = (
        "".join(sorted(map(re.escape, {value[at] for value in slot.values}))) for at in (0, -1)
    )
    lengths = [len(value) - 2 for value in slot.values]
    between = f"[^{_CLAUSE_ENDS}]{{{min(lengths)},{max(lengths)}}}?"
    return f"(?P<{slot.name}>[{firsts}]{between}[{lasts}])"


def regular_expression(pattern: Pattern, alternations: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression of a pattern, with an alternation for each list that it names.

    Example:
        >>> pattern = compile_pattern("{body:bodies}令第{n:1-99}号", {"bodies": {"教育部": 0}})
        >>> found = regular_expression(pattern, {"bodies": "教育部"})
        >>> found.search("根据教育部令第四十号")["n"]
        '四十'
    """
    return re.compile(_LIST.sub(lambda name: alternations[name[1]], pattern.regex))


def _around_regex(node: Around, *, is_before: bool) -> str:
    look = "(?<" if is_before else "(?"
    # What looks back must be of one width: the words of every length stand together.
    by_length: dict[int, list[str]] = {}
    for word in node.words:
        if word != PUNCTUATION:
            by_length.setdefault(len(word), []).append(re.escape(word))
    choices = [f"[{''.join(by_length.pop(1))}]"] if 1 in by_length else []
    choices += ["|".join(words) for words in by_length.values()]
    if node.is_negative:
        return "".join(f"{look}!{choice})" for choice in choices)
    asserted = [f"{look}={choice})" for choice in choices]
    if PUNCTUATION in node.words:
        # No letter on that side: a punctuation mark, a blank line or the end of the text.
        asserted.append(rf"{look}!\w)")
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


class _Run(NamedTuple):
    """Nodes of which every spelling is known: their numbers, and the anchors made of them.

    Anchors are the first few characters of the spellings (``is_head``), or else the last few.
    """

    anchors: tuple[str, ...]
    first: int
    last: int
    is_head: bool


def _best_run(nodes: Sequence[Node]) -> _Run:
    """The run with the longest anchors; of equals one behind a number, and then with the fewest.

    A number before an anchor is seen at a glance, and tells 国民经济 in any text from a plan.
    """
    best = _Run((), 0, 0, is_head=True)
    begin = 0
    while begin < len(nodes):
        spelled, stop = ([""], begin) if _is_optional(nodes[begin]) else _run(nodes, begin)
        heads = {text[:ANCHOR] for text in spelled}
        tails = {text[-ANCHOR:] for text in spelled}
        is_after_number = begin > 0 and isinstance(nodes[begin - 1], NumberSlot)
        # Names begin alike (国家…, 中国…) and end in what tells the family: 部令第, 局令第.
        # Behind a short text their beginnings tell as much: 首批国家.
        first = nodes[begin]
        is_behind_text = isinstance(first, Text) and 1 < len(first.text) < ANCHOR
        is_head = is_after_number or is_behind_text or 2 * len(heads) < len(tails)
        anchors = tuple(sorted(heads if is_head else tails))
        run = _Run(anchors, begin, stop, is_head)
        best = max(best, run, key=lambda run: _rank(nodes, run))
        begin = max(stop, begin + 1)
    return best


def _needed(nodes: Sequence[Node], run: _Run) -> tuple[str, ...]:
    """The spellings of the node behind the run that tells most: the longest, the fewest."""
    spelled = [
        tuple(found)
        for node in nodes[run.last :]
        if isinstance(node, Text | Group)
        and (found := _spellings(node))
        and all(any(map(str.isalnum, text)) for text in found)
    ]
    return max(spelled, key=lambda found: (min(map(len, found)), -len(found)), default=())


def _rank(nodes: Sequence[Node], run: _Run) -> tuple[int, bool, int]:
    shortest = min(map(len, run.anchors), default=0)
    return min(shortest, _TELLING), _follows_number(nodes, run), -len(run.anchors)


def _follows_number(nodes: Sequence[Node], run: _Run) -> bool:
    return run.is_head and run.first > 0 and isinstance(nodes[run.first - 1], NumberSlot)


def _is_optional(node: Node) -> bool:
    return isinstance(node, Group) and node.is_optional


def _run(nodes: Sequence[Node], begin: int) -> tuple[list[str], int]:
    """Every string that the nodes from *begin* to the returned one stand for, while few."""
    run = [""]
    for position in range(begin, len(nodes)):
        spelled = _spellings(nodes[position])
        if spelled is None and run != [""]:
            heads = _heads(nodes[position])
            run = [begun + head for begun in run for head in heads]
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
            return [""] if is_negative or PUNCTUATION in words else list(words)
        case ValueSlot(values=values, low=1, high=1):
            return list(values)
        case NumberSlot(is_han=True, unit="", low=low, high=high) if high < _FIRST_HUNDRED:
            return [chinese(number) for number in range(low, high + 1)]
        case Group():
            return _group_spellings(node)
    return None


def _group_spellings(group: Group) -> list[str] | None:
    spelled = [""] if group.is_optional else []
    for option in group.options:
        texts = [node.text for node in option if isinstance(node, Text)]
        if len(texts) < len(option):
            return None
        spelled.append("".join(texts))
    return spelled
