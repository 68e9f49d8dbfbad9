"""Numbers as Chinese policy text writes them, and as English renderings want them.

The English rule is that of the official translations: ordinals and cardinals below ten are
words (the Third Session), from ten on figures (the 14th National People's Congress). The
official reports to the NPC of 2008 to 2014 write higher ordinals out as well (the Twelfth
Five-Year Plan), so :func:`ordinal_word` is there for alternatives.
"""

from __future__ import annotations

import re
from functools import lru_cache

HAN_DIGITS = "〇零○一二三四五六七八九两"
HAN_NUMERALS = HAN_DIGITS + "十廿卅百千"
"""Every character that a Chinese number may hold; ○ is a common substitute for 〇."""

NUMERALS = "0-9" + HAN_NUMERALS
"""The same with the ASCII digits, as the inside of a regular-expression class."""

_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_D, _Z = "[一二三四五六七八九两]", "[零〇○]"
_COUNTED = re.compile(
    rf"(?:(?P<thousands>{_D})千(?:{_Z}(?!{_D}百))?)?(?:(?P<hundreds>{_D})百{_Z}?)?"
    rf"(?:(?P<tens>{_D}?十|廿|卅))?(?P<units>[一二三四五六七八九]?)"
)
_DIGITWISE = re.compile(r"[〇零○一二三四五六七八九]{3,4}|[一二三四五六七八九][〇零○]")

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
          "eighteen", "nineteen")  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth",
              "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
          (4, "IV"), (1, "I"))  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_FIRST_FIGURE = 10


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | None:
    """The value of a number from 0 to 99,999 in digits or Chinese numerals, else None.

    Counted (二十三, 廿三, 一百〇五, 两百) and digit by digit (二〇二一, 六九四); what no one
    writes (十十, 五百二, 二三 for twenty-three) has no value.

    Example:
        >>> [parse_number(text) for text in ("14", "十四", "廿一", "一百零五", "二〇二一", "十十")]
        [14, 14, 21, 105, 2021, None]
    """
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 5 else None
    if _DIGITWISE.fullmatch(text):
        return int("".join(str(_DIGITS[character]) for character in text))
    if text in {"零", "〇", "○"}:
        return 0
    counted = _COUNTED.fullmatch(text) if text else None
    return _value(counted) if counted else None


def _value(counted: re.Match[str]) -> int | None:
    thousands, hundreds, tens, units = counted.group("thousands", "hundreds", "tens", "units")
    larger = thousands or hundreds
    # After a hundred or a thousand a single digit needs its zero: 五百二 is 520, or a slip.
    if larger and not tens and units and counted.string[-2] not in "零〇○":
        return None
    if counted.string[-1] in "零〇○":
        return None
    value = 1000 * _DIGITS.get(thousands or "", 0) + 100 * _DIGITS.get(hundreds or "", 0)
    return value + _ten(tens or "") + _DIGITS.get(units, 0)


def _ten(tens: str) -> int:
    if tens in {"廿", "卅"}:
        return 20 if tens == "廿" else 30
    return 10 * _DIGITS.get(tens[0], 1) if tens else 0


def chinese(number: int) -> str:
    """A number from 0 to 9,999 in counted Chinese numerals.

    Example:
        >>> [chinese(number) for number in (9, 10, 14, 20, 105, 110, 2000)]
        ['九', '十', '十四', '二十', '一百零五', '一百一十', '二千']
    """
    if number < 20:
        return ("十" if number >= 10 else "") + ("" if number == 10 else _digit(number % 10))
    parts = ""
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            parts += _digit(digit) + unit
        elif parts and not parts.endswith("零"):
            parts += "零"
    return parts.rstrip("零")


def _digit(digit: int) -> str:
    return "零一二三四五六七八九"[digit]


def nth(number: int) -> str:
    """The ordinal in figures.

    Example:
        >>> [nth(number) for number in (1, 2, 3, 11, 21, 112)]
        ['1st', '2nd', '3rd', '11th', '21st', '112th']
    """
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else _SUFFIXES.get(number % 10, 'th')}"


def cardinal(number: int) -> str:
    """The number as running text writes it: a word below ten, figures from there on.

    Example:
        >>> cardinal(3), cardinal(10)
        ('three', '10')
    """
    return _UNITS[number] if number < _FIRST_FIGURE else str(number)


def ordinal(number: int) -> str:
    """The ordinal as running text writes it: a word below tenth, figures from there on.

    Example:
        >>> ordinal(9), ordinal(10)
        ('ninth', '10th')
    """
    return ordinal_word(number) if number < _FIRST_FIGURE else nth(number)


def ordinal_word(number: int) -> str:
    """The ordinal in letters, up to ninety-ninth; in figures beyond.

    Example:
        >>> ordinal_word(12), ordinal_word(20), ordinal_word(45), ordinal_word(100)
        ('twelfth', 'twentieth', 'forty-fifth', '100th')
    """
    if number >= 100:
        return nth(number)
    if number >= 20 and number % 10:
        return f"{_TENS[number // 10]}-{ordinal_word(number % 10)}"
    word = _UNITS[number] if number < 20 else _TENS[number // 10]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def roman(number: int) -> str:
    """The number in Roman numerals, from 1 to 399.

    Example:
        >>> roman(8), roman(11), roman(44)
        ('VIII', 'XI', 'XLIV')
    """
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def five_year_plan(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan.

    The first two ran 1953–1957 and 1958–1962; after three years of adjustment the third began
    in 1966, and they have followed one another since.

    Example:
        >>> five_year_plan(1), five_year_plan(3), five_year_plan(14)
        ((1953, 1957), (1966, 1970), (2021, 2025))
    """
    first = 1948 + 5 * number if number < 3 else 1951 + 5 * number
    return first, first + 4
