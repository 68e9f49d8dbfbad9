"""Longer words that hold a form: compounds of words, or words of their own.

A longer word that holds a form is either one word (党组织, 人民币) or a compound of words
(乡政府, 检察机关, 就业率). Which it is, its frequency and the kind of its parts tell: a compound
is about as frequent as its parts by chance, and its affixes are those that leave the meaning
of the rest alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from .remembered import Remembered
from .segment import Edge, Lattice
from .vocabulary import ALONE, Vocabulary

# Before a word these leave it what it is (副部长, 乡政府, 三项目).
_PREFIXES = frozenset(
    "副总非大小新老多高低省市县乡镇村区州党国各本该全每某重轻核男女正第一二三四五六七八九十百千万亿两几首跨零纯同废古"
)
# Behind a word these make another word of it: 科学家, 人民币, 联合国. Those of places and bodies
# do not: 科学院.
_WORD_MAKING = frozenset("家员生官者学币力国人子团")
# These only bend it: 市场化, 区域性.
_BENDING = frozenset("化性")
# These leave it what it is: 就业率, 产业链.
_TRANSPARENT = frozenset(
    "率额量数费税权法案型级式界园区市省厅局部处组队站带圈群链网制业品度师院所馆会社厂油港岛湾台场券库簿节署室线观"
)
# And these go with the whole that stands before them: 数据安全法, 人力资源和社会保障局. The others
# make a word with the last part of it: 人工智能 | 产业链, 先进 | 制造业.
_LOOSE = frozenset("率额量数费税权法案界区市省厅局部处组队站网制厂场库观")
# 长 does so behind a body (国防部长), not otherwise (秘书长).
_BODIES = frozenset("部局厅院省市县区州校厂处科司署委会室所队团站行")
_SUFFIXES = _WORD_MAKING | _BENDING | _TRANSPARENT | {"长"}
_SUFFIX_COST = 6.0
_NO_PREFIX = 3.0
"""Words of three characters mostly are a word and a suffix: 难民 + 营, not 难 + 民营."""

# Up to which gain over its parts by chance (a difference of costs) a word counts as a compound.
_COMPOUND_HEAD = 12.0
"""检察机关 for 机关: the last part says what the whole is."""
_COMPOUND_MODIFIER = 10.5
"""人民法院 for 人民, 民主党派 for 民主; 社会主义 gains no more and is left out by its head."""
_COMPOUND_NAME = 6.0
"""Granted to each further part: 中国工商银行."""
_COMPOUND_STRADDLING = 4.0
"""For a form that straddles it: 经济发展 in 国民经济发展 is none, in 经济发展战略 it is one."""
_COMPOUND_PREFIX = 8.0
_COMPOUND_HEAD_ALONE = 7.0
"""Behind a single character that is no prefix: 宅基地 gains more."""
_COMPOUND_TRANSPARENT = 8.5
_COMPOUND_BENDING = 7.5
_COMPOUND_PLAIN = 3.0
_COMPOUND_SUFFIX_STRADDLING = 2.0
_NEVER = float("-inf")
_ALWAYS = float("inf")

# These only look like compounds: 公安县 is a county.
_WHOLE = frozenset(
    {
        "公安县", "资源县", "和平县", "和平区", "友谊县", "富裕县", "平安县", "平安区", "通道县",
        "互助县", "合作市", "新兴县", "兴国县", "东方市", "工农区", "前进区", "友好区", "凤凰县",
        "集贤县", "安定区", "北大西洋", "印度支那", "巴西利亚",
        "委员会", "知识产权", "资产阶级", "气象万千",
    }
)  # fmt: skip

# Behind these it does not matter of what a name is made: 成昆铁路.
_HEADS_OF_NAMES = frozenset({"铁路", "公路", "高铁", "运河", "银行", "大学", "集团", "公司"})

_REMEMBERED = 50_000

LEFT, RIGHT, STRADDLING = range(3)
"""Where a form lies in a longer word: it ends at the cut, begins there, or sticks out."""


class Compounds:
    """Where a form may begin or end inside longer words; safe to share between threads.

    Example:
        >>> from iiglossary.lexicon import Lexicon
        >>> from iiglossary.matcher import Matcher
        >>> words = {"检察": 500, "机关": 9000, "检察机关": 300, "人民": 50000, "人民币": 9000}
        >>> compounds = Compounds(Vocabulary(Lexicon.of(words), Matcher(["检察", "人民"])))
        >>> compounds.cuts["检察机关", LEFT], compounds.cuts["人民币", LEFT]
        (frozenset({2}), frozenset())
    """

    __slots__ = ("_vocabulary", "cuts")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.cuts = Remembered(self._find_cuts, limit=_REMEMBERED)
        """A word and where a form lies in it → where inside it the form may begin or end.

        Empty where the word is one word.
        """

    def has_loose_suffix(self, word: str) -> bool:
        """Whether *word* is a word with a suffix that goes with longer ones as well: 安全法."""
        return word[-1] in _LOOSE and bool(self.cuts[word, LEFT])

    def _find_cuts(self, place: tuple[str, int]) -> frozenset[int]:
        word, side = place
        if word in _WHOLE and side != RIGHT:
            return frozenset()
        parts = self._parts(word)
        gain = sum(map(self._vocabulary.plain, parts)) - self._vocabulary.plain(word)
        if not _are_words(parts) or gain > _limit(parts, side, len(word)):
            return frozenset()
        found = set()
        position = 0
        for part in parts:
            found.add(position)
            found.update(position + cut for cut in self.cuts[part, side])
            position += len(part)
        return frozenset(found - {0})

    def _parts(self, word: str) -> list[str]:
        """*word* as the cheapest row of smaller words, where an affix costs little."""
        edges: list[Edge] = []
        for start in range(len(word)):
            for end in range(start + 1, len(word) + 1):
                cost = self._part_cost(word, start, end)
                if cost is not None:
                    edges.append((start, end, cost))
        return [word[start:end] for start, end in Lattice(len(word), edges).reading()]

    def _part_cost(self, word: str, start: int, end: int) -> float | None:
        part = word[start:end]
        if len(part) == len(word):
            return None
        if len(part) == 1:
            if part in _SUFFIXES and start >= 2 and end == len(word):
                return _SUFFIX_COST
            plain = self._vocabulary.plain(part)
            if start == 0:
                return plain if part in _PREFIXES else plain + ALONE + _NO_PREFIX
            return plain + ALONE
        return self._vocabulary.known(part)


def _are_words(parts: Sequence[str]) -> bool:
    """Whether a word falls into words, with an affix at either end at most; or is a name."""
    if parts[-1] in _HEADS_OF_NAMES:
        return True
    return any(len(part) > 1 for part in parts) and all(len(part) > 1 for part in parts[1:-1])


def _limit(parts: Sequence[str], side: int, length: int) -> float:
    """The gain up to which a word of these parts is a compound."""
    if side == RIGHT and parts[-1] in _HEADS_OF_NAMES:
        return _ALWAYS
    if len(parts[-1]) == 1:
        return _NEVER if side == RIGHT else _suffix_limit(parts, side)
    if parts[-1] == "主义":
        return _NEVER
    if len(parts[0]) == 1:
        if parts[0] in _PREFIXES:
            return _COMPOUND_PREFIX
        return _NEVER if side == STRADDLING else _COMPOUND_HEAD_ALONE
    if side == STRADDLING:
        limit = _COMPOUND_STRADDLING
    elif side == LEFT and length < 5:
        limit = _COMPOUND_MODIFIER
    else:
        limit = _COMPOUND_HEAD
    return limit + _COMPOUND_NAME * (len(parts) - 2)


def _suffix_limit(parts: Sequence[str], side: int) -> float:
    suffix = parts[-1]
    if suffix in _WORD_MAKING or (suffix == "长" and parts[-2][-1] not in _BODIES):
        return _NEVER
    if suffix in _BENDING:
        limit = _COMPOUND_BENDING
    elif suffix in _TRANSPARENT or suffix == "长":
        limit = _COMPOUND_TRANSPARENT
    else:
        limit = _COMPOUND_PLAIN
    return min(limit, _COMPOUND_SUFFIX_STRADDLING) if side == STRADDLING else limit
