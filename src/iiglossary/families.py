"""Instances of term families in text: 十四届全国人大三次会议, 国发〔2017〕50号.

One automaton looks for the fixed characters of all patterns (``届全国人大``); only round them
is a regular expression tried, so that text without families costs next to nothing.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from .alternation import alternation
from .family_search import ANCHOR, regular_expression
from .family_table import Family, FamilyTable, load_families
from .folding import fold_key
from .matcher import Hit
from .numerals import HAN_NUMERALS
from .remembered import Remembered
from .terms import ConceptEntry

# The engine is at its fastest on blocks of this size.
_BLOCK = 65_536
_REMEMBERED = 20_000
_NUMERALS = frozenset("0123456789" + HAN_NUMERALS)
# No instance of a family is longer; a longer query is not worth reading.
_LONGEST_QUERY = 120


class FamilyMatch(NamedTuple):
    """An instance of a family, at offsets of the folded text it was found in."""

    start: int
    end: int
    entry: ConceptEntry


class _Found(NamedTuple):
    """A hit before overlaps are resolved; ``rank`` is its family's place in the table."""

    start: int
    end: int
    rank: int
    entry: ConceptEntry


class FamilyEngine:
    """Finds instances of families; immutable, safe to share between threads, picklable.

    Example:
        >>> from iiglossary.family_table import read_families
        >>> engine = FamilyEngine(read_families(
        ...     "id,pattern,zh,en,status,source,kind,subject_field\\n"
        ...     "fam-0001,{n:1-25}届{m:1-12}中全会,{n|han}届{m|han}中全会,"
        ...     "{m|Ordinal} Plenum of the {n|nth} CC,preferred,usage,meeting,pty\\n"))
        >>> [(m.start, m.end, m.entry.en) for m in engine.find("召开二十届三中全会。")]
        [(2, 9, 'Third Plenum of the 20th CC')]
        >>> engine.parse("20届3中全会").entry.values
        (('n', '20'), ('m', '3'))
    """

    __slots__ = (
        "_alternations", "_anchors", "_automaton", "_entries", "_lock", "_patterns", "_reach",
        "_regexes", "_table", "_wanted",
    )  # fmt: skip

    def __init__(self, table: FamilyTable) -> None:
        self._table = table
        self._patterns = [
            (rank, pattern)
            for rank, family in enumerate(table.families)
            for pattern in family.patterns
        ]
        wanted: dict[str, list[tuple[int, bool]]] = {}
        for number, (_, pattern) in enumerate(self._patterns):
            for anchor in pattern.anchors:
                wanted.setdefault(anchor, []).append((number, pattern.follows_number))
        self._anchors = tuple(wanted)
        self._wanted = tuple(map(tuple, wanted.values()))
        self._reach = max(map(len, wanted), default=0)
        # Built and compiled when first needed, the automaton under a lock.
        self._regexes: list[re.Pattern[str] | None] = [None] * len(self._patterns)
        self._alternations: Remembered[str, str] = Remembered(
            lambda name: alternation(table.lists[name])
        )
        self._automaton: ahocorasick_rs.AhoCorasick | None = None
        self._lock = threading.Lock()
        # What stands in the slots of a pattern → the concept; None where it cannot stand there.
        self._entries = Remembered(self._find_entry, limit=_REMEMBERED)

    def __reduce__(self) -> tuple[type[FamilyEngine], tuple[FamilyTable]]:
        # Neither a lock nor the automaton can be pickled; a worker builds its own.
        return FamilyEngine, (self._table,)

    @property
    def families(self) -> tuple[Family, ...]:
        """The families, in the order of the table."""
        return self._table.families

    def find(self, folded_text: str) -> list[FamilyMatch]:
        """The instances in *folded_text*, in order, never overlapping; the longest wins."""
        found = {
            (hit.start, hit.end, hit.rank): hit
            for number, anchor in self._anchored(folded_text)
            for hit in self._hits(number, folded_text, anchor)
        }
        chosen = sorted(_without_overlaps(list(found.values())), key=lambda hit: hit.start)
        return [FamilyMatch(hit.start, hit.end, hit.entry) for hit in chosen]

    def parse(self, query: str) -> FamilyMatch | None:
        """The instance that the whole of *query* is, in any spelling, or None."""
        if len(query) > _LONGEST_QUERY:
            return None
        key = fold_key(query)
        whole = (m for m in self.find(key) if m.end - m.start == len(key))
        return next(whole, None)

    def _anchored(self, text: str) -> Iterator[tuple[int, int]]:
        """Every pattern one of whose anchors stands in *text*, with the anchor's offset."""
        engine = self._automaton or self._build()
        for begin in range(0, len(text), _BLOCK):
            block = text[begin : begin + _BLOCK + self._reach]
            for anchor, start, _ in engine.find_matches_as_indexes(block, overlapping=True):
                if start < _BLOCK:
                    position = begin + start
                    is_after_number = text[position - 1 : position] in _NUMERALS
                    for number, needs_number in self._wanted[anchor]:
                        if is_after_number or not needs_number:
                            yield number, position

    def _build(self) -> ahocorasick_rs.AhoCorasick:
        with self._lock:
            if self._automaton is None:
                # As a DFA twice as fast, and at this number of anchors not yet large (5 MB).
                self._automaton = ahocorasick_rs.AhoCorasick(
                    self._anchors,
                    matchkind=ahocorasick_rs.MatchKind.Standard,
                    implementation=ahocorasick_rs.Implementation.DFA,
                )
            return self._automaton

    def _hits(self, number: int, text: str, anchor: int) -> Iterator[_Found]:
        """The hits of one pattern round an anchor."""
        rank, pattern = self._patterns[number]
        end = anchor + pattern.after
        if pattern.needed and all(text.find(word, anchor, end) < 0 for word in pattern.needed):
            return  # in a tenth of the time that the regular expression would take
        position = max(0, anchor - pattern.before)
        regex = self._regex(number)
        while match := regex.search(text, position, end):
            start, stop = match.span()
            if start > anchor + ANCHOR:
                return  # it has an anchor of its own
            entry = self._entries[number, match.groups()]
            if entry is None:
                position = start + 1
            else:
                position = stop
                yield _Found(start, stop, rank, entry)

    def _regex(self, number: int) -> re.Pattern[str]:
        """The regular expression of a pattern, compiled when first asked for."""
        regex = self._regexes[number]
        if regex is None:
            regex = regular_expression(self._patterns[number][1], self._alternations)
            self._regexes[number] = regex
        return regex

    def _find_entry(self, found: tuple[int, tuple[str | None, ...]]) -> ConceptEntry | None:
        """The concept of a pattern, by its number, with texts in its slots."""
        number, texts = found
        rank, pattern = self._patterns[number]
        family, names = self.families[rank], self._regex(number).groupindex
        fillings = family.bind(pattern, dict(zip(names, texts, strict=True)), self._table.lists)
        return None if fillings is None else family.entry(fillings)


def _without_overlaps(found: Sequence[_Found]) -> Iterator[_Found]:
    """The longest hits; of equals, the leftmost, and of these the family that comes first.

    Example:
        >>> entry = ConceptEntry("fam-0001", "十四五规划", ())
        >>> hits = [_Found(0, 4, 1, entry), _Found(2, 9, 0, entry), _Found(9, 11, 0, entry)]
        >>> [hit[:2] for hit in _without_overlaps(hits)]
        [(2, 9), (9, 11)]
    """
    taken: list[tuple[int, int]] = []
    for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start, hit.rank)):
        place = bisect_left(taken, (hit.start, hit.end))
        is_free = place == 0 or taken[place - 1][1] <= hit.start
        if is_free and (place == len(taken) or hit.end <= taken[place][0]):
            taken.insert(place, (hit.start, hit.end))
            yield hit


def outlasting(matches: Sequence[FamilyMatch], hits: Sequence[Hit]) -> list[FamilyMatch]:
    """The matches that are longer than every hit that they overlap; both must be in order.

    Example:
        >>> entry = ConceptEntry("fam-0001", "十四五规划", ())
        >>> matches = [FamilyMatch(0, 5, entry), FamilyMatch(8, 11, entry)]
        >>> [match[:2] for match in outlasting(matches, [(7, 1, 3), (0, 3, 5), (2, 8, 11)])]
        [(0, 5)]
    """
    return [match for match in matches if _longest(hits, match) < match.end - match.start]


def _longest(hits: Sequence[Hit], match: FamilyMatch) -> int:
    """The length of the longest hit that overlaps the match."""
    first = bisect_right(hits, match.start, key=itemgetter(2))
    last = bisect_left(hits, match.end, first, key=itemgetter(1))
    return max((end - start for _, start, end in hits[first:last]), default=0)


Families = Callable[[], FamilyEngine]
"""Makes the engine when it is first needed."""


@cache
def shipped_families() -> FamilyEngine:
    """The families that ship with the package; read when first called.

    Raises:
        TableError: a row of the shipped tables cannot be understood.
    """
    return FamilyEngine(load_families())
