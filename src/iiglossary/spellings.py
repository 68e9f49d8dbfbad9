"""Traditional spellings and pinyin of Chinese forms.

Those of the shipped forms are known beforehand (``data/forms.csv``); those of a user's table
are computed by OpenCC, jieba's dictionary and pypinyin when they are first needed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .folding import fold_key
from .formlist import FormRow, shipped_forms
from .lexicon import general_lexicon
from .romanize import romanize
from .schema import read_data
from .script import to_traditional
from .segment import segment


class Spelling(NamedTuple):
    """How a Simplified form is written in Traditional characters and in pinyin."""

    zh_hant: str
    pinyin: str


def spelling_of(form: str) -> Spelling:
    """The spelling of any form, shipped or not.

    Raises:
        ConversionError: *form* holds a lone surrogate.
    """
    for row in _shipped_rows(form):
        if row.form == form:
            return Spelling(row.zh_hant or form, row.pinyin)
    return compute_spelling(form)


def _shipped_rows(form: str) -> Iterator[FormRow]:
    # A form that is its own key, as most are, is found without the tables of folding.
    yield from shipped_forms().rows_for(form)
    yield from shipped_forms().rows_for(fold_key(form))


@cache
def compute_spelling(form: str) -> Spelling:
    """The spelling of *form* as OpenCC and pypinyin give it; slow at first, remembered after.

    Raises:
        ConversionError: *form* holds a lone surrogate.

    Example:
        >>> compute_spelling("工业互联网")
        Spelling(zh_hant='工業互聯網', pinyin='gōngyè hùliánwǎng')
    """
    return Spelling(to_traditional(form), _pinyin(form))


def _pinyin(form: str) -> str:
    """Automatic pinyin, but for the words whose reading is reviewed (``readings.csv``)."""
    pattern, readings = _word_list("readings.csv")
    parts = []
    for part in pattern.split(form):
        if part in readings:
            parts.append(readings[part])
        elif part:
            # At most three characters a word, as GB/T 16159 writes compounds: shèhuì zhǔyì.
            parts.append(romanize(segment(part, general_lexicon(), longest=3)))
    return " ".join(parts)


@cache
def _word_list(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = dict(csv.reader(read_data(name).split("\n")[1:-1]))
    # Longest first, or 网络 would be replaced inside 互联网络.
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(longest_first)})"), words


def regional_vocabulary(form: str) -> tuple[str, ...]:
    """*form* with mainland words replaced by those of Taiwan, characters still Simplified.

    Example:
        >>> regional_vocabulary("人工智能芯片"), regional_vocabulary("财政")
        (('人工智慧晶片',), ())
    """
    pattern, words = _word_list("regional.csv")
    replaced = pattern.sub(lambda match: words[match[0]], form)
    return (replaced,) if replaced != form else ()
