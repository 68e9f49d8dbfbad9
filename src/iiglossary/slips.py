"""How a damaged spelling differs from a term, and how much else must speak for the term.

A slip of hand, eye or scanner leaves traces that a choice of words does not: a character that
looks or sounds like the right one, one doubled or lost, two exchanged. Other differences make
another word more often than not (农业强国 and 农业强省); they count in long terms only, where
little else can be meant. Numbers are never misspelt: 十八届 is not 十九届.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, unique
from functools import cache, lru_cache
from typing import NamedTuple

from .fuzzy import differences
from .numerals import HAN_NUMERALS
from .schema import read_data

_NEVER = float("inf")
_MIDDLING = 7
_EDGE = 4
_REMEMBERED = 50_000


@unique
class Slip(Enum):
    """What may have happened to a term; the value tells what else must speak for it.

    The figures say by how much the clause must read cheaper (in differences of costs, that is
    of logarithms of probability) with the term put right: for terms of four, of five, of six
    or seven, and of more characters; and how much more at either end of a term, where the text
    beside it may be the cause. They were set on 2.8 million characters of clean policy text,
    where nearly every hit is a false one.
    """

    SWAPPED = (4.0, 4.0, 0.0, 0.0, 0.0)
    """Two neighbours are exchanged."""
    BLOTTED = (0.0, 0.0, 0.0, 0.0, 0.0)
    """Characters are illegible: □."""
    ALIKE = (8.5, 8.5, 6.0, 2.0, 3.0)
    """A character stands for one that looks or sounds like it."""
    GARBLED = (8.5, 8.5, 6.0, 2.0, _NEVER)
    """A character stands for one so rare that it is found in names only."""
    DOUBLED = (6.0, 6.0, 6.0, 3.0, _NEVER)
    """A character is written twice."""
    DROPPED = (10.0, 6.8, 2.4, 1.0, 8.6)
    """A character is lost."""
    REPLACED = (_NEVER, 22.5, 15.5, 6.0, 4.0)
    """A character stands for another that is not like it."""
    LINKED = (_NEVER, _NEVER, _NEVER, -6.0, _NEVER)
    """A particle or conjunction is put in, left out or exchanged: 国家发展改革委员会."""
    SHORTENED = (_NEVER, _NEVER, _NEVER, -14.0, _NEVER)
    """A word is left out that says little: 建设 in 制造强国建设领导小组."""


class _Difference(NamedTuple):
    """What a term has in one place, and what the text has there."""

    meant: str
    written: str
    before: str
    """What the term has before that place."""
    after: str
    """What it has behind it."""

    @property
    def is_at_edge(self) -> bool:
        return not self.before or not self.after


# Slips that may come together with others. Of the rest there is one, or one and its like.
_PLAIN = frozenset([Slip.SWAPPED, Slip.BLOTTED, Slip.ALIKE, Slip.GARBLED, Slip.DOUBLED])
_COMPATIBLE = (_PLAIN | {Slip.DROPPED}, _PLAIN | {Slip.LINKED}, _PLAIN | {Slip.REPLACED})
# Characters of a term for each that may be replaced by one unlike it.
_PER_REPLACED = 8

_BLOTS = frozenset("□■〓\ufffd")
_LINKS = frozenset("的和与及地了之")
# Words that stand beside a term rather than in the place of its first or last character.
_NEIGHBOURS = _LINKS | frozenset("把对就在为以将被从向由是有等于到而并也都")
_LIGHT_WORDS = frozenset(["建设", "工作", "发展", "管理", "国家", "全国", "中国"])
# Shorter terms, and those with less on either side of the word, are others without it.
_SHORTENED, _BESIDE = 9, 2
_NUMERALS = frozenset(HAN_NUMERALS + "万亿第")
_NEGATIONS = frozenset("不非未无没反")
_PLACES = frozenset(
    "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕甘青宁疆港澳台"
    "中美英法德俄日韩朝印越欧亚非拉阿"
)
_OPPOSITES = frozenset("买卖授受")


@lru_cache(_REMEMBERED)
def gain_needed(term: str, surface: str) -> float | None:
    """By how much *surface* must read dearer than *term* to be taken for it; None: never.

    Example:
        >>> gain_needed("工业互联网", "工业互连网"), gain_needed("坚持群众路线", "坚特群众路线")
        (8.5, 6.0)
        >>> gain_needed("党的十九大", "党的十八大") or gain_needed("制造强国", "制造大国")
    """
    found = list(_differences(term, surface))
    slips = [_slip(difference, len(term)) for difference in found]
    kinds = [slip for slip in slips if slip is not None]
    if len(kinds) < len(found) or not _go_together(kinds, len(term)):
        return None
    needed = sum(
        slip.value[_size(term)] + (slip.value[_EDGE] if difference.is_at_edge else 0.0)
        for slip, difference in zip(kinds, found, strict=True)
    )
    return None if needed == _NEVER else needed


def _size(term: str) -> int:
    """Which of the figures of a slip is for a term with so many Chinese characters."""
    length = sum(map(is_chinese, term))
    return min(max(length - 4, 0), 2) if length <= _MIDDLING else 3


def _go_together(slips: Sequence[Slip], length: int) -> bool:
    if slips.count(Slip.REPLACED) > max(1, length // _PER_REPLACED):
        return False
    return len(slips) == 1 or any(kinds.issuperset(slips) for kinds in _COMPATIBLE)


def _differences(term: str, surface: str) -> Iterator[_Difference]:
    exchanged = _exchanged(term, surface)
    for start, end, begin, stop in [exchanged] if exchanged else differences(term, surface):
        yield _Difference(term[start:end], surface[begin:stop], term[:start], term[end:])


def _exchanged(term: str, surface: str) -> tuple[int, int, int, int] | None:
    """Where two neighbours are exchanged, if that is all."""
    if len(term) != len(surface):
        return None
    pairs = enumerate(zip(term, surface, strict=True))
    first = next((number for number, (one, other) in pairs if one != other), 0)
    end = first + 2
    if term[:first] + term[first:end][::-1] + term[end:] == surface:
        return first, end, first, end
    return None


def _slip(difference: _Difference, length: int) -> Slip | None:
    """What may have made the difference; None where it is another word, or no word at all."""
    meant, written = difference.meant, difference.written
    if not all(map(is_chinese, meant)) or _means_another(meant, written):
        return None
    if not all(is_chinese(character) or character in _BLOTS for character in written):
        return None
    if not meant:
        return _slip_of_more(difference)
    if not written:
        return _slip_of_less(difference, length)
    slip = _slip_of_other(meant, written) if len(meant) == len(written) else None
    is_neighbour = difference.is_at_edge and written in _NEIGHBOURS
    return None if slip is Slip.REPLACED and is_neighbour else slip


def is_chinese(character: str) -> bool:
    """Whether *character* is a Chinese one; punctuation is not.

    Example:
        >>> [is_chinese(character) for character in "网，5𠮷"]
        [True, False, False, True]
    """
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def _means_another(meant: str, written: str) -> bool:
    """Whether numbers, negations, places or opposites are at stake.

    千 for 干 is a slip, 六 for 五 is none, nor is 澳 for 港.
    """
    if meant[::-1] == written:
        return any(kind.issuperset(meant) for kind in (_NUMERALS, _PLACES))
    for kind in (_NUMERALS, _NEGATIONS, _PLACES, _OPPOSITES):
        here, there = not kind.isdisjoint(meant), not kind.isdisjoint(written)
        if here and there:
            return True
        if here != there and kind in (_NUMERALS, _NEGATIONS) and not _look_alike(meant, written):
            return True
    return False


def _slip_of_more(difference: _Difference) -> Slip | None:
    written = difference.written
    if written in (difference.before[-1:], difference.after[:1]):
        return Slip.DOUBLED
    return Slip.LINKED if written in _LINKS else None


def _slip_of_less(difference: _Difference, length: int) -> Slip | None:
    meant = difference.meant
    beside = min(len(difference.before), len(difference.after))
    if meant in _LIGHT_WORDS and length >= _SHORTENED and beside >= _BESIDE:
        return Slip.SHORTENED
    if meant in _LINKS and length > _MIDDLING:
        return Slip.LINKED
    return Slip.DROPPED if len(meant) == 1 else None


def _slip_of_other(meant: str, written: str) -> Slip | None:
    pairs = list(zip(meant, written, strict=True))
    if all(other in _BLOTS or one == other for one, other in pairs):
        return Slip.BLOTTED
    if meant[::-1] == written:
        return Slip.SWAPPED
    if meant in _LINKS and written in _LINKS:
        return Slip.LINKED
    if all(is_confusable(*pair) for pair in pairs):
        return Slip.ALIKE
    if len(meant) > 1:
        return None
    return Slip.REPLACED if written in _sounds() else Slip.GARBLED


def is_confusable(one: str, other: str) -> bool:
    """Whether two characters look or sound alike.

    Example:
        >>> [is_confusable(*pair) for pair in ("析祈", "联连", "己已", "国省")]
        [True, True, True, False]
    """
    if _look_alike(one, other):
        return True
    sounds = _sounds()
    return one in sounds and sounds[one] == sounds.get(other)


def _look_alike(one: str, other: str) -> bool:
    return bool(one) and bool(other) and other in _looks().get(one, "")


@cache
def _looks() -> dict[str, str]:
    """Character → those that look like it (``tools/make_confusables.py``)."""
    return {line[0]: line[1:] for line in read_data("look_alikes.txt").split("\n") if line}


@cache
def _sounds() -> dict[str, int]:
    """Character → number of its syllable; names alone have characters that are not here."""
    lines = read_data("sound_alikes.txt").split("\n")
    return {character: number for number, line in enumerate(lines) for character in line}
