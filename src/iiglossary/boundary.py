"""Which candidates are words of the text: the boundary decision.

A candidate is *contested* where a word of general Chinese, or a longer form, may cross one of
its edges: 中国 in 发展中国家, 和平 in 产业和平台. What speaks against it is found in
:mod:`~iiglossary.objections`; here every candidate that nothing crosses is accepted at once, and
round every other the forms that begin in it are tried again, the shorter ones too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from .bonds import Bonds
from .folding import BARRIER
from .lexicon import Lexicon
from .matcher import Hit, Matcher, Span
from .objections import Objections
from .vocabulary import Vocabulary

# Of a thousand forms that begin alike, as many are tried where the longest is turned down.
_TRIED_AT_A_PLACE = 8


class Rejection(NamedTuple):
    """A candidate that was turned down, with a reason a person understands."""

    start: int
    end: int
    why: str


class _State(NamedTuple):
    """What decisions are made with; the lists are by the number of a form."""

    asked: bytearray
    """Whether the form's place in the lists below is filled."""
    before: list[Container[str]]
    """The characters before the form that contest its beginning."""
    behind: list[Container[str]]
    """The characters behind it that contest its end."""
    outgrowing: list[str]
    """Those of them with which a longer form may go on that begins inside it."""
    bonds: Bonds
    objections: Objections


class Boundary:
    """Decides which candidates of a matcher stand on word boundaries.

    *lexicon* is called when the first text is decided; safe to share between threads.

    Example:
        >>> lexicon = Lexicon.of({"和": 555815, "和平": 7998, "平台": 3601, "产业": 8756})
        >>> boundary = Boundary(Matcher(["和平", "平台"]), lambda: lexicon)
        >>> rejected = []
        >>> boundary.decide("产业和平台", rejected), rejected[0].why
        ([(1, 3, 5)], 'straddles 和 | 平台')
    """

    __slots__ = ("_lexicon", "_matcher", "_state")

    def __init__(self, matcher: Matcher, lexicon: Callable[[], Lexicon]) -> None:
        self._matcher = matcher
        self._lexicon = lexicon
        # Made with the first decision; two threads may make one each, alike.
        self._state: _State | None = None

    def __reduce__(self) -> tuple[type[Boundary], tuple[Matcher, Callable[[], Lexicon]]]:
        return Boundary, (self._matcher, self._lexicon)

    def decide(self, text: str, rejected: list[Rejection] | None = None) -> list[Hit]:
        """The right hits in folded *text*, in order, never overlapping.

        What was turned down is appended to *rejected*, where it is given.
        """
        turned_down = [] if rejected is None else rejected
        asked, before, behind, outgrowing, _, objections = self._state or self._prepare()
        accepted: list[Hit] = []
        accept = accepted.append
        reached = 0
        # With a character behind the end and, at the index of -1, before the beginning.
        guarded = text + BARRIER
        for hits in self._matcher.blocks(text):
            for hit in hits:
                number, start, end = hit
                if not asked[number]:
                    self._ask(number)
                # At nearly every hit nothing that is known goes on across an edge.
                if start >= reached and (
                    (
                        guarded[start - 1] not in before[number]
                        and guarded[end] not in behind[number]
                    )
                    or (
                        guarded[end] not in outgrowing[number]
                        and not objections.to(text, start, end)
                    )
                ):
                    accept(hit)
                    reached = end
                else:
                    self._settle(text, hit, accepted, turned_down)
                    reached = accepted[-1][2] if accepted else 0
        return accepted

    def _prepare(self) -> _State:
        lexicon = self._lexicon()
        size = len(self._matcher.forms)
        self._state = _State(
            bytearray(size),
            [""] * size,
            [""] * size,
            [""] * size,
            Bonds(lexicon, self._matcher),
            Objections(Vocabulary(lexicon, self._matcher)),
        )
        return self._state

    def _ask(self, number: int) -> None:
        """Work out the characters round a form with which something goes on across its edges."""
        state = self._state or self._prepare()
        form = self._matcher.forms[number]
        state.before[number] = state.bonds.before(form)
        state.outgrowing[number] = outgrowing = state.bonds.outgrowing(form)
        state.behind[number] = state.bonds.behind(form, outgrowing)
        state.asked[number] = True  # last, for another thread may ask at the same time

    def _settle(self, text: str, hit: Hit, accepted: list[Hit], rejected: list[Rejection]) -> None:
        """Accept what is right of the forms that begin in a contested *hit*."""
        _, start, end = hit
        behind = accepted[-1][2] if accepted else 0
        if start >= behind:
            objection = self._object(text, start, end, behind)
            if not objection and not self._is_outgrown(text, start, end):
                accepted.append(hit)
                return
        elif end > behind:
            _, begin, _ = accepted[-1]
            rejected.append(Rejection(start, end, f"overlaps {text[begin:behind]}"))
        numbers = self._matcher.numbers()
        for begin, stop in self._choose(text, behind, hit, rejected):
            accepted.append((numbers[text[begin:stop]], begin, stop))

    def _object(self, text: str, start: int, end: int, behind: int) -> str:
        """The objection to a span; *behind* is the end of the accepted hit before it."""
        objections = (self._state or self._prepare()).objections
        if start == behind and start:
            return objections.to_next(text, start, end)
        return objections.to(text, start, end)

    def _is_outgrown(self, text: str, start: int, end: int) -> bool:
        """Whether a longer form begins inside the span and ends behind it."""
        heads = self._matcher.heads()
        length = end - start
        for place in range(start + 1, end):
            lengths = heads.get(text[place : place + 2])
            if lengths and lengths[0] > length:
                return next(self._matcher.ends_at(text, place), 0) - place > length
        return False

    def _choose(self, text: str, behind: int, hit: Hit, rejected: list[Rejection]) -> list[Span]:
        """Of all forms that begin in a hit, and from *behind* on, the right ones."""
        unobjectionable: list[Span] = []
        longest: list[tuple[Span, str]] = []
        _, begin, stop = hit
        for start in self._matcher.starts_in(text, max(begin, behind), stop):
            ends = islice(self._matcher.ends_at(text, start), _TRIED_AT_A_PLACE)
            for tried, end in enumerate(ends):
                objection = self._object(text, start, end, behind)
                if not objection:
                    unobjectionable.append((start, end))
                if not tried:
                    longest.append(((start, end), objection))
        chosen = widest(unobjectionable)
        rejected.extend(_rejections(text, longest, chosen))
        return chosen


def widest(candidates: Sequence[Span]) -> list[Span]:
    """The candidates without overlap that hold the longest forms; of equals, the leftmost.

    *candidates* must be in the order of their starts, the longest first where some start alike.

    Example:
        >>> widest([(0, 4), (2, 9), (9, 11)])
        [(2, 9), (9, 11)]
        >>> widest([(0, 4), (2, 6)])
        [(0, 4)]
    """
    starts = sorted({start for start, _ in candidates})
    # From the right: what the best choice is worth that begins at each start or behind it.
    worth = [0] * (len(starts) + 1)
    choice: dict[int, Span] = {}
    for start, end in reversed(candidates):
        place = bisect_left(starts, start)
        rest = max(worth[place], worth[place + 1])
        value = (end - start) ** 2 + worth[bisect_left(starts, end)]
        if value >= rest:
            choice[place] = (start, end)
        worth[place] = max(value, rest)
    return list(_walk(starts, choice))


def _walk(starts: Sequence[int], choice: Mapping[int, Span]) -> Iterator[Span]:
    place = 0
    while place < len(starts):
        if place in choice:
            yield choice[place]
            place = bisect_left(starts, choice[place][1])
        else:
            place += 1


def _rejections(
    text: str, longest: Sequence[tuple[Span, str]], chosen: Sequence[Span]
) -> Iterator[Rejection]:
    """The longest candidate at each place, where it was not chosen nor stands in a chosen one."""
    for (start, end), objection in longest:
        if any(a <= start and end <= b for a, b in chosen):
            continue
        overlapping = next((text[a:b] for a, b in chosen if a < end and start < b), "")
        yield Rejection(start, end, objection or f"overlaps {overlapping}")
