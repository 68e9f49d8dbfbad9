"""Which characters round a form contest its edges: where nothing known goes on, nothing is asked.

A character is *bonded* with an edge of a form where a word of the lexicon may go on across the
edge, and with it two characters of the form; where the two at the edge begin another form; and in
the name of a person, in a number, or in a Latin word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from string import ascii_letters, digits

from .lexicon import Lexicon
from .matcher import Matcher
from .names import FURTHER_SURNAMES, SURNAMES, TITLES_BEFORE
from .numerals import HAN_NUMERALS
from .remembered import Remembered

_LATIN = ascii_letters + digits
_SURNAMES = SURNAMES + FURTHER_SURNAMES
_TITLE_ENDS = "".join(sorted({title[-1] for title in TITLES_BEFORE}))


class _Every:
    """Stands for all characters."""

    def __contains__(self, character: object) -> bool:
        return True


EVERY = _Every()
"""Contests the edges of a form of one character: its neighbours tell too little."""


class Bonds:
    """The bonds of a lexicon with the forms of a table laid over it.

    Example:
        >>> lexicon = Lexicon.of({"和平": 7998, "平台": 3601})
        >>> bonds = Bonds(lexicon, Matcher(["中国", "平台经济"]))
        >>> bonds.before("台湾"), bonds.behind("中和"), bonds.outgrowing("和平")
        ('平平', '平', '台')
    """

    __slots__ = ("_before", "_behind", "_forms", "_heads", "_openings")

    def __init__(self, lexicon: Lexicon, matcher: Matcher) -> None:
        joints = lexicon.joints()
        self._forms = matcher.forms
        self._heads = matcher.heads()
        # First character of a form → second ones, each with the length of the longest form.
        self._openings: dict[str, list[tuple[str, int]]] = {}
        firsts: dict[str, str] = {}
        for head, lengths in self._heads.items():
            self._openings.setdefault(head[0], []).append((head[1], lengths[0]))
            firsts[head[1]] = firsts.get(head[1], "") + head[0]
        given = {form[0] for form in self._forms if len(form) == 2}

        def find_before(head: str) -> str:
            first = head[0]
            found = joints.before(head) + firsts.get(first, "")
            if first in HAN_NUMERALS:
                found += HAN_NUMERALS
            if first in given:
                found += _SURNAMES
            if first in SURNAMES:
                found += _TITLE_ENDS
            return found + _LATIN if first in _LATIN else found

        def find_behind(tail: str) -> str:
            last = tail[-1]
            found = joints.behind(tail)
            found += "".join(second for second, _ in self._openings.get(last, ()))
            if last in HAN_NUMERALS:
                found += HAN_NUMERALS
            if last in _SURNAMES:
                found += "".join(given)
            return found + _LATIN if last in _LATIN else found

        self._before = Remembered(find_before)
        self._behind = Remembered(find_behind)

    def before(self, form: str) -> Container[str]:
        """The characters that are bonded with the beginning of *form*."""
        return self._before[form[:2]] if len(form) > 1 else EVERY

    def behind(self, form: str, more: str = "") -> Container[str]:
        """The characters that are bonded with the end of *form*, and *more* characters."""
        return self._behind[form[-2:]] + more if len(form) > 1 else EVERY

    def outgrowing(self, form: str) -> str:
        """The characters behind *form* with which a longer one may go on that begins in it."""
        longer = {
            character
            for place in range(1, len(form) - 1)
            if form[place : place + 2] in self._heads
            for character in _next_characters(form[place:], len(form), self._forms)
        }
        opened = self._openings.get(form[-1], ())
        longer.update(second for second, length in opened if length > len(form))
        return "".join(sorted(longer))


def _next_characters(part: str, length: int, forms: Sequence[str]) -> Iterator[str]:
    """What follows *part* in the forms that begin with it and are longer than *length*.

    *forms* are sorted.
    """
    for number in range(bisect_left(forms, part), len(forms)):
        if not forms[number].startswith(part):
            break
        if len(forms[number]) > length:
            yield forms[number][len(part)]
