"""Pinyin for display, sorting and search; the only module that imports pypinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# A final n, ng or r belongs to the next syllable where a vowel follows: xi'an but fan'gan.
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:(?:i[ao]|u[ae]|[aeiouv])ng(?![aeiouv])|(?:[iuv][ae]|[aeiuv])n(?![aeiouv])"
    r"|iao|uai|ai|ei|ui|ao|ou|iu|ie|ve|ue|er(?![aeiouv])|ia|ua|uo|[aeiouv])"
    r"|[0-9]+|[a-z]"
)
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
# Quotes and title marks are left out: pinyin is for saying and finding a term.
_PUNCTUATION = str.maketrans("、，；：（）", ",,;:()", "“”‘’《》〈〉「」")
_VOWELS = "aeoāáǎàēéěèōóǒò"


def romanize(words: Iterable[str]) -> str:
    """Hanyu Pinyin with tone marks, joined within words, apart between them (GB/T 16159).

    Punctuation joins the word before it, an opening bracket the one behind it; the Chinese
    enumeration comma becomes a comma.

    Example:
        >>> romanize(["工业", "互联网"]), romanize(["5G", "西安"]), romanize(["放权", "、", "服务"])
        ('gōngyè hùliánwǎng', "5G xī'ān", 'fàngquán, fúwù')
        >>> romanize(["规范", "（", "试行", "）"])
        'guīfàn (shìxíng)'
    """
    bare = (word.translate(_PUNCTUATION).strip() for word in words)
    joined = " ".join(_romanize_word(word) for word in bare if word)
    return re.sub(r" ([^\w\s(]+)", r"\1", joined).replace("( ", "(")


def _romanize_word(word: str) -> str:
    import pypinyin

    syllables = pypinyin.lazy_pinyin(word, style=pypinyin.Style.TONE, v_to_u=True)
    joined = syllables[0]
    for syllable in syllables[1:]:
        joined += f"'{syllable}" if syllable[0] in _VOWELS else syllable
    return joined


def strip_tones(pinyin: str) -> str:
    """Lower-case letters and digits of *pinyin*: tones, tone numbers, blanks gone, ü as v.

    Example:
        >>> strip_tones("Gōngyè lǜsè"), strip_tones("gong1ye4"), strip_tones("5G xī'ān")
        ('gongyelvse', 'gongye', '5gxian')
    """
    return _bare(_unmarked(pinyin))


def _bare(unmarked: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", unmarked)
    return re.sub(r"(?<=[aeiouvngr])[1-5](?![0-9])", "", plain)


def _unmarked(pinyin: str) -> str:
    decomposed = unicodedata.normalize("NFD", pinyin.lower().replace("u:", "ü"))
    decomposed = re.sub(
        "u([\u0300-\u036f]+)", lambda m: "v" if "\u0308" in m[1] else "u", decomposed
    )
    return re.sub("[\u0300-\u036f]", "", decomposed)


def initials(pinyin: str) -> str:
    """The first letter of every syllable and every digit, in lower case.

    Example:
        >>> initials("gōngyè hùliánwǎng"), initials("5G wǎngluò"), initials("xī'ān")
        ('gyhlw', '5gwl', 'xa')
    """
    return _initials(_unmarked(pinyin))


def _initials(unmarked: str) -> str:
    found = _SYLLABLE.findall(unmarked)
    return "".join(part if part.isdigit() else part[0] for part in found)


def typed(pinyin: str) -> tuple[str, str]:
    """What people type for *pinyin*: without tones, and its initials; in half the time of both.

    Example:
        >>> typed("gōngyè hùliánwǎng")
        ('gongyehulianwang', 'gyhlw')
    """
    unmarked = _unmarked(pinyin)
    return _bare(unmarked), _initials(unmarked)


def sort_key(pinyin: str) -> tuple[tuple[str, int], ...]:
    """A key that sorts by syllable first and tone second (1 to 4, neutral last), ü after u.

    This is the order of entries in Xiandai Hanyu Cidian.

    Example:
        >>> sorted(["mǎ", "mā", "ma", "lǜ", "lù"], key=sort_key)
        ['lù', 'lǜ', 'mā', 'mǎ', 'ma']
    """
    plain = _unmarked(pinyin)
    tones = _tone_by_letter(pinyin)
    return tuple(
        (part[0].replace("v", "u~"), max(tones[part.start() : part.end()], default=0) or 5)
        for part in _SYLLABLE.finditer(plain)
    )


def _tone_by_letter(pinyin: str) -> list[int]:
    """For every letter of the unmarked form, the tone written over it, or 0."""
    tones: list[int] = []
    for character in unicodedata.normalize("NFD", pinyin.lower()):
        if not unicodedata.combining(character):
            tones.append(0)
        elif character in _TONES:
            tones[-1] = _TONES[character]
    return tones


def first_letter(pinyin: str) -> str:
    """The capital under which an index files *pinyin*; ``#`` where it begins with no letter.

    Example:
        >>> first_letter("gōngyè"), first_letter("ānquán"), first_letter("“5G”")
        ('G', 'A', '#')
    """
    plain = _unmarked(pinyin)[:1].upper()
    return plain if plain.isascii() and plain.isalpha() else "#"
