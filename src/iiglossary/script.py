"""Simplified ↔ Traditional conversion; the only module that imports OpenCC.

``spellings`` and the table of characters hold what the shipped terms need, so that OpenCC is
loaded only for terms of a user's own table.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from .errors import ConversionError


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(config: str) -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC(config)
    return converter


def convert(text: str, config: str) -> str:
    """*text* converted by one of OpenCC's configurations, such as ``s2t`` or ``s2twp``.

    Raises:
        ConversionError: *text* holds a lone surrogate, which no script has.

    Example:
        >>> convert("工业", "s2t")
        '工業'
    """
    try:
        return _converter(config).convert(text)
    except UnicodeEncodeError as error:
        raise ConversionError(
            f"cannot convert {text[:20]!r}: lone surrogate at position {error.start}"
        ) from None


def to_traditional(form: str) -> str:
    """A Simplified form in standard Traditional characters.

    Not in Taiwan's vocabulary: OpenCC's is that of software (经济运行 → 經濟執行).

    Raises:
        ConversionError: *form* holds a lone surrogate.

    Example:
        >>> to_traditional("工业互联网")
        '工業互聯網'
    """
    return convert(form, "s2t")
