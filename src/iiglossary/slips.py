"""How a damaged spelling differs from a term, and how much else must speak for the term.

A slip of hand, eye or scanner leaves traces that a choice of words does not: a character that
looks or sounds like the right one, one doubled or lost, two exchanged. Other differences make
another word more often than not (农业强国 and 农业强省); they count in long terms only, where
little else can be meant. Numbers are never misspelt: 十八届 is not 十九届.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from .fuzzy import differences
from .numerals import HAN_NUMERALS
from .schema import read_data


class Slip(Enum):
    """What may have happened to a term; the value is how it is judged in terms of three sizes.

    The figures say by how much the clause must read cheaper (in differences of costs, that is
    of logarithms of probability) with the term put right: for terms of up to five, up to seven
    and more characters. None: never. They were set on 2.8 million characters of clean policy
    text, where nearly every hit is a false one.
    """

    SWAPPED = (0.0, 0.0, 0.0)
    """Two neighbours are exchanged."""
    BLOTTED = (0.0, 0.0, 0.0)
    """A character is illegible: □."""
    ALIKE = (6.0, 4.0, 2.0)
    """A character stands for one that looks or sounds like it."""
    DOUBLED = (6.0, 4.0, 3.0)
    """A character is written twice."""
    DROPPED = (7.0, 4.0, 3.0)
    """A character is lost."""
    REPLACED = (20.0, 16.0, 6.0)
    """A character stands for another that is not like it."""
    LINKED = (None, None, -6.0)
    """A particle or conjunction is put in, left out or exchanged: 国家发展改革委员会."""
    SHORTENED = (None, None, -14.0)
    """A word is left out that says little: 建设 in 制造强国建设领导小组."""


class Difference(NamedTuple):
    """What a term has in one place, and what the text has there."""

    meant: str
    written: str
    before: str
    """The character of the term before that place; empty at its beginning."""
    after: str
    """The one behind it; empty at its end."""


_BLOTS = frozenset("□■〓\ufffd")
_LINKS = frozenset("的和与及地了之")
_LIGHT_WORDS = frozenset(["建设", "工作", "发展", "管理", "国家", "全国", "中国"])
_NUMERALS = frozenset(HAN_NUMERALS + "万亿第")
# Alike, and of opposite meaning.
_OPPOSITES = frozenset(["买卖", "卖买", "授受", "受授"])
_SHORT, _MIDDLING, _SHORTENED = 5, 7, 9
_CONTEXT = 3
# Characters of a term for each that may be replaced by one unlike it.
_PER_REPLACED = 8


def gain_needed(term: str, surface: str) -> float | None:
    """By how much *surface* must read dearer than *term* to be taken for it; None: never.

    Example:
        >>> gain_needed("工业互联网", "工业互连网"), gain_needed("制造强国", "制造大国")
        (6.0, 20.0)
        >>> gain_needed("党的十九大", "党的十八大") is None
        True
    """
    size = 0 if len(term) <= _SHORT else 1 if len(term) <= _MIDDLING else 2
    needed = 0.0
    replaced = 0
    for difference in _differences(term, surface):
        slip = _slip(difference, len(term))
        if slip is None or slip.value[size] is None:
            return None
        if slip is Slip.REPLACED or (slip is Slip.DROPPED and _is_at_edge(difference)):
            replaced += 1
        needed += slip.value[size]
    return None if replaced > max(1, len(term) // _PER_REPLACED) else needed


def _differences(term: str, surface: str) -> Iterator[Difference]:
    exchanged = _exchanged(term, surface)
    spans = [exchanged] if exchanged else differences(term, surface)
    for start, end, begin, stop in spans:
        yield Difference(
            term[start:end], surface[begin:stop], term[max(0, start - 1) : start], term[end : end + 1]
        )


def _exchanged(term: str, surface: str) -> tuple[int, int, int, int] | None:
    """Where two neighbours are exchanged, if that is all."""
    if len(term) != len(surface):
        return None
    first = next((n for n, pair in enumerate(zip(term, surface)) if pair[0] != pair[1]), 0)
    end = first + 2
    if term[:first] + term[first:end][::-1] + term[end:] == surface:
        return first, end, first, end
    return None


def _slip(difference: Difference, length: int) -> Slip | None:
    meant, written = difference.meant, difference.written
    if written and not all(c >= "\u3400" or c in _BLOTS for c in written):
        return None
    if not all(c >= "\u3400" for c in meant):
        return None
    if _has_number(meant, written):
        return None
    if not meant:
        return _slip_of_more(difference)
    if not written:
        return _slip_of_less(difference, length)
    return _slip_of_other(meant, written) if len(meant) == len(written) else None


def _has_number(meant: str, written: str) -> bool:
    """Whether a number is at stake; 千 for 干 is a slip, 六 for 五 is none."""
    numbers = [not _NUMERALS.isdisjoint(part) for part in (meant, written)]
    return all(numbers) or (any(numbers) and not _look_alike(meant, written))


def _slip_of_more(difference: Difference) -> Slip | None:
    written = difference.written
    if written in (difference.before, difference.after):
        return Slip.DOUBLED
    return Slip.LINKED if written in _LINKS and not _is_at_edge(difference) else None


def _slip_of_less(difference: Difference, length: int) -> Slip | None:
    if _is_at_edge(difference):
        return Slip.DROPPED if len(difference.meant) == 1 else None
    if difference.meant in _LIGHT_WORDS and length >= _SHORTENED:
        return Slip.SHORTENED
    if difference.meant in _LINKS and length > _MIDDLING:
        return Slip.LINKED
    return Slip.DROPPED if len(difference.meant) == 1 else None


def _slip_of_other(meant: str, written: str) -> Slip | None:
    if meant[::-1] == written:
        return Slip.SWAPPED
    if meant in _LINKS and written in _LINKS:
        return Slip.LINKED
    if all(w in _BLOTS or m == w for m, w in zip(meant, written)):
        return Slip.BLOTTED
    if meant + written not in _OPPOSITES and all(map(is_confusable, meant, written)):
        return Slip.ALIKE
    return Slip.REPLACED if len(meant) == 1 else None


def _is_at_edge(difference: Difference) -> bool:
    return not difference.before or not difference.after


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
    return other in _looks().get(one, "")


@cache
def _looks() -> dict[str, str]:
    """Character → those that look like it (``tools/make_confusables.py``)."""
    return {line[0]: line[1:] for line in read_data("look_alikes.txt").split("\n") if line}


@cache
def _sounds() -> dict[str, int]:
    """Character → number of its syllable; tones and the like do not count."""
    lines = read_data("sound_alikes.txt").split("\n")
    return {character: number for number, line in enumerate(lines) for character in line}
