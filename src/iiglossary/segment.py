"""Text → words: the cheapest way through a lattice of known words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .folding import is_han
from .lexicon import Lexicon

_UNREACHED = float("inf")


Edge = tuple[int, int, float]
"""A word that a reading may hold: where it begins and ends, and what it costs."""


class Lattice:
    """Every way to read a few characters as words, and what the cheapest ones cost.

    *edges* must be in the order of their starts, with at least one from every position.

    Example:
        >>> lattice = Lattice(3, [(0, 1, 4.0), (0, 2, 9.0), (1, 2, 8.0), (1, 3, 9.0), (2, 3, 8.0)])
        >>> lattice.through(1), lattice.through(2), lattice.reading()
        (13.0, 17.0, [(0, 1), (1, 3)])
        >>> lattice.across((0, 2, 9.0)), lattice.reading((0, 2, 9.0))
        (17.0, [(0, 2), (2, 3)])
    """

    __slots__ = ("_after", "_before", "_next", "_previous")

    def __init__(self, length: int, edges: Sequence[Edge]) -> None:
        self._before = before = [0.0] + [_UNREACHED] * length
        self._previous = previous = [0] * (length + 1)
        for start, end, cost in edges:
            total = before[start] + cost
            if total < before[end]:
                before[end] = total
                previous[end] = start
        self._after = after = [_UNREACHED] * length + [0.0]
        self._next = following = [length] * (length + 1)
        for start, end, cost in reversed(edges):
            total = after[end] + cost
            if total < after[start]:
                after[start] = total
                following[start] = end

    def through(self, position: int) -> float:
        """What the cheapest reading costs that has a word boundary at *position*."""
        return self._before[position] + self._after[position]

    def across(self, edge: Edge) -> float:
        """What the cheapest reading costs that holds the word *edge*."""
        return self._before[edge[0]] + edge[2] + self._after[edge[1]]

    def reading(self, edge: Edge | None = None) -> list[tuple[int, int]]:
        """The words of the cheapest reading, or of the cheapest that holds *edge*."""
        start, end = edge[:2] if edge else (0, 0)
        words = [(start, end)] if edge else []
        while start:
            words.append((self._previous[start], start))
            start = self._previous[start]
        words.reverse()
        while end < len(self._next) - 1:
            words.append((end, self._next[end]))
            end = self._next[end]
        return words


def segment(text: str, lexicon: Lexicon, longest: int = 8) -> list[str]:
    """The words of *text*, in order and without a gap; runs that are not Chinese stay whole.

    No word has more than *longest* characters.

    Example:
        >>> segment("5G和平台", Lexicon.of({"和": 555815, "和平": 7998, "平台": 3601}))
        ['5G', '和', '平台']
    """
    words = []
    for is_chinese, characters in groupby(text, is_han):
        run = "".join(characters)
        if not is_chinese:
            words.append(run)
            continue
        lattice = Lattice(len(run), _word_edges(run, lexicon, longest))
        words.extend(run[start:end] for start, end in lattice.reading())
    return words


def _word_edges(text: str, lexicon: Lexicon, longest: int) -> list[Edge]:
    """The lexicon's words at every position of *text*, the single character always."""
    edges: list[Edge] = []
    for start in range(len(text)):
        edges.append((start, start + 1, lexicon.cost(text[start])))
        for end in range(start + 2, min(len(text), start + longest) + 1):
            word = text[start:end]
            if word in lexicon:
                edges.append((start, end, lexicon.cost(word)))
    return edges
