"""What a reading may hold: words of general Chinese and the forms of a table, with their costs."""

from __future__ import annotations

from collections.abc import Container, Mapping

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


class Vocabulary:
    """A lexicon with the forms of a table laid over it; safe to share between threads."""

    __slots__ = (
        "_alone", "_before", "_begins", "_behind", "_form_costs", "_lexicon", "_matcher",
        "_pairs", "cost",
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

    def _find_cost(self, text: str) -> float:
        return self.lattice(text).through(0)

    def lattice(self, text: str) -> Lattice:
        """Every reading of *text*."""
        return Lattice(len(text), self._edges(text, self._matcher.numbers()))

    def _edges(self, text: str, forms: Container[str]) -> list[Edge]:
        """Single characters, the lexicon's words and *forms*, in the order of their starts."""
        edges: list[Edge] = []
        pairs, alone, last = self._pairs, self._alone, len(text)
        form_costs = self._form_costs
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
        return edges

    def known(self, word: str) -> float | None:
        """What a form of the table or a word of the lexicon costs; None for any other."""
        if word in self._matcher:
            return self._form_costs[word]
        return self._lexicon.words[word[0]].costs.get(word)

    def plain(self, word: str) -> float:
        """What a character or a word costs by its frequency in the lexicon, or else as a form."""
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
        edges = [edge for edge in self._edges(form, ()) if edge[1] - edge[0] < len(form)]
        return Lattice(len(form), edges).through(0)
