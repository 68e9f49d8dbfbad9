"""Which candidates are words of the text: the boundary decision.

A candidate is *contested* where a word of general Chinese, or a longer form, crosses one of its
edges: 中国 in 发展中国家, 和平 in 产业和平台. Only then is the clause round it read: the cheapest
reading with a boundary at the edge is set against the cheapest with a word across it, and that
word is the reason given for a rejection. Everything else is accepted as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .folding import is_latin
from .lexicon import Lexicon
from .matcher import Matcher, Span, cuts_latin_word
from .segment import Edge, Lattice
from .vocabulary import LEFT, RIGHT, STRADDLING, Vocabulary

CONTEXT = 4
"""Characters read on either side of a contested edge; eight decide no case otherwise."""

MARGIN = 1.0
"""How much dearer the reading with a word across the edge must be, for a form of two
characters; longer ones are less often met by chance, and a draw is enough for them."""

_LONG = 2 * CONTEXT
# Of a thousand forms that begin alike, as many are tried where the longest is turned down.
_TRIED_AT_A_PLACE = 8
_REMEMBERED = 100_000

# Characters that are nothing but surnames when they stand alone before a word of two: 李 + 和平.
_SURNAMES = "李王张刘陈赵吴徐朱郭郑谢冯董曹袁邓沈彭吕蒋蔡薛阎潘姚谭廖邹郝崔邱孟尹黎龚"
# Last characters of titles, which follow a surname: 李部长, 王主席.
_TITLES = frozenset("长席记任理授员师士官")


class Rejection(NamedTuple):
    """A candidate that was turned down, with a reason a person understands."""

    start: int
    end: int
    why: str


class Boundary:
    """Decides which candidates of a matcher stand on word boundaries.

    *lexicon* is called when the first text is decided; safe to share between threads.

    Example:
        >>> lexicon = Lexicon.of({"和": 555815, "和平": 7998, "平台": 3601, "产业": 8756})
        >>> boundary = Boundary(Matcher(["和平", "平台"]), lambda: lexicon)
        >>> rejected = []
        >>> list(boundary.decide("产业和平台", rejected)), rejected[0].why
        ([(3, 5)], 'straddles 和 | 平台')
    """

    __slots__ = ("_bonds", "_lexicon", "_matcher", "_outgrown", "_verdicts", "_vocabulary")

    def __init__(self, matcher: Matcher, lexicon: Callable[[], Lexicon]) -> None:
        self._matcher = matcher
        self._lexicon = lexicon
        self._vocabulary: Vocabulary | None = None
        self._bonds: dict[str, str] = {}
        # By the number of a form: where inside it a longer form may begin. None: not asked yet.
        self._outgrown: list[tuple[int, ...] | None] = []
        # Window, start and length of a candidate → objection. Threads find the same.
        self._verdicts: dict[tuple[str, int, int], str] = {}

    def __reduce__(self) -> tuple[type[Boundary], tuple[Matcher, Callable[[], Lexicon]]]:
        return Boundary, (self._matcher, self._lexicon)

    def decide(self, text: str, rejected: list[Rejection] | None = None) -> Iterator[Span]:
        """The right hits in folded *text*, in order, never overlapping.

        What was turned down is appended to *rejected*, where it is given.
        """
        if self._vocabulary is None:
            self._prepare()
        bonds = self._bonds
        outgrown = self._outgrown
        last = len(text)
        accepted = (0, 0)
        for offset, hits in self._matcher.blocks(text):
            for number, begin, stop in hits:
                start, end = offset + begin, offset + stop
                if (
                    start >= accepted[1]
                    and (not start or text[start] not in bonds.get(text[start - 1], ""))
                    and (end == last or text[end] not in bonds.get(text[end - 1], ""))
                    and not (self._places(number) if outgrown[number] is None else outgrown[number])
                ):
                    accepted = start, end
                    yield accepted
                    continue
                for accepted in self._settle(text, start, end, accepted, rejected):
                    yield accepted

    def _prepare(self) -> None:
        lexicon = self._lexicon()
        forms = self._matcher.forms
        self._outgrown = [None] * len(forms)
        self._bonds = _bonds(lexicon.followers(), self._matcher.heads(), forms)
        self._vocabulary = Vocabulary(lexicon, self._matcher)

    def _places(self, number: int) -> tuple[int, ...]:
        """Where inside a form a longer form may begin, its last character left out."""
        form = self._matcher.forms[number]
        heads = self._matcher.heads()
        places = tuple(
            place
            for place in range(1, len(form) - 1)
            if heads.get(form[place : place + 2], (0,))[0] > len(form)
        )
        self._outgrown[number] = places
        return places

    def _settle(
        self,
        text: str,
        start: int,
        end: int,
        before: Span,
        rejected: list[Rejection] | None,
    ) -> Iterator[Span]:
        """The right hits that begin in the candidate, which may overlap the hit *before* it."""
        begin = max(start, before[1])
        if begin == start and not self._is_outgrown(text, start, end):
            if not self._objection(text, start, end):
                yield start, end
                return
        elif begin != start and rejected is not None:
            why = f"overlaps {text[before[0] : before[1]]}"
            rejected.append(Rejection(start, end, why))
        yield from self._choose(text, begin, end, rejected)
