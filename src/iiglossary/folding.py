"""Text → comparison form, with the map back to offsets of the original.

Two spellings of one term fold to the same string: Simplified and Traditional, full and half
width, letter case, brackets, Kangxi radicals and compatibility ideographs become one
character (``data/characters.csv``); quotes, book-title marks, interpuncts, zero-width
characters, blanks and single line breaks go. What stays different by design: punctuation that
ends a clause, a blank line, a blank between two Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from .remembered import Remembered
from .schema import read_data

OPENING = "“‘「『《〈〝﹁﹃«‹"
CLOSING = "”’」』》〉〞﹂﹄»›"
STRAIGHT = "\"'＂＇"
_QUOTES = OPENING + CLOSING + STRAIGHT + "„‟‚‛`"
_INTERPUNCTS = "·•‧・･⋅∙"
# ZWSP to RLM, the bidirectional controls, word joiner and friends, BOM, soft hyphen, and the
# variation selectors that PDF and web text carry.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f"
_BLANKS = " \t\r\n\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DROPPED_CHARACTERS = re.escape(_QUOTES) + _INTERPUNCTS + _INVISIBLE + _BLANKS
_DROPPED = re.compile(f"[{_DROPPED_CHARACTERS}]+")
# Atomic: the two characters of one CR LF are not two line breaks.
_BLANK_LINE = re.compile(r"(?>\r\n?|[\n\x85\u2028])[^\S\r\n\x85\u2028]*[\r\n\x85\u2028]|\u2029")
_HAS_BLANK = re.compile(f"[{_BLANKS}]")
# Lone surrogates come from decoders that let broken bytes through; the engine refuses them.
_SURROGATES = "\ud800-\udfff"
_REPLACEMENT = "\ufffd"
_REMEMBERED = 4_096

BARRIER = "\u2029"
"""What a blank line folds to: no term holds it, so no term crosses it."""


class Folded(Struct, frozen=True, gc=False):
    """A folded text and where each of its characters stood in the original."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, position: int) -> int:
        """The original offset of the folded character at *position*.

        Example:
            >>> folded = fold("“五个加快”“一个加大”")
            >>> folded.text, folded.origin(4)
            ('五个加快一个加大', 7)
        """
        run = bisect_right(self.starts, position) - 1
        return self.origins[run] + position - self.starts[run]


@cache
def character_map() -> dict[int, str]:
    """Code point → the single character that it folds to."""
    lines = read_data("characters.csv").split("\n")[1:-1]
    table = {ord(line[0]): line[2] for line in lines}
    table.update(dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT))
    return table


@cache
def _mapped() -> re.Pattern[str]:
    return re.compile(f"[{_mapped_characters()}]+")


@cache
def _special() -> re.Pattern[str]:
    return re.compile(f"[{_mapped_characters()}{_DROPPED_CHARACTERS}]+")


def _mapped_characters() -> str:
    """The characters that fold to another, as members of a class of a regular expression."""
    # One range for the supplementary planes: single members there cost 90 times the scan.
    basic = (code for code in character_map() if code < 0xD800 or 0xE000 <= code < 0x10000)
    return "".join(re.escape(chr(code)) for code in basic) + _SURROGATES + "\U00020000-\U000323af"


def fold_characters(text: str) -> str:
    """*text* with every character folded and none removed; the length stays.

    Example:
        >>> fold_characters("ＡＩ與工業［2017］")
        'ai与工业(2017)'
    """
    return _mapped().sub(lambda run: run[0].translate(character_map()), text)


def fold_key(text: str) -> str:
    """The comparison form of a term or query, blanks at its ends removed.

    Example:
        >>> fold_key("「五個加快」 「一個加大」")
        '五个加快一个加大'
    """
    mapped = fold_characters(text)
    return fold(mapped).text.strip() if _DROPPED.search(mapped) else mapped


def fold(text: str) -> Folded:
    """The comparison form of *text* with its offset map; empty text gives an empty form.

    Example:
        >>> fold("工業\\n互聯網").text, fold("Big  Data").text
        ('工业互联网', 'big data')
        >>> fold("和平\\n\\n台").text.split(BARRIER)
        ['和平', '台']
    """
    starts = [0]
    origins = [0]
    dropped = 0
    in_chinese, replacements = _in_chinese(), _replacements()

    def replace(run: re.Match[str]) -> str:
        nonlocal dropped
        begin, end = run.span()
        left, right = text[begin - 1 : begin], text[end : end + 1]
        if left > "z" and right > "z":
            kept, gaps = in_chinese[run[0]]
        else:
            kept, gaps = replacements[run[0], (is_latin(left), is_latin(right))]
        for position, origin in gaps:
            starts.append(begin - dropped + position)
            origins.append(begin + origin)
        dropped += end - begin - len(kept)
        return kept

    return Folded(_special().sub(replace, text), tuple(starts), tuple(origins))


Replacement = tuple[str, tuple[tuple[int, int], ...]]
"""What a run of special characters folds to, and behind every gap in it two offsets: in the
folded run and in the run."""


@cache
def _in_chinese() -> Mapping[str, Replacement]:
    """A run of special characters without a Latin word beside it; asked thousands of times."""
    return Remembered(lambda run: _find_replacement(run, (False, False)), limit=_REMEMBERED)


@cache
def _replacements() -> Mapping[tuple[str, tuple[bool, bool]], Replacement]:
    """A run of special characters, and whether Latin words are before and behind it."""
    return Remembered(lambda key: _find_replacement(*key), limit=_REMEMBERED)


def _find_replacement(run: str, latin: tuple[bool, bool]) -> Replacement:
    mapped = fold_characters(run)
    before, behind = ("a" if beside else "" for beside in latin)
    folded = ""
    gaps = []
    done = 0
    for gap in _DROPPED.finditer(mapped):
        start, end = gap.span()
        folded += mapped[done:start]
        folded += _kept(gap[0], before + mapped[:start], mapped[end:] + behind)
        gaps.append((len(folded), end))
        done = end
    return folded + mapped[done:], tuple(gaps)


def _kept(run: str, before: str, behind: str) -> str:
    """What stays of a run of blanks, quotes and invisible characters."""
    if _BLANK_LINE.search(run):
        return BARRIER
    between_latin = is_latin(before[-1:]) and is_latin(behind[:1])
    return " " if between_latin and _HAS_BLANK.search(run) else ""


def is_han(character: str) -> bool:
    """Whether *character* is a Chinese ideograph."""
    # No regular expression: compiling one over these ranges takes 2 ms of every start.
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af"


def has_han(text: str) -> bool:
    """Whether *text* has a Chinese ideograph or 〇.

    Example:
        >>> has_han("5G网络"), has_han("gōngyè"), has_han("（）")
        (True, False, False)
    """
    return any(is_han(character) or character == "\u3007" for character in text)


def is_latin(character: str) -> bool:
    """Whether *character* is an ASCII letter or digit: a part of a word that blanks divide."""
    return character.isascii() and character.isalnum()
