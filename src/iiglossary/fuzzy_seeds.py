"""Where damaged spellings of terms may stand: one automaton over pieces of the terms.

A term cut into one piece more than it may have edits keeps a piece intact, whatever happened to
it. The automaton finds the pieces; next to one of them stands, in what may be a damaged term,
one of the first characters that the term has there. Only where it does are text and term
compared, so that the work grows with the text and not with the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import ahocorasick_rs

from .fuzzy import edit_distance
from .matcher import BLOCK, Span
from .slips import is_chinese

SHORTEST, LONGEST = 4, 64
"""Shorter forms have too little in them to be known again; longer ones are no terms."""

CROWDED = 64
"""A piece that more forms share, with the same character beside it, tells nothing."""

_DISTINCT = 3
# Two edits from eight characters on, three from twelve: scores stay at 75 and above.
_PER_EDIT = 4
_MOST_EDITS = 3


class Suspect(NamedTuple):
    """A span of text that is a few edits from a form."""

    start: int
    end: int
    form: str


class _Seed:
    """What a piece of text may belong to."""

    __slots__ = ("after", "before", "reach", "whole")

    def __init__(self) -> None:
        # Character beside the piece → forms, and the offset of the piece in them.
        self.after: dict[str, list[tuple[int, int]]] = {}
        self.before: dict[str, list[tuple[int, int]]] = {}
        self.whole: list[int] = []
        """Forms of which the piece is the whole, two characters in the middle exchanged."""
        self.reach = 0


class SeedIndex:
    """Finds the places where a form may stand damaged; built once, then immutable.

    Example:
        >>> seeds = SeedIndex(["工业互联网", "制造强国建设领导小组", "改革强军"])
        >>> for text in ("推进工业互连网", "制造强国领导小组", "改强革军", "工业互联网"):
        ...     print(text, *(s for s in set(seeds.suspects(text)) if s.form[0] == text[s.start]))
        推进工业互连网 Suspect(start=2, end=7, form='工业互联网')
        制造强国领导小组 Suspect(start=0, end=8, form='制造强国建设领导小组')
        改强革军 Suspect(start=0, end=4, form='改革强军')
        工业互联网
    """

    __slots__ = ("_engine", "_forms", "_longest", "_seeds")

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = [form for form in forms if _is_eligible(form)]
        seeds: dict[str, _Seed] = {}
        for number, form in enumerate(self._forms):
            _plant(seeds, number, form)
        for seed in seeds.values():
            for beside in (seed.after, seed.before):
                for character in [c for c, forms in beside.items() if len(forms) > CROWDED]:
                    del beside[character]
        self._seeds = list(seeds.values())
        self._longest = max(map(len, seeds), default=0)
        self._engine = ahocorasick_rs.AhoCorasick(list(seeds)) if seeds else None

    def suspects(self, text: str) -> Iterator[Suspect]:
        """Every span of folded *text* that is a few edits from a form; may repeat and overlap."""
        for begin in range(0, len(text) if self._engine else 0, BLOCK):
            for seed, start, end in self._pieces(text, begin):
                for number in seed.whole:
                    yield Suspect(start, end, self._forms[number])
                # A form that shares several of the characters is compared once.
                for number, offset in dict.fromkeys(_sharing(seed, text, start, end)):
                    yield from _compare(text, (start, end), self._forms[number], offset)

    def _pieces(self, text: str, begin: int) -> Iterator[tuple[_Seed, int, int]]:
        """The seeds that begin in one block of *text*."""
        if self._engine is None:
            return
        block = text[begin : begin + BLOCK + self._longest]
        seeds = self._seeds
        for number, start, end in self._engine.find_matches_as_indexes(block, overlapping=True):
            if start < BLOCK:
                yield seeds[number], begin + start, begin + end


def _sharing(seed: _Seed, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The forms that a seed in *text* may belong to, by the characters beside it."""
    found: list[tuple[int, int]] = []
    if seed.after:
        after = seed.after
        for character in text[end : end + seed.reach]:
            if character in after:
                found += after[character]
    if seed.before:
        before = seed.before
        for character in text[max(0, start - seed.reach) : start]:
            if character in before:
                found += before[character]
    return found


def _is_eligible(form: str) -> bool:
    if not SHORTEST <= len(form) <= LONGEST or len(set(form)) < _DISTINCT:
        return False
    return sum(map(is_chinese, form)) >= SHORTEST


def edits_allowed(form: str) -> int:
    """How many edits a damaged spelling of *form* may have.

    Example:
        >>> [edits_allowed("一" * length) for length in (4, 7, 8, 11, 12, 30)]
        [1, 1, 2, 2, 3, 3]
    """
    return max(1, min(len(form) // _PER_EDIT, _MOST_EDITS))


def _plant(seeds: dict[str, _Seed], number: int, form: str) -> None:
    """Enter the pieces of a form."""
    edits = edits_allowed(form)
    cuts = [len(form) * piece // (edits + 1) for piece in range(edits + 2)]
    for start, end in pairwise(cuts):
        seed = seeds.setdefault(form[start:end], _Seed())
        seed.reach = max(seed.reach, edits + 1)
        # On the longer side more characters are left than edits can reach.
        is_after = len(form) - end >= start
        side = form[end : end + edits + 1] if is_after else form[max(0, start - edits - 1) : start]
        beside = seed.after if is_after else seed.before
        place = (number, start)
        for character in set(side):
            beside.setdefault(character, []).append(place)
    if edits == 1:
        middle = cuts[1]
        # One exchange damages both halves.
        exchanged = form[middle - 1 : middle + 1][::-1]
        whole = form[: middle - 1] + exchanged + form[middle + 1 :]
        if whole != form:
            seeds.setdefault(whole, _Seed()).whole.append(number)


def _compare(text: str, piece: Span, form: str, offset: int) -> Iterator[Suspect]:
    """The spans round an intact piece that are a few edits from *form*."""
    start, end = piece
    edits = edits_allowed(form)
    tail = form[offset + end - start :]
    around = text[max(0, start - offset - edits) : end + len(tail) + edits]
    # An edit takes away one character at most; nine in ten candidates fail here.
    if form in around or len(set(form).difference(around)) > edits:
        return
    heads = _heads(text, start, form[:offset], edits)
    for stop, edits_behind in _tails(text, end, tail, edits) if heads else ():
        for begin, edits_before in heads:
            if edits_before + edits_behind <= edits:
                yield Suspect(begin, stop, form)


def _heads(text: str, end: int, head: str, edits: int) -> list[tuple[int, int]]:
    """Where *head*, damaged, may begin that ends at *end*, and with how many edits."""
    if not head:
        return [(end, 0)]
    distance = edit_distance()
    first = max(0, end - len(head) - edits)
    last = end - max(0, len(head) - edits)
    found = [
        (begin, distance(head, text[begin:end], score_cutoff=edits))
        for begin in range(first, last + 1)
    ]
    return [(begin, count) for begin, count in found if count <= edits]


def _tails(text: str, begin: int, tail: str, edits: int) -> list[tuple[int, int]]:
    """Where *tail*, damaged, may end that begins at *begin*, and with how many edits."""
    if not tail:
        return [(begin, 0)]
    distance = edit_distance()
    first = begin + max(0, len(tail) - edits)
    last = min(len(text), begin + len(tail) + edits)
    found = [
        (stop, distance(tail, text[begin:stop], score_cutoff=edits))
        for stop in range(first, last + 1)
    ]
    return [(stop, count) for stop, count in found if count <= edits]
