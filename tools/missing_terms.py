"""The frequent multi-character terms of a corpus that the table still lacks, best first.

Text that the glossary annotates already is passed over. What is left is segmented with the
package's own lexicon; runs of up to four words are counted, and a run is a candidate where
it is frequent, occurs in several documents, is no fragment of a longer run, and holds together:

    python tools/missing_terms.py --limit 50
    python tools/missing_terms.py my/corpus --min-documents 3 > missing.tsv

Output is a table separated by tabs: term, frequency, documents, association (normalised
pointwise mutual information of its least close joint, 1 where words never part), termhood
(C-value), by which it is sorted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log, log2
from pathlib import Path
from typing import NamedTuple

import click

from iiglossary.errors import ConfigurationError, GlossaryError
from iiglossary.folding import fold
from iiglossary.glossary import Glossary, load
from iiglossary.lexicon import Lexicon, general_lexicon
from iiglossary.segment import segment
from parallel_text import corpus_folder, read_text

MOST_WORDS = 4
LONGEST = 12

_AMOUNT = re.compile(
    "百分之.+|[0-9零〇一二三四五六七八九十百千万亿年月日号个第两条章款项多几]*"
    "(?:美?元|[公平立方]*[里米吨斤尺顷亩]|人次?|户|千瓦时?|标准煤)?"
)
_CLAUSE = re.compile("[0-9a-z+\u3400-\u9fff]+")
# From this share on, a run that occurs inside one longer run is a fragment of it.
_FRAGMENT = 0.75
# Below, the parts of a run stand together about as often as any two words do.
_LOOSE = 0.15

Words = tuple[str, ...]


class Candidate(NamedTuple):
    """A term that the table may lack, with the figures it is ranked by."""

    term: str
    frequency: int
    documents: int
    association: float
    termhood: float


class Counts(NamedTuple):
    """How often every run of words occurs, and in how many documents."""

    runs: Counter[Words]
    documents: Counter[Words]
    words: int


def missing_terms(
    texts: Iterable[str],
    glossary: Glossary,
    *,
    min_frequency: int = 5,
    min_documents: int = 2,
    min_length: int = 3,
) -> list[Candidate]:
    """The candidates of *texts*, the highest termhood first; each text is a document.

    *min_length* is in characters: words of two are rarely rendered alike in every sentence.

    Example:
        >>> texts = ["推广智慧农业机械，发展智慧农业机械。", "智慧农业机械很多"] * 3
        >>> [c.term for c in missing_terms(texts, Glossary([]))]
        ['智慧农业机械']
    """
    counts = count_runs(uncovered(texts, glossary))
    frequent = {
        run: n
        for run, n in counts.runs.items()
        if n >= min_frequency and counts.documents[run] >= min_documents
    }
    longer = _longer_runs(frequent)
    found = [
        Candidate("".join(run), n, counts.documents[run], association, _c_value(run, n, longer))
        for run, n in frequent.items()
        if len("".join(run)) >= min_length
        and _is_candidate(run)
        and max(longer.get(run, [0])) < _FRAGMENT * n
        and (association := _association(run, counts)) >= _LOOSE
    ]
    return sorted(found, key=lambda c: (-c.termhood, c.term))


def uncovered(texts: Iterable[str], glossary: Glossary) -> Iterator[list[str]]:
    """For every text its folded clauses, cut at what the glossary finds there."""
    for text in texts:
        clauses: list[str] = []
        position = 0
        for annotation in glossary.annotate(text):
            clauses += _CLAUSE.findall(fold(text[position : annotation.start]).text)
            position = annotation.end
        yield clauses + _CLAUSE.findall(fold(text[position:]).text)


def count_runs(documents: Iterable[Sequence[str]], lexicon: Lexicon | None = None) -> Counts:
    """All runs of words in the clauses of the documents."""
    lexicon = lexicon or general_lexicon()
    runs: Counter[Words] = Counter()
    spread: Counter[Words] = Counter()
    words = 0
    for clauses in documents:
        seen: Counter[Words] = Counter()
        for clause in clauses:
            found = segment(clause, lexicon)
            words += len(found)
            seen.update(_runs(found))
        runs.update(seen)
        spread.update(seen.keys())
    return Counts(runs, spread, words)


def _runs(words: Sequence[str]) -> Iterator[Words]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
            yield tuple(words[start:end])


@cache
def light_words() -> frozenset[str]:
    """The words of ``light_words.txt``, which no term begins or ends with."""
    text = Path(__file__).with_name("light_words.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


@cache
def _all_light() -> re.Pattern[str]:
    """A phrase of light words only that the lexicon has as one word: 深入开展."""
    return re.compile(f"(?:{'|'.join(map(re.escape, light_words()))})+")


def _is_candidate(run: Words) -> bool:
    term = "".join(run)
    if len(term) > LONGEST or any(map(_is_no_edge, (run[0], run[-1]))):
        return False
    return not _all_light().fullmatch(term)


def _is_no_edge(word: str) -> bool:
    return word in light_words() or _AMOUNT.fullmatch(word) is not None


def _longer_runs(frequent: Mapping[Words, int]) -> dict[Words, list[int]]:
    """Run → the frequencies of the frequent runs that hold it and one word more."""
    longer: dict[Words, list[int]] = {}
    for run, n in frequent.items():
        for part in {run[1:], run[:-1]} if len(run) > 1 else ():
            longer.setdefault(part, []).append(n)
    return longer


def _c_value(run: Words, frequency: int, longer: Mapping[Words, Sequence[int]]) -> float:
    """Length times what is left of the frequency outside longer runs (Frantzi 2000)."""
    containing = longer.get(run, ())
    outside = frequency - (sum(containing) / len(containing) if containing else 0)
    return round(log2(len("".join(run))) * outside, 1)


def _association(run: Words, counts: Counts) -> float:
    """Normalised pointwise mutual information at the loosest joint; 1 for a single word."""
    if len(run) == 1:
        return 1.0
    together = log(counts.runs[run] / counts.words)
    joints = (
        log(counts.runs[run[:cut]] / counts.words) + log(counts.runs[run[cut:]] / counts.words)
        for cut in range(1, len(run))
    )
    return round((max(joints) - together) / together, 2)


def _texts(folder: Path) -> Iterator[str]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise ConfigurationError(f"{folder}: has no .txt files")
    for path in paths:
        yield read_text(path)


@click.command()
@click.argument("corpus", required=False, type=click.Path(path_type=Path))
@click.option("--limit", default=200, show_default=True, help="Terms shown.")
@click.option("--min-frequency", default=20, show_default=True, help="Occurrences needed.")
@click.option("--min-documents", default=8, show_default=True, help="Documents needed.")
@click.option("--min-length", default=3, show_default=True, help="Characters needed.")
def main(
    corpus: Path | None, limit: int, min_frequency: int, min_documents: int, min_length: int
) -> None:
    """Rank the terms that the .txt files of the folder CORPUS have and the table lacks.

    Without CORPUS, the folder policy/ in the folder that IIGLOSSARY_CORPUS names.
    """
    try:
        found = missing_terms(
            _texts(corpus_folder(corpus, "policy")), load(),
            min_frequency=min_frequency, min_documents=min_documents, min_length=min_length,
        )  # fmt: skip
    except GlossaryError as error:
        raise click.UsageError(str(error)) from None
    click.echo("\t".join(Candidate._fields))
    for candidate in found[:limit]:
        click.echo("\t".join(map(str, candidate)))


if __name__ == "__main__":
    main()
