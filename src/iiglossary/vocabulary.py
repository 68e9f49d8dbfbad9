"""What a reading may hold: words of general Chinese and the forms of a table, with their costs.

A longer word that holds a form is either one word (党组织, 人民币) or a compound of words
(乡政府, 检察机关, 就业率). Which it is, its frequency and the kind of its parts tell: a compound
is about as frequent as its parts by chance, and its affixes are those that leave the meaning
of the rest alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .lexicon import LONGEST, Lexicon
from .matcher import Matcher, Span
from .remembered import Remembered
from .segment import Edge, Lattice

# Characters that often stand alone as a word: function words, adverbs, numerals, and nouns such
# as 省 and 人. Any other is mostly a part of a word, and a reading that leaves it alone is
# dearer by ALONE; by BOUND where it is a suffix that never stands alone.
_FREE = frozenset(
    "的了和在是有与为等对以及从向由把被将当通让使就都也并而或但不到于其这那各该本每某很最更已未可能会要应须经"
    "按比同跟给往上下中内外前后时年月日一二三四五六七八九十百千万亿两几个之所则即因新大小多高好老副总全非又再"
    "来去做用过们我他她它你您谁省市县乡镇村区州党国人户间者"
)
_BOUND = frozenset("力化性率额员业度型式界")
ALONE = 2.5
BOUND = 4.0

# Before a word these leave it what it is (副部长, 乡政府, 三项目).
_PREFIXES = frozenset(
    "副总非大小新老多高低省市县乡镇村区州党国各本该全每某重轻核男女正第一二三四五六七八九十百千万亿两几首跨零纯同废古"
)
# Behind a word these make another word of it: 科学家, 人民币, 联合国. Those of places and bodies
# do not: three writers of labelled sentences out of three count 科学 in 科学院 as a hit.
_WORD_MAKING = frozenset("家员生官者学币力国人子团")
# These only bend it: 市场化, 区域性.
_BENDING = frozenset("化性")
# These leave it what it is: 就业率, 产业链.
_TRANSPARENT = frozenset(
    "率额量数费税权法案型级式界园区市省厅局部处组队站带圈群链网制业品度师院所馆会社厂油港岛湾台场券库簿节"
)
# And these go with the whole that stands before them: 数据安全法, 人力资源和社会保障局. The others
# make a word with the last part of it: 人工智能 | 产业链, 先进 | 制造业.
_LOOSE = frozenset("率额量数费税权法案界区市省厅局部处组队站网制厂场库")
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
_COMPOUND_TRANSPARENT = 8.5
_COMPOUND_BENDING = 7.0
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

# What a form costs that the lexicon lacks: no more than a rare word, and a little less than
# its parts, for a table's forms are known to be used.
_COST_OF_SHORT = 14.0
_COST_OF_CHARACTER = 4.5
_GAIN_OF_FORM = 3.0
_LONGEST_FORM = 12
_REMEMBERED = 50_000

_Pair = tuple[Mapping[str, float], tuple[int, ...], tuple[int, ...]]
"""The costs of the words that begin with a character; the lengths of those that go on with a
second one; and with them the lengths of the forms that begin with both."""

LEFT, RIGHT, STRADDLING = range(3)
"""Where a form lies in a longer word: it ends at the cut, begins there, or sticks out."""


class Vocabulary:
    """A lexicon with the forms of a table laid over it; safe to share between threads."""

    __slots__ = (
        "_alone", "_before", "_begins", "_behind", "_form_costs", "_lexicon", "_matcher",
        "_pairs", "cost", "cuts",
    )  # fmt: skip

    def __init__(self, lexicon: Lexicon, matcher: Matcher) -> None:
        self._lexicon = lexicon
        joints = lexicon.joints()
        self._begins = joints.begins
        self._pairs = Remembered(self._find_pair, limit=_REMEMBERED)
        self._before = Remembered(joints.before, limit=_REMEMBERED)
        self._behind = Remembered(joints.behind, limit=_REMEMBERED)
        self._matcher = matcher
        self._alone = Remembered(self._find_cost_alone)
        self._form_costs = Remembered(self._find_form_cost, limit=_REMEMBERED)
        self.cost = Remembered(self._find_cost, limit=_REMEMBERED)
        """A few characters → what their cheapest reading costs; nothing for none."""
        self.cuts = Remembered(self._find_cuts, limit=_REMEMBERED)
        """A word and where a form lies in it → where inside it the form may begin or end.

        Empty where the word is one word.
        """

    def crossing_edge(self, text: str, edge: int, span: Span) -> list[Edge]:
        """The lexicon's words in *text* that cross an edge of *span*."""
        if edge == span[0]:
            bonded = text[edge - 1 : edge] in self._before[text[edge : edge + 2]]
        else:
            bonded = text[edge : edge + 1] in self._behind[text[max(0, edge - 2) : edge]]
        return self.crossing(text, edge) if bonded else []

    def crossing(self, text: str, position: int) -> list[Edge]:
        """The lexicon's words in *text* that begin before *position* and end behind it."""
        found: list[Edge] = []
        last = len(text)
        if not 0 < position < last:
            return found
        pairs = self._pairs
        for start in range(position - 1, max(-1, position - LONGEST), -1):
            costs, lengths, _ = pairs[text[start : start + 2]]
            for length in lengths:
                end = start + length
                # A slice that the end of the text cuts short may be a shorter word.
                if position < end <= last:
                    cost = costs.get(text[start:end])
                    if cost is not None:
                        found.append((start, end, cost))
        return found

    def _find_pair(self, pair: str) -> _Pair:
        costs: Mapping[str, float] = {}
        lengths: tuple[int, ...] = ()
        # The dictionary is not read for a character that begins no word with the second.
        if pair[1:] and pair[1] in self._begins.get(pair[0], ""):
            _, costs, by_head = self._lexicon.words[pair[0]]
            lengths = by_head.get(pair, ())
        of_forms = self._matcher.heads().get(pair, ())
        both = {*lengths, *(length for length in of_forms if length <= _LONGEST_FORM)}
        return costs, lengths, tuple(sorted(both))

    def ends_word(self, text: str, position: int) -> bool:
        """Whether a word of two or more characters in *text* ends at *position*."""
        return any(
            text[start:position] in self._lexicon.words[text[start]].costs
            for start in range(max(0, position - LONGEST), position - 1)
        )

    def has_loose_suffix(self, word: str) -> bool:
        """Whether *word* is a word with a suffix that goes with longer ones as well: 安全法."""
        return word[-1] in _LOOSE and bool(self.cuts[word, LEFT])

    def _find_cost(self, text: str) -> float:
        return self.lattice(text).through(0)

    def lattice(self, text: str) -> Lattice:
        """Every reading of *text*."""
        edges: list[Edge] = []
        pairs, alone, last = self._pairs, self._alone, len(text)
        form_costs, forms = self._form_costs, self._matcher.numbers()
        for start, character in enumerate(text):
            edges.append((start, start + 1, alone[character]))
            costs, _, lengths = pairs[text[start : start + 2]]
            for length in lengths:
                end = start + length
                if end <= last:
                    word = text[start:end]
                    # A form that is a word, too, costs no more than the word.
                    cost = form_costs[word] if word in forms else costs.get(word)
                    if cost is not None:
                        edges.append((start, end, cost))
        return Lattice(last, edges)

    def _word_edges(self, text: str) -> list[Edge]:
        """Single characters and the lexicon's words, in the order of their starts."""
        edges: list[Edge] = []
        pairs, alone, last = self._pairs, self._alone, len(text)
        for start, character in enumerate(text):
            edges.append((start, start + 1, alone[character]))
            costs, lengths, _ = pairs[text[start : start + 2]]
            for length in lengths:
                end = start + length
                if end <= last:
                    cost = costs.get(text[start:end])
                    if cost is not None:
                        edges.append((start, end, cost))
        return edges

    def _find_cuts(self, place: tuple[str, int]) -> frozenset[int]:
        word, side = place
        if word in _WHOLE and side != RIGHT:
            return frozenset()
        parts = self._parts(word)
        gain = sum(map(self._plain_cost, parts)) - self._plain_cost(word)
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
            plain = self._lexicon.words[part].alone
            if start == 0:
                return plain if part in _PREFIXES else plain + ALONE + _NO_PREFIX
            return plain + ALONE
        if part in self._matcher:
            return self._form_costs[part]
        return self._lexicon.words[part[0]].costs.get(part)

    def _plain_cost(self, word: str) -> float:
        words = self._lexicon.words[word[0]]
        if len(word) == 1:
            return words.alone
        cost = words.costs.get(word)
        return self._form_costs[word] if cost is None else cost

    def _find_cost_alone(self, character: str) -> float:
        penalty = 0.0 if character in _FREE else BOUND if character in _BOUND else ALONE
        return self._lexicon.words[character].alone + penalty

    def _find_form_cost(self, form: str) -> float:
        known = self._lexicon.words[form[0]].costs.get(form)
        costs = [_COST_OF_SHORT if len(form) < 4 else _COST_OF_CHARACTER * len(form)]
        if known is not None:
            costs.append(known)
        if len(form) > 2:
            costs.append(self._cost_of_parts(form) - _GAIN_OF_FORM)
        return min(costs)

    def _cost_of_parts(self, form: str) -> float:
        """What the cheapest reading of *form* as smaller words of the lexicon costs."""
        edges = [edge for edge in self._word_edges(form) if edge[1] - edge[0] < len(form)]
        return Lattice(len(form), edges).through(0)


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
        return _NEVER if side == STRADDLING and parts[0] not in _PREFIXES else _COMPOUND_PREFIX
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
