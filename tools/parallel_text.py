"""Sentence-aligned text and the English phrases that go with a Chinese term.

Shared by ``concordance.py`` and ``benchmarks/agreement.py``. Parallel text is a folder of
``.tsv`` files, one sentence pair a line: Chinese, tab, English.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

from iiglossary.errors import ConfigurationError, ConversionError

LONGEST_PHRASE = 6
"""Words of the longest phrase that is weighed; names are longer, but their parts show."""

SIGNIFICANT = 10.83
"""G² from which on chance is ruled out (chi-squared, one degree of freedom, p = 0.001)."""

_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:.!?()\"“”\u2014]+(?:\s|$)|[\"“”()\u2014]")
# Words that neither begin nor end a rendering.
_EDGE = frozenset(
    """a an and are as at be been by for from had has have in into is it its of on or our over s
    that the their them these they this those to under was we were which will with would all
    more also than through while who should must can""".split()  # noqa: SIM905 - reads as prose
)


class Pair(NamedTuple):
    """A Chinese sentence and its English; ``report`` is the name of the file without suffix."""

    report: str
    zh: str
    en: str


class Associated(NamedTuple):
    """A phrase that goes with a term: in how many of its pairs, and of all pairs.

    ``strength`` is the log-likelihood ratio G² over sentence pairs (Dunning 1993).
    """

    phrase: str
    together: int
    total: int
    strength: float


def corpus_folder(given: Path | None, part: str) -> Path:
    """The folder *given*, or else the *part* of the corpus that IIGLOSSARY_CORPUS names.

    Raises:
        ConfigurationError: neither is there, or it is no folder.
    """
    root = os.environ.get("IIGLOSSARY_CORPUS")
    if given is None and root is None:
        raise ConfigurationError(
            f"no corpus folder; name one, or set IIGLOSSARY_CORPUS to a folder that holds {part}/"
        )
    folder = given or Path(root or "", part)
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: is no folder; expected the corpus's {part} folder")
    return folder


def read_pairs(folder: Path) -> list[Pair]:
    """All sentence pairs of a folder, by file name. A file without any tab is passed over.

    Raises:
        ConfigurationError: there is no pair in the folder.
        ConversionError: a file is not UTF-8.
    """
    pairs = [pair for path in sorted(folder.glob("*.tsv")) for pair in _read_file(path)]
    if not pairs:
        raise ConfigurationError(
            f"{folder}: has no sentence pairs; expected .tsv files with Chinese, tab, English"
        )
    return pairs


def _read_file(path: Path) -> Iterator[Pair]:
    for line in read_text(path).split("\n"):
        cells = line.rstrip("\r").split("\t")
        # Tables about the corpus (a manifest) have more columns, or no Chinese.
        if len(cells) == 2 and all(cells):
            yield Pair(path.stem, *cells)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file.

    Raises:
        ConversionError: the file is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConversionError(
            f"{path}: not UTF-8 (byte 0x{error.object[error.start]:02x} at position "
            f"{error.start}); save the file as UTF-8"
        ) from None


def phrases(english: str, longest: int = LONGEST_PHRASE) -> set[str]:
    """Phrases of up to *longest* words within a clause, in lower case.

    Example:
        >>> sorted(phrases("Internet Plus, and the economy"))
        ['economy', 'internet', 'internet plus', 'plus']
    """
    found = set()
    for clause in _CLAUSE.split(english.lower()):
        words = _WORD.findall(clause)
        for start, first in enumerate(words):
            if first in _EDGE:
                continue
            for end in range(start + 1, min(len(words), start + longest) + 1):
                if words[end - 1] not in _EDGE:
                    found.add(" ".join(words[start:end]))
    return found


def associate(
    pairs: Sequence[Pair], hits: Mapping[str, Sequence[int]], limit: int = 8
) -> dict[str, list[Associated]]:
    """The phrases most associated with each term, the strongest first.

    *hits* has the numbers of the pairs whose Chinese holds the term. Phrases below
    :data:`SIGNIFICANT` are left out, and so are those that occur with a term only once, but
    where the term itself has a single pair.

    Example:
        >>> pairs = [Pair("r", "税收", "tax revenue grew"), Pair("r", "税收", "more tax revenue"),
        ...          *[Pair("r", "经济", "the economy grew")] * 90]
        >>> [(a.phrase, a.together, a.total) for a in associate(pairs, {"税收": [0, 1]})["税收"]]
        [('tax revenue', 2, 2)]
    """
    together = {term: _count_together(pairs, numbers) for term, numbers in hits.items()}
    wanted = set().union(*together.values()) if together else set()
    totals: Counter[str] = Counter()
    for pair in pairs:
        totals.update(wanted & phrases(pair.en))
    ranked = {}
    for term, counts in together.items():
        size = len(set(hits[term]))
        weighed = (
            Associated(p, n, totals[p], log_likelihood(n, size, totals[p], len(pairs)))
            for p, n in counts.items()
        )
        by_strength = sorted(weighed, key=lambda a: (-a.strength, -len(a.phrase), a.phrase))
        ranked[term] = list(_without_parts(by_strength, limit))
    return ranked


def _count_together(pairs: Sequence[Pair], numbers: Iterable[int]) -> Counter[str]:
    distinct = set(numbers)
    counts: Counter[str] = Counter()
    for number in distinct:
        counts.update(phrases(pairs[number].en))
    if len(distinct) > 1:
        counts = Counter({phrase: n for phrase, n in counts.items() if n > 1})
    return counts


def log_likelihood(together: int, term: int, phrase: int, pairs: int) -> float:
    """G² of a term and a phrase over sentence pairs; negative where they avoid each other.

    Example:
        >>> log_likelihood(2, 4, 50, 100), log_likelihood(4, 4, 4, 100) > 30
        (0.0, True)
    """
    strength = 0.0
    for observed, row, column in (
        (together, term, phrase),
        (term - together, term, pairs - phrase),
        (phrase - together, pairs - term, phrase),
        (pairs - term - phrase + together, pairs - term, pairs - phrase),
    ):
        if observed:
            strength += 2 * observed * log(observed * pairs / (row * column))
    return strength if together * pairs >= term * phrase else -strength


def _without_parts(ranked: Iterable[Associated], limit: int) -> Iterator[Associated]:
    """The strongest phrases, without those that a stronger one holds, or that hold it.

    A part of a stronger phrase stays where it occurs in more pairs than the whole.
    """
    kept: list[Associated] = []
    for found in ranked:
        if found.strength < SIGNIFICANT or len(kept) == limit:
            return
        if not any(_repeats(found, stronger) for stronger in kept):
            kept.append(found)
            yield found


def _repeats(found: Associated, stronger: Associated) -> bool:
    one, other = f" {found.phrase} ", f" {stronger.phrase} "
    return (one in other or other in one) and found.together <= stronger.together
