"""Words of general Chinese with their frequencies: jieba's dictionary, read without jieba.

jieba builds a prefix dictionary of half a million keys when it is first asked (about a second
and 100 MB). Deciding a boundary needs the words that begin with a few characters only, so they
are looked up in the dictionary file, which is sorted, and nothing else of it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

from .remembered import Remembered
from .schema import read_bytes, read_data
from .sortedlines import SortedLines

TOTAL = 60_101_964
"""Sum of all frequencies in the dictionary of jieba 0.42.1."""

LONGEST = 5
"""No rival of a form is longer: 发展中国家. Longer entries are names and sayings."""

RARE = 10
"""A word less frequent than this is no rival: 中国家电 stands in the dictionary with 3."""

NEWER = 500
"""Frequency granted to a word that is younger than the dictionary (``newer_words.txt``)."""


# Sets of lengths as sums of powers of two → the lengths; tens of thousands of heads share them.
_LENGTHS = [
    tuple(length for length in range(2, LONGEST + 1) if bits >> length & 1)
    for bits in range(1 << LONGEST + 1)
]


class Words(NamedTuple):
    """The words that begin with one character."""

    alone: float
    """Cost of the character as a word of its own."""
    costs: dict[str, float]
    """Word of two to :data:`LONGEST` characters → its cost."""
    lengths: dict[str, tuple[int, ...]]
    """First two characters → lengths of the words that begin with them."""


class Joints(NamedTuple):
    """Which characters stand side by side in a word worth weighing."""

    begins: Mapping[str, str]
    """Character → the second ones of the words that begin with it."""
    ends: Mapping[str, str]
    """Character → the last but one of the words that end with it."""
    inner: Callable[[str], tuple[str, str]]
    """Two characters → those before them in a word, and those behind them."""

    def before(self, head: str) -> str:
        """The characters with which a word begins that goes on with the first of *head*.

        It ends there, or goes on with the second, too.
        """
        return self.ends.get(head[:1], "") + self.inner(head)[0]

    def behind(self, tail: str) -> str:
        """The characters with which a word goes on that holds the last of *tail*.

        It begins there, or holds the one before, too.
        """
        return self.begins.get(tail[-1:], "") + self.inner(tail)[1]


class Lexicon:
    """Word → frequency and cost (negative logarithm of its probability).

    *entries* gives the words that begin with a character, with their frequencies; it is asked
    once for each. *joints* gives the characters that stand side by side in its words.

    Example:
        >>> lexicon = Lexicon.of({"和": 555815, "和平": 7998, "平台": 3601, "中国家电": 3})
        >>> lexicon.frequency("和平"), lexicon.frequency("平和")
        (7998, 0)
        >>> lexicon.words["中"].costs, lexicon.joints().begins
        ({}, {'和': '平', '平': '台'})
    """

    __slots__ = ("_frequencies", "joints", "words")

    def __init__(
        self,
        entries: Callable[[str], Mapping[str, int]],
        joints: Callable[[], Joints],
    ) -> None:
        self.joints = joints
        # Filled as characters are asked for; two threads may read the same words, alike.
        self._frequencies = Remembered(entries)
        self.words: Remembered[str, Words] = Remembered(lambda first: _weigh(first, entries(first)))
        """Character → the words worth weighing that begin with it."""

    @classmethod
    def of(cls, frequencies: Mapping[str, int]) -> Lexicon:
        """A lexicon of these words."""
        by_first: dict[str, dict[str, int]] = {}
        for word, frequency in frequencies.items():
            by_first.setdefault(word[0], {})[word] = frequency
        joints = joints_in(frequencies.items())
        return cls(lambda character: by_first.get(character, {}), lambda: joints)

    def __contains__(self, word: str) -> bool:
        return self.frequency(word) > 0

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus has *word*; 0 for an unknown word."""
        return self._frequencies[word[0]].get(word, 0)

    def cost(self, word: str) -> float:
        """Negative natural logarithm of the word's probability; an unknown word counts once."""
        return cost_of(self.frequency(word))


@cache
def cost_of(frequency: int) -> float:
    """What a word of this frequency costs in a reading.

    Example:
        >>> round(cost_of(7998), 1), round(cost_of(0), 1)
        (8.9, 17.9)
    """
    return log(TOTAL / max(1, frequency))


def _is_weighed(word: str, frequency: int) -> bool:
    return frequency >= RARE and 2 <= len(word) <= LONGEST


def _weigh(character: str, entries: Mapping[str, int]) -> Words:
    costs = {word: cost_of(count) for word, count in entries.items() if _is_weighed(word, count)}
    lengths: dict[str, int] = {}
    for word in costs:
        lengths[word[:2]] = lengths.get(word[:2], 0) | 1 << len(word)
    alone = cost_of(entries.get(character, 0))
    return Words(alone, costs, {head: _LENGTHS[bits] for head, bits in lengths.items()})


def joints_in(entries: Iterable[tuple[str, int]]) -> Joints:
    """The characters that stand side by side in the words worth weighing.

    Example:
        >>> joints = joints_in([("国防", 3728), ("国防部", 1306), ("国家", 79520)])
        >>> joints.begins, joints.ends
        ({'国': '家防'}, {'防': '国', '部': '防', '家': '国'})
        >>> joints.inner("国防"), joints.inner("防部"), joints.inner("国家")
        (('', '部'), ('国', ''), ('', ''))
    """
    begins: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    inner: dict[str, tuple[set[str], set[str]]] = {}
    for word, frequency in entries:
        if _is_weighed(word, frequency):
            begins.setdefault(word[0], set()).add(word[1])
            ends.setdefault(word[-1], set()).add(word[-2])
            for one, two, three in zip(word, word[1:], word[2:], strict=False):
                inner.setdefault(one + two, (set(), set()))[1].add(three)
                inner.setdefault(two + three, (set(), set()))[0].add(one)
    nothing: tuple[set[str], set[str]] = (set(), set())

    def find_inner(pair: str) -> tuple[str, str]:
        before, behind = inner.get(pair, nothing)
        return _joined(before), _joined(behind)

    return Joints(
        {character: _joined(others) for character, others in begins.items()},
        {character: _joined(others) for character, others in ends.items()},
        find_inner,
    )


def _joined(characters: Iterable[str]) -> str:
    return "".join(sorted(characters))


class SortedDictionary:
    """jieba's dictionary file as bytes: lines of word, frequency and tag, sorted by word.

    Example:
        >>> data = "一 9 m\\n中 8 f\\n中国 7 ns\\n和平 6 n\\n".encode()
        >>> SortedDictionary(data).entries("中")
        {'中': 8, '中国': 7}
    """

    __slots__ = ("_lines",)

    def __init__(self, data: bytes) -> None:
        # UTF-8 sorts like its code points. Another build of jieba may not be sorted.
        if not _seems_sorted(data):
            data = b"\n".join(sorted(data.splitlines())) + b"\n"
        self._lines = SortedLines(data)

    def entries(self, character: str) -> dict[str, int]:
        """The words that begin with *character* and their frequencies."""
        lines = self._lines.between(character.encode(), chr(ord(character) + 1).encode())
        cells = lines.decode().split()
        # The file begins with some seventy unsorted lines (T恤, 阿Q).
        return {
            word: int(count)
            for word, count in zip(cells[::3], cells[1::3], strict=True)
            if word[0] == character
        }

    def all_entries(self) -> list[tuple[str, int]]:
        """Every word and its frequency, in the order of the file."""
        cells = self._lines.data.decode().split()
        return [(w, int(count)) for w, count in zip(cells[::3], cells[1::3], strict=True)]


def _seems_sorted(data: bytes) -> bool:
    """Whether a sample of lines is in order."""
    step = max(1, len(data) // 64)
    begins = [data.find(b"\n", position) + 1 for position in range(step, len(data) - step, step)]
    sample = [data[begin : begin + 4] for begin in begins if begin]
    return sample == sorted(sample)


@cache
def general_lexicon() -> Lexicon:
    """The dictionary of jieba, brought up to date for policy text; nothing is read yet."""
    return Lexicon(_general_entries, shipped_joints)


@cache
def jieba_dictionary() -> SortedDictionary:
    """The dictionary file of the installed jieba.

    Raises:
        ModuleNotFoundError: jieba is not installed.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed; install iiglossary again", name="jieba")
    return SortedDictionary((Path(spec.origin).parent / "dict.txt").read_bytes())


def _general_entries(character: str) -> dict[str, int]:
    # No other character begins a word: the dictionary is asked about Chinese clauses.
    if character < "\u3400":
        return {}
    return jieba_dictionary().entries(character) | added_words().get(character, {})


@cache
def newer_words() -> dict[str, dict[str, int]]:
    """First character → words that jieba's dictionary lacks or calls rare (微信, 民宿)."""
    found: dict[str, dict[str, int]] = {}
    for word in read_data("newer_words.txt").split():
        found.setdefault(word[0], {})[word] = NEWER
    return found


@cache
def added_words() -> dict[str, dict[str, int]]:
    """First character → newer words, and words that policy text uses much more often (统筹).

    The latter stand in ``policy_words.txt``, which ``tools/make_policy_words.py`` makes.
    """
    found = {first: dict(words) for first, words in newer_words().items()}
    for line in read_data("policy_words.txt").splitlines():
        word, frequency = line.split(" ")
        found.setdefault(word[0], {})[word] = int(frequency)
    return found


@cache
def shipped_joints() -> Joints:
    """The joints of :func:`general_lexicon`, from ``word_joints.txt`` and ``word_inner.txt``.

    The files are made from the dictionary by ``tools/make_word_joints.py``, and tell in a few
    milliseconds that nothing crosses an edge.
    """
    begins, ends = {}, {}
    # Each line is a character, the second ones of its words, a blank, and the last but one.
    for line in read_data("word_joints.txt").splitlines():
        seconds, _, others = line.partition(" ")
        begins[line[0]] = seconds[1:]
        ends[line[0]] = others
    return Joints(begins, ends, _find_inner)


def _find_inner(pair: str) -> tuple[str, str]:
    """What ``word_inner.txt`` says of two characters: those before them, a blank, those behind."""
    key = pair.encode(errors="replace")
    line = _inner_lines().between(key + b" ", key + b"!").decode()
    _, before, behind = line.rstrip("\n").split(" ") if line else ("", "", "")
    return before, behind


@cache
def _inner_lines() -> SortedLines:
    return SortedLines(read_bytes("word_inner.txt"))
