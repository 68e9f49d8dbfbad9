"""Text → words: the cheapest path through a lattice of lexicon words and known terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from .lexicon import Lexicon

_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[^\u3400-\u9fff\U00020000-\U000323af]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")

Edge = tuple[int, int, float]
"""A word that a lattice may hold: start, end, cost."""


def cheapest_path(length: int, edges_from: Callable[[int], list[Edge]]) -> list[Edge]:
    """The cheapest way from 0 to *length* along edges; the edges taken, in order.

    *edges_from* gives the edges that begin at a position; every position must have one.

    Example:
        >>> edges = {0: [(0, 1, 3.0), (0, 2, 4.0)], 1: [(1, 2, 3.0)]}
        >>> cheapest_path(2, edges.__getitem__)
        [(0, 2, 4.0)]
    """
    best: list[tuple[float, Edge | None]] = [(0.0, None)] + [(float("inf"), None)] * length
    for position in range(length):
        base = best[position][0]
        if base == float("inf"):
            continue
        for edge in edges_from(position):
            if base + edge[2] < best[edge[1]][0]:
                best[edge[1]] = (base + edge[2], edge)
    path: list[Edge] = []
    position = length
    while position:
        edge = best[position][1]
        assert edge is not None, "every position has an edge"
        path.append(edge)
        position = edge[0]
    return path[::-1]


def word_edges(text: str, lexicon: Lexicon, position: int, longest: int = 8) -> list[Edge]:
    """The lexicon's words that begin at *position* of *text*, the single character always."""
    edges = [(position, position + 1, lexicon.cost(text[position]))]
    for end in range(position + 2, min(len(text), position + longest) + 1):
        word = text[position:end]
        if word in lexicon:
            edges.append((position, end, lexicon.cost(word)))
    return edges


def segment(text: str, lexicon: Lexicon, longest: int = 8) -> list[str]:
    """The words of *text*, in order and without a gap; runs that are not Chinese stay whole.

    No word has more than *longest* characters.

    Example:
        >>> segment("5G和平台", Lexicon({"和": "555815", "和平": "7998", "平台": "3601"}))
        ['5G', '和', '平台']
    """
    words = []
    for run in _HAN_RUN.findall(text):
        if not _HAN.match(run):
            words.append(run)
            continue
        path = cheapest_path(len(run), partial(word_edges, run, lexicon, longest=longest))
        words.extend(run[start:end] for start, end, _ in path)
    return words
