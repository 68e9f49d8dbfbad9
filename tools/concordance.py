"""What official translators wrote for a Chinese term.

For every term: how many sentence pairs hold it, the English phrases most associated with it
(pairs with both / pairs with the phrase, and the log-likelihood ratio), and shortened examples:

    python tools/concordance.py 基础设施 双创
    python tools/concordance.py --parallel my/aligned/texts 新型城镇化

The strongest phrase is a hint, not a proof: read the examples before a rendering goes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from iiglossary.errors import GlossaryError
from iiglossary.folding import fold_key
from parallel_text import Associated, Pair, associate, corpus_folder, read_pairs

_ZH_CONTEXT = 16
_EN_CONTEXT = 60


def concordance(
    pairs: Sequence[Pair], terms: Sequence[str], *, limit: int = 8, examples: int = 2
) -> Iterator[str]:
    """The lines of the report on *terms*; terms and text are compared folded.

    Example:
        >>> pairs = [Pair("report_2017", "稅收增長很快", "Tax revenue grew fast."),
        ...          *[Pair("report_2017", "粮食丰收", "The grain harvest was good.")] * 200]
        >>> for line in concordance(pairs, ["税收"]):
        ...     print(line)
        税收: 1 pair (report_2017 1)
             1/1       12.6 tax revenue grew fast
          report_2017: 稅收增長很快
            Tax revenue grew fast.
    """
    folded = [fold_key(pair.zh) for pair in pairs]
    hits = {term: _holding(folded, fold_key(term)) for term in terms}
    associated = associate(pairs, hits, limit)
    for term in terms:
        yield _headline(term, [pairs[number] for number in hits[term]])
        yield from map(_phrase_line, associated[term])
        best = associated[term][0].phrase if associated[term] else ""
        for number in _spread(pairs, hits[term], examples):
            yield from _example(pairs[number], term, best)


def _holding(folded: Sequence[str], key: str) -> list[int]:
    return [number for number, text in enumerate(folded) if key and key in text]


def _headline(term: str, found: Sequence[Pair]) -> str:
    reports = Counter(pair.report for pair in found)
    counts = ", ".join(f"{report} {count}" for report, count in reports.items())
    pairs = "1 pair" if len(found) == 1 else f"{len(found)} pairs"
    return f"{term}: {pairs}" + (f" ({counts})" if counts else "")


def _phrase_line(found: Associated) -> str:
    return f"{found.together:6}/{found.total:<6} {found.strength:5.1f} {found.phrase}"


def _spread(pairs: Sequence[Pair], numbers: Sequence[int], count: int) -> list[int]:
    """Up to *count* of the pairs, from as many reports as possible."""
    by_report: dict[str, list[int]] = {}
    for number in numbers:
        by_report.setdefault(pairs[number].report, []).append(number)
    rounds = max(map(len, by_report.values()), default=0)
    in_turn = [group[n] for n in range(rounds) for group in by_report.values() if n < len(group)]
    return sorted(in_turn[:count])


def _example(pair: Pair, term: str, phrase: str) -> Iterator[str]:
    yield f"  {pair.report}: {shorten(pair.zh, term, _ZH_CONTEXT)}"
    yield f"    {shorten(pair.en, phrase, _EN_CONTEXT)}"


def shorten(text: str, around: str, context: int) -> str:
    """*text* with at most *context* characters either side of *around*, or of its beginning.

    Example:
        >>> shorten("0123456789", "5", 2), shorten("0123456789", "x", 3)
        ('…34567…', '012…')
    """
    position = text.lower().find(around.lower()) if around else -1
    start, end = (0, context) if position < 0 else (position, position + len(around) + context)
    start = max(0, start - context)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


@click.command()
@click.argument("terms", nargs=-1, required=True)
@click.option(
    "--parallel", type=click.Path(path_type=Path),
    help="Folder of .tsv files, Chinese TAB English.  [default: $IIGLOSSARY_CORPUS/parallel]",
)  # fmt: skip
@click.option("--limit", default=8, show_default=True, help="Phrases shown for a term.")
@click.option("--examples", default=2, show_default=True, help="Sentence pairs shown for a term.")
def main(terms: tuple[str, ...], parallel: Path | None, limit: int, examples: int) -> None:
    """Show the English that goes with each of TERMS in aligned text."""
    try:
        pairs = read_pairs(corpus_folder(parallel, "parallel"))
    except GlossaryError as error:
        raise click.UsageError(str(error)) from None
    for line in concordance(pairs, terms, limit=limit, examples=examples):
        click.echo(line)


if __name__ == "__main__":
    main()
