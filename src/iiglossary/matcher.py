"""Known forms in folded text: leftmost-longest at engine speed, any other on demand.

The automaton (ahocorasick-rs) sees every character once; which of its hits are right is
decided elsewhere. Forms that it passes over, because they are shorter than a hit or begin
inside one, are found through an index of two-character heads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from .folding import is_latin

Span = tuple[int, int]

Hit = tuple[int, int, int]
"""A form by its number, and the span where it stands."""

# A whole text of 10 MB takes the engine 1.2 to 1.7 times as long as the same text in blocks.
BLOCK = 65_536

# Building the automaton for 10,000 forms takes 50 ms, a page without it one: the first texts
# are searched through the index of heads, which finds the same.
SHORT = 20_000


class Matcher:
    """Finds the forms it was given; immutable, safe to share between threads, picklable.

    Example:
        >>> matcher = Matcher(["中国", "国家", "国家电网", "AI"])
        >>> list(matcher.leftmost_longest("中国家电和国家电网用ai, 不是said"))
        [(0, 2), (5, 9)]
        >>> list(matcher.ends_at("国家电网", 0))
        [4, 2]
    """

    __slots__ = (
        "_block", "_engine", "_forms", "_keys", "_lengths_by_head", "_lock",
        "_numbers", "_scanned", "longest",
    )  # fmt: skip

    def __init__(self, keys: Iterable[str], *, block: int = BLOCK) -> None:
        self._keys = frozenset(filter(None, keys))
        self.longest = max(map(len, self._keys), default=0)
        self._block = max(block, 2 * self.longest)
        self._engine: ahocorasick_rs.AhoCorasick | None = None
        self._forms: tuple[str, ...] = ()
        self._numbers: dict[str, int] | None = None
        self._scanned = 0
        self._lengths_by_head: dict[str, tuple[int, ...]] | None = None
        # Built when first used: looking a term up needs no automaton. Under a lock, for a
        # half-built index loses hits without an error.
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[Matcher], tuple[frozenset[str]]]:
        # The automaton itself cannot be pickled; a worker builds its own.
        return Matcher, (self._keys,)

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in order; the place of a form is its number in a hit."""
        self.numbers()
        return self._forms

    def numbers(self) -> dict[str, int]:
        """Form → its number in a hit."""
        if self._numbers is None:
            forms = tuple(sorted(self._keys))
            self._forms = forms
            self._numbers = {form: number for number, form in enumerate(forms)}
        return self._numbers

    def blocks(self, text: str) -> Iterator[list[Hit]]:
        """The leftmost-longest hits in folded *text*, in order, some at a time.

        A form that begins or ends inside a Latin word is among them.
        """
        if not self._keys:
            return
        if self._engine is None and self._scanned + len(text) <= SHORT:
            self._scanned += len(text)
            yield list(self._scan(text))
            return
        engine = self._automaton()
        begin = 0
        while begin < len(text):
            block = text[begin : begin + self._block]
            hits = engine.find_matches_as_indexes(block)
            following = begin + len(block)
            if following < len(text):
                # A hit that begins near the end of a block may be cut short by it: look again
                # from there in the next block.
                safe = len(block) - self.longest + 1
                while hits and hits[-1][1] >= safe:
                    hits.pop()
                following = begin + (max(safe, hits[-1][2]) if hits else safe)
            yield [(n, begin + start, begin + end) for n, start, end in hits] if begin else hits
            begin = following

    def _scan(self, text: str) -> Iterator[Hit]:
        """The leftmost-longest hits in *text*, found without the automaton."""
        numbers = self.numbers()
        start = 0
        while start < len(text):
            end = next(self.ends_at(text, start), 0)
            if end:
                yield numbers[text[start:end]], start, end
            start = end or start + 1

    def leftmost_longest(self, text: str) -> Iterator[Span]:
        """Spans of forms in folded *text*: leftmost first, the longest there, never overlapping."""
        for hits in self.blocks(text):
            for _, start, end in hits:
                yield start, end

    def starts_in(self, text: str, begin: int, stop: int) -> list[int]:
        """The places in ``text[begin:stop]`` where a form may begin."""
        heads, keys = self.heads(), self._keys
        return [
            place
            for place in range(begin, stop)
            if text[place : place + 2] in heads or text[place] in keys
        ]

    def ends_at(self, text: str, start: int) -> Iterator[int]:
        """Ends of the forms that begin at *start* of folded *text*, longest first."""
        for length in self.heads().get(text[start : start + 2], ()):
            end = start + length
            # A slice that the end of the text cuts short may be another, shorter form.
            if end <= len(text) and text[start:end] in self._keys:
                yield end
        if text[start : start + 1] in self._keys:
            yield start + 1

    def heads(self) -> dict[str, tuple[int, ...]]:
        """First two characters → lengths of the forms that begin with them, longest first."""
        if self._lengths_by_head is None:
            with self._lock:
                if self._lengths_by_head is None:
                    self._lengths_by_head = _lengths_by_head(self._keys)
        return self._lengths_by_head

    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        if self._engine is None:
            self.numbers()
            with self._lock:
                if self._engine is None:
                    self._engine = ahocorasick_rs.AhoCorasick(
                        self._forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
                    )
        return self._engine


def _lengths_by_head(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for key in keys:
        if len(key) > 1:
            lengths.setdefault(key[:2], set()).add(len(key))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def cuts_latin_word(text: str, start: int, end: int) -> bool:
    """Whether a span of folded *text* begins or ends inside a Latin word or number.

    Example:
        >>> cuts_latin_word("5g网络", 1, 4), cuts_latin_word("5g网络", 0, 4)
        (True, False)
    """
    return cuts_latin_word_at(text, start) or cuts_latin_word_at(text, end)


def cuts_latin_word_at(text: str, position: int) -> bool:
    """Whether a Latin word or number of folded *text* goes on across *position*."""
    return 0 < position < len(text) and is_latin(text[position]) and is_latin(text[position - 1])
