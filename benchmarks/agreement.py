"""How often official translators write what the table says.

Every Chinese sentence of aligned text is annotated, and its English searched for the preferred
and admitted renderings of every hit:

    python benchmarks/agreement.py
    python benchmarks/agreement.py my/aligned/texts --table mine.csv --terms 30

A rendering is held by the English if its words stand there in a row, whatever their case and
whatever commas and hyphens stand between them. The columns:

``hits``     terms found in the Chinese
``strict``   share of the hits with a rendering in the English word for word
``number``   the same, where the last word may be singular for plural or the other way round
``covered``  share of all Chinese characters inside hits confirmed so

A report confirms the renderings that were taken from it, so the last three columns leave it out:
renderings that cite the scored report alone do not count, nor do hits of concepts that have no
other ones. They tell what to expect of text that no curator has seen. The report ``gwr_2017``
is the source ``gwr-2017``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click

from iiglossary.errors import GlossaryError
from iiglossary.glossary import Glossary, load
from iiglossary.terms import ConceptEntry, Rendering

# The curators' tools read the same parallel text and rank the same phrases.
sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from parallel_text import Pair, associate, corpus_folder, read_pairs

_HAN = re.compile("[〇\u3400-\u9fff\U00020000-\U000323af]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|'s\b|[.;:!?]")


class Verdict(NamedTuple):
    """One hit, and whether the English of its sentence holds a rendering of it.

    ``pair`` is the number of the sentence pair and ``characters`` the Chinese ones of the hit.
    ``known_elsewhere`` and ``elsewhere`` leave out what cites the report of the pair alone:
    whether the concept has other renderings, and whether the English holds one of these.
    """

    pair: int
    entry: ConceptEntry
    characters: int
    strict: bool
    number: bool
    known_elsewhere: bool
    elsewhere: bool


class Score(NamedTuple):
    """The figures of one report, as the columns of the benchmark; shares run from 0 to 1."""

    report: str
    sentences: int
    hits: int
    strict: float
    number: float
    covered: float
    hits_elsewhere: int
    elsewhere: float
    covered_elsewhere: float


class Disagreement(NamedTuple):
    """A term whose English is often another: how often, of how many hits, and what it has."""

    entry: ConceptEntry
    missed: int
    hits: int
    instead: tuple[str, ...]


def judge(pairs: Sequence[Pair], glossary: Glossary) -> Iterator[Verdict]:
    """A verdict for every hit in the Chinese of the pairs.

    Example:
        >>> entry = ConceptEntry("eco-0001", "税收", (Rendering("tax revenue"),))
        >>> (verdict,) = judge([Pair("r", "税收增长", "Tax revenues grew.")], Glossary([entry]))
        >>> verdict.strict, verdict.number, verdict.characters
        (False, True, 2)
    """
    for number, pair in enumerate(pairs):
        english = as_words(pair.en)
        report_alone = (pair.report.replace("_", "-"),)
        for annotation in glossary.annotate(pair.zh):
            usable = [r for r in annotation.entry.renderings if not r.status.is_discouraged]
            held = [r for r in usable if _holds(english, r, inflected=True)]
            yield Verdict(
                number,
                annotation.entry,
                len(_HAN.findall(annotation.surface)),
                any(_holds(english, r, inflected=False) for r in held),
                bool(held),
                any(r.sources != report_alone for r in usable),
                any(r.sources != report_alone for r in held),
            )


def as_words(text: str) -> str:
    """The words of *text* in lower case with one blank round each; clause ends stay, commas go.

    Example:
        >>> as_words("Law-based governance, the people’s R&D; No. 1")
        " law based governance the people 's r d ; no . 1 "
    """
    plain = text.lower().replace("’", "'")
    return f" {' '.join(_TOKEN.findall(plain))} "


def _holds(english: str, rendering: Rendering, *, inflected: bool) -> bool:
    strict, loose = _spellings(rendering)
    return any(spelling in english for spelling in (loose if inflected else strict))


@cache
def _spellings(rendering: Rendering) -> tuple[list[str], list[str]]:
    """A rendering and its abbreviation as words, and the same in singular and plural."""
    strict = [as_words(text) for text in (rendering.en, rendering.abbr_en) if text]
    loose = [
        f"{words[: -len(last) - 1]}{form} "
        for words in strict
        for last in words.split()[-1:]
        for form in numbers(last)
    ]
    return strict, loose


def numbers(word: str) -> set[str]:
    """*word*, its regular plural, and the singulars that it may be the plural of.

    Example:
        >>> sorted(numbers("policy")), sorted(numbers("taxes"))
        (['policies', 'policy'], ['tax', 'taxe', 'taxes'])
    """
    if word.endswith("ies"):
        return {word, f"{word[:-3]}y"}
    if word == "'s":
        return {word}
    if word.endswith("s") and not word.endswith("ss"):
        return {word, word[:-1], word[:-2]} if word.endswith("es") else {word, word[:-1]}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word, f"{word[:-1]}ies"}
    return {word, f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"}


def score(report: str, pairs: Iterable[Pair], verdicts: Sequence[Verdict]) -> Score:
    """The figures of the verdicts on some pairs."""
    chinese = [pair.zh for pair in pairs]
    characters = sum(len(_HAN.findall(zh)) for zh in chinese)
    hits = len(verdicts)
    hits_elsewhere = sum(v.known_elsewhere for v in verdicts)
    return Score(
        report,
        len(chinese),
        hits,
        _share(sum(v.strict for v in verdicts), hits),
        _share(sum(v.number for v in verdicts), hits),
        _share(sum(v.characters for v in verdicts if v.number), characters),
        hits_elsewhere,
        _share(sum(v.elsewhere for v in verdicts), hits_elsewhere),
        _share(sum(v.characters for v in verdicts if v.elsewhere), characters),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def scores(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> Iterator[Score]:
    """The figures of every report, and of all of them together."""
    for report in dict.fromkeys(pair.report for pair in pairs):
        chosen = [pair for pair in pairs if pair.report == report]
        judged = [verdict for verdict in verdicts if pairs[verdict.pair].report == report]
        yield score(report, chosen, judged)
    yield score("all", pairs, verdicts)


def disagreements(
    pairs: Sequence[Pair], verdicts: Sequence[Verdict], limit: int
) -> list[Disagreement]:
    """The terms that most often have other English, and the phrases that go with them there."""
    hits = Counter(verdict.entry.id for verdict in verdicts)
    missed: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if not verdict.number:
            missed.setdefault(verdict.entry.id, []).append(verdict)
    worst = sorted(missed, key=lambda i: (-len(missed[i]), i))[:limit]
    found = associate(pairs, {i: [v.pair for v in missed[i]] for i in worst}, limit=3)
    return [
        Disagreement(
            missed[i][0].entry,
            len(missed[i]),
            hits[i],
            tuple(f"{a.phrase} ({a.together}/{a.total})" for a in found[i]),
        )
        for i in worst
    ]


def table_lines(found: Iterable[Score]) -> Iterator[str]:
    """The scores as lines of a table."""
    names = ("sentences", "hits", "strict", "number", "covered", "hits", "number", "covered")
    yield f"{'':62}left out of its own score:"
    yield f"{'report':12}" + "".join(f"{name:>10}" for name in names)
    for report, *figures in found:
        cells = (f"{f:10.1%}" if isinstance(f, float) else f"{f:10}" for f in figures)
        yield f"{report:12}{''.join(cells)}"


def disagreement_lines(found: Iterable[Disagreement]) -> Iterator[str]:
    """The disagreements, one term a line."""
    for entry, missed, hits, instead in found:
        other = ", ".join(instead) or "no phrase more often than by chance"
        yield f"{missed:5}/{hits:<5} {entry.id}  {entry.zh}  {entry.en}  <>  {other}"


@click.command()
@click.argument("parallel", required=False, type=click.Path(path_type=Path))
@click.option(
    "--table", "tables", multiple=True, type=click.Path(path_type=Path),
    help="A table laid over the shipped one.",
)  # fmt: skip
@click.option("--no-builtin", is_flag=True, help="Without the shipped table.")
@click.option("--terms", default=40, show_default=True, help="Disagreeing terms shown.")
def main(parallel: Path | None, tables: tuple[Path, ...], no_builtin: bool, terms: int) -> None:
    """Compare the table with the .tsv files (Chinese TAB English) of the folder PARALLEL.

    Without PARALLEL, the folder parallel/ in the folder that IIGLOSSARY_CORPUS names.
    """
    try:
        pairs = read_pairs(corpus_folder(parallel, "parallel"))
        verdicts = list(judge(pairs, load(*tables, builtin=not no_builtin)))
    except GlossaryError as error:
        raise click.UsageError(str(error)) from None
    for line in table_lines(scores(pairs, verdicts)):
        click.echo(line)
    click.echo("\nmissed/hits  id  term  rendering  <>  what goes with it (pairs/all pairs)")
    for line in disagreement_lines(disagreements(pairs, verdicts, terms)):
        click.echo(line)


if __name__ == "__main__":
    main()
