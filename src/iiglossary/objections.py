"""Why a span of text is no word of it: another word is there, and the clause reads better so.

A word of the lexicon that crosses an edge of the span is a rival of it, compounds that open at
the edge left out. The cheapest reading with a boundary at the edge is set against the cheapest
one with the rival; where a bound on the difference is enough, nothing further is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from .compounds import LEFT, RIGHT, STRADDLING, Compounds
from .folding import is_latin
from .matcher import Span, cuts_latin_word_at
from .names import name_objection
from .numerals import HAN_NUMERALS
from .remembered import Remembered
from .segment import Edge
from .vocabulary import Vocabulary

CONTEXT = 4
"""Characters read on either side of a contested span; eight decide no case otherwise."""

MARGIN = 2.0
"""How much dearer the reading with the rival must be, for a span of two characters; a longer
form is less often met by chance, and a draw is enough for it."""

_LONG = 2 * CONTEXT
_NUMERALS = frozenset(HAN_NUMERALS)
_REMEMBERED = 131_072
_CHINESE = "\u3400"
# Objects to a span that cuts a Latin word, which may go on beyond what is read here.
_CUT = "inside a Latin word"


class Objections:
    """Tells of a span why it is no word of its text; safe to share between threads."""

    __slots__ = ("_at_edge", "_behind_term", "_compounds", "_in_context", "_vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._compounds = Compounds(vocabulary)
        # Judged by nothing but the context, so that the order of texts changes no answer.
        self._in_context = Remembered(self._find_in_context, limit=_REMEMBERED)
        self._at_edge = Remembered(self._find_at_edge, limit=_REMEMBERED)
        self._behind_term = Remembered(self._find_behind_term, limit=_REMEMBERED)

    def to(self, text: str, start: int, end: int) -> str:
        """The objection to ``text[start:end]``; empty where it is a word, or a row of words."""
        low, high = start - CONTEXT, end + CONTEXT
        if end - start > _LONG:
            # No word crosses both edges: each is judged by what is round it.
            left = (text[max(0, low) : start + _LONG], min(start, CONTEXT), LEFT)
            right = (text[end - _LONG : high], _LONG, RIGHT)
            objection = self._at_edge[left] or self._at_edge[right]
        elif low >= 0 and high <= len(text):
            objection = self._in_context[text[low:high]]
        else:
            low = max(0, low)
            span = (start - low, end - low)
            objection = self._find(text[low:high], span, span)
        return _named(objection, text, (start, end))

    def to_next(self, text: str, start: int, end: int) -> str:
        """The objection to ``text[start:end]`` where an accepted term ends at *start*.

        Words that cross the beginning would cross that term, too, and need not be asked about.
        """
        objection = self.to(text, start, end)
        if objection:
            low = max(0, start - CONTEXT)
            place = (text[low : end + CONTEXT], start - low, end - low)
            objection = self._behind_term[place]
        return _named(objection, text, (start, end))

    def _find_behind_term(self, place: tuple[str, int, int]) -> str:
        window, start, end = place
        return self._find(window, (start, end), (end,))

    def _find_in_context(self, context: str) -> str:
        span = (CONTEXT, len(context) - CONTEXT)
        return self._find(context, span, span)

    def _find_at_edge(self, place: tuple[str, int, int]) -> str:
        """The objection to the beginning or the end of a long form, cut off behind the edge."""
        window, edge, side = place
        span = (edge, len(window)) if side == LEFT else (0, edge)
        return self._find(window, span, (edge,))

    def _find(self, text: str, span: Span, edges: Sequence[int]) -> str:
        """The objection to a span by the words that cross *edges* of it."""
        for edge in edges:
            if cuts_latin_word_at(text, edge):
                return _CUT
            if cuts_number(text, edge):
                return f"inside the number {_number(text, span)}"
        words = self._vocabulary.crossing_edge
        crossing = [(edge, word) for edge in edges for word in words(text, edge, span)]
        rivals = [pair for pair in crossing if not self._opens(text, pair[1], pair[0], span)]
        if not rivals or self._is_right_anyway(text, span, rivals, crossing):
            return name_objection(text, span, self._vocabulary)
        for _, word in rivals:
            if self._is_inside_anyway(text, span, word):
                return f"inside {text[word[0] : word[1]]}"
        return self._read(text, span, edges)

    def _opens(self, text: str, word: Edge, edge: int, span: Span) -> bool:
        """Whether a longer word is a compound in which the span may begin or end at *edge*."""
        start, end, _ = word
        if start <= span[0] and span[1] <= end:
            side = RIGHT if edge == span[0] else LEFT
        elif end - 1 == edge == span[1] and self._has_loose_suffix(text, word, span):
            return True
        else:
            side = STRADDLING
        return edge - start in self._compounds.cuts[text[start:end], side]

    def _has_loose_suffix(self, text: str, word: Edge, span: Span) -> bool:
        """Whether what *word* has behind the span belongs to all of the span: 数据安全 + 法.

        The part of the span before the word must be a word of its own.
        """
        start, end, _ = word
        return start - span[0] > 1 and self._compounds.has_loose_suffix(text[start:end])

    def _is_right_anyway(
        self,
        text: str,
        span: Span,
        rivals: Sequence[tuple[int, Edge]],
        crossing: Sequence[tuple[int, Edge]],
    ) -> bool:
        """Whether no rival can win, whatever else is round the span."""
        for edge, (start, end, _) in rivals:
            # What a rival leaves of the span must not belong to a word on the other side.
            if edge == span[0] and any(word[0] >= end for _, word in crossing):
                return False
            if edge == span[1] and any(word[1] <= start for _, word in crossing):
                return False
        return all(self._lead(text, span, word) >= _margin(span) for _, word in rivals)

    def _lead(self, text: str, span: Span, word: Edge) -> float:
        """How much cheaper the span is than *word*, by the characters of the two alone."""
        cost = self._vocabulary.cost
        start, end, own = word
        with_word = cost[text[span[0] : start]] + own + cost[text[end : span[1]]]
        around = cost[text[start : span[0]]] + cost[text[span[1] : end]]
        return with_word - around - cost[text[span[0] : span[1]]]

    def _is_inside_anyway(self, text: str, span: Span, word: Edge) -> bool:
        """Whether the span loses against a word round it, which nothing else contests."""
        start, end, _ = word
        return (
            start <= span[0]
            and span[1] <= end
            and not self._vocabulary.crossing(text, start)
            and not self._vocabulary.crossing(text, end)
            and self._lead(text, span, word) < _margin(span)
        )

    def _read(self, text: str, span: Span, edges: Sequence[int]) -> str:
        """The objection by all readings of the Chinese characters round the span."""
        start, end = span
        low = start
        while low > max(start - CONTEXT, 0) and text[low - 1] >= _CHINESE:
            low -= 1
        high = end
        while high < min(end + CONTEXT, len(text)) and text[high] >= _CHINESE:
            high += 1
        places = [edge - low for edge in edges]
        return self._judge(text[low:high], (start - low, end - low), places)

    def _judge(self, window: str, span: Span, edges: Sequence[int]) -> str:
        lattice = self._vocabulary.lattice(window)
        for edge in edges:
            through = lattice.through(edge)
            rivals = []
            for word in self._vocabulary.crossing(window, edge):
                if self._opens(window, word, edge, span):
                    through = min(through, lattice.across(word))
                else:
                    rivals.append(word)
            best = min(rivals, key=lattice.across, default=None)
            if best is not None and lattice.across(best) - through < _margin(span):
                return _reason(window, lattice.reading(best), span)
        return name_objection(window, span, self._vocabulary)


def _margin(span: Span) -> float:
    return MARGIN if span[1] - span[0] == 2 else 0.0


def _reason(window: str, words: Sequence[Span], span: Span) -> str:
    """What the clause was read as, where that is not the span."""
    touched = [window[a:b] for a, b in words if b > span[0] and a < span[1]]
    return f"inside {touched[0]}" if len(touched) == 1 else f"straddles {' | '.join(touched)}"


def cuts_number(text: str, position: int) -> bool:
    """Whether a number in Chinese numerals goes on across *position*: 七国集团 in 七十七国集团.

    Example:
        >>> cuts_number("七十七国集团", 2), cuts_number("七十七国集团", 0)
        (True, False)
    """
    return text[position : position + 1] in _NUMERALS and text[position - 1 : position] in _NUMERALS


def _number(text: str, span: Span) -> str:
    """The number that the span cuts at either edge, as far as *text* goes."""
    start = stop = span[0] if cuts_number(text, span[0]) else span[1]
    while start > 0 and text[start - 1] in HAN_NUMERALS:
        start -= 1
    while stop < len(text) and text[stop] in HAN_NUMERALS:
        stop += 1
    return text[start:stop]


def _named(objection: str, text: str, span: Span) -> str:
    """The objection with the Latin word or number that the span cuts, where it is that."""
    if objection is not _CUT:
        return objection
    start, end = span
    while start > 0 and is_latin(text[start]) and is_latin(text[start - 1]):
        start -= 1
    while end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]):
        end += 1
    return f"inside {text[start:end]}"
