"""Which candidates are words of the text: the boundary decision.

A candidate is *contested* where a word of general Chinese, or another known form, crosses one
of its edges: 中国 in 发展中国家, 和平 in 产业和平台. Only then is the clause round it read: the
cheapest path through a lattice of lexicon words and known forms decides, and the words on
that path are the reason given for a rejection. Everything else is accepted as it stands.
"""

from __future__ import annotations

import re
from math import log
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .lexicon import TOTAL, Lexicon
from .matcher import Matcher, Span, cuts_latin_word
from .segment import Edge, cheapest_path, word_edges

WINDOW = 8
"""Characters read on either side of a contested candidate. A decision from windows of this
width and one from the whole text agreed in all of 4,106 cases measured."""

LONG_FORM = 5
"""From this length on a form is accepted without asking the lexicon: no rival word is longer."""

COMPOUND = 5.0
"""A longer word that is at most exp(5) times as frequent as its parts by chance is a compound
(乡政府, 检察机关), and a form inside it is a hit; 人民币 and 发展中国家 are far above."""

CROSSING = 2.0
"""How much dearer a reading of the longer word across the form's edges must be."""

FIXED = 100
"""From this frequency on a longer word is judged by :data:`COMPOUND` alone (社会主义)."""

RARE = 5
"""A word less frequent than this is no rival: 中国家电 stands in the dictionary with 3."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LONGEST_WORD = 4
_REACH = _LONGEST_WORD - 1
_REMEMBERED = 100_000
# Frequency granted to a form that the lexicon lacks, by its length.
_ASSUMED = {2: 50, 3: 100, 4: 300}
_ASSUMED_LONG = 1000


class Rejection(NamedTuple):
    """A candidate that was turned down, with a reason a person understands."""

    start: int
    end: int
    why: str


class Boundary:
    """Decides which candidates of a matcher stand on word boundaries.

    *lexicon* is called when the first candidate is contested, not before.
    """

    __slots__ = ("_compounds", "_lexicon", "_matcher", "_verdicts")

    def __init__(self, matcher: Matcher, lexicon: Callable[[], Lexicon]) -> None:
        self._matcher = matcher
        self._lexicon = lexicon
        # Decisions that depend on nothing but a few characters are remembered.
        self._verdicts: dict[str, bool] = {}
        self._compounds: dict[str, bool] = {}

    def __reduce__(self) -> tuple[type[Boundary], tuple[Matcher, Callable[[], Lexicon]]]:
        return Boundary, (self._matcher, self._lexicon)

    def decide(self, text: str, rejected: list[Rejection] | None = None) -> Iterator[Span]:
        """The right hits in folded *text*, in order, never overlapping.

        What was turned down is appended to *rejected*, where it is given.
        """
        turned_down = [] if rejected is None else rejected
        cursor = 0
        for start, end in self._matcher.leftmost_longest(text):
            if start >= cursor and self._is_clear(text, start, end):
                yield start, end
                cursor = end
            else:
                # Contested, or an earlier decision took some of its characters.
                for span in self._settle(text, max(start, cursor), end, turned_down):
                    yield span
                    cursor = span[1]

    def _settle(
        self, text: str, position: int, limit: int, rejected: list[Rejection]
    ) -> Iterator[Span]:
        """The right hits that begin from *position* on and before *limit*."""
        while position < limit:
            end = next(self._whole_words(text, position), 0)
            if not end:
                position += 1
            elif self._is_clear(text, position, end):
                yield position, end
                position = end
            else:
                accepted = self._read(text, position, end, rejected)
                yield from accepted
                # Whatever else begins inside the candidate was judged with it.
                position = max([end, *(span[1] for span in accepted)])

    def _whole_words(self, text: str, start: int) -> Iterator[int]:
        ends = self._matcher.ends_at(text, start)
        return (end for end in ends if not cuts_latin_word(text, start, end))

    def _is_clear(self, text: str, start: int, end: int) -> bool:
        """Whether nothing known crosses an edge of the span."""
        if start < _REACH or end + _REACH > len(text):
            return self._judge_context(text, start, end)
        context = text[start - _REACH : end + _REACH]
        verdict = self._verdicts.get(context)
        if verdict is None:
            if len(self._verdicts) > _REMEMBERED:
                self._verdicts.clear()
            verdict = self._verdicts[context] = self._judge_context(text, start, end)
        return verdict

    def _judge_context(self, text: str, start: int, end: int) -> bool:
        if cuts_latin_word(text, start, end) or self._is_overlapped(text, start, end):
            return False
        if end - start >= LONG_FORM:
            return True
        return not any(True for _ in self._rivals(text, start, end))

    def _is_overlapped(self, text: str, start: int, end: int) -> bool:
        """Whether another form begins inside the span and ends behind it."""
        heads = self._matcher.heads()
        return any(
            text[inner : inner + 2] in heads
            and next(self._matcher.ends_at(text, inner), 0) > end
            for inner in range(start + 1, end)
        )

    def _rivals(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Words of the lexicon that cross an edge of the span, compounds left out."""
        lexicon = self._lexicon()
        for edge in (start, end):
            for begin in range(max(0, edge - _LONGEST_WORD + 1), edge):
                for stop in range(edge + 1, min(len(text), begin + _LONGEST_WORD) + 1):
                    word = text[begin:stop]
                    if lexicon.frequency(word) >= RARE and not self._is_compound(word):
                        yield begin, stop

    def _is_compound(self, word: str) -> bool:
        """Whether *word* is no more than a known form and the words round it."""
        verdict = self._compounds.get(word)
        if verdict is None:
            verdict = self._compounds[word] = any(
                self._is_compound_of(word, start, end)
                for start in range(len(word) - 1)
                for end in self._matcher.ends_at(word, start)
                if end - start < len(word)
            )
        return verdict

    def _is_compound_of(self, word: str, start: int, end: int) -> bool:
        """Whether *word* is the form ``word[start:end]`` with other words round it."""
        lexicon = self._lexicon()
        cost = lexicon.cost
        rest = [part for part in (word[:start], word[end:]) if part]
        apart = self._form_cost(word[start:end]) + sum(map(cost, rest))
        crossing = min(
            (cost(word[:cut]) + cost(word[cut:]) for cut in range(start + 1, end)), default=apart
        )
        if crossing < apart + CROSSING:
            return False  # 外交部长 is 外交 | 部长 as well
        if lexicon.frequency(word) < FIXED and all(len(p) > 1 and p in lexicon for p in rest):
            return True
        return cost(word) + COMPOUND >= apart

    def _form_cost(self, form: str) -> float:
        lexicon = self._lexicon()
        assumed = _ASSUMED.get(len(form), _ASSUMED_LONG)
        return log(TOTAL / max(lexicon.frequency(form), assumed))

    def _read(self, text: str, start: int, end: int, rejected: list[Rejection]) -> list[Span]:
        """The right hits that begin in the contested span, read with the clause round it."""
        begin, stop = _clause(text, start, end)
        stop = max([stop, *(e for p in range(start, end) for e in self._matcher.ends_at(text, p))])
        window = text[begin:stop]
        path = cheapest_path(len(window), lambda position: self._edges(window, position))
        cuts = {begin + cut for edge in path for cut in self._inner_cuts(window, edge)} | {stop}
        candidates = [
            (position, found)
            for position in range(start, end)
            if position in cuts
            for found in self._whole_words(text, position)
            if found in cuts
        ]
        accepted = _widest(candidates)
        if (start, end) not in accepted:
            words = [(begin + a, begin + b) for a, b, _ in path]
            why = _why(text, start, end, words, candidates, accepted)
            rejected.append(Rejection(start, end, why))
        return accepted

    def _inner_cuts(self, window: str, edge: Edge) -> Iterator[int]:
        """Where the words of an edge begin; a long form is more than one word."""
        start, end, _ = edge
        yield start
        if end - start > 3 and window[start:end] in self._matcher:
            inner = window[start:end]
            path = cheapest_path(
                len(inner),
                lambda position: [
                    e for e in word_edges(inner, self._lexicon(), position, _LONGEST_WORD)
                    if e[1] - e[0] < len(inner)
                ],
            )  # fmt: skip
            yield from (start + first for first, _, _ in path)

    def _edges(self, window: str, position: int) -> list[Edge]:
        edges = [
            edge
            for edge in word_edges(window, self._lexicon(), position, _LONGEST_WORD + 2)
            if edge[1] - position == 1 or not self._is_compound(window[position : edge[1]])
        ]
        edges.extend(
            (position, end, self._form_cost(window[position:end]))
            for end in self._whole_words(window, position)
        )
        return edges


def _clause(text: str, start: int, end: int) -> Span:
    """The Chinese characters round a span, at most :data:`WINDOW` on either side."""
    begin = start
    while begin > max(0, start - WINDOW) and _HAN.match(text[begin - 1]):
        begin -= 1
    stop = end
    while stop < min(len(text), end + WINDOW) and _HAN.match(text[stop]):
        stop += 1
    return begin, stop


def _widest(candidates: Sequence[Span]) -> list[Span]:
    """The candidates without overlap that hold the longest forms; of equals, the leftmost.

    Example:
        >>> _widest([(0, 4), (2, 9), (9, 11)])
        [(2, 9), (9, 11)]
        >>> _widest([(0, 4), (2, 6)])
        [(0, 4)]
    """
    best: list[tuple[int, list[Span]]] = []
    for start, end in sorted(candidates, key=lambda span: span[1]):
        before = max(
            (plan for plan in best if plan[1][-1][1] <= start), key=lambda p: p[0], default=(0, [])
        )
        best.append((before[0] + (end - start) ** 2, [*before[1], (start, end)]))
    return max(best, key=lambda plan: plan[0], default=(0, []))[1]


def _why(
    text: str,
    start: int,
    end: int,
    words: Sequence[Span],
    candidates: Sequence[Span],
    accepted: Sequence[Span],
) -> str:
    """What the clause was read as, where that is not the candidate."""
    if (start, end) in candidates:
        longer = next(span for span in accepted if span[0] < end)
        return f"overlaps {text[longer[0] : longer[1]]}"
    touched = [text[a:b] for a, b in words if b > start and a < end]
    return f"inside {touched[0]}" if len(touched) == 1 else f"straddles {' | '.join(touched)}"
