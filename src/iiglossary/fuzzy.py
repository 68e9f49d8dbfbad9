"""The forms most like a query, exactly as brute force would rank them; uses RapidFuzz.

The score is RapidFuzz's ``ratio``: 200 × (length of the longest common subsequence) ÷ (sum of
the lengths). Two strings cannot have a longer common subsequence than they have characters in
common, so a form that shares too few of the query's characters need not be compared: only
the forms in the short posting lists of the query's rarest characters are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from heapq import nsmallest
from math import ceil

CUTOFF = 75.0
"""Below this score forms are not offered: 发达国家 and 发展中国家 score 66.7."""

LONGEST_QUERY = 100
"""A longer query is no term; comparing long strings costs the product of their lengths."""


class FuzzyIndex:
    """Finds the strings most like a query; built once, then immutable.

    Example:
        >>> index = FuzzyIndex(["工业互联网", "互联网", "制造强国建设领导小组", "制造强国"])
        >>> index.search("工业互连网", limit=1)
        [('工业互联网', 80.0)]
        >>> [form for form, score in index.search("制造强国领导小组")]
        ['制造强国建设领导小组']
        >>> index.search("发达国家")
        []
    """

    __slots__ = ("_first_of_length", "_forms", "_order", "_postings")

    def __init__(self, forms: Sequence[str]) -> None:
        # Numbered by length, so that the forms of a range of lengths are one slice of a list.
        self._order = sorted(range(len(forms)), key=lambda number: len(forms[number]))
        self._forms = [forms[number] for number in self._order]
        self._first_of_length = _first_of_length(self._forms)
        self._postings: dict[str, array[int]] = {}
        for number, form in enumerate(self._forms):
            for character in set(form):
                self._postings.setdefault(character, array("I")).append(number)

    def search(
        self, query: str, *, limit: int = 5, cutoff: float = CUTOFF
    ) -> list[tuple[str, float]]:
        """The forms that score *cutoff* or more, best first; ties in the order of the index.

        An empty query, or one longer than :data:`LONGEST_QUERY`, finds nothing.
        """
        if not query or len(query) > LONGEST_QUERY or limit < 1:
            return []
        rarest_first = sorted(query, key=lambda c: len(self._postings.get(c, ())))
        compared: set[int] = set()
        scored: list[tuple[float, int]] = []
        bar = cutoff
        for passed, character in enumerate(rarest_first):
            # A form in none of the lists read so far shares at most the characters left.
            if passed > len(query) - _needed(len(query), bar):
                break
            shared = len(query) - passed
            longest = int(200 * shared / max(bar, 1) + 1e-9) - len(query)
            shortest = _needed(len(query), bar)
            fresh = self._holding(character, shortest, longest) - compared
            compared |= fresh
            scored.extend(self._compare(query, fresh, bar))
            if len(scored) >= limit:
                bar = max(bar, -nsmallest(limit, scored)[-1][0])
        best = nsmallest(limit, ((score, self._order[n], n) for score, n in scored))
        return [(self._forms[number], -score) for score, _, number in best]

    def _holding(self, character: str, shortest: int, longest: int) -> set[int]:
        """The forms that hold *character* and have from *shortest* to *longest* characters."""
        postings = self._postings.get(character)
        if postings is None:
            return set()
        begin = bisect_left(postings, self._first(shortest))
        return set(postings[begin : bisect_left(postings, self._first(longest + 1))])

    def _first(self, length: int) -> int:
        """The number of the first form of at least *length* characters."""
        table = self._first_of_length
        return table[max(length, 0)] if length < len(table) else len(self._forms)

    def _compare(self, query: str, numbers: set[int], bar: float) -> Iterator[tuple[float, int]]:
        # Imported here: most look-ups are exact, and RapidFuzz takes 20 ms to load.
        from rapidfuzz import fuzz, process

        candidates = list(numbers)
        found = process.extract(
            query,
            list(map(self._forms.__getitem__, candidates)),
            scorer=fuzz.ratio,
            processor=None,
            # One lower: RapidFuzz 3.14 drops some strings that score the cut-off exactly.
            score_cutoff=max(bar - 1, 0),
            limit=None,
        )
        return ((-score, candidates[position]) for _, score, position in found if score >= bar)


def _first_of_length(forms: Sequence[str]) -> list[int]:
    """For every length, the position of the first form that has it or more; sorted *forms*."""
    first = [0]
    for number, form in enumerate(forms):
        first.extend([number] * (len(form) + 1 - len(first)))
    return first


def _needed(length: int, score: float) -> int:
    """How many characters a form must share with a query of *length* to score *score*."""
    return max(1, ceil(score * length / (200 - score) - 1e-9))


def ratio(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 100: RapidFuzz's ``ratio``.

    Example:
        >>> ratio("工业互连网", "工业互联网"), round(ratio("发达国家", "发展中国家"), 1)
        (80.0, 66.7)
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


@cache
def edit_distance() -> Callable[..., int]:
    """The function of two strings that counts their edits; *score_cutoff* is the most counted.

    Characters left out, put in or replaced are an edit each; so are two neighbours exchanged
    (optimal string alignment).

    Example:
        >>> edit_distance()("改革强军", "改革军强", score_cutoff=1)
        1
    """
    # Asked for once rather than imported with every call: it is called for every candidate.
    from rapidfuzz.distance import OSA

    return OSA.distance


def differences(one: str, other: str) -> list[tuple[int, int, int, int]]:
    """Where two strings differ: spans of *one* and of *other* that stand for each other.

    Example:
        >>> differences("制造强国建设领导小组", "制造强国领导小組")
        [(4, 6, 4, 4), (9, 10, 7, 8)]
    """
    start, behind = _alike_at_ends(one, other)
    end, stop = len(one) - behind, len(other) - behind
    if min(end, stop) - start <= 0 or end - start == stop - start == 1:
        return [(start, end, start, stop)]
    from rapidfuzz.distance import Levenshtein

    return [
        (
            start + code.src_start,
            start + code.src_end,
            start + code.dest_start,
            start + code.dest_end,
        )
        for code in Levenshtein.opcodes(one[start:end], other[start:stop])
        if code.tag != "equal"
    ]


def _alike_at_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two strings share at the beginning, and of the rest at the end."""
    shorter = min(len(one), len(other))
    before = 0
    while before < shorter and one[before] == other[before]:
        before += 1
    behind = 0
    while behind < shorter - before and one[-1 - behind] == other[-1 - behind]:
        behind += 1
    return before, behind
