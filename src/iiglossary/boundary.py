"""Which candidates are words of the text: the boundary decision.

A candidate is *contested* where a word of general Chinese, or a longer form, may cross one of
its edges: 中国 in 发展中国家, 和平 in 产业和平台. What speaks against it is found in
:mod:`~iiglossary.objections`; here every candidate that nothing crosses is accepted at once, and
round every other the forms that begin in it are tried again, the shorter ones too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from string import ascii_letters, digits
from typing import NamedTuple

from .lexicon import Lexicon
from .matcher import Matcher, Span
from .objections import SURNAMES, Objections
from .vocabulary import Vocabulary

# Of a thousand forms that begin alike, as many are tried where the longest is turned down.
_TRIED_AT_A_PLACE = 8
_LATIN = ascii_letters + digits


class Rejection(NamedTuple):
    """A candidate that was turned down, with a reason a person understands."""

    start: int
    end: int
    why: str


class _State(NamedTuple):
    """What decisions are made with."""

    bonds: Mapping[str, str]
    """Character → those that contest a boundary between the two."""
    after: list[tuple[str, str] | None]
    """By the number of a form: the characters behind it that contest its end, and those of them
    with which a longer form may go on that begins inside it. None: not asked yet."""
    openings: dict[str, list[tuple[str, int]]]
    """First character of a form → second ones, each with the length of the longest form."""
    objections: Objections


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

    __slots__ = ("_lexicon", "_matcher", "_state")

    def __init__(self, matcher: Matcher, lexicon: Callable[[], Lexicon]) -> None:
        self._matcher = matcher
        self._lexicon = lexicon
        # Made with the first decision; two threads may make one each, alike.
        self._state: _State | None = None

    def __reduce__(self) -> tuple[type[Boundary], tuple[Matcher, Callable[[], Lexicon]]]:
        return Boundary, (self._matcher, self._lexicon)

    def decide(self, text: str, rejected: list[Rejection] | None = None) -> Iterator[Span]:
        """The right hits in folded *text*, in order, never overlapping.

        What was turned down is appended to *rejected*, where it is given.
        """
        turned_down = [] if rejected is None else rejected
        bonds, after, _, objections = self._state or self._prepare()
        last = len(text)
        accepted = (0, 0)
        for offset, hits in self._matcher.blocks(text):
            for number, begin, stop in hits:
                start, end = offset + begin, offset + stop
                contesting, outgrowing = after[number] or self._find_after(number)
                # At nearly every hit nothing that is known goes on across an edge.
                if start >= accepted[1] and (
                    (
                        (not start or text[start] not in bonds.get(text[start - 1], ""))
                        and (end == last or text[end] not in contesting)
                    )
                    or (
                        not objections.to(text, start, end)
                        and (end == last or text[end] not in outgrowing)
                    )
                ):
                    accepted = start, end
                    yield accepted
                    continue
                for span in self._settle(text, (start, end), accepted, turned_down):
                    accepted = span
                    yield span

    def _prepare(self) -> _State:
        lexicon = self._lexicon()
        forms = self._matcher.forms
        openings: dict[str, list[tuple[str, int]]] = {}
        for head, lengths in self._matcher.heads().items():
            openings.setdefault(head[0], []).append((head[1], lengths[0]))
        self._state = _State(
            _bonds(lexicon.followers(), openings, forms),
            [None] * len(forms),
            openings,
            Objections(Vocabulary(lexicon, self._matcher)),
        )
        return self._state

    def _find_after(self, number: int) -> tuple[str, str]:
        """The characters behind a form with which something goes on across its end."""
        state = self._state or self._prepare()
        forms, heads = self._matcher.forms, self._matcher.heads()
        form = forms[number]
        longer = {
            character
            for place in range(1, len(form) - 1)
            if form[place : place + 2] in heads
            for character in _next_characters(form[place:], len(form), forms)
        }
        longer.update(c for c, length in state.openings.get(form[-1], ()) if length > len(form))
        outgrowing = "".join(sorted(longer))
        found = state.bonds.get(form[-1], "") + outgrowing, outgrowing
        state.after[number] = found
        return found

    def _settle(
        self, text: str, hit: Span, before: Span, rejected: list[Rejection]
    ) -> Iterator[Span]:
        """The right hits that begin in a contested *hit*, behind the hit *before* it."""
        start, end = hit
        if start >= before[1]:
            if not self._object(text, start, end) and not self._is_outgrown(text, start, end):
                yield hit
                return
        elif end > before[1]:
            rejected.append(Rejection(start, end, f"overlaps {text[before[0] : before[1]]}"))
        yield from self._choose(text, max(start, before[1]), end, rejected)

    def _object(self, text: str, start: int, end: int) -> str:
        return (self._state or self._prepare()).objections.to(text, start, end)

    def _is_outgrown(self, text: str, start: int, end: int) -> bool:
        """Whether a longer form begins inside the span and ends behind it."""
        heads = self._matcher.heads()
        length = end - start
        for place in range(start + 1, end):
            lengths = heads.get(text[place : place + 2])
            if lengths and lengths[0] > length:
                return next(self._matcher.ends_at(text, place), 0) - place > length
        return False

    def _choose(
        self, text: str, begin: int, stop: int, rejected: list[Rejection]
    ) -> Iterator[Span]:
        """Of all forms that begin from *begin* on and before *stop*, the right ones."""
        unobjectionable: list[Span] = []
        longest: list[tuple[Span, str]] = []
        for start in range(begin, stop):
            ends = islice(self._matcher.ends_at(text, start), _TRIED_AT_A_PLACE)
            for tried, end in enumerate(ends):
                objection = self._object(text, start, end)
                if not objection:
                    unobjectionable.append((start, end))
                if not tried:
                    longest.append(((start, end), objection))
        chosen = widest(unobjectionable)
        rejected.extend(_rejections(text, longest, chosen))
        yield from chosen


def _next_characters(part: str, length: int, forms: Sequence[str]) -> Iterator[str]:
    """What follows *part* in the forms that begin with it and are longer than *length*.

    *forms* are sorted.
    """
    for number in range(bisect_left(forms, part), len(forms)):
        if not forms[number].startswith(part):
            break
        if len(forms[number]) > length:
            yield forms[number][len(part)]


def _bonds(
    followers: Mapping[str, str],
    openings: Mapping[str, Sequence[tuple[str, int]]],
    forms: Iterable[str],
) -> dict[str, str]:
    """Character → those that contest a boundary between the two.

    They stand together in a word of the lexicon, at the head of a form, in a name, or in a
    Latin word.
    """
    bonds = dict(followers)
    for first, seconds in openings.items():
        bonds[first] = bonds.get(first, "") + "".join(second for second, _ in seconds)
    given = "".join({form[0] for form in forms if len(form) == 2})
    for surname in SURNAMES:
        bonds[surname] = bonds.get(surname, "") + given
    for character in _LATIN:
        bonds[character] = bonds.get(character, "") + _LATIN
    return bonds


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
