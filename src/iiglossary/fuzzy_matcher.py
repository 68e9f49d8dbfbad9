"""Damaged spellings of terms in running text: 工业互连网, 制造强国领导小组.

A suspect is a hit where the clause reads much cheaper with the term put right: misspelt words
fall apart into characters that seldom stand alone, while 制造大国 reads as well as 制造强国. How
much cheaper it must be depends on the slip that would have made the one of the other.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .fuzzy import CUTOFF, edit_distance, ratio
from .fuzzy_seeds import SeedIndex, Suspect
from .lexicon import Lexicon
from .matcher import Matcher, Span, cuts_latin_word
from .slips import gain_needed
from .vocabulary import Vocabulary

CONTEXT = 4
"""Characters read on either side of a suspect."""

HIGH = 85.0
"""The score from which on a damaged term may hold a hit of nearly its own length."""


class FuzzyHit(NamedTuple):
    """A damaged form in folded text and how alike the two are, from 0 to 100."""

    start: int
    end: int
    form: str
    score: float


class _Weighed(NamedTuple):
    """A hit with what tells which of several is meant: the least of these."""

    edits: int
    loss: float
    hit: FuzzyHit


class FuzzyMatcher:
    """Finds damaged spellings of a matcher's forms; safe to share between threads, picklable.

    What it needs is built when the first text is asked about.

    Example:
        >>> lexicon = Lexicon.of({"工业": 19000, "互联网": 3000, "推进": 9000, "大国": 3000})
        >>> fuzzy = FuzzyMatcher(Matcher(["工业互联网", "制造强国"]), lambda: lexicon)
        >>> fuzzy.find("推进工业互连网", [])
        [FuzzyHit(start=2, end=7, form='工业互联网', score=80.0)]
        >>> fuzzy.find("制造大国", [])
        []
    """

    __slots__ = ("_lexicon", "_lock", "_matcher", "_tools")

    def __init__(self, matcher: Matcher, lexicon: Callable[[], Lexicon]) -> None:
        self._matcher = matcher
        self._lexicon = lexicon
        self._tools: tuple[SeedIndex, Vocabulary] | None = None
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[FuzzyMatcher], tuple[Matcher, Callable[[], Lexicon]]]:
        return FuzzyMatcher, (self._matcher, self._lexicon)

    def find(self, text: str, accepted: Sequence[Span]) -> list[FuzzyHit]:
        """The damaged forms in folded *text*, in order, never overlapping.

        *accepted* are the hits that need no help, in order. A damaged form may hold some of
        them, which then give way to it; it never cuts one.
        """
        seeds, vocabulary = self._tools or self._prepare()
        starts = [start for start, _ in accepted]
        best: dict[Span, _Weighed] = {}
        for suspect in seeds.suspects(text):
            start, end, form = suspect
            surface = text[start:end]
            needed = None if surface in self._matcher else gain_needed(form, surface)
            if needed is None or cuts_latin_word(text, start, end):
                continue
            hit = FuzzyHit(*suspect, ratio(form, surface))
            if hit.score >= CUTOFF and _gives_way(accepted, starts, hit):
                gain = _gain(vocabulary, text, suspect)
                if gain >= needed:
                    weighed = _Weighed(edit_distance()(form, surface), -gain, hit)
                    best[start, end] = min(weighed, best.get((start, end), weighed))
        bounded = [found for found in best.values() if _is_bounded(vocabulary, text, found.hit)]
        return sorted(_without_overlaps(bounded))

    def _prepare(self) -> tuple[SeedIndex, Vocabulary]:
        with self._lock:
            if self._tools is None:
                vocabulary = Vocabulary(self._lexicon(), self._matcher)
                self._tools = SeedIndex(self._matcher.forms), vocabulary
            return self._tools


def _gain(vocabulary: Vocabulary, text: str, suspect: Suspect) -> float:
    """How much cheaper the clause reads with the term put right."""
    start, end, form = suspect
    left, right = _clause(text, start, end)
    cost = vocabulary.cost
    return cost[text[left:right]] - cost[text[left:start]] - cost[form] - cost[text[end:right]]


def _is_bounded(vocabulary: Vocabulary, text: str, hit: FuzzyHit) -> bool:
    """Whether no word of the clause as written crosses an edge: 国主权 in 我国主权."""
    left, right = _clause(text, hit.start, hit.end)
    words = vocabulary.lattice(text[left:right]).reading()
    edges = (hit.start - left, hit.end - left)
    return not any(first < edge < last for first, last in words for edge in edges)


def _clause(text: str, start: int, end: int) -> Span:
    """The span with the Chinese characters round it."""
    left, right = start, end
    while left > max(0, start - CONTEXT) and text[left - 1] >= "\u3400":
        left -= 1
    while right < min(len(text), end + CONTEXT) and text[right] >= "\u3400":
        right += 1
    return left, right


def _gives_way(accepted: Sequence[Span], starts: Sequence[int], hit: FuzzyHit) -> bool:
    """Whether every accepted hit that *hit* touches lies in it and says less."""
    first = bisect_left(starts, hit.start)
    if first and accepted[first - 1][1] > hit.start:
        return False
    last = bisect_left(starts, hit.end)
    if last > first and accepted[last - 1][1] > hit.end:
        return False
    longest = max((end - start for start, end in accepted[first:last]), default=0)
    if longest >= len(hit.form):
        return False
    return 4 * longest <= 3 * (hit.end - hit.start) or hit.score >= HIGH


def _without_overlaps(found: Iterable[_Weighed]) -> Iterator[FuzzyHit]:
    """The longest forms; of equals the one most likely meant."""
    taken: list[Span] = []
    for *_, hit in sorted(found, key=lambda weighed: (-len(weighed.hit.form), weighed)):
        place = bisect_left(taken, hit[:2])
        is_free = place == 0 or taken[place - 1][1] <= hit.start
        if is_free and (place == len(taken) or hit.end <= taken[place][0]):
            insort(taken, hit[:2])
            yield hit
